// Where reading goes on after a fault. Knows braces, line starts and the words that
// begin something.
#include <algorithm>

#include "grammar/parser/session.hpp"
#include "grammar/syntax/lexicon.hpp"

namespace convenio::grammar {

namespace {

std::string_view word_at(Session const& session, char const* at) {
  if (at == session.last() || !is_word_start(*at)) return {};
  char const* const end = skip_token(at, session.last());
  return {at, static_cast<std::size_t>(end - at)};
}

bool declaration_word(Session const& session, char const* at, bool fields_too) {
  Entry const* const entry = find_word(word_at(session, at));
  if (entry == nullptr) return false;
  if (entry->use == Use::declaration) return true;
  if (entry->use != Use::field || !fields_too) return false;
  char const* const next = skip_blank(at + entry->spelling.size(), session.last());
  return next == session.last() || std::string_view("(.=:,)").find(*next) == std::string_view::npos;
}

int open_braces(Session const& session, char const* begin, char const* end) {
  int depth = 0;
  for (char const* at = begin; at < end; at = skip_blank(skip_token(at, session.last()), session.last())) {
    if (*at == '{') ++depth;
    if (*at == '}') depth = std::max(0, depth - 1);
  }
  return depth;
}

// What a token does to the number of open round and square brackets.
int bracket(char token) {
  if (token == '(' || token == '[') return 1;
  return token == ')' || token == ']' ? -1 : 0;
}

int open_brackets(Session const& session, char const* begin, char const* end) {
  int depth = 0;
  for (char const* at = begin; at < end; at = skip_blank(skip_token(at, session.last()), session.last()))
    depth = std::max(0, depth + bracket(*at));
  return depth;
}

// Whether the rest of the line closes a bracket that it does not open: it belongs to what was begun before.
bool closes_bracket(Session const& session, char const* at) {
  int depth = 0;
  do {
    depth += bracket(*at);
    if (depth < 0) return true;
    at = skip_blank(skip_token(at, session.last()), session.last());
  } while (at != session.last() && !begins_line(session, at));
  return false;
}

// `name = `, `name(...) = `, each perhaps after `given`
bool begins_fact(Session const& session, char const* at) {
  char const* const last = session.last();
  if (word_at(session, at).empty()) return false;
  bool const given = word_at(session, at) == spelling(Word::given);
  at = skip_blank(skip_token(at, last), last);
  if (given && !word_at(session, at).empty()) at = skip_blank(skip_token(at, last), last);
  if (at != last && *at == '(') {
    constexpr int farthest = 64;  // tokens: a look ahead, not a second parser
    int depth = 0;
    int count = 0;
    do {
      if (++count > farthest) return false;
      if (*at == '(') ++depth;
      if (*at == ')') --depth;
      if (*at == '{' || *at == '}') return false;
      at = skip_blank(skip_token(at, last), last);
    } while (at != last && depth > 0);
  }
  return at != last && *at == '=';
}

}  // namespace

bool begins_line(Session const& session, char const* at) {
  std::size_t offset = session.offset(at);
  while (offset > 0) {
    char const before = session.original[offset - 1];
    if (before == '\n') return true;
    if (before != ' ' && before != '\t' && before != '\r') return false;
    --offset;
  }
  return true;
}

bool begins_container(Session const& session, char const* at) {
  char const* const last = session.last();
  char token = '\0';
  do {
    token = *at;
    at = skip_blank(skip_token(at, last), last);
  } while (at != last && !begins_line(session, at));
  return token == '{' && declaration_word(session, at, true);
}

char const* after_declaration(Session const& session, char const* begin, char const* where) {
  char const* const last = session.last();
  int depth = open_braces(session, begin, where);
  char const* at = skip_blank(where, last);
  bool closed = false;  // the braces of the broken declaration: the rest of the line is still its own
  while (at != last) {
    bool const at_start = begins_line(session, at);
    bool const word = at > begin && (at_start || closed) && declaration_word(session, at, depth == 0);
    if (word || (closed && at_start)) return at;
    if (*at == '{') {
      ++depth;
    } else if (*at == '}') {
      if (depth == 0) return at;
      closed = --depth == 0;
    }
    at = skip_blank(skip_token(at, last), last);
  }
  return last;
}

char const* at_block(Session const& session, char const* begin, char const* where) {
  char const* const last = session.last();
  char const* at = skip_blank(where, last);
  while (at != last && *at != '{' && *at != '}') {
    bool const next = at > begin && begins_line(session, at) && declaration_word(session, at, true);
    if (next) return at;
    at = skip_blank(skip_token(at, last), last);
  }
  return at;
}

char const* after_statement(Session const& session, char const* begin, char const* where) {
  char const* const last = session.last();
  int depth = open_braces(session, begin, where);
  int brackets = open_brackets(session, begin, where);
  char const* at = skip_blank(where, last);
  while (at != last) {
    if (at > begin && begins_line(session, at)) {
      if (word_at(session, at) == spelling(Word::expect)) return at;
      if (declaration_word(session, at, false)) return at;
      bool const goes_on = brackets > 0 && closes_bracket(session, at);
      if (depth == 0 && !goes_on && begins_fact(session, at)) return at;
    }
    char const* const next = skip_blank(skip_token(at, last), last);
    brackets = std::max(0, brackets + bracket(*at));
    if (*at == '{') {
      ++depth;
    } else if (*at == '}') {
      // Of a record that is made, where its opening brace is what lacks.
      bool const of_record = brackets > 0 && next != last && (bracket(*next) < 0 || *next == ',');
      if (depth == 0 && !of_record) return at;
      depth = std::max(0, depth - 1);
    }
    at = next;
  }
  return last;
}

}  // namespace convenio::grammar
