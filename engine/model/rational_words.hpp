// A rational number as two machine words, for evaluators that compute in them.
// Knows no arithmetic.
#pragma once

#include <optional>

#include "engine/model/rational.hpp"

namespace convenio::model {

// In lowest terms, the denominator above zero.
struct RationalWords {
  std::int64_t numerator = 0, denominator = 1;
};
std::optional<RationalWords> words_of(Rational const& number);  // nullopt: they do not fit

}  // namespace convenio::model
