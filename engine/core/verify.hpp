// Whether a program that was read from bytes is as the checker would have left it: every index in range,
// every expression with the operands and types that its operator takes, every local known where it is read.
// What holds here is what evaluators and renderers rely on. What a text or a date can be is asked while they
// are read: words.hpp. Knows no file.
#pragma once

#include <string>

#include "engine/core/program.hpp"

namespace convenio::core {

// "" when it is sound, else what is not: "rule 17".
std::string unsound(Program const& program);
// The same of the lines of rule files that are kept for explanations.
std::string unsound(text::Sources const& sources);

}  // namespace convenio::core
