// What a period says of itself, and periods that a rule makes (core::PeriodMaking).
// Knows what a period holds; knows no history.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/ops/kernel.hpp"

namespace convenio::ops {

Value period_field(core::Expr const& e, model::Period const& period);
Value dates_of(model::Period const& period);  // absent: they are not known

// Whether the operand `n` of so many is an attribute; attributes may be unknown, everything else must be
// there.
bool is_attribute(core::PeriodMaking const& making, std::size_t n, std::size_t operands);

// A new period is called `maker` and has `attributes` (one for each in the program), as far as the making
// says nothing else; a copy is as the period that it is of.
Value make_period(core::Program const& program, core::PeriodMaking const& making, Operands operands,
                  std::string_view maker, std::vector<Value> attributes);

// All days that a date may be: itself, or where the first or last day of a period without dates may lie.
struct DayLimits {
  std::int32_t first = 0, last = 0;
};
// A comparison (less, less or equal, equal, not equal) of two dates, where it gives the same for all of them.
std::optional<bool> compare_days(core::Op comparison, DayLimits a, DayLimits b);

}  // namespace convenio::ops
