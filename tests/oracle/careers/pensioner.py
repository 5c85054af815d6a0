"""The pensioner in Chile: what Uruguay and Spain pay, and which care is due abroad, who gives it and who pays.

The pensions are those of the Ibero-American Convention and of Spanish law; care has articles of its own in each instrument.
"""
import datetime
from fractions import Fraction

from builder import months_in_spain
from by_hand import add_months, completed_months, date, days, money, months_from_date_to_date, number, of


def work_out(case, law):
    facts = case["facts"]
    event, birth = date(facts["contingency"]), date(facts["birth"])
    own = {state: days(*of(case, state), before=event) for state in ("UY", "ES")}
    together = own["UY"] | own["ES"]
    said = {}
    uruguay(facts, completed_months(birth, event), own["UY"], together, law, said)
    spain(facts, birth, event, own["ES"], together, law, said)
    mercosur_care(facts, said)
    chilean_care(facts, own["ES"], law, said)
    return said


def uruguay(facts, age, own, together, law, said):
    needed = law("service in Uruguay", 360, "Law 16.713, article 18", "impo.com.uy, Law 16.713 as amended by 18.395")
    first = law("rate of thirty years", "0.45", "Law 16.713, article 29", "impo.com.uy")
    to_35 = law("rate of a year from 31 to 35", "0.01", "Law 16.713, article 29", "impo.com.uy")
    beyond = law("most for years beyond 35", "0.025", "Law 16.713, article 29", "impo.com.uy")
    later = law("rate of a year of deferral with 35 years", "0.03", "Law 16.713, article 29", "impo.com.uy")
    above = law("last ten years above the best twenty at most", "1.05", "Law 16.713, article 27", "impo.com.uy")

    def pension(career):
        years = months_from_date_to_date(career) // 12
        if age < 720 or 12 * years < needed:
            return "refused"
        rate = first + 5 * to_35 + min(beyond, Fraction("0.005") * (years - 35)) + later * (age // 12 - 60)
        base = min(number(facts["average_of_last_ten_years"]), above * number(facts["average_of_best_twenty_years"]))
        return money(rate * base * Fraction(len(own), len(career)), "UYU per month")

    said["pension(UY, old_age) by national"] = pension(own)
    said["pension(UY, old_age) by cmiss_totalised"] = pension(together)          # Convention, articles 5 and 13.1.b
    said["pension(UY, old_age) by under_es_uy"] = "not_encoded"
    said["pension(UY, old_age)"] = "at_least " + pension(together)


def spain(facts, birth, event, own, together, law, said):
    shortest = law("months in Spain", 180, "LGSS, article 205.1.b", "BOE-A-2015-11724")
    age = law("age of 2026", 802, "LGSS, transitional provision 7", "BOE-A-2015-11724")
    first_band = law("months of the first band", 49, "LGSS, transitional provision 9", "BOE-A-2015-11724")
    second_band = law("months of the second band", 209, "LGSS, transitional provision 9", "BOE-A-2015-11724")
    divisor = law("divisor of 2026", "350", "LGSS, article 209 and transitional provision 8", "BOE-A-2015-11724")
    best_divisor = law("divisor of the best months of 2026", "352.33", "LGSS, transitional provision 40", "BOE-A-2015-11724",
                       decides=False)
    base = max(number(facts["sum_of_bases"]) / divisor, number(facts["sum_of_best_bases"]) / best_divisor)

    def pension(career):
        beyond = months_in_spain(career) - shortest
        if beyond < 0 or event < add_months(birth, age):
            return None
        rate = Fraction(50) + min(beyond, first_band) * Fraction("0.21") \
            + max(0, min(beyond - first_band, second_band)) * Fraction("0.19")
        return min(Fraction(100), rate) / 100 * base

    # Convention, article 13.1.a: who has a right on own periods is paid that, unless the person asks for totalisation.
    alone, full = pension(own), shortest + first_band + second_band
    most = 365 * (full // 12) - (-(full % 12) * Fraction("30.41666") // 1)
    said["pension(ES, old_age) by national"] = money(alone, "EUR per month") if alone is not None else "refused"
    said["pension(ES, old_age) by cmiss_totalised"] = "refused" if pension(together) is None else \
        money(pension(together) * Fraction(len(own)) / min(len(together), max(len(own), most)), "EUR per month")
    # The increase for work beyond the age, and the convention of Spain and Uruguay, were not read: they only add.
    said["pension(ES, old_age) by deferred_retirement"] = said["pension(ES, old_age) by under_es_uy"] = "not_encoded"
    said["pension(ES, old_age)"] = "at_least " + said["pension(ES, old_age) by national"]


def written(name, record):
    """A record as answers name it."""
    def value(of_field):
        if isinstance(of_field, bool):
            return "yes" if of_field else "no"
        return f"[{', '.join(of_field)}]" if isinstance(of_field, list) else of_field
    return f"{name} {{ {', '.join(f'{field} = {value(of_field)}' for field, of_field in record.items())} }}"


def mercosur_care(facts, said):
    """MERCOSUR, article 6: posted workers and their families, if the home institution authorises it, which pays; nobody else."""
    parties = ("AR", "BR", "PY", "UY")
    for request in facts["care_requests"]:
        label = written("care", request)
        if request["origin"] in parties and request["place"] in parties:
            due = request["status"] in ("posted_worker", "family_of_posted_worker") and request["authorised_by_origin"]
            said[f"health_care_due({label})"] = due
            said[f"health_care_paid_by({label})"] = request["origin"] if due else "not_applicable"
            said[f"health_care_provider({label})"] = request["place"] if due else "not_applicable"
        else:
            said[f"care_under_regulation_883({label})"] = "not_encoded"


def chilean_care(facts, spanish_days, law, said):
    """Spain-Chile, article 12.3: a pensioner of one State who lives in the other, with the family there; the first pays."""
    for treatment in facts["treatments"]:
        label = written("treatment", treatment)
        alone = len(treatment["rights_from"]) == 1 and treatment["rights_from"] != [treatment["place"]]
        due = alone and treatment["lives_there"] and treatment["nationality"] in ("ES", "CL")
        said[f"care_due_in_spain_or_chile({label})"] = due
        said[f"care_given_by({label})"] = treatment["place"]
        said[f"care_borne_by({label})"] = treatment["rights_from"][0]
        # Administrative Agreement, articles 9 and 11.3: Chile charges its contribution, never a lump sum.
        said[f"care_settlement({label})"] = "chilean_contribution"
        said[f"care_needs_authorisation({label})"] = treatment["need"] == "listed_appliance"      # article 14
        said[f"days_for_care({label})"] = f"{len(spanish_days)} days"                             # article 8: there are no Chilean ones
    # Administrative Agreement, article 8.1: thirty days to answer, and silence is consent.
    time = law("days to answer", 30, "Administrative Agreement Spain-Chile, article 8.1", "boe.es/eli/es/ai/1997/01/28/(2)")
    for asked in facts["authorisations"]:
        last = date(asked["asked"]) + datetime.timedelta(days=time)
        said[f"authorised_by_now({written('authorisation', asked)})"] = date(facts["decision_date"]) > last
