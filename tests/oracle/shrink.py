"""Makes a scene that shows a difference smaller, and reads a scene back from its line.

Knows what a scene is made of, not what it means: a part is dropped when the difference stays without it.
"""
from calendar_days import NUMBER
from priority import Precedence
from scenes import Given, Scene, Step


def without_step(scene, place):
    """Drops a step; who used its result uses its input."""
    gone, instead = place + 2, scene.steps[place].inputs[0]
    moved = [step._replace(inputs=tuple(instead if n == gone else n - (n > gone) for n in step.inputs))
             for step in scene.steps]
    return scene._replace(steps=tuple(moved[:place] + moved[place + 1:]))


def smaller(scene):
    """Scenes with less in them, the bravest first."""
    for place in range(len(scene.steps)):
        if len(scene.steps) > 1:
            yield without_step(scene, place)
    for side in ("a", "b"):
        periods = getattr(scene, side)
        for n in range(len(periods)):
            yield scene._replace(**{side: periods[:n] + periods[n + 1:]})
        for n, p in enumerate(periods):
            middle = (p.first + p.last) // 2
            easier = [p._replace(last=middle), p._replace(first=middle), p._replace(last=p.last - 1),
                      p._replace(first=p.first + 1), p._replace(certified="-"), p._replace(state=0),
                      p._replace(kind=0), p._replace(rank=0)]
            for other in easier:
                if other != p and other.first <= other.last:
                    yield scene._replace(**{side: periods[:n] + (other,) + periods[n + 1:]})
    for n, precedence in enumerate(scene.precedences):
        for c in range(len(precedence.clauses)):
            fewer = precedence._replace(clauses=precedence.clauses[:c] + precedence.clauses[c + 1:])
            yield scene._replace(precedences=scene.precedences[:n] + (fewer,) + scene.precedences[n + 1:])


def smallest(scene, differs):
    found = True
    while found:
        found = next((other for other in smaller(scene) if differs(other)), None)
        scene = found or scene
    return scene


# ---------------------------------------------------------------- a line back into a scene

def read_period(text):
    id_, first, last, state, kind, rank, certified = text.split(",")
    kind, rank = (-1 if value == "?" else int(value) for value in (kind, rank))
    return Given(id_, NUMBER[first], NUMBER[last], int(state), kind, rank, certified)


def read_clause(text):
    result = []
    for part in text.split("&"):
        at = next(i for i, sign in enumerate(part) if sign in "=!<")
        result.append((part[:at], part[at], part[at + 1:]))
    return tuple(result)


def read_step(words):
    verb, *rest = words
    if verb in ("clip", "split"):
        return Step(verb, (int(rest[0]),), tuple(NUMBER[day] for day in rest[1:]))
    if verb == "those":
        return Step(verb, (int(rest[0]),), (read_clause(rest[1]),))
    if verb in ("resolve", "attributed"):
        return Step(verb, (int(rest[0]),), (int(rest[1]),))
    return Step(verb, tuple(int(n) for n in rest))


def read_scene(line):
    head, *steps = line.split(";")
    parts, part = {"A": [], "B": [], "P": []}, "A"
    for word in head.split():
        if word in parts:
            part = word
            if word == "P":
                parts["P"].append([])
        elif part == "P":
            parts["P"][-1].append(word)
        else:
            parts[part].append(read_period(word))
    precedences = [Precedence(p[0], p[1] == "ordered", tuple(map(read_clause, p[2:]))) for p in parts["P"]]
    return Scene(tuple(parts["A"]), tuple(parts["B"]), tuple(precedences),
                 tuple(read_step(step.split()) for step in steps))
