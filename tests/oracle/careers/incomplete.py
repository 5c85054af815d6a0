"""The file as it comes in: every way in which it can be filled in is worked out, and what makes a difference is to be asked.

Of an amount that nobody has certified two are tried; whose answer is awaited stands beside each point.
"""
import calendar
import copy
import functools
import itertools
from fractions import Fraction

import national
from by_hand import completed_months, date, days, money

# What is open, by whom it is held, and its values.
UNKNOWN_AMOUNTS = {
    "average_of_best_twenty_years": ("institution UY", ("44000.00 UYU per month", "45000.00 UYU per month")),
    "reference_earnings(AR)": ("institution AR", ("900000.00 ARS per month", "1000000.00 ARS per month")),
}


def work_out(case, law):
    points = open_points(case)
    names = list(points)
    results = {values: decided(filled(case, dict(zip(names, values))), law)
               for values in itertools.product(*(of_point for _, of_point in points.values()))}
    said = {"needed": sorted(f"{name} of {holder}" for at, (name, (holder, _)) in enumerate(points.items())
                             if matters(at, results))}
    for state, unit in (("AR", "ARS per month"), ("BR", "BRL per month"), ("UY", "UYU per month")):
        amounts = {result[state] for result in results.values()}
        if any(differs(state, names.index(name), results) for name in UNKNOWN_AMOUNTS):
            said[f"pension({state}, old_age)"] = "undetermined"     # it has as many values as the amount that is not certified
        else:
            said[f"pension({state}, old_age)"] = f"at_least {money(min(amounts), unit)}"
            said[f"pension({state}, old_age) between"] = f"{money(min(amounts), unit)} and {money(max(amounts), unit)}"
    return said


def open_points(case):
    """Each open point of the file: who holds the answer, and which answers there may be."""
    points = {"birth": ("person", tuple(case["facts"]["birth"]["contradictory"]))}
    for period in case["facts"]["history"]:
        for field in ("from", "to", "institution"):
            stated = period[field]
            if isinstance(stated, dict):
                points[f"history[{period['id']}].{field}"] = ("institution", tuple(stated["contradictory"]))
            elif field == "from" and len(stated) == 7:
                last = calendar.monthrange(*map(int, stated.split("-")))[1]
                points[f"history[{period['id']}].{field}"] = \
                    ("institution", tuple(f"{stated}-{day:02}" for day in range(1, last + 1)))
    return {**points, **UNKNOWN_AMOUNTS}


def filled(case, values):
    full = copy.deepcopy(case)
    facts = full["facts"]
    facts["birth"] = values["birth"]
    facts["reference_earnings"]["AR"] = values["reference_earnings(AR)"]
    facts["average_of_best_twenty_years"] = values["average_of_best_twenty_years"]
    for period in facts["history"]:
        for field in ("from", "to", "institution"):
            period[field] = values.get(f"history[{period['id']}].{field}", period[field])
    return full


def differs(state, at, results):
    """Do two values of this point, all else being equal, give two amounts?"""
    groups = {}
    for values, result in results.items():
        groups.setdefault(values[:at] + values[at + 1:], set()).add(result[state])
    return any(len(amounts) > 1 for amounts in groups.values())


def matters(at, results):
    return any(differs(state, at, results) for state in ("AR", "BR", "UY"))


@functools.cache
def career(spans, event):
    """The days of the spans; the same ones are asked for many times."""
    return days(*({"from": begin, "to": end} for begin, end in spans), before=event)


def not_shown(law):
    """A rate or an amount of a law whose pension stays open changes nothing that is said; a number of months may."""
    return lambda name, value, article, source, decides=True: \
        law(name, value, article, source, decides and not isinstance(value, str))


def decided(case, law):
    """What each State pays: of MERCOSUR and the Convention of 2007 the better one."""
    facts = case["facts"]
    event = date(facts["contingency"])
    age = completed_months(date(facts["birth"]), event)
    # MERCOSUR, Regulation, article 2: the general scheme, the provincial funds and the accounts of Argentina; no special fund.
    covered = [p for p in facts["history"] if p["institution"] in ("general", "provincial", "capitalisation")]
    paid = {}
    for state, law_of_state in (("AR", national.argentina), ("BR", national.brazil), ("UY", national.uruguay)):
        right, whole = law_of_state(facts, age, law if state == "BR" else not_shown(law))
        amounts = [Fraction(0)]
        for periods in (covered, facts["history"]):
            total = career(tuple((p["from"], p["to"]) for p in periods), event)
            own = career(tuple((p["from"], p["to"]) for p in periods if p["state"] == state), event)
            if own and right(total):
                amounts.append(whole(total) * Fraction(len(own), len(total)))
        paid[state] = max(amounts)
    return paid
