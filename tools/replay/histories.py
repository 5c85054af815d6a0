"""Histories: cutting, joining, and counting their days, months and years, from their definitions.
Knows periods and doubts; knows no document and no precedence."""
from datetime import date
from fractions import Fraction

from values import Absent, Day, Doubt, History, Period, union

BACK, FORWARD, REFUSE = "back", "forward", "refuse"


def last_of_month(year, month):
    following = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else None
    return following.toordinal() - 1 if following else date.max.toordinal()


def plus_months(start, months, missing):
    """The ordinal `months` later; None where there is no such day."""
    begin = date.fromordinal(start)
    index = begin.year * 12 + begin.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9999:
        return None
    last = last_of_month(year, month)
    reached = date(year, month, 1).toordinal() + begin.day - 1
    if reached <= last:
        return reached
    return {BACK: last, FORWARD: last + 1 if last < date.max.toordinal() else None, REFUSE: None}[missing]


def completed_months(begin, end, missing):
    """The greatest n with begin + n months not after end."""
    mode = BACK if missing == REFUSE else missing
    first, last = date.fromordinal(begin), date.fromordinal(end)
    months = (last.year - first.year) * 12 + last.month - first.month
    reached = plus_months(begin, months, mode)
    return months if reached is not None and reached <= end else months - 1


def cut(item, begin, end):
    """The part of a period or doubt inside [begin, end)."""
    begin, end = max(begin, item.begin), min(end, item.end)
    if isinstance(item, Doubt):
        candidates = tuple(cut(c, begin, end) for c in item.candidates)
        return item._replace(begin=begin, end=end, candidates=candidates)
    lost = (begin, end) != (item.begin, item.end)
    return item._replace(begin=begin, end=end, whole=item.whole and not lost)


def made(periods, doubts=()):
    periods = sorted((p for p in periods if p.begin < p.end), key=lambda p: (p.begin, p.end, p.state, p.id))
    doubts = sorted((d for d in doubts if d.begin < d.end), key=lambda d: (d.begin, d.end))
    return History(tuple(periods), tuple(doubts))


def clip(history, begin, end):
    low, high = (begin if begin is not None else 0), (end if end is not None else 10 ** 8)
    if low >= high:
        return made(())
    return made([cut(p, low, high) for p in history.periods if p.end > low and p.begin < high],
                [cut(d, low, high) for d in history.doubts if d.end > low and d.begin < high])


def unite(histories):
    return made([p for h in histories for p in h.periods], [d for h in histories for d in h.doubts])


def split(history, at):
    def parts(item):
        return [cut(item, item.begin, at), cut(item, at, item.end)] if item.begin < at < item.end else [item]
    return made([x for p in history.periods for x in parts(p)], [x for d in history.doubts for x in parts(d)])


def attributed(history, state):
    def moved(period):
        return period._replace(state=state)
    return made([moved(p) for p in history.periods],
                [d._replace(candidates=tuple(map(moved, d.candidates))) for d in history.doubts])


def filtered(history, keep):
    """`keep` says yes or no of a period; a doubt that keeps some of its candidates may be absent."""
    doubts = []
    for doubt in history.doubts:
        kept = tuple(c for c in doubt.candidates if keep(c))
        if not kept and doubt.candidates:
            continue
        fewer = len(kept) < len(doubt.candidates) or not doubt.candidates
        doubts.append(doubt._replace(candidates=kept, may_be_absent=doubt.may_be_absent or fewer))
    return made([p for p in history.periods if keep(p)], doubts)


# ------------------------------------------------------------------ days that surely or perhaps belong

def disjoint(spans):
    joined = []
    for begin, end in sorted(s for s in spans if s[0] < s[1]):
        if joined and begin <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([begin, end])
    return [tuple(span) for span in joined]


def coverage(history):
    """(begin, end, why) in order, without overlap; why is None where the days surely belong."""
    sure = disjoint([(p.begin, p.end) for p in history.periods] +
                    [(d.begin, d.end) for d in history.doubts if not d.may_be_absent])
    loose = []
    for doubt in history.doubts:
        if not doubt.may_be_absent:
            continue
        begin = doubt.begin
        for low, high in sure:
            if high <= begin or low >= doubt.end:
                continue
            if begin < low:
                loose.append((begin, low, doubt.why))
            begin = high
        if begin < doubt.end:
            loose.append((begin, doubt.end, doubt.why))
    bounds = sorted({x for begin, end, _ in loose for x in (begin, end)})
    spans = [(begin, end, None) for begin, end in sure]
    for begin, end in zip(bounds, bounds[1:]):
        reasons = [why for low, high, why in loose if low <= begin and end <= high]
        if reasons:
            spans.append((begin, end, union(reasons)))
    return sorted(spans, key=lambda span: span[0])


