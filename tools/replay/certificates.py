"""Whether the dates of a period bear out what was certified for it, as the reference of `period has` says.

Knows calendars; shares no code with the engine."""
from datetime import date, timedelta

def certified_otherwise(period):
    """Neither the complete nor the touched units of its days, nor between them."""
    if period.certified is None or period.dating != "dated":
        return False
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
        week = period.day_week or 7
        amount, (least, most) = parts["weeks"] * week + parts["days"], work(first, last, week)
    return not least <= amount <= most


def unit_of(day, size):
    return (day.year * 12 + day.month - 1) // size


def calendar(first, last, size):
    """Of the units with a day, those at the edges are not complete where they have a day before or after."""
    touched = set(range(unit_of(first, size), unit_of(last, size) + 1))
    beyond = {unit_of(first - timedelta(days=1), size), unit_of(last + timedelta(days=1), size)}
    return len(touched - beyond), len(touched)


def completed(first, last):
    """Completed months from the first day, and the days after them."""
    end, months = last + timedelta(days=1), 0
    while later(first, months + 1) <= end:
        months += 1
    return months, (end - later(first, months)).days


def later(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))


def weeks(first, last):
    whole = (last - first).days + 1
    years = completed(first, last)[0] // 12
    rest = (last - later(first, years * 12)).days + 1
    return min(whole // 7, years * 52 + rest // 7), (whole + 12) // 7


def work(first, last, week):
    whole, month = (last - first).days + 1, 4 * week + 2
    months, loose = completed(first, last)
    by_months = months * month + min(month, loose)
    by_weeks = whole // 7 * week + min(week, whole % 7)
    return min(by_months, by_weeks if week == 7 else whole // 7 * week), max(by_months, by_weeks)
