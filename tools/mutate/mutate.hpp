// Changes of a package's rules, tried one at a time: does the checker refuse it, does a test of the package
// fail? Knows packages, tests and threads; knows no output format and no reason why a change may survive.
#pragma once

#include <string>
#include <vector>

#include "engine/api/inside.hpp"

namespace convenio::mutate {

struct Trial {
  enum class Outcome { untried, killed, refused, survived };
  text::Span span;
  std::string change, place;
  Outcome outcome = Outcome::untried;
  std::string rule;       // in which it stands, and
  std::size_t blind = 0;  // how many tests set its value (`given`), and so see nothing of the change
};

struct Run {
  std::vector<Trial> trials;         // in the order of the files and of the text
  std::vector<std::string> failing;  // tests that fail without any change; nothing is tried then
  bool broken = false;               // the rules could not be read again as they were: trials are not whole
};

// Tries `sample` changes, spread evenly (0: all), on `jobs` threads (0: one for each processor). The outcome
// does not depend on the number of threads. `rules`: the package and its imports, as `provider` gives them.
Run run(api::Rules const& rules, api::Provider const& provider, std::string const& package,
        std::size_t sample, unsigned jobs);

}  // namespace convenio::mutate
