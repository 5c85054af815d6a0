// The core as text: stable and readable, for golden tests and for people who want to see what a rule became.
// Knows no evaluator; reading the text back is not intended.
#pragma once

#include <string>

#include "engine/core/program.hpp"

namespace convenio::core {

std::string dump(Program const& program);
std::string dump(Program const& program, ExprId expr);  // one expression on one line

// The words for operators in a dump and in the JSON of an explanation; no two operators share one.
char const* name(Op op);
char const* name(Builtin builtin);
using terms::name;
char const* name(PeriodField field);

}  // namespace convenio::core
