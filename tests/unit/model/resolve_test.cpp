// Precedence on examples: the rows H of the semantics vectors, the ledger, open and absent verdicts, circles.
#include <doctest/doctest.h>

#include <set>

#include "engine/model/history.hpp"
#include "tests/unit/model/periods.hpp"

using namespace convenio::model;
using namespace convenio::model::test;

namespace {

using Decide = std::function<Verdict(Period const&, Period const&)>;

Verdict first(std::uint32_t clause = 0) { return {Verdict::Kind::first, clause, nullptr}; }
Verdict second(std::uint32_t clause = 0) { return {Verdict::Kind::second, clause, nullptr}; }
Verdict open() { return {Verdict::Kind::open, none, nullptr}; }
Verdict absent_for(std::string subject) { return {Verdict::Kind::absent, none, missing(std::move(subject))}; }

// The lower kind stands.
Verdict by_kind(Period const& a, Period const& b) {
  if (kind_of(a) == kind_of(b)) return open();
  return kind_of(a) < kind_of(b) ? first(kind_of(a)) : second(kind_of(b));
}

AbsencePtr const open_reason =
    absent({Blocker::Kind::undefined_text, "the text has no rule", "p"}).as<AbsencePtr>();

History decide(std::vector<Period> periods, Decide const& verdict,
               Otherwise otherwise = Otherwise::undefined) {
  return resolve(make_history(std::move(periods)), verdict, otherwise, open_reason, 7, {Value{true}});
}

// For each pair of ids, "a>b" when a stands over b, "a?b" when nobody knows.
Decide listed(std::set<std::string> const& relations) {
  return [relations](Period const& a, Period const& b) {
    if (relations.contains(a.id + ">" + b.id)) return first();
    if (relations.contains(b.id + ">" + a.id)) return second();
    if (relations.contains(a.id + "?" + b.id) || relations.contains(b.id + "?" + a.id))
      return absent_for(std::min(a.id, b.id) + std::max(a.id, b.id));
    return open();
  };
}

std::vector<Period> same_days(std::initializer_list<char const*> ids) {
  std::vector<Period> periods;
  for (char const* id : ids)
    periods.push_back(short_period(id, static_cast<StateId>(periods.size()), 0, 0, 10));
  return periods;
}

Texts candidates(Doubt const& d) {
  Texts result;
  for (Period const& p : d.candidates) result.push_back(p.id);
  return result;
}

std::int64_t days_of_state(History const& h, StateId state) {
  return days(filter(h, [&](Period const& p) { return p.state == state; }));
}

}  // namespace

TEST_CASE("compulsory over voluntary keeps the displaced stretch on record") {  // H02
  History const h =
      decide({period("a", 0, 0, "2020-01-01", "2020-06-30"), period("b", 1, 2, "2020-04-01", "2020-12-31")},
             by_kind);
  CHECK(days_of_state(h, 0) == 182);
  CHECK(days_of_state(h, 1) == 184);
  CHECK(days(h) == 366);
  CHECK(texts(h) == Texts{"a@0 2020-01-01/2020-06-30", "b@1 2020-07-01/2020-12-31 cut"});
  CHECK(ledger_texts(h) == Texts{"b@1 2020-04-01/2020-06-30 cut by a under 0"});
  CHECK(h.resolution->precedence == 7);
  CHECK(h.resolution->arguments.size() == 1);
}

TEST_CASE("actual over assimilated inside a longer period") {  // H03
  History const h =
      decide({period("a", 0, 0, "2020-03-01", "2020-03-31"), period("b", 1, 2, "2020-01-01", "2020-04-30")},
             by_kind);
  CHECK(days_of_state(h, 0) == 31);
  CHECK(days_of_state(h, 1) == 60 + 30);
  CHECK(days(h) == 121);
}

TEST_CASE("two schemes of one country on the same days") {  // H05, H09
  History const h =
      decide({period("a", 0, 0, "2020-01-01", "2020-01-31"), period("b", 0, 0, "2020-01-01", "2020-01-31")},
             by_kind, Otherwise::both);
  CHECK(h.periods.size() == 2);
  CHECK(days(h) == 31);
}

TEST_CASE("an untouched period stays whole") {
  Period const a = with(short_period("a", 0, 0, 0, 30), 1, Unit::months);
  History const h = decide(
      {a, short_period("b", 1, 1, 5, 8), short_period("c", 1, 1, 8, 12), short_period("d", 2, 1, 20, 40)},
      by_kind);
  CHECK(texts(h) == Texts{"a@0 1970-01-01/1970-01-30", "d@2 1970-01-31/1970-02-09 cut"});
  CHECK(whole(certified(filter(h, [](Period const& p) { return p.state == 0; }), Unit::months)) == 1);
}

