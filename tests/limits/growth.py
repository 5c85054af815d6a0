"""Twice the input takes less than three times the processor time. usage: growth.py PROGRAM [--control]

Only ratios within one run are compared, of the least time of each of several attempts, taken in turn, so that a
busy machine changes little.
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
    ("words of an enumeration", words, 50_000),
    ("rules on one line", one_line, 18_000),
    ("tests", tests, 12_000),
]


def ratio(program, make, count, factor):
    """Of the least times of several attempts, less that of next to nothing."""
    sizes = (1, count, factor * count)
    least = dict.fromkeys(sizes, float("inf"))
    for _ in range(ATTEMPTS):
        for n in (*sizes[:2] * 2, sizes[2]):  # the short ones are disturbed more easily
            ran = measure.run(program, *make(n))
            if ran.exit != 0:
                sys.exit(f"exit {ran.exit}: {ran.text[:200]}")
            least[n] = min(least[n], ran.seconds)
    start, small, large = least.values()
    return (large - start) / max(small - start, 0.001)


def main():
    program, control = sys.argv[1], "--control" in sys.argv
    noticed, worst = 0, 0.0
    for name, make, count in GROWTH:
        found = ratio(program, make, count // 3, 6) if control else ratio(program, make, count, 2)
        worst = max(worst, found)
        noticed += found >= MOST
        if control == (found < MOST):
            print(f"{name}: {6 if control else 2} times the input takes {found:.1f} times as long")
    if control:
        print(f"control: {noticed} of {len(GROWTH)} faster growths noticed")
        return 0 if noticed == len(GROWTH) else 1
    print(f"figure: growth | {len(GROWTH)} | twice the input, at most {worst:.1f} times the time, {noticed} faults")
    return 1 if noticed else 0


sys.exit(main())
