"""The builder: Argentina, Uruguay, Brazil and Spain, by MERCOSUR, the Ibero-American Convention and the bilateral of 1997.

Each State adds up the days of the States that the instrument binds, a shared day once, pays by its own law what the whole
career would give, and of that the part of its own days.
"""
from fractions import Fraction

import national
from by_hand import better, completed_months, date, days, money, of


def work_out(case, law):
    facts = case["facts"]
    event, birth = date(facts["contingency"]), date(facts["birth"])
    age = completed_months(birth, event)
    own = {state: days(*of(case, state), before=event) for state in ("AR", "UY", "BR", "ES")}
    mercosur = own["AR"] | own["UY"] | own["BR"]          # Agreement, article 7.1: its Parties; Spain is none
    convention = mercosur | own["ES"]                     # Convention of 2007, article 5: all four, since 1 August 2016
    bilateral = own["AR"] | own["ES"]                     # Convention of 1997, article 9.2.a
    # MERCOSUR, article 8: what lies before its entry into force counts, because a later period is there.
    entry = law("entry into force of MERCOSUR", date("2005-06-01"), "Agreement, articles 8 and 17.1", "Decreto 5.722/2006")
    if not any(day >= entry for day in mercosur):
        mercosur = frozenset()
    said = {}

    def pays(state, unit, right, whole, ways, most=None):
        """What the State pays in each way: alone, or the part of its own days."""
        for way, career in ways.items():
            divisor = len(career) if most is None else min(len(career), max(len(own[state]), most))
            said[f"pension({state}, old_age) by {way}"] = \
                money(whole(career) * Fraction(len(own[state])) / divisor, unit) if right(career) else "refused"
        return better(said[f"pension({state}, old_age) by {way}"] for way in ways)

    # Of two instruments the better one is applied (Convention, article 8). Those that were not read may give more.
    ways = {"national": own["AR"], "totalised": mercosur, "cmiss_totalised": convention, "argentina_spain_totalised": bilateral}
    said["pension(AR, old_age)"] = "granted " + pays("AR", "ARS per month", *national.argentina(facts, age, law), ways)
    ways = {"national": own["UY"], "totalised": mercosur, "cmiss_totalised": convention}
    said["pension(UY, old_age)"] = "at_least " + pays("UY", "UYU per month", *national.uruguay(facts, age, law), ways)
    # A Brazilian share may be below the minimum wage (Decreto 3.048, article 35, paragraph 1).
    ways = {"national": own["BR"], "totalised": mercosur, "cmiss_totalised": convention}
    said["pension(BR, old_age)"] = "at_least " + pays("BR", "BRL per month", *national.brazil(facts, age, law), ways)
    # Convention, article 13.3, and that of 1997, article 9.2.c: no more days than a full pension takes.
    right, whole, most = national.spain(facts, birth, event, law, long_career_met=True)
    ways = {"national": own["ES"], "argentina_spain_totalised": bilateral, "cmiss_totalised": convention}
    said["pension(ES, old_age)"] = "at_least " + pays("ES", "EUR per month", right, whole, ways, most)
    for state, unread in (("UY", "under_es_uy"), ("BR", "under_br_es"), ("ES", "under_es_uy"), ("ES", "under_br_es")):
        said[f"pension({state}, old_age) by {unread}"] = "not_encoded"
    return said
