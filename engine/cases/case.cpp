// The order of facts in a case.
#include "engine/cases/case.hpp"

#include <algorithm>

namespace convenio::cases {

std::strong_ordering operator<=>(FactKey const& a, FactKey const& b) {
  if (auto const order = a.fact <=> b.fact; order != 0) return order;
  return std::lexicographical_compare_three_way(
      a.arguments.begin(), a.arguments.end(), b.arguments.begin(), b.arguments.end(),
      [](model::Value const& x, model::Value const& y) { return model::compare(x, y); });
}

bool operator==(FactKey const& a, FactKey const& b) { return (a <=> b) == 0; }

}  // namespace convenio::cases
