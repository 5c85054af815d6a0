// White space and comments: taking a text apart into pieces, and putting pieces together at random.
// Knows characters, texts and comments, apart from the formatter's own reader on purpose; knows no construct.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/properties/random.hpp"

namespace convenio::properties {

struct Piece {
  std::string text;
  bool comment = false;
  std::string before;  // the white space before it
};

std::vector<Piece> pieces(std::string_view text);
std::vector<std::string> tokens(std::string_view text);  // without the comments

// The tokens with any white space and any comments between them, where the language allows them.
std::string spread(std::vector<std::string> const& tokens, Random& random);
// The same lines and comments, with other indentation and other spaces where a space changes no layout.
std::string respaced(std::vector<Piece> const& pieces, Random& random);

// Every comment with its place: how many bytes of code stand before it, and whether it has its own line.
struct Comment {
  std::string text;
  std::size_t after = 0;
  bool own_line = false;
  friend bool operator==(Comment const&, Comment const&) = default;
};
std::vector<Comment> comments(std::string_view text);

}  // namespace convenio::properties
