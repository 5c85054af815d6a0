"""Rules with versions, parts and exceptions; rows of tables; clauses of precedence; routes and awards.
Knows the declarations that a document's basis repeats; knows no operation."""
from itertools import product

from operations import iso, within
from resolution import resolve
from values import Absent, Money, Period, Refused, absent, day, union
from ways import agreed

OPEN = ("undetermined", "not_encoded", "conflict", "undefined")
URGENCY = {"undetermined": 6, "not_encoded": 5, "conflict": 4, "undefined": 3, "refused": 2, "not_applicable": 1,
           "granted": 0, "at_least": 0}


def status_of(kinds):
    """What an absent value amounts to, by the kinds of its reasons."""
    kinds = set(kinds)
    if kinds & {"missing_fact", "contradictory_fact", "pending_judgement", "open_discretion"}:
        return "undetermined"
    if "not_encoded" in kinds:
        return "not_encoded"
    if "conflict" in kinds:
        return "conflict"
    return "undefined" if kinds & {"undefined_text", "impossible", "limit"} else "not_applicable"


# ------------------------------------------------------------------ rules

def rule(node):
    arguments = [node.taking.value() for _ in range(node.parameters["arguments"])]
    if "rule" not in node.parameters:
        return node.taking.value()
    declared = node.basis["rules"][node.parameters["rule"]]
    if declared["name"] != node.parameters["name"]:
        raise Refused("another rule is named")
    exceptions = declared.get("exceptions", [])
    conditions = [node.taking.value() for _ in exceptions]
    completions = product(*[[c] if not absent(c) else [False, True] for c in conditions])
    possible = sorted({standing(exceptions, completion) for completion in completions})
    guards = [c for c in conditions if absent(c)]
    if guards:
        return agreed(guards, [outcome(node, declared, arguments, left) for left in possible])
    decided = exceptions[possible[0][0]]["name"] if len(possible[0]) == 1 else None
    if node.raw.get("exception") != decided:
        raise Refused(f"the exception that decides is {decided}")
    return outcome(node, declared, arguments, possible[0])


def standing(exceptions, holding):
    overridden = {name for one, holds in zip(exceptions, holding) if holds for name in one["overrides"]
                  if name != one["name"]}
    return tuple(n for n, one in enumerate(exceptions) if holding[n] and one["name"] not in overridden)


def outcome(node, declared, arguments, left):
    if len(left) > 1:
        return Absent((), ["conflict"])
    if left:
        return node.taking.value()
    if "parts" in declared:
        return part(node, declared["parts"], arguments)
    if "versions" in declared:
        return version(node, declared["versions"], arguments[-1])
    return node.taking.value()


def version(node, versions, at):
    if not absent(at):
        return as_known(node, [one for one in versions if within(one, iso(at))])
    outcomes = [node.taking.value() for _ in versions]
    always = any("from" not in one for one in versions) and any("until" not in one for one in versions)
    return agreed([at], outcomes if always else outcomes + [at])


def as_known(node, answering):
    """Of the versions that answer a day, the one that became law last before the decision."""
    if not any("enacted" in one for one in answering):
        return node.taking.value() if answering else Absent((), ["not_encoded"])
    decision = node.taking.value()
    if absent(decision):
        return agreed([decision], [node.taking.value() for _ in answering])
    known = any(one.get("enacted", "") <= iso(decision) for one in answering)
    return node.taking.value() if known else Absent((), ["not_encoded"])


def part(node, parts, arguments):
    outcomes, possible = [], False
    for one in parts:
        patterns = [(argument, node.reader.value(pattern, given.type)) for pattern, argument, given
                    in zip(one["patterns"], arguments, node.inputs) if pattern is not None]
        if any(not absent(a) and a != p for a, p in patterns):
            continue
        unknown = [a for a, _ in patterns if absent(a)]
        value = node.taking.value()
        if "versions" in one:  # it was the date that chooses the version
            value = version(node, one["versions"], value)
        if not unknown and not possible:
            return value
        possible = True
        outcomes += [value] + ([union(unknown)] if unknown else [])
    if possible:
        return agreed([], outcomes)
    missing = [a for a in arguments if absent(a)]
    return union(missing) if missing else Absent((), ["not_encoded"])


# ------------------------------------------------------------------ rows

def comparable(value):
    return value.number if hasattr(value, "number") else value


def fits(key, value, kind, reader):
    bounds = {name: reader.value(raw, kind) for name, raw in key.items()}
    if "is" in bounds:
        return bounds["is"] == value
    at = comparable(value)
    return ("from" not in bounds or comparable(bounds["from"]) <= at) and \
        ("to" not in bounds or at <= comparable(bounds["to"])) and \
        ("below" not in bounds or at < comparable(bounds["below"]))


