"""The engine's period algebra against sets of days, on random histories. Exit 1 on a difference.

usage: oracle.py DRIVER [--seed N] [--count N] [--jobs N]   compares; prints the smallest case that differs
       oracle.py DRIVER --line "A ... B ... ; ..."          compares one case, as a failure prints it
       oracle.py DRIVER --control                           finds each planted wrong engine by what is wrong in it
"""
import argparse
import multiprocessing
import pathlib
import random
import subprocess
import sys

import compare
import scenes
import shrink

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import control  # noqa: E402

BATCH = 500
FLAWS = {"end_exclusive": "periods", "lost_row": "ledger of 0 rows for 1", "wrong_tie": "owners",
         "doubt_counts": "counts", "wrong_clause": "ledger of 1 rows for 1"}


def answers(driver, lines, flaw):
    done = subprocess.run([driver, "play", *([flaw] if flaw else [])], text=True, capture_output=True,
                          input="".join(line + "\n" for line in lines))
    found = done.stdout.splitlines()
    return found if len(found) == len(lines) else found + [f"the driver ended with {done.returncode}"]


def differs(driver, scene, flaw):
    return compare.difference(scene, answers(driver, [scene.text()], flaw)[0])


def batch(task):
    """Histories of one batch, and the first scene of it that differs."""
    driver, seed, number, count, flaw = task
    source = random.Random(f"{seed}/{number}")
    made = [scenes.scene(source) for _ in range(count)]
    figures = {"histories": 0, "operations": 0, "resolved": 0, "ledger rows": 0, "doubts": 0}
    for scene, line in zip(made, answers(driver, [scene.text() for scene in made], flaw)):
        if compare.difference(scene, line):
            return figures, scene
        figures["histories"] += 1
        figures["operations"] += len(scene.steps)
        figures["resolved"] += sum(step.verb == "resolve" for step in scene.steps)
        figures["ledger rows"] += line.count("!")
        figures["doubts"] += f" {line}".replace("|", " ").count(" ?")
    return figures, None


def search(driver, seed, count, jobs, flaw=""):
    """Sums of the figures, and a small scene that differs or None."""
    tasks = [(driver, seed, n, min(BATCH, count - n * BATCH), flaw) for n in range(-(-count // BATCH))]
    totals = {}
    with multiprocessing.Pool(jobs) as pool:
        for figures, scene in pool.imap(batch, tasks):
            totals = {name: totals.get(name, 0) + value for name, value in figures.items()}
            if scene:
                pool.terminate()
                return totals, shrink.smallest(scene, lambda s: differs(driver, s, flaw))
    return totals, None


def report(driver, scene, flaw=""):
    place, what = differs(driver, scene, flaw)
    print(f"DIFFERENT after step {place} ({scene.steps[place].text()}): {what}")
    print(f"the case: {scene.text()}")
    print(f"the engine: {answers(driver, [scene.text()], flaw)[0]}")


def replay(driver, scene):
    if differs(driver, scene, ""):
        report(driver, scene)
        return 1
    print(f"no difference; the engine: {answers(driver, [scene.text()], '')[0]}")
    return 0


def trials(driver, seed):
    """The smallest case that each wrong engine gets wrong: by what, and that the engine as it is gets it right."""
    for flaw, finding in FLAWS.items():
        _, scene = search(driver, seed, 2000, 1, flaw)
        found = [differs(driver, scene, one) for one in (flaw, "")] if scene else None
        yield flaw, [finding, None], found and [one and one[1].split("\n")[0] for one in found]


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("driver")
    parser.add_argument("--seed", default="7")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--line")
    parser.add_argument("--control", action="store_true")
    arguments = parser.parse_args()
    if arguments.line:
        sys.exit(replay(arguments.driver, shrink.read_scene(arguments.line)))
    if arguments.control:
        sys.exit(control.judge(trials(arguments.driver, arguments.seed), "wrong engines"))
    totals, scene = search(arguments.driver, arguments.seed, arguments.count, arguments.jobs)
    print(f"seed {arguments.seed}: " + ", ".join(f"{value} {name}" for name, value in totals.items()))
    if scene:
        report(arguments.driver, scene)
        sys.exit(1)
    print(f"figure: oracle histories | {arguments.count} | seed {arguments.seed}, {totals['operations']} "
          f"operations, {totals['ledger rows']} ledger rows, {totals['doubts']} doubts, 0 differences")


if __name__ == "__main__":
    main()
