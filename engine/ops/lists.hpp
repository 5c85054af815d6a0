// Operators on lists.
// Knows no history, but where theirs begins (joined, length).
#pragma once

#include "engine/ops/kernel.hpp"

namespace convenio::ops {

Value list_value(Context const& context, std::vector<Value> items);
Value concatenate(Context const& context, std::vector<Value> const& lists);
Value subtract_lists(Context const& context, Value const& a, Value const& b);
Value range(Context const& context, Operands operands);  // of whole numbers

}  // namespace convenio::ops
