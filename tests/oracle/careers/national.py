"""Old age by the laws of Argentina, Uruguay, Brazil and Spain in March 2026: of a career, whether it is enough, and what it gives.

A law is a pair of functions of a set of days. Knows no agreement.
"""
from fractions import Fraction

from by_hand import add_months, date, months_from_date_to_date, months_touched, number, part


def argentina(facts, age, law):
    """Law 24.241."""
    needed = law("service in Argentina", 360, "Law 24.241, article 19", "infoleg, Law 24.241 consolidated")
    pension_age = law("age of men in Argentina", 780, "Law 24.241, article 19", "infoleg, Law 24.241 consolidated")
    start = law("first day of the Argentine system", date("1994-07-15"), "Law 24.241, articles 24 and 30",
                "infoleg; the day is a reading of Convenio", decides=False)
    rate = law("Argentine rate of a year", "0.015", "Law 24.241, articles 24 and 30", "infoleg, Law 24.241 consolidated")
    most = law("most compensated years", 35, "Law 24.241, article 24", "infoleg", decides=False)
    basic = law("basic benefit of March 2026", "169075.53", "Law 24.241, article 20", "ANSES Resolutions 359/2025, 380/2025")
    lowest = law("lowest pension of March 2026", "369600.88", "Law 24.241, article 17", "ANSES Resolutions", decides=False)
    highest = law("highest pension of March 2026", "2487063.95", "Law 24.241, article 17", "ANSES Resolutions", decides=False)

    def right(career):
        made_up = max(0, (age - pension_age) // 24)        # two years beyond the age for one missing year
        return age >= pension_age and months_from_date_to_date(career) >= needed - 12 * made_up

    def years(some_days):                                  # more than six months count as a year
        full, rest = divmod(months_from_date_to_date(some_days), 12)
        return full + (1 if rest > 6 else 0)

    def whole(career):
        counted = min(most, years(part(career, before=start))) + years(part(career, since=start))
        return min(highest, max(lowest, basic + counted * rate * number(facts["reference_earnings"]["AR"])))

    return right, whole


def uruguay(facts, age, law):
    """Law 16.713; for those born before 1973 Law 20.130 changes nothing before 2033."""
    needed = law("service in Uruguay", 360, "Law 16.713, article 18", "impo.com.uy, Law 16.713 as amended by 18.395")
    common_age = law("common age in Uruguay", 720, "Law 16.713, article 18; Law 20.130, article 34", "impo.com.uy")
    first = law("rate of thirty years", "0.45", "Law 16.713, article 29", "impo.com.uy")
    to_35 = law("rate of a year from 31 to 35", "0.01", "Law 16.713, article 29", "impo.com.uy")
    beyond = law("most for years beyond 35", "0.025", "Law 16.713, article 29", "impo.com.uy")
    later = law("rate of a year of deferral with 35 years", "0.03", "Law 16.713, article 29", "impo.com.uy")
    above = law("last ten years above the best twenty at most", "1.05", "Law 16.713, article 27", "impo.com.uy",
                decides=number(facts["average_of_last_ten_years"]) > Fraction("1.05") * number(facts["average_of_best_twenty_years"]))
    lowest = law("lowest Uruguayan pension of 2026", "21204", "Law 16.713, article 40", "BPS", decides=False)

    def right(career):
        return age >= common_age and months_from_date_to_date(career) >= needed

    def whole(career):
        years = months_from_date_to_date(career) // 12
        if years < 35:
            raise NotImplementedError("a career of less than 35 years is counted in another way")
        rate = first + to_35 * 5 + min(beyond, Fraction("0.005") * (years - 35)) + later * (age // 12 - 60)
        best, last = number(facts["average_of_best_twenty_years"]), number(facts["average_of_last_ten_years"])
        return max(lowest, rate * (best if best > last else min(last, above * best)))

    return right, whole


def brazil(facts, age, law):
    """The Constitution, article 201, and Amendment 103/2019; a man who was insured before it."""
    waiting = law("qualifying months in Brazil", 180, "Law 8.213, article 25; Amendment 103, article 19", "planalto.gov.br")
    men = law("age of men in Brazil", 780, "Amendment 103, article 19", "planalto.gov.br")
    first = law("first rate in Brazil", "0.60", "Amendment 103, article 26", "planalto.gov.br")
    yearly = law("rate of a further year in Brazil", "0.02", "Amendment 103, article 26", "planalto.gov.br")
    before = law("years of men before the rate rises", 20, "Amendment 103, article 26", "planalto.gov.br")
    floor = law("minimum wage of 2026", "1621", "Constitution, article 201", "INSS", decides=False)
    ceiling = law("ceiling of 2026", "8475.55", "Constitution, article 201", "from memory", decides=False)

    def right(career):
        return age >= men and months_touched(career) >= waiting

    def whole(career):
        rate = first + yearly * max(0, months_touched(career) // 12 - before)
        return min(ceiling, max(floor, rate * number(facts["reference_earnings"]["BR"])))

    return right, whole


def months_in_spain(career):
    """A year is 365 days, a month 30.41666 days; what is left over does not count (Real Decreto 1716/2012)."""
    years, rest = divmod(len(career), 365)
    return 12 * years + int(rest / Fraction("30.41666"))


def spain(facts, birth, event, law, long_career_met):
    """Ley General de la Seguridad Social; also how many days a full pension takes. `long_career_met`: is somebody 65 by it here?"""
    shortest = law("months in Spain", 180, "LGSS, article 205.1.b", "BOE-A-2015-11724")
    long_career = law("career for 65 in 2026", 459, "LGSS, transitional provision 7", "BOE-A-2015-11724", decides=long_career_met)
    age = law("age of 2026", 802, "LGSS, transitional provision 7", "BOE-A-2015-11724", decides=not long_career_met)
    age_65 = law("age with a long career", 780, "LGSS, article 205.1.a", "BOE-A-2015-11724")
    recent = law("recent months", 24, "LGSS, article 205.1.b", "BOE-A-2015-11724", decides=False)
    window = law("months in which they must lie", 180, "LGSS, article 205.1.b", "BOE-A-2015-11724", decides=False)
    first_band = law("months of the first band", 49, "LGSS, transitional provision 9", "BOE-A-2015-11724")
    second_band = law("months of the second band", 209, "LGSS, transitional provision 9", "BOE-A-2015-11724")
    bases, best_bases = number(facts["sum_of_bases"]), number(facts["sum_of_best_bases"])
    first_is_better = bases / 350 >= best_bases / Fraction("352.33")
    divisor = law("divisor of 2026", "350", "LGSS, article 209 and transitional provision 8", "BOE-A-2015-11724",
                  decides=first_is_better)
    best_divisor = law("divisor of the best months of 2026", "352.33", "LGSS, transitional provision 40", "BOE-A-2015-11724",
                       decides=not first_is_better)
    highest = law("highest Spanish pension of 2026", "3359.60", "LGSS, article 57", "RDL 3/2026", decides=False)
    full = shortest + first_band + second_band
    days_of_full = 365 * (full // 12) - (-(full % 12) * Fraction("30.41666") // 1)   # the first whole day of the last month

    def right(career):
        months = months_in_spain(career)
        reached = event >= add_months(birth, age_65 if months >= long_career else age)
        recently = part(career, since=add_months(event, -window))
        return reached and months >= shortest and months_in_spain(recently) >= recent

    def whole(career):
        beyond = max(0, months_in_spain(career) - shortest)
        rate = Fraction(50) + min(beyond, first_band) * Fraction("0.21") \
            + max(0, min(beyond - first_band, second_band)) * Fraction("0.19")
        return min(highest, min(Fraction(100), rate) / 100 * max(bases / divisor, best_bases / best_divisor))

    return right, whole, days_of_full
