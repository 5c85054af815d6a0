// The cases of the benchmark, drawn, and as case documents. Knows no engine.
#pragma once

#include <random>
#include <string>

#include "tests/bench/totalization.hpp"

namespace totalization {

inline constexpr char const* state_names[] = {"AR", "BR", "PY", "UY"};
inline constexpr char const* kind_names[] = {"mandatory", "assimilated", "voluntary"};
inline constexpr char const* route_names[] = {"", "prorata", "independent"};

// Three of four periods follow the one before, the fourth begins within it; a few begin after the claim or
// before birth.
Case drawn(std::mt19937_64& random);

// convenio-case-1 of tests/bench/rules/totalization, on one line.
std::string document(Case const& facts, std::size_t number);

}  // namespace totalization
