// Operators on dates.
// Knows no history.
#pragma once

#include "engine/ops/kernel.hpp"

namespace convenio::ops {

Value add_span(Context const& context, core::Expr const& e,
               Operands operands);  // date + so many days, months
Value date_range(Context const& context, core::Expr const& e, Operands operands);  // from, to, step

}  // namespace convenio::ops
