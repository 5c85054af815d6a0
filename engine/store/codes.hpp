// What can go wrong with an office and its file, codes S0xx; tests/store gives them, so that no file is an example.
// An entry of codes.def is both: a name that finds it, as Code::truncated, and a row of the registry. So no
// code can be without its row, and a change of one rebuilds what includes this header.
#pragma once

#include "grammar/text/code.hpp"

namespace convenio::store {

namespace Code {
#define CODE(name, printed, ...) inline constexpr text::Code name{printed};
#include "engine/store/codes.def"
#undef CODE
}  // namespace Code

#define CODE(name, printed, severity, ...) {Code::name, text::Severity::severity, __VA_ARGS__},
inline constexpr text::CodeInfo store_codes[] = {
#include "engine/store/codes.def"
};
#undef CODE

// INVARIANT: in the order of the codes, each once, and every row is complete.
static_assert(text::well_formed(store_codes, text::Examples::none));

}  // namespace convenio::store
