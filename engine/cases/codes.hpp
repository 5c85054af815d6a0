// The registry of the codes of case documents: faults and notices, each with an example and its correction.
// A code never changes its meaning. The examples are cases of text::example_rules(), with the same
// abbreviations.
#pragma once

#include <string_view>
#include <vector>

namespace convenio::cases {

struct CodeInfo {
  std::string_view code;     // "K032"
  std::string_view title;    // one line
  std::string_view meaning;  // one to four sentences
  std::string_view wrong;    // gives this code
  std::string_view mended;   // gives nothing
};

std::vector<CodeInfo> const& registry();  // in order of the codes

}  // namespace convenio::cases
