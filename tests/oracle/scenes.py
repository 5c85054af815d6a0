"""Random scenes: two small histories, priorities, and a chain of operations. Also their text for the driver.

Chooses days that make trouble: month ends, leap days, touching ends, equal periods, the first and last days
that a case may name. Knows nothing of what the operations mean.
"""
from typing import NamedTuple

from calendar_days import FACTS, ISO, MONTHS, MONTH_OF
from priority import Precedence, clause_text


class Given(NamedTuple):  # a period as a case states it
    id: str
    first: int
    last: int
    state: int
    kind: int  # -1: not stated
    rank: int
    certified: str

    def text(self):
        kind, rank = ("?" if value < 0 else str(value) for value in (self.kind, self.rank))
        return f"{self.id},{ISO[self.first]},{ISO[self.last]},{self.state},{kind},{rank},{self.certified}"


class Step(NamedTuple):
    verb: str
    inputs: tuple         # numbers of registers: 0 and 1 are the histories, 2 the first result ...
    more: tuple = ()      # days, a state, a precedence, a clause

    def text(self):
        shown = {"clip": ISO.get, "split": ISO.get, "those": clause_text}.get(self.verb, str)
        more = [shown(value) for value in self.more]
        return " ".join([self.verb, *(str(n) for n in self.inputs), *more])


class Scene(NamedTuple):
    a: tuple
    b: tuple
    precedences: tuple
    steps: tuple

    def text(self):
        head = ["A", *(p.text() for p in self.a), "B", *(p.text() for p in self.b)]
        return " ".join(head + [p.text() for p in self.precedences] + [f"; {s.text()}" for s in self.steps])


COMPARISONS = [("tk", "<", "ok"), ("tk", "=", "ok"), ("tr", "<", "or"), ("or", "<", "tr"), ("ts", "=", "#0"),
               ("os", "!", "#0"), ("ts", "!", "os"), ("tk", "=", "#0"), ("ok", "=", "#1"), ("tb", "<", "ob"),
               ("oe", "<", "te"), ("ts", "=", "#1"), ("ts", "<", "os"), ("ok", "!", "#0"), ("to", "!", "ts")]
USUAL = [(("tk", "<", "ok"),), (("ts", "=", "#0"), ("os", "!", "#0")), (("tr", "<", "or"),),
         (("tb", "<", "ob"),)]
VERBS = ["resolve"] * 8 + ["subtract", "intersect", "unite", "clip", "those", "split"] * 2 + ["merge"] * 2 + \
        ["attributed"]


def pool(random):
    """A few days from which a scene takes its ends; close together, so that periods overlap and touch."""
    kind = random.random()
    if kind < 0.04:
        start = FACTS.start
        days = [start, start + 1] + [start + random.randrange(60) for _ in range(6)]
    elif kind < 0.08:
        start = FACTS.stop - 1
        days = [start, start - 1] + [start - random.randrange(60) for _ in range(6)]
    elif kind < 0.55:
        start = random.choice(FACTS[200:-200])
        days = [start + random.randrange(45) for _ in range(8)]
    elif kind < 0.98:
        start = random.choice(FACTS[1600:-1600])
        width = random.choice([90, 366, 1100])
        days = [start + random.randrange(width) for _ in range(6)]
        month = MONTHS[MONTH_OF[start + random.randrange(width)]]
        days += [month[0], month[-1]]
    else:
        start = random.choice(FACTS[15000:-15000])
        days = [start + random.randrange(12000) for _ in range(6)]
    if random.random() < 0.25:  # towards the end of a February
        months = [m for m in MONTHS[MONTH_OF[min(days)]:MONTH_OF[max(days)] + 1] if len(m) < 30]
        days += [day for m in months[:2] for day in (m[-1], m[-1] + 1)]
    days += [day + 1 for day in days[:3]]
    return [min(max(day, FACTS.start), FACTS.stop - 1) for day in days]


def periods(random, days, prefix, most, unknown):
    result = []
    for number in range(random.randrange(most + 1)):
        if result and random.random() < 0.12:  # all but the id as before
            result.append(random.choice(result)._replace(id=prefix + str(number)))
            continue
        first, last = sorted((random.choice(days), random.choice(days)))
        if random.random() < 0.1:
            last = first
        result.append(Given(prefix + str(number), first, last, random.randrange(3), random.randrange(3),
                            random.randrange(3), random.choice(["12m", "3m", "-", "5d", "12m"])))
    for number in random.sample(range(len(result)), min(unknown, len(result))):
        result[number] = result[number]._replace(**{random.choice(["kind", "rank"]): -1})
    return tuple(result)


def precedence(random):
    clauses = [random.choice(USUAL) if random.random() < 0.6 else
               tuple(random.sample(COMPARISONS, random.choice([1, 1, 2])))
               for _ in range(random.choice([0, 1, 2, 2, 3]))]
    return Precedence(random.choice(["both", "conflict", "undefined"]), random.random() < 0.7, tuple(clauses))


def step(random, days, place, stated):
    def register():
        return random.choice([0, 1, *range(max(2, place - 3), place), place - 1 if place > 2 else 0])

    verb = random.choice(VERBS)
    if verb in ("subtract", "intersect", "unite"):
        return Step(verb, (register(), register()))
    if verb == "clip":
        return Step(verb, (register(),), (random.choice(days), random.choice(days)))
    if verb == "split":
        return Step(verb, (register(),), tuple(random.choice(days) for _ in range(random.choice([1, 1, 2]))))
    if verb == "resolve":
        return Step(verb, (register(),), (random.randrange(2),))
    if verb == "attributed":
        return Step(verb, (register(),), (random.randrange(3),))
    if verb == "those":
        fields = ["ts", "tk", "tr", "to"] if stated else ["ts", "to"]
        clause = ((random.choice(fields), random.choice("=!<"), "#" + str(random.randrange(3))),)
        return Step(verb, (register(),), (clause,))
    return Step(verb, (register(),))


def scene(random):
    days = pool(random)
    unknown = random.choice([0, 0, 0, 1, 2])
    a, b = periods(random, days, "p", 7, unknown), periods(random, days, "q", 4, unknown and 1)
    steps = [Step("show", (0,))]
    for place in range(3, 4 + random.randrange(5)):
        steps.append(step(random, days, place, not unknown))
    return Scene(a, b, (precedence(random), precedence(random)), tuple(steps))
