// The look of names, and names in letters of several alphabets.
#include "grammar/text/confusables.hpp"

#include <doctest/doctest.h>

#include "grammar/text/normal_form.hpp"
#include "grammar/text/utf8.hpp"

using namespace convenio::text;

namespace {

std::string utf8(std::u32string const& text) {
  std::string bytes;
  for (char32_t const code : text) append(bytes, code);
  return bytes;
}

}  // namespace

TEST_CASE("names of one look") {
  CHECK(look_of("coco") == "coco");
  CHECK(look_of("Im10") == "Im10");                             // ASCII is its own look
  CHECK(look_of(utf8(U"\u0441\u043E\u0441\u043E")) == "coco");  // Cyrillic
  CHECK(look_of(utf8(U"\u03BF\u03C1")) == "op");                // Greek
  CHECK(look_of(utf8(U"\uFF42\uFF49")) == "bi");                // full width
  CHECK(look_of(utf8(U"\u0406\u0456")) == "Ii");                // a capital stays one
  CHECK(look_of(utf8(U"\u13A0")) == "D");                       // Cherokee
  CHECK(look_of(utf8(U"\U0001D426")) == "m");                   // of mathematics
  CHECK(look_of(utf8(U"a\u00F1o")) == utf8(U"a\u00F1o"));
  CHECK(look_of(utf8(U"\u0153uvre")) == utf8(U"\u0153uvre"));
}

TEST_CASE("letters of the languages of the rules look like no other") {
  for (char32_t const code : std::u32string_view(U"\u00E1\u00E9\u00ED\u00F3\u00FA\u00FC\u00F1\u00E0\u00E2"
                                                 U"\u00E3\u00E7\u00EA\u00F4\u00F5\u00E8\u00EB\u00EE\u00EF"
                                                 U"\u00F9\u00FB\u00FF\u0153\u00E6\u00C1\u00C9\u00CD\u00D3"
                                                 U"\u00DA\u00D1\u00C7\u00C3\u00D5\u00F8\u00E5\u00DF")) {
    std::string const letter = utf8(std::u32string(1, code));
    CHECK(look_of(letter) == letter);
  }
}

TEST_CASE("letters of which ICU lists none") {
  CHECK(look_of(utf8(U"\u043A\u03BA\u03C7\u044C")) == "kkxb");
  CHECK(look_of(utf8(U"\u04BA\u04CF\u051A\u053C")) == "HlQL");
}

TEST_CASE("alphabets that look alike are not mixed") {
  CHECK_FALSE(mixes_alphabets("pension"));
  CHECK_FALSE(mixes_alphabets(utf8(U"a\u00F1o_2")));
  CHECK_FALSE(mixes_alphabets(utf8(U"\u043A\u043B\u044E\u0447_1")));
  CHECK_FALSE(mixes_alphabets(utf8(U"\u5E74\u91D1_a")));
  CHECK(mixes_alphabets(utf8(U"p\u0430rty")));    // Latin and Cyrillic
  CHECK(mixes_alphabets(utf8(U"\u0430\u03BF")));  // Cyrillic and Greek
  CHECK(mixes_alphabets(utf8(U"\u13A0ate")));     // Cherokee and Latin
}
