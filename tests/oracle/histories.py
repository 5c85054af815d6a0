"""Histories as sets of days: every operation of the period algebra, spelled in the plainest way.

A piece is an unbroken set of days of one certified period. Independent of the engine: written from the
specification (docs/reference/functions.md, docs/reference/precedence.md), not from its code.
"""
from fractions import Fraction
from typing import NamedTuple

from calendar_days import MONTH_OF, MONTHS, YEAR_OF, plus_months


class Piece(NamedTuple):
    days: frozenset
    id: str
    state: int
    original: int
    kind: object       # a number, or "?" and the id of the period that does not state it
    rank: object
    certified: str     # "12m", "5d", "-"
    whole: bool
    first: int
    last: int

    def field(self, name):
        return {"s": self.state, "o": self.original, "k": self.kind, "r": self.rank, "b": self.first,
                "e": self.last}[name]

    def nature(self):
        return self.state, self.original, self.kind, self.rank

    def missing(self):
        return frozenset(f"0:{value[1:]}.{name}" for name, value in (("kind", self.kind), ("rank", self.rank))
                         if isinstance(value, str))

    def record(self):
        """What a piece says whatever its days are."""
        return self.id, self.state, self.original, self.kind, self.rank, self.certified

    def on(self, days):
        """The pieces that are left of it on these days."""
        return [self._replace(days=run, first=min(run), last=max(run), whole=self.whole and run == self.days)
                for run in runs(self.days & days)]


class Doubt(NamedTuple):
    days: frozenset
    candidates: tuple  # pieces
    may_be_absent: bool
    why: frozenset

    def sign(self):
        return frozenset(c.record() for c in self.candidates), self.may_be_absent, self.why


class History(NamedTuple):
    pieces: tuple
    doubts: tuple = ()


def piece(id_, days, state, kind, rank, certified):
    return Piece(frozenset(days), id_, state, state, kind, rank, certified, True, min(days), max(days))


def runs(days):
    """The unbroken runs of a set of days."""
    result = []
    for start in sorted(day for day in days if day - 1 not in days):
        stop = start
        while stop in days:
            stop += 1
        result.append(frozenset(range(start, stop)))
    return result


def order(p, id_first=True):
    """The canonical order. An attribute that nobody stated comes before those that are stated.

    The ledger looks for who displaced in the same order, but the id, which means nothing, comes last."""
    values = tuple((0, value) if isinstance(value, str) else (1, value) for value in (p.kind, p.rank))
    rest = "-dm".find(p.certified[-1]), int(p.certified[:-1] or 0), p.whole, p.original
    return p.first, p.last, p.state, values, *((p.id, *rest) if id_first else (*rest, p.id))


def rank(p):
    return order(p, id_first=False)


# ---------------------------------------------------------------- the algebra

def all_days(pieces):
    return frozenset().union(*(p.days for p in pieces))


def sure_days(h):
    """Days that are there whoever owns them."""
    return all_days(h.pieces).union(*(d.days for d in h.doubts if not d.may_be_absent))


def doubtful_days(h):
    return frozenset().union(*(d.days for d in h.doubts if d.may_be_absent)) - sure_days(h)


def cut_doubt(d, days, **changes):
    left = d.days & days
    return [d._replace(days=left, **changes)] if left else []


def kept(h, days):
    return History(tuple(part for p in h.pieces for part in p.on(days)),
                   tuple(part for d in h.doubts for part in cut_doubt(d, days)))


def clip(h, first, last):
    return kept(h, frozenset(range(first, last + 1)))


def unite(a, b):
    return History(a.pieces + b.pieces, a.doubts + b.doubts)


def reasons_by_days(h, days):
    """The days in groups that share the same doubts, with the reasons of these."""
    groups = {}
    for day in days:
        why = frozenset().union(*(d.why for d in h.doubts if d.may_be_absent and day in d.days))
        groups.setdefault(why, set()).add(day)
    return [(why, frozenset(group)) for why, group in groups.items()]


def with_doubtful(a, sure, perhaps):
    """`a` on the days `sure`; on each group of `perhaps` it may be there or not."""
    result = kept(a, sure)
    pieces, doubts = list(result.pieces), list(result.doubts)
    for why, days in perhaps:
        for p in a.pieces:
            doubts += [Doubt(part.days, (part,), True, why) for part in p.on(days)]
        for d in a.doubts:
            doubts += cut_doubt(d, days, may_be_absent=True, why=d.why | why)
    return History(tuple(pieces), tuple(doubts))


def subtract(a, b):
    taken, perhaps = sure_days(b), doubtful_days(b)
    everything = sure_days(a) | doubtful_days(a)
    return with_doubtful(a, everything - taken - perhaps, reasons_by_days(b, perhaps))


