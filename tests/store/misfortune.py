"""A full disk, and many programs at once.

usage: misfortune.py PROGRAM            changes are made until there is no room; eight writers and sixteen readers
       misfortune.py PROGRAM --control  what the harness looks for is noticed when it is wrong
Knows an office from outside. The room is limited by the size that a file may have (RLIMIT_FSIZE)."""
import re
import resource
import signal
import subprocess
import sys
import tempfile
import threading

from offices import ROOT, Office

sys.path.insert(0, str(ROOT / "tests"))
import control  # noqa: E402

WRITERS, READERS, CHANGES = 8, 16, 3


def cramped(room):
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    return limit


def full_disk(office, program):
    """What is wrong: a write that is refused without its code, reads that stop, an office that is not whole or does not recover."""
    found, refused = [], 0
    paper = office.file.parent / "paper"
    with open("/dev/urandom", "rb") as chance:
        paper.write_bytes(chance.read(300_000))
    room = office.file.stat().st_size + 1_000_000
    kept = 0
    for number in range(12):
        done = subprocess.run(office.command("document", "anna", paper, "--kind", f"scan {number}"), capture_output=True, text=True,
                              preexec_fn=cramped(room))
        if done.returncode == 0:
            kept += 1
        elif done.returncode == 3 and re.search(r"\[S00[56]\]", done.stderr):
            refused += 1
        else:
            found.append(f"exit {done.returncode}: {done.stderr.strip()}")
        shown = subprocess.run(office.command("cases"), capture_output=True, text=True, preexec_fn=cramped(room))
        if "anna" not in shown.stdout:
            found.append(f"reads stop: {shown.stderr.strip()}")
    listed = office.run("show", "anna").stdout.count("document ")
    if listed != kept:
        found.append(f"{kept} were acknowledged, and {listed} are there")
    if "; 0 findings" not in office.run("verify", fails=True).stdout:
        found.append("verify")
    office.run("document", "anna", paper, "--kind", "scan")  # with room again
    return found, kept, refused


def at_once(office):
    """Each writer makes changes for the version that it has seen, until one is taken."""
    found, taken, lock = [], [], threading.Lock()

    def write(who):
        made = 0
        while made < CHANGES:
            version = int(re.search(r"anna  version (\d+)", office.run("cases").stdout)[1])
            done = office.run("change", "anna", "--set", f"birth=19{10 + who}-01-{made + 1:02}", "--if-version", version, by=f"w{who}", fails=True)
            if done.returncode == 0:
                made += 1
                with lock:
                    taken.append((version + 1, f"w{who}"))
            elif "[S030]" not in done.stderr and "[S004]" not in done.stderr:
                found.append(done.stderr.strip())
                return

    def read():
        last = 0
        while any(one.is_alive() for one in writers):
            done = office.run("show", "anna", fails=True)
            seen = re.search(r"version (\d+) of (\d+)", done.stdout)
            if not seen or int(seen[1]) < last:
                found.append(f"a reader has seen {done.stdout[:80]}{done.stderr.strip()} after version {last}")
                return
            last = int(seen[1])
    writers = [threading.Thread(target=write, args=(n,)) for n in range(WRITERS)]
    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for one in writers + readers:
        one.start()
    for one in writers + readers:
        one.join()
    return found, taken


def lost(office, taken):
    """Changes that were taken and are not in the register, by their version and who made them."""
    events = office.run("events", "--json").stdout
    there = {(int(version), who) for who, version in re.findall(r'"by":"(w\d)","details":\{"case":1,"version":(\d+)\}', events)}
    versions = sorted(version for version, _ in there)
    holes = versions != list(range(2, len(versions) + 2))
    return sorted(set(taken) ^ there) + (["versions with holes"] if holes else [])


def main():
    with tempfile.TemporaryDirectory() as folder:
        office = Office(sys.argv[1], folder).begin()
        found, taken = at_once(office)
        if "--control" in sys.argv:
            return control.judge([("as it is", [], found + lost(office, taken)),
                                  ("a change that nobody made", [(99, "w1")], lost(office, [*taken, (99, "w1")])),
                                  ("a change not told of", [taken[0]], lost(office, taken[1:]))], "offices")
        found += map(str, lost(office, taken))
        trouble, kept, refused = full_disk(office, sys.argv[1])
        for what in found + trouble:
            print(f"FAILED: {what}")
    print(f"figure: changes by writers at once | {len(taken)} of {WRITERS * CHANGES} | {WRITERS} writers, {READERS} readers, each a program of its own; "
          f"none lost, versions without holes; {len(found)} findings")
    print(f"figure: writes on a full disk | {refused} | refused with their code, {kept} kept, reads went on, recovered; {len(trouble)} findings")
    return 1 if found or trouble or not refused or not kept else 0


sys.exit(main())
