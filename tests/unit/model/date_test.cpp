// Civil dates: the rows A, C and D of the semantics vectors, and month arithmetic against a second, naive
// algorithm.
#include <doctest/doctest.h>

#include <string>

#include "engine/model/date.hpp"

using namespace convenio::model;

namespace {

Date date(std::string_view text) {
  auto const value = Date::parse(text);
  REQUIRE_MESSAGE(value.has_value(), text);
  return *value;
}

std::string shifted(std::string_view from, std::int64_t months, MissingDay mode) {
  auto const reached = date(from).plus_months(months, mode);
  return reached ? reached->to_string() : "none";
}

bool naive_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int naive_length(int year, int month) {
  if (month == 2) return naive_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

struct Civil {
  int year, month, day;
};

std::string naive_text(Civil const& c) {
  auto const two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(c.year) + "-" + two(c.month) + "-" + two(c.day);
}

// Goes month by month; the mode is applied only on arrival.
std::string naive_shift(Civil c, int months, MissingDay mode) {
  for (; months > 0; --months)
    if (++c.month > 12) c.month = 1, ++c.year;
  for (; months < 0; ++months)
    if (--c.month < 1) c.month = 12, --c.year;
  if (c.day <= naive_length(c.year, c.month)) return naive_text(c);
  if (mode == MissingDay::refuse) return "none";
  if (mode == MissingDay::back) return naive_text({c.year, c.month, naive_length(c.year, c.month)});
  return naive_text({c.year, c.month + 1, 1});  // December has no missing day
}

}  // namespace

TEST_CASE("parsing and day numbers") {
  struct Row {
    char const* id;
    char const* text;
    int number;
  };
  for (Row const& r : {Row{"A01", "2000-02-29", 11016}, Row{"A04", "2024-02-29", 19782},
                       Row{"A15", "1970-01-01", 0}, Row{"A16", "0001-01-01", -719162},
                       Row{"A21", "1582-10-10", -141432}, Row{"end", "9999-12-31", 2932896}}) {
    CAPTURE(r.id);
    CHECK(date(r.text).number() == r.number);
    CHECK(Date::from_number(r.number).to_string() == r.text);
  }
}

TEST_CASE("what is no date is refused") {
  for (char const* text : {"2100-02-29",
                           "2023-04-31",
                           "2023-13-01",
                           "2023-00-10",
                           "2023-01-00",
                           "20240209",
                           "09/02/2024",  // A03 - A10
                           "２０２４-02-09",
                           " 2024-02-09",
                           "2024-02-09 ",
                           "10000-01-01",  // A12, A13, A19
                           "1960",
                           "1960-07",
                           "1960-00-00",  // E13
                           "",
                           "2024-2-09",
                           "2024-02-9",
                           "2024/02/09",
                           "-024-02-09",
                           "+024-02-09",
                           "0000-01-01",
                           "2024-02-0a",
                           "2024-02-30",
                           "1900-02-29",
                           "2024-02- 9",
                           "2024-02--9"})
    CHECK_FALSE_MESSAGE(Date::parse(text), text);
  CHECK_FALSE(Date::parse(std::string_view("2024-02-09\0", 11)));
  CHECK_FALSE(Date::parse(std::string_view("2024-02-0\0", 10)));
  CHECK_FALSE(Date::from_ymd(10'000, 1, 1));
  CHECK_FALSE(Date::from_ymd(0, 1, 1));
  CHECK_FALSE(Date::from_ymd(2024, 4'294'967'297, 1));
  CHECK_FALSE(Date::from_ymd(2024, 1, -1));
}

TEST_CASE("days beyond the calendar") {
  CHECK_FALSE(date("9999-12-31").plus_days(1));  // A18
  CHECK_FALSE(date("0001-01-01").plus_days(-1));
  CHECK_FALSE(date("2000-01-01").plus_days(INT64_MAX));
  CHECK_FALSE(date("2000-01-01").plus_days(INT64_MIN));
  CHECK_FALSE(date("2000-01-01").plus_days(std::int64_t{1} << 32));
  CHECK_FALSE(date("9999-12-31").plus_months(1, MissingDay::back));
  CHECK_FALSE(date("0001-01-01").plus_months(-1, MissingDay::back));
  CHECK_FALSE(date("2000-01-01").plus_months(INT64_MAX, MissingDay::back));
  CHECK_FALSE(date("2000-01-01").plus_months(INT64_MIN, MissingDay::back));
  CHECK(date("0001-01-01").plus_months(9999 * 12 - 1, MissingDay::back)->to_string() == "9999-12-01");
  CHECK(earliest_fact_date().to_string() == "1850-01-01");
  CHECK(latest_fact_date().to_string() == "2150-12-31");
}

TEST_CASE("adding months in the three modes") {
  struct Row {
    char const* id;
    char const* from;
    int months;
    char const* back;
    char const* forward;
    char const* refuse;
  };
  for (Row const& r : {Row{"C02", "2012-03-31", 3, "2012-06-30", "2012-07-01", "none"},
                       Row{"C03", "2012-01-31", 1, "2012-02-29", "2012-03-01", "none"},
                       Row{"C05", "2013-01-31", 1, "2013-02-28", "2013-03-01", "none"},
                       Row{"C06", "2013-01-31", 3, "2013-04-30", "2013-05-01", "none"},
                       Row{"C08", "2012-10-29", 4, "2013-02-28", "2013-03-01", "none"},
                       Row{"C09", "2012-02-29", 12, "2013-02-28", "2013-03-01", "none"},
                       Row{"C11", "2012-01-31", 2, "2012-03-31", "2012-03-31", "2012-03-31"},
                       Row{"C12", "2012-02-29", 48, "2016-02-29", "2016-02-29", "2016-02-29"},
                       Row{"C15", "2023-01-31", 1, "2023-02-28", "2023-03-01", "none"},
                       Row{"C21", "2024-03-31", -1, "2024-02-29", "2024-03-01", "none"},
                       Row{"C23", "2024-12-15", 13, "2026-01-15", "2026-01-15", "2026-01-15"},
                       Row{"C24", "2024-02-29", 1, "2024-03-29", "2024-03-29", "2024-03-29"},
                       Row{"E06", "1960-08-31", 66 * 12 + 6, "2027-02-28", "2027-03-01", "none"},
                       Row{"E07", "1960-02-29", 65 * 12, "2025-02-28", "2025-03-01", "none"}}) {
    CAPTURE(r.id);
    CHECK(shifted(r.from, r.months, MissingDay::back) == r.back);
    CHECK(shifted(r.from, r.months, MissingDay::forward) == r.forward);
    CHECK(shifted(r.from, r.months, MissingDay::refuse) == r.refuse);
  }
  CHECK(date("2012-03-01").plus_days(71)->to_string() == "2012-05-11");                             // C14
  CHECK(shifted(shifted("2024-01-31", 1, MissingDay::back), 1, MissingDay::back) == "2024-03-29");  // C18
  CHECK(shifted("2024-01-31", 2, MissingDay::back) == "2024-03-31");
  Date drifting = date("2024-02-29");  // C20
  for (int year = 0; year < 4; ++year) drifting = *drifting.plus_months(12, MissingDay::back);
  CHECK(drifting.to_string() == "2028-02-28");
}

TEST_CASE("month arithmetic from 1850 to 2150 against a naive algorithm") {
  Civil c{1850, 1, 1};
  Date day = earliest_fact_date();
  for (; day <= latest_fact_date(); day = *day.plus_days(1)) {
    REQUIRE(day.to_string() == naive_text(c));
    REQUIRE(day.last_of_month().number() - day.number() == naive_length(c.year, c.month) - c.day);
    REQUIRE(day.number() - day.first_of_month().number() == c.day - 1);
    if (c.day == 1 || c.day >= 28) {
      for (int const months : {-25, -12, -1, 0, 1, 2, 3, 11, 13, 48})
        for (auto const mode : {MissingDay::back, MissingDay::forward, MissingDay::refuse}) {
          auto const reached = day.plus_months(months, mode);
          REQUIRE((reached ? reached->to_string() : "none") == naive_shift(c, months, mode));
        }
    }
    if (++c.day > naive_length(c.year, c.month)) {
      c.day = 1;
      if (++c.month > 12) c.month = 1, ++c.year;
    }
  }
  CHECK(naive_text(c) == "2151-01-01");
}

TEST_CASE("completed months") {
  for (char const* from : {"2023-01-28", "2023-01-29", "2023-01-30", "2023-01-31"})  // D01
    CHECK(completed_months(date(from), date("2023-03-01"), MissingDay::back) == 1);
  CHECK(completed_months(date("1960-02-29"), date("2025-02-28"), MissingDay::back) == 780);  // E09
  CHECK(completed_months(date("1960-02-29"), date("2025-02-28"), MissingDay::forward) == 779);
  CHECK(completed_months(date("1960-02-29"), date("2025-03-01"), MissingDay::forward) == 780);
  CHECK(completed_months(date("2023-01-31"), date("2023-02-28"), MissingDay::refuse) == 1);
  CHECK(date("2012-02-29").number() - date("2012-01-31").number() == 29);  // D02
}

TEST_CASE("completed months are the largest that fit") {
  for (auto const mode : {MissingDay::back, MissingDay::forward})
    for (int from_offset = 0; from_offset < 800; from_offset += 1)
      for (int distance = -800; distance <= 800; distance += 7) {
        Date const from = *date("2023-06-01").plus_days(from_offset);
        Date const to = *from.plus_days(distance);
        std::int64_t const n = completed_months(from, to, mode);
        REQUIRE(*from.plus_months(n, mode) <= to);
        REQUIRE(*from.plus_months(n + 1, mode) > to);
      }
}