def lookup(node):
    keys = [node.taking.value() for _ in range(node.parameters["keys"])]
    row = node.parameters.get("row")
    if row is None:
        if node.taking.left():  # the day of decision is not known, and each of several rows may hold
            return agreed([node.taking.value()], [node.taking.value() for _ in range(node.taking.left())])
        missing = [key for key in keys if absent(key)]
        return union(missing) if missing else Absent((), ["not_encoded"])
    for key, value, given in zip(row["keys"], keys, node.inputs):
        if absent(value) and (key or "known_to" in row and given.type == "date"):
            return union(keys)
        if not absent(value) and not fits(key, value, given.type, node.reader):
            raise Refused(f"the row is not that of {value}")
    beyond = [value for value, given in zip(keys, node.inputs) if "known_to" in row and given.type == "date"]
    encoded = "gap" not in row and not any(row["known_to"] < iso(day) for day in beyond)
    if node.taking.left() > (1 if encoded else 0):
        node.taking.take()  # the day of decision
    return node.taking.value() if encoded else Absent((), ["not_encoded"])


def fact(node):
    """A leaf, unless a default stands in for what the case does not say."""
    given = node.parameters["from"]
    if given == "default":
        for _ in range(node.parameters["arguments"]):
            node.taking.value()
        return node.taking.value()
    node.taking.rest()
    kinds = {"contradictory": {"contradictory_fact"},
             "missing": {"missing_fact", "pending_judgement", "open_discretion"}, "case": None,
             "completion": None, "open": {"missing_fact", "contradictory_fact"}}[given]
    if kinds is not None:
        expected = [r for r in node.value.reasons if r[0] in kinds and (
            r[1] == node.raw["label"] or given == "open" and r[1].startswith(node.raw["label"] + "["))] \
            if absent(node.value) else []
        if not expected or len(expected) != len(node.value.reasons):
            raise Refused(f"a fact that is {given} has a value")
    elif absent(node.value):
        raise Refused("a fact that the case gives has no value")
    return node.value


# ------------------------------------------------------------------ which of two stands over the other

def verdict(node, precedence, paid=None):
    """From the conditions of the clauses, each both ways, as far as they were asked: (kind, clause, why).
    Of routes `paid` are the two amounts; "by_amount" is open until both are known."""
    missing, decisive, stands, unpaid = [], None, [False, False], []
    for clause in precedence["clauses"]:
        ways = [node.taking.value(), node.taking.value()]
        missing += [way for way in ways if absent(way)]
        if clause in precedence.get("by_amount", []) and any(way is True for way in ways):
            unpaid = [amount for amount in paid if absent(amount)]
            alike = not unpaid and len({(amount.currency, amount.per) for amount in paid}) == 1
            if not alike or paid[0].number != paid[1].number:  # of equal amounts it is as the clause has it
                ways = [alike and paid[0].number > paid[1].number, alike and paid[1].number > paid[0].number]
        if not any(way is True for way in ways):
            continue
        stands = [old or way is True for old, way in zip(stands, ways)]
        decisive = decisive if decisive is not None else clause
        if all(stands):
            missing.append(Absent((), ["conflict"]))
        if precedence["ordered"] or all(stands):
            break
    if decisive is not None or missing:
        missing += unpaid
    if missing:
        return "absent", None, Absent(union(missing).reasons, [kind for m in missing for kind in m.arising])
    if decisive is None:
        return ("by_amount" if unpaid else "open"), None, None
    return ("first" if stands[0] else "second"), decisive, None


def open_reason(node, precedence):
    """The reason when no clause decides, as far as the document has it."""
    kind = "undefined_text" if precedence["otherwise"] == "undefined" else "conflict"
    for reason in node.reader.reasons:
        written = precedence.get("reason") == reason[1] if kind == "undefined_text" else \
            reason[1].startswith(f"`{precedence['name']}` does not decide between")
        if reason[0] == kind and written:
            return Absent([reason])
    return Absent((), [kind])


def resolution(node):
    precedence = node.basis["precedences"][node.parameters["precedence"]]
    history = node.taking.value()
    for _ in range(precedence["arguments"]):
        node.taking.value()
    asked = {}
    while node.taking.taken < len(node.taking.nodes):
        pair = [node.taking.take(), node.taking.take()]
        if any(one.operation != "side" or not isinstance(one.value, Period) for one in pair):
            raise Refused("two periods are asked for, between which a clause decides")
        asked[pair[0].value, pair[1].value] = verdict(node, precedence)

    def between(a, b):
        if (a, b) in asked:
            return asked[a, b]
        if (b, a) not in asked:
            raise Refused(f"nobody asked which of {a.id} and {b.id} stands")
        kind, clause, why = asked[b, a]
        return {"first": "second", "second": "first"}.get(kind, kind), clause, why
    ledger = [{**row, "from": day(row["from"]).number, "to": day(row["to"]).number}
              for row in node.raw.get("ledger", [])]
    return resolve(history, between, precedence["otherwise"], open_reason(node, precedence), ledger,
                   precedence.get("undated_apart", False))


# ------------------------------------------------------------------ routes and awards

