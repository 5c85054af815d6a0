// Whether a program that was read from bytes is as the checker would have left it: every index in range,
// every expression with the operands and types that its operator takes, every local known where it is read.
// What holds here is what evaluators and renderers rely on; and its names, texts and dates are such as rule
// files have. Knows no file.
#pragma once

#include <string>
#include <string_view>

#include "engine/core/program.hpp"

namespace convenio::core {

// Whether the language has taken a word, so that no name can be it. Which words it has is the grammar's.
using Taken = bool (*)(std::string_view word);

// "" when it is sound, else what is not: "rule 17".
std::string unsound(Program const& program, Taken taken);
// The same of the lines of rule files that are kept for explanations.
std::string unsound(text::Sources const& sources);

}  // namespace convenio::core
