// Arithmetic on numbers, quantities and money; + and - of dates, lists and histories start here, too.
// Knows currencies and conversion tables; knows no rule.
#pragma once

#include "engine/ops/kernel.hpp"

namespace convenio::ops {

inline constexpr std::size_t digits_limit = 4'000;  // of one number

Value bounded(Value value);  // absent, if it has more digits
// add, subtract, multiply, divide.
Value arithmetic(Context const& context, core::Op op, Value const& a, Value const& b);
Value negate(Value const& value);
Value round(Context const& context, core::Expr const& e, Operands operands);
Value convert(Context const& context, core::Expr const& e, Operands operands);
// Money in another time, in other money, and money that is made of a number.
Value timed(Context const& context, core::Expr const& e, Value value);
Value restate(Context const& context, core::Expr const& e, Operands operands);
Value exchange(Context const& context, core::Expr const& e, Operands operands);
Value money_of(Context const& context, core::Expr const& e, Operands operands);

}  // namespace convenio::ops
