"""Values that a fact may have, drawn up from the JSON Schema of cases; places in a case by the names that decisions use.

Knows the schema and the case format; must not know a package, a State or a fact by name.
"""
import copy
import datetime
import re

YEARS = [1900, 1935, 1950, 1965, 1980, 1990, 2000, 2005, 2010, 2015, 2020, 2024, 2026, 2030]
AMOUNTS = ["0.00", "1.00", "150.00", "900.00", "2500.00", "12000.00", "90000.00", "750000.00", "9000000.00"]
WHOLES = [0, 1, 2, 3, 4, 5, 7, 10, 12, 15, 20, 25, 30, 35, 40, 60, 120, 1000]
RATIOS = ["0 %", "1 %", "10 %", "25 %", "33 %", "50 %", "66 %", "75 %", "100 %"]

DATE = re.compile(r"\d{4}-\d\d-\d\d")
DAYS_OF = {"day": 1, "week": 7, "month": 30.5, "quarter": 91.5, "year": 365.25}


def dates_in(value):
    if isinstance(value, str) and DATE.fullmatch(value):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from dates_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from dates_in(item)


def shifted(date, days):
    try:
        day = datetime.date.fromisoformat(date) + datetime.timedelta(days)
    except (ValueError, OverflowError):
        return date
    return min(max(day, datetime.date(1850, 1, 1)), datetime.date(2150, 12, 31)).isoformat()


class Values:
    """Candidates for the value of a fact in one case."""

    def __init__(self, schema, currencies):
        self.schema, self.currencies = schema, currencies
        facts = schema["properties"]["facts"]["properties"]
        self.facts = {name: fact["allOf"][0] if "allOf" in fact else fact for name, fact in facts.items()}

    def resolved(self, schema):
        while "$ref" in schema or "anyOf" in schema and "properties" not in schema:
            if "$ref" in schema:
                schema = self.schema["$defs"][schema["$ref"].rsplit("/", 1)[1]]
            else:
                schema = schema["anyOf"][0]  # the value itself comes first, then what stands instead of one
        return schema

    def is_date(self, schema):
        while "anyOf" in schema and "$ref" not in schema:
            schema = schema["anyOf"][0]
        return schema.get("$ref", "").endswith("/date")

    def states(self, case, source):
        text = str(case)
        known = [state for state in self.currencies if f"'{state}'" in text]
        others = [state for state in sorted(self.currencies) if state not in known]
        source.shuffle(others)
        return known + others[:4] + ["ZZ"]

    def dates(self, case, source):
        own = sorted(set(dates_in(case["facts"])))
        near = [shifted(date, days) for date in own for days in (0, -1, 1, -365, 365, -3653, 3653)]
        near += [shifted(date, days)[:8] + "01" for date in own for days in (0, 31, 366, 800, 1900, 22_700, 24_200, 25_700)]
        source.shuffle(near)
        # What a case leaves out lies often on a day on which something else of it lies, or in a month soon after.
        plain = [value for value in case["facts"].values() if isinstance(value, str) and DATE.fullmatch(value)]
        likely = sorted(set(plain), key=lambda date: (-plain.count(date), date))
        likely += [shifted(date, days)[:8] + "01" for date in likely[:1] for days in (31, 62, 366)]
        return likely + near[:30] + [f"{year}-{month}-01" for year in YEARS for month in ("01", "07")]

    def of(self, schema, case, source, state=None):
        """Candidates, the likelier first; every one where there are few."""
        if self.is_date(schema):
            return self.dates(case, source)
        resolved = self.resolved(schema)
        kind, pattern = resolved.get("type"), resolved.get("pattern", "")
        if "enum" in resolved:
            if set(resolved["enum"]) & set(self.currencies):
                return self.states(case, source)
            return list(resolved["enum"])
        if kind == "boolean":
            return [True, False]
        if kind == "integer":
            return list(WHOLES)
        if kind == "array":
            return self.lists(resolved["items"], case, source)
        if kind == "object" and "properties" in resolved:
            return [self.record(resolved, case, source) for _ in range(6)]
        if kind == "string" and not pattern:
            return ["a text", "another"]
        return self.written(pattern, case, source, state)

    def written(self, pattern, case, source, state):
        if "%" in pattern:
            return list(RATIOS)
        unit = re.search(r" \(?([a-z|() ]+?)\)?s\?\$$", pattern)
        if unit:
            word = "calendar months" if "calendar (month" in pattern else unit[1].strip("()") + "s"
            return [f"{number} {word}" for number in WHOLES + [180, 240, 360, 438]]
        if "[A-Z]" in pattern and "{2}" in pattern:
            return self.states(case, source)
        code = re.search(r" ([A-Z]{3})\(?( per [a-z]+)?\)?\??\$$", pattern)
        if code:
            return [f"{amount} {code[1]}{code[2] or ''}" for amount in AMOUNTS]
        codes = self.currencies.get(state, ()) if state else [c for all_ in self.currencies.values() for c in all_]
        return [f"{amount} {code}" for amount in AMOUNTS for code in codes[:2]]

    def rows(self, case, subject):
        asks = CERTIFICATE.fullmatch(subject) or DATES.fullmatch(subject)
        return [one for name in case["facts"] for one in rows(case, name, asks["id"])]

    def are_few(self, subject):
        """Whether the point is a truth or a word of a list; None: a State, of which there are few or many."""
        name, arguments, _, field = split(self, subject)
        schema = self.facts.get(name, {})
        for _ in arguments:
            schema = schema.get("additionalProperties", {})
        if field:
            items = self.resolved(self.resolved(schema).get("items", schema)).get("properties", {})
            schema = items.get(field, {})
        schema = self.resolved(schema)
        if "enum" in schema and set(schema["enum"]) & set(self.currencies):
            return None
        return schema.get("type") == "boolean" or "enum" in schema

    def record(self, schema, case, source):
        return {name: source.choice(self.of(field, case, source)) for name, field in schema["properties"].items()}

    def lists(self, items, case, source):
        inner = self.resolved(items)
        if "state" in inner.get("properties", {}) and "certified" in inner.get("properties", {}):
            return self.histories(case, source)
        singles = self.of(items, case, source)
        source.shuffle(singles)
        return [[], *([one] for one in singles[:8]), singles[:2]]

    def histories(self, case, source):
        found = [[]]
        for state in self.states(case, source)[:4]:
            for begin, end in ((1980, 2009), (1995, 1999), (2000, 2000)):
                found.append([{"id": "h", "state": state, "from": f"{begin}-01-01", "to": f"{end}-12-31"}])
        return found

    def for_subject(self, subject, case, source):
        """Candidates for what a decision calls `fact(a, b)`, `history[id].kind` or `records.field`; none: not known."""
        if asks := CERTIFICATE.fullmatch(subject):  # in the other unit, or by its dates, which answer in every unit
            units = [f"{number} {asks['unit']}" for number in (1, 15, 60, 180, 438)]
            return units + self.for_subject(f"the dates of period {asks['id']}", case, source)
        if DATES.fullmatch(subject):
            certified = [re.fullmatch(r"(\d+) (\w+?)s?", str(one.get("certified"))) for one in self.rows(case, subject)]
            lengths = [int(int(one[1]) * DAYS_OF[one[2]]) - 1 for one in certified if one and one[2] in DAYS_OF]
            return [(begin, shifted(begin, days))
                    for begin in ("1975-03-01", "1985-01-01", "1990-01-01", "1999-07-15", "2004-02-11", "2006-03-01")
                    for days in lengths or [99, 364, 499, 2999]]
        name, arguments, row, field = split(self, subject)
        schema = self.facts.get(name)
        if schema is None:
            return []
        state = next((argument for argument in arguments if argument in self.currencies), None)
        for _ in arguments:
            schema = schema.get("additionalProperties", {})
        if field:
            items = self.resolved(self.resolved(schema).get("items", schema)).get("properties", {})
            schema = {"from": items.get("from"), "to": items.get("to")}.get(field) or items.get(field)
            if not schema:
                return []
            if field in ("from", "to"):
                return self.dates(case, source)
            if row is not None:
                state = next((r.get("state") for r in rows(case, name, row)), None)
        elif row is not None:
            return []  # whether a row repeats another
        return self.of(schema, case, source, state)


