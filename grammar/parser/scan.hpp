// What is settled before the grammar reads: bytes that are not text, misleading characters,
// texts without a closing quote, over-long names. Knows characters and tokens, no construct.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/text/diagnostic.hpp"

namespace convenio::grammar {

inline constexpr std::size_t largest_file = 1U << 20U;

struct Scanned {
  // The source with every faulty character replaced by a harmless one of the same length, so that
  // the grammar does not report it again; offsets are those of the source. It may be one quote longer.
  std::string text;
  // Offsets of the faults found here, ascending; the parser reports nothing more on their lines.
  std::vector<std::uint32_t> faults;
};

// Reports to `diagnostics`, with spans of `source`; a long run of faults is cut off. Linear in `bytes`, which
// may be any.
Scanned scan(std::string_view bytes, text::SourceId source, text::Diagnostics& diagnostics);

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_word_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}
constexpr bool is_word_part(char c) { return is_word_start(c) || is_digit(c); }
constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Past white space and comments.
char const* skip_blank(char const* first, char const* last);
// Past the token at `first`, which is not blank: a word, number, text, or one character.
char const* skip_token(char const* first, char const* last);

}  // namespace convenio::grammar
