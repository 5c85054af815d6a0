// Certificates that their dates bear out, and those that they do not: the first and last amount of each range
// and the ones beyond them.
#include <doctest/doctest.h>

#include "engine/model/history.hpp"
#include "tests/unit/model/periods.hpp"

using namespace convenio::model;
using namespace convenio::model::test;

namespace {

struct Days {
  std::string_view first, last;
};
constexpr Days year{"2001-01-01", "2001-12-31"}, broken{"2002-01-15", "2002-03-14"},
    decade{"1980-01-01", "1989-12-31"};

bool otherwise(Days days, int amount, Unit unit, std::uint32_t day_week = 0) {
  Period p = with(period("p", 0, 0, days.first, days.last), amount, unit);
  p.day_week = day_week;
  return certified_otherwise(p);
}

// Borne out from `least` to `most`, and not one more or less.
bool range(Days days, Unit unit, int least, int most, std::uint32_t day_week = 0) {
  return otherwise(days, least - 1, unit, day_week) && !otherwise(days, least, unit, day_week) &&
         !otherwise(days, most, unit, day_week) && otherwise(days, most + 1, unit, day_week);
}

}  // namespace

TEST_CASE("what dates bear out, by unit") {
  CHECK(range(year, Unit::months, 12, 12));
  CHECK(range(broken, Unit::months, 1, 3));
  CHECK(range(year, Unit::quarters, 4, 4));
  CHECK_FALSE(otherwise(broken, 1, Unit::quarters));
  CHECK(otherwise(broken, 2, Unit::quarters));
  CHECK(range(decade, Unit::years, 10, 10));
  CHECK(range(year, Unit::weeks, 52, 53));
  CHECK(range(decade, Unit::weeks, 521, 523));
  CHECK(range(year, Unit::days, 365, 365));
  CHECK(range(year, Unit::days, 260, 261, 5));
  CHECK(range(year, Unit::days, 312, 313, 6));
  CHECK(range(year, Unit::days, 364, 365, 7));
}

TEST_CASE("a certificate in several units") {
  Period p = with(period("p", 0, 0, "2000-01-01", "2001-03-05"), 1, Unit::years);
  p.besides = {{Rational(2), Unit::months}, {Rational(5), Unit::days}};
  CHECK_FALSE(certified_otherwise(p));
  p.besides.front().amount = Rational(6);
  CHECK(certified_otherwise(p));
}

TEST_CASE("nothing certified contradicts nothing; nothing dated bears out nothing but days") {
  Period p = period("p", 0, 0, year.first, year.last);
  CHECK_FALSE(certified_otherwise(p));
  p = with(p, 3, Unit::months);
  CHECK(certified_otherwise(p));
  p.dating = Dating::undated;
  CHECK(certified_otherwise(p));
  p = with(p, 12, Unit::months);
  CHECK(certified_otherwise(p));
  p = with(p, 90, Unit::days);
  CHECK_FALSE(certified_otherwise(p));
  p.besides = {{Rational(2), Unit::months}};
  CHECK(certified_otherwise(p));
}
