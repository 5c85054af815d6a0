// What a row certifies in several units: read digit by digit, compared with dates and with totals, exactly.
// Knows the units that a map lists and the weeks of 5, 6 and 7 days; knows no law of what they come to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/model/rational.hpp"
#include "tools/exchange/map.hpp"
#include "tools/exchange/reading.hpp"

namespace convenio::exchange {

using model::Rational;

struct Part {
  std::string unit;  // "years"
  Rational amount;
  Leaf leaf;
};
struct Sum {
  std::vector<Part> parts;  // years to weeks, as the map lists them, then days
  std::string week;         // "5", "6", "7", or "" where that is not said
  Leaf week_leaf;
};

// "05" is 5; nothing where the text is no number of at most 18 digits, and 6 after a point.
std::optional<Rational> amount_of(std::string_view text);
std::string decimal(Rational const& amount);

// What is no number is a finding; it is not taken. Nothing else is taken either: see accept().
Sum read_sum(Map const& map, Reading& reading, Findings& findings, Json const* sum, std::string const& at);
// The certificate for a case, whose parts are taken now; nothing where nothing is certified.
std::optional<Json> accept(Sum const& sum, Reading& reading);

// The fewest and the most calendar days that it can come to.
std::pair<Rational, Rational> days_spanned(Map const& map, Sum const& sum);
// In days of a week, by the table of the map.
Rational days_of_week(Map const& map, Sum const& sum, std::string const& week);

}  // namespace convenio::exchange