# What an undated period or a certificate of another unit lacks.
CERTIFICATE = re.compile(r"period (?P<id>.*): certified are .*, and (?P<unit>\w+) are asked for")
DATES = re.compile(r"the dates of period (?P<id>.*)")


def parsed(subject):
    match = re.fullmatch(r"([\w.]+?)(?:\((.*)\))?(?:\[(.*)\])?(?:\.(\w+))?", subject)
    if not match:
        return subject, [], None, None
    arguments = [a.strip() for a in match[2].split(",")] if match[2] else []
    return match[1], arguments, match[3], match[4]


def rows(case, name, row):
    history = case["facts"].get(name)
    for n, one in enumerate(history if isinstance(history, list) else []):
        if isinstance(one, dict) and one.get("id", f"#{n + 1}") == row:
            yield one


def split(values, subject):
    """`package.fact` is one name, `records.field` are two: the schema says which."""
    name, arguments, row, field = parsed(subject)
    if field and f"{name}.{field}" in values.facts:
        return f"{name}.{field}", arguments, row, None
    return name, arguments, row, field


def given(values, case, subject, value):
    """The case in which the subject has the value."""
    case = copy.deepcopy(case)
    facts = case["facts"]
    if asks := CERTIFICATE.fullmatch(subject) or DATES.fullmatch(subject):
        for one in values.rows(case, subject):
            if isinstance(value, str):
                one["certified"] = value
            else:
                one.pop("undated", None)
                one["from"], one["to"] = value
        return case
    name, arguments, row, field = split(values, subject)
    if row is not None:
        for one in rows(case, name, row):
            one[field] = value
    elif field:
        for record in facts[name] if isinstance(facts.get(name), list) else [facts.get(name)]:
            if isinstance(record, dict) and (field not in record or isinstance(record[field], dict)):
                record[field] = value
    elif arguments:
        at = facts.setdefault(name, {})
        for argument in arguments[:-1]:
            at = at.setdefault(argument, {})
        at[arguments[-1]] = value
    else:
        facts[name] = value
    return case