def restricted(a, b, inside):
    """The part of a on the days of b, or outside them."""
    marks = coverage(b)

    def parts(item):
        begin = item.begin
        for low, high, why in marks:
            if high <= begin or low >= item.end:
                continue
            if begin < low and not inside:
                yield cut(item, begin, low), None
            if why or inside:
                yield cut(item, max(begin, low), min(item.end, high)), why
            begin = high
        if begin < item.end and not inside:
            yield cut(item, begin, item.end), None
    periods, doubts = [], []
    for period in a.periods:
        for part, why in parts(period):
            if why is None:
                periods.append(part)
            else:
                doubts.append(Doubt(part.begin, part.end, (part,), True, why))
    for doubt in a.doubts:
        for part, why in parts(doubt):
            doubts.append(part if why is None else
                          part._replace(may_be_absent=True, why=union([part.why, why])))
    return made(periods, doubts)


# ------------------------------------------------------------------ counting

def months_of(begin, end):
    first, last = date.fromordinal(begin), date.fromordinal(end - 1)
    return range(first.year * 12 + first.month, last.year * 12 + last.month + 1)


def days_in(spans):
    return sum(end - begin for begin, end in spans)


def touched_months_in(spans):
    return len({month for span in spans for month in months_of(*span)})


def touched_years_in(spans):
    return len({year for begin, end in spans
                for year in range(date.fromordinal(begin).year, date.fromordinal(end - 1).year + 1)})


def complete_months_in(spans):
    count = 0
    for begin, end in spans:
        for month in months_of(begin, end):
            year, number = (month - 1) // 12, (month - 1) % 12 + 1
            count += date(year, number, 1).toordinal() >= begin and last_of_month(year, number) < end
    return count


def months_by_date_in(spans):
    total = Fraction(0)
    for begin, end in disjoint(spans):
        months = completed_months(begin, end, BACK)
        total += months + Fraction(end - plus_months(begin, months, BACK), 30)
    return total


COUNTS = {"days": days_in, "touched_months": touched_months_in, "complete_months": complete_months_in,
          "touched_years": touched_years_in}


def counted(history, how):
    spans = coverage(history)
    sure = [(b, e) for b, e, why in spans if why is None]
    reasons = [why for _, _, why in spans if why is not None]
    if how == "months_by_date":
        return union(reasons) if reasons else months_by_date_in(sure)
    least = COUNTS[how](sure)
    if reasons and COUNTS[how](disjoint([(b, e) for b, e, _ in spans])) != least:
        return union(reasons)
    return Fraction(least)


def certified(history, unit):
    reasons, arising, total, seen = [d.why for d in history.doubts], [], Fraction(0), set()
    for period in history.periods:
        if period in seen:
            continue
        seen.add(period)
        if period.certified and period.whole and period.certified[1] == unit:
            total += period.certified[0]
        else:
            arising.append("missing_fact")
    if reasons or arising:
        return Absent(union(reasons).reasons, arising)
    return total


def edge(history, first):
    sides = [(p.begin if first else p.end - 1, True, None) for p in history.periods]
    sides += [(d.begin if first else d.end - 1, not d.may_be_absent, d.why) for d in history.doubts]
    if not sides:
        return Absent((), ["impossible"])
    best = (min if first else max)(side[0] for side in sides)
    if any(sure for at, sure, _ in sides if at == best):
        return Day(best)
    return union(d.why for d in history.doubts)


def empty(history):
    if history.periods or any(not d.may_be_absent for d in history.doubts):
        return False
    return union(d.why for d in history.doubts) if history.doubts else True


# ------------------------------------------------------------------ joining

def merge(history):
    """Periods of one nature that touch or overlap become one."""
    def nature(p):
        return (p.state, p.original, p.attributes)
    natures = {}
    for period in history.periods:
        natures.setdefault(nature(period), []).append(period)
    result = []
    for group in natures.values():
        run, end = [], None
        for period in sorted(group, key=lambda p: (p.begin, p.end, p.id)):
            if run and period.begin > end:
                result.append(joined(run))
                run = []
            end = period.end if not run else max(end, period.end)
            run.append(period)
        result.append(joined(run))
    return made(result, history.doubts)


def joined(group):
    if len(group) == 1:
        return group[0]
    first = group[0]
    ids = list(dict.fromkeys(p.id for p in group))
    result = first._replace(id="+".join(ids), end=max(p.end for p in group))
    once, seen = [], set()
    for period in sorted(group, key=lambda p: (p.begin, p.end)):
        content = period._replace(id="")
        if content not in seen:
            seen.add(content)
            once.append(period)
    if len(once) == 1:
        return result
    if all(p.certified is None for p in once):
        return result._replace(whole=all(p.whole for p in group))
    adds_up = all(p.whole and p.certified and p.certified[1] == once[0].certified[1] for p in once) and \
        all(a.end <= b.begin for a, b in zip(once, once[1:]))
    if adds_up:
        return result._replace(certified=(sum(p.certified[0] for p in once), once[0].certified[1]))
    return result._replace(certified=None, whole=False)
