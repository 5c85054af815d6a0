// The core as text: stable and readable, for golden tests and for people who want to see what a rule became.
// Knows no evaluator; reading the text back is not intended.
#pragma once

#include <string>

#include "engine/core/program.hpp"

namespace convenio::core {

std::string dump(Program const& program);
std::string dump(Program const& program, ExprId expr);  // one expression on one line

}  // namespace convenio::core
