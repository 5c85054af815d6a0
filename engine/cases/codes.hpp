// What can be wrong with a case document, codes K0xx, and what is noticed in one, K9xx.
// An entry of codes.def is both: a name that finds it, as Code::unreadable, and a row of the registry. So no
// code can be without its row, and a change of one rebuilds what includes this header.
#pragma once

#include "grammar/text/code.hpp"

namespace convenio::cases {

namespace Code {
#define CODE(name, printed, ...) inline constexpr text::Code name{printed};
#include "engine/cases/codes.def"
#undef CODE
}  // namespace Code

#define CODE(name, printed, severity, ...) {Code::name, text::Severity::severity, __VA_ARGS__},
inline constexpr text::CodeInfo case_codes[] = {
#include "engine/cases/codes.def"
};
#undef CODE

// INVARIANT: in the order of the codes, each once, and every row is complete.
static_assert(text::well_formed(case_codes), "codes out of order or twice, or a row with a gap");

}  // namespace convenio::cases
