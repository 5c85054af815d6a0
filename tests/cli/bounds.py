"""What `bounds` says is what trying every possible case by hand gives.

usage: bounds.py ROOT PROGRAM [--cases N] [--seed N]
       bounds.py ROOT PROGRAM --control   leaves the lowest or highest completion out, and passes if that is noticed each time

Cases of the invented package tests/cli/packages/open are drawn with some points left open; each completion is written as a
closed case and evaluated in one batch. Knows the case and the documents; knows nothing of how the program tries.
"""
import argparse
import copy
import itertools
import json
import pathlib
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

DAYS = ["1960-12-30", "1960-12-31", "1961-01-01", "1961-01-02"]


def drawn(source):
    """A case, and for each open point its place and the values that it can have."""
    rows = []
    for number in range(source.randint(1, 3)):
        year = 1980 + 5 * number
        rows.append({"id": f"r{number}", "state": source.choice(["AA", "AA", "BB"]), "from": f"{year}-01-01",
                     "to": f"{year + source.randint(0, 4)}-12-31", "kind": source.choice(["compulsory", "voluntary"])})
    facts = {"birth": source.choice(DAYS), "claimed_on": "2024-05-01", "home": source.choice(["AA", "BB"]),
             "resident": source.random() < 0.7, "deferred": source.random() < 0.3,
             "wage": f"{source.randint(1, 90)}.50 ARC", "career": rows}
    points = []

    def leave_open(place, key, written, values):
        place[key] = written
        points.append((place, key, values))

    ways = [
        lambda: leave_open(facts, "birth", {"between": [DAYS[0], DAYS[-1]]}, DAYS),
        lambda: leave_open(facts, "birth", {"contradictory": DAYS[1:3]}, DAYS[1:3]),
        lambda: leave_open(facts, "home", {"unknown": "nobody says"}, ["AA", "BB", "QX"]),
        lambda: leave_open(facts, "resident", {"unknown": "nobody says"}, [True, False]),
        lambda: leave_open(facts, "deferred", {"unknown": "nobody says"}, [True, False]),
        lambda: leave_open(facts, "wage", {"contradictory": ["5.00 ARC", "95.00 ARC"]}, ["5.00 ARC", "95.00 ARC"]),
        lambda: leave_open(rows[0], "kind", {"unknown": "not legible"}, ["compulsory", "voluntary"]),
        lambda: leave_open(rows[-1], "to", {"contradictory": ["1999-06-30", "1996-12-31"]}, ["1999-06-30", "1996-12-31"]),
    ]
    for way in source.sample(ways[1:] if source.random() < 0.5 else ways[:1] + ways[2:], source.randint(1, 4)):
        way()
    return {"format": "convenio-case-1", "id": "drawn", "facts": facts}, points


def completions(case, points):
    written = [place[key] for place, key, _ in points]
    for values in itertools.product(*(values for _, _, values in points)):
        for (place, key, _), value in zip(points, values):
            place[key] = value
        yield copy.deepcopy(case)
    for (place, key, _), value in zip(points, written):
        place[key] = value


def amount(text):
    return Fraction(text.split()[0]) if text else Fraction(0)


def results(decisions):
    """By label, the amount of each completion; None where it is open."""
    found = {}
    for one in decisions:
        for award in one["awards"]:
            known = award["status"] in ("granted", "refused", "not_applicable")
            found.setdefault(award["label"], []).append(amount(award["amount"]) if known else None)
    return found


def said(bound):
    return amount(bound["amount"]) if bound["certain"] else None


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("root", type=pathlib.Path)
    asked.add_argument("program")
    asked.add_argument("--cases", type=int, default=150)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--control", action="store_true")
    options = asked.parse_args()
    source = random.Random(options.seed)
    program = [options.program, "--rules", str(options.root / "tests/cli/packages/open")]
    failed, awards, tried, spoiled, noticed = [], 0, 0, 0, 0
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "case.json"
        for number in range(options.cases):
            case, points = drawn(source)
            file.write_text(json.dumps(case))
            told = json.loads(subprocess.run([*program, "bounds", "--json", str(file)], capture_output=True, check=True).stdout)
            lines = "".join(json.dumps(one) + "\n" for one in completions(case, points))
            batch = subprocess.run([*program, "evaluate", "-"], input=lines.encode(), capture_output=True, check=False)
            decisions = [one for one in map(json.loads, batch.stdout.splitlines()) if "awards" in one]
            tried += len(decisions)
            all_of = results(decisions)
            for award in told["awards"]:
                awards += 1
                found = all_of.get(award["label"], [])
                low, high = said(award["lowest"]), said(award["highest"])

                def agrees(amounts):
                    return None not in amounts and amounts and (low, high) == (min(amounts), max(amounts))

                if None in found:
                    fits = low is None or high is None
                else:
                    fits = agrees(found)
                if not fits:
                    failed.append(f"case {number}, {award['label']}: {low} to {high}, and completions give "
                                  f"{sorted(set(map(str, found)))}: {json.dumps(case)}")
                if options.control and fits and None not in found and min(found) != max(found):
                    end = source.choice([min(found), max(found)])
                    spoiled += 1
                    noticed += not agrees([one for one in found if one != end])
    for one in failed[:10]:
        print(f"FAILED: {one}")
    if options.control:
        print(f"control: {noticed} of {spoiled} completions left out were noticed")
        return 0 if spoiled and noticed == spoiled and not failed else 1
    print(f"figure: bounds of open cases | {awards} | awards of {options.cases} cases, by {tried} completions, {len(failed)} that differ")
    return 1 if failed else 0


sys.exit(main())
