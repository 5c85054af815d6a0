// The registry: one line per code, in order of the codes.
#include "grammar/text/codes.hpp"

#include <fmt/format.h>

namespace convenio::text {

std::string to_string(Code code) { return fmt::format("C{:04}", static_cast<unsigned>(code)); }

std::vector<CodeInfo> const& registry() {
  static std::vector<CodeInfo> const table{
      {Code::unexpected, "something else was expected here"},
      {Code::invalid_utf8, "the file is not UTF-8 text"},
      {Code::unterminated_text, "a text has no closing quote on its line"},
      {Code::impossible_date, "this day does not exist"},
      {Code::malformed_number, "this is not a number"},
      {Code::nesting_too_deep, "an expression or a container is nested too deeply"},
      {Code::file_too_large, "the file is larger than 1 MiB"},
      {Code::name_too_long, "a name is longer than 128 bytes"},
      {Code::not_normalised, "a name is not in normal form NFC"},
      {Code::bidirectional_control, "an invisible character changes the direction of the text"},
      {Code::mixed_scripts, "a name mixes letters of different alphabets"},
      {Code::and_or_mixed, "`and` and `or` are mixed without parentheses"},
      {Code::chained_comparison, "comparisons are chained"},
  };
  return table;
}

}  // namespace convenio::text
