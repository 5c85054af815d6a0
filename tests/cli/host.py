"""What the program does with its host: installed rules, rewritten files, a terminal. usage: host.py PROGRAM [--control]

Knows places of files and kinds of streams; knows no rule. --control tries a program that does nothing, and every
expectation must fail.
"""
import os
import pathlib
import pty
import shutil
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


def progress(program, scratch, check):
    folder = scratch / "batch"
    folder.mkdir()
    (folder / "t.convenio").write_text(SOUND)
    shown = on_terminal(program, str(folder), True)
    check("on a terminal the cases are counted", "\r32 cases\r" in shown and "32 cases: 32 evaluated" in shown)
    piped = on_terminal(program, str(folder), False)
    check("elsewhere only the summary is printed", piped == "32 cases: 32 evaluated, 0 bad\n")


def main():
    program, control = os.path.abspath(sys.argv[1]), "--control" in sys.argv
    if control:
        program = shutil.which("true")
    check = Checks()
    with tempfile.TemporaryDirectory() as name:
        for part in (installed, rewritten, progress):
            part(program, pathlib.Path(name), check)
    if control:
        print(f"control: {len(check.failed)} of {len(check.failed) + len(check.passed)} expectations failed")
        return 0 if check.failed and not check.passed else 1
    for what in check.failed:
        print(f"FAILED: {what}")
    print(f"figure: host | {len(check.passed)} | expectations of files and terminals, {len(check.failed)} faults")
    return 1 if check.failed else 0


sys.exit(main())
