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
      {Code::too_many_files, "there are more than 2 000 rule files"},
      {Code::package_too_large, "the files of a package are larger than 8 MiB together"},
      {Code::unknown_name, "a name that nothing declares"},
      {Code::ambiguous_name, "several visible declarations have this name"},
      {Code::duplicate_name, "a name is declared twice"},
      {Code::unknown_package, "an imported package is not there"},
      {Code::wrong_kind, "the name is of another kind than is needed here"},
      {Code::unknown_field, "a value has no such field"},
      {Code::reserved_name, "the name belongs to a built-in function"},
      {Code::type_mismatch, "a value is of another type than is needed here"},
      {Code::wrong_arguments, "a call does not fit its declaration"},
      {Code::wrong_operands, "an operator cannot take these values"},
      {Code::unit_mismatch, "quantities of different units are mixed"},
      {Code::currency_mismatch, "amounts of different or unknown currencies are mixed"},
      {Code::unrounded_division, "money is divided without a rounding"},
      {Code::unstated_missing_day, "months are added to a date without `missing`"},
      {Code::not_constant, "a value that is known beforehand is needed here"},
      {Code::not_allowed_here, "this cannot be written here"},
      {Code::no_conversion, "a conversion table has no such equation"},
      {Code::inexhaustive_match, "a `match` leaves values without an answer"},
      {Code::duplicate_arm, "a `match` answers a value twice"},
      {Code::wrong_default, "a default is missing or not allowed"},
      {Code::incomplete_record, "the fields given are not those of the record"},
      {Code::empty_span, "a span ends before it begins"},
      {Code::gap, "versions or rows leave a gap"},
      {Code::overlap, "versions or rows overlap"},
      {Code::no_governing_date, "no date governs what depends on one"},
      {Code::not_dated, "`as of` needs something that changes with the date"},
      {Code::conflicting_exceptions, "two exceptions can hold together and neither overrides the other"},
      {Code::overlapping_parts, "two parts of an open rule answer the same call"},
      {Code::wrong_part, "a part does not fit its open rule"},
      {Code::wrong_order, "the order of a precedence and its clauses differ"},
      {Code::wrong_precedence, "a precedence is used for something else than it orders"},
      {Code::no_route, "an award has no route"},
      {Code::too_many, "there is more of something than is read"},
      {Code::cycle, "declarations depend on themselves"},
      {Code::unused_fact, "a fact is asked and never used"},
      {Code::unused_rule, "a rule is never used"},
      {Code::misplaced, "a declaration stands in the wrong place"},
      {Code::unknown_confidence, "a confidence is not one of the four"},
      {Code::party_spans, "the parties of an instrument do not fit together"},
      {Code::no_citation, "a rule cites no article"},
      {Code::wrong_expectation, "an expectation cannot be checked"},
      {Code::repeated_fact, "a test gives the same fact twice"},
  };
  return table;
}

}  // namespace convenio::text
