// Does a certificate say what its dates say?
// Knows the calendar; knows no law, which may count either.
#include <algorithm>
#include <array>

#include "engine/model/history.hpp"

namespace convenio::model {

namespace {

struct Range {
  Rational least, most;
};

std::int64_t days_of(Period const& p) { return std::int64_t{p.end.number()} - p.begin.number(); }

// Calendar units of so many months: those that every day belongs to, and those with a day.
Range calendar_units(Period const& p, std::int64_t months) {
  auto const unit_of = [&](Date date) {
    return (std::int64_t{date.year()} * 12 + date.month() - 1) / months;
  };
  auto const begins_unit = [&](Date date) { return date.day() == 1 && (date.month() - 1) % months == 0; };
  std::int64_t const touched = unit_of(Date::from_number(p.end.number() - 1)) - unit_of(p.begin) + 1;
  std::int64_t const cut = (begins_unit(p.begin) ? 0 : 1) + (begins_unit(p.end) ? 0 : 1);
  return {Rational(std::max<std::int64_t>(touched - cut, 0)), Rational(touched)};
}

Range weeks(Period const& p) { return {Rational(days_of(p) / 7), Rational((days_of(p) + 12) / 7)}; }

// Days of the calendar; where the certificate says how many of them are a week, so many of each.
Range days_of_work(Period const& p) {
  if (p.day_week == 0) return {Rational(days_of(p)), Rational(days_of(p))};
  std::int64_t const a_week = p.day_week;
  std::int64_t const whole_weeks = days_of(p) / 7 * a_week;
  return {Rational(whole_weeks), Rational(whole_weeks + std::min(a_week, days_of(p) % 7))};
}

}  // namespace

bool certified_otherwise(Period const& p) {
  if (!p.certified) return false;
  // A period without dates bears out nothing; days of it are days whichever way they are counted.
  if (p.dating != Dating::dated) return p.certified->unit != Unit::days || !p.besides.empty();
  std::array<Rational, 5> by_unit{};  // days to years
  auto const add = [&](CertifiedQuantity const& part) {
    auto& sum = by_unit.at(static_cast<std::size_t>(part.unit));
    sum = sum + part.amount;
  };
  add(*p.certified);
  std::for_each(p.besides.begin(), p.besides.end(), add);
  auto const [days, weeks_, months, quarters, years] = by_unit;
  auto const outside = [](Rational const& amount, Range const& range) {
    return amount < range.least || amount > range.most;
  };
  // The smallest unit of the calendar decides; loose weeks and days beside it may belong to one that is not
  // whole.
  if (months != 0) return outside(years * 12 + quarters * 3 + months, calendar_units(p, 1));
  if (quarters != 0) return outside(years * 4 + quarters, calendar_units(p, 3));
  if (years != 0) return outside(years, calendar_units(p, 12));
  if (days == 0) return outside(weeks_, weeks(p));
  return outside(weeks_ * (p.day_week == 0 ? 7 : p.day_week) + days, days_of_work(p));
}

}  // namespace convenio::model
