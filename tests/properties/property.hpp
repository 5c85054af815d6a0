// What a property is, and the program that runs a list of them: seeds, counts, figures, controls.
// Knows no language and no engine.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/properties/random.hpp"

namespace convenio::properties {

// One round of a property. `size` grows from 1 to 10 over the rounds, so that small failures come first.
struct Trial {
  Random random;
  int size = 1;
  unsigned round = 0;
  unsigned planted =
      0;  // the control: the relation is bent, by the fault of this number, so that it has to fail
  bool telling = false;  // set by the relation: the case could have failed

  // Empty: the relation holds. Otherwise what is wrong, with the package and the case.
  std::string wrong;
  bool check(bool holds, std::string const& what) {
    if (!holds && wrong.empty()) wrong = what;
    return holds;
  }
};

struct Property {
  std::string name;       // "P1 order"
  std::string condition;  // under which the relation is true
  unsigned rounds;        // of a run in CI
  std::function<void(Trial&)> relation;
  std::vector<std::string> findings;      // words of what is wrong with each planted fault, from 1 on
  std::string telling = "with a result";  // what the second number of the figure counts
};

// Options: --count FACTOR (times the rounds), --seed N, --only TEXT, --control. The exit code of the program.
int run(std::vector<Property> const& properties, int argc, char** argv);

}  // namespace convenio::properties
