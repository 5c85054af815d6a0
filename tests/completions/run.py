"""Opens closed cases and compares what is known of the open ones with their completions. Exit 1 where one differs.

Each case of tests/vectors and examples/cases is opened at one or two points (a date known by its month, two values that
contradict each other, a fact or attribute that is not known, a row sent twice). Every award and answer that the program
knows of the open case must be what it says of each completion, and every amount must lie within the bounds. Knows the
documents only.
usage: run.py ROOT PROGRAM [--count N] [--seed N]
       run.py ROOT PROGRAM --control    spoils one completion of each known award, and passes if each is found
"""
import argparse
import copy
import json
import pathlib
import random
import subprocess
import sys
from fractions import Fraction

COMPLETIONS = 12  # of one open case that are looked at


def closed_cases(root):
    for path in sorted((root / "examples/cases").glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((root / "tests/vectors").rglob("*.json")):
        for vector in json.loads(path.read_text(encoding="utf-8"))["vectors"]:
            yield vector["case"]


def is_date(value):
    return isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-" and value[:4].isdigit()


def days_of_month(date):
    days = 31 if date[5:7] in ("01", "03", "05", "07", "08", "10", "12") else 30
    return [f"{date[:8]}{day:02}" for day in range(1, (28 if date[5:7] == "02" else days) + 1)]


def near(date, source):
    return source.choice([day for day in days_of_month(date) if day != date])


def places(case):
    """Where something can be opened: the object, the key, and how."""
    facts = case["facts"]
    for key, value in facts.items():
        if is_date(value):
            yield facts, key, "date"
        elif isinstance(value, bool):
            yield facts, key, "truth"
        elif key == "sex":
            yield facts, key, "sex"
        elif key == "residence" and isinstance(value, str):
            yield facts, key, "state"
    history = facts.get("history")
    for row in history if isinstance(history, list) else []:
        if row.get("undated"):
            continue
        for key, value in row.items():
            if key in ("from", "to") and is_date(value):
                yield row, key, "day"
            elif key == "kind" and isinstance(value, str):
                yield row, key, "kind"
            elif isinstance(value, bool):
                yield row, key, "truth"
        yield history, history.index(row), "row"


def opened(case, place, source):
    """Opens the place; gives back functions that fill it in, one for each value it may have."""
    holder, key, how = place
    true = copy.deepcopy(holder[key])
    if how == "row":
        other = {**true, "id": f"{true.get('id', 'row')}-again"}
        other.pop(source.choice(["kind", "institution"]), None)
        holder.append(other)
        return [lambda at: at.remove(other)]
    if how == "truth":
        holder[key] = {"unknown": "nobody asked"}
        values = [True, False]
    elif how == "sex":
        holder[key] = {"unknown": "nobody asked"}
        values = ["female", "male"]
    elif how == "kind":
        holder[key] = {"contradictory": ["compulsory", "voluntary"]}
        values = ["compulsory", "voluntary"]
    elif how == "state":
        other = source.choice([state for state in ("AR", "BR", "ES", "RO") if state != true])
        values = [true, other]
        holder[key] = {"contradictory": values}
    elif source.random() < 0.4 and how == "date":
        holder[key] = true[:7]
        values = days_of_month(true)
    elif source.random() < 0.5:
        if true[8:] != "01":
            holder[key] = {"between": [true[:8] + "01", true]}
            values = [day for day in days_of_month(true) if day <= true]
        else:
            values = [true, near(true, source)]
            holder[key] = {"contradictory": values}
    else:
        values = [true, near(true, source)]
        holder[key] = {"contradictory": values}

    def fill(value):
        def into(at):
            at[key] = value
        return into
    return [fill(value) for value in values]


def completions(case, source):
    """An open case and cases that it may be."""
    document = copy.deepcopy(case)
    document.pop("comment", None)
    found = list(places(document))
    if not found:
        return None
    chosen = source.sample(found, min(len(found), source.choice([1, 1, 2])))
    if len({(id(holder), str(key)) for holder, key, _ in chosen}) < len(chosen) or \
            sum(how in ("row",) for _, _, how in chosen) > 1:
        return None
    ways = [(place, opened(document, place, source)) for place in sorted(chosen, key=lambda p: p[2] == "row")]
    # A copy of the document with the same holders, found again by their way from the top.
    closed = []
    for _ in range(COMPLETIONS):
        filled = copy.deepcopy([document, [holder for (holder, _, _), _ in ways]])
        for holder, (_, fills) in zip(filled[1], ways):
            source.choice(fills)(holder)
        if filled[0] not in closed:
            closed.append(filled[0])
    return document, closed


def decide(root, program, documents):
    lines = "".join(json.dumps(document) + "\n" for document in documents)
    done = subprocess.run([program, "--rules", str(root / "rules"), "evaluate", "-"], input=lines, text=True,
                          encoding="utf-8", capture_output=True)
    decisions = [json.loads(line) for line in done.stdout.splitlines()]
    if len(decisions) != len(documents):
        sys.exit(f"{len(documents)} cases gave {len(decisions)} decisions\n{done.stderr}")
    return decisions


def results(decision):
    for one in decision["awards"]:
        yield one["label"], one, (one["status"], one["route"], one["amount"])
    for one in decision["answers"]:
        yield one["label"], one, (one["status"], None, one["value"])


def number(amount):
    return Fraction(amount.split()[0]) if "/" not in amount else Fraction(*map(int, amount.split()[0].split("/")))


def within(bounds, given, own):
    """Nothing bounds an amount above where a completion grants it at least, unless what is open in it has bounds."""
    status, _, amount = given
    if status not in ("granted", "at_least") or amount is None or number(amount) < number(bounds["least"]):
        return False
    most = amount if status == "granted" else own["most"] if own else None
    return bounds["most"] is None or most is not None and number(most) <= number(bounds["most"])


def differences(decision, worlds):
    """Of what is known of the open case, what a completion says otherwise; and how much was compared."""
    found, compared, tried = [], 0, 0
    for label, one, said in results(decision):
        bounds = one.get("bounds")
        if said[0] == "undetermined" and not bounds:
            continue
        tried += bool(one.get("same_for") or bounds)
        for world in worlds:
            given, own = next(((result, other.get("bounds")) for name, other, result in results(world) if name == label),
                              (("not there", None, None), None))
            compared += 1
            if bounds:
                good = within(bounds, given, own)
            elif said[0] == "at_least":  # what is open can only raise it, by whichever route
                good = within({"least": said[2], "most": None}, given, own)
            else:  # where several routes grant one amount, each is one of those that are named
                good = (given[0], given[2]) == (said[0], said[2]) and given[1] in (said[1], *one.get("also_by", []))
            if not good:
                found.append((label, said if not bounds else bounds, given))
    return found, compared, tried


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1])
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--control", action="store_true")
    options = parser.parse_args()
    source = random.Random(options.seed)
    trials = [trial for case in closed_cases(options.root) for _ in range(options.count)
              if (trial := completions(case, source))]
    documents = [document for trial in trials for document in [trial[0], *trial[1]]]
    decisions = iter(decide(options.root, options.program, documents))
    held = known = cases = spoiled = noticed = 0
    faults = []
    for document, closed in trials:
        decision = next(decisions)
        worlds = [world for world in [next(decisions) for _ in closed] if "error" not in world]
        if "error" in decision or not worlds:
            continue
        cases += 1
        found, compared, tried = differences(decision, worlds)
        held, known = held + compared, known + tried
        faults += [(document, *one) for one in found]
        if not options.control:
            continue
        for label, one, _ in results(decision):
            if not one.get("same_for"):
                continue
            wrong = copy.deepcopy(worlds)
            for name, other, _ in results(wrong[0]):
                if name == label:
                    other["status"] = "planted"
            spoiled += 1
            noticed += {name for name, _, _ in differences(decision, wrong)[0]} == {label}
    if options.control:
        print(f"control: {noticed} of {spoiled} spoiled completions noticed")
        return 0 if spoiled and noticed == spoiled else 1
    for document, label, said, given in faults[:10]:
        print(f"{document['id']}: {label} is known to be {said}, and a completion gives {given}\n"
              f"  {json.dumps(document)}")
    print(f"figure: completions of open cases | {held} | {cases} open cases, {known} awards and answers known or "
          f"bounded by trying, {len(faults)} differ")
    return 1 if faults or known == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
