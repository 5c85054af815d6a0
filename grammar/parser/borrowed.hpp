// What word processors and other countries write: curly quotes, long dashes, dates with points, letters of
// other alphabets; numbers and amounts are in borrowed_numbers.hpp. Knows characters and what is meant by
// them; reports nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "grammar/text/code.hpp"

namespace convenio::grammar {

struct Borrowed {
  std::size_t length;
  text::Code code;
  std::string message, hint;
  std::optional<std::string> instead;  // what is certainly meant
  std::string read;                    // what the grammar reads in its place
};

// A text, date or number that begins at `at` and is written in another way; nullopt otherwise.
std::optional<Borrowed> borrowed_literal(std::string_view bytes, std::size_t at);

// The plain sign for one that a word processor puts in its place.
std::optional<std::string> plain_sign(char32_t code);

// "its `x` is the character U+0445", for the first letter of a name that looks like a Latin one.
std::string borrowed_letters(std::string_view name);

}  // namespace convenio::grammar
