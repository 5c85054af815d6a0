"""Mistakes planted in sound rules: each gives exactly the diagnostics that are stated by hand, at their places.

A file of planted/ says: `codes:` (one per diagnostic, in the order of the places), `rules:` (a folder of the
repository), perhaps `check:` (packages), then hunks `@@ FILE` whose lines begin with `-` (there before), `+` (planted)
or a space (both). Each « » marks one place that must be underlined; a hunk of `+` lines only is added at the end of
its file. After the line `====` stands what the program prints. examples.py says what stands for characters that
cannot be seen.

usage: planted.py ROOT PROGRAM [NAME...]     checks
       planted.py ROOT PROGRAM --update      rewrites what the program prints, never the places and codes
       planted.py ROOT PROGRAM --control     of every third mistake moves the places and alters the text; all must be noticed
"""
import pathlib
import re
import shutil
import sys
import tempfile

import examples

RULE = "====\n"


class Plant:
    def __init__(self, path):
        self.path, self.name = path, path.stem
        text = path.read_text(encoding="utf-8")
        head, _, self.golden = text.partition(RULE)
        self.codes, self.rules, self.check, self.hunks = [], "tests/diagnostics/coast", [], []
        for line in head.splitlines():
            if line.startswith("@@ "):
                self.hunks.append((line[3:], []))
            elif self.hunks and line[:1] in ("-", "+", " "):
                self.hunks[-1][1].append((line[0], line[2:] if line[1:2] == " " else line[1:]))
            elif match := re.match(r"(codes|rules|check): (.*)$", line):
                setattr(self, match[1], match[2] if match[1] == "rules" else match[2].split())

    def plant(self, folder):
        """Changes the copied rules; returns the marked places as (file, first byte, end)."""
        places = []
        for name, lines in self.hunks:
            file = folder / name
            before = file.read_bytes() if file.exists() else b""
            old = examples.expand("".join(t + "\n" for sign, t in lines if sign != "+"))
            old = old.replace("«".encode(), b"").replace("»".encode(), b"")
            new = examples.expand("".join(t + "\n" for sign, t in lines if sign != "-"))
            if not old:
                at = len(before)
            elif before.count(old) == 1:
                at = before.index(old)
            else:
                raise ValueError(f"{name} has {before.count(old)} times:\n{old.decode(errors='replace')}")
            clean, marks = b"", []
            for piece in re.split("(«|»)".encode(), new):
                if piece in ("«".encode(), "»".encode()):
                    marks.append(at + len(clean))
                else:
                    clean += piece
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(before[:at] + clean + before[at + len(old):])
            places += [(name, a, b) for a, b in zip(marks[::2], marks[1::2])]
        return places

    def run(self, root, program):
        """The places stated, what `check --json` found, and what `check` prints."""
        with tempfile.TemporaryDirectory() as name:
            rules = pathlib.Path(name) / "rules"
            shutil.copytree(root / self.rules, rules)
            places = self.plant(rules)
            found = examples.diagnostics(program, "rules", *self.check, cwd=name)
            shown = examples.run(program, "rules", "check", *self.check, cwd=name).stderr.decode(errors="replace")
            self.mended = None
            if found and all("fix" in d for d in found):
                apply(pathlib.Path(name), [d["fix"] for d in found])
                self.mended = examples.diagnostics(program, "rules", *self.check, cwd=name)
        return places, found, re.sub(r"^\d+ errors? in the rules\n", "", shown, flags=re.M)

    def faults(self, places, found, shown):
        if len(found) != len(places):
            yield f"{len(found)} diagnostics, {len(places)} places are marked"
        if [d["code"] for d in found] != self.codes:
            yield f"codes {[d['code'] for d in found]}, not {self.codes}"
        at = [(d.get("file", "")[len("rules/"):], d["begin"]["byte"], d["end"]["byte"]) for d in found if "begin" in d]
        if sorted(at) != sorted(places):
            yield f"places {at}, not {places}"
        if shown != self.golden:
            yield f"prints something else:\n{shown}"
        if self.mended:
            yield f"the fix leaves {self.mended}"


def apply(folder, fixes):
    """Writes the replacements into the files, from the end."""
    places = [{**place, "replacement": fix["replacement"]} for fix in fixes for place in [fix, *fix.get("also", [])]]
    for fix in sorted(places, key=lambda f: (f["file"], f["begin"]["byte"]), reverse=True):
        file = folder / fix["file"]
        data = file.read_bytes()
        begin, end = fix["begin"]["byte"], fix["end"]["byte"]
        file.write_bytes(data[:begin] + fix["replacement"].encode() + data[end:])


def main():
    root, program = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    words = [a for a in sys.argv[3:] if not a.startswith("--")]
    update, control = "--update" in sys.argv, "--control" in sys.argv
    plants = [Plant(path) for path in sorted((root / "tests/diagnostics/planted").glob("*.txt"))]
    if words:
        plants = [p for p in plants if any(w in p.name for w in words)]
    if control:
        plants = plants[::3]
    failed = noticed = single = clean = fixed = 0
    exercised = set()
    for plant in plants:
        try:
            places, found, shown = plant.run(root, program)
        except (ValueError, RuntimeError) as trouble:
            failed += 1
            print(f"FAILED: {plant.name}: {trouble}")
            continue
        if update and plant.golden != shown:
            head = plant.path.read_text(encoding="utf-8").partition(RULE)[0]
            plant.path.write_text(head + RULE + shown, encoding="utf-8")
            plant.golden = shown
        if control:
            moved = [(file, begin, end + 1) for file, begin, end in places]
            good = list(plant.faults(moved, found, shown))
            plant.golden = plant.golden.replace("e", "#", 1)
            noticed += bool(good) and bool(list(plant.faults(places, found, shown)))
            continue
        wrong = list(plant.faults(places, found, shown))
        failed += bool(wrong)
        exercised.update(d["code"] for d in found)
        one = len(plant.codes) == 1
        single += one
        clean += one and not wrong
        fixed += plant.mended == []
        for fault in wrong:
            print(f"FAILED: {plant.name}: {fault}")
    if control:
        print(f"control: {noticed} of {len(plants)} altered expectations noticed")
        return 0 if plants and noticed == len(plants) else 1
    listed = examples.run(program, ".", "explain-error", "--list").stdout.decode()
    codes = [line.split()[0] for line in listed.splitlines() if line.startswith("C")]
    never = [code for code in codes if code not in exercised]
    if not words:
        for code in never:
            print(f"FAILED: no planted mistake gives {code}")
        print(f"figure: planted mistakes | {single} | {clean} of {single} one diagnostic, right place, text as recorded")
        print(f"figure: fixes that mend their mistake | {fixed} | applied, then checked again: nothing is left")
        print(f"figure: several planted mistakes in one run | {len(plants) - single} | each reported once")
        print(f"figure: codes of rules exercised | {len(codes) - len(never)} of {len(codes)} | tests/diagnostics/planted")
    return 1 if failed or (never and not words) or not plants else 0


sys.exit(main())
