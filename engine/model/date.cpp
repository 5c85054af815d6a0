// Civil dates on the standard calendar types. Knows no clock, no zone, no locale; text is ISO and nothing
// else.
#include "engine/model/date.hpp"

#include <chrono>

namespace convenio::model {

namespace {

namespace calendar = std::chrono;

constexpr int first_year = 1;
constexpr int last_year = 9999;

calendar::year_month_day civil(Date date) {
  return calendar::year_month_day(calendar::sys_days(calendar::days(date.number())));
}

Date numbered(calendar::year_month_day const& date) {
  return Date::from_number(static_cast<std::int32_t>(calendar::sys_days(date).time_since_epoch().count()));
}

bool in_range(calendar::year year) {
  return static_cast<int>(year) >= first_year && static_cast<int>(year) <= last_year;
}

// The number written by exactly these characters; -1 if one is not an ASCII digit.
int digits(std::string_view text) {
  int value = 0;
  for (char const c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

void append_padded(std::string& text, unsigned value, std::size_t width) {
  std::string const number = std::to_string(value);
  if (number.size() < width) text.append(width - number.size(), '0');
  text += number;
}

}  // namespace

std::optional<Date> Date::from_ymd(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (year < first_year || year > last_year || month < 1 || month > 12 || day < 1 || day > 31)
    return std::nullopt;
  calendar::year_month_day const date(calendar::year(static_cast<int>(year)),
                                      calendar::month(static_cast<unsigned>(month)),
                                      calendar::day(static_cast<unsigned>(day)));
  if (!date.ok()) return std::nullopt;
  return numbered(date);
}

std::optional<Date> Date::parse(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  return from_ymd(digits(iso.substr(0, 4)), digits(iso.substr(5, 2)), digits(iso.substr(8, 2)));
}

int Date::year() const { return static_cast<int>(civil(*this).year()); }
unsigned Date::month() const { return static_cast<unsigned>(civil(*this).month()); }
unsigned Date::day() const { return static_cast<unsigned>(civil(*this).day()); }

std::string Date::to_string() const {
  calendar::year_month_day const date = civil(*this);
  int const y = static_cast<int>(date.year());
  std::string text = y < 0 ? "-" : "";
  append_padded(text, static_cast<unsigned>(y < 0 ? -y : y), 4);
  text += '-';
  append_padded(text, static_cast<unsigned>(date.month()), 2);
  text += '-';
  append_padded(text, static_cast<unsigned>(date.day()), 2);
  return text;
}

std::optional<Date> Date::plus_months(std::int64_t months, MissingDay mode) const {
  constexpr std::int64_t span = 120'000;  // ten thousand years
  if (months < -span || months > span) return std::nullopt;
  calendar::year_month_day const from = civil(*this);
  auto const reached =
      calendar::year_month(from.year(), from.month()) + calendar::months(static_cast<int>(months));
  if (!in_range(reached.year())) return std::nullopt;
  auto const date = reached / from.day();
  if (date.ok()) return numbered(date);
  Date const last_there = numbered(calendar::year_month_day(reached / calendar::last));
  switch (mode) {
    case MissingDay::back:
      return last_there;
    case MissingDay::forward:
      return last_there.plus_days(1);
    case MissingDay::refuse:
      break;
  }
  return std::nullopt;
}

std::optional<Date> Date::plus_days(std::int64_t days) const {
  std::int64_t number = 0;
  if (__builtin_add_overflow(std::int64_t{days_}, days, &number)) return std::nullopt;
  if (number < first || number > last) return std::nullopt;
  return from_number(static_cast<std::int32_t>(number));
}

Date Date::first_of_month() const { return from_number(days_ - static_cast<std::int32_t>(day()) + 1); }

Date Date::last_of_month() const {
  calendar::year_month_day const date = civil(*this);
  return numbered(calendar::year_month_day(date.year() / date.month() / calendar::last));
}

Date earliest_fact_date() { return *Date::from_ymd(1850, 1, 1); }
Date latest_fact_date() { return *Date::from_ymd(2150, 12, 31); }

std::int64_t completed_months(Date from, Date to, MissingDay mode) {
  MissingDay const taken = mode == MissingDay::refuse ? MissingDay::back : mode;
  std::int64_t const months = (std::int64_t{to.year()} - from.year()) * 12 +
                              static_cast<std::int64_t>(to.month()) - static_cast<std::int64_t>(from.month());
  // `from` + months falls into the month of `to`, or on the first day after it; one month less is always
  // reached.
  auto const reached = from.plus_months(months, taken);
  return reached && *reached <= to ? months : months - 1;
}

}  // namespace convenio::model
