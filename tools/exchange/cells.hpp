// What a field of a table says, by the entry of a map for its column: codes, days, numbers, lists; and back.
// Knows entries and fields; knows no column by name.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tools/exchange/tree.hpp"

namespace convenio::exchange {

struct Cell {
  enum class Kind { nothing, value, bad };
  Kind kind = Kind::nothing;
  Json value;
  std::string trouble;  // why it is bad
};

// An entry: {"column": "From", "day": "DD/MM/YYYY"}, {"column": ..., "codes": {...}}, {"column": ...,
// "number": true},
// {"column": ..., "list": "+"}, or with a "constant" in place of a column.
Cell read_cell(Json const& entry, std::string_view field);
// The field for a value; nothing where none says it.
std::optional<std::string> write_cell(Json const& entry, Json const& value);

}  // namespace convenio::exchange
