"""The figures that the checks printed, as one table; a figure that is missing fails.

Reads lines `figure: NAME | VALUE | HOW` from logs. Knows which figures must be there; computes none.
usage: figures.py LOG...            prints the table
       figures.py --control LOG...  passes when a figure taken away is noticed, each of them
"""
import sys

REQUIRED = [
    "oracle histories", "month additions", "semantics vectors", "planted mistakes", "slips with exactly one diagnostic",
    "codes of rules exercised",
    "codes with a page and two true examples", "mutants killed", "explanation nodes re-derived",
    "altered leaves refused", "reproducible documents", "documents of other binaries", "limits", "hostile inputs", "installed symbols", "packages",
    "fuzz rules", "fuzz case", "fuzz decision",
    "planted bug of fuzz rules", "planted bug of fuzz case", "planted bug of fuzz decision",
    "property P1", "property P2", "property P3", "property P4", "property P9", "property P10", "property P11",
    "property P12", "property P13", "property P14", "property P16", "property P18", "property P22",
]


def read(paths):
    figures = []
    for path in paths:
        for line in open(path, encoding="utf-8", errors="replace"):
            at = line.find("figure: ")
            if at >= 0:
                parts = [part.strip() for part in line[at + 8:].split(" | ")]
                figures.append((parts + ["", ""])[:3])
    return figures


def missing(figures):
    return [name for name in REQUIRED if not any(figure[0].startswith(name) for figure in figures)]


def main():
    control = "--control" in sys.argv
    figures = read([word for word in sys.argv[1:] if not word.startswith("--")])
    if control:
        noticed = sum(bool(missing([f for f in figures if not f[0].startswith(name)])) for name in REQUIRED)
        print(f"control: {noticed} of {len(REQUIRED)} missing figures noticed")
        return 0 if noticed == len(REQUIRED) else 1
    width = max([len(figure[0]) for figure in figures], default=0)
    middle = max([len(figure[1]) for figure in figures], default=0)
    print("\nFigures")
    print("=" * 7)
    for name, value, how in figures:
        print(f"{name:{width}}  {value:>{middle}}  {how}")
    absent = missing(figures)
    for name in absent:
        print(f"MISSING: no check printed the figure `{name}`")
    print(f"{len(figures)} figures, {len(absent)} missing")
    return 1 if absent else 0


sys.exit(main())
