"""What an officer works with who decides by hand: figures of the law, each with its article, days on a calendar, and fractions.

Knows no engine, no rule file and no case. A career is a set of days; it is counted by going through it.
"""
import calendar
import datetime
import functools
from fractions import Fraction

DAY = datetime.timedelta(days=1)


class Law:
    """The figures that were used, by name, and where each stands. A control alters one at a time."""

    def __init__(self, altered=None):
        self.altered = altered
        self.used = {}

    def __call__(self, name, value, article, source, decides=True):
        """The figure. One that decides nothing on these facts (a limit that is not met) says so."""
        if isinstance(value, str):
            value = Fraction(value)
        known = self.used.setdefault(name, (value, article, source, decides))
        if known != (value, article, source, decides):
            raise ValueError(f"{name} is used with two figures or two articles")
        return another(value) if name == self.altered else value


def another(value):
    """A figure that is not the one of the law: twice the count, a rate or an amount a hundredth higher, a day ten years later."""
    if isinstance(value, datetime.date):
        return add_months(value, 120)
    return 2 * value if isinstance(value, int) else value * Fraction(101, 100)


def date(text):
    return datetime.date.fromisoformat(text)


def add_months(day, months):
    """Where the day is missing in that month, its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def completed_months(begin, end):
    """From date to date: how many whole months have passed on the day `end`."""
    months = 12 * (end.year - begin.year) + end.month - begin.month
    return months if add_months(begin, months) <= end else months - 1


def days(*periods, before=None, since=None):
    """The days of the periods, each once; `before` and `since` bound them."""
    found = set()
    for period in periods:
        day, last = date(period["from"]), date(period["to"])
        while day <= last:
            if (before is None or day < before) and (since is None or day >= since):
                found.add(day)
            day += DAY
    return frozenset(found)


@functools.cache
def part(all_days, before=None, since=None):
    """The days before the one, and not before the other."""
    return frozenset(day for day in all_days if (before is None or day < before) and (since is None or day >= since))


def of(case, *states):
    return [period for period in case["facts"]["history"] if period["state"] in states]


def runs(all_days):
    """The unbroken runs, each as its first day and the day after its last."""
    found = []
    for day in sorted(all_days):
        if found and found[-1][1] == day:
            found[-1][1] = day + DAY
        else:
            found.append([day, day + DAY])
    return found


@functools.cache
def months_from_date_to_date(all_days):
    """Complete months of each run; thirty of the days left over are one more (Argentina, Uruguay)."""
    months = loose = 0
    for begin, end in runs(all_days):
        whole = completed_months(begin, end)
        months, loose = months + whole, loose + (end - add_months(begin, whole)).days
    return months + loose // 30


@functools.cache
def months_touched(all_days):
    """Calendar months with a day in them (Brazil)."""
    return len({(day.year, day.month) for day in all_days})


def number(text):
    """The number of an amount or a certificate: "4800.00 BRL per month", "300 weeks"."""
    if isinstance(text, dict):
        text = text["amount"]
    return Fraction(text.split()[0])


def better(amounts):
    """The highest of the amounts that are not refused."""
    return max((amount for amount in amounts if amount != "refused"), key=number, default="refused")


def half_up(value, step):
    steps = value / Fraction(step)
    return (2 * steps.numerator + steps.denominator) // (2 * steps.denominator) * Fraction(step)


def down(value, step):
    return value // Fraction(step) * Fraction(step)


def money(value, unit, step="0.01"):
    """As it is paid: half up to the smallest unit, which is taken where nothing was read."""
    return f"{float(half_up(value, step)):.2f} {unit}" if step != "1" else f"{int(half_up(value, step))} {unit}"
