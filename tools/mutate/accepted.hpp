// The file `mutants.accepted` beside the rules: changes that no test needs to notice, each with its reason.
// Knows the form of that file; does not know which changes there are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace convenio::mutate {

// accept CHANGE
// in LINE OF RULE
// because REASON
// `accept` and `in` may be repeated: the reason holds for each change on each of the lines.
struct Acceptance {
  std::vector<std::string> changes, lines;
  std::string reason;
  std::size_t line = 0;  // where it begins in the file
};

struct Accepted {
  std::vector<Acceptance> all;
  std::vector<std::string> faults;  // "LINE: what is wrong"
};

Accepted read_accepted(std::string_view text);

// Without the white space at both ends.
std::string_view trimmed(std::string_view text);

}  // namespace convenio::mutate
