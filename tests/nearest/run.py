"""What `nearest` finds is what trying every month by hand gives.

usage: run.py ROOT PROGRAM [--cases N] [--shipped N] [--months N] [--seed N]      by hand --cases 980 makes 1,000
       run.py ROOT PROGRAM --control   spoils one answer by a month, a State or a choice at a time: each must be noticed

Cases of the invented package tests/cli/packages/later, and careers over the shipped rules, are drawn so that an award is
refused. Each change is written as a case of its own: the days as of each month, time in each State for every number of
months up to it, each other choice. All are decided in a batch, and where the amount is open the explanation says whether there
is a right. Knows the documents; knows nothing of how the program tries.
"""
import argparse
import calendar
import concurrent.futures
import copy
import datetime
import importlib.util
import json
import pathlib
import random
import subprocess
import sys
import tempfile

DAYS = {"later": ["event", "filed_on", "decided_on_day"], "shipped": ["contingency", "claim_date", "decision_date"]}
HISTORY = {"later": "career", "shipped": "history"}
DECIDED = {"later": "decided_on_day", "shipped": "decision_date"}
RIGHT = ("granted", "at_least")
OPEN = ("undetermined", "not_encoded", "conflict", "undefined")


# ---------------------------------------------------------------- cases

def drawn(source, number):
    """A case of the invented law."""
    def day(first, last):
        return f"{source.randint(first, last)}-{source.randint(1, 12):02}-{source.randint(1, 28):02}"
    career, at = [], 2015
    for n in range(source.randint(1, 4)):
        begin = datetime.date(at + source.randint(0, 2), source.randint(1, 12), source.choice([1, 1, 15]))
        end = begin + datetime.timedelta(source.choice([20, 100, 300, 420, 500]))
        at = end.year + source.choice([0, 1])
        row = {"id": f"r{n}", "state": source.choice(["AA", "AA", "BB", "CC"]), "from": begin.isoformat(),
               "to": end.isoformat(), "kind": source.choice(["compulsory", "voluntary"])}
        if source.random() < 0.15:
            row["counted"] = False
        if source.random() < 0.1:
            row["id"] = "more"
        if row["id"] not in [other["id"] for other in career]:
            career.append(row)
    decided = day(2024, 2026)
    ahead = source.random() < 0.15  # claimed before the event
    event = (datetime.date.fromisoformat(decided) + datetime.timedelta(source.randint(-700, 500 if ahead else -1))).isoformat()
    facts = {"birth": f"{source.choice([1962, 1963, 1964, 1965, 1966])}-{source.randint(1, 12):02}-{source.randint(1, 28):02}",
             "event": event, "filed_on": min(event, decided), "decided_on_day": decided,
             "claimed": [source.choice(["age", "age", "age", "age", "work_accident"])],
             "resident": source.random() < 0.6, "career": career}
    if source.random() < 0.2:
        facts["early"] = {"AA": source.random() < 0.5}
    return {"format": "convenio-case-1", "id": f"n{number}", "facts": facts}


