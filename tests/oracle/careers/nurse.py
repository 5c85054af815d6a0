"""The nurse: Jamaica, Barbados, Trinidad and Tobago, and Canada, by CARICOM and by Canada's agreements with these States.

In the Caribbean weeks are counted as they are certified; in Canada the years of residence.
"""
from fractions import Fraction

from by_hand import add_months, better, completed_months, date, days, money, number, of, runs


def work_out(case, law):
    facts = case["facts"]
    event, birth = date(facts["contingency"]), date(facts["birth"])
    age = completed_months(birth, event)
    weeks = {state: sum(number(period["certified"]) for period in of(case, state)) for state in ("JM", "BB", "TT")}
    said = {}
    barbados(facts, age, weeks, law, said)
    trinidad(facts, case, age, event, weeks, law, said)
    jamaica(facts, case, event, weeks["JM"], law, said)
    canada(facts, case, birth, event, law, said)
    return said


def by_caricom(theoretical, own, weeks):
    """The actual amount: the own weeks of those of all States (the Agreement's summary; its numbered text was not reached)."""
    return theoretical * own / sum(weeks.values())


def barbados(facts, age, weeks, law, said):
    needed = law("contributions in Barbados before 2024", 500, "National Insurance of Barbados", "statusin.org/72212.html")
    paid = law("paid contributions in Barbados", 150, "National Insurance of Barbados", "statusin.org/72212.html", decides=False)
    pension_age = law("pensionable age of Barbados from 2018", 804, "National Insurance of Barbados", "statusin.org/72212.html")
    early = law("early age of Barbados until 2024", 720, "National Insurance of Barbados", "statusin.org/72212.html")
    first = law("first rate of Barbados", "0.40", "National Insurance of Barbados", "SSPTW 2012-2013")
    more = law("rate for fifty further contributions", "0.01", "National Insurance of Barbados", "SSPTW 2012-2013")
    most = law("highest rate of Barbados", "0.60", "National Insurance of Barbados", "from memory", decides=False)
    a_month = law("reduction for a month before the age", "0.005", "National Insurance of Barbados", "statusin.org/72212.html")
    least_own = law("contributions that bind a State to pay", 52, "CARICOM Agreement", "from memory", decides=False)

    def right(total):
        return age >= early and total >= paid and total >= needed

    def pension(total):
        rate = min(most, first + more * ((total - needed) // 50))
        return rate * (1 + a_month * (age - pension_age)) * number(facts["reference_earnings"]["BB"])

    own, total = weeks["BB"], sum(weeks.values())
    said["pension(BB, old_age) by national"] = money(pension(own), "BBD per month") if right(own) else "refused"
    shared = by_caricom(pension(total), own, weeks) if right(total) and own >= least_own else None
    said["pension(BB, old_age) by caricom_share"] = "refused" if shared is None else money(shared, "BBD per month")
    said["pension(BB, old_age) by under_ca_bb"] = "not_encoded"
    said["pension(BB, old_age)"] = "at_least " + said["pension(BB, old_age) by caricom_share"]
    said["one_off_grant(BB, old_age)"] = "refused" if right(total) else "granted"  # a pension takes the place of a grant
    said["caricom_weeks(BB, old_age)"] = f"{total} weeks"


def trinidad(facts, case, age, event, weeks, law, said):
    needed = law("contributions in Trinidad and Tobago", 750, "National Insurance of Trinidad and Tobago", "nibtt.net")
    step = law("contributions of an increment", 25, "National Insurance of Trinidad and Tobago", "nibtt.net")
    own, total = weeks["TT"], sum(weeks.values())

    def pension(counted):
        return number(facts["basic_pension_of_class"]) + (counted - needed) // step * number(facts["increment_of_class"])

    # Canada-Trinidad and Tobago, article VIII.3: 52 weeks for a year of the Plan from 1973 on, and for residence alone each
    # whole week outside these years; VIII.5: only as many as are needed; XIII.1: own weeks over the number required.
    a_year = law("weeks of a Canadian year in Trinidad", 52, "Canada-Trinidad and Tobago, article VIII.3", "SI/99-76", decides=False)
    credited = canadian_weeks(case, event, a_year, whole_last_year=True)
    counted = min(credited, max(0, needed - own))
    said["weeks_credited_for_canada(TT, old_age)"] = f"{counted} weeks"
    said["claim_in_time(TT)"] = date(facts["claim_date"]) <= add_months(event, 12)
    said["pension(TT, old_age) by national"] = money(pension(own), "TTD per month") if own >= needed else "refused"
    said["pension(TT, old_age) by with_canada_trinidad"] = \
        money(pension(needed) * own / needed, "TTD per month") if age >= 780 and own + counted >= needed else "refused"
    said["pension(TT, old_age) by caricom_share"] = \
        money(by_caricom(pension(total), own, weeks), "TTD per month") if age >= 780 and total >= needed else "refused"
    # Two agreements with one State: the higher amount (a reading of Convenio, which no text contradicts).
    due = better(said[f"pension(TT, old_age) by {way}"] for way in ("with_canada_trinidad", "caricom_share"))
    said["pension(TT, old_age)"] = "granted " + due
    said["one_off_grant(TT, old_age)"] = "refused"          # article XIII.2
    received = number(facts["grant_received_from_trinidad"])
    said["first_instalment(TT, old_age)"] = money(max(Fraction(0), number(due) - received), "TTD")


def canadian_weeks(case, event, a_year, whole_last_year):
    """Weeks of another State for what Canada certifies: years of the Plan, and whole weeks of residence outside them."""
    plan = sorted({day.year for day in days(*[p for p in of(case, "CA") if p["canadian_record"] == "pension_plan"], before=event)})
    weeks = 0
    for year in plan:
        in_time = (event - date(f"{year}-01-01")).days // 7
        weeks += a_year if whole_last_year or year < event.year else min(a_year, in_time)
    alone = days(*[p for p in of(case, "CA") if p["canadian_record"] == "residence_only"], before=event)
    return weeks + sum((end - begin).days // 7 for begin, end in runs({day for day in alone if day.year not in plan}))


def jamaica(facts, case, event, own, law, said):
    needed = law("weeks in Jamaica from 2017", 520, "National Insurance of Jamaica", "SSPTW 2017")
    a_year = law("weeks of a Canadian year in Jamaica", 52, "Canada-Jamaica, article VIII.4(b)", "SI/83-166")
    credited = canadian_weeks(case, event, a_year, whole_last_year=False)
    said["weeks_credited_in_jamaica(JM)"] = f"{credited} weeks"
    said["pension(JM, old_age) by national"] = "granted" if own >= needed else "refused"
    # Article X.5(c): where the yearly average falls short, the lowest flat rate, by the own weeks over these and those that
    # are needed for the average, and again over these and those that are needed for the total.
    for_average = max(0, number(facts["contributory_years_in_jamaica"]) * number(facts["lowest_yearly_average"]) - own)
    for_total = max(0, needed - own)
    if not for_average or credited < max(for_average, for_total):
        raise NotImplementedError("another paragraph of article X.5 applies")
    rate = number(facts["lowest_flat_rate"]) * (own / (own + for_average)) * (own / (own + for_total))
    said["flat_rate_from_jamaica(JM, old_age)"] = money(rate, "JMD per week")
    said["pension(JM, old_age)"] = "not_encoded"            # the wage-related part is in no source


def canada(facts, case, birth, event, law, said):
    from_age = law("age from which residence counts", 216, "Old Age Security Act", "Service Canada's estimator", decides=False)
    needed = law("months of residence for whoever lives in Canada", 120, "Old Age Security Act", "POMS GN 01715.125", decides=False)
    full = law("full pension of October 2023", "698.60", "Old Age Security Act", "acceptance scenarios of Service Canada's estimator")
    fortieths = law("years of a full pension", 40, "Old Age Security Act", "Service Canada's estimator")
    lived = days(*of(case, "CA"), since=add_months(birth, from_age), before=date(facts["start_of_old_age_security"]))
    months = sum(completed_months(begin, end) for begin, end in runs(lived))
    if months < needed:
        said["pension(CA, old_age) by national"] = said["pension(CA, old_age)"] = "refused"
        return
    share = Fraction(min(fortieths, months // 12), fortieths)
    said["fortieths_of_residence(old_age)"] = f"{float(share):.2f}"
    said["pension(CA, old_age) by national"] = money(share * full, "CAD per month")
    said["pension(CA, old_age) by under_ca_bb"] = "not_encoded"
    said["pension(CA, old_age)"] = "at_least " + said["pension(CA, old_age) by national"]
    said["canada_pension_plan(old_age)"] = "not_encoded"
