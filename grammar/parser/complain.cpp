// How faults of the grammar are worded and placed.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "grammar/parser/session.hpp"
#include "grammar/syntax/lexicon.hpp"

namespace convenio::grammar {

using text::Code;
using text::Span;

namespace {

struct Found {
  char const* begin;
  char const* end;
  bool same_line;  // as the token before it
  std::string_view word() const { return {begin, static_cast<std::size_t>(end - begin)}; }
};

Found found_after(Session const& session, char const* where) {
  char const* const begin = skip_blank(where, session.last());
  char const* const end = skip_token(begin, session.last());
  std::size_t const from = session.offset(where);
  std::size_t const to = session.offset(begin);
  bool const same_line = session.original.substr(from, to - from).find('\n') == std::string_view::npos;
  return {begin, end, same_line};
}

// Whether the scan found a fault on the line of `at`.
bool faulty_line(Session const& session, char const* at) {
  std::string_view const text = session.original;
  std::size_t const offset = session.offset(at);
  std::size_t const before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  std::size_t const begin = before == std::string_view::npos ? 0 : before + 1;
  std::size_t const end = std::min(text.find('\n', offset), text.size());
  auto const first = std::lower_bound(session.faults->begin(), session.faults->end(), begin);
  return first != session.faults->end() && *first <= end;
}

bool same_line(Session const& session, char const* a, char const* b) {
  std::uint32_t const begin = session.offset(a);
  return b >= a &&
         session.original.substr(begin, session.offset(b) - begin).find('\n') == std::string_view::npos;
}

bool silent(Session const& session, char const* where, Found const& found) {
  if (session.faults_reported > most_faults) return true;
  if (session.resumed_at != nullptr && found.begin == session.resumed_at) return true;
  char const* const before = where == session.first() ? where : where - 1;  // in the token before
  bool const misread = session.misread.at != nullptr && (same_line(session, session.misread.at, before) ||
                                                         same_line(session, session.misread.at, found.begin));
  return misread || faulty_line(session, before) || faulty_line(session, found.begin);
}

std::string shown(std::string_view token) {
  constexpr std::size_t longest = 40;
  if (token.empty()) return "the end of the file";
  if (token.front() == '"') return "a text in quotes";
  if (is_reserved(token)) return fmt::format("the word `{}`", token);
  if (token.size() > longest) return "a long word";
  return fmt::format("`{}`", token);
}

struct Slip {
  std::string_view written;
  std::string_view hint;
  std::string_view instead;

