// NFC against examples of the Unicode standard and on random names.
#include "grammar/text/normal_form.hpp"

#include <doctest/doctest.h>
#include <cstdint>

#include "grammar/text/utf8.hpp"

using namespace convenio::text;

namespace {

std::string utf8(std::u32string const& text) {
  std::string bytes;
  for (char32_t const code : text) append(bytes, code);
  return bytes;
}

}  // namespace

TEST_CASE("canonical decomposition, order and composition") {
  CHECK(to_nfc("pension") == "pension");
  CHECK(to_nfc(utf8(U"an\u0303os")) == utf8(U"a\u00F1os"));
  CHECK(to_nfc(utf8(U"\u212B")) == utf8(U"\u00C5"));                // the sign for the length
  CHECK(to_nfc(utf8(U"q\u0307\u0323")) == utf8(U"q\u0323\u0307"));  // two marks change places
  CHECK(to_nfc(utf8(U"d\u0323\u0307")) == utf8(U"\u1E0D\u0307"));   // the nearer mark composes
  CHECK(to_nfc(utf8(U"\u0958")) == utf8(U"\u0915\u093C"));          // excluded from composition
  CHECK(to_nfc(utf8(U"\u1100\u1161\u11A8")) == utf8(U"\uAC01"));    // a Hangul syllable
  CHECK(to_nfc(utf8(U"\uAC00\u11A8")) == utf8(U"\uAC01"));
  CHECK(to_nfc(utf8(U"a\u0315\u0300\u05AE\u0300b")) == utf8(U"\u00E0\u05AE\u0300\u0315b"));
  CHECK(to_nfc("\xC3") == "\xEF\xBF\xBD");  // no UTF-8
}

TEST_CASE("NFC of NFC is itself, on letters with many marks") {
  std::u32string const letters =
      U"aeiouncdAEq\u0300\u0301\u0303\u0308\u0323\u0327\u0328\u0345\u1100\u1161\u11A8\u0958\u212B";
  std::uint32_t state = 7;
  for (int round = 0; round < 20'000; ++round) {
    std::u32string name;
    for (int length = round % 7; length > 0; --length) {
      state = state * 1664525U + 1013904223U;
      name += letters[(state >> 16U) % letters.size()];
    }
    std::string const once = to_nfc(utf8(name));
    REQUIRE(to_nfc(once) == once);
  }
}
