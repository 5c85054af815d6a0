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
  unexpected = 101,  // something else was expected here
  invalid_utf8 = 102,
  unterminated_text = 103,
  impossible_date = 104,
  malformed_number = 105,
  nesting_too_deep = 106,
  file_too_large = 107,
  name_too_long = 108,
  not_normalised = 109,  // a name is not in NFC
  bidirectional_control = 110,
  mixed_scripts = 111,
  and_or_mixed = 112,
  chained_comparison = 113,
  look_alike = 114,  // of another name, or of a word of the language
  // 02xx: engine/check/
  unknown_name = 201,
  ambiguous_name = 202,
  duplicate_name = 203,
  unknown_package = 204,
  wrong_kind = 205,
  unknown_field = 206,
  reserved_name = 207,
  // 03xx: engine/check/
  type_mismatch = 301,
  wrong_arguments = 302,
  wrong_operands = 303,
  unit_mismatch = 304,
  currency_mismatch = 305,
  unrounded_division = 306,
  unstated_missing_day = 307,
  not_constant = 308,
  not_allowed_here = 309,
  no_conversion = 310,
  inexhaustive_match = 311,
  duplicate_arm = 312,
  wrong_default = 313,
  incomplete_record = 314,
  // 04xx: engine/check/
  empty_span = 401,
  gap = 402,
  overlap = 403,
  no_governing_date = 404,
  not_dated = 405,
  currency_era = 406,
  date_not_carried = 407,
  // 05xx: engine/check/
  conflicting_exceptions = 501,
  overlapping_parts = 502,
  wrong_part = 503,
  wrong_order = 504,
  wrong_precedence = 505,
  no_route = 506,
  too_many = 507,
  undecided_clause = 508,
  // 06xx: engine/check/
  cycle = 601,
  unused_fact = 602,
  unused_rule = 603,
  unused_precedence = 604,
  // 07xx: engine/check/
  misplaced = 701,
  unknown_confidence = 702,
  party_spans = 703,
  no_citation = 704,
  no_such_article = 705,
  party_left_out = 706,
  party_untested = 707,
  // 08xx: engine/check/
  wrong_expectation = 801,
  repeated_fact = 802,
};

enum class Grade : std::uint8_t { error, warning };

// One entry of the registry. In an example `{U+202E}` stands for that character, `{byte FF}` for that byte,
// `{{99*x*}}` for ninety-nine times x (`#` in it counts them), and a line `@NAME` begins a further file.
struct CodeInfo {
  Code code;
  Grade grade;
  std::string_view title;    // one line
  std::string_view meaning;  // two to four sentences
  std::string_view wrong;    // gives this code and nothing else when it is added to example_rules()
  std::string_view mended;   // gives nothing
};

std::string to_string(Code code);         // "C0101"
std::vector<CodeInfo> const& registry();  // in order of the codes
std::string_view example_rules();         // the small package that the examples import

// The chapters of the registry, each a file of its own; registry() joins them.
std::vector<CodeInfo> codes_of_text();
std::vector<CodeInfo> codes_of_names();
std::vector<CodeInfo> codes_of_types();
std::vector<CodeInfo> codes_of_validity();
std::vector<CodeInfo> codes_of_precedence();
std::vector<CodeInfo> codes_of_reach();

}  // namespace convenio::text
