"""What the engine knows with attributes missing must be so whatever they turn out to be. Exit 1 if not.

usage: completions.py DRIVER [--seed N] [--count N]
       completions.py DRIVER --control   counts that a wrong engine knows too early must be found, and nothing else
Random scenes in which something is not stated, against the same scenes with every value filled in.
"""
import argparse
import itertools
import pathlib
import random
import sys

import compare
import oracle
import scenes
import shrink

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import control  # noqa: E402

VALUES = range(3)


def filled(scene):
    """The scene with every missing attribute stated, in every way."""
    missing = [(side, n, name) for side in ("a", "b") for n, p in enumerate(getattr(scene, side))
               for name in ("kind", "rank") if getattr(p, name) < 0]
    for values in itertools.product(VALUES, repeat=len(missing)):
        sides = {"a": list(scene.a), "b": list(scene.b)}
        for (side, n, name), value in zip(missing, values):
            sides[side][n] = sides[side][n]._replace(**{name: value})
        yield scene._replace(a=tuple(sides["a"]), b=tuple(sides["b"]))


def owned(history):
    """The days that surely belong to each id; what was joined belongs to several."""
    result = {}
    for p in history.pieces:
        for id_ in p.id.split("+"):
            result.setdefault((id_, p.state), set()).update(p.days)
    return result


def known_too_early(scene, lines):
    """What the first line knows and another one denies, or "". After a merge only counts are compared."""
    first, *others = [[compare.read_history(text) for text in line.split("|")] for line in lines]
    joined = False
    for place, (history, _, counts) in enumerate(first):
        joined = joined or scene.steps[place].verb == "merge"
        sure = {} if joined else owned(history)
        for other in others:
            differ = [a for a, b in zip(counts, other[place][2]) if a not in ("?", b)]
            theirs = owned(other[place][0])
            lost = any(days - theirs.get(who, set()) for who, days in sure.items())
            if differ or lost:
                what = "counts" if differ else "days"
                return f"{what} after step {place} ({scene.steps[place].text()}): {counts} {other[place][2]}"
    return ""


def examine(driver, scene, flaw):
    ways = [scene, *filled(scene)]
    return known_too_early(scene, oracle.answers(driver, [way.text() for way in ways], flaw))


def search(driver, seed, count, flaw=""):
    """Scenes with something missing, completions compared, and the first that fails made small."""
    source = random.Random(f"completions {seed}")
    tried = compared = 0
    while tried < count:
        made = [s for s in (scenes.scene(source) for _ in range(60))
                if any(min(p.kind, p.rank) < 0 for p in s.a + s.b)][:count - tried]
        ways = [[scene, *filled(scene)] for scene in made]
        lines = iter(oracle.answers(driver, [way.text() for some in ways for way in some], flaw))
        for scene, some in zip(made, ways):
            tried, compared = tried + 1, compared + len(some) - 1
            if known_too_early(scene, [next(lines) for _ in some]):
                return tried, compared, shrink.smallest(scene, lambda s: examine(driver, s, flaw))
    return tried, compared, None


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("driver")
    parser.add_argument("--seed", default="7")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--control", action="store_true")
    arguments = parser.parse_args()
    if arguments.control:
        _, _, scene = search(arguments.driver, arguments.seed, 500, "doubt_counts")
        found = scene and [examine(arguments.driver, scene, flaw).split(" ")[0] for flaw in ("doubt_counts", "")]
        sys.exit(control.judge([("doubt_counts", ["counts", ""], found)], "wrong engines"))
    tried, compared, scene = search(arguments.driver, arguments.seed, arguments.count)
    if scene:
        print(f"KNOWN TOO EARLY {examine(arguments.driver, scene, '')}\nthe case: {scene.text()}")
        for way in (scene, *filled(scene)):
            print(f"  {way.text()}\n    {oracle.answers(arguments.driver, [way.text()], '')[0]}")
        sys.exit(1)
    print(f"figure: oracle completions | {compared} | of {tried} histories with attributes missing, "
          f"seed {arguments.seed}: nothing known too early")


if __name__ == "__main__":
    main()
