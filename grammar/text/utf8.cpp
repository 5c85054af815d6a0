// Decoding and classes of code points; tables by Unicode block, coarse on purpose.
#include "grammar/text/utf8.hpp"

#include <array>
#include <span>

namespace convenio::text {

namespace {

struct Block {
  char32_t first;
  char32_t last;
};

bool within(std::span<Block const> blocks, char32_t code) {
  for (Block const& block : blocks) {
    if (code >= block.first && code <= block.last) return true;
  }
  return false;
}

constexpr std::array combining{Block{0x0300, 0x036F}, Block{0x0483, 0x0489}, Block{0x0591, 0x05BD},
                               Block{0x064B, 0x065F}, Block{0x0900, 0x0903}, Block{0x1AB0, 0x1AFF},
                               Block{0x1DC0, 0x1DFF}, Block{0x20D0, 0x20FF}, Block{0x3099, 0x309A},
                               Block{0xFE20, 0xFE2F}};

constexpr std::array wide{Block{0x1100, 0x115F},  Block{0x2E80, 0x303E}, Block{0x3041, 0x33FF},
                          Block{0x3400, 0x4DBF},  Block{0x4E00, 0x9FFF}, Block{0xA000, 0xA4CF},
                          Block{0xAC00, 0xD7A3},  Block{0xF900, 0xFAFF}, Block{0xFE30, 0xFE6F},
                          Block{0xFF00, 0xFF60},  Block{0xFFE0, 0xFFE6}, Block{0x1F300, 0x1FAFF},
                          Block{0x20000, 0x3FFFD}};

constexpr std::array bidirectional{Block{0x061C, 0x061C}, Block{0x200E, 0x200F}, Block{0x202A, 0x202E},
                                   Block{0x2066, 0x2069}};

constexpr std::array invisible{Block{0x0000, 0x001F}, Block{0x007F, 0x009F}, Block{0x00AD, 0x00AD},
                               Block{0x200B, 0x200F}, Block{0x202A, 0x202E}, Block{0x2060, 0x2069},
                               Block{0xFE00, 0xFE0F}, Block{0xFEFF, 0xFEFF}};

constexpr std::array letters{
    Block{0x00AA, 0x00AA},   Block{0x00B5, 0x00B5},  Block{0x00BA, 0x00BA}, Block{0x00C0, 0x00D6},
    Block{0x00D8, 0x00F6},   Block{0x00F8, 0x02C1},  Block{0x0300, 0x036F}, Block{0x0370, 0x0373},
    Block{0x0376, 0x037D},   Block{0x0386, 0x0386},  Block{0x0388, 0x0481}, Block{0x0483, 0x055F},
    Block{0x0561, 0x0588},   Block{0x0591, 0x05BD},  Block{0x05D0, 0x05F2}, Block{0x0620, 0x0669},
    Block{0x066E, 0x06D3},   Block{0x06D5, 0x06FC},  Block{0x0710, 0x0963}, Block{0x0966, 0x0DF3},
    Block{0x0E01, 0x0E3A},   Block{0x0E40, 0x0E4E},  Block{0x0E50, 0x0F00}, Block{0x0F20, 0x0F33},
    Block{0x0F40, 0x0FBC},   Block{0x1000, 0x1049},  Block{0x1050, 0x10FA}, Block{0x10FC, 0x135F},
    Block{0x1380, 0x17D3},   Block{0x17E0, 0x1FBC},  Block{0x1FC2, 0x1FCC}, Block{0x1FD0, 0x1FDB},
    Block{0x1FE0, 0x1FEC},   Block{0x1FF2, 0x1FFC},  Block{0x2071, 0x2071}, Block{0x207F, 0x207F},
    Block{0x2C00, 0x2DFF},   Block{0x3005, 0x3007},  Block{0x3041, 0x3096}, Block{0x3099, 0x309A},
    Block{0x309D, 0x30FA},   Block{0x30FC, 0x318E},  Block{0x3400, 0xD7FF}, Block{0xF900, 0xFAFF},
    Block{0xFB00, 0xFD3D},   Block{0xFD50, 0xFDFB},  Block{0xFE70, 0xFEFC}, Block{0xFF10, 0xFF19},
    Block{0xFF21, 0xFF3A},   Block{0xFF41, 0xFF5A},  Block{0xFF66, 0xFFDC}, Block{0x10000, 0x1CFFF},
    Block{0x1E000, 0x1EFFF}, Block{0x20000, 0x3FFFD}};

struct Lead {
  std::uint32_t length;
  char32_t bits;
  char32_t smallest;
};

Lead lead_of(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {2, byte & 0x1FU, 0x80};
  if (byte >= 0xE0 && byte <= 0xEF) return {3, byte & 0x0FU, 0x800};
  if (byte >= 0xF0 && byte <= 0xF4) return {4, byte & 0x07U, 0x10000};
  return {0, 0, 0};
}

}  // namespace

Decoded decode(std::string_view bytes, std::size_t offset) {
  auto const byte = static_cast<unsigned char>(bytes[offset]);
  if (byte < 0x80) return {byte, 1, true};
  Decoded const invalid{0xFFFD, 1, false};
  Lead const lead = lead_of(byte);
  if (lead.length == 0 || offset + lead.length > bytes.size()) return invalid;
  char32_t code = lead.bits;
  for (std::size_t i = 1; i < lead.length; ++i) {
    auto const next = static_cast<unsigned char>(bytes[offset + i]);
    if ((next & 0xC0U) != 0x80U) return invalid;
    code = (code << 6U) | (next & 0x3FU);
  }
  bool const surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < lead.smallest || code > 0x10FFFF || surrogate) return invalid;
  return {code, lead.length, true};
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

bool is_combining(char32_t code) { return within(combining, code); }
bool is_wide(char32_t code) { return within(wide, code); }
bool is_bidirectional_control(char32_t code) { return within(bidirectional, code); }

bool is_letter(char32_t code) {
  if (code < 0x80) return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
  return within(letters, code);
}

std::size_t width(char32_t code) {
  if (code >= 0x20 && code < 0x7F) return 1;
  if (within(combining, code) || within(invisible, code)) return 0;
  return within(wide, code) ? 2 : 1;
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

Script script_of(char32_t code) {
  if (code < 0x80) return is_letter(code) ? Script::latin : Script::common;
  if (is_combining(code) || !is_letter(code)) return Script::common;
  if (code <= 0x02C1 || (code >= 0x1E00 && code <= 0x1EFF)) return Script::latin;
  if ((code >= 0x0370 && code <= 0x03FF) || (code >= 0x1F00 && code <= 0x1FFF)) return Script::greek;
  if (code >= 0x0400 && code <= 0x052F) return Script::cyrillic;
  return Script::other;
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
