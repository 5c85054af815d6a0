"""A file of each earlier format is led to the newest one, and says what it said.

usage: formats.py PROGRAM            each file of formats/: verified, shown, replayed
       formats.py PROGRAM --control  a file of a later format is refused; one that was altered is found
       formats.py PROGRAM --write N  writes the file of the format N, which is the newest; once, and it is kept for ever
Knows an office from outside."""
import pathlib
import shutil
import sqlite3
import sys
import tempfile

from offices import ANNA, ROOT, Office

sys.path.insert(0, str(ROOT / "tests"))
import control  # noqa: E402

FORMATS = pathlib.Path(__file__).resolve().parent / "formats"


def copied(program, file, folder):
    office = Office(program, folder)
    shutil.copy(file, office.file)
    return office


def findings(office):
    found = []
    for words, said in ((["cases"], "anna  version 2"), (["verify"], "; 0 findings"), (["replay"], "0 came out otherwise"),
                        (["show", "anna", "--version", "1", "--document"], '"birth":"1959-05-01"'),
                        (["show", "anna"], "birth certificate"), (["decisions"], "approved by rui"),
                        (["change", "anna", "--set", "birth=1960-05-02"], "version 3"), (["verify"], "; 0 findings")):
        done = office.run(*words, fails=True)
        if said not in done.stdout:
            found.append(f"{words[0]}: {done.stdout.strip()[-200:]}{done.stderr.strip()}")
    return found


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        if "--write" in sys.argv:
            number = sys.argv[sys.argv.index("--write") + 1]
            office = Office(program, folder).begin()
            office.decide()
            office.run("change", "anna", "--set", "birth=1960-05-01", "--source", "birth certificate")
            office.run("import", "--identifier", "tax=20-1", named(folder, "berta"))
            office.run("erase", "2")
            office.run("backup", FORMATS / f"{number}.db")
            return 0
        files = sorted(FORMATS.glob("*.db"))
        if "--control" in sys.argv:
            later = copied(program, files[-1], folder)
            base = sqlite3.connect(later.file)
            base.execute("PRAGMA user_version = 99")
            base.close()
            refused = later.run("cases", fails=True).stderr
            altered = copied(program, files[-1], folder)
            octets = altered.file.read_bytes()
            place = octets.index(b'"kind":"approved"')
            altered.file.write_bytes(octets[:place + 9] + b"b" + octets[place + 10:])
            code = altered.run("verify", fails=True).stdout
            return control.judge([("a later format", True, "[S003]" in refused), ("an event altered", True, "[S050]" in code)],
                                 "files")
        wrong = 0
        for file in files:
            for what in findings(copied(program, file, folder)):
                wrong += 1
                print(f"FAILED: format {file.stem}: {what}")
    print(f"figure: formats of offices read | {len(files)} | {wrong} findings; the newest is {files[-1].stem if files else 0}")
    return 1 if wrong or not files else 0


def named(folder, name):
    file = pathlib.Path(folder) / f"{name}.json"
    file.write_text(ANNA.read_text(encoding="utf-8").replace('"id": "anna"', f'"id": "{name}"'), encoding="utf-8")
    return file


sys.exit(main())
