"""The calendar as a list of days, made by walking from one day to the next. Knows no date arithmetic.

Days are numbered as in the engine's output: 1970-01-01 is 0. Everything else looks days up in these lists.
"""
FIRST_YEAR, LAST_YEAR = 1790, 2210


def leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _walk():
    """Every day as (year, month, day), and the months as ranges of places in that list."""
    days, months = [], []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        lengths = [31, 29 if leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        for month, length in enumerate(lengths, 1):
            months.append(range(len(days), len(days) + length))
            days.extend((year, month, day) for day in range(1, length + 1))
    return days, months


_DAYS, _MONTHS = _walk()
_EPOCH = _DAYS.index((1970, 1, 1))

MONTHS = [range(m.start - _EPOCH, m.stop - _EPOCH) for m in _MONTHS]  # the days of each month, in order
YMD = {place - _EPOCH: ymd for place, ymd in enumerate(_DAYS)}
MONTH_OF = {day: place for place, month in enumerate(MONTHS) for day in month}
YEAR_OF = {day: ymd[0] for day, ymd in YMD.items()}
ISO = {day: "%04d-%02d-%02d" % ymd for day, ymd in YMD.items()}
NUMBER = {text: day for day, text in ISO.items()}
FACTS = range(NUMBER["1850-01-01"], NUMBER["2150-12-31"] + 1)  # the days of which a case may speak


def plus_months(day, months, missing):
    """The day that bears the same number so many months on; `missing`: what is done where there is none."""
    place = MONTH_OF[day]
    number = day - MONTHS[place].start
    target = MONTHS[place + months]
    if number < len(target):
        return target[number]
    return {"back": target[-1], "forward": MONTHS[place + months + 1][0], "refuse": None}[missing]
