// Exact rational numbers. Small values live in two 64-bit words; larger ones are promoted
// to Boost.Multiprecision behind this header. Never a floating-point number.
// Knows no units, money or rounding modes of law (see rounding.hpp).
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace convenio::model {

class Rational {
 public:
  Rational() = default;
  Rational(std::int64_t whole) : numerator_(whole) {}  // NOLINT: whole numbers are rationals
  // Precondition: denominator != 0.
  Rational(std::int64_t numerator, std::int64_t denominator);

  // "12", "-0.50", at most 64 characters; no sign +, no leading zeros, no exponent. nullopt otherwise.
  static std::optional<Rational> parse_decimal(std::string_view text);
  // Also "n/d". The canonical text of to_string() parses back to the same value.
  static std::optional<Rational> parse(std::string_view text);

  Rational operator-() const;
  friend Rational operator+(Rational const&, Rational const&);
  friend Rational operator-(Rational const&, Rational const&);
  friend Rational operator*(Rational const&, Rational const&);
  // Precondition: divisor is not zero.
  friend Rational operator/(Rational const&, Rational const&);
  friend bool operator==(Rational const&, Rational const&);
  friend std::strong_ordering operator<=>(Rational const&, Rational const&);

  bool is_zero() const;
  bool is_whole() const;
  int sign() const;
  Rational floor() const;
  Rational ceiling() const;
  // The value when it is whole and fits.
  std::optional<std::int64_t> to_int64() const;

  // Canonical: "5", "-1/3" in lowest terms.
  std::string to_string() const;
  // A finite decimal if the value has one with at most `most` places, padded to `least` places; nullopt
  // otherwise.
  std::optional<std::string> to_decimal(unsigned least, unsigned most) const;
  // Digits in numerator plus denominator; lets callers bound the size of numbers.
  std::size_t digits() const;
  // 64-bit words beyond the small form, at no cost: 0 for all numbers of everyday size.
  std::size_t words() const;

 private:
  struct Big;
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
  std::shared_ptr<Big const> big_;  // when set, the words above are unused
  friend struct RationalAccess;
};

}  // namespace convenio::model
