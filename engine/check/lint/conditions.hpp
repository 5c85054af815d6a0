// Conditions as lists of what must hold together, compared by their form.
// Proves no arithmetic: what it finds is certain, what it does not find may still be so.
#pragma once

#include <vector>

#include "engine/check/workspace.hpp"

namespace convenio::check {

// Two locals that change places in the second of two expressions compared; none: nothing changes places.
struct Swap {
  std::uint32_t first = none, second = none;
};

bool same(core::Program const& p, ExprId a, ExprId b, Swap const& swap = {});
// The parts of an `and`; nothing for `none`.
std::vector<ExprId> conjuncts(core::Program const& p, ExprId id);
// Every one of `fewer`, with the locals swapped, is one of `more`.
bool includes(core::Program const& p, std::vector<ExprId> const& more, std::vector<ExprId> const& fewer,
              Swap const& swap = {});
// Two of them exclude each other, or one of them never holds.
bool contradictory(core::Program const& p, std::vector<ExprId> const& conjuncts);

}  // namespace convenio::check
