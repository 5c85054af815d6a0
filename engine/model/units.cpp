// Conversion along a stated path: exact until one rounding at the end. Knows no equation of its own.
#include "engine/model/units.hpp"

namespace convenio::model {

char const* name(Unit unit) {
  switch (unit) {
    case Unit::days:
      return "days";
    case Unit::weeks:
      return "weeks";
    case Unit::months:
      return "months";
    case Unit::quarters:
      return "quarters";
    case Unit::years:
      return "years";
    case Unit::calendar_days:
      return "calendar days";
    case Unit::calendar_months:
      return "calendar months";
  }
  return "";
}

std::optional<Rational> direct_factor(std::vector<UnitEquation> const& table, Unit from, Unit to) {
  if (from == to) return Rational(1);
  for (UnitEquation const& equation : table) {
    if (equation.left_amount.is_zero() || equation.right_amount.is_zero()) continue;
    if (equation.left == from && equation.right == to) return equation.right_amount / equation.left_amount;
    if (equation.right == from && equation.left == to) return equation.left_amount / equation.right_amount;
  }
  return std::nullopt;
}

std::optional<Rational> convert(Rational const& amount, std::vector<UnitEquation> const& table,
                                std::vector<Unit> const& path, std::optional<RoundingMode> mode) {
  if (path.size() < 2) return std::nullopt;
  Rational result = amount;
  for (std::size_t step = 1; step < path.size(); ++step) {
    auto const factor = direct_factor(table, path[step - 1], path[step]);
    if (!factor) return std::nullopt;
    result = result * *factor;
  }
  return mode ? round_to(result, *mode, Rational(1)) : result;
}

}  // namespace convenio::model
