// Rounding as whole multiples of a step. Knows no currency and no number of decimals.
#include "engine/model/rounding.hpp"

#include <cassert>

namespace convenio::model {

namespace {

// Whether a quotient strictly between two whole numbers goes to the upper one.
bool goes_up(Rational const& quotient, Rational const& below, RoundingMode mode) {
  bool const negative = quotient.sign() < 0;
  auto const against_half = (quotient - below) <=> Rational(1, 2);
  switch (mode) {
    case RoundingMode::down:
      return negative;
    case RoundingMode::up:
      return !negative;
    case RoundingMode::floor:
      return false;
    case RoundingMode::ceiling:
      return true;
    case RoundingMode::half_up:
      return against_half > 0 || (against_half == 0 && !negative);
    case RoundingMode::half_down:
      return against_half > 0 || (against_half == 0 && negative);
    case RoundingMode::half_even: {
      bool const below_is_even = (below / Rational(2)).is_whole();
      return against_half > 0 || (against_half == 0 && !below_is_even);
    }
  }
  return false;
}

}  // namespace

Rational round_to(Rational const& value, RoundingMode mode, Rational const& step) {
  assert(step.sign() > 0);
  Rational const quotient = value / step;
  if (quotient.is_whole()) return value;
  Rational const below = quotient.floor();
  return (goes_up(quotient, below, mode) ? below + Rational(1) : below) * step;
}

}  // namespace convenio::model
