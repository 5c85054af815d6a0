// What drafters bring from other languages and from word processors: foreign signs and words, names of two
// words, units nearly right. Says what was probably meant. Knows words and text; reports nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "grammar/parser/session.hpp"

namespace convenio::grammar {

// The token after a place.
struct Found {
  char const* begin;
  char const* end;
  bool same_line;  // as the token before it
  std::string_view word() const { return {begin, static_cast<std::size_t>(end - begin)}; }
};

Found found_after(Session const& session, char const* where);

struct Suggestion {
  std::string_view written;  // what stands there; "" for no slip
  std::string_view hint;
  std::string_view instead;
  text::Hint as_hint() const;
};

// A sign of another language at `found`, after the token that ends at `where`.
Suggestion sign_at(Session const& session, char const* where, Found const& found);

// What to say of `found` where `expected` was expected; empty where nothing is known.
text::Hint hint_at(Session const& session, char const* where, Found const& found, std::string_view expected);

struct MisspeltUnit {
  std::string_view written;
  std::string meant;
};
// `180 mounths`: a number and nearly a unit before `where`.
std::optional<MisspeltUnit> misspelt_unit(Session const& session, char const* where);

// The word that begins a declaration or a field, for one that means the same elsewhere or is spelled nearly
// so.
std::optional<Word> meant_item(std::string_view word);

}  // namespace convenio::grammar
