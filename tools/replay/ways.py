"""Operations that do not take all their operands, or take them element by element: truth, choice, binders.
Knows values and strict operations; knows no rule and no award."""
from fractions import Fraction

import histories
from operations import IMPOSSIBLE, arithmetic, iso, within
from values import Absent, History, Money, Period, Refused, absent, union

def junction(decisive):
    def work(node):
        values = []
        while len(values) < node.parameters["of"]:
            values.append(node.taking.value())
            if values[-1] is decisive:
                return decisive
        missing = [value for value in values if absent(value)]
        return union(missing) if missing else not decisive
    return work


def agreed(guards, outcomes):
    """What all outcomes agree on, or else all that is missing."""
    if outcomes and not any(map(absent, outcomes)) and all(o == outcomes[0] for o in outcomes):
        return outcomes[0]
    missing = [value for value in guards + outcomes if absent(value)]
    return Absent(union(missing).reasons, {kind for m in missing for kind in m.arising})


def conditional(node):
    condition = node.taking.value()
    if absent(condition):
        return agreed([condition], [node.taking.value() for _ in range(node.parameters["of"])])
    if node.parameters["branch"] != ("then" if condition else "else"):
        raise Refused("the other branch was taken")
    return node.taking.value()


def matched(node):
    subject = node.taking.value()
    if absent(subject):
        return agreed([subject], [node.taking.value() for _ in range(node.parameters["of"])])
    if subject not in node.parameters["cases"]:
        raise Refused(f"the case taken answers {node.parameters['cases']}, and the value is {subject}")
    answered = node.taking.taken < len(node.taking.nodes)
    return node.taking.value() if answered else Absent((), ["not_encoded"])


def in_force(node):
    day = node.taking.value()
    if not absent(day) and not within(node.parameters, iso(day)):
        return Absent((), ["not_in_force"])
    body = node.taking.value()
    return union([day, body]) if absent(day) else body


def attribute(node):
    period = node.taking.value()
    if absent(period):
        return period
    stated = dict(period.attributes).get(node.parameters["attribute"], Absent((), ["missing_fact"]))
    if not absent(stated) or node.taking.taken == len(node.taking.nodes):
        return stated
    if {kind for kind, _ in stated.reasons} - {"missing_fact"}:
        raise Refused("a default is taken although the attribute is said to be unknown")
    return node.taking.value()


def make_period(node):
    """A new period of a state, or a copy of a period, with the parts that are named. Only attributes may be
    missing."""
    copy, names = node.parameters["copy"], node.parameters["parts"]
    origin, values = node.taking.value(), [node.taking.value() for _ in names]
    own = node.basis["attributes"]
    missing = [v for n, v in zip(["", *names], [origin, *values]) if absent(v) and n not in own]
    if missing:
        return union(missing)
    given = dict(zip(names, values))
    period = origin if copy else new_period(node, origin, given)
    for name, one in zip(names, node.inputs[1:]):
        if one.operation == "constant" and "text" not in one.parameters and \
                one.raw["value"] != node.basis["defaults"].get(name):
            raise Refused(f"another default of {name} is declared")
    attributes = {**dict(period.attributes), **given}
    changed = {"attributes": tuple((n, attributes[n]) for n in own if n in attributes)}
    if "start" in given:
        changed["begin"] = given["start"].number
    if "end" in given:
        changed["end"] = given["end"].number + 1
    if "id" in given:
        changed["id"] = given["id"]
    if "certified" in given:
        changed["besides"] = ()
        changed["certified"] = given["certified"], node.inputs[1 + names.index("certified")].type
    period = period._replace(**changed)
    if period.begin >= period.end:
        return IMPOSSIBLE
    if "start" in given and "end" in given:
        period = period._replace(dating="dated")
    if set(given) & {"start", "end", "certified"}:
        period = period._replace(whole="certified" in given or period.certified is None)
    return period


def new_period(node, state, given):
    """It is called by the rule that makes it, and states no attribute that it is not given."""
    maker = maker_of(node, given)
    unknown = tuple((name, Absent([("undefined_text", f"the {name} of a period that {maker} makes")]))
                    for name in node.basis["attributes"])
    return Period(0, 1, state, maker, state, None, True, unknown, "dated")


def maker_of(node, given):
    """Which of the rules that the node may belong to the period says it is from."""
    if not node.makers:
        raise Refused("a period that no rule makes")
    says = [reason for _, value in getattr(node.value, "attributes", ()) if absent(value)
            for reason in value.reasons]
    for name in sorted(node.makers):
        own = "id" not in given and getattr(node.value, "id", None) == name
        if own or any(subject.endswith(f" of a period that {name} makes") for _, subject in says):
            return name
    return min(node.makers)


def elements(value):
    """Elements and doubts of a list or history."""
    return (value.periods + value.undated, value.doubts) if isinstance(value, History) else (value, ())


def held(node):
    return node.taking.value() if node.parameters["condition"] else True


def those(node):
    source = node.taking.value()
    if absent(source):
        return source
    items, doubts = elements(source)
    answers = {}
    for place, item in enumerate(list(items) + [c for d in doubts for c in d.candidates]):
        answers[place] = held(node)
    missing = [a for a in answers.values() if absent(a)]
    if missing:
        return union(missing)
    if not isinstance(source, History):
        return tuple(item for place, item in enumerate(items) if answers[place])
    order = iter(range(len(answers)))
    kept = [p for p in items if answers[next(order)]]
    loose = []
    for doubt in doubts:
        chosen = tuple(c for c in doubt.candidates if answers[next(order)])
        if not chosen and doubt.candidates:
            continue
        fewer = len(chosen) < len(doubt.candidates) or not doubt.candidates
        loose.append(doubt._replace(candidates=chosen, may_be_absent=doubt.may_be_absent or fewer))
    return histories.made(kept, loose)


