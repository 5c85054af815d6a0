// The built-in functions that evaluators work out: the argument `a` of Op::builtin. What each takes, gives
// and is called stands in functions.def and is read through functions.hpp.
#pragma once

#include <cstdint>

namespace convenio::core {

enum class Builtin : std::uint8_t {
#define BUILTIN(enumerator, ...) enumerator,
#define FUNCTION(...)
#include "engine/core/functions.def"
#undef FUNCTION
#undef BUILTIN
};

}  // namespace convenio::core
