// Exact numbers, rounding and conversion: the rows J and F of the semantics vectors, and random numbers up to
// the edges of 64 bits against Boost.Multiprecision.
#include <doctest/doctest.h>

#include <array>
#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <random>

#include "engine/model/rational.hpp"
#include "engine/model/rounding.hpp"
#include "engine/model/units.hpp"

using namespace convenio::model;

namespace {

using Big = boost::multiprecision::cpp_rational;
constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

Rational number(std::string_view text) {
  auto const value = Rational::parse(text);
  REQUIRE_MESSAGE(value.has_value(), text);
  return *value;
}

Rational rounded(std::string_view value, RoundingMode mode, std::string_view step) {
  return round_to(number(value), mode, number(step));
}

std::string text_of(Big const& value) { return value.str(); }

// Often at an edge, otherwise anything.
std::int64_t edge_or_any(std::mt19937_64& random) {
  constexpr std::array<std::int64_t, 12> edges{0,
                                               1,
                                               -1,
                                               2,
                                               -2,
                                               highest,
                                               lowest,
                                               highest - 1,
                                               lowest + 1,
                                               std::int64_t{1} << 32,
                                               -(std::int64_t{1} << 31),
                                               3037000500};
  auto const draw = random();
  if (draw % 3 == 0) return edges[(draw >> 8) % edges.size()];
  if (draw % 3 == 1) return static_cast<std::int64_t>((draw >> 8) % 2000) - 1000;
  return static_cast<std::int64_t>(random());
}

struct Pair {
  Rational ours;
  Big theirs;
};

Pair any_ratio(std::mt19937_64& random) {
  std::int64_t const over = edge_or_any(random);
  std::int64_t under = edge_or_any(random);
  if (under == 0) under = 7;
  Big theirs = Big(over) / Big(under);
  return {Rational(over, under), theirs};
}

}  // namespace

TEST_CASE("rational arithmetic agrees with Boost on edges of 64 bits") {
  std::mt19937_64 random(11);
  for (int round = 0; round < 20'000; ++round) {
    Pair a = any_ratio(random);
    Pair const b = any_ratio(random);
    if (round % 4 == 0) {  // large operands too
      a.ours = a.ours * b.ours * a.ours;
      a.theirs = a.theirs * b.theirs * a.theirs;
    }
    REQUIRE(a.ours.to_string() == text_of(a.theirs));
    REQUIRE((a.ours + b.ours).to_string() == text_of(a.theirs + b.theirs));
    REQUIRE((a.ours - b.ours).to_string() == text_of(a.theirs - b.theirs));
    REQUIRE((a.ours * b.ours).to_string() == text_of(a.theirs * b.theirs));
    if (!b.ours.is_zero()) REQUIRE((a.ours / b.ours).to_string() == text_of(a.theirs / b.theirs));
    REQUIRE((-a.ours).to_string() == text_of(-a.theirs));
    REQUIRE((a.ours < b.ours) == (a.theirs < b.theirs));
    REQUIRE((a.ours == b.ours) == (a.theirs == b.theirs));
    REQUIRE(a.ours.sign() == a.theirs.sign());
    // One representation for one value: the way back through larger numbers ends where it began.
    REQUIRE((a.ours + b.ours) - b.ours == a.ours);
    REQUIRE(Rational::parse(a.ours.to_string()) == a.ours);
    Rational const floor = a.ours.floor();
    REQUIRE(floor.is_whole());
    REQUIRE(floor <= a.ours);
    REQUIRE(a.ours < floor + Rational(1));
    REQUIRE(a.ours.ceiling() == -((-a.ours).floor()));
  }
}

TEST_CASE("promotion and demotion at the edges") {
  CHECK((Rational(highest) + Rational(1)).to_string() == "9223372036854775808");
  CHECK_FALSE((Rational(highest) + Rational(1)).to_int64());
  CHECK((Rational(highest) + Rational(1) - Rational(1)).to_int64() == highest);
  CHECK((-Rational(lowest)).to_string() == "9223372036854775808");
  CHECK(-(-Rational(lowest)) == Rational(lowest));
  CHECK((-(-Rational(lowest))).to_int64() == lowest);
  CHECK(Rational(lowest, lowest) == Rational(1));
  CHECK(Rational(1, lowest).to_string() == "-1/9223372036854775808");
  CHECK(Rational(6, -4).to_string() == "-3/2");
  CHECK(Rational(0, -5) == Rational());
  CHECK(Rational(1, 3).digits() == 2);
  CHECK(number("9223372036854775808").digits() == 20);
  CHECK(Rational(-1234).digits() == 5);
}

