// The kernel of every Builtin: a function that is called like it. One that is written nowhere is told by the
// linker.
#pragma once

#include "engine/ops/kernel.hpp"

namespace convenio::ops {

#define BUILTIN(enumerator, ...) \
  Value enumerator(Context const& context, core::Expr const& e, Operands operands);
#define FUNCTION(...)
#include "engine/core/functions.def"
#undef FUNCTION
#undef BUILTIN

}  // namespace convenio::ops
