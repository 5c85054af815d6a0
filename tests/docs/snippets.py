"""The examples of the documentation must check, pass their tests and print what is shown.

Each page under docs is one folder of rules. A comment before a fenced block says what the block is:
    <!-- file: NAME -->      the file NAME (a later block of the same name replaces it)
    <!-- file+: NAME -->     more of it, at its end
    <!-- inside: NAME -->    more of it, before its last closing brace
    <!-- run: COMMAND -->    what COMMAND prints there; `convenio` is the program, the rules are in `.`
    <!-- refused: CODES -->  added as one more file, is refused with these codes and no others
`<!-- remove: NAME -->` stands alone. At the end of a page its rules must have no fault and its tests must pass.

usage: snippets.py ROOT PROGRAM            checks
       snippets.py ROOT PROGRAM --control  alters what is shown and fails unless every change is noticed
       snippets.py ROOT PROGRAM --fill     rewrites the outputs shown
"""
import collections
import os
import pathlib
import re
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"(?:<!-- (file|file\+|inside|run|refused|remove): (.+?) -->\n+)?(?:^```(\w*)\n(.*?)^```$)?",
                   re.S | re.M)
WARNINGS = {"C0602", "C0603", "C0704"}
EXTRA = "refused.convenio"


class Page:
    def __init__(self, path, program, control):
        self.path, self.program, self.control = path, program, control
        self.text = path.read_text(encoding="utf-8")
        self.blocks = self.commands = self.refusals = self.planted = self.noticed = 0
        self.faults, self.fills, self.last = [], [], ""

    def run(self, command):
        environment = dict(os.environ, CONVENIO_RULES=".",
                           PATH=f"{pathlib.Path(self.program).resolve().parent}:{os.environ['PATH']}")
        done = subprocess.run(command, shell=True, cwd=self.folder, env=environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.stdout, done.returncode

    def fault(self, offset, message):
        line = self.text.count("\n", 0, offset) + 1
        self.faults.append(f"{self.path.name}:{line}: {message}")

    def changed(self, noticed):
        self.planted += 1
        self.noticed += bool(noticed)

    def package(self):
        """The line `package NAME` of the rule file that the page wrote last."""
        if not self.last:
            return ""
        found = re.search(r"^package \w+$", (self.folder / self.last).read_text(encoding="utf-8"), re.M)
        return found[0] + "\n"

    def codes(self):
        printed, _ = self.run("convenio check")
        return collections.Counter(re.findall(r"^(?:error|warning)\[(C\d{4})\]", printed, re.M)), printed

    def add(self, kind, name, code):
        if name.endswith(".convenio"):
            self.last = name
        file = self.folder / name
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        if kind == "file+":
            code = before + "\n" + code
        elif kind == "inside":
            at = before.rindex("}")
            code = before[:at] + "\n" + code + before[at:]
        file.write_text(code, encoding="utf-8")

    def command(self, match):
        self.commands += 1
        printed, _ = self.run(match[2])
        shown = match[4]
        self.fills.append((match.start(4), match.end(4), printed))
        if self.control:
            altered = re.sub(r"\w", "#", shown, count=1)
            self.changed(printed == shown != (altered if altered != shown else shown + "#"))
        elif printed != shown:
            self.fault(match.start(), f"`{match[2]}` prints something else:\n{printed}")

    def refused(self, match):
        self.refusals += 1
        before, _ = self.codes()
        file = self.folder / EXTRA
        head = "" if match[4].startswith("package ") else self.package()
        file.write_text(head + match[4], encoding="utf-8")
        after, printed = self.codes()
        file.unlink()
        wanted = {"C0000"} if self.control else set(re.findall(r"C\d{4}", match[2]))
        found = {code for code in after - before if code not in WARNINGS or code in wanted}
        if self.control:
            self.changed(found == set(re.findall(r"C\d{4}", match[2])) != wanted)
        elif found != wanted:
            self.fault(match.start(), f"refused with {sorted(found)}, not {sorted(wanted)}:\n{printed}")

    def whole(self):
        end = len(self.text)
        printed, code = self.run("convenio check")
        told = set(re.findall(r"^(?:error|warning)\[(C\d{4})\]", printed, re.M))
        if code != 0 or told - {"C0605"}:  # a page shows rules to its reader; its tests may be all that asks for them
            self.fault(end, f"the rules of the page are not sound:\n{printed}")
        printed, code = self.run("convenio compile --output page.program")
        if code != 0:
            self.fault(end, f"the rules of the page cannot be saved and read again:\n{printed}")
        printed, code = self.run("convenio test")
        if code != 0 or not re.search(r"\b[1-9]\d* passed", printed):
            self.fault(end, f"the tests of the page do not all pass:\n{printed}")
        if self.control:
            file = self.folder / "control.convenio"
            file.write_text(self.package() + 'test "control" { expect no }\n', encoding="utf-8")
            said, code = self.run("convenio test")
            self.changed(code == 1 and said.count("FAILED  ") == 1)
            file.write_text(self.package() + "rule control: truth = control_of_the_control\n", encoding="utf-8")
            said, code = self.run("convenio check")
            self.changed(code == 1 and "control_of_the_control" in said)

    def read(self):
        with tempfile.TemporaryDirectory() as folder:
            self.folder = pathlib.Path(folder)
            for match in BLOCK.finditer(self.text):
                kind, name, code = match[1], match[2], match[4]
                if kind == "remove":
                    (self.folder / name).unlink()
                    self.last = max(self.folder.glob("*.convenio"), key=lambda file: file.stat().st_mtime_ns).name
                elif kind is not None and code is None:
                    self.fault(match.start(), f"no block follows `{kind}: {name}`")
                elif kind == "run":
                    self.command(match)
                elif kind == "refused":
                    self.refused(match)
                elif kind is not None:
                    self.blocks += 1
                    self.add(kind, name, code)
                elif match[3] == "convenio":
                    self.fault(match.start(), "nothing says which file this block belongs to")
            if any(self.folder.glob("*.convenio")):
                self.whole()

    def fill(self):
        text = self.text
        for start, end, printed in reversed(self.fills):
            text = text[:start] + printed + text[end:]
        if text != self.text:
            self.path.write_text(text, encoding="utf-8")
            print(f"{self.path.name} rewritten")


def main():
    root, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    control, fill = "--control" in sys.argv, "--fill" in sys.argv
    pages = [Page(path, program, control) for path in sorted((root / "docs").rglob("*.md"))
             if path.parent.name != "errors"]  # these have a test of their own
    for page in pages:
        page.read()
    pages = [page for page in pages if page.blocks or page.commands or page.refusals or page.faults]
    if fill:
        for page in pages:
            page.fill()
        return 0
    if control:
        planted, noticed = sum(p.planted for p in pages), sum(p.noticed for p in pages)
        print(f"control: {noticed} of {planted} changes noticed")
        return 0 if planted and noticed == planted else 1
    for page in pages:
        for fault in page.faults:
            print(fault)
    print(f"{len(pages)} pages, {sum(p.blocks for p in pages)} snippets, {sum(p.commands for p in pages)} commands, "
          f"{sum(p.refusals for p in pages)} refusals, {sum(len(p.faults) for p in pages)} faults")
    return 1 if any(p.faults for p in pages) or not pages else 0


sys.exit(main())
