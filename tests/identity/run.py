"""What a decision says of itself is true: the hashes of rules and case, worked out again without the engine.

usage: run.py ROOT PROGRAM                  the hashes, and what must and must not change them
       run.py ROOT PROGRAM --control        one thing altered at a time, such as a byte more in a hash: what it touches,
                                            and nothing else, must be noticed
       run.py ROOT PROGRAM --unchanged OLD  every document of the shipped cases, compared with what the program OLD
                                            says, which does not state an identity; nothing else may differ
Knows the program as a user does, and docs/decision-format.md."""
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import control  # noqa: E402

HEX = re.compile(r"[0-9a-f]{64}")


def run(program, *arguments, lines=None):
    return subprocess.run([str(program), *map(str, arguments)], input=lines, capture_output=True)


def part(content):
    return len(content).to_bytes(8, "little") + content


def rules_hash(engine, files, more=b""):
    """`files`: the bytes of each. The package stands in the first line that is no comment."""
    sources = sorted((re.search(rb"^package (\w+)", content, re.M)[1], content + more) for content in files)
    return hashlib.sha256(part(engine.encode()) + b"".join(part(p) + part(c) for p, c in sources)).hexdigest()


def canonical(value):
    """RFC 8785 as far as a case goes: whole numbers, keys in the order of their UTF-16 units."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def case_hash(document, histories, more=b""):
    """The order of the periods of a history means nothing: they are sorted by their canonical text."""
    facts = {key: sorted(value, key=lambda period: canonical(period).encode())
             if key.split("(")[0] in histories and isinstance(value, list) else value
             for key, value in document["facts"].items()}
    document = {**{key: value for key, value in document.items() if key not in ("comment", "exchange")}, "facts": facts}
    return hashlib.sha256(canonical(document).encode() + more).hexdigest()


def identity(program, rules, case):
    done = run(program, "--rules", rules, "evaluate", case)
    if done.returncode != 0:
        sys.exit(done.stderr.decode())
    return json.loads(done.stdout)["identity"]


def checks(root, program, scratch, altered="", step=5):
    """(what, whether it holds); for the control with one thing altered."""
    of_rules, of_case = (b"x" if altered == what else b"" for what in ("the hash of the rules", "the hash of a case"))
    rules = root / "rules"
    files = [path.read_bytes() for path in rules.rglob("*.convenio")]
    cases = sorted((root / "examples" / "cases").glob("*.json"))[::step]
    histories = {name for content in files for name in re.findall(r"^\s*fact (\w+)[^:\n]*: history", content.decode(), re.M)}
    stated = {case: identity(program, rules, case) for case in cases}
    version = json.loads(run(program, "--rules", rules, "--version", "--json").stdout)
    expected = rules_hash(version["engine"], files, of_rules)
    yield "the rules, as --version states them", version["rules"] == expected
    for case in cases:
        document = json.loads(case.read_text(encoding="utf-8"))
        yield f"the rules, as the decision on {case.stem} states them", stated[case]["rules"] == expected
        yield f"the case {case.stem}", stated[case]["case"] == case_hash(document, histories, of_case)
    case = cases[0]
    text = json.loads(case.read_text(encoding="utf-8"))
    turned = scratch / "turned.json"
    turned.write_text(json.dumps({**dict(reversed(text.items())), "comment": "another",
                                  "exchange": {"documents": [{"kept": [{"pointer": "/x", "value": None}]}]},
                                  **({"id": "another"} if altered == "the case in another order" else {}),
                                  "facts": dict(reversed(text["facts"].items()))}, indent=3), encoding="utf-8")
    yield "a case in another order", identity(program, rules, turned)["case"] == stated[case]["case"]
    changed = scratch / "changed.json"
    other = text["id"] + ("" if altered == "the other id" else "x")
    changed.write_text(json.dumps({**text, "id": other}), encoding="utf-8")
    yield "a case of another id", identity(program, rules, changed)["case"] != stated[case]["case"]
    odd = scratch / "odd.json"
    odd.write_text(json.dumps({**text, "id": "\b\f\n\r\t\"\\\x01\x7f\u00e9e\u0301\uffff\U0001F600"}, indent=1))
    document = json.loads(odd.read_text())
    yield "a case with odd characters", identity(program, rules, odd)["case"] == case_hash(document, histories, of_case)
    moved = scratch / "moved"
    moved.mkdir()
    for number, content in enumerate(sorted(files)):  # all in one folder, in another order, under other names
        (moved / f"{number}.convenio").write_bytes(content)
    yield "the same files elsewhere", identity(program, moved, case)["rules"] == expected
    some = moved / "0.convenio"
    some.write_bytes(some.read_bytes() + (b"" if altered == "the comment" else b"-- a comment\n"))
    yield "a comment more", identity(program, moved, case)["rules"] != expected
    head = run(program, "--rules", rules, "explain", cases[1] if altered == "the head" else case)
    digits = re.search(r"Rules (\w+)  Case (\w+)  Engine (\S+)$",
                       head.stdout.decode(), re.M)
    yield "the head of the text", bool(digits) and expected.startswith(digits[1]) and \
        stated[case]["case"].startswith(digits[2]) and digits[3] == version["engine"]


TOUCHED = {
    "nothing": re.compile("never"),
    "the hash of the rules": re.compile("the rules, |the same files elsewhere|the head of the text"),
    "the hash of a case": re.compile("the case |a case with odd characters"),
    "the case in another order": re.compile("a case in another order"),
    "the other id": re.compile("a case of another id"),
    "the comment": re.compile("a comment more"),
    "the head": re.compile("the head of the text"),
}


def trials(root, program):
    for altered, touched in TOUCHED.items():
        with tempfile.TemporaryDirectory() as folder:
            found = list(checks(root, program, pathlib.Path(folder), altered, 12))
        yield altered, [what for what, _ in found if touched.match(what)], [what for what, holds in found if not holds]


# ---------------------------------------------------------------- compared with an older program

def cases_of(root):
    """(folder of rules, name, document as one line)"""
    for path in sorted((root / "examples" / "cases").glob("*.json")):
        yield "rules", path.stem, json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((root / "tests" / "vectors").rglob("*.json")):
        for vector in json.loads(path.read_text(encoding="utf-8"))["vectors"]:
            yield "rules", vector["id"], vector["case"]
    for path in sorted((root / "tests" / "cli" / "data").glob("*.json")):
        try:
            yield "tests/cli/packages/good", path.stem, json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            continue
    for line in (root / "tests" / "cli" / "data" / "batch.ndjson").read_text(encoding="utf-8").splitlines():
        try:
            yield "tests/cli/packages/good", line[:40], json.loads(line)
        except ValueError:
            continue


FOOT = re.compile(rb"\nRules [0-9a-f]{12}  Case [0-9a-f]{12}  Engine \S+\n(Governed by the law of: .*\n(  .*\n)*)?")
MEMBER = re.compile(rb'"identity":\s*\{[^{}]*"dates":\s*\[[^\[\]]*\]\s*\},\s*')


def unchanged(root, old, new):
    counts = {"documents": 0, "without an identity": 0}
    differences = []
    ways = {"evaluate": ["evaluate"], "explanation": ["evaluate", "--explanation"], "text": ["evaluate", "--text"],
            "sheet": ["explain"], "full": ["explain", "--full"], "explain --json": ["explain", "--json"]}
    for rules, name, document in cases_of(root):
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
            json.dump(document, file, ensure_ascii=False)
            file.flush()
            for way, arguments in ways.items():
                one, other = (run(program, "--rules", root / rules, *arguments, file.name) for program in (old, new))
                pattern = MEMBER if b'"format"' in other.stdout[:20] else FOOT
                reduced, found = pattern.subn(b"", other.stdout)
                counts["documents"] += 1
                counts["without an identity"] += found != 1
                if found > 1 or (one.returncode, one.stdout, one.stderr) != (other.returncode, reduced, other.stderr):
                    differences.append(f"{name}, {way}")
    for line in differences:
        print("DIFFERS:", line)
    print(f"figure: decisions unchanged but for their identity | {counts['documents'] - len(differences)} of "
          f"{counts['documents']} | {counts['without an identity']} refused cases without one")
    return not differences and counts["documents"] > counts["without an identity"]


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    root, program = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    if "--unchanged" in sys.argv:
        sys.exit(0 if unchanged(root, pathlib.Path(sys.argv[4]).resolve(), program) else 1)
    if "--control" in sys.argv:
        sys.exit(control.judge(trials(root, program), "alterations"))
    with tempfile.TemporaryDirectory() as folder:
        found = list(checks(root, program, pathlib.Path(folder)))
    failed = [what for what, holds in found if not holds]
    for what in failed:
        print("FAILED:", what)
    print(f"figure: identities worked out again | {len(found) - len(failed)} of {len(found)} | of rules and cases, "
          "without the engine")
    sys.exit(1 if failed or not found else 0)


main()
