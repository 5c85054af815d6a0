// UTF-8 as rule files use it: decoding, classes of characters, widths, and the characters that mislead a
// reader. The data is ICU's; what is asked of every byte answers for ASCII without it. Knows code points;
// knows no token of the language.
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

// The code point at `offset`, which must be inside `bytes`. Always moves by at least one byte, and by one
// where the bytes are not UTF-8.
Decoded decode(std::string_view bytes, std::size_t offset);

// Adds a code point as UTF-8; U+FFFD for a surrogate and for what is beyond Unicode.
void append(std::string& bytes, char32_t code);

bool is_ascii(std::string_view bytes);
bool is_valid_utf8(std::string_view bytes);
std::size_t count_code_points(std::string_view bytes);  // an invalid byte counts as one

// What a name may begin with, and what may follow: XID_Start and XID_Continue of Unicode Standard Annex 31,
// without characters that nobody sees. `_`, which the language also allows first, is a part only.
bool is_name_start(char32_t code);
bool is_name_part(char32_t code);
bool is_bidirectional_control(char32_t code);
bool is_special_space(char32_t code);  // a space between words that is not the ASCII one
bool is_invisible(char32_t code);      // controls, joiners, variation selectors, fillers

// Columns of a terminal (Unicode Standard Annex 11): marks over a letter and invisible characters 0, wide and
// full-width characters 2, others 1.
std::size_t width(char32_t code);
std::size_t width(std::string_view bytes);

// For one line of a terminal: a tab as a space; `?` for control characters, bytes that are not UTF-8, and
// characters that change the direction of the text.
std::string printable(std::string_view bytes);

std::string in_small_letters(std::string_view bytes);  // of ASCII; others stay

}  // namespace convenio::text
