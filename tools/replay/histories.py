"""Histories: cutting, joining, and counting their days, months and years, from their definitions.
Knows periods and doubts; knows no document and no precedence."""
from datetime import date
from fractions import Fraction

from values import Absent, Day, Doubt, History, deep, union

IMPOSSIBLE = Absent((), ["impossible"])
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
    return History(tuple(p for p in periods if p.dating == "dated"), tuple(doubts),
                   tuple(p for p in periods if p.dating != "dated"))


# ------------------------------------------------------------------ periods without dates

def without_dates(period):
    return Absent([("missing_fact", f"the dates of period {period.id}")])


def doubtful(period):
    return Doubt(period.begin, period.end, (period,), True, without_dates(period))


def meet(a, b):
    return a.begin < b.end and b.begin < a.end


def may_share_days(history, period):
    """Whether days of an undated period may be days of another of the history."""
    others = history.periods + history.doubts + tuple(p for p in history.undated if p != period)
    return period.dating == "undated" and any(meet(period, other) for other in others)


def clip(history, begin, end):
    low, high = (begin if begin is not None else 0), (end if end is not None else 10 ** 8)
    if low >= high:
        return made(())
    inside = [p for p in history.undated if p.end > low and p.begin < high]
    untouched = [p for p in inside if low <= p.begin and p.end <= high]
    perhaps = [doubtful(p) for p in inside if p not in untouched]
    return made([cut(p, low, high) for p in history.periods if p.end > low and p.begin < high] + untouched,
                [cut(d, low, high) for d in (*history.doubts, *perhaps) if d.end > low and d.begin < high])


def unite(histories):
    return made([p for h in histories for p in h.periods + h.undated],
                [d for h in histories for d in h.doubts])


def split(history, at):
    def parts(item):
        return [cut(item, item.begin, at), cut(item, at, item.end)] if item.begin < at < item.end else [item]
    return made([x for p in history.periods for x in parts(p)] + list(history.undated),
                [x for d in history.doubts for x in parts(d)])


def attributed(history, state):
    def moved(period):
        return period._replace(state=state)
    return made([moved(p) for p in history.periods + history.undated],
                [d._replace(candidates=tuple(map(moved, d.candidates))) for d in history.doubts])


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
    marks = coverage(made(b.periods, [*b.doubts, *(doubtful(p) for p in b.undated if p.dating == "undated")]))

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
    for period in a.undated:  # any mark between its dates leaves it open which of its days stay
        touched = any(low < period.end and period.begin < high for low, high, _ in marks)
        if touched and period.dating == "undated":
            doubts.append(doubtful(period))
        elif not inside:
            periods.append(period)
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


def months_by_date_in(spans, mode, month):
    total = Fraction(0)
    for begin, end in disjoint(spans):
        months = completed_months(begin, end, mode)
        reached = plus_months(begin, months, mode)
        if reached is None:
            return IMPOSSIBLE
        total += months + (end - reached) / month
    return total


COUNTS = {"days": days_in, "touched_months": touched_months_in, "complete_months": complete_months_in,
          "touched_years": touched_years_in}
IN_UNIT = {"days": "days", "touched_years": "years"}  # the others count months


def counted(history, how, *by):
    """Dated days from the calendar; of undated periods what is certified in the unit."""
    unit = IN_UNIT.get(how, "months")
    dated = counted_dated(history, how, *by)
    missing = [d.why for d in history.doubts if any(c.dating == "apart" for c in d.candidates)]
    missing += [dated] if isinstance(dated, Absent) else []
    total = Fraction(0)
    for period in dict.fromkeys(history.undated):
        if may_share_days(history, period):
            missing.append(without_dates(period))
        elif (amount := certified_whole(period, unit)) is not None:
            total += amount
        else:
            missing.append(not_certified(period, unit))
    return union(missing) if missing else dated + total


def counted_dated(history, how, *by):
    spans = coverage(history)
    sure = [(b, e) for b, e, why in spans if why is None]
    reasons = [why for _, _, why in spans if why is not None]
    if how == "months_by_date":
        return union(reasons) if reasons else months_by_date_in(sure, *by)
    least = COUNTS[how](sure)
    if reasons and COUNTS[how](disjoint([(b, e) for b, e, _ in spans])) != least:
        return union(reasons)
    return Fraction(least)


MONTHS_IN = {"months": 1, "quarters": 3, "years": 12}


