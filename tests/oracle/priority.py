"""Who stands over whom, and who is left on one day, by trying every way in which it may turn out.

Knows one day at a time: contenders and the verdicts between them. Knows no dates and no history.
"""
import itertools
from typing import NamedTuple

FIRST, SECOND, OPEN, ABSENT = "first", "second", "open", "absent"
OPEN_REASON = {"undefined": "6:open", "conflict": "4:", "both": None}
CONFLICT = "4:"


class Precedence(NamedTuple):
    otherwise: str  # both, conflict, undefined
    ordered: bool
    clauses: tuple  # of clauses: tuples of comparisons (left, sign, right)

    def text(self):
        clauses = " ".join(clause_text(clause) for clause in self.clauses)
        return f"P {self.otherwise} {'ordered' if self.ordered else 'free'} {clauses}".rstrip()


def clause_text(clause):
    return "&".join(left + sign + right for left, sign, right in clause)


def holds(clause, this, other):
    """True, False, or the set of missing attributes on which it hangs."""
    missing = set()
    for left, sign, right in clause:
        sides = []
        for operand in (left, right):
            if operand[0] == "#":
                sides.append(int(operand[1:]))
                continue
            period = this if operand[0] == "t" else other
            value = period.field(operand[1])
            if isinstance(value, str):  # "?" and the period that does not state it
                missing.add("0:" + value[1:] + (".kind" if operand[1] == "k" else ".rank"))
            sides.append(value)
        if any(isinstance(side, str) for side in sides):
            continue
        if not {"=": sides[0] == sides[1], "!": sides[0] != sides[1], "<": sides[0] < sides[1]}[sign]:
            return False
    return missing or True


def verdict(precedence, a, b):
    """(FIRST | SECOND | OPEN, clause) or (ABSENT, reasons). In order: the first that decides ends it."""
    reasons, winners, decisive = set(), set(), None
    for number, clause in enumerate(precedence.clauses):
        for way, this, other in ((FIRST, a, b), (SECOND, b, a)):
            answer = holds(clause, this, other)
            if isinstance(answer, set):
                reasons |= answer
            elif answer:
                winners.add(way)
                decisive = number if decisive is None else decisive
        if winners and precedence.ordered:
            break
    if len(winners) == 2:
        reasons.add(CONFLICT)
    if reasons:
        return ABSENT, frozenset(reasons)
    return (winners.pop(), decisive) if winners else (OPEN, None)


class Outcome(NamedTuple):
    """What one day comes to. Contenders are numbers."""
    owners: frozenset       # surely there
    possible: frozenset     # may own the day in some way it turns out
    candidates: frozenset   # those possible that are no owners
    may_be_absent: bool     # none of the candidates may be left
    why: frozenset          # reasons among which those of the doubt must be
    sole_reason: str        # the only reason there can be, or ""
    displaced: dict         # who surely falls: those that stand over it, with the clause


def can_all_fall(kinds, pairs):
    """Whether all of these kinds may fall, however the absent pairs turn out: each fells at most one kind."""
    if not kinds:
        return True
    first, rest = kinds[0], kinds[1:]
    return any(can_all_fall(rest, pairs - {pair}) for pair in pairs if first in pair)


class Way:
    """One set of contenders: who is left for certain, who may be left.

    Those of one kind, equal in all but the id, fare alike against others; one of them at least is left."""

    def __init__(self, present, table, kind_of, otherwise):
        self.kind_of = kind_of
        self.pairs = set()
        fallen, unsettled = set(), set()
        for a, b in itertools.combinations(sorted(present), 2):
            verdict_kind = table[a, b][0]
            if verdict_kind == ABSENT:
                unsettled |= {a, b}
                if kind_of[a] != kind_of[b]:
                    self.pairs.add(frozenset((kind_of[a], kind_of[b])))
            elif verdict_kind != OPEN:
                fallen.add(b if verdict_kind == FIRST else a)
        self.left = frozenset(present) - fallen
        self.owners = self.left - unsettled if otherwise == "both" or len(self.left) == 1 else frozenset()
        if self.can_lose(self.left):
            self.owners, self.left = frozenset(), frozenset(present)

    def can_lose(self, some):
        return can_all_fall(sorted({self.kind_of[c] for c in some}), frozenset(self.pairs))


def day(definite, doubts, table, kind_of, otherwise, doubt_reasons):
    """definite: surely there; doubts: (alternatives, may_be_absent) of each; table: verdicts of pairs."""
    choices = [sorted(alternatives) + ([None] if maybe else []) for alternatives, maybe in doubts]
    ways = [frozenset(definite) | {c for c in choice if c is not None}
            for choice in itertools.product(*choices)]
    found = [Way(present, table, kind_of, otherwise) for present in ways if present]
    nobody = any(not present for present in ways)
    owners = frozenset() if nobody else frozenset.intersection(*(way.owners for way in found))
    owners &= frozenset(definite)  # of who comes from a doubt, something stays in doubt
    possible = frozenset().union(*(way.left for way in found))
    if otherwise != "both" and len(possible) > 1:
        owners = frozenset()
    candidates = possible - owners
    maybe = nobody or (bool(owners) and any(way.can_lose(way.left & candidates) for way in found))
    everyone = frozenset().union(*ways)
    why = set(doubt_reasons) | {CONFLICT, OPEN_REASON[otherwise]} - {None}
    verdicts = [table[pair] for pair in itertools.combinations(sorted(everyone), 2) if pair in table]
    why = why.union(*(detail for kind, detail in verdicts if kind == ABSENT))
    sole = ""
    if not doubts and all(kind != ABSENT for kind, _ in verdicts):
        sole = CONFLICT if possible == everyone and fallen_all(everyone, table) else OPEN_REASON[otherwise]
    displaced = {c: over(c, everyone, table) for c in definite if c not in possible}
    return Outcome(owners, possible, candidates, bool(candidates) and maybe, frozenset(why), sole, displaced)


def over(contender, present, table):
    """Those that stand over it, with the clause."""
    result = []
    for other in sorted(present - {contender}):
        pair = (min(contender, other), max(contender, other))
        kind, clause = table.get(pair, (OPEN, None))
        if kind == (FIRST if other == pair[0] else SECOND):
            result.append((other, clause))
    return result


def fallen_all(present, table):
    return all(over(c, present, table) for c in present)
