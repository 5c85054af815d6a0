// The algebra of histories on examples: the rows B, D, F and H of the semantics vectors, certified
// quantities, doubts.
#include <doctest/doctest.h>

#include "engine/model/history.hpp"
#include "tests/unit/model/periods.hpp"

using namespace convenio::model;
using namespace convenio::model::test;

namespace {

std::int64_t days_of(std::string_view first, std::string_view last) {
  return days(make_history({period("p", 0, 0, first, last)}));
}

Doubt doubt(Date begin, Date end, std::vector<Period> candidates, bool may_be_absent, std::string subject) {
  return {begin, end, std::move(candidates), may_be_absent, missing(std::move(subject))};
}

History with_doubts(std::vector<Period> periods, std::vector<Doubt> doubts) {
  History h = make_history(std::move(periods));
  h.doubts = std::move(doubts);
  return h;
}

Date day(int number) { return Date::from_number(number); }

}  // namespace

TEST_CASE("days with both ends included") {
  CHECK(days_of("2024-01-01", "2024-01-31") == 31);  // B01
  CHECK(days_of("2024-03-15", "2024-03-15") == 1);   // B02
  CHECK(days_of("2024-02-01", "2024-02-29") == 29);  // B05
  CHECK(days_of("2023-02-01", "2023-02-28") == 28);
  CHECK(days_of("2000-01-01", "2019-12-31") == 7305);  // B07
  CHECK(days_of("1999-03-01", "2024-02-29") == 9132);  // B08
  CHECK(days_of("2024-02-28", "2024-02-29") == 2);     // B13
  CHECK(days_of("2011-12-29", "2011-12-31") == 3);     // L03: no zone loses a day
  CHECK(days(make_history({})) == 0);
  CHECK(make_history({short_period("p", 0, 0, 5, 4), short_period("q", 0, 0, 5, 5)}).periods.empty());  // B04
  History const shared = make_history(
      {period("a", 0, 0, "2020-01-01", "2020-06-30"), period("b", 0, 0, "2020-06-30", "2020-12-31")});
  CHECK(days(shared) == 366);  // B10
  CHECK(days(unite(make_history({period("a", 0, 0, "2020-01-01", "2020-12-31")}),
                   make_history({period("b", 0, 0, "2020-05-01", "2020-05-31")}))) == 366);  // H06
  History const line = make_history({period("p", 0, 0, "2023-11-15", "2024-02-10")});        // B14
  CHECK(days(clip(line, std::nullopt, date("2024-01-01"))) == 47);
  CHECK(days(clip(line, date("2024-01-01"), std::nullopt)) == 41);
  CHECK(days(line) == 88);
  CHECK(days(clip(line, date("2024-01-01"), date("2024-01-01"))) == 0);
  CHECK(days(clip(line, date("2024-01-05"), date("2024-01-01"))) == 0);
}

TEST_CASE("months and years, touched and complete") {
  struct Row {
    char const* first;
    char const* last;
    int touched, complete, years;
  };
  for (Row const& r : {Row{"2024-01-31", "2024-02-01", 2, 0, 1},  // D04
                       Row{"2024-01-01", "2024-03-31", 3, 3, 1},  // D05
                       Row{"2024-01-02", "2024-03-31", 3, 2, 1}, Row{"2024-01-01", "2024-03-30", 3, 2, 1},
                       Row{"2023-12-31", "2024-01-01", 2, 0, 2}, Row{"2024-02-01", "2024-02-29", 1, 1, 1},
                       Row{"1999-12-01", "2001-01-31", 14, 14, 3}}) {
    CAPTURE(r.first);
    History const h = make_history({period("p", 0, 0, r.first, r.last)});
    CHECK(whole(count_touched_months(h)) == r.touched);
    CHECK(whole(count_complete_months(h)) == r.complete);
    CHECK(whole(count_touched_years(h)) == r.years);
  }
  History const gapped = make_history(
      {period("a", 0, 0, "2024-01-01", "2024-01-10"), period("b", 0, 0, "2024-01-12", "2024-01-31"),
       period("c", 0, 0, "2024-03-01", "2024-03-15"), period("d", 0, 0, "2024-03-16", "2024-03-31")});
  CHECK(whole(count_touched_months(gapped)) == 2);
  CHECK(whole(count_complete_months(gapped)) == 1);  // March, of two periods
  CHECK(whole(count_touched_years(gapped)) == 1);
}

