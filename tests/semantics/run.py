"""The rows of vectors.tsv against the program. A row that nothing runs and that gives no reason is a failure.

usage: run.py ROOT PROGRAM [DOCTEST...]   DOCTEST: the unit test programs that named tests are run in
       run.py ROOT PROGRAM --control      alters one expectation at a time, which must give its finding

Source basis: S arithmetic or a published algorithm, L a legal text, D a decision of the design, K from
knowledge, not yet re-read in its source. Column `run by`, several joined by +:
  rules        tests of rules/*.convenio whose titles begin with the row's id
  case         JSON cases of cases.json: an answer, or a fault with its code and path
  refused      refused/ID.convenio, where the checker must find the code of its first line
  environment  a package's tests, a case and its explanation give the same bytes in every zone and locale
  test F: NAME a test of that name in the file tests/F, which is run too when its program is given
  not: REASON  why the row does not apply
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import control  # noqa: E402

ZONES = ["UTC", "America/Montevideo", "Asia/Tokyo", "Pacific/Apia"]
LOCALES = ["C", "de_DE.UTF-8", "tr_TR.UTF-8", "pt_BR.UTF-8"]


class Bench:
    """What the rows are held against, each read or run once."""

    def __init__(self, root, program, doctests):
        self.root, self.program, self.doctests = root, program, doctests
        self.here = root / "tests" / "semantics"
        self.cases = json.loads((self.here / "cases.json").read_text(encoding="utf-8"))
        done = self.run(["--rules", str(self.here / "rules"), "test", "--list"])
        self.listed = re.findall(r"^(passed|FAILED) +\w+: (.*)$", done.stdout, re.M)
        self.decisions = self.decide()
        self.environment_same = None

    def run(self, arguments, **options):
        return subprocess.run([self.program, *arguments], text=True, encoding="utf-8", capture_output=True,
                              **options)

    def decide(self):
        lines, places = [], []
        for row, cases in self.cases.items():
            for n, case in enumerate(cases):
                document = {"format": "convenio-case-1", "id": f"{row}/{n}", "facts": case["facts"]}
                lines.append(json.dumps(document, ensure_ascii=False))
                places.append((row, n))
        done = self.run(["--rules", str(self.here / "cases"), "evaluate", "-"], input="\n".join(lines) + "\n")
        return dict(zip(places, map(json.loads, done.stdout.splitlines()), strict=True))

    # -------------------------------------------------------------- the ways to run a row; "" when it holds

    def rules(self, row):
        of_row = [result for result, title in self.listed
                  if row in re.match(r"(?:[A-M]\d\d ?)*", title)[0].split()]
        if not of_row:
            return "no test of rules/ begins with its id"
        return "" if set(of_row) == {"passed"} else "its test in rules/ fails"

    def case(self, row):
        if not self.cases.get(row):
            return "no case"
        for n, case in enumerate(self.cases[row]):
            wrong = wrong_case(case, self.decisions[row, n])
            if wrong:
                return f"case {n}: {wrong}"
        return ""

    def refused(self, row, code=None):
        source = self.here / "refused" / f"{row}.convenio"
        if not source.exists():
            return f"{source} is not there"
        code = code or source.read_text(encoding="utf-8").split()[1]
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / source.name).write_bytes(source.read_bytes())
            done = self.run(["--rules", folder, "check"])
        found = re.findall(r"error\[(C\d+)\]", done.stderr)
        right = found == [code] and done.returncode == 1
        return "" if right else f"expected {code}, the checker says {found}"

    def environment(self, _):
        if self.environment_same is None:
            places = [{"TZ": zone} for zone in ZONES] + [{"LC_ALL": name} for name in LOCALES]
            self.environment_same = len({self.said_in(variables) for variables in places})
        return "" if self.environment_same == 1 else f"{self.environment_same} different outputs"

    def said_in(self, variables):
        environment = {**os.environ, **variables}
        case = json.dumps({"format": "convenio-case-1", "id": "e", "facts": self.cases["K10"][0]["facts"]})
        runs = [self.run(["--rules", str(self.here / "rules"), "test", "--list"], env=environment),
                self.run(["--rules", str(self.here / "cases"), "evaluate", "--explanation", "-"],
                         input=case + "\n", env=environment),
                self.run(["--rules", str(self.root / "rules"), "describe"], env=environment)]
        return "".join(done.stdout + done.stderr + str(done.returncode) for done in runs)

    def named(self, name):
        file, title = name.removeprefix("test ").split(": ", 1)
        source = self.root / "tests" / file
        if not source.exists() or f'TEST_CASE("{title}")' not in source.read_text(encoding="utf-8"):
            return f"no test {title!r} in tests/{file}"
        for program in self.doctests:
            done = subprocess.run([program, "--test-case=" + title.replace(",", "\\,")], text=True,
                                  capture_output=True)
            if re.search(r"test cases: +1 \| +1 passed", done.stdout):
                return ""
        return f"{title!r} did not pass in {self.doctests}" if self.doctests else ""

    def wrong(self, row, ways):
        for way in ways:
            if way.startswith("not: "):
                found = "" if len(way) > 20 else "a reason is needed"
            elif way.startswith("test "):
                found = self.named(way)
            else:
                run = {"rules": self.rules, "case": self.case, "refused": self.refused,
                       "environment": self.environment}.get(way)
                found = run(row) if run else f"{way!r} is no way to run a row"
            if found:
                return f"{way}: {found}"
        return "" if ways else "neither run nor given a reason"


def wrong_case(case, decision):
    if "fault" in case:
        faults = [(e["code"], e["path"]) for e in decision.get("error", [])]
        right = [(code, case["path"]) for code in case["fault"].split()]
        return "" if faults == right else f"expected {right}, found {faults}"
    said = {a["question"]: a["value"] for a in decision.get("answers", []) if a["status"] == "answered"}
    return "".join(f"{name}: expected {value}, said {said.get(name)}"
                   for name, value in case["answers"].items() if said.get(name) != value)


def read(root):
    head, *lines = (root / "tests" / "semantics" / "vectors.tsv").read_text(encoding="utf-8").splitlines()
    rows = [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]
    if len({row["id"] for row in rows}) != len(rows):
        sys.exit("an id stands twice")
    return {row["id"]: row["run by"].split(" + ") if row["run by"] else [] for row in rows}


def trials(bench, rows):
    """Each kind of expectation spoiled, one at a time."""
    for row, ways in rows.items():
        if "refused" in ways:
            code = (bench.here / "refused" / f"{row}.convenio").read_text(encoding="utf-8").split()[1]
            yield f"{row}: another code", f"expected C0000, the checker says ['{code}']", bench.refused(row, "C0000")
        for way in ways:
            if way.startswith("test "):
                file, title = way.removeprefix("test ").split(": ", 1)
                yield f"{row}: another test", f"no test {title + ' not'!r} in tests/{file}", bench.named(way + " not")
        for n, case in enumerate(bench.cases.get(row, [])):
            yield from trials_of_case(f"{row}, case {n}", case, bench.decisions[row, n])
    yield from trials_of_ways(bench)
    of_rules = [row for row, ways in rows.items() if "rules" in ways]
    listed = bench.listed
    for n, (_, title) in enumerate(listed):
        bench.listed = [*listed[:n], ("FAILED", title), *listed[n + 1:]]
        named = re.match(r"(?:[A-M]\d\d ?)*", title)[0].split()
        yield f"the test {title} fails", {row: "its test in rules/ fails" for row in of_rules if row in named}, \
            {row: wrong for row in of_rules if (wrong := bench.rules(row))}
    bench.listed = listed


def trials_of_case(what, case, decision):
    if "fault" in case:
        right = [(code, case["path"]) for code in case["fault"].split()]
        yield f"{what}: another fault", f"expected {[('K000', case['path'])]}, found {right}", \
            wrong_case({**case, "fault": "K000"}, decision)
    for name, value in case.get("answers", {}).items():
        yield f"{what}: another {name}", f"{name}: expected another, said {value}", \
            wrong_case({**case, "answers": {**case["answers"], name: "another"}}, decision)


def trials_of_ways(bench):
    for ways, finding in [([], "neither run nor given a reason"), (["not: so"], "not: so: a reason is needed"),
                          (["rules"], "rules: no test of rules/ begins with its id"), (["case"], "case: no case"),
                          (["refused"], f"refused: {bench.here / 'refused' / 'Z99.convenio'} is not there"),
                          (["guess"], "guess: 'guess' is no way to run a row")]:
        yield f"a row run by {ways}", finding, bench.wrong("Z99", ways)
    said_in, bench.said_in = bench.said_in, lambda variables: variables.get("TZ", "no zone")
    yield "output that names its zone", f"{len(ZONES) + 1} different outputs", bench.environment("")
    bench.said_in, bench.environment_same = said_in, None
    bench.doctests, title = ["false"], "parsing and day numbers"
    yield "a test that fails", f"{title!r} did not pass in ['false']", \
        bench.named(f"test unit/model/date_test.cpp: {title}")
    bench.doctests = []


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    root, program = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    rows = read(root)
    bench = Bench(root, program, [a for a in sys.argv[3:] if a != "--control"])
    if "--control" in sys.argv:
        sys.exit(control.judge(trials(bench, rows), "spoiled expectations"))
    failed = {row: wrong for row, ways in rows.items() if (wrong := bench.wrong(row, ways))}
    for row, wrong in failed.items():
        print(f"FAILED  {row}  {wrong}")
    unclaimed = sorted(set(bench.cases) - set(rows) | {
        row for row, ways in rows.items() if row in bench.cases and "case" not in ways})
    for row in unclaimed:
        print(f"FAILED  {row}  has cases that its row does not name")
    reasons = [row for row, ways in rows.items() if ways and ways[0].startswith("not: ")]
    mapped = [row for row, ways in rows.items() if ways and all(way.startswith("test ") for way in ways)]
    print(f"figure: semantics vectors | {len(rows)} rows | {len(rows) - len(reasons) - len(mapped)} run "
          f"through the program, {len(mapped)} mapped to unit tests, {len(reasons)} not applicable with a "
          f"reason, {len(failed)} failed")
    sys.exit(1 if failed or unclaimed else 0)


if __name__ == "__main__":
    main()
