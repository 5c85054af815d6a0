// Rounding to a step, in the modes that statutes use. One call is one rounding.
#pragma once

#include "engine/model/rational.hpp"

namespace convenio::model {

// down: towards zero; up: away from zero; half_up: ties away from zero; half_down: ties towards zero;
// half_even: ties to the even multiple; floor and ceiling: towards minus and plus infinity.
enum class RoundingMode : std::uint8_t { down, up, half_up, half_down, half_even, floor, ceiling };

// The multiple of `step` that `value` rounds to. Precondition: step > 0.
Rational round_to(Rational const& value, RoundingMode mode, Rational const& step);

char const* name(RoundingMode mode);

}  // namespace convenio::model
