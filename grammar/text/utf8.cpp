// Decoding and classes of code points, by ICU. See utf8.hpp.
#include "grammar/text/utf8.hpp"

#include <algorithm>
#include <array>

#include <unicode/utf8.h>

#include "grammar/text/icu.hpp"

namespace convenio::text {

namespace {

UChar32 as_icu(char32_t code) { return static_cast<UChar32>(code); }

bool has(char32_t code, UProperty property) { return icu().u_hasBinaryProperty(as_icu(code), property) != 0; }
int value(char32_t code, UProperty property) { return icu().u_getIntPropertyValue(as_icu(code), property); }
int type_of(char32_t code) { return icu().u_charType(as_icu(code)); }

bool is_nonspacing_mark(char32_t code) {
  auto const type = type_of(code);
  return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
}

// The vowel or the last consonant of a Hangul syllable written apart: it stands inside of the block before
// it.
bool is_inner_jamo(char32_t code) {
  int const type = value(code, UCHAR_HANGUL_SYLLABLE_TYPE);
  return type == U_HST_VOWEL_JAMO || type == U_HST_TRAILING_JAMO;
}

}  // namespace

Decoded decode(std::string_view bytes, std::size_t offset) {
  auto const* const from = reinterpret_cast<std::uint8_t const*>(bytes.data()) + offset;
  if (*from < 0x80) return {*from, 1, true};
  constexpr std::size_t longest = U8_MAX_LENGTH;
  auto const size = static_cast<std::int32_t>(std::min(bytes.size() - offset, longest));
  std::int32_t length = 0;
  UChar32 code = 0;
  U8_NEXT(from, length, size, code);
  if (code < 0) return {0xFFFD, 1, false};
  return {static_cast<char32_t>(code), static_cast<std::uint32_t>(length), true};
}

void append(std::string& bytes, char32_t code) {
  bool const valid = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  std::array<std::uint8_t, U8_MAX_LENGTH> buffer{};
  std::size_t length = 0;
  U8_APPEND_UNSAFE(buffer, length, valid ? as_icu(code) : 0xFFFD);
  bytes.append(reinterpret_cast<char const*>(buffer.data()), length);
}

bool is_ascii(std::string_view bytes) {
  return std::none_of(bytes.begin(), bytes.end(), [](char c) { return (c & '\x80') != 0; });
}

bool is_valid_utf8(std::string_view bytes) {
  unsigned char any = 0;
  for (char const c : bytes) any = static_cast<unsigned char>(any | static_cast<unsigned char>(c));
  if (any < 0x80) return true;
  for (std::size_t i = 0; i < bytes.size();) {
    Decoded const at = decode(bytes, i);
    if (!at.valid) return false;
    i += at.length;
  }
  return true;
}

std::size_t count_code_points(std::string_view bytes) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < bytes.size(); i += decode(bytes, i).length) ++count;
  return count;
}

bool is_name_start(char32_t code) { return has(code, UCHAR_XID_START) && !is_invisible(code); }
bool is_name_part(char32_t code) { return has(code, UCHAR_XID_CONTINUE) && !is_invisible(code); }
bool is_bidirectional_control(char32_t code) {
  constexpr char32_t first =
      0x61C;  // below it are the letters of European languages, and all that rules have
  return code >= first && has(code, UCHAR_BIDI_CONTROL);
}
bool is_special_space(char32_t code) { return code >= 0x80 && type_of(code) == U_SPACE_SEPARATOR; }

bool is_invisible(char32_t code) {
  if (code < 0x80) return code < 0x20 || code == 0x7F;
  return has(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || type_of(code) == U_CONTROL_CHAR;
}

std::size_t width(char32_t code) {
  if (code >= 0x20 && code < 0x7F) return 1;
  if (is_invisible(code) || is_nonspacing_mark(code) || is_inner_jamo(code)) return 0;
  int const wide = value(code, UCHAR_EAST_ASIAN_WIDTH);
  return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

std::size_t width(std::string_view bytes) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    Decoded const at = decode(bytes, i);
    columns += width(at.code);
    i += at.length;
  }
  return columns;
}

std::string printable(std::string_view bytes) {
  std::string result;
  for (std::size_t i = 0; i < bytes.size();) {
    Decoded const at = decode(bytes, i);
    bool const control = at.code < 0x20 || (at.code >= 0x7F && at.code < 0xA0);
    if (at.code == '\t') {
      result += ' ';
    } else if (control || !at.valid || is_bidirectional_control(at.code)) {
      result += "?";
    } else {
      result += bytes.substr(i, at.length);
    }
    i += at.length;
  }
  return result;
}

std::string in_small_letters(std::string_view bytes) {
  std::string result(bytes);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

}  // namespace convenio::text
