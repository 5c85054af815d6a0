// Small changes of rules, one at a time, as a slip of the pen would make them: `<` for `<=`, a date a day
// later, one state for another. For measuring how much the tests of a package notice.
// Knows how rules are written; knows nothing of what they mean, so that some changes will not pass the
// checker.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/syntax/tree.hpp"

namespace convenio::syntax {

struct Mutant {
  Span span;                   // of what is changed
  std::string change;          // in a drafter's words: "`<` to `<=`"
  std::string place;           // the containers around it: "agreement coast, article 7"
  std::function<void()> swap;  // makes the change; called again, it takes it back
};

// All changes of the rules of one package, in the order of the files and of the text. Tests and samples are
// left alone. The changes refer to `files`, which must outlive them and stay where they are.
std::vector<Mutant> mutants(std::vector<File>& files, std::string_view package, text::Sources const& sources);

}  // namespace convenio::syntax
