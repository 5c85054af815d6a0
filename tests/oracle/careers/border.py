"""The worker between Canada and the United States: each State adds the other's time to open the right, and pays its own.

The United States pay a share of a theoretical primary insurance amount (20 CFR 404.1918), Canada fortieths of its full pension
for the years that were lived there.
"""
import datetime
from fractions import Fraction

from by_hand import add_months, completed_months, date, days, down, half_up, money, number, of, runs

# National average wage index, as the actuaries' public program carries it.
AVERAGE_WAGES = dict(zip(range(1980, 2019), (Fraction(wage) for wage in """
    12513.46 13773.10 14531.34 15239.24 16135.07 16822.51 17321.82 18426.51 19334.04 20099.55
    21027.98 21811.60 22935.42 23132.67 23753.53 24705.66 25913.90 27426.00 28861.44 30469.84
    32154.82 32921.92 33252.09 34064.95 35648.55 36952.94 38651.41 40405.48 41334.97 40711.61
    41673.83 42979.61 44321.67 44888.16 46481.52 48098.63 48642.15 50321.89 52145.80""".split())))
AVERAGE_WAGES[2019] = Fraction("54099.99")
# What one quarter of coverage costs in earnings, and the highest earnings that count.
QUARTERS = {1991: 540, 1992: 570, 1993: 590, 1994: 620, 1995: 630, 1996: 640, 1997: 670, 1998: 700}
BASES = {1991: 53400, 1992: 55500, 1993: 57600, 1994: 60600, 1995: 61200, 1996: 62700, 1997: 65400, 1998: 68400}


def work_out(case, law):
    facts = case["facts"]
    earned = {date(period["from"]).year: number(period["covered_earnings"]) for period in of(case, "US")}
    wage = {year: law(f"average wage of {year}", value, "42 U.S.C. 409(k)", "actuaries' public program",
                      decides=year in earned or year >= 2018) for year, value in AVERAGE_WAGES.items()}
    quarter = {year: law(f"amount of a quarter in {year}", Fraction(QUARTERS[year]), "42 U.S.C. 413(d)", "ssa.gov/oact/cola/QC.html",
                         decides=False) for year in earned}
    quarters = {year: min(4, int(earned[year] / quarter[year])) for year in earned}
    said = {"own_quarters_in_the_united_states(old_age)": str(sum(quarters.values()))}
    united_states(case, facts, earned, quarters, wage, law, said)
    canada(case, facts, quarters, law, said)
    return said


# ---------------------------------------------------------------- United States

def united_states(case, facts, earned, quarters, wage, law, said):
    own = sum(quarters.values())
    birth, entitled = date(facts["birth"]), date(facts["first_month_of_entitlement"])
    reached = birth - datetime.timedelta(days=1)                       # an age is reached on the day before the birthday
    eligible = add_months(reached, 62 * 12).year                       # 404.310; the formula below is that of this year
    needed = law("most quarters that are asked", 40, "20 CFR 404.110 and 404.115", "20 CFR 404.1918, worked example",
                 decides=False)
    needed = min(needed, eligible - 1 - add_months(reached, 252).year)
    said["quarters_required_in_the_united_states(old_age)"] = str(needed)
    least = law("own quarters at the least", 6, "42 U.S.C. 433(c)(1)(A); 20 CFR 404.1908", "POMS GN 01703.100", decides=False)

    # GN 01716.110: a Canadian year of contribution gives four quarters, as far as they are blank; only those that are needed count.
    plan = {day.year for period in of(case, "CA") if period["canadian_record"] == "pension_plan" for day in days(period)}
    a_year = law("quarters of a Canadian year", 4, "20 CFR 404.1908", "POMS GN 01716.110")
    available = a_year * len(plan - set(earned))
    missing = max(0, needed - own)
    said["foreign_quarters_available(CA)"] = str(available)
    said["foreign_quarters_credited(old_age, CA)"] = str(min(missing, available))
    said["pension(US, old_age) by national"] = "granted" if own >= needed else "refused"
    if not (own < needed <= own + available and own >= least):
        raise NotImplementedError("no totalised right")

    # 404.1918(b): the earnings position, to seven decimals; the average wage of each year is its measure.
    position = {year: half_up(min(earned[year], Fraction(quarters[year], 4) * base(year, law)) / wage[year], "0.0000001")
                for year in earned}
    relative = half_up(4 * sum(position.values()) / own, "0.0000001")
    said["sum_of_yearly_positions(old_age)"] = decimal(sum(position.values()), 7)
    said["relative_position(old_age)"] = decimal(relative, 7)

    # (c): a full career at that position, from the year of the 22nd birthday to the year before the 62nd, indexed to 2018.
    measure = eligible - 2
    career = [half_up(relative * wage[year], "0.01") for year in range(add_months(reached, 264).year, eligible)]
    indexed = [earning if year >= measure else half_up(earning * wage[measure] / wage[year], "0.01")
               for year, earning in zip(range(add_months(reached, 264).year, eligible), career)]
    dropped = law("years left out", 5, "20 CFR 404.211", "20 CFR 404, subpart C")
    years = needed - dropped
    average = down(sum(sorted(indexed, reverse=True)[:years]) / (12 * years), 1)
    said["theoretical_average_of_the_united_states(old_age)"] = f"{int(average)}.00 USD per month"
    theoretical = increased(primary(average, law), law)
    said["theoretical_amount_of_the_united_states(old_age)"] = usd(theoretical)

    # (d): as many quarters as there are, of four in each computation year; never more than the own record gives (a)(4).
    share = Fraction(own, 4 * years)
    said["share_of_the_united_states(old_age)"] = f"{share.numerator}/{share.denominator}"
    of_own = sum(half_up(earned[year] * wage[measure] / wage[year], "0.01") for year in earned)
    cap = increased(primary(down(of_own / (12 * years), 1), law), law)
    pro_rata = min(down(theoretical * share, "0.10"), cap)
    said["pro_rata_amount_of_the_united_states(old_age)"] = usd(pro_rata)

    # 404.410: five ninths of a per cent for each of the first 36 months before full retirement age.
    full_age = law("full retirement age of those born in 1958", 800, "20 CFR 404.409", "ssa.gov")
    full = add_months(reached, full_age)
    early = max(0, 12 * (full.year - entitled.year) + full.month - entitled.month)
    said["months_of_reduction(old_age)"] = str(early)
    a_month = law("reduction of a month", Fraction(5, 900), "20 CFR 404.410", "20 CFR 404, subpart E")
    benefit = down(pro_rata * (1 - a_month * min(36, early)), "0.10")
    said["benefit_before_whole_dollars(old_age)"] = usd(benefit)
    said["pension(US, old_age)"] = f"granted {int(benefit)}.00 USD per month"      # 404.304: whole dollars