TEST_CASE("contiguous periods merge, and unlike ones stay apart") {
  Period const a = period("a", 0, 0, "2020-01-01", "2020-06-30");
  Period const b = period("b", 0, 0, "2020-07-01", "2020-12-31");  // B11: gap of 0 days
  Period const late = period("b", 0, 0, "2020-07-02", "2020-12-31");
  CHECK(texts(merge(make_history({b, a}))) == Texts{"a+b@0 2020-01-01/2020-12-31"});
  CHECK(texts(merge(make_history({a, late}))) ==
        Texts{"a@0 2020-01-01/2020-06-30", "b@0 2020-07-02/2020-12-31"});
  CHECK(merge(make_history({a, period("b", 1, 0, "2020-07-01", "2020-12-31")})).periods.size() == 2);
  CHECK(merge(make_history({a, period("b", 0, 1, "2020-07-01", "2020-12-31")})).periods.size() == 2);
  History const parts =
      split(make_history({a}), {date("2020-03-01"), date("2020-02-01"), date("2020-01-01"), a.end});
  CHECK(texts(parts) == Texts{"a@0 2020-01-01/2020-01-31 cut", "a@0 2020-02-01/2020-02-29 cut",
                              "a@0 2020-03-01/2020-06-30 cut"});
  CHECK(texts(merge(parts)) == Texts{"a@0 2020-01-01/2020-06-30 cut"});
  History const once = merge(make_history({a, b}));
  CHECK(merge(unite(once, make_history({a, b}))).periods.front().id == "a+b");
}

TEST_CASE("periods that would be joined if an attribute were known are in doubt, and their days are not") {
  auto const of_unknown_kind = [](Period p) {
    p.attributes = {Value{missing(p.id + ".kind")}};
    return p;
  };
  Period const a = with(period("a", 0, 0, "2020-01-01", "2020-06-30"), 6, Unit::months);
  Period const twice = of_unknown_kind(with(period("b", 0, 0, "2020-01-01", "2020-06-30"), 6, Unit::months));
  // 6 months if the certificates are alike, 12 if not.
  History const h = merge(make_history({a, twice}));
  CHECK(h.periods.empty());
  REQUIRE(h.doubts.size() == 1);
  CHECK(h.doubts[0].candidates.size() == 2);
  CHECK(days(h) == 182);
  REQUIRE(certified(h, Unit::months).absent());
  CHECK(certified(h, Unit::months).absence().blockers.at(0).subject == "b.kind");
  // Others do not wait: after a gap, of another state, or unlike in what is stated.
  CHECK(merge(make_history({a, of_unknown_kind(period("b", 0, 0, "2020-07-02", "2020-12-31"))}))
            .doubts.empty());
  CHECK(merge(make_history({a, of_unknown_kind(period("b", 1, 0, "2020-07-01", "2020-12-31"))}))
            .doubts.empty());
  Period other_rank = twice, ranked = a;
  other_rank.attributes.push_back(Value{Rational(1)});
  ranked.attributes.push_back(Value{Rational(2)});
  CHECK(merge(make_history({ranked, other_rank})).doubts.empty());
  // Touching and overlapping ones: each day with those that share it.
  Period const late = of_unknown_kind(period("c", 0, 0, "2020-06-01", "2020-12-31"));
  History const overlapping = merge(make_history({a, late}));
  REQUIRE(overlapping.doubts.size() == 3);
  CHECK(overlapping.doubts[1].candidates.size() == 2);
  CHECK(overlapping.doubts[2].candidates.size() == 1);
  CHECK(days(overlapping) == 366);
}

