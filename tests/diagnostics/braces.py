"""One brace deleted or doubled gives one diagnostic, not a cascade: measured in a small and in the shipped packages.

usage: braces.py ROOT PROGRAM            checks; braces of the shipped packages by a fixed choice
       braces.py ROOT PROGRAM --all      every brace of every file (long)
       braces.py ROOT PROGRAM --control  deletes nothing, and must be noticed
"""
import pathlib
import random
import re
import shutil
import sys
import tempfile

import examples

SEED, SHIPPED, FEW, MOST = 7, 30, 4, 4


def braces(data):
    """Offsets of braces outside of texts and comments."""
    for match in re.finditer(rb'"(?:\\.|[^"\\\n])*"|--[^\n]*|[{}]', data):
        if match[0] in (b"{", b"}"):
            yield match.start()


def changes(folder, files, most):
    found = []
    for file in files:
        data = (folder / file).read_bytes()
        for at in braces(data):
            found.append((file, "deleted", data[:at] + data[at + 1:]))
            if data[at:at + 1] == b"}" and data[:at].rstrip(b" ").endswith(b"\n"):
                line = data.rindex(b"\n", 0, at) + 1
                found.append((file, "doubled", data[:at + 1] + b"\n" + data[line:at + 1] + data[at + 1:]))
    return random.Random(SEED).sample(found, min(most, len(found))) if most else found


def measure(program, folder, most, control):
    files = sorted(p.relative_to(folder) for p in folder.rglob("*.convenio"))
    counts, worst = [], (0, "")
    with tempfile.TemporaryDirectory() as name:
        rules = pathlib.Path(name) / "rules"
        shutil.copytree(folder, rules)
        for file, what, data in changes(folder, files, most):
            before = (rules / file).read_bytes()
            if not control:
                (rules / file).write_bytes(data)
            count = len(examples.diagnostics(program, rules))
            (rules / file).write_bytes(before)
            counts.append(count)
            worst = max(worst, (count, f"{file} {what}"))
    return counts, worst


def main():
    root, program = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    control, whole = "--control" in sys.argv, "--all" in sys.argv
    bad = 0
    for folder in ("tests/diagnostics/coast", "rules"):
        most = FEW if control else None if whole or folder != "rules" else SHIPPED
        counts, worst = measure(program, root / folder, most, control)
        ones = counts.count(1)
        bad += bool(counts) and ones == 0 if control else ones < 0.9 * len(counts) or worst[0] > MOST or not counts
        if not control:
            print(f"figure: one brace deleted or doubled in {folder} | {len(counts)} | {ones} give one diagnostic, "
                  f"at most {worst[0]} ({worst[1]})")
    if control:
        print(f"control: {bad} of 2 unchanged packages noticed")
        return 0 if bad == 2 else 1
    return 1 if bad else 0


sys.exit(main())
