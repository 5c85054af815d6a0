// What names, the labels of articles and the inside of texts are written with: the one answer for those who
// read rule files, and for those who read from elsewhere what a rule file must have said. Knows characters;
// knows neither which words the language has taken nor what a name stands for.
#pragma once

#include <cstddef>
#include <string_view>

namespace convenio::text {

inline constexpr std::size_t longest_name = 128;  // bytes

// Whether a text or a comment may have the character: no controls but tab and the ends of lines, and nothing
// that changes the direction of the text.
bool stands_in_text(char32_t code);

// Of such characters only, in UTF-8. A text has several lines where `\n` is written in it.
bool is_text(std::string_view bytes);
bool is_blank(std::string_view bytes);  // nothing but white space

// Letters, digits and `_`, no digit first; in the normal form NFC, of one alphabet, and not too long.
bool is_name(std::string_view bytes);

// Of an article or paragraph: `7`, `6.1.c`, `52(1)(b)`.
bool is_label(std::string_view bytes);

}  // namespace convenio::text
