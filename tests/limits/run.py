"""Every documented limit on both sides, through the program. usage: run.py ROOT PROGRAM [--control]

The rows of limits.py and of the table in docs/limits.md are the same. Inside a limit there is no message with its code;
beyond it there is, and the program ends as it says. --control exchanges the two sides, and each must be noticed for that.
"""
import pathlib
import re
import sys

import measure
from limits import LIMITS


def documented(root):
    text = (root / "docs" / "limits.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", text, re.M)
    return [row for row in rows if row[0] not in ("limit", "---")]


def wrong(program, code, side, expected, control):
    if side is None:
        return None
    ran = measure.run(program, *side)
    beyond = code in ran.codes()
    refused = ran.exit == 1
    crashed = ran.exit not in (0, 1)
    evaluation = code in ("limit", "explanation_limit")
    if crashed or beyond != expected or (refused != expected and not evaluation):
        if control:
            exchanged = not crashed and beyond != expected and (refused != expected or evaluation)
            return "exchanged" if exchanged else None
        return f"exit {ran.exit}, codes {sorted(ran.codes())}: {ran.text[:300]}"
    return None


def main():
    root, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    control = "--control" in sys.argv
    faults = checked = 0
    if not control:
        tested = [row[:3] for row in LIMITS]
        for row in set(documented(root)) ^ set(tested):
            faults += 1
            print(f"only in the {'documentation' if row in documented(root) else 'tests'}: {row}")
    for name, value, code, inside, beyond in LIMITS:
        sides = [(inside, control), (beyond, not control)]
        for side, expected in sides:
            trouble = wrong(program, code, side, expected, control)
            checked += side is not None
            if trouble:
                faults += 1
                if not control:
                    print(f"{name} ({value}), {'beyond' if expected else 'inside'}: {trouble}")
    if control:
        print(f"control: {faults} of {checked} exchanged sides noticed")
        return 0 if checked and faults == checked else 1
    print(f"figure: limits | {len(LIMITS)} | {checked} sides tried through the program, {faults} faults")
    return 1 if faults else 0


sys.exit(main())
