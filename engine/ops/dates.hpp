// Operators on dates.
// Knows no history.
#pragma once

#include "engine/ops/kernel.hpp"

namespace convenio::ops {

Value add_span(Context const& context, core::Expr const& e,
               Operands operands);  // date + so many days, months
Value date_range(Context const& context, core::Expr const& e, Operands operands);  // from, to, step

Value age(Context const& context, core::Expr const& e, Operands operands);
Value year(Context const& context, core::Expr const& e, Operands operands);
Value month(Context const& context, core::Expr const& e, Operands operands);
Value day(Context const& context, core::Expr const& e, Operands operands);
Value weekday(Context const& context, core::Expr const& e, Operands operands);
Value quarter(Context const& context, core::Expr const& e, Operands operands);
Value date(Context const& context, core::Expr const& e, Operands operands);
Value first_of_month(Context const& context, core::Expr const& e, Operands operands);
Value last_of_month(Context const& context, core::Expr const& e, Operands operands);
Value first_of_quarter(Context const& context, core::Expr const& e, Operands operands);
Value last_of_quarter(Context const& context, core::Expr const& e, Operands operands);

}  // namespace convenio::ops
