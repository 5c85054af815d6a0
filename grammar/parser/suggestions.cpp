// Recognises slips by the tokens around a fault.
#include "grammar/parser/suggestions.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "grammar/syntax/lexicon.hpp"

namespace convenio::grammar {

namespace {

// The last two tokens before `where` on its line; "" where there are fewer.
std::array<std::string_view, 2> two_before(Session const& session, char const* where) {
  char const* line = where;
  while (line != session.first() && line[-1] != '\n') --line;
  std::array<std::string_view, 2> result;
  char const* end = nullptr;
  for (char const* at = skip_blank(line, where); at < where; at = skip_blank(end, where)) {
    end = skip_token(at, where);
    result = {result[1], std::string_view(at, static_cast<std::size_t>(end - at))};
  }
  return result;
}

// `rule old enough`
text::Hint one_word(Session const& session, char const* where, Found const& found) {
  auto const [head, name] = two_before(session, where);
  Entry const* const entry = find_word(head);
  bool const declares = entry != nullptr && entry->use == Use::declaration && !name.empty() &&
                        is_word_start(name.front()) && !is_reserved(name);
  bool const goes_on = found.same_line && found.begin != found.end && is_word_start(*found.begin) &&
                       find_word(found.word()) == nullptr;
  if (!declares || !goes_on) return {};
  char const* const after = skip_blank(found.end, session.last());
  bool const ends_a_name =
      after != session.last() && std::string_view("(:={").find(*after) != std::string_view::npos;
  if (!ends_a_name) return {};
  return fmt::format("a name is one word: `{}_{}`", name, found.word());
}

// The words and signs that stand around dates elsewhere.
text::Hint dates_told_otherwise(Found const& found, std::string_view before, std::string_view expected) {
  std::string_view const word = found.word();
  bool const after_date = before.size() == 10 && is_digit(before.front()) && before[4] == '-';
  if (after_date && expected == "`to`" && (word == "-" || word == ",")) {
    return Suggestion{word, "between the two dates stands `to`", " to "}.as_hint();
  }
  bool const spans = expected.find("`from") != std::string_view::npos;
  bool const begins = word == "since" || word == "after" || word == "as";
  if (begins && spans) return "the first day is `from DATE`";
  bool const ends = word == "to" || word == "till" || word == "before" || word == "up";
  if (ends && spans) return "the last day is `until DATE`, or `to DATE` after `from DATE`";
  if (expected.starts_with("a date like")) return "a date is year, month and day, in figures: 2005-06-01";
  return {};
}

bool after_key(std::string_view expected) { return expected.starts_with("`:` after the key"); }

// What belongs at one place of the language and was written at another.
Suggestion out_of_place(std::string_view word, std::string_view expected) {
  if (after_key(expected) && word == spelling(Word::until))
    return {"until", "a span of a row is `from DATE to DATE`", "to"};
  bool const row = expected.find("a row like") != std::string_view::npos;
  if (row && word == ",") return {",", "a row ends with its line; remove it", " "};
  if (expected.starts_with("`else`")) {
    constexpr std::array others{"elseif", "elif", "elsif", "elseIf"};
    if (std::find(others.begin(), others.end(), word) != others.end())
      return {word, "write `else if`", "else if"};
    if (word == spelling(Word::otherwise)) return {word, "write `else`", "else"};
  }
  if (expected == "`from` or `until`" && word == "and") return {"and", "between names stands `,`", ", "};
  return {};
}

}  // namespace

Found found_after(Session const& session, char const* where) {
  char const* const begin = skip_blank(where, session.last());
  char const* const end = skip_token(begin, session.last());
  std::size_t const from = session.offset(where);
  std::size_t const to = session.offset(begin);
  bool const same_line = session.original.substr(from, to - from).find('\n') == std::string_view::npos;
  return {begin, end, same_line};
}

text::Hint Suggestion::as_hint() const { return {std::string(hint), written, instead}; }

Suggestion sign_at(Session const& session, char const* where, Found const& found) {
  constexpr std::array signs{Suggestion{"===", "to compare, write `is`", "is"},
                             Suggestion{"!==", "write `is not`", "is not"},
                             Suggestion{"==", "to compare, write `is`", "is"},
                             Suggestion{"!=", "write `is not`", "is not"},
                             Suggestion{"<>", "write `is not`", "is not"},
                             Suggestion{"=>", "write `>=`", ">="},
                             Suggestion{"=<", "write `<=`", "<="},
                             Suggestion{"&&", "write `and`", "and"},
                             Suggestion{"||", "write `or`", "or"},
                             Suggestion{"&", "write `and`", "and"},
                             Suggestion{"|", "write `or`", "or"},
                             Suggestion{":=", "write `=`", "="},
                             Suggestion{";", "nothing ends a line; remove it", " "},
                             Suggestion{"//", "a comment begins with `--`", "--"},
                             Suggestion{"#", "a comment begins with `--`", "--"},
                             Suggestion{"!", "write `not`", "not "},
                             Suggestion{"->", "the type of a result stands after `:`", ":"}};
  // Between two values.
  constexpr std::array words{Suggestion{"AND", "write `and`", "and"},
                             Suggestion{"OR", "write `or`", "or"},
                             Suggestion{"equals", "to compare, write `is`", "is"},
                             Suggestion{"at least", "write `>=`", ">="},
                             Suggestion{"at most", "write `<=`", "<="},
                             Suggestion{"greater than or equal to", "write `>=`", ">="},
                             Suggestion{"less than or equal to", "write `<=`", "<="},
                             Suggestion{"greater than", "write `>`", ">"},
                             Suggestion{"more than", "write `>`", ">"},
                             Suggestion{"less than", "write `<`", "<"},
                             Suggestion{"fewer than", "write `<`", "<"}};
  std::string_view const rest(found.begin, static_cast<std::size_t>(session.last() - found.begin));
  auto const stands = [&](Suggestion const& sign) { return rest.starts_with(sign.written); };
  auto const* const sign = std::find_if(signs.begin(), signs.end(), stands);
  if (sign != signs.end()) return *sign;
  bool const after_expression = session.expression_end == where && found.same_line;
  auto const spoken = [&](Suggestion const& word) {
    std::size_t const size = word.written.size();
    return rest.starts_with(word.written) && (rest.size() == size || !is_word_part(rest[size]));
  };
  auto const* const word = std::find_if(words.begin(), words.end(), spoken);
  if (after_expression && word != words.end()) return *word;
  if (after_expression && rest.starts_with("=")) return {"=", "to compare, write `is`", "is"};
  return {};
}

text::Hint hint_at(Session const& session, char const* where, Found const& found, std::string_view expected) {
  if (after_key(expected) && found.word() == "=") return Suggestion{"=", "write `:`", ":"}.as_hint();
  if (text::Hint hint = sign_at(session, where, found).as_hint(); !hint.empty()) return hint;
  if (text::Hint hint = one_word(session, where, found); !hint.empty()) return hint;
  if (text::Hint hint = out_of_place(found.word(), expected).as_hint(); !hint.empty()) return hint;
  return dates_told_otherwise(found, two_before(session, where)[1], expected);
}

std::optional<MisspeltUnit> misspelt_unit(Session const& session, char const* where) {
  auto const [number, spelled] = two_before(session, where);
  if (number.empty() || !is_digit(number.front()) || !is_word_start(spelled.front())) return std::nullopt;
  std::vector<std::string> units{unit_words.begin(), unit_words.end()};
  units.emplace_back("calendar");
  std::string near = text::nearest(spelled, units);
  if (near.empty() || near == spelled) return std::nullopt;
  return MisspeltUnit{spelled, std::move(near)};
}

std::optional<Word> meant_item(std::string_view word) {
  constexpr std::array foreign{
      std::pair{"country", Word::state},        std::pair{"treaty", Word::agreement},
      std::pair{"convention", Word::agreement}, std::pair{"section", Word::article},
      std::pair{"law", Word::scheme},           std::pair{"act", Word::scheme},
      std::pair{"function", Word::rule},        std::pair{"variable", Word::fact},
      std::pair{"input", Word::fact},           std::pair{"constant", Word::parameter}};
  auto const* const other =
      std::find_if(foreign.begin(), foreign.end(), [&](auto const& one) { return word == one.first; });
  if (other != foreign.end()) return other->second;
  std::vector<std::string> candidates;
  for (Entry const& entry : english) {
    bool const begins_item = entry.use == Use::declaration || entry.use == Use::field;
    if (begins_item || entry.word == Word::expect) candidates.emplace_back(entry.spelling);
  }
  std::string const near = text::nearest(word, candidates);
  if (near.empty() || near == word) return std::nullopt;
  return find_word(near)->word;
}

}  // namespace convenio::grammar
