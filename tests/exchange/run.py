"""Documents of other systems become cases, and cases such documents, as the program does it.

Each sample has an oddity of its own and invented data. What must come of it lies beside it in expected/: the case, the
findings and the exit code. A case that is made is read by `evaluate`; and what is exported to the form that it came
from says what was imported, member by member, but for what says nothing.
usage: run.py ROOT PROGRAM            checks
       run.py ROOT PROGRAM --update   writes expected/
       run.py ROOT PROGRAM --control  spoils one thing at a time; each must be found, and nothing else
"""
import codecs
import csv
import io
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import control  # noqa: E402

ON = "2026-01-31"


def convenio(program, root, *arguments):
    return subprocess.run([program, "--rules", root / "rules", *arguments], capture_output=True, cwd=HERE, check=False)


def samples():
    """(name, form, files)"""
    for folder in sorted((HERE / "samples").iterdir()):
        form, *together = folder.name.split("-", 1)
        if together:
            yield folder.name, form, [p.relative_to(HERE) for p in sorted(folder.glob("*.json"))]
            continue
        for path in sorted(path for path in folder.iterdir() if path.suffix in (".json", ".csv")):
            yield f"{form}-{path.stem}", form, [path.relative_to(HERE)]


def without_nothing(json_value):
    """What says something: no nulls, no objects and lists that hold nothing else."""
    if isinstance(json_value, dict):
        kept = {key: without_nothing(value) for key, value in json_value.items()}
        return {key: value for key, value in kept.items() if value is not None} or None
    if isinstance(json_value, list):
        kept = [without_nothing(value) for value in json_value]
        while kept and kept[-1] is None:
            kept.pop()
        return kept or None
    return json_value


