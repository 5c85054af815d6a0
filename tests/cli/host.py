"""What the program does with its host: rules that it finds, files that it writes, streams of a batch.

usage: host.py PROGRAM [--control]

Knows places of files and kinds of streams; knows no rule. --control tries a program that does nothing, and every
expectation must fail.
"""
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time

SOUND = "package t\n\nquestion q: whole = 1\n"
LOOSE = "package t   -- a comment\nquestion   q:whole=1\n"
CASE = '{"format": "convenio-case-1", "id": "x", "facts": {}}\n'


class Checks:
    def __init__(self):
        self.passed, self.failed = [], []

    def __call__(self, what, holds):
        (self.passed if holds else self.failed).append(what)


def run(program, *arguments, folder, environment=None):
    clean = {key: value for key, value in os.environ.items() if key != "CONVENIO_RULES"}
    return subprocess.run([program, *arguments], cwd=folder, env=clean | (environment or {}), capture_output=True,
                          text=True, timeout=60)


def packages(folder, name):
    folder.mkdir(parents=True)
    (folder / "t.convenio").write_text(f"package {name}\nrule r: whole = 1\n")


def installed(program, scratch, check):
    """--rules, then the environment, then ./rules, then ../share/convenio/rules beside the program."""
    home = scratch / "prefix"
    (home / "bin").mkdir(parents=True)
    copy = shutil.copy2(program, home / "bin" / "convenio")
    elsewhere = scratch / "elsewhere"
    elsewhere.mkdir()
    found = run(program, "describe", folder=elsewhere)
    check("a program where it was built finds the rules it was built with",
          found.returncode == 0 and "prelude" in found.stdout)
    found = run(copy, "describe", folder=elsewhere)
    check("no rules are said to be missing", found.returncode == 3 and "no rules found" in found.stderr)
    packages(home / "share" / "convenio" / "rules", "from_share")
    found = run(copy, "describe", folder=elsewhere)
    check("installed rules are found", found.returncode == 0 and "from_share" in found.stdout)
    link = elsewhere / "linked"
    link.symlink_to(copy)
    check("through a link, too", "from_share" in run(str(link), "describe", folder=elsewhere).stdout)
    packages(elsewhere / "rules", "from_here")
    check("./rules comes first", "from_here" in run(copy, "describe", folder=elsewhere).stdout)
    packages(scratch / "stated", "from_environment")
    environment = {"CONVENIO_RULES": str(scratch / "stated")}
    check("the environment comes before", "from_environment" in
          run(copy, "describe", folder=elsewhere, environment=environment).stdout)
    packages(scratch / "given", "from_option")
    check("--rules comes before all", "from_option" in
          run(copy, "--rules", str(scratch / "given"), "describe", folder=elsewhere, environment=environment).stdout)


def rewritten(program, scratch, check):
    folder = scratch / "format"
    folder.mkdir()
    sound, loose = folder / "a.convenio", folder / "b.convenio"
    sound.write_text(SOUND)
    loose.write_text(LOOSE)
    loose.chmod(0o640)
    before = sound.stat()
    ran = run(program, "--rules", ".", "format", "--write", folder=folder)
    check("--write names what it rewrites", ran.returncode == 0 and ran.stdout == "./b.convenio\n" and
          "1 of 2 files rewritten" in ran.stderr)
    text = loose.read_text()
    check("the layout is the standard one, with its comment",
          text == run(program, "format", "b.convenio", folder=folder).stdout and "-- a comment" in text
          and text != LOOSE)
    check("its permissions stay", text != LOOSE and stat.S_IMODE(loose.stat().st_mode) == 0o640)
    check("nothing else is left behind", text != LOOSE and sorted(os.listdir(folder)) == ["a.convenio", "b.convenio"])
    again = run(program, "--rules", ".", "format", "--write", folder=folder)
    check("a second time changes nothing", "0 of 2 files rewritten" in again.stderr and sound.stat() == before)
    missing = run(program, "format", "--write", "c.convenio", folder=folder)
    check("a file that is not there is a host fault", missing.returncode == 3 and "c.convenio" in missing.stderr)


def formatted(program, folder, name):
    return run(program, "format", name, folder=folder).stdout