def intersect(a, b):
    return with_doubtful(a, sure_days(b), reasons_by_days(b, doubtful_days(b)))


def split(h, at):
    everything = sure_days(h) | doubtful_days(h)
    parts = [frozenset(day for day in everything if lower <= day < upper)
             for lower, upper in zip([float("-inf"), *sorted(at)], [*sorted(at), float("inf")])]
    cut = [kept(h, part) for part in parts]
    return History(tuple(p for h in cut for p in h.pieces), tuple(d for h in cut for d in h.doubts))


def attributed(h, state):
    return History(tuple(p._replace(state=state) for p in h.pieces),
                   tuple(d._replace(candidates=tuple(c._replace(state=state) for c in d.candidates))
                         for d in h.doubts))


def those(h, keep):
    doubts = []
    for d in h.doubts:
        candidates = tuple(c for c in d.candidates if keep(c))
        if candidates:
            some = len(candidates) < len(d.candidates)
            doubts.append(d._replace(candidates=candidates, may_be_absent=d.may_be_absent or some))
    return History(tuple(p for p in h.pieces if keep(p)), tuple(doubts))


def merge(h):
    found = []
    for nature in {p.nature() for p in h.pieces}:
        alike = sorted((p for p in h.pieces if p.nature() == nature), key=order)
        for run in runs(all_days(alike)):
            found.append(joined([p for p in alike if p.days <= run], run))
    pieces, doubts = [], list(h.doubts)
    for group in that_may_be_one(found):
        if len(group) > 1 and any(p.missing() for p in group):
            why = frozenset().union(*(p.missing() for p in group))
            for day in all_days(group):
                doubts.append(Doubt(frozenset([day]), tuple(p for p in group if day in p.days), False, why))
        else:
            pieces += group
    return History(tuple(pieces), tuple(doubts))


def that_may_be_one(pieces):
    """Pieces in unbroken runs, of one state and alike in every attribute that all pieces state."""
    stated = [name for name in ("kind", "rank") if not any(isinstance(getattr(p, name), str) for p in pieces)]
    groups = {}
    for p in pieces:
        groups.setdefault((p.state, p.original, *(getattr(p, name) for name in stated)), []).append(p)
    return [[p for p in group if p.days <= run] for group in groups.values() for run in runs(all_days(group))]


def joined(members, run):
    if len(members) == 1:
        return members[0]
    ids = list(dict.fromkeys(part for p in members for part in p.id.split("+")))
    different = list({p._replace(id=""): p for p in members}.values())
    if len(different) == 1:
        return members[0]._replace(id="+".join(ids))
    overlap = sum(len(p.days) for p in different) != len(run)
    units = {p.certified[-1] for p in different}
    certified = "-"
    if not overlap and all(p.whole for p in members) and len(units) == 1 and "-" not in units:
        certified = str(sum(int(p.certified[:-1]) for p in different)) + units.pop()
    return members[0]._replace(days=run, id="+".join(ids), certified=certified, first=min(run), last=max(run),
                               whole=certified != "-")


# ---------------------------------------------------------------- counting

def months_by_date(days, missing):
    """Day by day as the mode says; "refuse" has no answer where the two others differ in the month that is reached."""
    months = thirtieths = 0
    for run in runs(days):
        first, after = min(run), max(run) + 1
        completed = 0
        while plus_months(first, completed + 1, "forward" if missing == "forward" else "back") <= after:
            completed += 1
        back, forward = (plus_months(first, completed, mode) for mode in ("back", "forward"))
        if missing == "refuse" and back != forward:
            return "?"
        months += completed
        thirtieths += after - (forward if missing == "forward" else back)
    return Fraction(30 * months + thirtieths, 30)


def whole_months(days):
    return [month for month in {MONTH_OF[day] for day in days} if days.issuperset(MONTHS[month])]


def certified_months(h):
    if h.doubts or any(not p.whole or p.certified[-1] != "m" for p in h.pieces):
        return "?"
    return sum(int(p.certified[:-1]) for p in set(h.pieces))


def certain_counts(days):
    months, years = {MONTH_OF[d] for d in days}, {YEAR_OF[d] for d in days}
    return [len(days), len(months), len(whole_months(days)), len(years)]


def counts(h):
    """days, touched months, complete months, touched years, months by date in each mode, certified months; "?": open."""
    sure, perhaps = sure_days(h), doubtful_days(h)
    least = certain_counts(sure)
    most = certain_counts(sure | perhaps) if perhaps else least
    known = [a if a == b else "?" for a, b in zip(least, most)]
    by_date = ["?" if perhaps else months_by_date(sure, mode) for mode in ("back", "forward", "refuse")]
    return [str(count) for count in [*known, *by_date, certified_months(h)]]
