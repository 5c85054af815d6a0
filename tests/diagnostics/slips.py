"""One slip of the hand gives one diagnostic: each word, number and sign of the small package is left out, doubled, or
misspelt, one at a time. What stays valid counts for nothing; of the rest nearly all must give exactly one.

usage: slips.py ROOT PROGRAM            checks; every third slip
       slips.py ROOT PROGRAM --all      every one, and lists those with several diagnostics
       slips.py ROOT PROGRAM --control  reads each output twice over, and must be noticed
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

RULES = "tests/diagnostics/coast"
TOKEN = re.compile(r'"[^"\n]*"|\d[\d_.-]*|\w+|[<>]=|[^\s\w]')
STEP, LEAST = 3, 97  # of a hundred


def slips(text):
    """(kind, place, text with the slip)"""
    for match in TOKEN.finditer(text):
        begin, end = match.span()
        word = match[0]
        yield "left out", begin, text[:begin] + text[end:]
        yield "doubled", begin, text[:end] + " " + word + text[end:]
        middle = len(word) // 2
        if re.fullmatch(r"[A-Za-z_]{4,}", word) and word[middle] != word[middle - 1]:
            turned = word[:middle - 1] + word[middle] + word[middle - 1] + word[middle + 1:]
            yield "misspelt", begin, text[:begin] + turned + text[end:]


def check(program, folder):
    done = subprocess.run([program, "--rules", folder, "check"], capture_output=True, text=True, timeout=20)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"exit {done.returncode}: {done.stderr[:200]}")
    return done.returncode, done.stderr


def main():
    root, program = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    whole, control = "--all" in sys.argv, "--control" in sys.argv
    counts, all_slips = {}, []
    for file in sorted((root / RULES).glob("*.convenio")):
        all_slips += [(file.name, *slip) for slip in slips(file.read_text(encoding="utf-8"))]
    step = 1 if whole else STEP * (8 if control else 1)
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch) / "rules"
        for name, kind, at, text in all_slips[::step]:
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(root / RULES, folder)
            (folder / name).write_text(text, encoding="utf-8")
            code, said = check(program, folder)
            if control:
                said += said
            found = len(re.findall(r"^error\[", said, re.M))
            if (code == 1) != (found > 0):
                print(f"FAILED: {name} at {at}, {kind}: exit {code} with {found} errors")
                return 1
            counts.setdefault(kind, []).append(found)
            if whole and found > 1:
                print(f"{name}, character {at}, {kind}: {found} diagnostics")
    faulty = [n for found in counts.values() for n in found if n > 0]
    single = sum(n == 1 for n in faulty)
    percent = 100 * single / max(1, len(faulty))
    for kind, found in sorted(counts.items()):
        of_kind = [n for n in found if n > 0]
        print(f"{kind}: {sum(n == 1 for n in of_kind)} of {len(of_kind)} give one diagnostic, at most {max(found)}")
    passed = len(faulty) > 0 and percent >= LEAST
    if control:
        print(f"control: {len(faulty) - single} of {len(faulty)} doubled outputs noticed")
        return 0 if faulty and single == 0 and not passed else 1
    print(f"figure: slips with exactly one diagnostic | {percent:.1f} % | {single} of {len(faulty)}, at least {LEAST} %")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
