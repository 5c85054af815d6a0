// NFC by the tables of unicode_tables.cpp; Hangul syllables by arithmetic. See normal_form.hpp.
#include "grammar/text/normal_form.hpp"

#include <algorithm>
#include <map>

#include "grammar/text/unicode_tables.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::text {

namespace {

constexpr char32_t first_with_marks = 0x0300;  // nothing below composes, decomposes to itself or has a class

constexpr char32_t syllables = 0xAC00, leads = 0x1100, vowels = 0x1161, trails = 0x11A7;
constexpr char32_t lead_count = 19, vowel_count = 21, trail_count = 28;
constexpr char32_t syllable_count = lead_count * vowel_count * trail_count;

Decomposition const* decomposition_of(char32_t code) {
  auto const table = decompositions();
  auto const at = std::lower_bound(table.begin(), table.end(), code,
                                   [](Decomposition const& d, char32_t wanted) { return d.code < wanted; });
  return at != table.end() && at->code == code ? &*at : nullptr;
}

std::uint8_t class_of(char32_t code) {
  auto const table = combining_classes();
  auto const at = std::lower_bound(table.begin(), table.end(), code,
                                   [](CombiningClass const& c, char32_t wanted) { return c.last < wanted; });
  return at != table.end() && at->first <= code ? at->value : std::uint8_t{0};
}

void decompose(std::u32string& into, char32_t code) {
  if (code >= syllables && code < syllables + syllable_count) {
    char32_t const at = code - syllables;
    into.push_back(leads + at / (vowel_count * trail_count));
    into.push_back(vowels + at % (vowel_count * trail_count) / trail_count);
    if (at % trail_count != 0) into.push_back(trails + at % trail_count);
    return;
  }
  Decomposition const* const found = decomposition_of(code);
  if (found == nullptr) {
    into += code;
    return;
  }
  decompose(into, found->first);
  if (found->second != 0) decompose(into, found->second);
}

void order(std::u32string& text) {
  auto const lower = [](char32_t a, char32_t b) { return class_of(a) < class_of(b); };
  for (auto begin = text.begin(); begin != text.end();) {
    if (class_of(*begin) == 0) {
      ++begin;
      continue;
    }
    auto const end = std::find_if(begin, text.end(), [](char32_t c) { return class_of(c) == 0; });
    std::stable_sort(begin, end, lower);
    begin = end;
  }
}

using Pairs = std::map<std::pair<char32_t, char32_t>, char32_t>;

Pairs const& pairs() {
  static Pairs const table = [] {
    Pairs result;
    for (Decomposition const& d : decompositions()) {
      if (d.composes) result.emplace(std::pair{d.first, d.second}, d.code);
    }
    return result;
  }();
  return table;
}

// 0: the two stay apart.
char32_t composed(char32_t first, char32_t second) {
  if (first >= leads && first < leads + lead_count && second >= vowels && second < vowels + vowel_count) {
    return syllables + ((first - leads) * vowel_count + (second - vowels)) * trail_count;
  }
  bool const open =
      first >= syllables && first < syllables + syllable_count && (first - syllables) % trail_count == 0;
  if (open && second > trails && second < trails + trail_count) return first + (second - trails);
  auto const found = pairs().find({first, second});
  return found == pairs().end() ? 0 : found->second;
}

std::u32string compose(std::u32string const& text) {
  std::u32string result;
  std::size_t starter = std::u32string::npos;
  std::uint8_t last_class = 0;  // of the last character that stayed after the starter
  for (char32_t const code : text) {
    std::uint8_t const own = class_of(code);
    bool const next = starter != std::u32string::npos && starter + 1 == result.size();
    bool const reachable = starter != std::u32string::npos && (next || last_class < own);
    char32_t const whole = reachable ? composed(result[starter], code) : 0;
    if (whole != 0) {
      result[starter] = whole;
      continue;
    }
    if (own == 0) starter = result.size();
    last_class = own;
    result += code;
  }
  return result;
}

}  // namespace

void append(std::string& bytes, char32_t code) {
  auto const put = [&](char32_t bits) { bytes += static_cast<char>(static_cast<unsigned char>(bits)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0U | (code >> 6U));
    put(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    put(0xE0U | (code >> 12U));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  } else {
    put(0xF0U | (code >> 18U));
    put(0x80U | ((code >> 12U) & 0x3FU));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  }
}

std::string to_nfc(std::string_view bytes) {
  std::u32string apart;
  bool plain = true;
  for (std::size_t i = 0; i < bytes.size();) {
    Decoded const at = decode(bytes, i);
    plain = plain && at.valid && at.code < first_with_marks;
    decompose(apart, at.code);
    i += at.length;
  }
  if (plain) return std::string(bytes);
  order(apart);
  std::string result;
  for (char32_t const code : compose(apart)) append(result, code);
  return result;
}

std::string look_of(std::string_view name) {
  std::string result;
  auto const table = look_alikes();
  for (std::size_t i = 0; i < name.size();) {
    Decoded const at = decode(name, i);
    auto const found = std::lower_bound(table.begin(), table.end(), at.code,
                                        [](LookAlike const& l, char32_t wanted) { return l.code < wanted; });
    if (found != table.end() && found->code == at.code) {
      result += found->latin;
    } else {
      result += name.substr(i, at.length);
    }
    i += at.length;
  }
  return result;
}

}  // namespace convenio::text
