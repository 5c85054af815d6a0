// The registry of the codes of rules: the lists of all phases joined, and the rules that their examples
// import. Knows the lists, no code. For `explain-error`, the pages made of it, and tests.
#pragma once

#include <span>
#include <string_view>

#include "grammar/text/code.hpp"

namespace convenio::check {

std::span<text::CodeInfo const> registry();  // in the order of the codes
// The small package that the examples import; those of case documents are cases of it.
std::string_view example_rules();

}  // namespace convenio::check