def replaced(program, scratch, check):
    """A file is replaced whole or not at all, by a new one that nobody else had; where a link leads is what changes."""
    folder, else_where = scratch / "replace", scratch / "target"
    folder.mkdir()
    else_where.mkdir()
    target, link = else_where / "t.convenio", folder / "linked.convenio"
    target.write_text(LOOSE)
    target.chmod(0o604)
    link.symlink_to(target)
    bystander, trap = folder / "linked.convenio.new", folder / "victim"
    trap.write_text("mine")
    bystander.symlink_to(trap)
    ran = run(program, "format", "--write", "linked.convenio", folder=folder)
    good = ran.returncode == 0 and target.read_text() == formatted(program, else_where, "t.convenio") != LOOSE
    check("a link stays, and where it leads is rewritten", good and link.is_symlink())
    check("its mode stays", good and stat.S_IMODE(target.stat().st_mode) == 0o604)
    check("a file with a name like that of a new one is not touched",
          good and bystander.is_symlink() and trap.read_text() == "mine")
    check("nothing is left beside either", good and os.listdir(else_where) == ["t.convenio"] and
          sorted(os.listdir(folder)) == ["linked.convenio", "linked.convenio.new", "victim"])
    if os.geteuid() == 0:
        os.chown(target, 1, 1)
        target.write_text(LOOSE)
        run(program, "format", "--write", str(target), folder=folder)
        now = target.stat()
        check("its owner stays", target.read_text() != LOOSE and (now.st_uid, now.st_gid) == (1, 1))
    target.write_text(LOOSE)
    full = subprocess.run(["sh", "-c", 'ulimit -f 0; trap "" XFSZ; exec "$0" format --write "$1"', program, str(target)],
                          cwd=folder, capture_output=True, text=True, timeout=60)
    check("what cannot be written whole changes nothing and leaves nothing",
          full.returncode == 3 and "cannot be written" in full.stderr and target.read_text() == LOOSE
          and os.listdir(else_where) == ["t.convenio"])
    nowhere = folder / "nowhere.html"
    nowhere.symlink_to(folder / "missing")
    (folder / "rules").mkdir()
    (folder / "rules" / "t.convenio").write_text(SOUND)
    ran = run(program, "print", "t", "--output", "nowhere.html", folder=folder)
    check("a link that leads nowhere is refused", ran.returncode == 3 and "leads nowhere" in ran.stderr
          and nowhere.is_symlink())
    page = run(program, "print", "t", folder=folder).stdout
    for dot in (".", "rules"):
        ran = run(program, "print", "t", "--output", dot, folder=folder)
        check(f"the folder {dot} is no file to write", ran.returncode == 3 and f"{dot} is a folder" in ran.stderr)
    ran = run(program, "print", "t", "--output", "/dev/stdout", folder=folder)
    check("a stream is written to", ran.returncode == 0 and ran.stdout == page != "")
    device = os.stat("/dev/null").st_mode
    ran = run(program, "print", "t", "--output", "/dev/null", folder=folder)
    check("a device is written to and stays", page and ran.returncode == 0 and os.stat("/dev/null").st_mode == device)
    ran = run(program, "print", "t", "--output", "/dev/full", folder=folder)
    check("a full device is trouble", ran.returncode == 3 and "/dev/full cannot be written" in ran.stderr)
    os.mkfifo(folder / "pipe")
    reader = subprocess.Popen(["cat", "pipe"], cwd=folder, stdout=subprocess.PIPE, text=True)
    ran = run(program, "print", "t", "--output", "pipe", folder=folder)
    if not page:
        reader.kill()
    check("a pipe is written to and stays", reader.communicate()[0] == page != ""
          and stat.S_ISFIFO((folder / "pipe").stat().st_mode))
    ran = run(program, "print", "t", "--output", "page.html", folder=folder)
    mask = os.umask(0)
    os.umask(mask)
    made = folder / "page.html"
    check("a new file has the mode of new files", made.exists() and made.read_text() == page
          and stat.S_IMODE(made.stat().st_mode) == 0o666 & ~mask)
    ran = run(program, "format", "--write", "-", folder=folder)
    check("standard input is not rewritten", ran.returncode == 2 and not (folder / "-").exists())


