// What an expression looks at. Knows the core; evaluates nothing.
#pragma once

#include "engine/core/program.hpp"

namespace convenio::core {

// Whether an expression looks at nothing but what its frame holds: names, their fields, and constants.
bool asks_nothing(Program const& program, ExprId id);

}  // namespace convenio::core
