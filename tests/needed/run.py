"""Nothing is asked that cannot matter, or the decision says why it is asked (property P24). Exit 1 otherwise.

The shipped cases are decided as they are, and the first of each file with one fact left out at a time. For each point that an open decision
names as needed, two values of the point are sought that give two results of an award or answer which waits for it, or two lists
of what arises where these wait for it, everything else being equal: first with all else as the case leaves it, then with values for
what else is missing, the same on both sides, until both are decided. Which values are tried is said in values.py; more is tried
where the first do not show it. A point that no two values show has the reason that the decision states, and each reason is
held against what was tried:

  two_results     two values must have been found here, too
  with_others     it has few values, and with all else as it is no two may give two results
  not_all_tried   it has more values than a truth or a word of a short list, or the completions met their limit

usage: run.py ROOT PROGRAM [--cases WORDS] [--shipped] [--all] [--trials N] [--seed N] [--list]
       run.py ROOT PROGRAM --control    with a package that asks for a fact which cannot matter: it must be found, and it only;
                                        and with each reason exchanged for others, which must be found wrong
"""
import argparse
import concurrent.futures
import copy
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import control  # noqa: E402
from values import DATE, Values, given, split

LEAST_SHOWN = 75.0    # per cent of what shipped cases ask for have two values
MOST_STEPS = 4_000_000  # of a decision whose completions did not meet their limit
TRIALS = 40           # of one point, each with other values for what else is missing
DEEPEST = 6           # how often what is missing next is filled in
VALUES = 6            # of the point in one trial