TEST_CASE("certified quantities outlive only what leaves their days alone") {
  Period const a = with(period("a", 0, 0, "2020-01-01", "2020-06-30"), 5, Unit::months);
  Period const b = with(period("b", 0, 0, "2020-07-01", "2020-12-31"), 4, Unit::months);
  Period const overlapping = with(period("c", 0, 0, "2020-06-30", "2020-12-31"), 4, Unit::months);
  auto const months = [](History const& h) { return certified(h, Unit::months); };
  CHECK(whole(months(make_history({a, b}))) == 9);
  CHECK(whole(months(make_history({}))) == 0);
  CHECK(whole(months(merge(make_history({a, b})))) == 9);
  CHECK(whole(months(unite(make_history({a}), make_history({a})))) == 5);  // one record met twice
  CHECK(whole(months(make_history({a, overlapping}))) == 9);               // a fact, not arithmetic
  CHECK(months(merge(make_history({a, overlapping}))).absent());
  Period again = a;
  again.id = "a2";
  CHECK(whole(months(merge(make_history({a, again})))) == 5);
  CHECK(merge(make_history({a, again})).periods.front().id == "a+a2");
  CHECK(months(merge(split(make_history({a}), {date("2020-03-01")}))).absent());
  CHECK(months(merge(make_history({a, with(b, 4, Unit::weeks)}))).absent());
  CHECK(merge(make_history({a, with(b, 4, Unit::weeks)})).periods.front().certified == std::nullopt);

  Value const cut = months(clip(make_history({a, b}), date("2020-02-01"), std::nullopt));
  REQUIRE(cut.absent());
  REQUIRE(cut.absence().blockers.size() == 1);
  CHECK(cut.absence().blockers[0].subject.find("period a:") == 0);
  Value const other_unit = certified(make_history({a, with(b, 4, Unit::weeks)}), Unit::weeks);
  REQUIRE(other_unit.absent());
  CHECK(other_unit.absence().blockers[0].subject.find("period a:") == 0);
}

TEST_CASE("subtract, intersect, attribute") {
  Period const year = period("y", 0, 0, "2020-01-01", "2020-12-31");
  Period const spring = period("s", 1, 0, "2020-04-01", "2020-06-30");
  History const y = make_history({year});
  History const s = make_history({spring});
  CHECK(texts(subtract(y, s)) == Texts{"y@0 2020-01-01/2020-03-31 cut", "y@0 2020-07-01/2020-12-31 cut"});
  CHECK(texts(intersect(y, s)) == Texts{"y@0 2020-04-01/2020-06-30 cut"});
  CHECK(texts(intersect(s, y)) == Texts{"s@1 2020-04-01/2020-06-30"});
  CHECK(subtract(s, y).periods.empty());
  CHECK(texts(subtract(s, make_history({}))) == texts(s));
  History const twice = attributed(attributed(s, 0), 2);
  CHECK(twice.periods.front().state == 2);
  CHECK(twice.periods.front().original_state == 1);
}

TEST_CASE("a doubt that only leaves the owner open counts") {
  Period const a = short_period("a", 0, 0, 0, 10);
  Period const b = short_period("b", 1, 0, 0, 10);
  History const h = with_doubts({}, {doubt(day(0), day(10), {a, b}, false, "kind")});
  CHECK(days(h) == 10);
  auto const of_state = [](StateId s) { return [s](Period const& p) { return p.state == s; }; };
  History const own = filter(h, of_state(0));
  REQUIRE(count_days(own).absent());
  CHECK(count_days(own).absence().blockers[0].subject == "kind");
  CHECK(days(filter(h, of_state(2))) == 0);
  CHECK(days(filter(h, [](Period const&) { return true; })) == 10);
  CHECK(certified(h, Unit::months).absent());
  // Covered days are known whatever the doubt says.
  CHECK(days(unite(own, make_history({short_period("c", 0, 0, -5, 10)}))) == 15);
  Value const part = count_days(unite(own, make_history({short_period("c", 0, 0, -5, 9)})));
  CHECK(part.absent());
  CHECK(days(unite(own, h)) == 10);
  // A month that is touched anyway stays known; a complete month does not become one.
  History const january = unite(own, make_history({short_period("c", 0, 0, 20, 30)}));
  CHECK(count_days(january).absent());
  CHECK(whole(count_touched_months(january)) == 1);
  CHECK(whole(count_complete_months(january)) == 0);
  CHECK(whole(count_touched_years(january)) == 1);
}

