"""Overlap resolution from its definition: on every stretch of days, who falls and who stands.
Knows verdicts between two periods; how they came about is the document's (see choice.py)."""
from histories import cut, doubtful, made, may_share_days
from values import Absent, Doubt, Refused, union


class Contender:
    """Periods that are alike in all but the id and fare alike, or one candidate of a doubt."""

    def __init__(self, members, begin, end, doubt=None):
        self.members, self.begin, self.end, self.doubt = tuple(members), begin, end, doubt
        self.over_tail = None  # (the tail of the same group, clause)
        self.unsettled = None

    def first(self):
        return self.members[0]


def contenders(history, verdict):
    groups = {}
    for period in history.periods:
        groups.setdefault(period._replace(id=""), []).append(period)
    result = []
    for members in groups.values():
        members.sort(key=lambda p: p.id)
        begin, end = members[0].begin, members[0].end
        whole = Contender(members, begin, end)
        if len(members) > 1:
            kind, clause, why = verdict(members[0], members[1])
            if kind in ("first", "second"):
                heads = members[:1] if kind == "first" else members[-1:]
                tails = members[1:] if kind == "first" else members[:-1]
                head, tail = Contender(heads, begin, end), Contender(tails, begin, end)
                head.over_tail = (tail, clause)
                result += [head, tail]
                continue
            if kind == "absent":
                whole.unsettled = why
        result.append(whole)
    for doubt in history.doubts:
        if not doubt.candidates:
            result.append(Contender((), doubt.begin, doubt.end, doubt))
        result += [Contender((c,), doubt.begin, doubt.end, doubt) for c in doubt.candidates]
    return result


class Stretch:
    """Who stands over whom among those that share some days, and what becomes of each."""

    def __init__(self, present, verdict, otherwise, open_reason):
        self.present, self.otherwise, self.open_reason = present, otherwise, open_reason
        self.over = {c: [] for c in present}        # (who stands over it, clause)
        self.open = {c: [] for c in present}        # (with whom, why)
        for n, a in enumerate(present):
            for b in present[n + 1:]:
                self.relate(a, b, verdict)
        self.owners, self.fallen, self.doubt = [], [], None

    def relate(self, a, b, verdict):
        if not a.members or not b.members or (a.doubt is not None and a.doubt is b.doubt):
            return
        for head, tail in ((a, b), (b, a)):
            if head.over_tail and head.over_tail[0] is tail:
                self.over[tail].append((head, head.over_tail[1]))
                return
        kind, clause, why = verdict(a.first(), b.first())
        if kind == "first":
            self.over[b].append((a, clause))
        elif kind == "second":
            self.over[a].append((b, clause))
        elif kind == "absent":
            self.open[a].append((b, why))
            self.open[b].append((a, why))

    def sure(self, c):
        return c.doubt is None

    def falls_to_doubt(self, c):
        """Whichever candidate of a doubt that is surely there turns out: all of them stand over it."""
        for doubt in {id(o.doubt): o.doubt for o, _ in self.over[c] if o.doubt is not None}.values():
            agreeing = sum(o.doubt is doubt for o, _ in self.over[c])
            if not doubt.may_be_absent and agreeing == len(doubt.candidates):
                return True
        return False

    def settle(self):
        present = self.present
        any_sure = any(map(self.sure, present))
        any_doubt = not all(map(self.sure, present))
        sure_doubt = any(not self.sure(c) and not c.doubt.may_be_absent for c in present)
        if len(present) == 1 and any_sure and not present[0].unsettled and \
                (len(present[0].members) == 1 or self.otherwise == "both"):
            self.owners = list(present)
            return
        standing = [c for c in present if not any(self.sure(o) for o, _ in self.over[c])
                    and not (sure_doubt and self.falls_to_doubt(c))]
        reasons, certain, unclear, pairs = [], [], [], 0
        for place, c in enumerate(present):
            if c not in standing:
                continue
            own = [c.unsettled] if c.unsettled else []
            own += [c.doubt.why] if not self.sure(c) else []
            for other, why in self.open[c]:
                own.append(why)
                own += [other.doubt.why] if not self.sure(other) else []
                pairs += other not in standing or present.index(other) > place
            for other, _ in self.over[c]:
                if not self.sure(other):
                    own.append(other.doubt.why)
                    pairs += 1
            (unclear if own else certain).append(c)
            reasons += own
        if any(not c.members for c in present):
            reasons += [c.doubt.why for c in present if not self.sure(c)]
            self.doubt = ((), not any_sure and not sure_doubt, union(reasons))
        elif not standing:
            self.doubt = (present, False, Absent((), ["conflict"]))
        elif unclear:
            self.settle_unclear(standing, certain, unclear, reasons, pairs, any_sure, any_doubt, sure_doubt)
        else:
            self.fallen = [c for c in present if c not in standing and self.sure(c)]
            if self.otherwise == "both" or sum(len(c.members) for c in standing) == 1:
                self.owners = standing
            else:
                self.doubt = (standing, False, self.open_reason)

    def settle_unclear(self, standing, certain, unclear, reasons, pairs, any_sure, any_doubt, sure_doubt):
        circle = not certain and len(self.present) >= 3 and \
            (pairs > 0 if any_doubt else pairs >= len(unclear))
        if circle:
            self.doubt = (self.present, False, union(reasons))
            return
        self.fallen = [c for c in self.present if c not in standing and self.sure(c)]
        if self.otherwise == "both" and certain:
            self.owners = certain
            self.doubt = (unclear, any_doubt or pairs >= len(unclear), union(reasons))
            return
        why = union(reasons)
        if self.otherwise != "both" and sum(len(c.members) for c in certain) > 1:
            why = Absent(why.reasons | self.open_reason.reasons, self.open_reason.arising)
        self.doubt = (standing, not any_sure and not sure_doubt, why)


