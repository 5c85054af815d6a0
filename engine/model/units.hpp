// Units of insurance and of the calendar, and conversion between units of insurance by a stated table and
// path.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/model/rational.hpp"
#include "engine/model/rounding.hpp"

namespace convenio::model {

enum class Unit : std::uint8_t { days, weeks, months, quarters, years, calendar_days, calendar_months };
char const* name(Unit unit);  // "days", "calendar months"

struct UnitEquation {  // left_amount left == right_amount right
  Rational left_amount;
  Unit left{};
  Rational right_amount;
  Unit right{};
};

// The exact factor f with  1 from == f to  by one equation of the table (either direction); nullopt if it has
// none.
std::optional<Rational> direct_factor(std::vector<UnitEquation> const& table, Unit from, Unit to);

// Follows `path` (from, ..., to; at least two units) with one direct factor per step, exactly, and rounds
// once at the end when a mode is given (to whole units). nullopt when a step has no equation.
std::optional<Rational> convert(Rational const& amount, std::vector<UnitEquation> const& table,
                                std::vector<Unit> const& path, std::optional<RoundingMode> mode);

}  // namespace convenio::model
