"""`resolve` day by day: what each day comes to, and whether an answer says so.

Knows the sets of days and the outcome of one day; nothing of stretches, order of events or speed.
"""
import priority
from histories import Doubt, History, order, rank


class Days:
    """The days of a history in groups that have the same contenders, with the outcome of each group."""

    def __init__(self, h, precedence):
        self.pieces = sorted(h.pieces, key=rank)
        self.doubts = h.doubts
        self.contenders = list(self.pieces)
        self.alternatives = []
        for d in h.doubts:
            self.alternatives.append(range(len(self.contenders), len(self.contenders) + len(d.candidates)))
            self.contenders += d.candidates
        self.precedence = precedence
        alike = {p._replace(id=""): n for n, p in enumerate(self.pieces)}
        self.kind_of = [alike[p._replace(id="")] for p in self.pieces]
        self.kind_of += range(len(self.pieces), len(self.contenders))
        self.table = {}
        present = {}
        for number, source in enumerate([*self.pieces, *self.doubts]):
            for day in source.days:
                present[day] = present.get(day, 0) | 1 << number
        groups = {}
        for day, mask in present.items():
            groups.setdefault(mask, []).append(day)
        self.groups = [(frozenset(days), self.outcome(mask)) for mask, days in groups.items()]

    def outcome(self, mask):
        here = [n for n in range(len(self.pieces) + len(self.doubts)) if mask >> n & 1]
        definite = [n for n in here if n < len(self.pieces)]
        doubts = [n - len(self.pieces) for n in here if n >= len(self.pieces)]
        everyone = [[n] for n in definite] + [list(self.alternatives[d]) for d in doubts]
        for place, some in enumerate(everyone):
            for others in everyone[place + 1:]:
                for a in some:
                    for b in others:
                        self.ask(a, b)
        return priority.day(definite, [(self.alternatives[d], self.doubts[d].may_be_absent) for d in doubts],
                            self.table, self.kind_of, self.precedence.otherwise,
                            frozenset().union(*(self.doubts[d].why for d in doubts)))

    def ask(self, a, b):
        if (a, b) not in self.table:
            self.table[a, b] = priority.verdict(self.precedence, self.contenders[a], self.contenders[b])

    def settled_by_all(self):
        """No doubt came in, and no verdict was absent: then the answer must be this one, to the letter."""
        return not self.doubts and all(kind != priority.ABSENT for kind, _ in self.table.values())


def owned(days, outcomes):
    """The pieces that are left, of definite ones only."""
    left = {}
    for group, outcome in outcomes:
        for owner in outcome.owners:
            left.setdefault(owner, set()).update(group)
    return [part for owner, group in left.items() for part in days.contenders[owner].on(frozenset(group))]


def rows(days):
    """The ledger: (first, last, clause, displaced, displaced by)."""
    groups = {}
    for group, outcome in days.groups:
        for loser, over in outcome.displaced.items():
            survivor = [one for one in over if one[0] in outcome.possible]
            winner, clause = (survivor or over)[0]
            groups.setdefault((loser, winner, clause), set()).update(group)
    result = []
    for (loser, winner, clause), group in groups.items():
        for part in days.contenders[loser].on(frozenset(group)):
            result.append((part.first, part.last, clause, part, days.contenders[winner]))
    return sorted(result, key=row_key)


def row_key(row):
    return row_order(row), row[1:3], rank(row[3]), rank(row[4])


def row_order(row):
    return row[0], row[3].state, row[3].id


def difference(h, precedence, answer, ledger):
    """What is wrong with an answer, or "". With doubts it may know less than can be known, never more."""
    days = Days(h, precedence)
    wrong = wrong_owners(days, answer) or wrong_doubts(days, answer)
    if wrong:
        return wrong
    if days.settled_by_all():
        expected = rows(days)
        in_order = list(map(row_order, expected)) == list(map(row_order, ledger))
        return "" if in_order and sorted(map(row_key, expected)) == sorted(map(row_key, ledger)) else \
            f"ledger of {len(ledger)} rows for {len(expected)}\n  expected {show_rows(expected)}\n" \
            f"  answered {show_rows(ledger)}"
    return wrong_rows(days, answer, ledger)


