// Exact arithmetic: 64-bit words with 128-bit intermediates, promoted only when the reduced result does not
// fit. Knows no text form (see rational_text.cpp).
#include "engine/model/rational.hpp"

#include <cassert>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/model/rational_big.hpp"
#include "engine/model/rational_words.hpp"

namespace convenio::model {

namespace {

using Wide = __int128;
using WideUnsigned = unsigned __int128;
using Access = RationalAccess;

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

WideUnsigned magnitude(Wide value) {
  return value < 0 ? WideUnsigned{0} - static_cast<WideUnsigned>(value) : static_cast<WideUnsigned>(value);
}

WideUnsigned common_divisor(WideUnsigned a, WideUnsigned b) {
  constexpr WideUnsigned word = std::numeric_limits<std::uint64_t>::max();
  while (b != 0) {
    if (a <= word && b <= word) return std::gcd(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b));
    WideUnsigned const rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

// Precondition: denominator != 0, and neither word is the lowest 128-bit number. Products and sums of
// products of 64-bit words stay within that: 2 * 2^63 * (2^63 - 1) < 2^127.
Rational reduced(Wide numerator, Wide denominator) {
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  Wide const divisor = static_cast<Wide>(common_divisor(magnitude(numerator), magnitude(denominator)));
  numerator /= divisor;
  denominator /= divisor;
  if (numerator >= lowest && numerator <= highest && denominator <= highest)
    return Access::make(static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator));
  return Access::make(BigRatio(BigWhole(numerator), BigWhole(denominator)));
}

bool fits(BigWhole const& value) { return value >= lowest && value <= highest; }

bool both_small(Rational const& a, Rational const& b) { return Access::small(a) && Access::small(b); }

bool both_whole(Rational const& a, Rational const& b) {
  return both_small(a, b) && Access::denominator(a) == 1 && Access::denominator(b) == 1;
}

Wide cross(Rational const& a, Rational const& b) {
  return static_cast<Wide>(Access::numerator(a)) * Access::denominator(b);
}

// Division of whole numbers towards minus infinity.
template <class Whole>
Whole floor_of(Whole const& numerator, Whole const& denominator) {
  Whole quotient = numerator / denominator;
  if (numerator < 0 && quotient * denominator != numerator) quotient -= 1;
  return quotient;
}

}  // namespace

Rational RationalAccess::make(BigRatio value) {
  BigWhole const numerator = boost::multiprecision::numerator(value);
  BigWhole const denominator = boost::multiprecision::denominator(value);
  if (fits(numerator) && fits(denominator))
    return make(numerator.convert_to<std::int64_t>(), denominator.convert_to<std::int64_t>());
  Rational result;
  result.numerator_ = 0;
  result.big_ = std::make_shared<Rational::Big const>(Rational::Big{std::move(value)});
  return result;
}

Rational::Rational(std::int64_t numerator, std::int64_t denominator) {
  assert(denominator != 0);
  if (numerator == lowest || denominator <= 0) {
    *this = reduced(numerator, denominator);
    return;
  }
  auto const divisor = std::gcd(numerator % denominator, denominator);  // small where the denominator is
  numerator_ = numerator / divisor;
  denominator_ = denominator / divisor;
}

Rational Rational::operator-() const {
  if (!big_ && numerator_ != lowest) return Access::make(-numerator_, denominator_);
  return Access::make(-Access::widened(*this));
}

Rational operator+(Rational const& a, Rational const& b) {
  std::int64_t sum = 0;
  if (both_whole(a, b) && !__builtin_add_overflow(a.numerator_, b.numerator_, &sum))
    return Access::make(sum, 1);
  if (both_small(a, b)) return reduced(cross(a, b) + cross(b, a), Wide{a.denominator_} * b.denominator_);
  return Access::make(Access::widened(a) + Access::widened(b));
}

Rational operator-(Rational const& a, Rational const& b) {
  std::int64_t difference = 0;
  if (both_whole(a, b) && !__builtin_sub_overflow(a.numerator_, b.numerator_, &difference))
    return Access::make(difference, 1);
  if (both_small(a, b)) return reduced(cross(a, b) - cross(b, a), Wide{a.denominator_} * b.denominator_);
  return Access::make(Access::widened(a) - Access::widened(b));
}

Rational operator*(Rational const& a, Rational const& b) {
  std::int64_t product = 0;
  if (both_whole(a, b) && !__builtin_mul_overflow(a.numerator_, b.numerator_, &product))
    return Access::make(product, 1);
  if (both_small(a, b))
    return reduced(Wide{a.numerator_} * b.numerator_, Wide{a.denominator_} * b.denominator_);
  return Access::make(Access::widened(a) * Access::widened(b));
}

Rational operator/(Rational const& a, Rational const& b) {
  assert(!b.is_zero());
  if (both_small(a, b)) return reduced(cross(a, b), cross(b, a));
  return Access::make(Access::widened(a) / Access::widened(b));
}

bool operator==(Rational const& a, Rational const& b) {
  if (Access::small(a) != Access::small(b)) return false;
  if (Access::small(a)) return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
  return Access::large(a) == Access::large(b);
}

std::strong_ordering operator<=>(Rational const& a, Rational const& b) {
  if (both_small(a, b)) {
    Wide const left = cross(a, b);
    Wide const right = cross(b, a);
    return left < right    ? std::strong_ordering::less
           : left == right ? std::strong_ordering::equal
                           : std::strong_ordering::greater;
  }
  return Access::widened(a).compare(Access::widened(b)) <=> 0;
}

bool Rational::is_zero() const { return !big_ && numerator_ == 0; }

bool Rational::is_whole() const {
  return big_ ? boost::multiprecision::denominator(big_->value) == 1 : denominator_ == 1;
}

int Rational::sign() const {
  if (big_) return big_->value.sign();
  return (numerator_ > 0) - (numerator_ < 0);
}

Rational Rational::floor() const {
  if (!big_) return Access::make(floor_of(numerator_, denominator_), 1);
  return Access::make(BigRatio(floor_of(Access::big_numerator(*this), Access::big_denominator(*this))));
}

Rational Rational::ceiling() const { return is_whole() ? *this : floor() + Rational(1); }

std::optional<std::int64_t> Rational::to_int64() const {
  if (big_ || denominator_ != 1) return std::nullopt;
  return numerator_;
}

std::optional<RationalWords> words_of(Rational const& number) {
  if (!Access::small(number)) return std::nullopt;
  return RationalWords{Access::numerator(number), Access::denominator(number)};
}

}  // namespace convenio::model