def odd_files(program, scratch, check):
    """What looks like a rule file is read, or refused by its name."""
    else_where = scratch / "odd-else"
    (else_where / "more").mkdir(parents=True)
    (else_where / "more" / "u.convenio").write_text("package u\nrule r: whole = 1\n")
    (else_where / "v.convenio").write_text("package v\nrule r: whole = 1\n")

    def checked(name, plant):
        folder = scratch / "odd" / name
        folder.mkdir(parents=True)
        (folder / "t.convenio").write_text(SOUND)
        plant(folder)
        checks = run(program, "--rules", str(folder), "check", folder=scratch)
        lists = run(program, "--rules", str(folder), "format", "--check", folder=scratch)
        return checks, lists

    def read(name, plant, files):
        ran, lists = checked(name, plant)
        check(f"{name} is read", ran.returncode == 0 and f"{files} files: no faults" in ran.stdout
              and f"0 of {files} files" in lists.stderr)

    def refused(name, plant, sentence):
        for ran in checked(name, plant):
            check(f"{name} is refused by name", ran.returncode == 3 and ran.stderr.count("\n") == 1
                  and sentence in ran.stderr)

    read("a linked folder", lambda folder: (folder / "more").symlink_to(else_where / "more"), 2)
    read("a linked file", lambda folder: (folder / "v.convenio").symlink_to(else_where / "v.convenio"), 2)
    refused("a folder that a link leads back to", lambda folder: (folder / "back").symlink_to(folder),
            "are the same folder")
    refused("a link to nothing", lambda folder: (folder / "x.convenio").symlink_to("nothing"),
            "x.convenio is a link that leads nowhere")
    refused("a link to no folder", lambda folder: (folder / "x").symlink_to("nothing"), "x is a link that leads nowhere")
    refused("a link to itself", lambda folder: (folder / "x.convenio").symlink_to("x.convenio"), "x.convenio cannot be read")
    refused("a pipe", lambda folder: os.mkfifo(folder / "x.convenio"), "x.convenio is no file")
    refused("a folder named as a file", lambda folder: (folder / "x.convenio").mkdir(), "x.convenio is a folder")
    ran, _ = checked("escape \x1b[31m", lambda folder: (folder / "\x1b[2J.convenio").write_text("package t\nrule"))
    check("control characters of names are not printed", ran.returncode == 1 and "[2J.convenio" in ran.stderr
          and "\x1b" not in ran.stderr)
    ran = run(program, "format", "\x1b[2Jmissing", folder=scratch)
    check("nor those of arguments", ran.returncode == 3 and "[2Jmissing" in ran.stderr and "\x1b" not in ran.stderr)


