// The large form of Rational, for the files that compute with it and read or print it. Private to this room:
// nothing outside may see Boost.Multiprecision.
#pragma once

#include <cassert>
#include <numeric>

#include <boost/multiprecision/cpp_int.hpp>

#include "engine/model/rational.hpp"

namespace convenio::model {

using BigWhole = boost::multiprecision::cpp_int;
using BigRatio = boost::multiprecision::cpp_rational;

struct Rational::Big {
  BigRatio value;
};

// INVARIANT: the denominator is positive, the two words are in lowest terms, and `big_` is set only when one
// of them does not fit 64 bits; so equal values have one representation.
struct RationalAccess {
  static std::uint64_t magnitude(std::int64_t number) {  // of the lowest number too
    auto const bits = static_cast<std::uint64_t>(number);
    return number < 0 ? 0 - bits : bits;
  }
  static Rational make(std::int64_t numerator, std::int64_t denominator) {  // already in lowest terms
    assert(denominator > 0 && std::gcd(magnitude(numerator), magnitude(denominator)) == 1);
    Rational result;
    result.numerator_ = numerator;
    result.denominator_ = denominator;
    return result;
  }
  static Rational make(BigRatio value);  // takes the small form when it fits
  static bool small(Rational const& r) { return r.big_ == nullptr; }
  static std::int64_t numerator(Rational const& r) { return r.numerator_; }
  static std::int64_t denominator(Rational const& r) { return r.denominator_; }
  static BigRatio const& large(Rational const& r) { return r.big_->value; }
  static BigRatio widened(Rational const& r) {
    return small(r) ? BigRatio(BigWhole(r.numerator_), BigWhole(r.denominator_)) : r.big_->value;
  }
  static BigWhole big_numerator(Rational const& r) {
    return small(r) ? BigWhole(r.numerator_) : BigWhole(boost::multiprecision::numerator(r.big_->value));
  }
  static BigWhole big_denominator(Rational const& r) {
    return small(r) ? BigWhole(r.denominator_) : BigWhole(boost::multiprecision::denominator(r.big_->value));
  }
};

}  // namespace convenio::model
