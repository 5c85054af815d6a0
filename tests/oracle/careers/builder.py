"""The builder: Argentina, Uruguay, Brazil and Spain, by MERCOSUR, the Ibero-American Convention and the bilateral of 1997.

Each State adds up the days of the States that the instrument binds, a shared day once, pays by its own law what the whole
career would give, and of that the part of its own days.
"""
from fractions import Fraction

from by_hand import (add_months, better, completed_months, date, days, months_from_date_to_date, months_touched, money, number, of)


def work_out(case, law):
    facts = case["facts"]
    event, birth = date(facts["contingency"]), date(facts["birth"])
    age = completed_months(birth, event)
    everybody = ("AR", "UY", "BR", "ES")
    own = {state: days(*of(case, state), before=event) for state in everybody}
    mercosur = own["AR"] | own["UY"] | own["BR"]          # Agreement, article 7.1: its Parties; Spain is none
    convention = mercosur | own["ES"]                     # Convention of 2007, article 5: all four, since 1 August 2016
    bilateral = own["AR"] | own["ES"]                     # Convention of 1997, article 9.2.a
    # MERCOSUR, article 8: what lies before its entry into force counts, because a later period is there.
    entry = law("entry into force of MERCOSUR", date("2005-06-01"), "Agreement, article 8 and 17.1", "Decreto 5.722/2006")
    if not any(day >= entry for day in mercosur):
        mercosur = set()
    said = {}
    argentina(facts, age, own["AR"], mercosur, convention, bilateral, law, said)
    uruguay(facts, age, own["UY"], mercosur, convention, law, said)
    brazil(facts, age, own["BR"], mercosur, convention, law, said)
    spain(facts, birth, event, own["ES"], convention, bilateral, law, said)
    return said


# ---------------------------------------------------------------- Argentina, Law 24.241

