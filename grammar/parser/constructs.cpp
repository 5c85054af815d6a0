// See constructs.hpp.
#include "grammar/parser/constructs.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "grammar/syntax/lexicon.hpp"

namespace convenio::grammar {

namespace {

constexpr int farthest = 400;  // tokens: a look ahead, not a second parser

char const* next(Session const& session, char const* at) {
  return skip_blank(skip_token(at, session.last()), session.last());
}

std::string_view token_at(Session const& session, char const* at) {
  return {at, static_cast<std::size_t>(skip_token(at, session.last()) - at)};
}

std::string text_between(char const* begin, char const* end) {
  while (begin < end && is_space(*begin)) ++begin;
  while (begin < end && (is_space(end[-1]) || end[-1] == ';')) --end;
  return {begin, end};
}

// The `}` of the `{` at `open`; nullptr where another one stands between.
char const* closing(Session const& session, char const* open) {
  char const* at = next(session, open);
  for (int count = 0; at != session.last() && count < farthest; at = next(session, at), ++count) {
    if (*at == '{') return nullptr;
    if (*at == '}') return at;
  }
  return nullptr;
}

// The next `else` before a declaration or a brace; nullptr otherwise.
char const* else_after(Session const& session, char const* at) {
  for (int count = 0; at != session.last() && count < farthest; at = next(session, at), ++count) {
    if (*at == '{' || *at == '}') return nullptr;
    std::string_view const word = token_at(session, at);
    if (word == spelling(Word::else_)) return at;
    Entry const* const entry = find_word(word);
    if (entry != nullptr && entry->use == Use::declaration && begins_line(session, at)) return nullptr;
  }
  return nullptr;
}

// The last token before `where` on its line.
std::string_view token_before(Session const& session, char const* where) {
  char const* line = where;
  while (line != session.first() && line[-1] != '\n') --line;
  std::string_view last;
  for (char const* at = skip_blank(line, where); at < where; at = skip_blank(skip_token(at, where), where))
    last = {at, static_cast<std::size_t>(skip_token(at, where) - at)};
  return last;
}

bool begins_value(char const* at) { return is_word_part(*at) || *at == '(' || *at == '[' || *at == '"'; }

Rewrite hint_only(std::string hint, Found const& found) {
  return {std::move(hint), found.begin, found.end, found.begin, found.begin, {}};
}

constexpr char choice[] = "a choice is written `if CONDITION then VALUE else VALUE`";

// `if (c) { a } else { b }`, `if c: a else: b`, `if c, a else b`, `if c a else b`
std::optional<Rewrite> without_then(Session const& session, Found const& found) {
  if (*found.begin == '{') {
    Rewrite result = hint_only(choice, found);
    char const* const first_end = closing(session, found.begin);
    if (first_end == nullptr) return result;
    char const* const otherwise = skip_blank(first_end + 1, session.last());
    if (otherwise == session.last() || token_at(session, otherwise) != spelling(Word::else_)) return result;
    char const* const second = next(session, otherwise);
    if (second == session.last() || *second != '{') return result;
    char const* const second_end = closing(session, second);
    if (second_end == nullptr) return result;
    result.to = second_end + 1;
    result.instead = fmt::format("then {} else {}", text_between(found.begin + 1, first_end),
                                 text_between(second + 1, second_end));
    return result;
  }
  char const* const otherwise = else_after(session, found.begin);
  if (otherwise == nullptr) return std::nullopt;
  Rewrite result = hint_only(choice, found);
  if (*found.begin == ':' || *found.begin == ',') {
    char const* const after = next(session, otherwise);
    bool const colon = after != session.last() && *after == ':';
    result.to = colon ? after + 1 : found.end;
    result.instead = " then";
    if (colon) result.instead += fmt::format(" {} else", text_between(found.end, otherwise));
  } else if (begins_value(found.begin)) {
    result.to = found.end;
    result.instead = fmt::format("then {}", found.word());
  }
  return result;
}

// `{ x }` and `{ return x }` in place of `= x`
std::optional<Rewrite> block_for_value(Session const& session, char const* where, Found const& found) {
  if (where == session.first() || where[-1] != '{' || !begins_value(found.begin)) return std::nullopt;
  bool const returns = found.word() == "return";
  char const* const value = returns ? skip_blank(found.end, session.last()) : found.begin;
  Rewrite result = hint_only("what a rule says stands after `=`; braces hold its versions", found);
  char const* const end = closing(session, where - 1);
  if (end == nullptr || value >= end) return result;
  result.from = where - 1;
  result.to = end + 1;
  result.instead = fmt::format("= {}", text_between(value, end));
  return result;
}

// The type of a value that is written out, in the language's words; "" where that cannot be seen.
std::string type_of_value(Session const& session, char const* at) {
  if (at == session.last()) return {};
  std::string_view const first = token_at(session, at);
  if (first == spelling(Word::yes) || first == spelling(Word::no)) return "truth";
  if (first.front() == '"') return "text";
  if (!is_digit(first.front())) return {};
  char const* end = skip_token(at, session.last());
  if (end != session.last() && *end == '-') return "date";
  bool const point = end + 1 < session.last() && *end == '.' && is_digit(end[1]);
  if (point) end = skip_token(end + 1, session.last());
  char const* const after = skip_blank(end, session.last());
  if (after == session.last()) return point ? "ratio" : "whole";
  if (*after == '%') return "ratio";
  std::string_view const unit = token_at(session, after);
  bool const currency =
      unit.size() == 3 && std::all_of(unit.begin(), unit.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (currency) return fmt::format("money {}", unit);
  if (unit == spelling(Word::calendar)) {
    char const* const word = next(session, after);
    std::string_view const of = word == session.last() ? std::string_view() : token_at(session, word);
    return of.starts_with("day") ? "calendar days" : "calendar months";
  }
  if (is_unit_word(unit)) return unit.back() == 's' ? std::string(unit) : fmt::format("{}s", unit);
  bool const ends = begins_line(session, after) || *after == '}';
  return ends ? (point ? "ratio" : "whole") : "";
}

// `parameter p = 3`, `parameter p[K]`, `parameter p by K`
std::optional<Rewrite> head_of_parameter(Session const& session, Found const& found) {
  if (*found.begin == '=') {
    std::string const type = type_of_value(session, next(session, found.begin));
    Rewrite result = hint_only("a parameter says its type after its name: `NAME: TYPE = VALUE`", found);
    if (type.empty()) return result;
    result.to = found.end;
    result.instead = fmt::format(": {} =", type);
    return result;
  }
  bool const keyed = *found.begin == '[' || found.word() == "by" || found.word() == "per" ||
                     found.word() == spelling(Word::for_);
  if (!keyed) return std::nullopt;
  return hint_only("keys stand in round brackets after a name, each with its type: `NAME(KEY: TYPE): TYPE`",
                   found);
}

// `1 000.00`
std::optional<Rewrite> thousands_apart(Session const& session, char const* where, Found const& found) {
  if (where == session.first() || !is_digit(where[-1]) || !found.same_line || found.end - found.begin != 3)
    return std::nullopt;
  if (!std::all_of(found.begin, found.end, is_digit)) return std::nullopt;
  return Rewrite{"thousands are set apart with `_`", found.begin, found.end, where, found.begin, "_"};
}

}  // namespace

std::optional<Rewrite> construct_at(Session const& session, char const* where, Found const& found,
                                    std::string_view expected) {
  if (found.begin == session.last()) return std::nullopt;
  std::string_view const before = token_before(session, where);
  if (before == "return" && found.same_line && begins_value(found.begin)) {
    return Rewrite{"a rule is its value; remove `return`",
                   before.data(),
                   before.data() + before.size(),
                   before.data(),
                   found.begin,
                   {}};
  }
  if (auto result = thousands_apart(session, where, found)) return result;
  if (expected == "`then`") {
    bool const sign = !sign_at(session, where, found).written.empty();
    return sign ? std::nullopt : without_then(session, found);
  }
  if (expected.starts_with("`from DATE = ...`")) return block_for_value(session, where, found);
  if (expected == "`:` and a type") return head_of_parameter(session, found);
  bool const after_value = session.expression_end == where && found.same_line;
  if (after_value && (found.word() == "?" || found.word() == spelling(Word::if_)))
    return hint_only(choice, found);
  return std::nullopt;
}

}  // namespace convenio::grammar
