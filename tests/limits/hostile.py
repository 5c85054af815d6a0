"""Hostile rules and cases through the program. usage: hostile.py PROGRAM [--seconds N] [--no-memory] [--control]

Each ends by itself, with its code, within N seconds of processor time (1) and 256 MiB. --control asks for another code
and for a thousandth of the time, and every answer must be noticed. Sanitizers need more memory: --no-memory.
"""
import sys

import measure
from hostile_cases import CASES
from hostile_rules import RULES

MEBIBYTES = 256


def option(name, otherwise):
    return float(sys.argv[sys.argv.index(name) + 1]) if name in sys.argv else otherwise


def troubles(ran, code, seconds, mebibytes):
    found = []
    if ran.exit not in (0, 1):
        found.append(f"exit {ran.exit}")
    if code is None and ran.exit != 0:
        found.append("refused")
    if code and code not in ran.codes() and f'"{code}"' not in ran.text:
        found.append(f"no {code} among {sorted(ran.codes())}")
    if ran.seconds > seconds:
        found.append(f"{ran.seconds:.2f} s")
    if mebibytes and ran.mebibytes > mebibytes:
        found.append(f"{ran.mebibytes:.0f} MiB")
    return found


def main():
    program, control = sys.argv[1], "--control" in sys.argv
    seconds = option("--seconds", 1.0)
    memory = None if "--no-memory" in sys.argv else MEBIBYTES
    inputs = [(name, files, ("check",), "", code) for name, files, code in RULES] + CASES
    if control:
        inputs = inputs[::7]
    wrong = slowest = largest = 0
    for name, files, arguments, stdin, code in inputs:
        ran = measure.run(program, files, arguments, stdin, stop=int(10 * seconds) + 1)
        found = troubles(ran, "C9999" if control else code, 0.001 if control else seconds, memory)
        wrong += bool(found)
        slowest, largest = max(slowest, ran.seconds), max(largest, ran.mebibytes)
        if found and not control:
            print(f"{name}: {', '.join(found)}: {ran.text[:200]}")
    if control:
        print(f"control: {wrong} of {len(inputs)} wrong expectations noticed")
        return 0 if inputs and wrong == len(inputs) else 1
    kept = f"largest {largest:.0f} MiB of {MEBIBYTES}" if memory else "memory is not measured in this build"
    print(f"figure: hostile inputs | {len(inputs)} | slowest {slowest:.2f} s of {seconds:g} allowed, {kept}, "
          f"{wrong} faults")
    return 1 if wrong else 0


sys.exit(main())
