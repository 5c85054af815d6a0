// What can be wrong with a saved program, codes P0xx. No hand writes one, so that there are no examples.
// An entry of codes.def is both: a name that finds it, as Code::truncated, and a row of the registry. So no
// code can be without its row, and a change of one rebuilds what includes this header.
#pragma once

#include "grammar/text/code.hpp"

namespace convenio::core {

namespace Code {
#define CODE(name, printed, ...) inline constexpr text::Code name{printed};
#include "engine/core/codes.def"
#undef CODE
}  // namespace Code

#define CODE(name, printed, severity, ...) {Code::name, text::Severity::severity, __VA_ARGS__},
inline constexpr text::CodeInfo program_codes[] = {
#include "engine/core/codes.def"
};
#undef CODE

// INVARIANT: in the order of the codes, each once, and every row is complete.
static_assert(text::well_formed(program_codes, text::Examples::none));

}  // namespace convenio::core
