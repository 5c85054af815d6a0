"""Whether the dates of a period bear out what was certified for it, as the reference of `period has` says.

Knows calendars; shares no code with the engine."""
from datetime import date, timedelta

def certified_otherwise(period):
    """Neither the complete nor the touched units of its days, nor between them; without dates, anything but days."""
    if period.certified is None:
        return False
    if period.dating != "dated":
        return period.certified[1] != "days" or bool(period.besides)
    parts = dict.fromkeys(("days", "weeks", "months", "quarters", "years"), 0)
    for amount, unit in (period.certified, *period.besides):
        parts[unit] += amount
    first, last = (date.fromordinal(number) for number in (period.begin, period.end - 1))
    size = {"months": 1, "quarters": 3, "years": 12}
    smallest = next((unit for unit in size if parts[unit]), None)
    if smallest:
        amount = sum(parts[unit] * size[unit] for unit in size) / size[smallest]
        least, most = calendar(first, last, size[smallest])
    elif parts["days"] == 0:
        amount, (least, most) = parts["weeks"], weeks(first, last)
    else:
        week = period.day_week
        amount, (least, most) = parts["weeks"] * (week or 7) + parts["days"], work(first, last, week)
    return not least <= amount <= most


def unit_of(day, size):
    return (day.year * 12 + day.month - 1) // size


def calendar(first, last, size):
    """Of the units with a day, those at the edges are not complete where they have a day before or after."""
    touched = set(range(unit_of(first, size), unit_of(last, size) + 1))
    beyond = {unit_of(first - timedelta(days=1), size), unit_of(last + timedelta(days=1), size)}
    return len(touched - beyond), len(touched)


def weeks(first, last):
    whole = (last - first).days + 1
    return whole // 7, (whole + 12) // 7


def work(first, last, week):
    whole = (last - first).days + 1
    if not week:
        return whole, whole
    return whole // 7 * week, whole // 7 * week + min(week, whole % 7)
