// UTF-8 as rule files use it: decoding, letters, widths, and the characters that mislead a reader.
// Knows code points and coarse classes of them; knows no token of the language.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace convenio::text {

struct Decoded {
  char32_t code = 0;  // U+FFFD where the bytes are not UTF-8
  std::uint32_t length = 1;
  bool valid = true;
};

// The code point at `offset`, which must be inside `bytes`. Always moves by at least one byte.
Decoded decode(std::string_view bytes, std::size_t offset);

bool is_valid_utf8(std::string_view bytes);
std::size_t count_code_points(std::string_view bytes);  // an invalid byte counts as one

bool is_combining(char32_t code);
bool is_wide(char32_t code);
bool is_bidirectional_control(char32_t code);
bool is_letter(char32_t code);  // outside ASCII by blocks, not by property

// Columns of a terminal: combining marks and invisible characters 0, wide characters 2.
std::size_t width(char32_t code);
std::size_t width(std::string_view bytes);

// For one line of a terminal: a tab as a space; `?` for control characters, bytes that are not UTF-8, and
// characters that change the direction of the text.
std::string printable(std::string_view bytes);

std::string in_small_letters(std::string_view bytes);  // of ASCII; others stay

// Scripts whose letters can be taken for one another.
enum class Script { common, latin, greek, cyrillic, other };
Script script_of(char32_t code);

}  // namespace convenio::text
