"""The figures that the checks printed, as one table; a figure that is missing fails.

Reads lines `figure: NAME | VALUE | HOW` from logs. Knows which figures must be there; computes none.
usage: figures.py LOG...            prints the table
       figures.py --control LOG...  passes when each figure that is taken away is missed, and no other
"""
import sys

REQUIRED = [
    "shipped cases, also with less, left to the reference", "fast evaluator equal to the reference", "fast evaluator equal to the reference, generated", "reader of batches equal to the reader of cases", "completions of open cases",
    "skeletons of cases", "batches killed and gone on", "bounds of open cases", "smallest changes that turn a refusal",
    "oracle histories", "month additions",
    "semantics vectors", "planted mistakes", "slips with exactly one diagnostic",
    "codes of rules exercised", "independence", "words of the prelude in the reference",
    "codes with a page and two true examples", "mutants killed", "explanation nodes re-derived",
    "altered leaves refused", "identities worked out again", "documents from a saved program",
    "spoiled saved programs", "crafted names of saved programs",
    "reproducible documents", "documents of other binaries", "limits", "hostile inputs", "installed symbols", "packages",
    "documents of other systems, each with an oddity",
    "careers worked out by hand", "numbers of letters found in their decisions", "links of the rule book", "pages of the rule book without a finding",
    "letters without a finding",
    "altered bundles refused", "bundles altered and signed anew refused", "alterations of an office found", "writers killed",
    "power losses without loss", "formats of offices read", "changes by writers at once", "writes on a full disk",
    "fuzz rules", "fuzz case", "fuzz decision", "fuzz fast", "fuzz program",
    "planted bug of fuzz rules", "planted bug of fuzz case", "planted bug of fuzz decision", "planted bug of fuzz fast",
    "planted bug of fuzz program",
    "fuzz exchange", "planted bug of fuzz exchange",
    "property P1 order of a case", "property P1 order of declarations", "property P1 order, shipped",
    "property P2 is false by period", "property P2 splitting", "property P3 repetition",
    "property P3 repetition, shipped", "property P4 more insurance", "property P9 later claim", "property P10 unused",
    "property P10 unused fact, shipped", "property P11 identifiers, shipped", "property P11 names",
    "property P12 symmetry", "property P13 completion", "property P13 completion, shipped",
    "property P14 format, files", "property P14 format, generated", "property P14 one layout",
    "property P14 parse(print(tree)) = tree", "property P16 rounding", "property P16 rounding, shipped",
    "property P18 batch and single, shipped", "property P18 program and library", "property P18 threads",
    "property P22 higher threshold", "property P22 higher threshold, shipped",
    "property P23 after the event", "property P24 nothing asked that cannot matter",
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
    printed = {figure[0] for figure in figures}
    return [name for name in REQUIRED if name not in printed]


def main():
    control = "--control" in sys.argv
    figures = read([word for word in sys.argv[1:] if not word.startswith("--")])
    if control:
        before = missing(figures)
        noticed = sum(missing([f for f in figures if f[0] != name]) == sorted({*before, name}, key=REQUIRED.index)
                      for name in REQUIRED)
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
