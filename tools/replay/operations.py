"""Every strict operation of an explanation by its name: its value from its inputs and parameters.
Knows values; operations that do not take all their operands are in ways.py, rules and awards in choice.py."""
from datetime import date
from fractions import Fraction
from math import ceil, floor

import histories
from values import Absent, Day, History, Money, Period, Record, Refused, absent, deep, quantity, record_of, union

IMPOSSIBLE = Absent((), ["impossible"])
NOT_ENCODED = Absent((), ["not_encoded"])


class Inputs:
    """The inputs of a node, taken one after the other; all of them must be taken."""

    def __init__(self, nodes):
        self.nodes, self.taken = nodes, 0

    def take(self):
        if self.taken == len(self.nodes):
            raise Refused("an input is missing")
        self.taken += 1
        return self.nodes[self.taken - 1]

    def value(self):
        return self.take().value

    def left(self):
        return len(self.nodes) - self.taken

    def rest(self):
        return [self.value() for _ in range(len(self.nodes) - self.taken)]


# ------------------------------------------------------------------ numbers

def parts(value):
    return (value.number, value.currency) if isinstance(value, Money) else (value, None)


def like(number, *values):
    """A number as money of the currency and time of the values, or plain."""
    monies = {(v.currency, v.per) for v in values if isinstance(v, Money)}
    return Money(number, *monies.pop()) if monies else number


def timed(node, value):
    """Money times so many months, or divided by them, is for the time that the type says."""
    if not isinstance(value, Money):
        return value
    _, _, per = node.type.partition(" per ")
    return value if per == "its time" else value._replace(per=per)


def restated(node, value, factor):
    to, order = node.parameters.get("per"), ["day", "week", "fortnight", "month", "year"]
    if value.per not in order or to not in order or value.per == to or factor <= 0:
        return IMPOSSIBLE
    longer = order.index(to) > order.index(value.per)
    return Money(value.number * factor if longer else value.number / factor, value.currency, to)


def exchanged(node, value, rate, *state):
    currency = node.parameters.get("currency")
    if currency in (None, value.currency) or rate <= 0:
        return IMPOSSIBLE
    return Money(value.number * rate, currency, value.per)


def money_of(node, amount, state):
    if "currency" not in node.parameters:
        return IMPOSSIBLE
    return Money(amount, node.parameters["currency"], node.parameters["per"])


def mixed(*values):
    return len({(v.currency, v.per) for v in values if isinstance(v, Money)}) > 1


def other_currency(value, step):
    return isinstance(value, Money) and isinstance(step, Money) and value.currency != step.currency


def arithmetic(symbol):
    def work(node, a, b):
        if isinstance(a, History):
            return histories.unite([a, b]) if symbol == "+" else histories.restricted(a, b, False)
        if type(a) is tuple:
            return a + b if symbol == "+" else without(a, b)
        if isinstance(a, Day):
            return Fraction(a.number - b.number)
        if mixed(a, b):
            return IMPOSSIBLE
        x, y = parts(a)[0], parts(b)[0]
        if symbol == "/":
            if y == 0:
                return IMPOSSIBLE
            return x / y if isinstance(b, Money) else timed(node, like(x / y, a))
        if symbol == "*":
            return timed(node, like(x * y, a, b))
        return like({"+": x + y, "-": x - y}[symbol], a, b)
    return work


def without(a, b):
    found = [(item, contains(None, item, b)) for item in a]
    missing = [f for _, f in found if absent(f)]
    return union(missing) if missing else tuple(item for item, f in found if not f)


def less(a, b, or_equal):
    if mixed(a, b):
        return IMPOSSIBLE
    x, y = (a.number, b.number) if isinstance(a, Day) else (parts(a)[0], parts(b)[0])
    return x <= y if or_equal else x < y


def equal(node, a, b):
    if isinstance(a, Money) and isinstance(b, Money) and mixed(a, b):
        return IMPOSSIBLE
    missing = list(deep(a)) + list(deep(b))
    return union(missing) if missing else a == b


def contains(node, item, items):
    answers = []
    for candidate in items:
        answer = equal(node, item, candidate)
        if answer is True:
            return True
        answers.append(answer)
    missing = [a for a in answers if absent(a)]
    return union(missing) if missing else False


def negated(value):
    return value if absent(value) else not value


def rounded(node, value, step):
    if other_currency(value, step):
        return IMPOSSIBLE
    unit = parts(step)[0]
    return IMPOSSIBLE if unit <= 0 else like(to_step(parts(value)[0], node.parameters["mode"], unit), value)