TEST_CASE("ledger rows of one pair and clause are joined, and name the survivor first") {
  // c is below both; a survives throughout, b falls to a.
  History const h =
      decide({short_period("a", 0, 0, 0, 10), short_period("b", 1, 1, 2, 12), short_period("c", 2, 2, 0, 15)},
             by_kind);
  CHECK(ledger_texts(h) == Texts{"c@2 1970-01-01/1970-01-10 cut by a under 0",
                                 "b@1 1970-01-03/1970-01-10 cut by a under 0",
                                 "c@2 1970-01-11/1970-01-12 cut by b under 1"});
  // The survivor a does not stand over c; b does, though it falls itself.
  History const chain = decide(same_days({"a", "b", "c"}), listed({"a>b", "b>c"}));
  CHECK(texts(chain) == Texts{"a@0 1970-01-01/1970-01-10"});
  CHECK(ledger_texts(chain) ==
        Texts{"b@1 1970-01-01/1970-01-10 by a under 0", "c@2 1970-01-01/1970-01-10 by b under 0"});
}

TEST_CASE("open pairs follow the stated alternative") {
  History const undecided = decide(same_days({"a", "b"}), listed({}), Otherwise::undefined);
  CHECK(undecided.periods.empty());
  REQUIRE(undecided.doubts.size() == 1);
  CHECK(candidates(undecided.doubts[0]) == Texts{"a", "b"});
  CHECK(undecided.doubts[0].why == open_reason);
  CHECK(days(undecided) == 10);
  CHECK(decide(same_days({"a", "b"}), listed({}), Otherwise::both).periods.size() == 2);
  // A third one that falls is displaced for certain.
  History const third = decide(same_days({"a", "b", "c"}), listed({"b>c"}), Otherwise::conflict);
  CHECK(candidates(third.doubts.at(0)) == Texts{"a", "b"});
  CHECK(ledger_texts(third) == Texts{"c@2 1970-01-01/1970-01-10 by b under 0"});
}

TEST_CASE("a circle is a conflict and displaces nobody") {
  for (auto const otherwise : {Otherwise::both, Otherwise::conflict, Otherwise::undefined}) {
    History const h = decide(same_days({"a", "b", "c"}), listed({"a>b", "b>c", "c>a"}), otherwise);
    CHECK(h.periods.empty());
    REQUIRE(h.doubts.size() == 1);
    CHECK(candidates(h.doubts[0]) == Texts{"a", "b", "c"});
    CHECK(h.doubts[0].why->blockers.at(0).kind == Blocker::Kind::conflict);
    CHECK(h.resolution->ledger.empty());
    CHECK(days(h) == 10);
  }
}

TEST_CASE("absent verdicts matter only where they could change who is left") {
  History const open_pair = decide(same_days({"a", "b"}), listed({"a?b"}));
  CHECK(candidates(open_pair.doubts.at(0)) == Texts{"a", "b"});
  CHECK(open_pair.doubts[0].why->blockers.at(0).subject == "ab");
  CHECK(days(open_pair) == 10);
  // b and c both fall to a: what is between them does not matter.
  History const beside = decide(same_days({"a", "b", "c"}), listed({"a>b", "a>c", "b?c"}));
  CHECK(texts(beside) == Texts{"a@0 1970-01-01/1970-01-10"});
  CHECK(beside.doubts.empty());
  // b falls to c; whether b stands over a, and closes the circle of nobody, is open.
  History const circle = decide(same_days({"a", "b", "c"}), listed({"c>b", "a>c", "a?b"}));
  CHECK(circle.periods.empty());
  CHECK(candidates(circle.doubts.at(0)) == Texts{"a", "b", "c"});
  CHECK(circle.resolution->ledger.empty());
  // `both` keeps the one that is certain.
  History const both = decide(same_days({"a", "b", "c"}), listed({"b?c"}), Otherwise::both);
  CHECK(texts(both) == Texts{"a@0 1970-01-01/1970-01-10"});
  CHECK(candidates(both.doubts.at(0)) == Texts{"b", "c"});
  CHECK_FALSE(both.doubts[0].may_be_absent);  // one of the two stands in any case
}

TEST_CASE("periods equal in all but the id fare alike") {
  std::vector<Period> equals;
  for (int i = 0; i < 40; ++i) equals.push_back(short_period("p" + std::to_string(100 + i), 0, 1, 0, 10));
  equals.push_back(short_period("q", 1, 0, 5, 6));
  int asked = 0;
  auto const counting = [&](Period const& a, Period const& b) {
    ++asked;
    return by_kind(a, b);
  };
  History const h = decide(equals, counting, Otherwise::both);
  CHECK(asked == 2);
  CHECK(h.periods.size() == 81);
  CHECK(h.resolution->ledger.size() == 40);
  CHECK(days(h) == 10);
  // One of them stands over its equals.
  auto const lowest_id = [](Period const& a, Period const& b) { return a.id < b.id ? first(3) : second(3); };
  equals.pop_back();
  History const one = decide(equals, lowest_id);
  CHECK(texts(one) == Texts{"p100@0 1970-01-01/1970-01-10"});
  CHECK(one.resolution->ledger.size() == 39);
  auto const highest_id = [](Period const& a, Period const& b) { return a.id < b.id ? second(3) : first(3); };
  CHECK(texts(decide(equals, highest_id)) == Texts{"p139@0 1970-01-01/1970-01-10"});
  auto const unknown = [](Period const&, Period const&) { return absent_for("x"); };
  CHECK(decide(equals, unknown).doubts.at(0).candidates.size() == 40);
}