def argentina(facts, age, own, mercosur, convention, bilateral, law, said):
    needed = law("service in Argentina", 360, "Law 24.241, article 19", "infoleg, Law 24.241 consolidated")
    pension_age = law("age of men in Argentina", 780, "Law 24.241, article 19", "infoleg, Law 24.241 consolidated")

    def right(career):
        made_up = max(0, (age - pension_age) // 24)       # two years beyond the age for one missing year
        return age >= pension_age and months_from_date_to_date(career) >= needed - 12 * made_up

    def whole(career):
        start = law("first day of the Argentine system", date("1994-07-15"), "Law 24.241, articles 24 and 30",
                    "digest of national schemes; the day by Convenio", decides=False)
        rate = law("Argentine rate of a year", "0.015", "Law 24.241, articles 24 and 30", "infoleg, Law 24.241 consolidated")
        most = law("most compensated years", 35, "Law 24.241, article 24", "infoleg", decides=False)
        basic = law("basic benefit of March 2026", "169075.53", "Law 24.241, article 20", "ANSES Resolutions 359/2025, 380/2025")
        lowest = law("lowest pension of March 2026", "369600.88", "Law 24.241, article 17", "ANSES Resolutions", decides=False)
        highest = law("highest pension of March 2026", "2487063.95", "Law 24.241, article 17", "ANSES Resolutions", decides=False)

        def years(part):                                  # more than six months count as a year
            full, rest = divmod(months_from_date_to_date(part), 12)
            return full + (1 if rest > 6 else 0)

        earlier = {day for day in career if day < start}
        sum_of_years = min(most, years(earlier)) + years(career - earlier)
        return min(highest, max(lowest, basic + sum_of_years * rate * number(facts["reference_earnings"]["AR"])))

    def share(career):
        return money(whole(career) * Fraction(len(own), len(career)), "ARS per month")

    ways = {"national": own, "totalised": mercosur, "cmiss_totalised": convention, "argentina_spain_totalised": bilateral}
    amounts = {}
    for way, career in ways.items():
        amounts[way] = share(career) if right(career) else "refused"
        said[f"pension(AR, old_age) by {way}"] = amounts[way]
    # Of the bilateral and the Convention the better one (Convention, article 8).
    said["pension(AR, old_age)"] = "granted " + better(amounts.values())


# ---------------------------------------------------------------- Uruguay, Law 16.713

def uruguay(facts, age, own, mercosur, convention, law, said):
    needed = law("service in Uruguay", 360, "Law 16.713, article 18", "impo.com.uy, Law 16.713 as amended by 18.395")
    common_age = law("common age in Uruguay", 720, "Law 16.713, article 18; Law 20.130, article 34", "impo.com.uy")

    def right(career):
        return age >= common_age and months_from_date_to_date(career) >= needed

    def whole(career):
        years = months_from_date_to_date(career) // 12
        first = law("rate of thirty years", "0.45", "Law 16.713, article 29", "impo.com.uy")
        to_35 = law("rate of a year from 31 to 35", "0.01", "Law 16.713, article 29", "impo.com.uy")
        beyond = law("most for years beyond 35", "0.025", "Law 16.713, article 29", "impo.com.uy")
        later = law("rate of a year of deferral with 35 years", "0.03", "Law 16.713, article 29", "impo.com.uy")
        above = law("last ten years above the best twenty at most", "1.05", "Law 16.713, article 27", "impo.com.uy", decides=False)
        lowest = law("lowest Uruguayan pension of 2026", "21204", "Law 16.713, article 40", "BPS", decides=False)
        if years < 35:
            raise NotImplementedError("a career of less than 35 years is counted in another way")
        rate = first + to_35 * 5 + min(beyond, Fraction("0.005") * (years - 35)) + later * (age // 12 - 60)
        best, last = number(facts["average_of_best_twenty_years"]), number(facts["average_of_last_ten_years"])
        base = best if best > last else min(last, above * best)
        return max(lowest, rate * base)

    for way, career in {"national": own, "totalised": mercosur, "cmiss_totalised": convention}.items():
        amount = money(whole(career) * Fraction(len(own), len(career)), "UYU per month") if right(career) else "refused"
        said[f"pension(UY, old_age) by {way}"] = amount
    # The convention of Spain and Uruguay was not read: it may give more.
    said["pension(UY, old_age) by under_es_uy"] = "not_encoded"
    said["pension(UY, old_age)"] = "at_least " + said["pension(UY, old_age) by cmiss_totalised"]


# ---------------------------------------------------------------- Brazil, Constitution and Amendment 103/2019

def brazil(facts, age, own, mercosur, convention, law, said):
    waiting = law("qualifying months in Brazil", 180, "Law 8.213, article 25; Amendment 103, article 19", "planalto.gov.br")
    men = law("age of men in Brazil", 780, "Amendment 103, article 19", "planalto.gov.br")

    def right(career):
        return age >= men and months_touched(career) >= waiting

    def whole(career):
        first = law("first rate in Brazil", "0.60", "Amendment 103, article 26", "planalto.gov.br")
        yearly = law("rate of a further year in Brazil", "0.02", "Amendment 103, article 26", "planalto.gov.br")
        before = law("years of men before the rate rises", 20, "Amendment 103, article 26", "planalto.gov.br")
        floor = law("minimum wage of 2026", "1621", "Constitution, article 201", "INSS", decides=False)
        ceiling = law("ceiling of 2026", "8475.55", "Constitution, article 201", "from memory", decides=False)
        rate = first + yearly * max(0, months_touched(career) // 12 - before)
        return min(ceiling, max(floor, rate * number(facts["reference_earnings"]["BR"])))

    # A share may be below the minimum wage (Decreto 3.048, article 35, paragraph 1).
    for way, career in {"national": own, "totalised": mercosur, "cmiss_totalised": convention}.items():
        amount = money(whole(career) * Fraction(len(own), len(career)), "BRL per month") if right(career) else "refused"
        said[f"pension(BR, old_age) by {way}"] = amount
    said["pension(BR, old_age) by under_br_es"] = "not_encoded"
    said["pension(BR, old_age)"] = "at_least " + better(said[f"pension(BR, old_age) by {way}"] for way in ("totalised", "cmiss_totalised"))


# ---------------------------------------------------------------- Spain, Ley General de la Seguridad Social

def months_in_spain(career):
    """A year is 365 days, a month 30.41666 days; what is left over does not count (Real Decreto 1716/2012)."""
    years, rest = divmod(len(career), 365)
    return 12 * years + int(rest / Fraction("30.41666"))


def spain(facts, birth, event, own, convention, bilateral, law, said):
    shortest = law("months in Spain", 180, "LGSS, article 205.1.b", "BOE-A-2015-11724")
    long_career = law("career for 65 in 2026", 459, "LGSS, transitional provision 7", "BOE-A-2015-11724")
    age = law("age of 2026", 802, "LGSS, transitional provision 7", "BOE-A-2015-11724", decides=False)
    age_65 = law("age with a long career", 780, "LGSS, article 205.1.a", "BOE-A-2015-11724")
    recent = law("recent months", 24, "LGSS, article 205.1.b", "BOE-A-2015-11724", decides=False)
    window = law("months in which they must lie", 180, "LGSS, article 205.1.b", "BOE-A-2015-11724", decides=False)

    def right(career):
        months = months_in_spain(career)
        reached = event >= add_months(birth, age_65 if months >= long_career else age)
        recently = {day for day in career if day >= add_months(event, -window)}
        return reached and months >= shortest and months_in_spain(recently) >= recent

    def whole(career):
        first_band = law("months of the first band", 49, "LGSS, transitional provision 9", "BOE-A-2015-11724")
        second_band = law("months of the second band", 209, "LGSS, transitional provision 9", "BOE-A-2015-11724")
        divisor = law("divisor of 2026", "350", "LGSS, article 209 and transitional provision 8", "BOE-A-2015-11724", decides=False)
        best_divisor = law("divisor of the best months of 2026", "352.33", "LGSS, transitional provision 40", "BOE-A-2015-11724")
        highest = law("highest Spanish pension of 2026", "3359.60", "LGSS, article 57", "RDL 3/2026", decides=False)
        beyond = max(0, months_in_spain(career) - shortest)
        rate = Fraction(50) + min(beyond, first_band) * Fraction("0.21") \
            + max(0, min(beyond - first_band, second_band)) * Fraction("0.19")
        base = max(number(facts["sum_of_bases"]) / divisor, number(facts["sum_of_best_bases"]) / best_divisor)
        full = shortest + first_band + second_band
        return min(highest, min(Fraction(100), rate) / 100 * base), full

    def share(career):
        # Convention, article 13.3: no more days than a full pension takes: 365 a year, and the first whole day of the last month.
        amount, full = whole(career)
        years, rest = divmod(full, 12)
        most = 365 * years + -(-rest * Fraction("30.41666") // 1)
        return money(amount * Fraction(len(own)) / min(len(career), max(len(own), most)), "EUR per month")

    for way, career in {"national": own, "argentina_spain_totalised": bilateral, "cmiss_totalised": convention}.items():
        said[f"pension(ES, old_age) by {way}"] = share(career) if right(career) else "refused"
    for unread in ("under_br_es", "under_es_uy"):
        said[f"pension(ES, old_age) by {unread}"] = "not_encoded"
    said["pension(ES, old_age)"] = "at_least " + said["pension(ES, old_age) by cmiss_totalised"]
