// Operators on histories; the algebra itself is engine/model's.
// Knows how much work an operator is before it is done; knows no precedence.
#pragma once

#include "engine/ops/kernel.hpp"

namespace convenio::ops {

inline constexpr std::size_t periods_limit = 100'000;  // of one history that is calculated

std::uint64_t size_of(model::History const& history);  // periods and doubts

Value history_value(Context const& context, model::History history);
Value unite(Context const& context, std::vector<Value> const& histories);  // histories, or periods
Value subtract_histories(Context const& context, model::History const& a, model::History const& b);
Value certified(Context const& context, core::Expr const& e, Operands operands);  // of a history or a period

}  // namespace convenio::ops