def to_step(value, mode, unit):
    quotient = value / unit
    below, above = floor(quotient), ceil(quotient)
    half = quotient - below == Fraction(1, 2)
    nearest = below if quotient - below < Fraction(1, 2) else above
    inner, outer = (below, above) if quotient >= 0 else (above, below)
    chosen = {"down": inner, "up": outer, "floor": below, "ceiling": above,
              "half_up": outer if half else nearest, "half_down": inner if half else nearest,
              "half_even": (below if below % 2 == 0 else above) if half else nearest}
    if mode not in chosen:
        raise Refused(f"no rounding is called {mode}")
    return chosen[mode] * unit


def converted(node, value, *chosen):
    """By the conversion that the words name, or that was chosen; with the units of the states that were given."""
    conversion, path = node.basis["conversions"][node.parameters["conversion"]], node.parameters["path"]
    if node.parameters.get("chosen") and chosen[0] != conversion["name"]:
        raise Refused(f"converted by {conversion['name']}, and {chosen[0]} was chosen")
    if "" in path:
        return NOT_ENCODED
    if node.type != path[-1] or node.inputs[0].type not in (path[0], "truth"):  # truth: of what has no value
        raise Refused(f"converted along {path}, from {node.inputs[0].type} to {node.type}")
    equations = [(quantity(a), quantity(b)) for a, b in conversion["equations"]]
    for here, there in zip(path, path[1:]):
        if here == there:
            continue
        for left, right in equations + [(b, a) for a, b in equations]:
            if left[0] and right[0] and (left[1], right[1]) == (here, there):
                value = value * right[0] / left[0]
                break
        else:
            return NOT_ENCODED if chosen else IMPOSSIBLE
    return to_step(value, node.parameters["mode"], Fraction(1)) if "mode" in node.parameters else value


def redenominated(node, value):
    currencies, currency, factor = node.basis["currencies"], node.parameters["to"], Fraction(1)
    for _ in range(len(currencies) + 1):
        if currency == value.currency:
            return Money(value.number / factor, node.parameters["to"], value.per)
        if currency not in currencies:
            break
        factor *= Fraction(currencies[currency]["factor"])
        currency = currencies[currency]["follows"]
    return IMPOSSIBLE


def one_number(how):
    return lambda node, value: like(Fraction(how(parts(value)[0])), value)


# ------------------------------------------------------------------ dates

def calendar(how):
    return lambda node, value: how(date.fromordinal(value.number))


def quarter(day):
    return (day.month + 2) // 3


def add_span(node, start, span):
    unit = node.inputs[1].type
    if span.denominator != 1:
        return IMPOSSIBLE
    if unit == "calendar months":
        reached = histories.plus_months(start.number, int(span), node.parameters["missing"])
    else:
        reached = start.number + int(span)
    return Day(reached) if reached is not None and 1 <= reached <= date.max.toordinal() else IMPOSSIBLE


def made_date(node, *numbers):
    if any(n.denominator != 1 for n in numbers):
        return IMPOSSIBLE
    try:
        return Day(date(*map(int, numbers)).toordinal())
    except (ValueError, OverflowError):
        return IMPOSSIBLE


def age(node, birth, at):
    return Fraction(histories.completed_months(birth.number, at.number, node.parameters["missing"]))


# ------------------------------------------------------------------ lists and records

def extreme(greatest):
    def work(node, *items):
        items = items[0] if len(items) == 1 and type(items[0]) is tuple else items
        if not items:
            return IMPOSSIBLE
        found = items[0]
        for item in items:
            better = less(found, item, False) if greatest else less(item, found, False)
            if absent(better):
                return better
            found = item if better else found
        return found
    return work


def largest(node, count, items):
    """The arguments stand in the document in the order of the operation: how many, of which."""
    if count.denominator != 1 or count < 0:
        return IMPOSSIBLE
    if items and any(mixed(items[0], item) for item in items):
        return IMPOSSIBLE
    ordered = sorted(items, key=lambda v: v.number if isinstance(v, (Day, Money)) else v, reverse=True)
    return tuple(ordered[:int(count)])


def leading(node, count, items):
    return IMPOSSIBLE if count.denominator != 1 or count < 0 else items[:int(count)]


def distinct(node, items):
    missing = list(deep(items))
    return union(missing) if missing else tuple(dict.fromkeys(items))


