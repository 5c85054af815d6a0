// Rational numbers as text: one strict spelling in, one canonical spelling out.
// Knows no locale, no grouping of digits, no exponent, no currency.
#include <algorithm>
#include <string>

#include "engine/model/rational.hpp"
#include "engine/model/rational_big.hpp"

namespace convenio::model {

namespace {

using Access = RationalAccess;

constexpr std::size_t decimal_length_limit = 64;
// Generous room for the canonical text of numbers that callers let grow; longer texts cost nothing.
constexpr std::size_t ratio_length_limit = 16'384;

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "0" or digits that do not begin with 0.
bool whole_spelling(std::string_view text) {
  return all_digits(text) && (text.size() == 1 || text[0] != '0');
}

// Chunk by chunk: a leading zero must not be read as octal.
BigWhole whole_of(std::string_view digits) {
  constexpr std::size_t chunk = 18;
  BigWhole result = 0;
  for (std::size_t at = 0; at < digits.size(); at += chunk) {
    std::int64_t part = 0;
    std::int64_t scale = 1;
    for (char const c : digits.substr(at, chunk)) {
      part = part * 10 + (c - '0');
      scale *= 10;
    }
    result = result * scale + part;
  }
  return result;
}

BigWhole power_of_ten(std::size_t exponent) {
  return boost::multiprecision::pow(BigWhole(10), static_cast<unsigned>(exponent));
}

bool take_minus(std::string_view& text) {
  if (text.empty() || text.front() != '-') return false;
  text.remove_prefix(1);
  return true;
}

// How often `factor` divides `value`, which loses these factors.
unsigned strip(BigWhole& value, unsigned factor) {
  unsigned count = 0;
  while (value % factor == 0) {
    value /= factor;
    ++count;
  }
  return count;
}

std::size_t digits_of(std::int64_t value) {
  std::size_t count = 1;
  while (value /= 10) ++count;
  return count;
}

}  // namespace

std::optional<Rational> Rational::parse_decimal(std::string_view text) {
  if (text.size() > decimal_length_limit) return std::nullopt;
  bool const negative = take_minus(text);
  auto const point = text.find('.');
  std::string_view const whole = text.substr(0, point);
  if (!whole_spelling(whole)) return std::nullopt;
  BigWhole numerator = whole_of(whole);
  BigWhole denominator = 1;
  if (point != std::string_view::npos) {
    std::string_view const fraction = text.substr(point + 1);
    if (!all_digits(fraction)) return std::nullopt;
    denominator = power_of_ten(fraction.size());
    numerator = numerator * denominator + whole_of(fraction);
  }
  if (negative) numerator = -numerator;
  return Access::make(BigRatio(numerator, denominator));
}

std::optional<Rational> Rational::parse(std::string_view text) {
  if (text.size() > ratio_length_limit) return std::nullopt;
  std::string_view rest = text;
  bool const negative = take_minus(rest);
  auto const slash = rest.find('/');
  if (slash == std::string_view::npos && !whole_spelling(rest)) return parse_decimal(text);
  std::string_view const over = rest.substr(0, slash);
  std::string_view const under =
      slash == std::string_view::npos ? std::string_view("1") : rest.substr(slash + 1);
  if (!whole_spelling(over) || !whole_spelling(under) || under == "0") return std::nullopt;
  BigWhole numerator = whole_of(over);
  if (negative) numerator = -numerator;
  return Access::make(BigRatio(numerator, whole_of(under)));
}

std::string Rational::to_string() const {
  if (big_) return big_->value.str();
  std::string text = std::to_string(numerator_);
  if (denominator_ != 1) text += "/" + std::to_string(denominator_);
  return text;
}

namespace {

__extension__ using Wide = __int128;

// Of a number of everyday size. nullopt: it is none, or has no such decimal.
std::optional<std::string> short_decimal(std::int64_t numerator, std::int64_t denominator, unsigned least,
                                         unsigned most) {
  constexpr unsigned most_places = 18;
  std::int64_t rest = denominator;
  unsigned twos = 0, fives = 0;
  for (; rest % 2 == 0; rest /= 2) ++twos;
  for (; rest % 5 == 0; rest /= 5) ++fives;
  unsigned const needed = std::max(twos, fives), places = std::max(needed, least);
  if (rest != 1 || needed > most || places > most_places) return std::nullopt;
  Wide power = 1;
  for (unsigned n = 0; n < places; ++n) power *= 10;
  Wide const scaled = Wide{numerator} * (power / denominator), size = scaled < 0 ? -scaled : scaled;
  if (size > INT64_MAX) return std::nullopt;
  std::string text = std::to_string(static_cast<std::int64_t>(size));
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  if (places > 0) text.insert(text.size() - places, 1, '.');
  if (numerator < 0) text.insert(0, 1, '-');
  return text;
}

}  // namespace

std::optional<std::string> Rational::to_decimal(unsigned least, unsigned most) const {
  if (!big_) {
    if (auto text = short_decimal(numerator_, denominator_, least, most)) return text;
  }
  BigWhole const denominator = Access::big_denominator(*this);
  BigWhole rest = denominator;
  unsigned const twos = strip(rest, 2);
  unsigned const fives = strip(rest, 5);
  unsigned const needed = std::max(twos, fives);
  if (rest != 1 || needed > most) return std::nullopt;
  unsigned const places = std::max(needed, least);
  BigWhole const scaled = abs(Access::big_numerator(*this)) * power_of_ten(places) / denominator;
  std::string text = scaled.str();
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  if (places > 0) text.insert(text.size() - places, 1, '.');
  if (sign() < 0) text.insert(0, 1, '-');
  return text;
}

std::size_t Rational::digits() const {
  if (!big_) return digits_of(numerator_) + digits_of(denominator_);
  return BigWhole(abs(Access::big_numerator(*this))).str().size() +
         Access::big_denominator(*this).str().size();
}

std::size_t Rational::words() const {
  if (!big_) return 0;
  auto const& value = Access::large(*this);
  return boost::multiprecision::numerator(value).backend().size() +
         boost::multiprecision::denominator(value).backend().size();
}

}  // namespace convenio::model
