// What an office puts in place of what the rules do not encode: a figure, a table's value, a rule's answer,
// by its name and with its source. Knows the declarations of a program; knows no evaluation.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/cases/values.hpp"

namespace convenio::cases {

// [{"name": "lowest_pension", "from": "2026-07-01", "to": "2026-12-31", "value": "21900.00 UYU", "source":
// "..."}] `for` names arguments by the parameters of the rule or the keys of the table; what it leaves out
// may be anything.
void read_supplied(core::Program const& program, ValueReader& reader, Json const& json,
                   std::vector<Supplied>& out);

}  // namespace convenio::cases
