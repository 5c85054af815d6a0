// Who uses what: the declarations that an expression reaches.
// Knows the core; knows no tree and no diagnostics.
#pragma once

#include <functional>
#include <vector>

#include "engine/core/program.hpp"

namespace convenio::check {

enum class Used : std::uint8_t { rule, fact, table, precedence, award };

// Calls `found` for every declaration that `root` uses directly; `none` is allowed and uses nothing.
void for_each_use(core::Program const& program, core::ExprId root,
                  std::function<void(Used, std::uint32_t, text::Span)> const& found);

// All that a rule may give, and the conditions of its exceptions; some may be `none`.
std::vector<core::ExprId> bodies_of(core::Rule const& rule);

}  // namespace convenio::check
