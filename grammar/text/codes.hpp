// The registry of diagnostic codes. A code never changes its meaning; a retired one stays listed.
// 01xx text and syntax, 02xx names, 03xx types and units, 04xx validity, 05xx exceptions and precedence,
// 06xx cycles and reach, 07xx instruments and texts, 08xx tests and samples.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace convenio::text {

enum class Code : std::uint16_t {
  // 01xx: grammar/
  unexpected = 101,            // something else was expected here
  invalid_utf8 = 102,
  unterminated_text = 103,
  impossible_date = 104,
  malformed_number = 105,
  nesting_too_deep = 106,
  file_too_large = 107,
  name_too_long = 108,
  not_normalised = 109,        // a name is not in NFC
  bidirectional_control = 110,
  mixed_scripts = 111,
  and_or_mixed = 112,
  chained_comparison = 113,
  // 02xx to 08xx: engine/check/
};

struct CodeInfo {
  Code code;
  std::string_view title;      // one line
};

std::string to_string(Code code);             // "C0101"
std::vector<CodeInfo> const& registry();      // in order of the codes

}  // namespace convenio::text
