"""The pensioner in Chile: what Uruguay and Spain pay, and which care is due abroad, who gives it and who pays.

The pensions are those of the Ibero-American Convention and of Spanish law; care has articles of its own in each instrument.
"""
import datetime
from fractions import Fraction

import national
from by_hand import completed_months, date, days, money, of


def work_out(case, law):
    facts = case["facts"]
    event, birth = date(facts["contingency"]), date(facts["birth"])
    own = {state: days(*of(case, state), before=event) for state in ("UY", "ES")}
    said = {}
    pensions(facts, birth, event, own, law, said)
    chilean_care(facts, own["ES"], law, said)
    return said


def pensions(facts, birth, event, own, law, said):
    together = own["UY"] | own["ES"]

    def pays(state, unit, right, whole, most=None):
        # Convention, articles 5 and 13.1.b: the part of the own days; article 13.3: no more days than a full pension takes.
        for way, career in (("national", own[state]), ("cmiss_totalised", together)):
            divisor = len(career) if most is None else min(len(career), max(len(own[state]), most))
            said[f"pension({state}, old_age) by {way}"] = \
                money(whole(career) * Fraction(len(own[state])) / divisor, unit) if right(career) else "refused"

    pays("UY", "UYU per month", *national.uruguay(facts, completed_months(birth, event), law))
    said["pension(UY, old_age)"] = "at_least " + said["pension(UY, old_age) by cmiss_totalised"]
    # Article 13.1.a: who has a right on own periods is paid that, unless the person asks for totalisation.
    right, whole, most = national.spain(facts, birth, event, law, long_career_met=False)
    pays("ES", "EUR per month", right, whole, most)
    said["pension(ES, old_age)"] = "at_least " + said["pension(ES, old_age) by national"]
    # The convention of Spain and Uruguay, and the increase for work beyond the age, were not read: they only add.
    said["pension(UY, old_age) by under_es_uy"] = said["pension(ES, old_age) by under_es_uy"] = "not_encoded"
    said["pension(ES, old_age) by deferred_retirement"] = "not_encoded"


def written(name, record):
    """A record as answers name it."""
    def value(of_field):
        if isinstance(of_field, bool):
            return "yes" if of_field else "no"
        return f"[{', '.join(of_field)}]" if isinstance(of_field, list) else of_field
    return f"{name} {{ {', '.join(f'{field} = {value(of_field)}' for field, of_field in record.items())} }}"


def chilean_care(facts, spanish_days, law, said):
    """Spain-Chile, article 12.3: a pensioner of one State who lives in the other, with the family there; the first pays."""
    # Administrative Agreement, article 8.1: thirty days to answer, and silence is consent.
    time = law("days to answer", 30, "Administrative Agreement Spain-Chile, article 8.1", "boe.es/eli/es/ai/1997/01/28/(2)")
    decided, last_days = date(facts["decision_date"]), {}
    for asked in facts["authorisations"]:
        last_days.setdefault(asked["who"], []).append(date(asked["asked"]) + datetime.timedelta(days=time))
        said[f"authorised_by_now({written('authorisation', asked)})"] = decided > last_days[asked["who"]][-1]
    for stay in facts["stays"]:
        label = written("stay", stay)
        (right,) = facts["care_rights"][stay["who"]]
        due = right["state"] != stay["place"] and stay["as"] == "living" and right["from"] <= stay["from"] <= right["to"] \
            and right["title"] in ("pension_holder", "family_of_pensioner") \
            and bool({"ES", "CL"} & set(facts["nationalities_of"][right["holder"]]))
        said[f"care({label})"] = f"granted {stay['need']}" if due else "refused"
        said[f"provider of care({label})"] = f"institution_of_place {stay['place']}"
        said[f"payer of care({label})"] = f"competent_institution {right['state']}"
        # Administrative Agreement, articles 9 and 11.3: Chile charges its contribution, never a lump sum.
        said[f"settlement of care({label})"] = "chilean_contribution"
        said[f"document of care({label})"] = "certificate_of_pensioner"                            # Administrative Agreement, 7
        if stay["need"] == "listed_appliance":                                                     # article 14
            silent = any(decided > last for last in last_days.get(stay["who"], []))
            said[f"authorisation of care({label})"] = "authorised_by_silence" if silent else "answer_awaited"
        else:
            said[f"authorisation of care({label})"] = "not_asked"
        said[f"days_for_care({label})"] = f"{len(spanish_days)} days"                             # article 8: there are no Chilean ones
