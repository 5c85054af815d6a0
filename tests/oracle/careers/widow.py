"""The widow with two children: survivors' pensions of Argentina, Brazil and Uruguay, by MERCOSUR and the Convention of 2007.

On the days on which he was insured in Uruguay by law and in Brazil by choice, the insurance by law counts (MERCOSUR Regulation,
article 6.1.c; Application Agreement, article 14.1.b), and the Convention makes Brazil pay for its lost days (article 15.3).
"""
from fractions import Fraction

from by_hand import add_months, better, completed_months, date, days, money, months_from_date_to_date, months_touched, number, of, part


def work_out(case, law):
    facts = case["facts"]
    death = date(facts["contingency"])
    by_law = {state: days(*[p for p in of(case, state) if p["kind"] == "compulsory"], before=death) for state in ("AR", "BR", "UY")}
    by_choice = days(*[p for p in of(case, "BR") if p["kind"] == "voluntary"], before=death)
    lost = by_choice & (by_law["AR"] | by_law["UY"])
    counted = {**by_law, "BR": by_law["BR"] | (by_choice - lost)}
    together = counted["AR"] | counted["BR"] | counted["UY"]
    said = {}
    argentina(facts, death, counted["AR"], together, law, said)
    brazil(facts, death, by_law["BR"] | by_choice, counted["BR"], together, law, said)
    uruguay(facts, counted["UY"], together, law, said)
    said["duration_in_brazil(survivors)"] = duration_in_brazil(facts, by_law["BR"] | by_choice, law)
    # MERCOSUR, article 14 and Regulation, article 8.3: the first claim in any of the States counts in all.
    first = min(facts["filings"], key=lambda filing: filing["filed_on"])
    said[f"filing_date(filing {{ place = {first['place']}, filed_on = {first['filed_on']} }})"] = first["filed_on"]
    return said


def share(whole, own, together):
    return whole * Fraction(len(own), len(together))


def argentina(facts, death, own, together, law, said):
    window = law("months that are looked at in Argentina", 36, "Decreto 460/1999", "infoleg, Decreto 460/1999", decides=False)
    regular = law("months of a regular contributor", 30, "Decreto 460/1999", "infoleg, Decreto 460/1999")
    spouse = law("rate of a spouse beside children", "0.50", "Law 24.241, article 98", "infoleg, Law 24.241 consolidated")
    child = law("rate of a child", "0.20", "Law 24.241, article 98", "infoleg, Law 24.241 consolidated")
    base = law("rate of a regular contributor", "0.70", "Law 24.241, article 97", "from memory")
    lowest = law("lowest pension of March 2026", "369600.88", "Law 24.241, article 17", "ANSES Resolutions", decides=False)
    highest = law("highest pension of March 2026", "2487063.95", "Law 24.241, article 17", "ANSES Resolutions", decides=False)

    def pension(career):
        if months_touched(part(career, since=add_months(death, -window))) < regular:
            return "refused"        # no month of the last five years is Argentine: he was no irregular contributor either
        rate = min(Fraction(1), spouse + child * facts["surviving_children"])
        whole = min(highest, max(lowest, rate * base * number(facts["reference_earnings"]["AR"])))
        return money(share(whole, own, career), "ARS per month")

    said["pension(AR, survivors) by national"] = pension(own)
    said["pension(AR, survivors) by totalised"] = said["pension(AR, survivors) by cmiss_totalised"] = pension(together)
    said["pension(AR, survivors)"] = "granted " + pension(together)


def brazil(facts, death, certified, own, together, law, said):
    still = law("months still insured in Brazil", 12, "Law 8.213, article 15", "planalto.gov.br", decides=False)
    first = law("rate of the family", "0.50", "Amendment 103, article 23", "from memory")
    each = law("rate of a dependant", "0.10", "Amendment 103, article 23", "from memory")
    base = law("first rate in Brazil", "0.60", "Amendment 103, article 26", "planalto.gov.br")
    yearly = law("rate of a further year in Brazil", "0.02", "Amendment 103, article 26", "planalto.gov.br")
    before = law("years of men before the rate rises", 20, "Amendment 103, article 26", "planalto.gov.br")
    floor = law("minimum wage of 2026", "1621", "Constitution, article 201", "INSS", decides=False)
    ceiling = law("ceiling of 2026", "8475.55", "Constitution, article 201", "from memory", decides=False)

    def whole(career):
        if not any(day >= add_months(death, -still) for day in career):
            return None
        dependants = facts["surviving_children"] + facts["surviving_spouse"]
        rate = base + yearly * max(0, months_touched(career) // 12 - before)
        amount = min(Fraction(1), first + each * dependants) * rate * number(facts["reference_earnings"]["BR"])
        return min(ceiling, max(floor, amount))

    said["pension(BR, survivors) by national"] = "refused" if whole(certified) is None else money(whole(certified), "BRL per month")
    increase = number(facts["increase_for_voluntary_periods"]["BR"]["survivors"]) if certified - own else Fraction(0)
    for way, added in (("totalised", Fraction(0)), ("cmiss_totalised", increase)):
        said[f"pension(BR, survivors) by {way}"] = money(share(whole(together), own, together) + added, "BRL per month")
    best = better(said[f"pension(BR, survivors) by {way}"] for way in ("totalised", "cmiss_totalised"))
    said["pension(BR, survivors)"] = "granted " + best           # Convention, article 8: what is better for the family


def uruguay(facts, own, together, law, said):
    both = law("rate of a spouse with children", "0.75", "Law 20.130, article 54", "impo.com.uy, Law 20.130")
    least = law("rate of total incapacity", "0.65", "Law 16.713, article 19", "impo.com.uy, Law 16.713")
    common = law("service in Uruguay", 360, "Law 16.713, article 18", "impo.com.uy, Law 16.713", decides=False)
    above = law("last ten years above the best twenty at most", "1.05", "Law 16.713, article 27", "impo.com.uy")
    age = completed_months(date(facts["birth"]), date(facts["contingency"])) // 12
    base = min(number(facts["average_of_last_ten_years"]), above * number(facts["average_of_best_twenty_years"]))

    def whole(career):
        # At least the pension of total incapacity; that of old age for whoever had thirty years. At 59 none of it is deferral.
        years, rate = months_from_date_to_date(career) // 12, least
        if 12 * years >= common:
            rate = max(rate, Fraction("0.45") + Fraction("0.01") * (min(years, 35) - 30)
                       + min(Fraction("0.025"), Fraction("0.005") * max(0, years - 35)) + Fraction("0.03") * max(0, age - 60))
        return both * rate * base

    # He died at work: no service is asked. An own right is paid, unless the family asks for totalisation (MERCOSUR Regulation 7.1).
    said["pension(UY, survivors) by national"] = money(whole(own), "UYU per month")
    for way in ("totalised", "cmiss_totalised"):
        said[f"pension(UY, survivors) by {way}"] = money(share(whole(together), own, together), "UYU per month")
    said["pension(UY, survivors)"] = "granted " + said["pension(UY, survivors) by national"]


def duration_in_brazil(facts, certified, law):
    months = law("contributions for more than four months", 18, "Law 8.213, article 77", "from memory", decides=False)
    if not facts["together_for_two_years"] or months_touched(certified) < months:
        return "four months"
    table = ((22, "three years"), (28, "six years"), (31, "ten years"), (42, "fifteen years"), (45, "twenty years"))
    return next((duration for below, duration in table if facts["age_of_surviving_spouse"] < below), "for life")
