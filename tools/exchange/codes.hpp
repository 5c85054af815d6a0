// What is found in documents of other systems, codes X0xx; tests/exchange has a document for each, so that a
// page needs no example. An entry of codes.def is both a name and a row of the registry.
#pragma once

#include "grammar/text/code.hpp"

namespace convenio::exchange {

namespace Code {
#define CODE(name, printed, ...) inline constexpr text::Code name{printed};
#include "tools/exchange/codes.def"
#undef CODE
}  // namespace Code

#define CODE(name, printed, severity, ...) {Code::name, text::Severity::severity, __VA_ARGS__},
inline constexpr text::CodeInfo exchange_codes[] = {
#include "tools/exchange/codes.def"
};
#undef CODE

// INVARIANT: in the order of the codes, each once, and every row is complete.
static_assert(text::well_formed(exchange_codes, text::Examples::none));

}  // namespace convenio::exchange
