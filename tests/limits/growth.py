"""Twice the input takes less than three times the processor time. usage: growth.py PROGRAM [--control]

Only ratios within one run are compared, of the best of several attempts, so that a busy machine changes little.
--control lets the input grow sixfold where it says twofold, and each must be noticed.
"""
import sys

import hostile_cases
import hostile_rules
import measure

MOST = 3.0
ATTEMPTS = 4
CHECK = ("check",)


def check(text):
    return ({"t.convenio": "package t\n" + text}, CHECK, "")


def one_line(count):
    return check(" ".join(f"rule r{n}: whole = 1" for n in range(count)))


def words(count):
    return check("enumeration e { " + ", ".join(f"v{n}" for n in range(count)) + " }")


def rows(count):
    return check(hostile_rules.table(count, 16))


def tests(count):
    return check("fact f: truth \"F?\"\n" +
                 hostile_rules.lines(count, lambda n: f"test \"t{n}\" {{ f = yes expect f }}"))


GROWTH = [
    ("staircase of half-overlaps in a case", hostile_cases.staircase, 5_000),
    ("rows of a table with 16 keys", rows, 6_000),
    ("words of an enumeration", words, 30_000),
    ("rules on one line", one_line, 18_000),
    ("tests", tests, 12_000),
]


def ratio(program, make, count, factor):
    small, large = (min(measure.run(program, *make(n)).seconds for _ in range(2)) for n in (count, factor * count))
    return large / max(small, 0.001)


def main():
    program, control = sys.argv[1], "--control" in sys.argv
    noticed, worst = 0, 0.0
    for name, make, count in GROWTH:
        if control:
            noticed += ratio(program, make, count // 3, 6) > MOST
            continue
        best = MOST
        for _ in range(ATTEMPTS):
            best = min(best, ratio(program, make, count, 2))
            if best < MOST:
                break
        worst = max(worst, best)
        if best >= MOST:
            noticed += 1
            print(f"{name}: from {count} to {2 * count} takes {best:.1f} times as long")
    if control:
        print(f"control: {noticed} of {len(GROWTH)} faster growths noticed")
        return 0 if noticed == len(GROWTH) else 1
    print(f"figure: growth | {len(GROWTH)} | twice the input, at most {worst:.1f} times the time, {noticed} faults")
    return 1 if noticed else 0


sys.exit(main())
