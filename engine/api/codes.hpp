// What can be wrong with a question about rules that are loaded, codes A0xx: names and dates of a command, so
// that no file gives an example. An entry of codes.def is both a name and a row of the registry.
#pragma once

#include "grammar/text/code.hpp"

namespace convenio::api {

namespace Code {
#define CODE(name, printed, ...) inline constexpr text::Code name{printed};
#include "engine/api/codes.def"
#undef CODE
}  // namespace Code

#define CODE(name, printed, severity, ...) {Code::name, text::Severity::severity, __VA_ARGS__},
inline constexpr text::CodeInfo asked_code_list[] = {
#include "engine/api/codes.def"
};
#undef CODE

// INVARIANT: in the order of the codes, each once, and every row is complete.
static_assert(text::well_formed(asked_code_list, text::Examples::none));

}  // namespace convenio::api
