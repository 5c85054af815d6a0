// Random rule packages that the checker accepts, as text, with what a case needs to know of them.
// Knows the language as its reference describes it; must not know the checker or the evaluator.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/properties/random.hpp"

namespace convenio::properties {

// What the rules of a package may do, so that a relation is true of all of them.
enum class Style {
  any,        // every construct
  by_days,    // periods count by their days alone: nothing asks how many there are, or for their ends
  symmetric,  // no rule names a state or depends on an order of states
};

struct GeneratedFact {
  std::string name, type;  // "truth", "whole", "money ARC", "history" ...
  bool by_state = false;   // one value for each state
  bool defaulted = false;  // an election, or a discretion with a default
  bool judgement = false;
};

struct Package {
  std::vector<std::string> declarations;  // of the top of a file; any order
  std::vector<GeneratedFact> facts;
  std::vector<std::string> names;   // all that the package declares, for renaming
  std::vector<std::string> states;  // two; their names
  bool numbered = false;            // the first parameter has versions, the last one open

  std::string text() const;
  // Named files in which the declarations are scattered.
  std::vector<std::pair<std::string, std::string>> files(Random& random) const;
};

Package package(Random& random, int size, Style style = Style::any);

// Every word of `text` that is the first of a pair, by the second.
std::string renamed(std::string const& text, std::vector<std::pair<std::string, std::string>> const& names);

}  // namespace convenio::properties
