// Rounding to a step, in the modes that statutes use. One call is one rounding.
#pragma once

#include "engine/model/rational.hpp"
#include "grammar/terms/terms.hpp"

namespace convenio::model {

using terms::name;
using terms::RoundingMode;

// The multiple of `step` that `value` rounds to. Precondition: step > 0.
Rational round_to(Rational const& value, RoundingMode mode, Rational const& step);

}  // namespace convenio::model