def streams(program, rules):
    return subprocess.Popen([program, "--rules", rules, "evaluate", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)


def tell(process, text):
    try:
        process.stdin.write(text)
        process.stdin.flush()
    except BrokenPipeError:
        pass


def batches(program, scratch, check):
    folder = scratch / "batches"
    folder.mkdir()
    (folder / "t.convenio").write_text(SOUND)
    process = streams(program, str(folder))
    answers = []
    for _ in range(3):
        tell(process, CASE)
        readable, _, _ = select.select([process.stdout], [], [], 20)
        answers.append(process.stdout.readline() if readable else "")
    check("each line is answered before the next comes", len(set(answers)) == 1 and '"value":"1"' in answers[0])
    for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        if number != signal.SIGINT:
            process = streams(program, str(folder))
            tell(process, CASE * 3)
            for _ in range(3):
                process.stdout.readline()
        tell(process, CASE[:20])
        time.sleep(0.1)
        process.send_signal(number)
        rest, said = process.communicate()
        check(f"signal {number} ends a batch between two lines, with its summary", rest == ""
              and said == "3 cases: 3 evaluated, 0 bad\nconvenio: interrupted after 3 lines\n" and process.returncode == code)
    busy = subprocess.Popen([program, "--rules", str(folder), "evaluate", "-"], stdin=subprocess.PIPE,
                            stdout=(folder / "out").open("w"), stderr=subprocess.PIPE, text=True)
    tell(busy, CASE * 2000)
    busy.send_signal(signal.SIGTERM)
    said = busy.communicate(CASE * 2000)[1] if busy.poll() is None else busy.stderr.read()
    out = (folder / "out").read_text()
    check("in the midst of work, too, and all lines are whole", busy.returncode == 143 and (out == "" or out.endswith("}\n"))
          and said.startswith(f"{out.count(chr(10))} case"))
    ran = subprocess.run([program, "--rules", str(folder), "evaluate", "-"], input="\n" + CASE + "  \n\n" + CASE.strip(),
                         capture_output=True, text=True, timeout=60)
    codes = ["K001" if "K001" in line else "1" if '"value":"1"' in line else "?" for line in ran.stdout.splitlines()]
    check("each line gives a line, a blank one too", codes == ["K001", "1", "K001", "K001", "1"] and ran.returncode == 1)
    ran = subprocess.run([program, "--rules", str(folder), "evaluate", "-", "--line-buffered"], input=CASE * 2,
                         capture_output=True, text=True, timeout=60)
    check("on request each line at once", ran.stdout.count('"value":"1"') == 2 and ran.returncode == 0)


def on_terminal(program, rules, terminal):
    """Standard error of a batch whose second half comes late; on a terminal, or through a pipe."""
    controller, screen = pty.openpty()
    process = subprocess.Popen([program, "--rules", rules, "evaluate", "-"], stdin=subprocess.PIPE,
                               stdout=subprocess.DEVNULL, stderr=screen if terminal else subprocess.PIPE)
    os.close(screen)
    try:
        process.stdin.write(CASE.encode() * 16)
        process.stdin.flush()
        time.sleep(2.3)
        process.stdin.write(CASE.encode() * 16)
        process.stdin.close()
    except BrokenPipeError:
        pass
    shown = b""
    if not terminal:
        shown = process.stderr.read()
    process.wait(60)
    if terminal:
        os.set_blocking(controller, False)
        try:
            shown = os.read(controller, 65536)
        except (BlockingIOError, OSError):
            shown = b""
    os.close(controller)
    return shown.decode()


def of_a_file(program, rules, lines):
    """What a terminal shows of a batch that reads a file, until it says what is left; then the batch is ended."""
    controller, screen = pty.openpty()
    with open(lines, "rb") as given:
        process = subprocess.Popen([program, "--rules", rules, "evaluate", "-"], stdin=given,
                                   stdout=subprocess.DEVNULL, stderr=screen)
    os.close(screen)
    shown, end = "", time.monotonic() + 30
    while " left" not in shown and process.poll() is None and time.monotonic() < end:
        if select.select([controller], [], [], 0.2)[0]:
            try:
                shown += os.read(controller, 65536).decode()
            except OSError:
                break
    process.terminate()
    process.wait(60)
    os.close(controller)
    return shown


def progress(program, scratch, check):
    folder = scratch / "batch"
    folder.mkdir()
    (folder / "t.convenio").write_text(SOUND)
    shown = on_terminal(program, str(folder), True)
    check("on a terminal the cases are counted, and how many a second of a pipe",
          re.search(r"\r\x1b\[K32 cases, \d+ a second\r", shown) and "32 cases: 32 evaluated" in shown)
    piped = on_terminal(program, str(folder), False)
    check("elsewhere only the summary is printed", piped == "32 cases: 32 evaluated, 0 bad\n")
    lines = scratch / "many.ndjson"
    lines.write_text(CASE * 1_000_000)
    shown = of_a_file(program, str(folder), lines)
    check("of a file it says how long the rest will take", re.search(r"\r\x1b\[K[\d,]+ cases, \d+ a second, \d+ (s|min) left", shown))


def main():
    program, control = os.path.abspath(sys.argv[1]), "--control" in sys.argv
    if control:
        program = shutil.which("true")
    check = Checks()
    with tempfile.TemporaryDirectory() as name:
        for part in (installed, rewritten, replaced, odd_files, batches, progress):
            part(program, pathlib.Path(name), check)
    if control:
        print(f"control: {len(check.failed)} of {len(check.failed) + len(check.passed)} expectations failed")
        return 0 if check.failed and not check.passed else 1
    for what in check.failed:
        print(f"FAILED: {what}")
    print(f"figure: host | {len(check.passed)} | expectations of files and streams, {len(check.failed)} faults")
    return 1 if check.failed else 0


sys.exit(main())
