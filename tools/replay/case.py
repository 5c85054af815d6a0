"""The facts of a decision against the case document it was made on.
Knows both documents; knows no operation."""
from fractions import Fraction

from certificates import certified_otherwise
from values import Absent, Day, History, Money, Period, Record, Refused, UNITS, day, money, number, quantity, record_of

LIMITS = {"from": "1850-01-01", "to": "2150-12-31"}  # of undated periods that state none
INSTEAD = ("unknown", "contradictory", "pending", "between", "open")


def stands_for(raw):
    """unknown, contradictory or pending, where the case says so in place of a value."""
    return next(iter(raw)) if isinstance(raw, dict) and len(raw) == 1 and next(iter(raw)) in INSTEAD else None


def given(facts, label):
    """What the case says of a fact, by its label `name(argument, ...)`; KeyError where it says nothing."""
    name, _, arguments = label.partition("(")
    raw = facts[name] if name in facts else facts[name.rsplit(".", 1)[-1]]
    for argument in arguments[:-1].split(", ") if arguments else []:
        raw = raw[argument]
    return raw


def span(text):
    """The days of a date, or of its month or year where no more is known: the first, and the one after the last."""
    if len(text) == len("2005-06-01"):
        return day(text).number, day(text).number + 1
    year, month = int(text[:4]), int(text[5:] or 0)
    after = f"{year + (month in (0, 12)):04}-{month % 12 + 1 if month else 1:02}-01"
    return day(f"{year:04}-{month or 1:02}-01").number, day(after).number


def may_be(raw, at):
    """Whether this day is one that the case leaves open; any, where it says nothing."""
    if isinstance(raw, str):
        return at.number in range(*span(raw))
    instead = stands_for(raw)
    if instead == "between":
        return span(raw[instead][0])[0] <= at.number < span(raw[instead][1])[1]
    return instead != "contradictory" or any(may_be(one, at) for one in raw[instead])


def certified_in(row):
    """What is certified in a row, in further units beside it, and the days of a week."""
    certified, besides, week = row.get("certified"), (), 0
    if isinstance(certified, dict) and "amount" in certified:
        certified = f"{certified['amount']} {certified['unit']}"
    elif isinstance(certified, dict):
        week = certified.get("day_week", 0)
        parts = [f"{certified[unit]} {unit}" for unit in ("years", "quarters", "months", "weeks", "days")
                 if unit in certified]
        certified, besides = parts[0], tuple(quantity(part) for part in parts[1:])
    return quantity(certified) if certified else None, besides, week


