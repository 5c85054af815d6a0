"""Six invented careers of examples/cases, worked out by hand, decided by the program, and told in examples/README.md.
Exit 1 on a difference.

usage: run.py ROOT PROGRAM             compares, and prints how much was compared
       run.py ROOT PROGRAM --print     prints what was worked out, and the figures of the law behind it
       run.py ROOT PROGRAM --control   alters one result at a time, which must be found and named, and one figure of the law
                                       at a time, which must show in a result, unless it is said to decide nothing
"""
import importlib
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
import control  # noqa: E402
from by_hand import Law  # noqa: E402

CAREERS = ["builder", "nurse", "border", "pensioner", "widow", "incomplete"]


def decided(root, program, case):
    done = subprocess.run([program, "--rules", str(root / "rules"), "evaluate", str(case)], text=True, encoding="utf-8",
                          capture_output=True)
    if done.returncode:
        sys.exit(f"{case}: no decision\n{done.stderr}")
    return json.loads(done.stdout)


def said(decision):
    """What a decision says: of awards and their routes, of questions, and what it asks of whom."""
    values = {}
    for award in decision["awards"]:
        label = award["label"]
        values[label] = award["status"] + (f" {award['amount']}" if award["amount"] else "")
        for route in award["routes"]:
            values[f"{label} by {route['route']}"] = route["value"] or route["status"]
        for one in award.get("particulars", []):
            values[f"{one['name']} of {label}"] = told(one["value"]) if one["status"] == "stated" else one["status"]
        if award.get("bounds"):
            values[f"{label} between"] = f"{award['bounds']['least']} and {award['bounds']['most']}"
    for answer in decision["answers"]:
        values[answer["label"]] = answer["value"] if answer["status"] == "answered" else answer["status"]
    values["needed"] = sorted(f"{need['subject']} of {holder(need)}" for need in decision["needed"])
    return values


def told(value):
    """A particular as the hand writes it: the fields of a record, in their order."""
    return " ".join(map(str, value.values())) if isinstance(value, dict) else value


def holder(need):
    by = need.get("held_by")
    return "nobody named" if not by else " ".join(filter(None, [by["holder"], by.get("state")]))


def differences(expected, found):
    return [f"{label}: by hand {json.dumps(value)}, but it is {json.dumps(found.get(label, 'not there'))}"
            for label, value in expected.items() if found.get(label) != value or type(found.get(label)) is not type(value)]


def altered(value):
    """Another value of the same form: the last digit moves by one."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, list):
        return value[:-1] if value else ["birth of person"]
    text = re.sub(r"\d(?=\D*$)", lambda digit: str((int(digit[0]) + 1) % 10), value)
    return text if text != value else value + "x"


def untold(expected, text):
    """Amounts of awards that the description of the examples does not tell."""
    told = " ".join(text.split())
    for label, value in expected.items():
        amount = re.fullmatch(r"(?:granted|at_least) (\d+)(\.\d+ [A-Z]+)\b.*", value) if isinstance(value, str) else None
        if amount and " by " not in label and f"{int(amount[1]):,}".replace(",", " ") + amount[2] not in told:
            yield f"{label}: examples/README.md does not tell {value}"


def trials(name, case, work_out, found, text):
    law = Law()
    expected = work_out(case, law)
    for label, value in expected.items():
        yield f"{name} {label}", [f"{label}: by hand {json.dumps(altered(value))}, but it is {json.dumps(value)}"], \
            differences({**expected, label: altered(value)}, found)
    for label in [label for label in expected if list(untold({label: expected[label]}, ""))]:
        wrong = f"{expected[label].split()[0]} {altered(expected[label].split(maxsplit=1)[1])}"
        yield f"{name} {label}, as it is told", [f"{label}: examples/README.md does not tell {wrong}"], \
            list(untold({**expected, label: wrong}, text))
    for figure, (_, _, _, decides) in law.used.items():
        yield f"{name}, figure of the law: {figure}", decides, bool(differences(work_out(case, Law(figure)), found))


def main():
    if len(sys.argv) not in (3, 4) or sys.argv[3:] not in ([], ["--control"], ["--print"]):
        sys.exit(__doc__)
    root, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    text = (root / "examples" / "README.md").read_text(encoding="utf-8")
    all_trials, wrong, compared, figures = [], 0, 0, 0
    for name in CAREERS:
        path = root / "examples" / "cases" / f"{name}.json"
        case, work_out = json.loads(path.read_text(encoding="utf-8")), importlib.import_module(name).work_out
        found = said(decided(root, program, path))
        if sys.argv[3:] == ["--control"]:
            all_trials += trials(name, case, work_out, found, text)
            continue
        law = Law()
        expected = work_out(case, law)
        compared, figures = compared + len(expected), figures + len(law.used)
        if sys.argv[3:] == ["--print"]:
            print(f"{name}\n{'=' * len(name)}")
            print("\n".join(f"{label}: {json.dumps(value, ensure_ascii=False)}" for label, value in expected.items()))
            print("\n".join(f"    {what} = {value}: {article} [{source}]" + ("" if decides else "; decides nothing here")
                            for what, (value, article, source, decides) in law.used.items()))
        for line in differences(expected, found) + list(untold(expected, text)):
            wrong += 1
            print(f"FAILED  {name}\n    {line}")
    if sys.argv[3:] == ["--control"]:
        return control.judge(iter(all_trials), "alterations")
    print(f"figure: careers worked out by hand | {len(CAREERS)} | {compared} results from {figures} figures of the law: {wrong} differ")
    return 1 if wrong or not compared else 0


sys.exit(main())
