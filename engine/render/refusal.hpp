// Why an award is refused: the conditions of its routes that are not met, as an explanation tells them.
// Knows decisions; knows no layout.
#pragma once

#include <string>
#include <vector>

#include "engine/render/changes.hpp"

namespace convenio::render {

struct Unmet {
  std::string route;
  std::string condition;  // "own_months(S) >= 180 months is no: 132 months against 180 months"
  std::string where;      // the rule and its article; "" where the condition says it
};
// Of the routes that are refused, in their order; a condition that several ask is told of the first.
std::vector<Unmet> unmet(core::Program const& program, Side const& side, TextOptions const& options);

}  // namespace convenio::render
