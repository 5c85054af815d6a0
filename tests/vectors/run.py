"""Evaluates the published vectors and compares what the decisions say. Exit 1 on a difference.

usage: run.py ROOT PROGRAM            every *.json below tests/vectors
       run.py ROOT PROGRAM --control  alters one expected value at a time; each alteration must be found, and named
"""
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import control  # noqa: E402


def read(path):
    """The vectors of a file; what is malformed ends the run."""
    document = json.loads(path.read_text(encoding="utf-8"))
    if set(document) != {"source", "vectors"} or not document["vectors"]:
        sys.exit(f"{path}: a file has a source and vectors, and nothing else")
    for vector in document["vectors"]:
        if set(vector) != {"id", "case", "expect"} or not vector["expect"]:
            sys.exit(f"{path}: a vector has an id, a case and something expected: {vector.get('id')}")
    ids = [vector["id"] for vector in document["vectors"]]
    if len(set(ids)) != len(ids):
        sys.exit(f"{path}: an id stands twice")
    return document["vectors"]


def decisions(root, program, vectors):
    lines = "".join(json.dumps(vector["case"], ensure_ascii=False) + "\n" for vector in vectors)
    done = subprocess.run([program, "--rules", str(root / "rules"), "evaluate", "-"], input=lines, text=True,
                          encoding="utf-8", capture_output=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(vectors):
        sys.exit(f"{len(vectors)} cases gave {len(answers)} decisions\n{done.stderr}")
    return answers


def said(decision):
    """What a decision says, by label: the amount of an award, "at least" before it, the value of an answer, or the status."""
    values = {}
    for award in decision.get("awards", []):
        values[award["label"]] = {"granted": "", "at_least": "at least "}[award["status"]] + award["amount"] \
            if award["status"] in ("granted", "at_least") else award["status"]
    for answer in decision.get("answers", []):
        values[answer["label"]] = answer["value"] if answer["status"] == "answered" else answer["status"]
    return values


def differences(expected, decision):
    if "error" in decision:
        return [f"no decision: {json.dumps(decision['error'], ensure_ascii=False)}"]
    values = said(decision)
    return [f"{label}: expected {json.dumps(value)}, but it is {json.dumps(values.get(label, 'not there'))}"
            for label, value in expected.items() if label not in values or values[label] != value
            or isinstance(values[label], bool) != isinstance(value, bool)]


def altered(value):
    """Another value of the same form: the last digit moves by one."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, list):
        return value[:-1] if value else ["1900-01-01"]
    text = re.sub(r"\d(?=\D*$)", lambda digit: str((int(digit[0]) + 1) % 10), value)
    return text if text != value else value + "x"


def trials(root, program, files):
    for path in files:
        vectors = read(path)
        for vector, answer in zip(vectors, decisions(root, program, vectors)):
            for label, value in vector["expect"].items():
                expected = f"{label}: expected {json.dumps(altered(value))}, but it is {json.dumps(value)}"
                yield f"{path.name} {vector['id']} {label}", [expected], \
                    differences({**vector["expect"], label: altered(value)}, answer)


def main():
    if len(sys.argv) not in (3, 4) or sys.argv[3:] not in ([], ["--control"]):
        sys.exit(__doc__)
    root, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    files = sorted((root / "tests" / "vectors").rglob("*.json"))
    if not files:
        sys.exit("no vectors")
    if sys.argv[3:]:
        sys.exit(control.judge(trials(root, program, files), "alterations"))
    passed = failed = 0
    for path in files:
        vectors = read(path)
        good = bad = 0
        for vector, answer in zip(vectors, decisions(root, program, vectors)):
            found = differences(vector["expect"], answer)
            good, bad = good + (not found), bad + bool(found)
            for line in found:
                print(f"FAILED  {path.relative_to(root)} {vector['id']}\n    {line}")
        print(f"{path.relative_to(root)}: {good + bad} vectors: {good} passed, {bad} failed")
        passed, failed = passed + good, failed + bad
    print(f"{passed + failed} vectors: {passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