def wrong_owners(days, answer):
    if not days.doubts:
        expected = sorted(owned(days, days.groups), key=order)
        return "" if expected == list(answer.pieces) else \
            f"owners\n  expected {show(expected)}\n  answered {show(answer.pieces)}"
    expected, answered = {}, {}
    for group, outcome in days.groups:
        for owner in outcome.owners:
            expected.setdefault(days.contenders[owner].record(), set()).update(group)
    for p in answer.pieces:
        answered.setdefault(p.record(), set()).update(p.days)
    return "" if expected == answered else f"owners\n  expected {expected}\n  answered {answered}"


def wrong_doubts(days, answer):
    for group, outcome in days.groups:
        here = [d for d in answer.doubts if not d.days.isdisjoint(group)]
        if sum(len(d.days & group) for d in here) != (len(group) if outcome.candidates else 0):
            return f"a doubt on each day that has one, on {min(group)} {outcome}"
        must = {days.contenders[c].record() for c in outcome.candidates}
        for d in here:
            said = {c.record() for c in d.candidates}
            if not must <= said or (said != must and days.settled_by_all()):
                return f"candidates on {min(group)}\n  expected {must}\n  answered {said}"
            if outcome.may_be_absent and not d.may_be_absent:
                return f"on {min(group)} the candidates may all be gone, and the answer does not say so"
            if d.may_be_absent and not outcome.may_be_absent and not days.doubts and not outcome.owners:
                return f"on {min(group)} one of the candidates is there, and the answer does not say so"
            reasons = {outcome.sole_reason} if outcome.sole_reason else outcome.why
            if not d.why or not d.why <= reasons:
                return f"reasons on {min(group)}\n  among {reasons}\n  answered {d.why}"
    return ""


def wrong_rows(days, answer, ledger):
    """Each day every definite period is owner, candidate or displaced, and displaced only where it falls."""
    for group, outcome in days.groups:
        fallen = {}
        for _, _, clause, loser, winner in ledger:
            here = group & loser.days
            if not here:
                continue
            numbers = [n for n in outcome.displaced if days.contenders[n].record() == loser.record()]
            if not numbers:
                return f"a row for {show([loser])} that may own {min(here)}"
            if not any(days.contenders[one].record() == winner.record() and by == clause
                       for n in numbers for one, by in outcome.displaced[n]):
                return f"nobody like {show([winner])} stands over {show([loser])} under {clause}"
            fallen.setdefault(loser.record(), set()).update(here)
        candidates = {c.record() for d in answer.doubts if not d.days.isdisjoint(group) for c in d.candidates}
        possible = {days.contenders[c].record() for c in outcome.possible}
        for n in outcome.displaced:
            record = days.contenders[n].record()
            if record in possible:  # another piece of it stays
                continue
            if fallen.get(record, set()) != (set() if record in candidates else group):
                return f"{record} is neither candidate nor displaced, or both, on {min(group)}"
    return ""


def show(pieces):
    return [(p.first, p.last, *p.record(), p.whole) for p in pieces]


def show_rows(ledger):
    return [(*row[:3], *show(row[3:])) for row in ledger]


def result(h, precedence):
    """The history itself, where no doubt came in, and whether every verdict was known; with the ledger."""
    days = Days(h, precedence)
    doubts = [Doubt(group, tuple(days.contenders[c] for c in sorted(outcome.candidates)),
                    outcome.may_be_absent, outcome.why)
              for group, outcome in days.groups if outcome.candidates]
    pieces = sorted(owned(days, days.groups), key=order)
    return History(tuple(pieces), tuple(doubts)), days.settled_by_all(), rows(days)
