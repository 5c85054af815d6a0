"""How many changes of the shipped rules do the packages' own tests notice? Prints figures; exit 1 below 95 %, when a
change survives without a reason, or when a reason no longer matches. Knows the output of the program, no rule.

usage: run.py PROGRAM RULES [--sample COUNT]  tries the changes of all packages, or so many of each: a sample tells
                                              nothing of the whole, and is held to no percentage
       run.py PROGRAM --control               a small package with one thing altered at a time: what is wrong with it
"""
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import control  # noqa: E402

LEAST = 95  # per cent of all changes that the checker lets pass
LINE = re.compile(r"^(\S+): ([\d.]+) % killed, (\d+) of (\d+); (\d+) accepted with a reason, (\d+) survived; "
                  r"(\d+) refused by the checker$", re.M)
RULE = "rule old_enough: truth = age >= 65"
SOUND = f"""package sound
fact age: whole "How old?"
{RULE}
test "65" {{ age = 65 expect old_enough }}
test "64" {{ age = 64 expect not old_enough }}
"""


def percent(killed, tried):
    tenths = killed * 1000 // tried if tried else 0
    return f"{tenths // 10}.{tenths % 10} %"


def tried(program, rules, *options):
    """What the program says, and of each package: name, killed, tried, accepted, survived, refused."""
    run = subprocess.run([program, "--rules", rules, "test", "--mutate", *options], capture_output=True, text=True)
    return run, [(name, *map(int, counts)) for name, _, *counts in LINE.findall(run.stdout)]


def findings(run, packages, whole):
    found = re.findall(r"mutants\.accepted:(\d+: .*)$", run.stdout, re.M)
    killed, all_of_them, _, survived, _ = (sum(one[n] for one in packages) for n in range(1, 6))
    if survived:
        found.append(f"{survived} survived")
    if run.returncode != bool(found):
        found.append(f"exit {run.returncode}")
    if whole and killed * 100 < all_of_them * LEAST:
        found.append(f"{percent(killed, all_of_them)} killed")
    return found if packages else found + ["no package"]


def trials(program):
    accept = f"accept `65` to `66`\nin {RULE}\n"
    for what, text, accepted, expected in [
            ("nothing", SOUND, "", []),
            ("a test is gone", SOUND.replace('test "64"', '-- test "64"'), "", ["2 survived", "50.0 % killed"]),
            ("a change that a test notices is accepted", SOUND, accept + "because of nothing\n",
             ["1: a test or the checker notices this change; take it out of the list"]),
            ("a change of nothing is accepted", SOUND, accept.replace("age", "years") + "because of nothing\n",
             ["1: no such change in the rules; take it out of the list"]),
            ("a change is accepted without a reason", SOUND, accept, ["1: no reason is given (`because ...`)"]),
            ("a test fails", SOUND.replace("64 expect not", "64 expect"), "", ["exit 1", "no package"]),
            ("the rules have a fault", SOUND.replace("65\n", "sixty\n"), "", ["exit 1", "no package"])]:
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "sound.convenio").write_text(text, encoding="utf-8")
            if accepted:
                (pathlib.Path(folder) / "mutants.accepted").write_text(accepted, encoding="utf-8")
            yield what, expected, findings(*tried(program, folder), True)


def main(program, *rest):
    if rest == ("--control",):
        return control.judge(trials(program), "alterations")
    rules, *options = rest
    run, packages = tried(program, rules, *options)
    print(run.stdout, run.stderr, sep="")
    found = findings(run, packages, "--sample" not in options)
    killed, all_of_them, accepted, _, refused = (sum(one[n] for one in packages) for n in range(1, 6))
    if packages:
        lowest = min(packages, key=lambda one: (one[1] / one[2] if one[2] else 1, one[0]))
        print(f"figure: mutants killed | {percent(killed, all_of_them)} | {killed} of {all_of_them}, {refused} refused "
              f"by the checker, {accepted} survivors accepted with a reason")
        print(f"figure: mutants killed in the weakest package | {percent(lowest[1], lowest[2])} | {lowest[0]}, "
              f"{lowest[1]} of {lowest[2]}")
    for line in found:
        print(f"FAILED: {line}")
    return 1 if found else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