TEST_CASE("doubtful days make what is taken out or kept doubtful") {
  Period const a = short_period("a", 0, 0, 0, 10);
  Period const b = short_period("b", 1, 0, 4, 6);
  History const whole_days = make_history({a});
  History const maybe = with_doubts({}, {doubt(day(4), day(6), {b}, true, "kind")});
  History const rest = subtract(whole_days, maybe);
  CHECK(texts(rest) == Texts{"a@0 1970-01-01/1970-01-04 cut", "a@0 1970-01-07/1970-01-10 cut"});
  REQUIRE(rest.doubts.size() == 1);
  CHECK(rest.doubts[0].may_be_absent);
  CHECK(text(rest.doubts[0].candidates.at(0)) == "a@0 1970-01-05/1970-01-06 cut");
  CHECK(count_days(rest).absent());
  CHECK(days(clip(rest, day(6), std::nullopt)) == 4);
  History const common = intersect(whole_days, maybe);
  CHECK(common.periods.empty());
  CHECK(common.doubts.size() == 1);
  CHECK(count_days(common).absent());
  // Surely covered days are taken out whatever the doubt says.
  CHECK(days(subtract(whole_days, unite(maybe, make_history({b})))) == 8);
  // A doubt that counts is doubtful itself where it may be taken out or kept.
  History const open_owner = with_doubts({}, {doubt(day(0), day(10), {a, b}, false, "kind of a")});
  CHECK(days(open_owner) == 10);
  CHECK(count_days(subtract(open_owner, maybe)).absence().blockers.size() == 2);
  CHECK(count_days(intersect(open_owner, maybe)).absence().blockers.size() == 2);
  CHECK(days(clip(subtract(open_owner, maybe), day(6), std::nullopt)) == 4);
  // Two doubts on one day: both reasons.
  History const other = with_doubts({}, {doubt(day(5), day(8), {b}, true, "residence")});
  CHECK(count_days(subtract(whole_days, unite(maybe, other))).absence().blockers.size() == 2);
}

TEST_CASE("yearly caps are clip and minimum") {  // F07, F08, F20
  History const year = make_history({period("p", 0, 0, "2022-07-01", "2024-06-30")});
  std::vector<UnitEquation> const seven{{1, Unit::months, 30, Unit::days}, {1, Unit::weeks, 7, Unit::days}};
  Rational const in_2023(days(clip(year, date("2023-01-01"), date("2024-01-01"))));
  CHECK(in_2023 == Rational(365));
  CHECK(convert(in_2023, seven, {Unit::days, Unit::months}, RoundingMode::up) == Rational(13));
  Rational const capped = std::min(in_2023, Rational(360));
  CHECK(convert(capped, seven, {Unit::days, Unit::months}, RoundingMode::up) == Rational(12));
  CHECK(std::min(*convert(in_2023, seven, {Unit::days, Unit::weeks}, RoundingMode::up), Rational(52)) ==
        Rational(52));
}

