// The concrete tree: what the grammar collects, one node type for all constructs.
// Private to the parser. Knows order and place of the pieces; their meaning is read in build_*.cpp.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "grammar/syntax/lexicon.hpp"

namespace convenio::grammar {

using namespace syntax::lexicon;  // the words of the language

// clang-format off
enum class Kind : std::uint8_t {
  none, broken,
  // tokens
  name, text, date, number, percent, unit, currency, label, word, operator_, prefix, separator,
  // paths and types
  path, type, money_type, per, quantity_type, list_type, named_type,
  // expressions
  chain, infix, postfix_rounded, postfix_restated, postfix_converted, postfix_missing, postfix_as_of, postfix_with, primary, field_step, use, arguments,
  argument, quantity, money_of, truth, if_, let, binding, comprehension, where, match, arm, otherwise, carry, list,
  range_end, make, make_period, undated, periods, period_row, convert, unit_of, via, certified, undefined, not_encoded, unknown,
  contradictory,
  // clauses
  title, parameters, parameter, result, body, from, until, to, confidence, source, note, when, entitled,
  grants, overrides, order, by, of, states, default_, minor, follows, fields, keeping, resolution, like,
  amount, unless_certified, for_facts, status, generators, generator, row, key_value, key_from, key_until, key_below,
  key_any, high, high_below, version, known_to, until_amended, checked, enacted, highest, over, by_amount,
  // declarations
  file, package, imports, block, state, currency_decl, enumeration, extend, enumerator, record, record_field,
  conversion, equation, paid, particular, particular_of, in_steps, at_step, by_step, always, fact, period_attribute, rule, condition, exception, parameter_decl, table, precedence,
  domain_routes, domain_periods, stands, apart, decided, award, route, question, contradiction, parties, pair, replaces,
  field, names, governed, counts, applies, while_, container, header, sample, test, fact_value, given, expectation, ledger,
  ledger_row, decision, held_by, of_state, says, translation, translated, form, within
};
// clang-format on

struct Node {
  Kind kind = Kind::none;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string_view text;  // of tokens; points into the session's text
  std::vector<Node> children;
  bool broken = false;  // a fault was reported inside; the children are those read before it
};

}  // namespace convenio::grammar
