// Changes of a package's rules, tried one at a time: does the checker refuse it, does a test of the package
// fail? Knows packages, tests and threads; knows no output format and no reason why a change may survive.
#pragma once

#include <string>
#include <vector>

#include "tools/cli/commands.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

struct Trial {
  enum class Outcome { untried, killed, refused, survived };
  text::Span span;
  std::string change, place;
  Outcome outcome = Outcome::untried;
};

struct MutationRun {
  api::Rules rules;                  // the package and its imports, unchanged
  std::vector<Trial> trials;         // in the order of the files and of the text
  std::vector<std::string> failing;  // tests that fail without any change; nothing is tried then
};

// Tries `sample` changes, spread evenly (0: all), on `jobs` threads (0: one for each processor). The outcome
// does not depend on the number of threads.
Exit mutate_package(Options const& options, std::string const& package, std::size_t sample, unsigned jobs,
                    MutationRun& run);

// Tries the packages and reports; the command `test --mutate`.
Exit mutate(Options const& options, MutateOptions const& asked, std::vector<std::string> const& packages);

}  // namespace convenio::cli