def shipped(root):
    """The shipped cases, and whether each is the first of its file."""
    for path in sorted((root / "examples/cases").glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8")), True
    for path in sorted((root / "tests/vectors").rglob("*.json")):
        for n, vector in enumerate(json.loads(path.read_text(encoding="utf-8"))["vectors"]):
            yield vector["case"], n == 0


def left_out(case):
    """The case without one fact, one argument of a fact or one field of its records: what was left out, and the case."""
    for name, value in case["facts"].items():
        fewer = copy.deepcopy(case)
        del fewer["facts"][name]
        yield name, fewer
        if isinstance(value, dict) and len(value) > 1 and not set(value) & {"unknown", "contradictory", "between"}:
            for key in value:
                fewer = copy.deepcopy(case)
                del fewer["facts"][name][key]
                yield f"{name}({key})", fewer
        for n, record in enumerate(value if isinstance(value, list) else []):
            if not isinstance(record, dict) or "from" in record or "undated" in record:
                continue
            for key in record:
                fewer = copy.deepcopy(case)
                del fewer["facts"][name][n][key]
                yield f"{name}[{n}].{key}", fewer


class Program:
    def __init__(self, rules, binary, scratch):
        saved = str(pathlib.Path(scratch) / "rules.program")
        subprocess.run([str(binary), "--rules", str(rules), "compile", "--output", saved], check=True, capture_output=True)
        self.command = [str(binary), "--program", saved]
        self.known = {}

    def schema(self):
        done = subprocess.run([*self.command, "describe", "--schema"], capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    def some(self, lines):
        done = subprocess.run([*self.command, "evaluate", "-"], input="".join(lines), text=True, encoding="utf-8",
                              capture_output=True)
        decisions = [json.loads(line) for line in done.stdout.splitlines()]
        if len(decisions) != len(lines):
            sys.exit(f"{len(lines)} cases gave {len(decisions)} decisions\n{done.stderr}")
        return decisions

    def decide(self, documents):
        """The decision of each document, each different one decided once."""
        lines = [json.dumps(document) + "\n" for document in documents]
        fresh = sorted({line for line in lines if line not in self.known})
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            parts = [fresh[n:n + 50] for n in range(0, len(fresh), 50)]
            for part, decisions in zip(parts, pool.map(self.some, parts)):
                for line, decision in zip(part, decisions):
                    self.known[line] = essence(decision)
        return [self.known[line] for line in lines]


def essence(decision):
    """What is compared, and what is asked; None: no case can be so."""
    if "error" in decision:
        return None
    results = {one["label"]: (one["status"], one["route"], one["amount"]) for one in decision["awards"]}
    results |= {one["label"]: (one["status"], None, json.dumps(one["value"])) for one in decision["answers"]}
    open_ = {one["label"] for one in decision["awards"] + decision["answers"]
             if one["status"] == "undetermined"
             or one["status"] == "at_least" and any(reason["kind"] in ASKING for reason in one["reasons"])}
    # What arises at all is a result as well, known once nothing is open in the lists.
    lists = [one for one in decision["open"] if one["kind"] in ASKING]
    results[""] = ("open",) if lists else ("lists", *sorted(results))
    of_lists = {one["subject"] for one in lists}
    return {"results": results, "open": open_ | ({""} if lists else set()), "steps": decision["steps"],
            "needed": [(one["subject"], one["because"], (*one["needed_for"], *([""] if one["subject"] in of_lists else [])))
                       for one in decision["needed"]]}


ASKING = ("missing_fact", "contradictory_fact", "pending_judgement", "open_discretion")


class Question:
    """One point that a decision names, and the search for two values of it that give two results."""

    def __init__(self, name, case, subject, because, labels, values, seed, removed, steps=0):
        self.name, self.case, self.subject, self.because, self.labels = name, case, subject, because, labels
        self.steps = steps
        self.values, self.seed, self.shown, self.removed = values, seed, None, removed
        self.possible = self.open_values() or values.for_subject(subject, case, random.Random(seed))
        if removed is not None and removed not in self.possible:
            self.possible = [removed, *self.possible]

    def open_values(self, subject=None):
        """Those among which the case itself leaves a point open."""
        name, arguments, row, field = split(self.values, subject or self.subject)
        value = self.case["facts"].get(name)
        for argument in arguments:
            value = value.get(argument) if isinstance(value, dict) else None
        if row is not None and isinstance(value, list):
            value = next((one.get(field) for n, one in enumerate(value) if one.get("id", f"#{n + 1}") == row), None)
        return value["contradictory"] if isinstance(value, dict) and "contradictory" in value else None

    def wrong(self, because):
        """What was tried against the reason that is stated; "": nothing."""
        if because == "two_results":
            return "" if self.shown else "no two values were found"
        if because == "with_others":
            if self.few() is False:
                return "not all of its values can have been tried"
            alone = self.shown and self.shown[0] and not self.shown[2]
            amounts = {(result[0], result[2]) if isinstance(result, tuple) else result for result in self.shown[1]} if alone else ()
            return "alone two of its values give two results" if len(amounts) > 1 else ""
        if because == "not_all_tried":
            return "it has few values" if self.few() and self.steps < MOST_STEPS else ""
        return "there is no such reason"

    def few(self):
        """Whether it has so few values that all are tried: those of a truth, a short list, or what the case itself lists."""
        return True if self.open_values() is not None else self.values.are_few(self.subject)

    def trial(self, number):
        source = random.Random(f"{self.seed} {number}")
        chosen = list(self.possible)
        if number > 0 and len(chosen) > VALUES:
            likely, others = chosen[:VALUES // 2], chosen[VALUES // 2:]
            chosen = likely + source.sample(others, VALUES - len(likely))
        elif len(chosen) > 4 * VALUES:
            chosen = chosen[:4 * VALUES]
        return Trial(self, source, chosen, number == 0, number % 2 == 1)


class Trial:
    """Worlds that differ in the point, and are alike in the values that what else is missing has in them."""

    def __init__(self, question, source, chosen, alone, likely):
        self.question, self.source, self.chosen, self.alone, self.likely = question, source, chosen, alone, likely
        self.assigned, self.depth = {}, 0

    def documents(self):
        for value in self.chosen:
            case = self.question.case
            for subject, other in self.assigned.items():
                case = given(self.question.values, case, subject, other)
            yield given(self.question.values, case, self.question.subject, value)

    def take(self, worlds):
        """Whether the trial is over: two results differ, or nothing more can be filled in."""
        question = self.question
        for label in question.labels:
            decided = {}
            for value, world in zip(self.chosen, worlds):
                if world is not None and label not in world["open"]:
                    decided.setdefault(world["results"].get(label, "does not arise"), value)
            if len(decided) > 1:
                question.shown = (label, decided, dict(self.assigned))
                return True
        self.depth += 1
        if self.alone or self.depth > DEEPEST:
            return True
        fresh = {subject for world in worlds if world for subject, _, _ in world["needed"]}
        fresh -= {question.subject, *self.assigned}
        filled = False
        for subject in sorted(fresh):
            possible = question.open_values(subject) or question.values.for_subject(subject, question.case, self.source)
            if possible:
                dates = isinstance(possible[0], str) and DATE.fullmatch(possible[0])
                self.assigned[subject] = self.source.choice(possible[:2] if self.likely and dates else possible)
                filled = True
        return not filled


def search(program, questions, trials, progress):
    for number in range(trials):
        running = [question.trial(number) for question in questions if not question.shown and question.possible]
        if progress:
            print(f"trial {number}: {len(running)} points", file=sys.stderr)
        while running:
            documents = [list(trial.documents()) for trial in running]
            decisions = iter(program.decide([one for some in documents for one in some]))
            running = [trial for trial, some in zip(running, documents)
                       if not trial.take([next(decisions) for _ in some])]


def states_and_currencies(rules):
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(rules.rglob("*.convenio")))
    return {match[1]: re.findall(r"[A-Z]{3}", match[2])
            for match in re.finditer(r'^state (\w+) "[^"]*" currency ([A-Z]{3})', text, re.M)}


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1])
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--cases", default="")
    parser.add_argument("--trials", type=int, default=TRIALS)
    parser.add_argument("--seed", type=int, default=24)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--shipped", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--control", action="store_true")
    options = parser.parse_args()
    if options.control:
        return planted(options)
    with tempfile.TemporaryDirectory() as scratch:
        return look(options, Program(options.root / "rules", options.program, scratch))


