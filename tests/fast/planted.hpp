// The control of the comparison: faults are planted in what the fast evaluator runs, and each must be found.
// Knows operators; must not know where programs and cases come from.
#pragma once

#include <vector>

#include "engine/api/inside.hpp"

namespace convenio::fast_tests {

// Rules with cases, and what the reference says of them.
struct World {
  World(api::Rules of, std::vector<cases::Case> with);
  api::Rules rules;
  std::vector<cases::Case> cases;
  std::vector<run::Decision> expected;
};

// The exit code: each fault is found in one of the worlds, and without a fault nothing is.
int control(std::vector<World> const& worlds);

}  // namespace convenio::fast_tests
