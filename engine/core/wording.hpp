// What people read of a program: sentences with places, and every text that can be told in another language.
// Knows no value and no layout.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/program.hpp"

namespace convenio::core {

// "Has {months} of {required}." in its pieces; nothing where a brace is no part of a place.
struct Piece {
  std::string_view text;  // of a place its name
  bool place = false;
};
std::optional<std::vector<Piece>> pieces_of(std::string_view sentence);
// The names of its places, each once, in order of name.
std::vector<std::string> places_of(std::string_view sentence);

// A text that a decision or a letter may show, where a translation can take its place.
struct Spoken {
  enum class What : std::uint8_t { award, route, question, fact, attribute, word, text, condition, conversion, figure, rule, state, saying, clause, reading, contradiction, sentence };
  What what{};
  std::string package;  // "" of sentences, which stand for every place that says the same
  std::string text;
};
char const* name(Spoken::What what);  // "title of a route"
// Each text of a package once.
std::vector<Spoken> spoken(Program const& program);

// The word of an enumeration as people read it: its title, else its name with spaces.
std::string in_words(Enumerator const& word);
// Of anything that has a name only: `lowest_pension` as "lowest pension".
std::string with_spaces(std::string_view name);

// The text in that language; itself where it is not translated, and in English.
std::string_view in_language(Program const& program, std::string_view text, terms::Language language);

}  // namespace convenio::core
