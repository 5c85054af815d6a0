"""A program that writes into an office is killed at any moment: what it acknowledged is there, and what is sent again counts once.

usage: kill.py PROGRAM [--kills N]  changes of one case, each sent until it is acknowledged; N of the programs are killed (100)
       kill.py PROGRAM --control    an earlier copy in the place of the office, and a change that is made twice, must be noticed
Knows an office from outside."""
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

from offices import ROOT, Office

sys.path.insert(0, str(ROOT / "tests"))
import control  # noqa: E402

SEED = 15


def day(number):
    return f"{1900 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"


def change(office, number):
    return office.command("change", "anna", "--set", f"birth={day(number)}", "--if-version", number, "--request", f"change {number}")


def work(office, kills, chance, slow=0.06):
    """Until so many were killed. Returns the number of changes that were acknowledged, and of kills."""
    done = killed = 0
    while killed < kills:
        number = done + 1
        process = subprocess.Popen(change(office, number), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if chance.random() < 0.8:
            time.sleep(chance.random() * slow)
            if process.poll() is None:
                process.kill()
                killed += 1
        said, wrong = process.communicate()
        if f"at version {number + 1}" in said:
            done += 1
        elif process.returncode >= 0:
            raise SystemExit(f"change {number} was refused: {wrong}")
    return done, killed


def findings(office, done):
    """What is not as it was acknowledged. The change after the last one may be there or not."""
    found = []
    case = office.run("cases").stdout
    version = int(re.search(r"anna  version (\d+)", case)[1])
    if version not in (done + 1, done + 2):
        found.append("versions")
    events = [line for line in office.run("events").stdout.splitlines() if "  changed  " in line]
    numbers = [int(re.search(r'"version":(\d+)', line)[1]) for line in events]
    if numbers != list(range(2, version + 1)):
        found.append("events")
    for number in (1, done // 2, done):
        if number > 0 and version > number and f'"birth":"{day(number)}"' not in office.run(
                "show", "anna", "--version", number + 1, "--document").stdout:
            found.append("facts")
    if office.run("verify", fails=True).returncode != 0:
        found.append("verify")
    return found


def main():
    kills = int(sys.argv[sys.argv.index("--kills") + 1]) if "--kills" in sys.argv else 100
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        office = Office(sys.argv[1], folder).begin()
        if "--control" in sys.argv:
            copy = pathlib.Path(folder) / "copy.db"
            done, _ = work(office, 3, chance)
            for number in range(done + 1, done + 4):
                office.run(*change(office, number)[8:])
            office.run("backup", copy)
            done += 3
            sound = findings(office, done)
            for number in range(done + 1, done + 4):
                office.run(*change(office, number)[8:])
            later = findings(Office(sys.argv[1], folder), done + 3)
            rolled = Office(sys.argv[1], folder)
            rolled.file = copy
            return control.judge([("as it is", [], sound), ("and three changes more", [], later),
                                  ("acknowledged and lost", ["versions"], findings(rolled, done + 3)),
                                  ("made twice", ["versions"], findings(office, done))], "offices")
        done, killed = work(office, kills, chance)
        found = findings(office, done)
    print(f"figure: writers killed | {killed} | {done} changes acknowledged, none lost, none doubled; {len(found)} findings {found}")
    return 1 if found or killed < kills or done < kills // 4 else 0


sys.exit(main())