TEST_CASE("one strict spelling of decimals") {
  for (char const* text : {"0", "12", "-0.50", "100.10", "0.0", "-7"}) CHECK(Rational::parse_decimal(text));
  for (char const* text : {"+5", "05.00", "5.", ".5", "", "-", "--1", "00", "1e5", " 1", "1 ", "1.2.3",
                           "1.-2", "1.234,56", "1,234.56", "1 234.56", "１", "1/2"})  // J17, J18
    CHECK_FALSE_MESSAGE(Rational::parse_decimal(text), text);
  CHECK_FALSE(Rational::parse_decimal(std::string_view("1\0", 2)));
  CHECK(Rational::parse_decimal("-0.00")->to_decimal(2, 2) == "0.00");         // J15
  CHECK(*Rational::parse_decimal("1.10") == *Rational::parse_decimal("1.1"));  // J23
  CHECK(Rational::parse_decimal("0.0812")->to_string() == "203/2500");         // leading zeros are not octal
  CHECK(Rational::parse_decimal(std::string(64, '9')));
  CHECK_FALSE(Rational::parse_decimal(std::string(65, '9')));
  CHECK_FALSE(Rational::parse("1" + std::string(1'000'000, '0')));  // J21
  CHECK(number("-6/4") == Rational(-3, 2));
  for (char const* text : {"1/0", "1/-2", "/2", "1/", "01/2", "1/02", "1.5/2", "1/2/3", "+1/2", "1 /2"})
    CHECK_FALSE_MESSAGE(Rational::parse(text), text);
}

TEST_CASE("finite decimals are printed exactly") {
  CHECK(number("1.1").to_decimal(2, 6) == "1.10");
  CHECK(number("-1/8").to_decimal(0, 3) == "-0.125");
  CHECK_FALSE(number("-1/8").to_decimal(0, 2));
  CHECK_FALSE(number("1/3").to_decimal(0, 60));
  CHECK(number("5").to_decimal(0, 0) == "5");
  CHECK(number("0.001").to_decimal(2, 4) == "0.001");
  CHECK(number("123456789012345678901234567890.5").to_decimal(2, 2) == "123456789012345678901234567890.50");
}

TEST_CASE("rounding vectors") {
  using enum RoundingMode;
  CHECK(rounded("1.005", half_up, "0.01") == number("1.01"));    // J02
  CHECK(rounded("2.675", half_up, "0.01") == number("2.68"));    // J03
  CHECK(rounded("2.675", half_down, "0.01") == number("2.67"));  // J05
  CHECK(rounded("-2.675", half_up, "0.01") == number("-2.68"));  // J06
  CHECK(rounded("-2.675", half_down, "0.01") == number("-2.67"));
  CHECK(rounded("2.4449", half_up, "0.1") == number("2.4"));    // J08
  CHECK(rounded("20.01", half_up, "0.01") == number("20.01"));  // J09: after the sum
  CHECK(rounded("10.005", half_up, "0.01") * Rational(2) == number("20.02"));
  CHECK(rounded("10.005", half_even, "0.01") * Rational(2) == number("20.00"));
  CHECK(Rational(1, 3) * Rational(3) == Rational(1));                                               // J11
  CHECK(round_to(number("0.6") * number("1000.01"), half_up, number("0.01")) == number("600.01"));  // J12
  CHECK(rounded("1234.59", down, "0.10") == number("1234.50"));                                     // J14
  CHECK(rounded("1234.50", down, "1") == number("1234"));
  struct Row {
    RoundingMode mode;
    int at_25, at_minus_25, at_35, at_26;
  };  // to tens, in tens
  for (Row const& r :
       {Row{down, 2, -2, 3, 2}, Row{up, 3, -3, 4, 3}, Row{half_up, 3, -3, 4, 3}, Row{half_down, 2, -2, 3, 3},
        Row{half_even, 2, -2, 4, 3}, Row{floor, 2, -3, 3, 2}, Row{ceiling, 3, -2, 4, 3}}) {
    CAPTURE(name(r.mode));
    CHECK(rounded("25", r.mode, "10") == Rational(r.at_25 * 10));
    CHECK(rounded("-25", r.mode, "10") == Rational(r.at_minus_25 * 10));
    CHECK(rounded("35", r.mode, "10") == Rational(r.at_35 * 10));
    CHECK(rounded("26", r.mode, "10") == Rational(r.at_26 * 10));
    CHECK(rounded("-30", r.mode, "10") == Rational(-30));
  }
}

