"""How many changes of the shipped rules do the packages' own tests notice? Prints figures; exit 1 below 95 %, when a
change survives without a reason, or when a reason no longer matches. Knows the output of the program, no rule.

usage: run.py PROGRAM RULES [--sample COUNT]  tries the changes of all packages, or so many of each: a sample tells
                                              nothing of the whole, and is held to no percentage
       run.py PROGRAM RULES --control         passes when tests that notice little are shown to be too weak
"""
import re
import subprocess
import sys

LEAST = 95  # per cent of all changes that the checker lets pass
LINE = re.compile(r"^(\S+): ([\d.]+) % killed, (\d+) of (\d+); (\d+) accepted with a reason, (\d+) survived; "
                  r"(\d+) refused by the checker$", re.M)


def percent(killed, tried):
    tenths = killed * 1000 // tried if tried else 0
    return f"{tenths // 10}.{tenths % 10} %"


def main(program, rules, *rest):
    control = "--control" in rest
    options = [] if control else list(rest)
    run = subprocess.run([program, "--rules", rules, "test", "--mutate", *options], capture_output=True, text=True)
    packages = [(name, *map(int, counts)) for name, _, *counts in LINE.findall(run.stdout)]
    killed, tried, accepted, survived, refused = (sum(column) for column in list(zip(*packages))[1:])
    weak = killed * 100 < tried * LEAST
    if control:
        noticed = run.returncode == 1 and weak and survived > 0
        print(f"control: {percent(killed, tried)} killed, {survived} survived; "
              + ("noticed" if noticed else "NOT NOTICED"))
        return 0 if noticed else 1
    print(run.stdout, run.stderr, sep="")
    lowest = min(packages, key=lambda one: (one[1] / one[2] if one[2] else 1, one[0]))
    print(f"figure: mutants killed | {percent(killed, tried)} | {killed} of {tried}, {refused} refused by the checker, "
          f"{accepted} survivors accepted with a reason")
    print(f"figure: mutants killed in the weakest package | {percent(lowest[1], lowest[2])} | {lowest[0]}, "
          f"{lowest[1]} of {lowest[2]}")
    weak = weak and "--sample" not in rest
    if weak:
        print(f"below {LEAST} %")
    return 1 if weak or run.returncode != 0 or not packages else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
