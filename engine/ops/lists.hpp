// Operators on lists.
// Knows no history, but where theirs begins (joined, length).
#pragma once

#include "engine/ops/kernel.hpp"

namespace convenio::ops {

Value list_value(Context const& context, std::vector<Value> items);
Value concatenate(Context const& context, std::vector<Value> const& lists);
Value subtract_lists(Context const& context, Value const& a, Value const& b);
Value range(Context const& context, Operands operands);  // of whole numbers

// Of two or more operands, or of the elements of one list.
Value least(Context const& context, core::Expr const& e, Operands operands);
Value greatest(Context const& context, core::Expr const& e, Operands operands);
Value largest(Context const& context, core::Expr const& e, Operands operands);
Value leading(Context const& context, core::Expr const& e, Operands operands);
Value reversed(Context const& context, core::Expr const& e, Operands operands);
Value length(Context const& context, core::Expr const& e, Operands operands);
Value distinct(Context const& context, core::Expr const& e, Operands operands);
Value joined(Context const& context, core::Expr const& e, Operands operands);

}  // namespace convenio::ops