TEST_CASE("rounding stays within its bound") {  // P16
  std::mt19937_64 random(5);
  for (int round = 0; round < 3'000; ++round) {
    Rational const value(static_cast<std::int64_t>(random() % 200'001) - 100'000,
                         static_cast<std::int64_t>(random() % 97) + 1);
    Rational const step(static_cast<std::int64_t>(random() % 30) + 1,
                        static_cast<std::int64_t>(random() % 12) + 1);
    for (auto mode : {RoundingMode::down, RoundingMode::up, RoundingMode::half_up, RoundingMode::half_down,
                      RoundingMode::half_even, RoundingMode::floor, RoundingMode::ceiling}) {
      Rational const result = round_to(value, mode, step);
      Rational const error = result < value ? value - result : result - value;
      bool const nearest =
          mode == RoundingMode::half_up || mode == RoundingMode::half_down || mode == RoundingMode::half_even;
      REQUIRE((result / step).is_whole());
      REQUIRE(error < step);
      if (nearest) REQUIRE(error <= step / Rational(2));
      REQUIRE(round_to(result, mode, step) == result);
    }
  }
}

TEST_CASE("conversion vectors") {
  using enum Unit;
  using Table = std::vector<UnitEquation>;
  Table const six_day{{1, months, 26, days}, {1, weeks, 6, days}, {1, quarters, 3, months}};
  Table const seven_day{{1, months, 30, days}, {1, weeks, 7, days}};
  auto const up = RoundingMode::up;
  CHECK(convert(312, six_day, {days, months}, std::nullopt) == Rational(12));  // F01
  CHECK(convert(100, seven_day, {days, months}, up) == Rational(4));           // F02
  CHECK(convert(10, six_day, {weeks, days, months}, up) == Rational(3));       // F04
  Table const quarter_weeks{
      {13, weeks, 1, quarters}, {1, quarters, 3, months}, {1, weeks, 6, days}, {1, months, 26, days}};
  CHECK(convert(13, quarter_weeks, {weeks, quarters}, std::nullopt) == Rational(1));  // F05
  CHECK(convert(13, quarter_weeks, {weeks, days, months}, std::nullopt) == Rational(3));
  CHECK(*convert(100, seven_day, {days, months}, up) + *convert(100, seven_day, {days, months}, up) ==
        Rational(8));  // F10
  CHECK(convert(200, seven_day, {days, months}, up) == Rational(7));
  CHECK(convert(1000 / 8, six_day, {days, months}, up) == Rational(5));  // F13
  CHECK(convert(Rational(5, 2), Table{{1, years, 12, months}}, {years, months}, std::nullopt) ==
        Rational(30));  // F14
  Table const spanish{{1, years, 365, days}, {12, months, 365, days}};
  CHECK(convert(14'000, spanish, {days, years}, RoundingMode::down) == Rational(38));  // F16
  CHECK(convert(14'000 - 38 * 365, spanish, {days, months}, RoundingMode::down) == Rational(4));
  struct Row {
    int days_left, months_left;
  };
  for (Row const& r : {Row{30, 0}, Row{31, 1}, Row{60, 1}, Row{61, 2}, Row{364, 11}})  // F17
    CHECK(convert(r.days_left, spanish, {days, months}, RoundingMode::down) == Rational(r.months_left));
  CHECK_FALSE(convert(1, six_day, {days, years}, std::nullopt));
  CHECK_FALSE(convert(1, six_day, {days}, std::nullopt));
  CHECK(direct_factor(six_day, months, days) == Rational(26));
  CHECK(direct_factor(six_day, days, months) == Rational(1, 26));
  CHECK_FALSE(direct_factor(six_day, weeks, months));
  CHECK(std::string(name(calendar_months)) == "calendar months");
}