def base(year, law):
    return law(f"contribution base of {year}", Fraction(BASES[year]), "42 U.S.C. 430", "ssa.gov", decides=False)


def primary(average, law):
    """404.212: the formula of those who reach 62 in 2020, down to the dime."""
    first = law("first bend point of 2020", Fraction(960), "42 U.S.C. 415(a)(1)(B)", "ssa.gov, Federal Register")
    second = law("second bend point of 2020", Fraction(5785), "42 U.S.C. 415(a)(1)(B)", "ssa.gov", decides=False)
    rates = [law(f"{part} rate of the formula", rate, "42 U.S.C. 415(a)(1)(A)", "ssa.gov", decides=rate != "0.15")
             for part, rate in (("first", "0.90"), ("second", "0.32"), ("third", "0.15"))]
    return down(rates[0] * min(average, first) + rates[1] * max(0, min(average, second) - first)
                + rates[2] * max(0, average - second), "0.10")


def increased(amount, law):
    """404.275: the increases of December 2020, 2021 and 2022, each down to the dime."""
    for year, increase in ((2020, "0.013"), (2021, "0.059"), (2022, "0.087")):
        rate = law(f"increase of December {year}", increase, "42 U.S.C. 415(i)", "ssa.gov/oact/cola")
        amount = down(amount * (1 + rate), "0.10")
    return amount


def usd(amount):
    return f"{float(amount):.2f} USD per month"


def decimal(value, places):
    return f"{float(value):.{places}f}".rstrip("0")


# ---------------------------------------------------------------- Canada

def canada(case, facts, quarters, law, said):
    birth, start = date(facts["birth"]), date(facts["start_of_old_age_security"])
    adult = add_months(birth, law("age from which residence counts", 216, "Old Age Security Act", "POMS GN 01715.120"))
    lived = days(*of(case, "CA"), since=adult, before=start)
    months = sum(completed_months(begin, end) for begin, end in runs(lived))
    in_canada = law("months for whoever lives in Canada", 120, "Old Age Security Act", "POMS GN 01715.125", decides=False)
    elsewhere = law("months for whoever lives elsewhere", 240, "Old Age Security Act", "POMS GN 01715.125")
    needed = in_canada if facts["residence"] == "CA" else elsewhere
    # GN 01715.120: a quarter of coverage is three months of residence, where Canada counts none for these days.
    a_quarter = law("months of residence for a quarter", 3, "agreement with the United States", "POMS GN 01715.120")
    free = sum(count for year, count in quarters.items() if not any(day.year == year for day in lived))
    together = months + a_quarter * free
    said["residence_with_quarters(old_age)"] = f"{together} months"
    said["pension(CA, old_age) by national"] = "granted" if months >= needed else "refused"
    if together < needed:
        said["pension(CA, old_age)"] = "refused"
        return
    full = law("full pension of October 2023", "698.60", "Old Age Security Act", "acceptance scenarios of Service Canada's estimator")
    fortieths = law("years of a full pension", 40, "Old Age Security Act", "Service Canada's estimator")
    share = Fraction(min(fortieths, months // 12), fortieths)
    said["fortieths_with_quarters(old_age)"] = f"{float(share):.2f}"
    said["pension(CA, old_age)"] = "granted " + money(share * full, "CAD per month")
    said["canada_pension_plan(old_age)"] = "not_encoded"