PLANTED = """package planted
import prelude

fact weight: whole "What does the person weigh?"
fact height: whole "How tall is the person?"
fact lame: truth "Does the person limp?"
fact lucky: truth "Is the person lucky?"

award gift "Gift": money EUR
award toy "Toy": money EUR

scheme gifts_act "Gifts Act" of ES {
  review "planted"
  article 1 {
    route gift_of_height of gift
      when ES in career_states
      entitled (weight >= 10 or weight < 10) and height >= 150
      grants if lame then 2.00 EUR else 1.00 EUR
    route toy_of_the_lucky of toy
      when ES in career_states
      entitled lucky
      grants 3.00 EUR
  }
}
"""
# What must be found of each point, and which reasons are not wrong of it.
POINTS = {"weight": (False, {"not_all_tried"}), "height": (True, {"not_all_tried", "two_results"}),
          "lame": (True, {"with_others", "two_results"}), "lucky": (True, {"two_results"})}


def planted(options):
    case = {"format": "convenio-case-1", "id": "planted",
            "facts": {"claimed": [], "history": [{"id": "a", "state": "ES", "from": "2000-01-01", "to": "2001-12-31"}]}}
    with tempfile.TemporaryDirectory() as scratch:
        rules = pathlib.Path(scratch) / "rules"
        shutil.copytree(options.root / "rules" / "prelude", rules / "prelude")
        (rules / "planted.convenio").write_text(PLANTED, encoding="utf-8")
        program = Program(rules, options.program, scratch)
        values = Values(program.schema(), states_and_currencies(rules))
        questions = [Question("planted", case, subject, because, labels, values, subject, None)
                     for subject, because, labels in program.decide([case])[0]["needed"]]
        search(program, questions, options.trials, False)
    trials = [("a fact that cannot matter", {name: shown for name, (shown, _) in POINTS.items()},
               {question.subject: bool(question.shown) for question in questions}),
              ("nothing: the reasons that the program states", {}, faults(questions))]
    for question in questions:
        for because in ("two_results", "with_others", "not_all_tried", "no_reason"):
            right = because in POINTS[question.subject][1]
            trials.append((f"{question.subject} is asked for by {because}", not right, bool(question.wrong(because))))
    return control.judge(trials, "packages and reasons")


def faults(questions):
    return {question.subject: fault for question in questions if (fault := question.wrong(question.because))}


def look(options, program):
    values = Values(program.schema(), states_and_currencies(options.root / "rules"))
    documents = []  # (what it is called, whether it is as shipped, the case, what was left out)
    for case, first in shipped(options.root):
        if options.cases not in case["id"]:
            continue
        case = {key: value for key, value in case.items() if key != "comment"}
        documents.append((case["id"], True, case, None))
        if options.all or first and not options.shipped:
            for what, fewer in left_out(case):
                removed = case["facts"].get(what) if what in case["facts"] else None
                documents.append((f"{case['id']} without {what}", False, fewer, (what, removed)))
    decisions = program.decide([case for _, _, case, _ in documents])
    questions = []
    for (name, whole, case, lost), decision in zip(documents, decisions):
        if decision is None:
            continue
        for subject, because, labels in decision["needed"]:
            removed = lost[1] if lost and lost[0] == subject else None
            question = Question(name, case, subject, because, labels, values, f"{options.seed} {len(questions)}", removed,
                                decision["steps"])
            question.shipped = whole
            questions.append(question)
    search(program, questions, options.trials, options.list)
    wrong = 0
    for question in questions:
        if fault := question.wrong(question.because):
            wrong += 1
            print(f"WRONG REASON: {question.name}: {question.subject}: {question.because}, and {fault}")
        if options.list and question.shown:
            print(f"shown: {question.name}: {question.subject}: {question.because}: {question.shown}")
        elif options.list:
            print(f"not shown: {question.name}: {question.subject}, needed for {', '.join(question.labels)}: {question.because}"
                  + ("" if question.possible else " (no values are known to this harness)"))
    own, others = [q for q in questions if q.shipped], [q for q in questions if not q.shipped]
    print(f"figure: property P24 nothing asked that cannot matter | {shares(own)} | points that open shipped cases ask for, by two values "
          f"that give two results and by the reason that the decision states; where a fact was left out {shares(others)}; {wrong} reasons are wrong")
    enough = 100 * sum(bool(q.shown) for q in own) >= LEAST_SHOWN * len(own)
    return 0 if questions and enough and not wrong else 1


def shares(questions):
    shown = sum(bool(q.shown) for q in questions)
    stated = sum(not q.shown and not q.wrong(q.because) for q in questions)
    return f"{shown} + {stated} of {len(questions)}"


if __name__ == "__main__":
    sys.exit(main())
