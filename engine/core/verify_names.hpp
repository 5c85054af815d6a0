// Whether what a program says in words and dates is what rule files can say: names as the grammar has them
// and each once where it must be, texts without control characters, dates within those of rule files. Private
// to verify.cpp. Knows no expression.
#pragma once

#include <string>

#include "engine/core/program.hpp"
#include "engine/core/verify.hpp"

namespace convenio::core {

// "" when all is, else whose is not: "rule 17".
std::string misnamed(Program const& program, Taken taken);

}  // namespace convenio::core
