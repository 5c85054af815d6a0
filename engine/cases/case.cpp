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

std::size_t Candidates::count() const {
  if (!days) return values.size();
  return static_cast<std::size_t>(std::int64_t{days->second.number()} - days->first.number() + 1);
}

model::Value Candidates::at(std::size_t place) const {
  if (!days) return values[place];
  return {model::Date::from_number(days->first.number() + static_cast<std::int32_t>(place))};
}

bool operator==(FactKey const& a, FactKey const& b) { return (a <=> b) == 0; }

}  // namespace convenio::cases