def length(node, value):
    if isinstance(value, History):
        count = Fraction(len(value.periods + value.undated))
        return union(d.why for d in value.doubts) if value.doubts else count
    return Fraction(len(value))


def joined(node, items):
    if node.type != "history":
        return tuple(x for item in items for x in item)
    return histories.unite([histories.made([item]) if isinstance(item, Period) else item for item in items])


def made_list(node, *items):
    return items


def made_record(node, *items):
    fields = node.basis["records"].get(record_of(node.type))
    if fields is None or len(fields) != len(items):
        raise Refused(f"a {node.type} is made of {len(items)} fields")
    return Record(tuple(zip(fields, items)))


def field(node, record):
    return dict(record.fields)[node.parameters["field"]]


def listed_range(node, low, high, step=Fraction(1)):
    if step.denominator != 1 or step < 1:
        return IMPOSSIBLE
    if isinstance(low, Day):
        return listed_dates(low.number, high.number, int(step), node.inputs[2].type, node.parameters)
    if low.denominator != 1 or high.denominator != 1:
        return IMPOSSIBLE
    return tuple(Fraction(n) for n in range(int(low), int(high) + 1, int(step)))


def listed_dates(low, high, step, unit, parameters):
    """Each date counted from the first."""
    dates = []
    while True:
        count = step * len(dates)
        if unit == "calendar months":
            reached = histories.plus_months(low, count, parameters["missing"])
        else:
            reached = low + count if low + count <= date.max.toordinal() else None
        if reached is None:
            return IMPOSSIBLE
        if reached > high:
            return tuple(dates)
        dates.append(Day(reached))


# ------------------------------------------------------------------ periods and histories

def period_field(node, period):
    undated = period.dating != "dated"
    fields = {"state": period.state, "id": period.id, "original_state": period.original, "undated": undated,
              "start": histories.without_dates(period) if undated else Day(period.begin),
              "end": histories.without_dates(period) if undated else Day(period.end - 1)}
    return fields[node.parameters["field"]]


def clip(node, history, *bounds):
    return histories.clip(history, bounds[0].number, bounds[1].number + 1)


def certified(node, value):
    history = histories.made([value]) if isinstance(value, Period) else value
    return histories.certified(history, node.parameters["unit"])


def part_certified(unit):
    return lambda node, history: histories.certified_part(history, unit)


def day_week(node, period):
    return Fraction(period.day_week) if period.day_week else Absent(
        [("missing_fact", f"period {period.id}: how many days are a week of its certificate")])


def counted(node, history):
    return histories.counted(history, node.operation)


def months_by_date(node, history, month):
    if month <= 0:
        return IMPOSSIBLE
    return histories.counted(history, node.operation, node.parameters["missing"], month)


# ------------------------------------------------------------------ who is bound to whom

def within(row, day):
    return ("from" not in row or row["from"] <= day) and ("until" not in row or day <= row["until"])


def unconditional(agreement):
    """The nodes themselves say what holds of a party `while` a condition holds."""
    return [row for row in agreement["parties"] if "while" not in row]


def is_party(agreement, state, day):
    return any(row["state"] == state and within(row, day) for row in unconditional(agreement))


def are_bound(agreement, a, b, day):
    if a == b:
        return False
    own = [row for row in agreement.get("pairs", []) if {row["first"], row["second"]} == {a, b}]
    if own:
        return any(within(row, day) for row in own)
    return is_party(agreement, a, day) and is_party(agreement, b, day)


def agreement_of(node):
    return node.basis["agreements"][node.parameters["agreement"]]


def iso(day):
    return date.fromordinal(day.number).isoformat()


def never(node, values):
    """A state that never joins is no party, and none is bound to itself, whatever the date turns out to be."""
    agreement = agreement_of(node)
    if node.operation == "bound" and not absent(values[0]) and values[0] == values[1]:
        return True
    joins = {row["state"] for row in unconditional(agreement)}
    joins |= {state for row in agreement.get("pairs", []) for state in (row["first"], row["second"])}
    return any(not absent(value) and value not in joins for value in values[:-1])


def parties(node, day):
    bound = [row["state"] for row in unconditional(agreement_of(node)) if within(row, iso(day))]
    return tuple(dict.fromkeys(bound))


def linked(node, a, b, day):
    return any(are_bound(agreement, a, b, iso(day)) for agreement in node.basis["agreements"])