class Comparison:
    def __init__(self, document, reader):
        if document.get("format") != "convenio-case-1":
            raise Refused("the case is no convenio-case-1")
        self.facts, self.reader, self.basis = document["facts"], reader, reader.basis

    def check(self, node):
        """The leaf of a fact must be what the case says."""
        try:
            raw = given(self.facts, node.raw["label"])
        except (KeyError, TypeError):
            raw = {"unknown": ""}
        instead = stands_for(raw)
        origin = node.parameters["from"]
        if node.type == "date" and isinstance(raw, str) and len(raw) < len("2005-06-01"):
            instead = "between"
        if origin == "completion":
            good = self.completes(raw, node)
        elif origin == "open":
            good = isinstance(raw, list) and any(self.is_open(row) for row in raw)
        elif instead == "contradictory":
            good = origin == "contradictory"
        elif instead:
            good = origin in ("missing", "default")
        else:
            good = origin == "case" and self.alike(raw, node.type, node.value)
        if not good:
            raise Refused(f"the case says {str(raw)[:200]}")

    def is_open(self, row):
        """Whether a day of a row is no day."""
        return any(key in row and not (isinstance(row[key], str) and len(row[key]) == len("2005-06-01"))
                   for key in ("from", "to"))

    def completes(self, raw, node):
        """Whether the value is one that the case leaves open; of a fact with parts, that it has as many of them."""
        instead, value = stands_for(raw), node.value
        if node.type == "date" and isinstance(raw, str):
            return value.number in range(*span(raw))
        if instead == "between":
            return day(raw[instead][0]).number <= value.number <= day(raw[instead][1]).number
        if instead == "contradictory":
            return node.type == "history" or any(
                value.number in range(*span(one)) if node.type == "date" and isinstance(one, str) else
                self.alike(one, node.type, value) for one in raw[instead])
        if isinstance(raw, list) and isinstance(value, History):
            return bool(node.parameters["tried"]) and self.completes_history(raw, value)
        return instead == "unknown" or bool(node.parameters["tried"])

    def completes_history(self, raw, value):
        """Each period, or candidate of a doubt, completes a row of the case; several rows may have become one."""
        periods = value.periods + value.undated + tuple(p for d in value.doubts for p in d.candidates)
        return all(any(self.completes_row(row, period, place, raw) for place, row in enumerate(raw))
                   for period in periods)

    def completes_row(self, row, period, place, rows):
        dating = "undated" if row.get("undated") else "dated"
        limits = LIMITS if dating == "undated" else {"from": {"unknown": ""}, "to": {"unknown": ""}}
        ends = {"from": Day(period.begin), "to": Day(period.end - 1)}
        certificate = (period.certified, period.besides, period.day_week)
        stated = dict(period.attributes)
        return period.dating == dating and period.original == period.state and period.whole and \
            (not isinstance(row["state"], str) or period.state == row["state"]) and \
            period.id == row.get("id", f"#{place + 1}") and \
            all(may_be(row[key] if key in row else limits[key], ends[key]) for key in ends) and \
            certificate in [certified_in(one) for one in rows] and \
            all(self.completes_attribute(name, kind, row, stated, period, rows)
                for name, kind in self.basis["attributes"].items())

    def completes_attribute(self, name, kind, row, stated, period, rows):
        if name in row:
            return bool(stands_for(row[name])) or self.alike(row[name], kind, stated[name])
        if name not in self.basis.get("defaults", {}) or self.left_out(name, stated, period):
            return True
        unsure = self.is_open(row) and period.certified is not None  # dates that are not known bear nothing out
        asked = name in self.basis.get("unless_certified_otherwise", []) and (unsure or certified_otherwise(period))
        return asked or any(name in one and self.alike(one[name], kind, stated[name]) for one in rows)

    def alike(self, raw, kind, value):
        """Whether a value of the case is this value; `kind` is its type."""
        instead = stands_for(raw)
        if instead and instead not in self.basis["records"].get(record_of(kind), {}):
            return isinstance(value, Absent)
        if kind == "history":
            return self.alike_history(raw, value)
        if kind == "period":
            return self.alike_period(raw, value, 0)
        if kind.startswith("list of "):
            return isinstance(raw, list) and type(value) is tuple and len(raw) == len(value) and \
                all(self.alike(a, kind[len("list of "):], b) for a, b in zip(raw, value))
        if record_of(kind) in self.basis["records"]:
            fields = self.basis["records"][record_of(kind)]
            return isinstance(value, Record) and set(raw) <= set(fields) and all(
                self.alike(raw[name], fields[name], field) if name in raw else isinstance(field, Absent)
                for name, field in value.fields)
        stated = self.scalar(raw, kind)
        if isinstance(stated, Money) and isinstance(value, Money) and not stated.per:
            stated = stated._replace(per=value.per)  # it answers in the time that the fact asks for
        return type(stated) is type(value) and stated == value

    def scalar(self, raw, kind):
        if kind == "whole":
            return Fraction(raw) if isinstance(raw, int) and not isinstance(raw, bool) else None
        if not isinstance(raw, str):
            return raw if kind == "truth" else None
        if kind == "ratio":
            return number(raw.rstrip("% ")) / 100 if raw.endswith("%") else number(raw)
        if kind.split()[0] == "money":
            return money(raw)
        if kind == "date":
            return day(raw)
        if kind in UNITS:
            years = raw.endswith((" calendar years", " calendar year"))
            return number(raw.split()[0]) * 12 if years else quantity(raw, kind)
        return raw

    def alike_history(self, raw, value):
        """Each period of the history, or candidate of a doubt, is one of the case; those that are left repeat one."""
        left = list(enumerate(raw))
        periods = value.periods + value.undated + tuple(p for d in value.doubts for p in d.candidates)
        for period in periods:
            found = next((one for one in left if self.alike_period(one[1], period, one[0])), None)
            if found is None:
                return False
            left.remove(found)
        return all(any(self.alike_period({**one, "id": p.id}, p, 0) for p in periods) for _, one in left) and \
            all(self.may_be_one(doubt) for doubt in value.doubts)

    def may_be_one(self, doubt):
        """A doubt of a case: several periods of the same days that are alike as far as all of them state."""
        frames = {(p.begin, p.end, p.dating, p.state) for p in doubt.candidates}
        return len(doubt.candidates) > 1 and len(frames) == 1

    def alike_period(self, raw, period, place):
        if not isinstance(period, Period):
            return False
        stated = dict(period.attributes)
        dating = "undated" if raw.get("undated") else "dated"
        limits = LIMITS if dating == "undated" else raw
        days = tuple(day(raw[key] if key in raw else limits[key]) for key in ("from", "to"))
        return days == (Day(period.begin), Day(period.end - 1)) and period.dating == dating and \
            period.state == raw["state"] and \
            period.id == raw.get("id", f"#{place + 1}") and \
            period.original == period.state and period.whole and \
            (period.certified, period.besides, period.day_week) == certified_in(raw) and \
            all(self.alike(raw[name], kind, stated[name]) if name in raw else self.left_out(name, stated, period)
                for name, kind in self.basis["attributes"].items())

    def left_out(self, name, stated, period):
        """An attribute that the case leaves out is not there, or has its declared default, which may hold only where
        dates bear out what was certified."""
        defaults = self.basis.get("defaults", {})
        asked = name in self.basis.get("unless_certified_otherwise", []) and certified_otherwise(period)
        if asked or name not in stated or isinstance(stated[name], Absent):
            return (asked or name not in defaults) and isinstance(stated.get(name, Absent((), [])), Absent)
        kind = self.basis["attributes"][name]
        return name in defaults and stated[name] == self.reader.value(defaults[name], kind)
