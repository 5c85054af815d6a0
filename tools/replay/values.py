"""Values of a decision document: numbers, money, dates, periods, histories, and values that are not there.
Knows how the document writes them; knows no operation and no engine code."""
from collections import namedtuple
from datetime import date
from fractions import Fraction

UNDATED = ("undated", "apart")
UNITS = ("days", "weeks", "months", "quarters", "years", "calendar days", "calendar months")

Money = namedtuple("Money", "number currency per", defaults=("",))


def money(raw):
    """"940.00 EUR", "940.00 EUR per month"."""
    digits, _, rest = raw.partition(" ")
    currency, _, per = rest.partition(" per ")
    return Money(number(digits), currency, per)

Day = namedtuple("Day", "number")  # ordinal of the proleptic Gregorian calendar
Record = namedtuple("Record", "fields")  # ((name, value), ...)
# Days are ordinals; `end` is the day after the last. `dating`: dated; undated, its days lie somewhere between
# the two; apart, undated and presumed to share no day with others.
Period = namedtuple("Period", "begin end state id original certified whole attributes dating besides day_week",
                    defaults=((), 0))  # besides: of the same certificate, in further units
Doubt = namedtuple("Doubt", "begin end candidates may_be_absent why")
History = namedtuple("History", "periods doubts undated")


class Refused(Exception):
    """Something does not follow, or cannot be worked out."""


class Absent:
    """A value that is not there: its reasons, as (kind, subject), and kinds of reasons that arise here."""

    def __init__(self, reasons=(), arising=()):
        self.reasons, self.arising = frozenset(reasons), tuple(arising)

    def __repr__(self):
        return f"not known {sorted(self.reasons)}{' and ' + ', '.join(self.arising) if self.arising else ''}"

    def __eq__(self, other):
        return isinstance(other, Absent) and (self.reasons, self.arising) == (other.reasons, other.arising)

    def __hash__(self):
        return hash((self.reasons, self.arising))

    def agrees(self, printed):
        """Whether the printed reasons are the known ones, and one of each kind that arises here."""
        rest = [kind for kind, _ in printed.reasons - self.reasons]
        kinds = {kind for kind, _ in printed.reasons}
        return self.reasons <= printed.reasons and all(kind in self.arising for kind in rest) and \
            len(rest) <= len(self.arising) and all(kind in kinds for kind in self.arising)


def union(values):
    """The reasons of all absent values among these."""
    absences = [value for value in values if isinstance(value, Absent)]
    return Absent([reason for one in absences for reason in one.reasons],
                  [kind for one in absences for kind in one.arising])


def absent(value):
    return isinstance(value, Absent)


def day(text):
    try:
        return Day(date.fromisoformat(text).toordinal())
    except (TypeError, ValueError):
        raise Refused(f"{text!r} is not a date") from None


def number(text):
    try:
        return Fraction(text)
    except (TypeError, ValueError, ZeroDivisionError):
        raise Refused(f"{text!r} is not a number") from None


def quantity(text, unit=None):
    """The number of "12 months"; its unit must be the one asked for."""
    digits, _, word = text.partition(" ")
    plural = word if word.endswith("s") else word + "s"
    if plural not in UNITS or unit not in (None, plural):
        raise Refused(f"{text!r} is no quantity in {unit}")
    return number(digits) if unit else (number(digits), plural)


def record_of(kind):
    """The name of a record, of which the type says the State as well: "unpaid of BR"."""
    return kind.partition(" of ")[0]


