// The strict operators: all operands are there before they are applied.
// Knows which kernel an operator has; knows no operator's arithmetic.
#pragma once

#include "engine/ops/kernel.hpp"

namespace convenio::ops {

// Precondition: the operator of `e` is strict (core::Op), and its operands are there.
Value apply(Context const& context, core::Expr const& e, Operands operands);

Kernel kernel_of(core::Builtin builtin);

}  // namespace convenio::ops