STRICT = {
    "not": lambda node, value: not value, "is": equal,
    "is-not": lambda node, a, b: negated(equal(node, a, b)),
    "<": lambda node, a, b: less(a, b, False), "<=": lambda node, a, b: less(a, b, True),
    "contains": contains,
    "+": arithmetic("+"), "-": arithmetic("-"), "*": arithmetic("*"), "/": arithmetic("/"),
    "negate": one_number(lambda n: -n), "add-span": add_span, "round": rounded, "convert": converted,
    "restate": restated, "exchange": exchanged, "money-of": money_of,
    "field": field, "make": made_record, "list": made_list, "range": listed_range, "period": period_field,
    "certified": certified,
    **{f"{unit}_certified": part_certified(unit) for unit in ("years", "quarters", "months", "weeks", "days")},
    "certified_day_week": day_week,
    "days": counted, "touched_months": counted, "complete_months": counted, "touched_years": counted,
    "months_by_date": months_by_date, "clip": clip,
    "clip_from": lambda node, h, low: histories.clip(h, low.number, None),
    "clip_to": lambda node, h, high: histories.clip(h, None, high.number + 1),
    "common": lambda node, a, b: histories.restricted(a, b, True),
    "split": lambda node, h, at: histories.split(h, at.number), "merge": lambda node, h: histories.merge(h),
    "attributed": lambda node, h, state: histories.attributed(h, state),
    "first_day": lambda node, h: histories.edge(h, True),
    "last_day": lambda node, h: histories.edge(h, False),
    "empty": lambda node, h: histories.empty(h),
    "age": age, "year": calendar(lambda d: Fraction(d.year)), "month": calendar(lambda d: Fraction(d.month)),
    "day": calendar(lambda d: Fraction(d.day)), "weekday": calendar(lambda d: Fraction(d.isoweekday())),
    "quarter": calendar(lambda d: Fraction(quarter(d))), "date": made_date,
    "first_of_month": calendar(lambda d: Day(d.replace(day=1).toordinal())),
    "last_of_month": calendar(lambda d: Day(histories.last_of_month(d.year, d.month))),
    "first_of_quarter": calendar(lambda d: Day(date(d.year, quarter(d) * 3 - 2, 1).toordinal())),
    "last_of_quarter": calendar(lambda d: Day(histories.last_of_month(d.year, quarter(d) * 3))),
    "min": extreme(False), "max": extreme(True), "abs": one_number(abs), "floor": one_number(floor),
    "ceiling": one_number(ceil), "largest": largest, "leading": leading,
    "reversed": lambda node, items: items[::-1], "length": length, "distinct": distinct, "joined": joined,
    "redenominated": redenominated,
    "paid_in_all": lambda node, count, each: Money(count * each.number, each.currency),
    "party": lambda node, state, day: is_party(agreement_of(node), state, iso(day)),
    "bound": lambda node, a, b, day: are_bound(agreement_of(node), a, b, iso(day)),
    "linked": linked, "parties": parties,
    # asked of a value that is not there
    "fact": None, "resolve": None,
}


def limits_of(input_, value):
    """The first and the last day that it may be: a date, or the start or end of a period without dates."""
    if isinstance(value, Day):
        return value.number, value.number
    if absent(value) and input_.operation == "period" and input_.parameters["field"] in ("start", "end"):
        period = input_.inputs[0].value
        if isinstance(period, Period) and period.dating != "dated":
            return period.begin, period.end - 1
    return None


def within_limits(node, values):
    """A comparison of days that gives the same wherever between its limits each of them lies; None: it does not."""
    if node.operation not in ("<", "<=", "is", "is not") or len(node.inputs) != 2:
        return None
    sides = [limits_of(*pair) for pair in zip(node.inputs, values)]
    if None in sides:
        return None
    (first, last), (other_first, other_last) = sides
    if last < other_first or other_last < first:
        return {"is": False, "is not": True}.get(node.operation, last < other_first)
    if node.operation == "<=" and last == other_first:
        return True
    return False if node.operation == "<" and other_last == first else None


def strict(node):
    """All operands must be there; otherwise the reasons of all that are not."""
    values = node.taking.rest()
    missing = [value for value in values if absent(value)]
    if missing:
        if node.operation in ("party", "bound") and never(node, values):
            return False
        known = within_limits(node, values)
        if known is not None:
            return known
        return union(missing)
    work = STRICT[node.operation]
    if work is None:
        raise Refused(f"`{node.operation}` has all it needs and no value")
    return work(node, *values)