def in_unit(period, unit):
    """The certificate in this unit: years and quarters are so many months by what the words mean; None: not in it."""
    if not period.certified:
        return None
    total = Fraction(0)
    for amount, of in (period.certified, *period.besides):
        larger = MONTHS_IN.get(of, 0) > MONTHS_IN.get(unit, 100)
        if of == unit:
            total += amount
        elif larger:
            total += amount * Fraction(MONTHS_IN[of], MONTHS_IN[unit])
        elif amount != 0:
            return None
    return total


def certified_whole(period, unit):
    return in_unit(period, unit) if period.whole else None


def not_certified(period, unit):
    return certificate_lacks(period, unit, not period.whole and in_unit(period, unit) is not None)


def certificate_lacks(period, unit, lost):
    if not period.certified:
        what = "nothing is certified" + ("" if period.whole else " for the days that count")
    elif lost:
        return Absent([("missing_fact", f"period {period.id}: the {period.certified[1]} were certified for days that do "
                                        "not all count")])
    else:
        what = "certified are " + ", ".join(f"{amount} {of}" for amount, of in (period.certified, *period.besides))
    return Absent([("missing_fact", f"period {period.id}: {what}, and {unit} are asked for")])


def certified_part(history, unit):
    """Of certificates in several units, their part in this one."""
    periods = dict.fromkeys(history.periods + history.undated)
    missing = [d.why for d in history.doubts]
    missing += [certificate_lacks(p, unit, bool(p.certified)) for p in periods if not p.certified or not p.whole]
    return union(missing) if missing else sum((amount for p in periods for amount, of in (p.certified, *p.besides)
                                               if of == unit), Fraction(0))


def certified(history, unit):
    periods = dict.fromkeys(history.periods + history.undated)
    missing = [d.why for d in history.doubts]
    missing += [not_certified(p, unit) for p in periods if certified_whole(p, unit) is None]
    return union(missing) if missing else sum((certified_whole(p, unit) for p in periods), Fraction(0))


def edge(history, first):
    sides = [(p.begin if first else p.end - 1, True, None) for p in history.periods]
    sides += [(d.begin if first else d.end - 1, not d.may_be_absent, d.why) for d in history.doubts]
    sides += [(p.begin if first else p.end - 1, False, without_dates(p)) for p in history.undated]
    if not sides:
        return Absent((), ["impossible"])
    best = (min if first else max)(side[0] for side in sides)
    if any(sure for at, sure, _ in sides if at == best):
        return Day(best)
    return union(why for _, _, why in sides)


def empty(history):
    if history.periods or history.undated or any(not d.may_be_absent for d in history.doubts):
        return False
    return union(d.why for d in history.doubts) if history.doubts else True


# ------------------------------------------------------------------ joining

def runs(periods, nature):
    """Periods of one nature that touch or overlap, together."""
    natures = {}
    for period in sorted(periods, key=lambda p: (p.begin, p.end, p.id)):
        natures.setdefault(nature(period), []).append(period)
    for group in natures.values():
        run, end = [], None
        for period in group:
            if run and period.begin > end:
                yield run
                run = []
            end = period.end if not run else max(end, period.end)
            run.append(period)
        yield run


def merge(history):
    """Periods of one nature that touch or overlap become one. Those that would, if an attribute that is
    missing were known, are there for sure; whose each of their days is, is in doubt."""
    def nature(period, unknown=()):
        return period.state, period.original, tuple((n, v) for n, v in period.attributes if n not in unknown)
    whole = [joined(run) for run in runs(history.periods, nature)]
    unknown = {name for p in whole for name, value in p.attributes if list(deep(value))}
    periods, doubts = [], list(history.doubts)
    for run in runs(whole, lambda period: nature(period, unknown)):
        why = [missing for p in run for _, value in p.attributes for missing in deep(value)]
        if len(run) == 1 or not why:
            periods += run
            continue
        bounds = sorted({x for p in run for x in (p.begin, p.end)})
        for begin, end in zip(bounds, bounds[1:]):
            present = tuple(cut(p, begin, end) for p in run if p.begin <= begin and end <= p.end)
            doubts.append(Doubt(begin, end, present, False, union(why)))
    return made(periods + list(history.undated), doubts)


def joined(group):
    if len(group) == 1:
        return group[0]
    first = group[0]
    ids = list(dict.fromkeys(one for p in group for one in p.id.split("+")))
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
    adds_up = all(p.whole and p.certified and not p.besides and p.certified[1] == once[0].certified[1]
                  for p in once) and \
        all(a.end <= b.begin for a, b in zip(once, once[1:]))
    if adds_up:
        return result._replace(certified=(sum(p.certified[0] for p in once), once[0].certified[1]))
    return result._replace(certified=None, besides=(), whole=False)
