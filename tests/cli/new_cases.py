"""Skeletons of cases (`convenio new case`) for every State with a scheme beside two others: each is a case that can be
read as it stands and filled in, and every name in it is one that the rules declare.

usage: new_cases.py ROOT PROGRAM              every branch for each State, in one of its two pairs
       new_cases.py ROOT PROGRAM --whole      every branch for each pair
       new_cases.py ROOT PROGRAM --control    breaks one thing at a time; each must give its finding and no other
"""
import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import control  # noqa: E402

APART = (1,)  # States that stand so far apart in the list, as a ring, make a pair
IN_TURN = 2   # of the branches so many are divided over the pairs
UNFILLED_OF_ALL = 60  # of so many skeletons one is decided as it stands: what is open is tried, which takes longer


class Rules:
    """What the rules declare, as `describe --json` tells it."""

    def __init__(self, program, folder):
        self.program = program
        self.saved = str(pathlib.Path(folder) / "rules.program")
        subprocess.run([program, "compile", "--output", self.saved], check=True, stdout=subprocess.DEVNULL)
        told = json.loads(self.run("describe", "--json"))
        self.facts = {one["name"]: one for one in told["facts"]}
        self.attributes = {one["name"]: one for one in told["attributes"]}
        self.words = {one["name"]: [word["name"] for word in one["values"]] for one in told["enumerations"]}
        self.records = {one["name"]: one["fields"] for one in told["records"]}
        self.states = sorted({one["state"] for one in told["texts"] if one["kind"] == "scheme"})
        self.branches = self.words[self.facts["claimed"]["type"].removeprefix("list of ")]

    def run(self, *arguments, stdin=None):
        return subprocess.run([self.program, "--program", self.saved, *arguments], check=False, input=stdin,
                              capture_output=True, encoding="utf-8").stdout

    def skeleton(self, states, branch):
        return json.loads(self.run("new", "case", "--for", ",".join(states), "--branch", branch))

    def decide(self, documents):
        """The faults of each: (id of the document, code, place)."""
        lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in documents)
        answers = [json.loads(line) for line in self.run("evaluate", "-", stdin=lines).splitlines()]
        if len(answers) != len(documents):
            return ["the program did not answer each document"]
        found = []
        for document, answer in zip(documents, answers):
            for fault in answer.get("error", []):
                found.append(f"{document['id']}: {fault['code']} {fault['path']}")
        return found


def is_open(value):
    return isinstance(value, dict) and len(value) == 1 and next(iter(value)) in ("unknown", "pending")


def keys(rules, path, value, parameters, states):
    """Findings on the keys of a fact with parameters."""
    if not parameters:
        if not is_open(value):
            yield f"{path}: is not open"
        return
    kind = parameters[0]["type"]
    known = states if kind == "state" else rules.words.get(kind, [])
    for key, inner in value.items():
        if key not in known:
            yield f"{path}.{key}: no {kind} of that name"
        else:
            yield from keys(rules, f"{path}.{key}", inner, parameters[1:], states)


def names(rules, document, states, branch):
    """Findings on the names in a skeleton."""
    if set(document) != {"format", "id", "comment", "facts"}:
        yield f"the members are {sorted(document)}"
    for name, value in document.get("facts", {}).items():
        fact = rules.facts.get(name)
        if fact is None:
            yield f"{name}: no fact of that name"
        elif name == "claimed":
            if value != [branch]:
                yield f"claimed: {value}"
        elif fact["type"] == "history":
            if [period.get("state") for period in value] != list(states):
                yield "history: not one period for each State"
            for number, period in enumerate(value):
                for member in period:
                    if member not in ("id", "state", "from", "to") and member not in rules.attributes:
                        yield f"history[{number}].{member}: no attribute of that name"
        else:
            yield from keys(rules, name, value, fact["parameters"], states)
    if "claimed" not in document.get("facts", {}) or "history" not in document.get("facts", {}):
        yield "nothing is claimed, or there is no career"


def made(rules, kind, note, name=""):
    """A value of a type; the note says the currency of an amount."""
    if kind.startswith("list of "):
        return [made(rules, kind.removeprefix("list of "), note)]
    if kind in rules.words:
        return rules.words[kind][0]
    if kind in rules.records:
        return {one["name"]: made(rules, one["type"], note) for one in rules.records[kind]}
    if kind.startswith("money"):
        return re.search(r"as (\d+\.\d\d [A-Z]{3})", note)[1]
    plain = {"truth": True, "whole": 3, "ratio": "70 %", "text": "a text", "state": "AR",
             "date": "1958-03-01" if name == "birth" else "2024-06-01"}
    return plain[kind] if kind in plain else f"12 {kind}"


