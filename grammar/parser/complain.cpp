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

bool silent(Session const& session, char const* where, Found const& found) {
  if (session.faults_reported > most_faults) return true;
  if (session.resumed_at != nullptr && found.begin == session.resumed_at) return true;
  char const* const before = where == session.first() ? where : where - 1;  // in the token before
  return faulty_line(session, before) || faulty_line(session, found.begin);
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
                             Slip{"&&", "write `and`", "and"},
                             Slip{"||", "write `or`", "or"},
                             Slip{":=", "write `=`", "="},
                             Slip{";", "nothing ends a line; remove it", " "},
                             Slip{"//", "a comment begins with `--`", "--"},
                             Slip{"#", "a comment begins with `--`", "--"},
                             Slip{"!", "write `not`", "not "}};
  bool const decimal = rest.size() > 1 && rest[0] == ',' && is_digit(rest[1]) && where != session.first() &&
                       found.begin == where && is_digit(where[-1]);
  if (decimal) return {",", "the decimal sign is a point", "."};
  for (Slip const& one : slips) {
    if (rest.starts_with(one.written)) return one;
  }
  bool const after_expression = session.expression_end == where && found.same_line;
  if (after_expression && rest.starts_with("=")) return {"=", "to compare, write `is`", "is"};
  return {};
}

// `180 mounths`: the last two tokens before `where`, on one line, are a number and nearly a unit.
bool misspelt_unit(Session& session, char const* where) {
  char const* line = where;
  while (line != session.first() && line[-1] != '\n') --line;
  char const* number = nullptr;
  char const* word = nullptr;
  char const* end = nullptr;
  for (char const* at = skip_blank(line, where); at < where; at = skip_blank(end, where)) {
    number = word;
    word = at;
    end = skip_token(at, where);
  }
  if (number == nullptr || !is_digit(*number) || !is_word_start(*word)) return false;
  std::string_view const spelled(word, static_cast<std::size_t>(end - word));
  std::string const near = text::nearest(spelled, {unit_words.begin(), unit_words.end()});
  if (near.empty() || near == spelled) return false;
  text::Hint hint(fmt::format("did you mean `{}`?", near));
  hint.replacement = near;
  hint.written = static_cast<std::uint32_t>(spelled.size());
  report(session, Code::unexpected, {session.source, session.offset(word), session.offset(end)},
         fmt::format("there is no unit `{}`", spelled), hint);
  return true;
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
  Slip const written = slip(session, where, found);
  bool const span_of_row = expected.starts_with("`:` after the key") && found.word() == spelling(Word::until);
  if (ends) message += ", but the file ends";
  if (ends || !found.same_line) {
    report(session, Code::unexpected, span_of(session, where, where), message, std::string(written.hint));
    return;
  }
  message += ", found " + shown(written.written.empty() ? found.word() : written.written);
  char const* const end = std::max(found.end, found.begin + written.written.size());
  text::Hint hint = written.as_hint();
  if (span_of_row) hint = Slip{"until", "a span of a row is `from DATE to DATE`", "to"}.as_hint();
  report(session, Code::unexpected, span_of(session, found.begin, end), message, hint);
}

void complain_about_item(Session& session, char const* where, std::string_view expected) {
  Found const found = found_after(session, where);
  if (silent(session, where, found)) return;
  if (found.word() == "}") {
    report(session, Code::unexpected, span_of(session, found.begin, found.end), "this `}` closes nothing");
    return;
  }
  Slip const written = slip(session, where, found);
  text::Hint hint = written.as_hint();
  if (found.end != found.begin && found.same_line && misspelt_unit(session, found.end)) return;
  if (hint.empty() && found.end != found.begin && is_word_start(*found.begin)) {
    std::vector<std::string> candidates;
    for (Entry const& entry : english) {
      bool const begins_item = entry.use == Use::declaration || entry.use == Use::field;
      if (begins_item || entry.word == Word::expect) candidates.emplace_back(entry.spelling);
    }
    std::string const near = text::nearest(found.word(), candidates);
    if (!near.empty() && near != found.word()) {
      hint = fmt::format("did you mean `{}`?", near);
      hint.replacement = near;
      hint.written = static_cast<std::uint32_t>(found.word().size());
    }
  }
  bool const after_expression = session.expression_end == where && hint.empty();
  std::string_view const token = written.written.empty() ? found.word() : written.written;
  char const* const end = std::max(found.end, found.begin + written.written.size());
  report(session, Code::unexpected, span_of(session, found.begin, end),
         fmt::format("expected {}{}, found {}", after_expression ? "an operator or " : "", expected,
                     shown(token)),
         hint);
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