TEST_CASE("months from date to date") {
  auto const thirtieths = [](std::vector<Period> periods) {
    auto const months =
        count_months_by_date(make_history(std::move(periods)), MissingDay::back, Rational(30));
    return whole(Value{months.as<Rational>() * Rational(30)});
  };
  CHECK(thirtieths({period("p", 0, 0, "2023-01-01", "2023-12-31")}) == 12 * 30);
  CHECK(thirtieths({period("p", 0, 0, "2023-01-15", "2023-03-14")}) == 2 * 30);
  CHECK(thirtieths({period("p", 0, 0, "2023-01-15", "2023-03-15")}) == 2 * 30 + 1);
  CHECK(thirtieths(
            {period("a", 0, 0, "2023-01-01", "2023-01-31"), period("b", 1, 0, "2023-02-01", "2023-02-28")}) ==
        2 * 30);  // touching periods are one run
  CHECK(thirtieths({}) == 0);
  // One day more may be worth less: 29 + 30 thirtieths become 57. So no doubtful day is passed over, not even
  // where all doubtful days together give what none of them gives.
  Period const before = period("a", 0, 0, "2023-01-01", "2023-01-29");
  Period const after = period("b", 0, 0, "2023-01-31", "2023-02-27");
  Period const between = period("c", 1, 0, "2023-01-30", "2023-01-30");
  Period const later = period("d", 1, 0, "2023-03-10", "2023-03-11");
  CHECK(thirtieths({before, after}) == 59);
  CHECK(thirtieths({before, between, after}) == 57);
  CHECK(thirtieths({before, between, after, later}) == 59);
  History const open =
      with_doubts({before, after}, {doubt(between.begin, between.end, {between}, true, "kind"),
                                    doubt(later.begin, later.end, {later}, true, "kind")});
  CHECK(count_months_by_date(open, MissingDay::back, Rational(30)).absent());
}

TEST_CASE("undated periods count by their certificate, where their days are surely their own") {
  auto const undated = [](char const* id, char const* first, char const* last, int days) {
    Period p = period(id, 1, 0, first, last);
    p.dating = Dating::undated;
    p.certified = CertifiedQuantity{Rational(days), Unit::days};
    return p;
  };
  History const year = make_history({period("y", 0, 0, "1990-01-01", "1990-12-31")});
  History const beside = unite(year, make_history({undated("u", "1991-01-01", "1991-12-31", 100)}));
  CHECK(beside.periods.size() == 1);
  CHECK(beside.undated.size() == 1);
  CHECK(days(beside) == 465);
  CHECK(days(unite(beside, beside)) == 465);     // one record met twice
  CHECK(count_touched_months(beside).absent());  // nothing is certified in months

  History const within = unite(year, make_history({undated("u", "1990-06-01", "1991-12-31", 100)}));
  Value const open = count_days(within);
  REQUIRE(open.absent());
  CHECK(open.absence().blockers.front().subject == "the dates of period u");

  auto const never = [](Period const&, Period const&) { return Verdict{Verdict::Kind::open, none, nullptr}; };
  History const apart = resolve(within, never, Otherwise::undefined, nullptr, 0, {}, true);
  CHECK(days(apart) == 465);
  CHECK(apart.undated.front().dating == Dating::apart);
  CHECK(count_days(resolve(within, never, Otherwise::undefined, nullptr, 0, {})).absent());
  CHECK(days(resolve(beside, never, Otherwise::undefined, nullptr, 0, {})) == 465);

  CHECK(days(clip(apart, date("1990-01-01"), date("1992-01-01"))) == 465);
  CHECK(count_days(clip(apart, date("1990-01-01"), date("1991-01-01")))
            .absent());  // also where all days are covered
  CHECK(days(clip(apart, date("1992-01-01"), std::nullopt)) == 0);
  CHECK(days(subtract(apart, year)) == 100);
  CHECK(days(intersect(apart, year)) == 365);
  CHECK(count_days(subtract(within, year)).absent());
  CHECK(count_days(subtract(year, within)).absent() == false);
  CHECK(count_days(subtract(year, make_history({undated("u", "1990-06-01", "1991-12-31", 100)}))).absent());
  CHECK(merge(within).undated.size() == 1);
  CHECK(attributed(within, 5).undated.front().state == 5);
}
