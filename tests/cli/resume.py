"""Batches that are killed and go on: the output is that of a run that nobody interrupted.

usage: resume.py ROOT PROGRAM [--kills N] [--cases N] [--seed N]
       resume.py ROOT PROGRAM --lines FILE --rules FOLDER --a-run N    other cases, each run interrupted N times; by hand:
           of 200,000 lines of convenio_bench_totalization --write, with tests/bench/rules/totalization
       resume.py ROOT PROGRAM --control    spoils what a run goes on from, and passes if every such run is refused or differs

Each try begins a batch with `evaluate - --resume`, kills it by SIGKILL, SIGTERM or SIGINT at a random moment, and lets it go
on until it ends, with one thread or two and in each form of output. Knows streams and files; knows no rule.
"""
import argparse
import hashlib
import json
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

FORMS = [[], ["--fields", "award,status,amount", "--csv"], ["--fields", "status,reasons"], ["--summary"], ["--text"]]


def lines_of(root, count, source):
    cases = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((root / "examples/cases").glob("*.json"))]
    made = []
    for number in range(count):
        case = json.loads(json.dumps(source.choice(cases)))
        case["id"] = f"case {number}"
        made.append("no case" if source.random() < 0.02 else json.dumps(case))
    return "\n".join(made) + "\n"


def start(program, rules, arguments, lines, output):
    with lines.open("rb") as given, output.open("ab") as taken:
        return subprocess.Popen([program, "--program", str(rules), "evaluate", "-", *arguments], stdin=given, stdout=taken,
                                stderr=subprocess.PIPE)


def ended(program, rules, arguments, lines, output):
    process = start(program, rules, arguments, lines, output)
    _, told = process.communicate()
    return process.returncode, told.decode()


class Try:
    def __init__(self, program, rules, scratch, source, lines, number):
        self.program, self.rules, self.source, self.lines = program, rules, source, lines
        self.output, self.manifest = scratch / f"{number}.out", scratch / f"{number}.manifest"
        self.form = source.choice(FORMS)
        self.interrupted = 0

    def arguments(self):
        return [*self.form, "--jobs", str(self.source.choice([1, 2])), "--resume", str(self.manifest)]

    def interrupt(self, whole):
        process = start(self.program, self.rules, self.arguments(), self.lines, self.output)
        time.sleep(self.source.uniform(0, whole))
        if process.poll() is None:
            process.send_signal(self.source.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
            self.interrupted += 1
        process.communicate()

    def finish(self):
        return ended(self.program, self.rules, self.arguments(), self.lines, self.output)


def reference(program, rules, scratch, form, lines, kept):
    key = " ".join(form)
    if key not in kept:
        output = scratch / f"whole-{len(kept)}.out"
        begin = time.monotonic()
        code, told = ended(program, rules, form, lines, output)
        kept[key] = (code, told, output.read_bytes(), time.monotonic() - begin)
    return kept[key]


def spoilings():
    """What a run that goes on must notice."""
    def rules(one):
        changed = json.loads(one.manifest.read_text())
        changed["rules"] = hashlib.sha256(b"").hexdigest()
        one.manifest.write_text(json.dumps(changed))

    def engine(one):
        changed = json.loads(one.manifest.read_text())
        changed["engine"] = "0.0.0"
        one.manifest.write_text(json.dumps(changed))

    def form(one):
        one.form = ["--fields", "label"]

    def manifest(one):
        one.manifest.write_text("{}")

    def line(one):
        changed = one.lines.with_suffix(".changed")
        changed.write_text(one.lines.read_text().replace("case 0", "case zero", 1))
        one.lines = changed

    def fewer_lines(one):
        changed = one.lines.with_suffix(".fewer")
        changed.write_text(one.lines.read_text().split("\n", 1)[0] + "\n")
        one.lines = changed

    def output(one):
        data = bytearray(one.output.read_bytes())
        data[0] ^= 1
        one.output.write_bytes(data)

    def shorter_output(one):
        one.output.write_bytes(one.output.read_bytes()[:3])

    return [("A009", rules), ("A009", engine), ("A009", form), ("A008", manifest), ("A010", line), ("A010", fewer_lines),
            ("A011", output), ("A011", shorter_output)]


def control(program, saved, scratch, source, lines):
    noticed = 0
    every = spoilings()
    for number, (code, spoil) in enumerate(every):
        one = Try(program, saved, scratch, source, lines, f"spoiled-{number}")
        one.form = FORMS[1]
        one.finish()
        before = one.output.read_bytes()
        spoil(one)
        spoiled = one.output.read_bytes()
        exit_code, told = one.finish()
        if exit_code == 1 and f"[{code}]" in told and one.output.read_bytes() == spoiled:
            noticed += 1
        else:
            print(f"NOT NOTICED: {spoil.__name__}: {told} ({len(before)} bytes)")
    print(f"control: {noticed} of {len(every)} spoiled runs refused, with nothing written")
    return 0 if noticed == len(every) else 1


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("root", type=pathlib.Path)
    asked.add_argument("program")
    asked.add_argument("--kills", type=int, default=20)
    asked.add_argument("--cases", type=int, default=200)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--control", action="store_true")
    asked.add_argument("--lines", type=pathlib.Path)
    asked.add_argument("--rules", default="rules")
    asked.add_argument("--a-run", type=int)
    options = asked.parse_args()
    source = random.Random(options.seed)
    root, failed, kills, number, kept = options.root.resolve(), [], 0, 0, {}
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)
        lines = scratch / "cases.ndjson"
        saved = scratch / "rules.program"
        subprocess.run([options.program, "--rules", str(root / options.rules), "compile", "--output", str(saved)], check=True)
        if options.lines:
            lines = options.lines.resolve()
            options.cases = sum(1 for _ in lines.open("rb"))
        else:
            lines.write_text(lines_of(root, 60 if options.control else options.cases, source))
        if options.control:
            return control(options.program, saved, scratch, source, lines)
        while kills < options.kills and number < 10 * options.kills:
            one = Try(options.program, saved, scratch, source, lines, number)
            number += 1
            code, told, output, seconds = reference(options.program, saved, scratch, one.form, lines, kept)
            times = options.a_run or source.choice([1, 1, 2, 4])
            for _ in range(times):
                one.interrupt(seconds * (2.2 / times if options.a_run else 1.1))
            kills += one.interrupted
            found = one.finish()
            if found != (code, told) or one.output.read_bytes() != output:
                failed.append(f"{number}: {one.form}: exit {found[0]}, expected {code}: {found[1]}")
            again = one.finish()
            if again != (code, told) or one.output.read_bytes() != output:
                failed.append(f"{number}: once more: {again}")
    for one in failed:
        print(f"FAILED: {one}")
    print(f"figure: batches killed and gone on | {kills} | interruptions in {number} runs of {options.cases} cases, "
          f"{len(failed)} that differ")
    return 1 if failed or kills < options.kills else 0


sys.exit(main())
