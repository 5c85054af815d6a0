// Why an award is refused: the conditions of its routes that are not met, as an explanation tells them.
// Knows decisions; knows no layout.
#pragma once

#include <string>
#include <vector>

#include "engine/render/changes.hpp"
#include "engine/render/sections.hpp"

namespace convenio::render {

struct Unmet {
  std::string route;      // of an award; "" where one route is asked
  std::string condition;  // "own_months(S) >= 180 months is no: 132 months against 180 months"
  std::string where;      // the rule and its article; "" where the condition says it
};
// Of one route, by its node: the conditions that are no, at the bottom of the graph.
std::vector<Unmet> unmet(Context const& context, run::NodeId route);
// Of the routes that are refused, in their order; a condition that several ask is told of the first.
std::vector<Unmet> unmet(core::Program const& program, Side const& side, TextOptions const& options);

}  // namespace convenio::render
