// Which of two values is the same, less, or in a list.
// Knows no order of its own; that is engine/model's.
#pragma once

#include "engine/ops/kernel.hpp"

namespace convenio::ops {

// Truth; absent where a part of either is unknown, or the currencies differ.
Value equal(Context const& context, Value const& a, Value const& b);
Value less(Context const& context, Value const& a, Value const& b, bool or_equal);
// Why amounts of two times cannot be "combined" or "compared".
Value unlike_times(Value const& a, Value const& b, char const* how);
Value contains(Context const& context, Value const& item, Value const& list);

}  // namespace convenio::ops
