// Sentences of programming languages around a fault, and how the language says the same: `if (c) { a } else {
// b }`, `return x`, `rule r { x }`, `parameter p = 3`. Knows tokens and words; reports nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "grammar/parser/session.hpp"
#include "grammar/parser/suggestions.hpp"

namespace convenio::grammar {

struct Rewrite {
  std::string hint;
  char const* begin;  // what is underlined
  char const* end;
  char const* from;  // what the fix takes the place of; equal to `to` and without text: there is none
  char const* to;
  std::string instead;
  bool fixes() const { return from != to || !instead.empty(); }
};

// What to do about `found` after `where`, where `expected` was expected.
std::optional<Rewrite> construct_at(Session const& session, char const* where, Found const& found,
                                    std::string_view expected);

}  // namespace convenio::grammar
