// Order and equality of values, and the union of absences.
#include <doctest/doctest.h>

#include "engine/model/absence.hpp"
#include "engine/model/history.hpp"
#include "tests/unit/model/periods.hpp"

using namespace convenio::model;
using namespace convenio::model::test;

namespace {

Value list(std::vector<Value> items) {
  return Value{std::make_shared<ListValue const>(ListValue{std::move(items)})};
}
Value record(RecordId id, std::vector<Value> fields) {
  return Value{std::make_shared<RecordValue const>(RecordValue{id, std::move(fields)})};
}
Value boxed(Period p) { return Value{std::make_shared<Period const>(std::move(p))}; }

}  // namespace

TEST_CASE("values stand in one total order") {
  Period const p = short_period("a", 0, 0, 0, 10);
  Period later = p;
  later.id = "b";
  History const one = make_history({p});
  History const two = make_history({p, later});
  // Ascending; kinds in the order of the variant.
  std::vector<Value> const values{absent({Blocker::Kind::missing_fact, "birth", ""}),
                                  absent({Blocker::Kind::missing_fact, "sex", ""}),
                                  absent({Blocker::Kind::conflict, "birth", ""}),
                                  Value{false},
                                  Value{true},
                                  Value{Rational(-1, 3)},
                                  Value{Rational(2)},
                                  Value{Amount{Rational(5), 0}},
                                  Value{Amount{Rational(6), 0}},
                                  Value{Amount{Rational(1), 1}},
                                  Value{Date::from_number(1)},
                                  Value{Date::from_number(2)},
                                  Value{std::string("a")},
                                  Value{std::string("b")},
                                  Value{Enumerated{0, 1}},
                                  Value{Enumerated{1, 0}},
                                  Value{StateRef{0}},
                                  Value{StateRef{1}},
                                  Value{RouteRef{0, 1}},
                                  boxed(p),
                                  boxed(later),
                                  value(one),
                                  value(two),
                                  list({}),
                                  list({Value{false}}),
                                  list({Value{false}, Value{false}}),
                                  list({Value{true}}),
                                  record(0, {Value{true}}),
                                  record(1, {Value{false}})};
  for (std::size_t i = 0; i < values.size(); ++i)
    for (std::size_t j = 0; j < values.size(); ++j) {
      CAPTURE(i);
      CAPTURE(j);
      CHECK(compare(values[i], values[j]) == (i <=> j));
      CHECK(equal(values[i], values[j]) == (i == j));
    }
  CHECK(equal(boxed(p), boxed(p)));  // by content, not by address
  CHECK(equal(list({Value{Rational(1, 2)}}), list({Value{Rational(2, 4)}})));
}

TEST_CASE("the union of absences is sorted and says nothing twice") {
  auto const birth = absence_of({Blocker::Kind::missing_fact, "birth", "r"});
  auto const sex = absence_of({Blocker::Kind::missing_fact, "sex", "r"});
  auto const both = joined({sex, nullptr, birth, sex});
  REQUIRE(both->blockers.size() == 2);
  CHECK(both->blockers[0].subject == "birth");
  CHECK(both->blockers[1].subject == "sex");
  CHECK(compare(both, joined({birth, sex})) == 0);
  CHECK(joined({birth}) == birth);
  CHECK(compare(joined({both, birth}), both) == 0);
}

TEST_CASE("periods are told apart by everything but the unset original state") {
  Period const p = short_period("a", 3, 0, 0, 10);
  auto const differs = [&](auto const& change) {
    Period q = p;
    change(q);
    return !equal(p, q);
  };
  CHECK(differs([](Period& q) { q.end = Date::from_number(11); }));
  CHECK(differs([](Period& q) { q.state = 4; }));
  CHECK(differs([](Period& q) { q.id = "b"; }));
  CHECK(differs([](Period& q) { q.attributes = {Value{Enumerated{0, 1}}}; }));
  CHECK(differs([](Period& q) { q.certified = CertifiedQuantity{1, Unit::months}; }));
  CHECK(differs([](Period& q) { q.whole = false; }));
  CHECK(differs([](Period& q) { q.original_state = 4; }));
  CHECK_FALSE(differs([](Period& q) { q.original_state = 3; }));
}