def resolve(history, verdict, otherwise, open_reason, ledger, apart):
    """The history with one owner a day. The ledger must tell of the displaced days, no more and no fewer.
    Undated periods take no part: presumed to be apart, or in doubt where they may share days."""
    loose = [] if apart else [p for p in history.undated if may_share_days(history, p)]
    undated = [p._replace(dating="apart") if apart else p for p in history.undated if p not in loose]
    aside = [d for d in history.doubts if apart and d.candidates and all(c.dating != "dated" for c in d.candidates)]
    history = made(history.periods, [*(d for d in history.doubts if d not in aside), *map(doubtful, loose)])
    everyone = contenders(history, verdict)
    bounds = sorted({x for c in everyone for x in (c.begin, c.end)})
    owned, displaced, doubts = {}, {}, []
    current = None  # [candidates, may_be_absent, why, begin, end]
    for begin, end in zip(bounds, bounds[1:]):
        present = [c for c in everyone if c.begin <= begin and end <= c.end]
        stretch = Stretch(present, verdict, otherwise, open_reason)
        if present:
            stretch.settle()
        for c in stretch.owners:
            runs = owned.setdefault(c, [])
            if runs and runs[-1][1] == begin:
                runs[-1][1] = end
            else:
                runs.append([begin, end])
        for c in stretch.fallen:
            displaced.setdefault(c, []).append((begin, end, stretch.over[c]))
        now = stretch.doubt
        if now and current and current[4] == begin and [list(now[0]), now[1], now[2]] == current[:3]:
            current[4] = end
            continue
        if current:
            doubts.append(current)
        current = [list(now[0]), now[1], now[2], begin, end] if now else None
    if current:
        doubts.append(current)
    told(ledger, displaced)
    periods = [cut(p, b, e) for c, runs in owned.items() for b, e in runs for p in c.members]
    open_days = [Doubt(b, e, tuple(cut(p, b, e) for c in candidates for p in c.members), maybe, why)
                 for candidates, maybe, why, b, e in doubts]
    open_days += [d._replace(candidates=tuple(c._replace(dating="apart") for c in d.candidates)) for d in aside]
    return made(periods + undated, open_days)


def told(ledger, displaced):
    """Every displaced day stands in the ledger under one that stood over it by the clause named."""
    open_days = {}
    for c, stretches in displaced.items():
        for member in c.members:
            for begin, end, over in stretches:
                open_days.setdefault((member.id, member.state), []).append([begin, end, over])
    for row in ledger:
        begin, end = row["from"], row["to"] + 1
        covered = 0
        for stretch in open_days.get((row["displaced"]["id"], row["displaced"]["state"]), []):
            if stretch[0] < begin or stretch[1] > end or stretch[2] is None:
                continue
            if not any(clause == row.get("clause") and o.first().state == row["displaced_by"]["state"] and
                       row["displaced_by"]["id"] in [m.id for m in o.members] for o, clause in stretch[2]):
                raise Refused(f"no clause puts {row['displaced_by']['id']} over {row['displaced']['id']} "
                              "as the ledger says")
            covered += stretch[1] - stretch[0]
            stretch[2] = None
        if covered != end - begin:
            raise Refused(f"the ledger row of {row['displaced']['id']} tells of {end - begin} days; "
                          f"{covered} were displaced")
    if any(over is not None for stretches in open_days.values() for _, _, over in stretches):
        raise Refused("days were displaced of which the ledger does not tell")