class Reader:
    """Reads values by their type, with the histories and periods of the document's basis."""

    def __init__(self, basis):
        self.basis = basis
        self.reasons = [(one["kind"], one["subject"]) for one in basis["reasons"]]
        self.rank = {code: place for place, code in enumerate(basis["states"])}
        self.periods = [self.period(one) for one in basis["periods"]]
        self.histories = [self.history(one) for one in basis["histories"]]

    def missing(self, numbers):
        return Absent(self.reasons[number] for number in numbers)

    def value(self, raw, kind):
        if isinstance(raw, dict) and set(raw) == {"missing"}:
            return self.missing(raw["missing"])
        if kind == "truth":
            if not isinstance(raw, bool):
                raise Refused(f"{raw!r} is no truth")
            return raw
        if kind == "history":
            return self.pick(self.histories, raw, "history")
        if kind == "period":
            return self.pick(self.periods, raw, "period")
        if kind.startswith("list of "):
            if not isinstance(raw, list):
                raise Refused(f"{raw!r} is no list")
            return tuple(self.value(item, kind[len("list of "):]) for item in raw)
        if record_of(kind) in self.basis["records"]:
            fields = self.basis["records"][record_of(kind)]
            if not isinstance(raw, dict) or list(raw) != list(fields):
                raise Refused(f"{raw!r} is no {kind}")
            return Record(tuple((name, self.value(raw[name], fields[name])) for name in fields))
        if not isinstance(raw, str):
            raise Refused(f"{raw!r} is no {kind}")
        if kind in ("whole", "ratio"):
            return number(raw)
        if kind in UNITS:
            return quantity(raw, kind)
        if kind == "date":
            return day(raw)
        if kind.split()[0] == "money":
            return money(raw)
        return raw  # text, state, route, or a value of an enumeration

    @staticmethod
    def pick(all_of_them, raw, name):
        if not isinstance(raw, dict) or set(raw) != {name} or not 0 <= raw[name] < len(all_of_them):
            raise Refused(f"{raw!r} is no {name}")
        return all_of_them[raw[name]]

    def period(self, raw):
        kinds = self.basis["attributes"]
        known = {"id", "state", "from", "to", "original_state", "certified", "whole", "dating", "besides",
                 "day_week"}
        attributes = tuple((name, self.value(raw[name], kinds[name])) for name in kinds if name in raw)
        if set(raw) - known - set(kinds):
            raise Refused(f"a period with {sorted(set(raw) - known - set(kinds))}")
        certified = quantity(raw["certified"]) if "certified" in raw else None
        begin, end = day(raw["from"]).number, day(raw["to"]).number + 1
        if begin >= end:
            raise Refused(f"period {raw['id']} ends before it begins")
        return Period(begin, end, raw["state"], raw["id"], raw.get("original_state", raw["state"]), certified,
                      raw["whole"], attributes, raw.get("dating", "dated"),
                      tuple(quantity(one) for one in raw.get("besides", [])), raw.get("day_week", 0))

    def history(self, raw):
        periods = tuple(self.periods[n] for n in raw["periods"])
        undated = tuple(self.periods[n] for n in raw.get("undated", ()))
        for some in (periods, undated):
            order = [(p.begin, p.end, p.dating != "undated", self.rank.get(p.state, -1)) for p in some]
            if order != sorted(order):
                raise Refused("periods of a history stand in another order than by date and state")
        if any(p.dating != "dated" for p in periods) or any(p.dating not in UNDATED for p in undated):
            raise Refused("dated and undated periods stand mixed in a history")
        doubts = tuple(Doubt(day(one["from"]).number, day(one["to"]).number + 1,
                             tuple(self.periods[n] for n in one["candidates"]), one["may_be_absent"],
                             self.missing(one["missing"])) for one in raw.get("doubts", []))
        return History(periods, doubts, undated)


def deep(value):
    """Absences inside a value."""
    if isinstance(value, Absent):
        yield value
    elif isinstance(value, Record):
        for _, field in value.fields:
            yield from deep(field)
    elif isinstance(value, History):
        for doubt in value.doubts:
            yield doubt.why
    elif type(value) is tuple:
        for item in value:
            yield from deep(item)


def same(derived, printed):
    """Whether a value worked out is the printed one."""
    if isinstance(derived, Absent):
        return isinstance(printed, Absent) and derived.agrees(printed)
    if type(derived) is not type(printed):
        return False
    if not isinstance(derived, History):
        return derived == printed
    def head(doubt):
        return doubt.begin, doubt.end, doubt.may_be_absent, sorted(map(repr, doubt.candidates))
    if any(sorted(map(repr, a)) != sorted(map(repr, b)) for a, b in
           ((derived.periods, printed.periods), (derived.undated, printed.undated))):
        return False
    if len(derived.doubts) != len(printed.doubts):
        return False
    return all(head(a) == head(b) and a.why.agrees(b.why)
               for a, b in zip(sorted(derived.doubts, key=head), sorted(printed.doubts, key=head)))


def shown(value):
    """A value in the words of a report."""
    if isinstance(value, Day):
        return date.fromordinal(value.number).isoformat()
    if isinstance(value, Money):
        return f"{value.number} {value.currency}" + (f" per {value.per}" if value.per else "")
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Period):
        first, last = date.fromordinal(value.begin), date.fromordinal(value.end - 1)
        dating = "" if value.dating == "dated" else f"{value.dating}, between "
        return f"{value.id}: {value.state} {dating}{first} to {last}"
    if isinstance(value, History):
        doubts = f"; {len(value.doubts)} doubts" if value.doubts else ""
        return "[" + "; ".join(map(shown, value.periods + value.undated)) + doubts + "]"
    if type(value) is tuple:
        return "[" + ", ".join(map(shown, value)) + "]"
    return repr(value)