  text::Hint as_hint() const {
    text::Hint result{std::string(hint)};
    result.replacement = instead;
    result.written = static_cast<std::uint32_t>(written.size());
    return result;
  }
};

// Signs of other languages where an expression might go on.
Slip slip(Session const& session, char const* where, Found const& found) {
  std::string_view const rest(found.begin, static_cast<std::size_t>(session.last() - found.begin));
  constexpr std::array slips{Slip{"==", "to compare, write `is`", "is"},
                             Slip{"!=", "write `is not`", "is not"},
                             Slip{"<>", "write `is not`", "is not"},
                             Slip{"=>", "write `>=`", ">="},
                             Slip{"=<", "write `<=`", "<="},
                             Slip{"&&", "write `and`", "and"},
                             Slip{"||", "write `or`", "or"},
                             Slip{"&", "write `and`", "and"},
                             Slip{"|", "write `or`", "or"},
                             Slip{":=", "write `=`", "="},
                             Slip{";", "nothing ends a line; remove it", " "},
                             Slip{"//", "a comment begins with `--`", "--"},
                             Slip{"#", "a comment begins with `--`", "--"},
                             Slip{"!", "write `not`", "not "}};
  bool const decimal = rest.size() > 1 && rest[0] == ',' && is_digit(rest[1]) && where != session.first() &&
                       found.begin == where && is_digit(where[-1]);
  bool const thousands =
      decimal && rest.size() > 4 && is_digit(rest[2]) && is_digit(rest[3]) && rest[4] == '.';
  if (thousands) return {",", "thousands are set apart with `_`", "_"};
  if (decimal) return {",", "the decimal sign is a point", "."};
  for (Slip const& one : slips) {
    if (rest.starts_with(one.written)) return one;
  }
  bool const after_expression = session.expression_end == where && found.same_line;
  if (after_expression && rest.starts_with("=")) return {"=", "to compare, write `is`", "is"};
  return {};
}

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

// `180 mounths`: a number and nearly a unit before `where`.
bool misspelt_unit(Session& session, char const* where) {
  auto const [number, spelled] = two_before(session, where);
  if (number.empty() || !is_digit(number.front()) || !is_word_start(spelled.front())) return false;
  char const* const word = spelled.data();
  char const* const end = word + spelled.size();
  std::vector<std::string> units{unit_words.begin(), unit_words.end()};
  units.emplace_back("calendar");
  std::string const near = text::nearest(spelled, units);
  if (near.empty() || near == spelled) return false;
  text::Hint hint(fmt::format("did you mean `{}`?", near));
  hint.replacement = near;
  hint.written = static_cast<std::uint32_t>(spelled.size());
  report(session, Code::unexpected, {session.source, session.offset(word), session.offset(end)},
         fmt::format("there is no unit `{}`", spelled), hint);
  return true;
}

// The words and signs that stand around dates elsewhere.
text::Hint dates_told_otherwise(Found const& found, std::string_view before, std::string_view expected) {
  std::string_view const word = found.word();
  bool const after_date = before.size() == 10 && is_digit(before.front()) && before[4] == '-';
  if (after_date && expected == "`to`" && (word == "-" || word == ",")) {
    return Slip{word, "between the two dates stands `to`", " to "}.as_hint();
  }
  bool const begins = word == "since" || word == "after" || word == "as";
  if (begins && expected.find("`from") != std::string_view::npos) return "the first day is `from DATE`";
  bool const ends = word == "to" || word == "till" || word == "before" || word == "up";
  bool const spans = expected.find("`from") != std::string_view::npos;
  if (ends && spans) return "the last day is `until DATE`, or `to DATE` after `from DATE`";
  if (expected.starts_with("a date like")) return "a date is year, month and day, in figures: 2005-06-01";
  return {};
}

bool expects_name(std::string_view expected) {
  return expected.starts_with("the name") || expected.starts_with("a name");
}

Span span_of(Session const& session, char const* begin, char const* end) {
  return {session.source, session.offset(begin), session.offset(end)};
}

}  // namespace

void report(Session& session, Code code, Span span, std::string message, text::Hint hint,
            std::vector<text::Place> places) {
  if (session.faults_reported > most_faults) return;
  ++session.faults_reported;
  if (session.faults_reported > most_faults) {
    session.diagnostics->error(
        Code::unexpected, span,
        fmt::format("the file has more than {} faults; the others are not shown", most_faults));
    return;
  }
  session.diagnostics->error(code, span, std::move(message), std::move(hint)).places = std::move(places);
}

void complain(Session& session, char const* where, std::string_view expected, std::string_view construct) {
  if (expected.empty()) return;
  Found const found = found_after(session, where);
  if (silent(session, where, found)) return;
  if (expected.starts_with("`:` after the key") && misspelt_unit(session, where)) return;
  bool const word_as_name =
      found.same_line && expects_name(expected) && (is_reserved(found.word()) || is_unit_word(found.word()));
  if (word_as_name) {
    report(session, Code::unexpected, span_of(session, found.begin, found.end),
           fmt::format("`{}` is a word of the language and cannot be {}", found.word(), expected),
           "choose another name; only after a dot may a name be such a word");
    return;
  }
  std::string message = fmt::format("expected {}", expected);
  bool const says_where = expected.find("the ") != std::string_view::npos || construct.empty();
  if (!says_where) message += fmt::format(" in {}", construct);
  bool const ends = found.begin == session.last();
  bool const in_a_list = expected.find("`}`") != std::string_view::npos;  // the next line goes on with it
  Slip const written = slip(session, where, found);
  bool const span_of_row = expected.starts_with("`:` after the key") && found.word() == spelling(Word::until);
  if (ends) message += ", but the file ends";
  if (ends || (!found.same_line && !in_a_list)) {
    report(session, Code::unexpected, span_of(session, where, where), message, std::string(written.hint));
    return;
  }
  message += ", found " + shown(written.written.empty() ? found.word() : written.written);
  char const* const end = std::max(found.end, found.begin + written.written.size());
  text::Hint hint = written.as_hint();
  if (hint.empty()) hint = one_word(session, where, found);
  if (hint.empty()) hint = dates_told_otherwise(found, two_before(session, where)[1], expected);
  bool const row = expected.find("a row like") != std::string_view::npos;
  if (hint.empty() && row && found.word() == ",")
    hint = Slip{",", "a row ends with its line; remove it", " "}.as_hint();
  bool const key = expected.starts_with("`:` after the key");
  if (key && found.word() == "=") hint = Slip{"=", "write `:`", ":"}.as_hint();
  if (hint.empty() && expected == "`from` or `until`" && found.word() == "and") {
    hint = Slip{"and", "between names stands `,`", ", "}.as_hint();
  }
  if (span_of_row) hint = Slip{"until", "a span of a row is `from DATE to DATE`", "to"}.as_hint();
  report(session, Code::unexpected, span_of(session, found.begin, end), message, hint);
}

std::optional<Word> complain_about_item(Session& session, char const* where, std::string_view expected) {
  Found const found = found_after(session, where);
  if (silent(session, where, found)) return std::nullopt;
  if (found.word() == "}") {
    report(session, Code::unexpected, span_of(session, found.begin, found.end), "this `}` closes nothing");
    return std::nullopt;
  }
  Slip const written = slip(session, where, found);
  text::Hint hint = written.as_hint();
  if (found.end != found.begin && found.same_line && misspelt_unit(session, found.end)) return std::nullopt;
  std::optional<Word> meant;
  if (hint.empty() && found.end != found.begin && is_word_start(*found.begin)) {
    constexpr std::array foreign{
        std::pair{"country", Word::state},        std::pair{"treaty", Word::agreement},
        std::pair{"convention", Word::agreement}, std::pair{"section", Word::article},
        std::pair{"law", Word::scheme},           std::pair{"act", Word::scheme},
        std::pair{"function", Word::rule},        std::pair{"variable", Word::fact},
        std::pair{"input", Word::fact},           std::pair{"constant", Word::parameter}};
    auto const other = std::find_if(foreign.begin(), foreign.end(),
                                    [&](auto const& one) { return found.word() == one.first; });
    std::vector<std::string> candidates;
    for (Entry const& entry : english) {
      bool const begins_item = entry.use == Use::declaration || entry.use == Use::field;
      if (begins_item || entry.word == Word::expect) candidates.emplace_back(entry.spelling);
    }
    std::string const near = other != foreign.end() ? std::string(spelling(other->second))
                                                    : text::nearest(found.word(), candidates);
    if (!near.empty() && near != found.word()) {
      hint = fmt::format("did you mean `{}`?", near);
      hint.replacement = near;
      hint.written = static_cast<std::uint32_t>(found.word().size());
      meant = find_word(near)->word;
    }
  }
  bool const after_expression = session.expression_end == where && hint.empty();
  std::string_view const token = written.written.empty() ? found.word() : written.written;
  char const* const end = std::max(found.end, found.begin + written.written.size());
  report(session, Code::unexpected, span_of(session, found.begin, end),
         fmt::format("expected {}{}, found {}", after_expression ? "an operator or " : "", expected,
                     shown(token)),
         hint);
  return meant;
}

void complain_about_depth(Session& session, char const* where) {
  if (session.too_deep) return;
  session.too_deep = true;
  Found const found = found_after(session, where);
  report(session, Code::nesting_too_deep, span_of(session, found.begin, found.end),
         fmt::format("more than {} expressions or containers stand inside one another", deepest_nesting),
         "give a part of it a name, as a rule of its own");
}

void complain_about_closing(Session& session, char const* where, std::string_view construct) {
  if (session.unclosed) return;
  session.unclosed = true;
  Found const found = found_after(session, where);
  if (silent(session, where, found)) return;
  std::vector<char const*> open;
  for (char const* at = skip_blank(session.first(), session.last()); at != session.last();
       at = skip_blank(skip_token(at, session.last()), session.last())) {
    if (*at == '{') open.push_back(at);
    if (*at == '}' && !open.empty()) open.pop_back();
  }
  constexpr std::size_t most = 3;
  std::vector<text::Place> places;
  for (std::size_t i = open.size() > most ? open.size() - most : 0; i < open.size(); ++i) {
    places.push_back({span_of(session, open[i], open[i] + 1), "not closed"});
  }
  report(session, Code::unexpected, span_of(session, where, where),
         fmt::format("expected `}}` at the end of {}, but the file ends", construct), {}, std::move(places));
}

}  // namespace convenio::grammar
