"""How long it takes from the start of the program to the first decision with all rules: processor time, in one run.

usage: start.py ROOT PROGRAM [BASELINE] [--runs N]

Three ways in turn, so that what else the machine does falls on all of them: PROGRAM from the rules, PROGRAM from a saved
program, and BASELINE (an older binary) from the rules. The least of N runs (default 25) of each case counts; the medians
stand beside it. Built for release: cmake --preset release. No test: a machine under load says nothing of the program."""
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile


def spent(command):
    """User and system time of one process, in milliseconds."""
    child = os.posix_spawn(command[0], command, {"PATH": os.environ["PATH"]},
                           file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
    _, status, used = os.wait4(child, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)}: status {status}")
    return (used.ru_utime + used.ru_stime) * 1000


def main():
    arguments = sys.argv[1:]
    runs = 25
    if "--runs" in arguments:
        at = arguments.index("--runs")
        runs = int(arguments[at + 1])
        del arguments[at:at + 2]
    if len(arguments) < 2:
        sys.exit(__doc__)
    root, program = pathlib.Path(arguments[0]).resolve(), str(pathlib.Path(arguments[1]).resolve())
    baseline = str(pathlib.Path(arguments[2]).resolve()) if len(arguments) > 2 else None
    rules = ["--rules", str(root / "rules")]
    with tempfile.TemporaryDirectory() as folder:
        saved = str(pathlib.Path(folder) / "all.program")
        subprocess.run([program, *rules, "compile", "--output", saved], check=True, capture_output=True)
        ways = {"rules": [program, *rules], "saved": [program, "--program", saved]}
        if baseline:
            ways["baseline"] = [baseline, *rules]
        print(f"{'':34}{'rules':>16}{'saved':>16}{'baseline':>16}   ms: least (median) of {runs}")
        for case in sorted((root / "examples" / "cases").glob("*.json")):
            times = {way: [] for way in ways}
            for _ in range(runs):
                for way, command in ways.items():
                    times[way].append(spent([*command, "evaluate", str(case)]))
            shown = "".join(f"{min(t):8.2f} ({statistics.median(t):5.2f})" for t in times.values())
            print(f"{case.stem:34}{shown}")
            if baseline:
                ratios = {way: min(times[way]) / min(times["baseline"]) for way in ("rules", "saved")}
                print(f"figure: start of {case.stem} | {ratios['rules']:.3f} from rules, {ratios['saved']:.3f} saved | "
                      f"of the baseline's time; saved {min(times['saved']):.2f} ms")
        empty = min(spent([program, "--version"]) for _ in range(runs))
        print(f"figure: start of the process alone | {empty:.2f} ms | convenio --version")


if __name__ == "__main__":
    main()
