// What can be wrong with the characters, the tokens and the shape of a file: codes 01xx.
// An entry of codes.def is both: a name that finds it, as Code::unexpected, and a row of the registry. So no
// code can be without its row, and a change of one rebuilds what includes this header.
#pragma once

#include "grammar/text/code.hpp"

namespace convenio::syntax {

namespace Code {
#define CODE(name, printed, ...) inline constexpr text::Code name{printed};
#include "grammar/syntax/codes.def"
#undef CODE
}  // namespace Code

#define CODE(name, printed, severity, ...) {Code::name, text::Severity::severity, __VA_ARGS__},
inline constexpr text::CodeInfo syntax_codes[] = {
#include "grammar/syntax/codes.def"
};
#undef CODE

// INVARIANT: in the order of the codes, each once, and every row is complete.
static_assert(text::well_formed(syntax_codes), "codes out of order or twice, or a row with a gap");

}  // namespace convenio::syntax
