#include <doctest/doctest.h>

#include "engine/core/functions.hpp"
#include "values.hpp"

using namespace convenio;
using namespace convenio::ops::build;
using core::Op;

TEST_CASE("every builtin has a kernel") {
  std::uint32_t n = 0;
  while (auto const* function = core::function_of(n++)) {
    CAPTURE(function->form);
    bool const has_one = ops::kernel_of(*function->builtin) != nullptr;
    CHECK(has_one);
  }
  CHECK(n > 1);
}

TEST_CASE("what cannot be done says why, and names nobody who asked") {
  Bench bench;
  auto const value = bench(Op::divide, {number(1), number(0)});
  REQUIRE(value.absent());
  auto const& blocker = value.absence().blockers.front();
  CHECK(blocker.kind == Blocker::Kind::impossible);
  CHECK(blocker.subject == "a division by zero");
  CHECK(blocker.asked_by == "");
  CHECK(show(bench(Op::add, {amount(1, 0), amount(1, 1)})) == "?amounts in AAA and BBB cannot be combined");
  CHECK(show(bench(Op::less, {amount(1, 0), amount(1, 1)})) == "?amounts in AAA and BBB cannot be compared");
  CHECK(show(bench(Builtin::date, {number(2026), number(2), number(30)})) ==
        "?there is no day 30 of month 2 of year 2026");
}

TEST_CASE("a kernel says its cost, and stops where the steps do not suffice") {
  Bench bench;
  CHECK(show(bench(Builtin::reversed, {list({number(1), number(2), number(3)})})) == "[3 2 1]");
  CHECK(bench.budget.steps() == 3);
  Bench poor(2);
  auto const value = poor(Builtin::reversed, {list({number(1), number(2), number(3)})});
  REQUIRE(value.absent());
  CHECK(value.absence().blockers.front().kind == Blocker::Kind::limit);
  CHECK(show(value) == "?the limit of 2 steps was reached");
  CHECK_FALSE(poor.budget.spend(1));
}

TEST_CASE("an element that is known decides; otherwise all that are unknown are named") {
  Bench bench;
  auto const items = list({number(3), missing("a"), missing("b")});
  CHECK(show(bench(Op::contains, {number(3), items})) == "yes");
  CHECK(show(bench(Op::contains, {number(4), items})) == "?a,b");
  CHECK(show(bench(Builtin::length, {items})) == "3");
  CHECK(show(bench(Builtin::distinct, {items})) == "?a,b");
}

TEST_CASE("the least, the greatest and the largest of a list are unknown while an element is") {
  Bench bench;
  auto const items = list({number(3), missing("b"), number(1), missing("a")});
  CHECK(show(bench(Builtin::max, {items})) == "?a,b");
  CHECK(show(bench(Builtin::min, {items})) == "?a,b");
  CHECK(show(bench(Builtin::largest, {number(2), items})) == "?a,b");
  CHECK(show(bench(Builtin::largest, {number(0), items})) == "[]");
  CHECK(show(bench(Builtin::leading, {number(1), items})) == "[3]");
  CHECK(show(bench(Builtin::max, {list({number(3), number(7)})})) == "7");
  CHECK(show(bench(Builtin::min, {number(3), number(7)})) == "3");
  CHECK(show(bench(Builtin::largest, {number(2), list({number(1), number(3), number(2)})})) == "[3 2]");
}

TEST_CASE("lists of which one is unknown are not joined") {
  Bench bench;
  CHECK(show(bench(Builtin::joined, {list({list({number(1)}), list({number(2)})})})) == "[1 2]");
  CHECK(show(bench(Builtin::joined, {list({list({number(1)}), missing("a"), missing("b")})})) == "?a,b");
}