def decide_all(decisive):
    def work(node):
        source = node.taking.value()
        if absent(source):
            return source
        items, doubts = elements(source)
        missing = []
        for _ in items:
            answer = held(node)
            if answer is decisive:
                return decisive
            missing += [answer] if absent(answer) else []
        for doubt in doubts:
            answers = [held(node) for _ in doubt.candidates]
            missing += [a for a in answers if absent(a)]
            decides = [a is decisive for a in answers]
            if decides and all(decides) and not doubt.may_be_absent:
                return decisive
            if not decides or any(decides):
                missing.append(doubt.why)
        return union(missing) if missing else not decisive
    return work


def doubts_that_matter(node, doubts):
    missing = []
    for doubt in doubts:
        answers = [held(node) for _ in doubt.candidates]
        missing += [a for a in answers if absent(a)]
        if not answers or any(a is True for a in answers):
            missing.append(doubt.why)
    return missing


def first(node):
    source = node.taking.value()
    if absent(source):
        return source
    items, doubts = elements(source)
    missing = doubts_that_matter(node, doubts)
    for item in items:
        answer = held(node)
        if absent(answer):
            missing.append(answer)
        elif answer:
            return union(missing) if missing else item
    return union(missing) if missing else IMPOSSIBLE


def fold(node):
    source = node.taking.value()
    if absent(source):
        return source
    items, doubts = elements(source)
    missing, kept = [], []
    for item in items:
        answer = held(node)
        missing += [answer] if absent(answer) else []
        if answer is False:
            continue
        kept.append(item if node.operation == "number" else node.taking.value())
        missing += [kept[-1]] if absent(kept[-1]) else []
    missing += doubts_that_matter(node, doubts)
    if missing:
        return union(missing)
    if node.operation == "number":
        return Fraction(len(kept))
    return tuple(kept) if node.operation == "map" else total(node, kept)


def total(node, values):
    if not values:
        if node.type.split()[0] == "money":
            return Money(Fraction(0), node.value.currency, node.value.per) if isinstance(node.value, Money) else IMPOSSIBLE
        return Fraction(0)
    result = values[0]
    for value in values[1:]:
        result = arithmetic("+")(node, result, value)
        if absent(result):
            break
    return result


def carry(node):
    value, source = node.taking.value(), node.taking.value()
    reasons = [source] if absent(source) else [d.why for d in elements(source)[1]]
    if reasons:
        return union(reasons + [value])
    for _ in elements(source)[0]:
        value = node.taking.value()
    return value


def item(node):
    items, doubts = elements(node.taking.value())
    everything = list(items) + [c for d in doubts for c in d.candidates]
    place = node.parameters["position"]
    if not 0 <= place < len(everything):
        raise Refused(f"there is no element {place}")
    return everything[place]


def side(node):
    """One of the two periods between which a resolution decides: any of the source."""
    items, doubts = elements(node.taking.value())
    if node.value not in list(items) + [c for d in doubts for c in d.candidates]:
        raise Refused("a period that the history does not hold")
    return node.value


def route_field(node):
    """A route that a clause asks about, or its amount."""
    route = node.taking.take()
    if route.kind != "route":
        raise Refused("no route is asked about")
    return route.raw["label"] if node.parameters["field"] == "route" else route.value


def granted_by(node):
    """The route that grants an award."""
    arguments = [node.taking.value() for _ in range(node.parameters["arguments"])]
    if any(map(absent, arguments)):
        return union(arguments)
    if not node.taking.left():  # the award does not arise, or its lists are not known
        if not absent(node.value):
            raise Refused("an award that does not arise is granted by a route")
        return node.value
    award = node.taking.take()
    status, value, chosen, *rest = award.derived
    if status in ("refused", "not_applicable"):
        return Absent((), ["impossible"])
    if status not in ("granted", "at_least"):
        return value
    contested = rest[-1]
    return contested if contested.reasons or contested.arising else award.inputs[chosen].raw["label"]


def awarded(whether):
    """An award as a value: its amount, or whether it is granted."""
    def told(node):
        arguments = [node.taking.value() for _ in range(node.parameters["arguments"])]
        if any(map(absent, arguments)):
            return union(arguments)
        if not node.taking.left():  # the award does not arise, or its lists are not known
            if not absent(node.value) and not (whether and node.value is False):
                raise Refused("an award that does not arise has a value")
            return node.value
        status, value, _, _, may_raise, *_ = node.taking.take().derived
        if status in ("refused", "not_applicable"):
            return False if whether else Absent((), ["impossible"])
        if status == "at_least":
            return True if whether else may_raise
        return True if whether and status == "granted" else value
    return told


LAZY = {
    "and": junction(False), "or": junction(True), "if": conditional, "match": matched, "in-force": in_force,
    "make-period": make_period, "attribute": attribute, "those": those, "exists": decide_all(True),
    "every": decide_all(False), "first": first,
    "number": fold, "sum": fold, "map": fold, "carry": carry, "item": item, "side": side,
    "route": route_field, "award": awarded(False), "awarded": awarded(True), "granted-by": granted_by,
    "undefined": lambda node: Absent((), ["undefined_text"]),
    "not-encoded": lambda node: Absent((), ["not_encoded"]),
}