def filled(rules, document):
    """The skeleton with a value at each place."""

    def fill(value, kind, name):
        if is_open(value):
            return made(rules, kind, next(iter(value.values())), name)
        return {key: fill(inner, kind, name) for key, inner in value.items()} if isinstance(value, dict) else value

    result = copy.deepcopy(document)
    for name, value in result["facts"].items():
        if name == "history":
            for number, period in enumerate(value):
                for member, inner in period.items():
                    if member in rules.attributes:
                        period[member] = fill(inner, rules.attributes[member]["type"], member)
                period["from"], period["to"] = f"{1980 + 10 * number}-01-01", f"{1989 + 10 * number}-12-31"
        else:
            result["facts"][name] = fill(value, rules.facts[name]["type"], name)
    return result


def look(rules, documents, as_they_stand):
    """The findings on skeletons: (document, States, branch)."""
    found = []
    for document, states, branch in documents:
        found += [f"{document['id']}: {one}" for one in names(rules, document, states, branch)]
    if found:
        return found
    found += rules.decide([filled(rules, document) for document, *_ in documents])
    if as_they_stand:
        found += rules.decide([document for document, *_ in documents][::as_they_stand])
    return found


def broken(document):
    """One thing at a time: what, how, and what must be found."""

    def drop(d, name):
        d["facts"]["brith"] = d["facts"].pop(name)

    def of_period(d, old, new):
        d["facts"]["history"][0][new] = d["facts"]["history"][0].pop(old)

    yield "a fact of another name", lambda d: drop(d, "birth"), ["x: brith: no fact of that name"]
    yield "another branch", lambda d: d["facts"].update(claimed=["invalidity"]), ["x: claimed: ['invalidity']"]
    yield ("an attribute of another name", lambda d: of_period(d, "kind", "kinds"),
           ["x: history[0].kinds: no attribute of that name"])
    yield ("a State that was not asked for", lambda d: d["facts"]["reference_earnings"].update(XX={"unknown": ""}),
           ["x: reference_earnings.XX: no state of that name"])
    yield "a State without a period", lambda d: d["facts"]["history"].pop(), ["x: history: not one period for each State"]
    yield ("a value that nobody gave", lambda d: d["facts"].update(sex="female"), ["x: sex: is not open"])
    yield "no career", lambda d: d["facts"].pop("history"), ["x: nothing is claimed, or there is no career"]
    yield ("another format", lambda d: d.update(format="convenio-case-9"),
           ["x: K011 format"])


def main():
    root, program = pathlib.Path(sys.argv[1]).resolve(), str(pathlib.Path(sys.argv[2]).resolve())
    import os
    os.environ["CONVENIO_RULES"] = str(root / "rules")
    with tempfile.TemporaryDirectory() as folder:
        rules = Rules(program, folder)
        if "--control" in sys.argv:
            states, branch = ("AR", "UY"), "old_age"
            sound = {**rules.skeleton(states, branch), "id": "x"}
            trials = [("nothing", [], look(rules, [(sound, states, branch)], 0))]
            for what, change, expected in broken(sound):
                document = copy.deepcopy(sound)
                change(document)
                trials.append((what, expected, look(rules, [(document, states, branch)], 0)))
            return control.judge(trials, "broken skeletons")
        documents = []
        count, turn, turns = len(rules.states), 0, 1 if "--whole" in sys.argv else IN_TURN
        for states in ((one, rules.states[(n + apart) % count]) for apart in APART for n, one in enumerate(rules.states)):
            turn = (turn + 1) % turns
            for branch in rules.branches[turn::turns]:
                document = rules.skeleton(states, branch)
                document["id"] = f"{'-'.join(states)} {branch}"
                documents.append((document, states, branch))
        found = look(rules, documents, UNFILLED_OF_ALL)
    for one in found:
        print(one)
    print(f"figure: skeletons of cases | {len(documents)} | tests/cli/new_cases.py, {len(rules.states)} States, "
          f"{len(rules.branches)} branches, {len(found)} findings")
    return 1 if found or not documents else 0


sys.exit(main())