def differences(before, after, place=""):
    """The places where two documents differ."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted({*before, *after}):
            yield from differences(before.get(key), after.get(key), f"{place}/{key}")
    elif isinstance(before, list) and isinstance(after, list):
        for n in range(max(len(before), len(after))):
            yield from differences(before[n] if n < len(before) else None, after[n] if n < len(after) else None,
                                   f"{place}/{n}")
    elif before != after or type(before) is not type(after):
        yield place


def map_of(form):
    return ["--columns", "columns/german.json"] if form == "csv" else []


def imported(program, root, form, name, files, folder):
    found = folder / "findings.json"
    found.unlink(missing_ok=True)
    done = convenio(program, root, "import", "--from", form, *map_of(form), "--id", name, "--on", ON, "--findings", found, *files)
    return done, (found.read_text(encoding="utf-8") if found.exists() else "")


def came_back(program, root, form, case, number, original):
    """Where the export of a case differs from the document that it came from."""
    done = convenio(program, root, "export", "--to", form, *map_of(form), "--document", str(number), case)
    if done.returncode not in (0, 1) or not done.stdout:
        return [f"exit {done.returncode}: {done.stderr.decode()}"]
    if form != "p5000":
        return list(differences(original, table(done.stdout)))
    return list(differences(without_nothing(original), without_nothing(json.loads(done.stdout))))


EXPORTS = {  # the name, and what comes behind `export`
    "p6000-granted-and-at-least": ["--to", "p6000", "../../examples/cases/pilar.json"],
    "p6000-granted-and-refused": ["--to", "p6000", "../../examples/cases/joaquim.json"],
    "p6000-first-day": ["--to", "p6000", "../../examples/cases/border.json"],
    "p1-as-json": ["--to", "p1", "../../examples/cases/joaquim.json"],
    "p1-as-text": ["--to", "p1:text", "../../examples/cases/joaquim.json"],
    "p1-as-table": ["--to", "p1:csv", "../../examples/cases/pilar.json"],
    "p1-of-a-case-with-faults": ["--to", "p1", "../cli/data/bad.json"],
    "p5000-as-text": ["--to", "p5000:text", "../../examples/cases/joaquim.json"],
    "mercosur-of-another-case": ["--to", "mercosur", "../../examples/cases/joaquim.json"],
    "p5000-of-another-case": ["--to", "p5000", "../../examples/cases/joaquim.json"],
    "p5000-of-which-document": ["--to", "p5000", "expected/p5000-two.case.json"],
    "p5000-of-no-case": ["--to", "p5000", "samples/p5000/plain.json"],
    "a-map-that-is-none": ["--to", "p5000", "--map", "samples/p5000/plain.json", "../../examples/cases/joaquim.json"],
    "a-form-that-is-none": ["--to", "p9", "../../examples/cases/joaquim.json"],
}


def exports(program, root, update):
    """What each gives: standard output, standard error and the exit code."""
    for name, arguments in EXPORTS.items():
        done = convenio(program, root, "export", *arguments)
        got = done.stdout.decode() + "---\n" + done.stderr.decode() + f"---\n{done.returncode}\n"
        path = HERE / "exports" / name
        if update:
            path.write_bytes(got.encode())
        elif not path.exists() or path.read_bytes().decode() != got:
            yield f"export {name} gives something else"


def many_rows(program, root, folder, count=40_000):
    """A document of so many rows: each comes into the case, and back; and it is told that no decision reads so many."""
    original = original_of(pathlib.Path("samples/p5000/plain.json"))
    rows = original["pensjon"]["medlemskapboarbeid"]["medlemskap"]
    for n in range(1, count):
        day = f"{1960 + n % 60}-{1 + n // 60 % 12:02}-{1 + n // 720 % 28:02}"
        rows.append({**rows[0], "yrke": f"occupation {n}", "periode": {"fom": day, "tom": day},
                     "sum": {"dager": {"nr": "1", "type": "7"}}})
    path, case = folder / "many.json", folder / "many.case.json"
    path.write_text(json.dumps(original), encoding="utf-8")
    done, found = imported(program, root, "p5000", "many", [path], folder)
    codes = [one["code"] for one in json.loads(found)["findings"]]
    if done.returncode != 1 or codes != ["X041"]:
        return [f"{count} rows: exit {done.returncode}, {codes[:5]}"]
    case.write_bytes(done.stdout)
    if len(json.loads(done.stdout)["facts"]["history"]) != count:
        return [f"{count} rows: not all are in the case"]
    return [f"{count} rows: came back otherwise: {place}"
            for place in came_back(program, root, "p5000", case, 1, original)[:5]]


def first_of_twice(pairs):
    said = {}
    for key, value in pairs:
        said.setdefault(key, value)
    return said


def table(text):
    """The fields of a table, line by line, but for lines that are empty, not UTF-8, or with NUL."""
    lines = []
    for line in text.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True):
        try:
            lines += [line.decode()] if b"\0" not in line else []
        except UnicodeDecodeError:
            continue
    head = lines[0] if lines else ""
    separator = max(",;\t", key=head.count)
    return [line for line in csv.reader(io.StringIO("".join(lines), newline=""), delimiter=separator) if line]


def original_of(path):
    if path.suffix == ".csv":
        return table((HERE / path).read_bytes())
    return json.loads((HERE / path).read_text(encoding="utf-8"), object_pairs_hook=first_of_twice)


def check(program, root, update=False):
    """(findings, samples, documents that went there and back)"""
    faults, count, trips = [], 0, 0
    expected = HERE / "expected"
    with tempfile.TemporaryDirectory() as name_of_folder:
        folder = pathlib.Path(name_of_folder)
        rules = folder / "rules.program"
        convenio(program, root, "compile", "--output", rules)
        for name, form, files in samples():
            count += 1
            done, found = imported(program, root, form, name, files, folder)
            got = {f"{name}.case.json": done.stdout.decode(), f"{name}.findings.json": found,
                   f"{name}.exit": f"{done.returncode}\n"}
            for file, text in got.items():
                if update:
                    (expected / file).write_text(text, encoding="utf-8")
                elif not (expected / file).exists() or (expected / file).read_text(encoding="utf-8") != text:
                    faults.append(f"{name}: {file} is another")
            if not done.stdout:
                continue
            case = folder / "case.json"
            case.write_bytes(done.stdout)
            read = subprocess.run([program, "--program", rules, "evaluate", case], capture_output=True, check=False)
            if read.returncode != 0:
                faults.append(f"{name}: the case is not read: {read.stderr.decode()}")
            for number, path in enumerate(files, 1):
                trips += 1
                for place in came_back(program, root, form, case, number, original_of(path)):
                    faults.append(f"{name}: {path} came back otherwise: {place}")
        faults += many_rows(program, root, folder)
    faults += exports(program, root, update)
    return faults, count, trips


def spoiled(program, root):
    """(what is spoiled, finding, what was found)"""
    with tempfile.TemporaryDirectory() as name_of_folder:
        folder = pathlib.Path(name_of_folder)
        name, form, path = "p5000-plain", "p5000", pathlib.Path("samples/p5000/plain.json")
        done, _ = imported(program, root, form, name, [path], folder)
        sound, original = json.loads(done.stdout), original_of(path)
        row = "/pensjon/medlemskapboarbeid/medlemskap/0"
        changes = [
            (f"{row}/land", lambda c: c["facts"]["history"][0].update(state="SE")),
            (f"{row}/periode/fom", lambda c: c["facts"]["history"][0].update({"from": "1990-01-02"})),
            (f"{row}/periode/tom", lambda c: c["facts"]["history"][0].update(to="1999-12-30")),
            (f"{row}/sum/aar", lambda c: c["facts"]["history"][0].update(certified={"years": 11})),
            (f"{row}/type", lambda c: c["facts"]["history"][0].update(circumstance="training", kind="assimilated")),
            (f"{row}/ordning", lambda c: c["facts"]["history"][0].update(insurance_scheme="seafarers")),
            (f"{row}/relevans", lambda c: c["facts"]["history"][0].update(not_for_entitlement=["survivors"])),
            (f"{row}/beregning", lambda c: c["facts"]["history"][0].update(not_for_amount=["invalidity"])),
            ("/nav/bruker/person/foedselsdato", lambda c: c["facts"].update(birth="1958-04-13")),
            ("/nav/bruker/person/kjoenn", lambda c: c["facts"].update(sex="male")),
            ("/nav/bruker/person/statsborgerskap/0/land", lambda c: c["facts"].update(nationalities=["SE"])),
            ("/pensjon/medlemskapboarbeid/enkeltkrav/krav", lambda c: c["facts"].update(claimed=["survivors"])),
            ("/nav/eessisak/0/saksnummer",
             lambda c: c["exchange"]["documents"][0]["references"][0].update(number="1002")),
            ("/nav/bruker/person/pin/0/identifikator",
             lambda c: c["exchange"]["documents"][0]["person"]["identifiers"][0].update(value="TEST-0009")),
            ("/sedVer", lambda c: c["exchange"]["documents"][0].update(minor="3")),
            (row, lambda c: c["facts"]["history"].clear()),
        ]
        for place, change in changes:
            document = json.loads(json.dumps(sound))
            change(document)
            case = folder / "case.json"
            case.write_text(json.dumps(document), encoding="utf-8")
            found = came_back(program, root, form, case, 1, original)
            if place == row:
                found = sorted({other[:len(row)] for other in found} - {row}) or [row]
                yield "a row is taken out", ["/pensjon/medlemskapboarbeid/medlemskap"], found
            else:
                yield f"{place} is changed in the case", [place], found
        for form, path, column, change in [
            ("csv", "samples/csv/plain.csv", "/1/2", lambda c: c["facts"]["history"][0].update({"from": "1990-01-02"})),
            ("csv", "samples/csv/plain.csv", "/1/6", lambda c: c["facts"]["history"][0].update(kind="voluntary")),
            ("csv", "samples/csv/plain.csv", "/1/4",
             lambda c: c["facts"]["history"][0].update(certified={"amount": "119", "unit": "months"})),
            ("mercosur", "samples/mercosur/two-tables.csv", "/3/17",
             lambda c: c["facts"]["not_counted"][0].update(not_counted_because="another reason")),
            ("mercosur", "samples/mercosur/two-tables.csv", "/3/8",
             lambda c: c["facts"]["history"].append(c["facts"].pop("not_counted")[0])),
        ]:
            done, _ = imported(program, root, form, "spoiled", [pathlib.Path(path)], folder)
            document = json.loads(done.stdout)
            change(document)
            case.write_text(json.dumps(document), encoding="utf-8")
            yield f"{path} {column} is changed in the case", [column], came_back(
                program, root, form, case, 1, original_of(pathlib.Path(path)))
        case.write_text(json.dumps(sound), encoding="utf-8")
        yield "nothing is changed", [], came_back(program, root, "p5000", case, 1, original)


def main():
    root, program = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    if "--control" in sys.argv:
        return control.judge(spoiled(program, root))
    faults, count, trips = check(program, root, "--update" in sys.argv)
    for fault in faults:
        print(fault)
    print(f"figure: documents of other systems, each with an oddity | {count} | tests/exchange, {trips} of them went there "
          f"and back, {len(faults)} faults")
    return 1 if faults or not count else 0


sys.exit(main())
