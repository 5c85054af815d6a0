"""Runs the programs of the benchmark and prints one table: each figure, its goal, and what it is a multiple of.

usage: table.py ROOT BUILD [--quick]

Processor time of one thread, the least of several rounds; what is compared is compared in one run. The goals are those
that the engine was given when the fast evaluator was begun. Exit 1 where an amount, a route or a line is wrong."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from start import spent as process_time  # noqa: E402


def told(command):
    """The lines `bench: KEY | WHAT | NUMBER | UNIT` of a program."""
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: status {run.returncode}\n{run.stdout}{run.stderr}")
    lines = [line[7:].split(" | ") for line in run.stdout.splitlines() if line.startswith("bench: ")]
    return {key: (float(number), what) for key, what, number, _ in lines}


def spent(command, given):
    """Wall clock in seconds and the largest memory in KiB of a process that reads the file."""
    with open(given, "rb") as file:
        start = time.monotonic()
        child = os.posix_spawn(command[0], command, os.environ, file_actions=[
            (os.POSIX_SPAWN_DUP2, file.fileno(), 0),
            (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, "/dev/null", os.O_WRONLY, 0)])
        _, status, used = os.wait4(child, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)}: status {status}")
    return time.monotonic() - start, used.ru_maxrss


def written(nanoseconds):
    for unit, size in (("ns", 1), ("us", 1e3), ("ms", 1e6), ("s", 1e9)):
        if nanoseconds < 1000 * size or unit == "s":
            return f"{nanoseconds / size:.3g} {unit}"


class Table:
    def __init__(self):
        self.rows = []

    def add(self, name, what, figure, multiple="", goal="", reached=None):
        self.rows.append([name, what, figure, multiple, goal, {True: "reached", False: "not reached", None: ""}[reached]])

    def text(self):
        head = ["", "what", "figure", "times", "goal", ""]
        widths = [max(len(row[n]) for row in [head, *self.rows]) for n in range(6)]
        line = lambda row: "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |"
        return "\n".join([line(head), "|" + "|".join("-" * (width + 2) for width in widths) + "|", *map(line, self.rows)])


def main():
    quick = "--quick" in sys.argv
    places = [word for word in sys.argv[1:] if not word.startswith("--")]
    if len(places) != 2:
        sys.exit(__doc__)
    root, build = (pathlib.Path(place).resolve() for place in places)
    programs = build / "tests/bench"
    convenio = str(build / "bin/convenio")
    count = 5_000 if quick else 20_000
    by = told([programs / "convenio_bench_totalization", root, str(count), "40000" if quick else str(1_000_000 - count)])
    spans = told([programs / "convenio_bench_spans", root])
    rules = told([programs / "convenio_bench_library", root])
    table = Table()

    def ratio(name, what, key, limit, most, goal, each):
        times = by[key][0] / by[limit][0]
        table.add(name, what, f"{written(by[key][0])}, {1e3 / by[key][0]:.3g} M/s", f"{times:.1f} x by hand",
                  goal, times <= most and by[key][0] <= each)

    ratio("P1", "evaluated, no explanation", "fast", "by_hand", 3.6, "3.6 x, 3 M/s", 334)
    ratio("P2", "conditions and amounts only", "fast_conditions", "by_hand_conditions", 3.1, "3.1 x, 10 M/s", 100)
    ratio("P3", "JSON lines to selected JSON lines", "fast_text", "by_hand_text", 1.6, "1.6 x, 1 M/s", 1000)
    explained = by["explained"][0] / by["decision"][0]
    table.add("P4", "explanation on, end to end", written(by["explained"][0]), f"{explained:.2f} x without", "1.8 x",
              explained <= 1.8)
    table.add("P5", "one case in a warm process: fields", written(by["fast_text"][0]), "", "2 us", by["fast_text"][0] <= 2000)
    table.add("", "the same, the whole decision", written(by["decision"][0]))

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        saved = str(folder / "rules.program")
        subprocess.run([convenio, "--rules", str(root / "rules"), "compile", "--output", saved], check=True,
                       capture_output=True)
        case = str(root / "examples/cases/rosa.json")
        start = min(process_time([convenio, "--program", saved, "evaluate", case]) for _ in range(25))
        empty = min(process_time([convenio, "--version"]) for _ in range(25))
        table.add("P6", "process start to first decision, all rules", f"{start:.1f} ms", f"{empty:.1f} ms of it is any start",
                  "5 ms", start <= 5)

        lines = folder / "cases.ndjson"
        with open(lines, "wb") as file:
            subprocess.run([programs / "convenio_bench_totalization", root, "--write", str(count * 2)], check=True, stdout=file)
        batch = [convenio, "--rules", str(root / "tests/bench/rules/totalization"), "evaluate", "-", "--fields",
                 "award,arguments,status,amount,route"]
        one, memory = spent(batch, lines)
        two, _ = spent([*batch, "--jobs", "2"], lines)
        table.add("P7", "memory: streaming", f"{memory / 1024:.1f} MiB", "", "12 MiB", memory <= 12 * 1024)
        table.add("", "memory: a case that is held", f"{by['held'][0]:.0f} B", "", "160 B", by["held"][0] <= 160)
        table.add("P8", "two jobs", f"{two:.2f} s against {one:.2f} s", f"{one / two:.2f} x one", "1.95 x", one / two >= 1.95)
        table.add("P9", f"wrong amounts, routes or lines in {by['compared'][0]:,.0f} cases", f"{by['wrong'][0]:.0f}",
                  f"{by['left'][0]:.0f} left to the reference", "0", by["wrong"][0] == 0)
        sixty = rules["periods 60"]
        table.add("P10", sixty[1], written(sixty[0]), "", "40 us", sixty[0] <= 40_000)
        ten_thousand = rules["check"][0] * 10_000 / rules["lines"][0]
        table.add("P11", f"check of all rules, {rules['lines'][0]:,.0f} lines", written(rules["check"][0]),
                  f"{written(ten_thousand)} for 10,000 lines", "150 ms", ten_thousand <= 150e6)
        table.add("", "the same after one file was changed", written(rules["recheck"][0]), "", "50 ms",
                  rules["recheck"][0] <= 50e6)
        for key, (time_spent, what) in rules.items():
            if key.startswith("example"):
                table.add("P12", what, written(time_spent), f"{1e9 / time_spent:,.0f} cases/s", "100,000/s", time_spent <= 10_000)
        for key, goal, most in (("join", "100 M/s", 10), ("remove", "50 M/s", 20), ("decide", "50 M/s", 20)):
            figure = spans[f"spans {key}"][0]
            words = {"join": "merged", "remove": "without what others take", "decide": "resolved by clauses"}[key]
            table.add("P13", f"one period of twelve, {words}", f"{figure:.3g} ns", f"{1e3 / figure:.3g} M/s", goal, figure <= most)
        base = rules["packages 0"]
        for key, (time_spent, what) in rules.items():
            if key.startswith("packages") and key != "packages 0":
                table.add("P14", what, written(time_spent), f"{time_spent / base[0]:.2f} x {base[1].split(',')[1].strip()}",
                          "1.1 x", time_spent <= 1.1 * base[0])
        for periods in (15, 30, 60, 120, 240):
            key = f"periods {periods}"
            if key in rules:
                table.add("", rules[key][1], written(rules[key][0]), f"{rules[key][0] / periods / 1000:.3g} us a period")

        expected = folder / "expected"
        with open(expected, "wb") as file:
            subprocess.run([programs / "convenio_bench_totalization", root, "--expect", str(count * 2)], check=True, stdout=file)
        wrong = by["wrong"][0] != 0
        for name, script in (("plain JavaScript", "peer.mjs"), ("DuckDB, one thread", "peer_duckdb.mjs")):
            output = folder / script
            run = subprocess.run(["node", str(root / "tests/bench" / script), str(lines), str(output)], capture_output=True,
                                 text=True)
            if run.returncode != 0:
                table.add("", name, "did not run", run.stderr.strip().splitlines()[-1][:40] if run.stderr else "")
                continue
            made = json.loads(run.stdout)
            same = output.read_bytes() == expected.read_bytes()
            wrong = wrong or not same
            for key, ours, words in (("evaluated", "fast", "evaluated"), ("whole", "fast_text", "end to end")):
                each = made[key] / made["cases"] * 1e9
                table.add("", f"{name}: {words}{'' if same else ', OTHER RESULTS'}", written(each),
                          f"the engine takes {by[ours][0] / each:.2f} x")
    table.add("", "reference evaluator: evaluated", written(by["reference"][0]),
              f"{by['reference'][0] / by['by_hand'][0]:.0f} x by hand")
    print(table.text())
    return 1 if wrong else 0


sys.exit(main())
