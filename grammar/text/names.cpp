// See names.hpp.
#include "grammar/text/names.hpp"

#include <algorithm>

#include "grammar/text/confusables.hpp"
#include "grammar/text/normal_form.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::text {

namespace {

bool is_digit(char32_t code) { return code >= '0' && code <= '9'; }
// Of ASCII, which nearly all are: known without ICU.
constexpr bool is_plain_part(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_part(char32_t code) {
  return code < 0x80 ? is_plain_part(static_cast<char>(code)) : is_name_part(code);
}
bool is_start(char32_t code) { return code < 0x80 ? is_part(code) && !is_digit(code) : is_name_start(code); }
bool is_label_part(char32_t code) {
  return is_part(code) ||
         (code < 0x80 && std::string_view(".-()[]").find(static_cast<char>(code)) != std::string_view::npos);
}

// Where the first character that is not printable ASCII may stand: long texts have few, and many bytes are
// looked at in the time of one.
std::size_t plain_until(std::string_view bytes, std::size_t at) {
  constexpr std::size_t many = 64;
  auto const plain = [](char c) { return c >= 0x20 && c < 0x7F; };
  for (; bytes.size() - at >= many; at += many) {
    unsigned char all = 1;
    for (std::size_t n = 0; n < many; ++n) all &= static_cast<unsigned char>(plain(bytes[at + n]));
    if (all == 0) break;
  }
  while (at < bytes.size() && plain(bytes[at])) ++at;
  return at;
}

template <class First, class Part>
bool consists(std::string_view bytes, First const& first, Part const& part) {
  for (std::size_t i = 0; i < bytes.size();) {
    Decoded const at = decode(bytes, i);
    if (!at.valid || !(i == 0 ? first(at.code) : part(at.code))) return false;
    i += at.length;
  }
  return !bytes.empty();
}

}  // namespace

bool stands_in_text(char32_t code) {
  if (code < 0x80) return (code >= 0x20 && code != 0x7F) || code == '\t' || code == '\r' || code == '\n';
  return !is_bidirectional_control(code);
}

bool is_text(std::string_view bytes) {
  for (std::size_t at = 0; (at = plain_until(bytes, at)) < bytes.size();) {
    Decoded const next = decode(bytes, at);
    if (!next.valid || !stands_in_text(next.code)) return false;
    at += next.length;
  }
  return true;
}

bool is_blank(std::string_view bytes) { return bytes.find_first_not_of(" \t\r\n") == std::string_view::npos; }

bool is_name(std::string_view bytes) {
  if (bytes.empty() || bytes.size() > longest_name) return false;
  if (std::all_of(bytes.begin(), bytes.end(), is_plain_part))
    return !is_digit(static_cast<unsigned char>(bytes.front()));
  return consists(bytes, is_start, is_part) && to_nfc(bytes) == bytes && !mixes_alphabets(bytes);
}

bool is_label(std::string_view bytes) {
  return bytes.find("--") == std::string_view::npos && consists(bytes, is_part, is_label_part);
}

}  // namespace convenio::text