TEST_CASE("doubts that come in are carried, decided or kept open") {
  Period const a = short_period("a", 0, 1, 0, 10);
  Period const b = short_period("b", 1, 1, 0, 10);
  History const doubtful = decide({a, b}, by_kind);
  REQUIRE(doubtful.doubts.size() == 1);
  auto const again = [&](Period const& p) {
    return resolve(unite(doubtful, make_history({p})), by_kind, Otherwise::undefined, open_reason, 0, {});
  };
  // Stronger than every candidate: nothing is open any more on its days.
  History const over = again(short_period("c", 2, 0, 4, 10));
  CHECK(texts(over) == Texts{"c@2 1970-01-05/1970-01-10"});
  REQUIRE(over.doubts.size() == 1);
  CHECK(over.doubts[0].end == Date::from_number(4));
  CHECK(over.resolution->ledger.empty());
  // Weaker than every candidate: displaced, whichever of them it is.
  History const under = again(short_period("c", 2, 2, 4, 12));
  CHECK(texts(under) == Texts{"c@2 1970-01-11/1970-01-12 cut"});
  CHECK(ledger_texts(under) == Texts{"c@2 1970-01-05/1970-01-10 cut by a under 1"});
  CHECK(days(under) == 12);
  // Weaker than a doubt that may not be there at all: open.
  History maybe = filter(doubtful, [](Period const& p) { return p.state == 0; });
  History const perhaps = resolve(unite(maybe, make_history({short_period("c", 2, 2, 0, 10)})), by_kind,
                                  Otherwise::undefined, open_reason, 0, {});
  CHECK(perhaps.periods.empty());
  CHECK(candidates(perhaps.doubts.at(0)) == Texts{"a", "c"});
  CHECK_FALSE(perhaps.doubts[0].may_be_absent);
  CHECK(days(perhaps) == 10);
}

namespace {

History again(History const& h, Decide const& verdict, Otherwise otherwise = Otherwise::undefined) {
  return resolve(h, verdict, otherwise, open_reason, 0, {});
}

// {a, b} in doubt on days 0 to 9, beside the others as they are.
History a_or_b(std::initializer_list<char const*> others, bool may_be_absent) {
  History h = decide(same_days({"a", "b"}), listed({}));
  h.doubts.at(0).may_be_absent = may_be_absent;
  std::vector<Period> periods;
  for (char const* id : others)
    periods.push_back(short_period(id, static_cast<StateId>(5 + periods.size()), 0, 0, 10));
  return unite(h, make_history(std::move(periods)));
}

}  // namespace

TEST_CASE("candidates of one doubt are alternatives and never meet") {
  bool asked = false;
  History const h = again(a_or_b({}, false), [&](Period const&, Period const&) {
    asked = true;
    return absent_for("ab");
  });
  CHECK_FALSE(asked);
  CHECK(h.doubts.at(0).why == open_reason);
  CHECK(candidates(h.doubts.at(0)) == Texts{"a", "b"});
}

TEST_CASE("a period falls to a doubt only if every candidate stands over it") {
  CHECK(candidates(again(a_or_b({"c"}, false), listed({"a>c"})).doubts.at(0)) == Texts{"a", "b", "c"});
  CHECK(candidates(again(a_or_b({"c"}, false), listed({"a>c", "b>c"})).doubts.at(0)) == Texts{"a", "b"});
  CHECK(candidates(again(a_or_b({"c"}, true), listed({"a>c", "b>c"})).doubts.at(0)) == Texts{"a", "b", "c"});
}

TEST_CASE("a doubt may close a circle, and then even those that fell are candidates") {
  // c over d is certain; with a there, a over c and d over a, nobody is left.
  History const h = again(a_or_b({"c", "d"}, false), listed({"c>d", "a>c", "d>a"}));
  CHECK(h.periods.empty());
  CHECK(candidates(h.doubts.at(0)) == Texts{"a", "b", "c", "d"});
  CHECK(h.resolution->ledger.empty());
}

TEST_CASE("beside a certain owner the others may all fall") {
  // d falls to a for certain and may stand over b; a stays; b may or may not.
  History const h = decide(same_days({"a", "b", "d"}), listed({"a>d", "b?d"}), Otherwise::both);
  CHECK(texts(h) == Texts{"a@0 1970-01-01/1970-01-10"});
  CHECK(candidates(h.doubts.at(0)) == Texts{"b"});
  CHECK(h.doubts[0].may_be_absent);
}

TEST_CASE("three that may all be absent may leave nobody, even where they may run in a circle") {
  History h;
  for (Period const& p : same_days({"a", "b", "c"}))
    h.doubts.push_back({p.begin, p.end, {p}, true, missing(p.id)});
  History const resolved = again(h, listed({"a?b", "b?c", "a?c"}), Otherwise::conflict);
  CHECK(resolved.doubts.at(0).may_be_absent);
  CHECK(count_days(resolved).absent());
}
