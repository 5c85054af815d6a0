// How faults of the grammar are worded and placed.
#include <algorithm>

#include <fmt/format.h>

#include "grammar/parser/constructs.hpp"
#include "grammar/parser/session.hpp"
#include "grammar/parser/suggestions.hpp"
#include "grammar/syntax/codes.hpp"
#include "grammar/syntax/lexicon.hpp"

namespace convenio::grammar {

namespace Code = syntax::Code;
using text::Span;

namespace {

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

bool expects_name(std::string_view expected) {
  return expected.starts_with("the name") || expected.starts_with("a name");
}

Span span_of(Session const& session, char const* begin, char const* end) {
  return {session.source, session.offset(begin), session.offset(end)};
}

bool complain_about_unit(Session& session, char const* where) {
  auto const unit = misspelt_unit(session, where);
  if (!unit) return false;
  char const* const word = unit->written.data();
  report(session, Code::unexpected, span_of(session, word, word + unit->written.size()),
         fmt::format("there is no unit `{}`", unit->written), text::did_you_mean(unit->written, unit->meant));
  return true;
}

}  // namespace

void report(Session& session, text::Code code, Span span, std::string message, text::Hint hint,
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

namespace {

void report(Session& session, std::string message, Rewrite const& rewrite) {
  if (session.faults_reported >= most_faults) return report(session, Code::unexpected, {}, {});
  report(session, Code::unexpected, span_of(session, rewrite.begin, rewrite.end), std::move(message),
         rewrite.hint);
  if (rewrite.fixes()) {
    session.diagnostics->last().fix = text::Fix{span_of(session, rewrite.from, rewrite.to), rewrite.instead};
  }
}

}  // namespace

void complain(Session& session, char const* where, std::string_view expected, std::string_view construct) {
  if (expected.empty()) return;
  Found const found = found_after(session, where);
  if (silent(session, where, found)) return;
  if (expected.starts_with("`:` after the key") && complain_about_unit(session, where)) return;
  bool const word_as_name = found.same_line && expects_name(expected) && is_taken(found.word());
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
  Suggestion const written = sign_at(session, where, found);
  if (ends) message += ", but the file ends";
  if (ends || (!found.same_line && !in_a_list)) {
    report(session, Code::unexpected, span_of(session, where, where), message, std::string(written.hint));
    return;
  }
  message += ", found " + shown(written.written.empty() ? found.word() : written.written);
  if (auto const rewrite = construct_at(session, where, found, expected))
    return report(session, message, *rewrite);
  char const* const end = std::max(found.end, found.begin + written.written.size());
  text::Hint hint = hint_at(session, where, found, expected);
  report(session, Code::unexpected, span_of(session, found.begin, end), message, hint);
}

std::optional<Word> complain_about_item(Session& session, char const* where, std::string_view expected) {
  Found const found = found_after(session, where);
  if (silent(session, where, found)) return std::nullopt;
  if (found.word() == "}") {
    report(session, Code::unexpected, span_of(session, found.begin, found.end), "this `}` closes nothing");
    return std::nullopt;
  }
  Suggestion const written = sign_at(session, where, found);
  text::Hint hint = written.as_hint();
  if (found.end != found.begin && found.same_line && complain_about_unit(session, found.end))
    return std::nullopt;
  std::optional<Word> meant;
  if (hint.empty() && found.end != found.begin && is_word_start(*found.begin)) {
    meant = meant_item(found.word());
    if (meant) hint = text::did_you_mean(found.word(), spelling(*meant));
  }
  bool const after_expression = session.expression_end == where && hint.empty();
  std::string_view const token = written.written.empty() ? found.word() : written.written;
  if (auto const rewrite = construct_at(session, where, found, expected)) {
    report(session, fmt::format("expected an operator or {}, found {}", expected, shown(token)), *rewrite);
    return std::nullopt;
  }
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
