"""Hostile rules and cases through the program. usage: hostile.py PROGRAM [--seconds N] [--no-memory] [--control]

Each ends by itself, with its code, within N seconds of processor time (1) and 256 MiB, and writes at most 64 MiB.
--control makes one of these expectations at a time one that must fail, and asks for just that finding. Sanitizers need
more memory: --no-memory.
"""
import sys
from dataclasses import dataclass, replace

import measure
from hostile_cases import CASES
from hostile_rules import RULES

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Bounds:
    seconds: float
    mebibytes: float
    written: float = 64.0  # MiB
    exits: tuple = (0, 1)


def option(name, otherwise):
    return float(sys.argv[sys.argv.index(name) + 1]) if name in sys.argv else otherwise


def troubles(ran, code, bounds):
    """What is not as expected, by kind."""
    found = {}
    if ran.exit not in bounds.exits:
        found["exit"] = f"exit {ran.exit}"
    if code is None and ran.exit == 1:
        found["refused"] = "refused"
    said = code if not code or code.startswith('"') else f'"{code}"'
    if code and code not in ran.codes() and said not in ran.text:
        found["code"] = f"no {code} among {sorted(ran.codes())}"
    if ran.seconds > bounds.seconds:
        found["seconds"] = f"{ran.seconds:.2f} s"
    if ran.mebibytes > bounds.mebibytes:
        found["memory"] = f"{ran.mebibytes:.0f} MiB"
    if len(ran.text) > bounds.written * MEBIBYTE:
        found["written"] = f"{len(ran.text) / MEBIBYTE:.0f} MiB written"
    return found


def control(program, inputs, bounds):
    """One input that is refused and one that is not; of each expectation one that must fail, alone."""
    wrong = []
    sound = next(row for row in inputs if row[4] is None)
    coded = next(row for row in inputs if row[4] is not None and row[2] == ("check",))
    for row, broken, code, kind in [
            (sound, replace(bounds, seconds=0.0), None, "seconds"),
            (sound, replace(bounds, mebibytes=0.1), None, "memory"),
            (sound, replace(bounds, written=0.0), None, "written"),
            (sound, replace(bounds, exits=(1,)), None, "exit"),
            (sound, bounds, "C9999", "code"),
            (coded, bounds, "C9999", "code"),
            (coded, bounds, None, "refused"),
            (sound, bounds, None, None),
            (coded, bounds, coded[4], None)]:
        name, files, arguments, stdin, _ = row
        found = sorted(troubles(measure.run(program, files, arguments, stdin), code, broken))
        if found != ([kind] if kind else []):
            wrong.append(f"{name}: expected {kind or 'no finding'}, found {found}")
    for line in wrong:
        print(line)
    print(f"control: {9 - len(wrong)} of 9 altered and unaltered expectations give their finding and no other")
    return 1 if wrong else 0


def main():
    program = sys.argv[1]
    bounds = Bounds(option("--seconds", 1.0), float("inf") if "--no-memory" in sys.argv else 256.0)
    inputs = [(name, files, ("check",), "", code) for name, files, code in RULES] + CASES
    if "--control" in sys.argv:
        return control(program, inputs, replace(bounds, seconds=60.0, mebibytes=100_000.0))
    wrong = slowest = largest = longest = 0
    for name, files, arguments, stdin, code in inputs:
        ran = measure.run(program, files, arguments, stdin, stop=int(10 * bounds.seconds) + 1)
        found = troubles(ran, code, bounds)
        wrong += bool(found)
        slowest, largest = max(slowest, ran.seconds), max(largest, ran.mebibytes)
        longest = max(longest, len(ran.text))
        if found:
            print(f"{name}: {', '.join(found.values())}: {ran.text[:200]}")
    kept = "memory is not measured in this build"
    if "--no-memory" not in sys.argv:
        kept = f"largest {largest:.0f} MiB of {bounds.mebibytes:.0f}"
    print(f"figure: hostile inputs | {len(inputs)} | slowest {slowest:.2f} s of {bounds.seconds:g} allowed, {kept}, "
          f"at most {longest / MEBIBYTE:.1f} MiB written, {wrong} faults")
    return 1 if wrong else 0


sys.exit(main())
