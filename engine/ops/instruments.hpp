// Who is a party, and who is bound to whom, on a date.
// Knows the dates in the program only; knows no rule.
#pragma once

#include "engine/ops/kernel.hpp"

namespace convenio::ops {

// party, bound, linked, parties.
Value instrument(core::Program const& program, core::Expr const& e, Operands operands);

// Whatever the date turns out to be: a state that never joins is no party and bound to
// nobody, and none is bound to itself. Operands may be absent.
bool never_party(core::Program const& program, core::Expr const& e, Operands operands);

// The first agreement that links two states on a date; none, if there is none.
core::TextId linking_text(core::Program const& program, Operands operands);

}  // namespace convenio::ops
