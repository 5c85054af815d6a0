// Whether names of a program stand where they may: each once where it must be, those that are given with what
// they are given to, and a reason wherever a decision can say nothing else. Private to verify.cpp. Knows no
// expression, and not what a name is made of, which words.hpp knows.
#pragma once

#include <string>

#include "engine/core/program.hpp"

namespace convenio::core {

// "" when all do, else whose do not: "the names of rule 17".
std::string misnamed(Program const& program);

}  // namespace convenio::core
