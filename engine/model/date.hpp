// Civil dates of the proleptic Gregorian calendar, as day numbers; month arithmetic with a stated mode.
// Knows no clock and no time zone.
#pragma once

#include <cassert>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "grammar/terms/terms.hpp"

namespace convenio::model {

using terms::MissingDay;

class Date {
 public:
  Date() = default;  // 1970-01-01
  // Precondition: within years 1 to 9999, or the day before or after them, as an end that is not included may
  // be.
  static constexpr Date from_number(std::int32_t days) { return Date(days); }
  static std::optional<Date> from_ymd(std::int64_t year, std::int64_t month,
                                      std::int64_t day);  // years 1 to 9999
  // Exactly "YYYY-MM-DD", ASCII digits, an existing day.
  static std::optional<Date> parse(std::string_view iso);

  constexpr std::int32_t number() const { return days_; }  // 1970-01-01 is 0
  int year() const;
  unsigned month() const;
  unsigned day() const;
  std::string to_string() const;  // "YYYY-MM-DD"

  // nullopt beyond years 1 to 9999, or where `mode` refuses.
  std::optional<Date> plus_months(std::int64_t months, MissingDay mode) const;
  std::optional<Date> plus_days(std::int64_t days) const;
  Date first_of_month() const;
  Date last_of_month() const;

  friend constexpr auto operator<=>(Date const&, Date const&) = default;

 private:
  static constexpr std::int32_t first = -719'162, last = 2'932'896;  // 0001-01-01, 9999-12-31
  // INVARIANT: every date can be written with four digits of a year, but for the days around the first and
  // the last.
  explicit constexpr Date(std::int32_t days) : days_(days) { assert(days >= first - 1 && days <= last + 1); }
  std::int32_t days_ = 0;
};

// Facts lie within these (both inclusive).
Date earliest_fact_date();  // 1850-01-01
Date latest_fact_date();    // 2150-12-31

// Completed calendar months from `from` to `to`: the largest n with from + n months <= to, in `mode`
// (refuse is taken as back). Negative when `to` is before `from`.
std::int64_t completed_months(Date from, Date to, MissingDay mode);

}  // namespace convenio::model
