// The tokens of a rule file as the formatter needs them: nothing is refused, nothing is lost.
// Knows texts, comments, words and signs; knows no construct. Apart from the parser on purpose.
#pragma once

#include <string_view>
#include <vector>

namespace convenio::syntax {

struct Token {
  enum class Kind { word, number, text, label, sign, comment, other };
  Kind kind = Kind::other;
  std::string_view text;
  bool spaced = false;  // white space stood before it, or it begins its line
  bool wide = false;    // more than one space stood before it
};

// A line without its end; blank lines have no tokens.
using TokenLine = std::vector<Token>;

// The lines of any bytes, in order; the tokens point into `text`, which must outlive them.
std::vector<TokenLine> tokenise(std::string_view text);

}  // namespace convenio::syntax