def module(root, name):
    spec = importlib.util.spec_from_file_location(name, root / f"tests/{name}/run.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def shipped(source, root, number):
    """A career over the shipped rules, of a person who is some months short of an age at which pensions begin."""
    independence = module(root, "independence")
    sets = [states for states in independence.SETS if not {"US", "CA", "NO"} & set(states.split())]
    while True:
        case = independence.career(source, number, source.choice(sets).split())
        facts = case["facts"]
        facts["claimed"] = [source.choice(["old_age", "old_age", "old_age", "advanced_age"])]
        if {"contingency", "birth", "sex", "residence"} <= facts.keys() and facts["history"]:
            for row in facts["history"]:
                row.pop("certified", None)
            event = datetime.date.fromisoformat(facts["contingency"])
            age = source.choice([60, 60, 62, 65, 65, 66, 67])
            facts["birth"] = months_after(event, source.randint(1, 9) - 12 * age).isoformat()
            facts["decision_date"] = (event + datetime.timedelta(source.randint(0, 70))).isoformat()
            if min(row["from"] for row in facts["history"]) > facts["birth"]:
                return case


# ---------------------------------------------------------------- trying by hand

def months_after(day, months):
    count = day.year * 12 + day.month - 1 + months
    last = calendar.monthrange(count // 12, count % 12 + 1)[1]
    return datetime.date(count // 12, count % 12 + 1, min(day.day, last))


def completed(begin, end):
    months = (end.year - begin.year) * 12 + end.month - begin.month
    return months - (months_after(begin, months) > end)


class Ways:
    """All that can change in a case, month by month."""

    def __init__(self, kind, case, award, months, choices):
        facts = case["facts"]
        self.kind, self.case, self.choices = kind, case, choices
        history = facts[HISTORY[kind]]
        last = max([facts[DECIDED[kind]]] + [row["to"] for row in history])
        last = datetime.date.fromisoformat(last)
        self.start = months_after(last.replace(day=1), 1)
        event = datetime.date.fromisoformat(facts[DAYS[kind][0]])
        may = facts["claimed"][0] in ("age", "old_age", "advanced_age")
        self.steps = []
        if may and event >= self.start and completed(self.start, event) <= months:
            self.steps.append((event, completed(self.start, event)))
        if may:
            self.steps += [(day, wait) for wait in range(months + 1) if (day := months_after(self.start, wait)) > event]
        states = list(dict.fromkeys(row["state"] for row in sorted(history, key=lambda row: (row["from"], row["to"]))))
        own = award[award.index("(") + 1:award.index(",")]
        self.states = states + [own] * (own not in states)

    def chosen(self, choice):
        case = copy.deepcopy(self.case)
        if choice is not None:
            fact, value = choice
            name, argument = fact.rstrip(")").split("(")
            case["facts"].setdefault(name, {})[argument] = value
        return case

    def changed(self, choice, step, state, months):
        case = self.chosen(choice)
        facts = case["facts"]
        day, _ = self.steps[step]
        for n, name in enumerate(DAYS[self.kind]):
            if n == 0 or name in facts and facts[name] < day.isoformat():
                facts[name] = day.isoformat()
        if months:
            history = facts[HISTORY[self.kind]]
            last = max((row for row in history if row["state"] == state), key=lambda row: row["to"], default=None) or \
                max(history, key=lambda row: row["to"])
            row = {key: value for key, value in last.items() if key not in ("counted", "certified", "by_certificate")}
            row.update(id="added-by-hand", state=state)
            row["from"] = self.start.isoformat()
            row["to"] = (months_after(self.start, months) - datetime.timedelta(1)).isoformat()
            history.append(row)
        return case

    def all(self):
        """Keys (choice, step, State, months) and their cases; step -1: the days as they are."""
        for choice in [None, *self.choices]:
            if choice is not None:
                yield (choice, -1, None, 0), self.chosen(choice)
            for step, (_, wait) in enumerate(self.steps):
                yield (choice, step, None, 0), self.changed(choice, step, None, 0)
                for state in self.states:
                    for months in range(1, wait + 1):
                        yield (choice, step, state, months), self.changed(choice, step, state, months)

    def best(self, right):
        """What `nearest` must find, of the changes that give a right."""
        found, ends = [], {}
        for choice in [None, *self.choices]:
            if choice is not None and (choice, -1, None, 0) in right:
                found.append((choice, -1, None, 0))
                continue
            mine = {}
            for state in [None, *self.states]:
                end = min(ends.get(state, len(self.steps)), mine.get(None, len(self.steps)))
                first = next((key for key in sorted(
                    (key for key in right if key[0] == choice and key[2] == state and 0 <= key[1] < end),
                    key=lambda key: (key[1], key[3]))), None)
                mine[state] = first[1] if first else end
                if first:
                    found.append(first)
            if choice is None:
                ends = {state: min(end, mine[None]) for state, end in mine.items()}
        return sorted(found, key=str)


# ---------------------------------------------------------------- the program

class Program:
    def __init__(self, binary, rules, scratch):
        self.binary, self.saved = binary, str(pathlib.Path(scratch) / f"{rules.name}.program")
        subprocess.run([binary, "--rules", str(rules), "compile", "--output", self.saved], check=True, capture_output=True)

    def batch(self, documents, *options):
        lines = "".join(json.dumps(document) + "\n" for document in documents)
        done = subprocess.run([self.binary, "--program", self.saved, "evaluate", "-", *options], input=lines, text=True,
                              encoding="utf-8", capture_output=True)
        decisions = [json.loads(line) for line in done.stdout.splitlines()]
        if len(decisions) != len(documents):
            sys.exit(f"{len(documents)} cases gave {len(decisions)} decisions\n{done.stderr}")
        return decisions

    def nearest(self, case, award, months):
        done = subprocess.run([self.binary, "--program", self.saved, "nearest", "-", award, "--months", str(months), "--json"],
                              input=json.dumps(case), text=True, encoding="utf-8", capture_output=True)
        return json.loads(done.stdout) if done.returncode == 0 else None


def award_in(decision, label):
    return next((award for award in decision.get("awards", []) if award["label"] == label), None)


def right_by_explanation(decision, label):
    """Whether some route applies and its conditions hold, though its amount is open."""
    award = award_in(decision, label)
    nodes = decision["explanation"]
    for route in award["routes"]:
        if route["status"] == "granted":
            return True
        if route["status"] not in OPEN:
            continue
        node = nodes[route["node"]]
        conditions = node["parameters"]["when"] + node["parameters"]["entitled"]
        values = [nodes[n]["value"] for n in node["inputs"][:conditions]]
        if values == [True] * conditions:
            return True
    return False


def found_by(answer, ways):
    """The changes of an answer as keys of `Ways`."""
    keys = []
    days = [day.isoformat() for day, _ in ways.steps]
    for change in answer["changes"]:
        choice = change["choice"] and (change["choice"]["fact"], change["choice"]["after"] == "yes")
        insured = change["insured"]
        keys.append((choice, days.index(change["event"]) if change["event"] else -1,
                     insured["state"] if insured else None, insured["months"] if insured else 0))
    return sorted(keys, key=str)


def elections(answer):
    return [(one["fact"], one["value"] == "yes") for one in answer["may_change"]["choices"]]


def compared(program, kind, case, months):
    """The answer and what it must be, for the first award that is refused; nothing where none is."""
    decision = program.batch([case], "--fields", "label,status")[0]
    refused = [award["label"] for award in decision.get("awards", []) if award["status"] in ("refused", "not_applicable")]
    for label in refused:
        answer = program.nearest(case, label, months)
        if answer is None or answer["right"] or not answer["complete"]:
            continue
        ways = Ways(kind, case, label, months, elections(answer))
        keys, documents = zip(*ways.all()) if ways.steps or ways.choices else ((), ())
        decided = program.batch(documents, "--fields", "label,status")
        statuses = [(award_in(one, label) or {}).get("status", "refused") for one in decided]
        open_ones = [n for n, status in enumerate(statuses) if status in OPEN]
        explained = program.batch([documents[n] for n in open_ones], "--explanation")
        right = {key for key, status in zip(keys, statuses) if status in RIGHT}
        right |= {keys[n] for n, one in zip(open_ones, explained) if right_by_explanation(one, label)}
        # An answer is cut at five changes.
        return label, answer, ways, ways.best(right), len(keys)
    return None


def spoiled(answer):
    """Copies of an answer, each with one thing wrong."""
    for n, change in enumerate(answer["changes"]):
        if change["insured"]:
            one = copy.deepcopy(answer)
            one["changes"][n]["insured"]["months"] += 1
            yield one
        one = copy.deepcopy(answer)
        del one["changes"][n]
        yield one


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1])
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("program")
    parser.add_argument("--cases", type=int, default=380)
    parser.add_argument("--shipped", type=int, default=20)
    parser.add_argument("--months", type=int, default=13)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--control", action="store_true")
    options = parser.parse_args()
    if options.control:
        options.cases, options.shipped = 60, 0
    source = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as scratch:
        later = Program(options.program, options.root / "tests/cli/packages/later", scratch)
        law = Program(options.program, options.root / "rules", scratch) if options.shipped else None

        def tries():  # some cases have no award that is refused
            for n in range(20 * options.cases):
                yield later, "later", drawn(source, n), source.choice([4, 6, 8, options.months])

        def of_law():
            for n in range(60 * options.shipped):
                yield law, "shipped", shipped(source, options.root, n), source.choice([6, 9])

        results = []
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for wanted, made in ((options.cases, tries()), (options.shipped, of_law())):
                got = []
                while len(got) < wanted:
                    some = [one for one, _ in zip(made, range(min(200, 2 * (wanted - len(got)) + 4)))]
                    if not some:
                        break
                    got += [(one[2], result) for one, result in
                            zip(some, pool.map(lambda one: compared(*one), some)) if result]
                results += got[:wanted]
    cases = turned = ways_tried = differ = planted = noticed = choices = 0
    for case, (label, answer, ways, best, count) in results:
        cases, ways_tried = cases + 1, ways_tried + count
        found = found_by(answer, ways)
        turned += bool(best)
        choices += any(key[0] for key in best)
        if found != best and not (len(best) > 5 and set(found) <= set(best)):
            differ += 1
            if differ <= 5:
                print(f"{case['id']}: of {label} was found {found}, and by hand {best}\n  {json.dumps(case)}")
        if options.control:
            for wrong in spoiled(answer):
                planted += 1
                noticed += found_by(wrong, ways) != best
    if options.control:
        print(f"control: {noticed} of {planted} spoiled answers noticed")
        return 0 if planted and noticed == planted and not differ else 1
    print(f"figure: smallest changes that turn a refusal | {cases} | {turned} refusals can be turned, {choices} of them by a "
          f"choice; {ways_tried} ways tried by hand, {differ} answers differ")
    wanted = options.cases + options.shipped
    return 1 if differ or cases < wanted or not turned or not choices else 0


if __name__ == "__main__":
    sys.exit(main())