def route(node):
    """Its status, its value, whether it applies for certain, whether it is open and never granted, and what one would
    grant that is open for what no fact settles."""
    missing = []

    def ask(what):
        if not node.parameters[what]:
            return True
        missing.append(node.taking.value())
        return missing[-1]

    def kinds():
        return [kind for m in missing if absent(m) for kind, _ in m.reasons]
    if "for_others" in node.parameters:
        return "not_applicable", union([]), False, False, None
    when = ask("when")
    if when is False or (absent(when) and status_of(kinds()) == "not_applicable"):
        return "not_applicable", union(missing), False, False, None
    entitled = ask("entitled")
    if entitled is False and when is True:
        return "refused", union(missing), True, False, None
    value = None
    in_vain = when is True and absent(entitled) and status_of(kinds()) != "undetermined"
    if entitled is not False and (not in_vain or node.taking.left()) and node.parameters["grants"]:
        value = node.taking.value()
        missing.append(value)
    if any(map(absent, missing)):
        would = value if in_vain and value is not None and not absent(value) else None
        return status_of(kinds()), union(missing), when is True, entitled is False, would
    return "granted", value if value is not None else Absent(), True, False, None


def may_be_granted(route):
    status, _, _, never, _ = route
    return status in OPEN and not never


class Standings:
    """Verdicts between the routes that are granted or may yet be, by place."""

    def __init__(self, node, routes, precedence):
        self.between, self.clauses = {}, set()
        partners = [n for n, one in enumerate(routes) if one[0] == "granted" or may_be_granted(one)]
        for i in partners:
            for j in partners:
                if i < j and precedence is not None:
                    self.between[i, j] = verdict(node, precedence, (routes[i][1], routes[j][1]))
                    self.clauses |= {self.between[i, j][1]} - {None}

    def of(self, i, j):
        if i < j:
            return self.between.get((i, j), ("open", None, None))
        kind, clause, why = self.between.get((j, i), ("open", None, None))
        return {"first": "second", "second": "first"}.get(kind, kind), clause, why


def settled(survivors, routes, highest):
    """Of routes between which no clause decides: the first of the highest amount, or of all that are equal."""
    values = [routes[s][1] for s in survivors]
    if len(values) < 2:
        return survivors
    if highest and all(isinstance(v, Money) for v in values) and len({(v.currency, v.per) for v in values}) == 1:
        return [survivors[values.index(max(values, key=comparable))]]
    return survivors[:1] if all(v == values[0] for v in values) else survivors


def award(node):
    """Its status, its value, the place of the chosen route, the clauses that decided, and what may raise the amount."""
    routes = [node.taking.take().derived for _ in range(node.parameters["routes"])]
    granted = [n for n, one in enumerate(routes) if one[0] == "granted"]
    undecided = [n for n, one in enumerate(routes) if may_be_granted(one)]
    if not granted:
        if any(one[0] == "refused" or may_be_granted(one) and one[2] for one in routes):
            routes = [one for one in routes if not one[3]]
        status = max([one[0] for one in routes] + ["not_applicable"], key=URGENCY.get)
        says = [m for s, m, *_ in routes if (s in OPEN if status in OPEN else s == status)]
        return status, union(says), None, set(), union([])
    place = node.parameters.get("precedence")
    precedence = node.basis["precedences"][place] if place is not None else None
    standings = Standings(node, routes, precedence)

    def falls(n):
        return any(g != n and standings.of(g, n)[0] == "first" for g in granted)
    survivors = [g for g in granted if not falls(g)]
    worst, missing = "granted", []
    def trouble(status, why):
        nonlocal worst
        worst = max(worst, status, key=URGENCY.get)
        missing.append(why)
    highest = precedence is not None and precedence["otherwise"] == "highest amount"
    may_raise, raising, contested = [], [], []
    def grants_the_same(o):
        would = routes[o][4]
        return would is not None and bool(survivors) and all(routes[s][1] == would for s in survivors)
    for o in undecided:
        against = [standings.of(s, o)[0] for s in survivors]
        if falls(o) and "second" not in against:
            continue
        if grants_the_same(o):
            contested.append(routes[o][1])
        elif against and set(against) <= ({"open", "by_amount"} if highest else {"by_amount"}):
            may_raise.append(routes[o][1])
            raising.append(o)
        else:
            trouble(routes[o][0], routes[o][1])
    for o in raising:
        if not highest and any(standings.of(o, other)[0] not in ("open", "by_amount") for other in raising if other != o):
            trouble(routes[o][0], routes[o][1])
    for s in survivors:
        for other in [g for g in granted if g != s] + [o for o in undecided if not grants_the_same(o)]:
            kind, _, why = standings.of(s, other)
            if kind == "absent":
                trouble(status_of([kind for kind, _ in why.reasons] + list(why.arising)), why)
    reasons = Absent({r for m in missing for r in m.reasons}, [kind for m in missing for kind in m.arising])
    if not reasons.reasons and not reasons.arising:
        survivors = settled(survivors, routes, highest)
        if len(survivors) == 1:
            status = "at_least" if may_raise else "granted"
            return status, routes[survivors[0]][1], survivors[0], standings.clauses, union(may_raise), union(contested)
    if not reasons.reasons and not reasons.arising:
        silent = survivors and precedence is not None and precedence["otherwise"] == "undefined"
        status, kind = ("undefined", "undefined_text") if silent else ("conflict", "conflict")
        return status, Absent((), [kind]), None, standings.clauses, union([])
    return worst, reasons, None, standings.clauses, union([])
