// Decoding, classes and widths of code points.
#include "grammar/text/utf8.hpp"

#include <doctest/doctest.h>

#include "grammar/text/icu.hpp"

using namespace convenio::text;

TEST_CASE("decode reads one to four bytes") {
  CHECK(decode("a", 0).code == U'a');
  CHECK(decode("\xC3\xB1", 0).code == U'ñ');
  CHECK(decode("\xE2\x82\xAC", 0).code == U'€');
  CHECK(decode("\xF0\x9F\x99\x82", 0).code == 0x1F642);
  CHECK(decode("\xF0\x9F\x99\x82", 0).length == 4);
}

TEST_CASE("decode refuses what is not UTF-8 and still moves") {
  for (std::string_view const bytes :
       {"\x80", "\xC0\xAF", "\xC3", "\xE2\x82", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xFF"}) {
    CAPTURE(bytes.size());
    CHECK_FALSE(decode(bytes, 0).valid);
    CHECK(decode(bytes, 0).length == 1);
    CHECK_FALSE(is_valid_utf8(bytes));
  }
  CHECK(is_valid_utf8("año, ключ, 年"));
}

TEST_CASE("code points and columns are counted apart") {
  CHECK(count_code_points("año") == 3);
  CHECK(count_code_points("e\xCC\x81") == 2);
  CHECK(width("e\xCC\x81") == 1);
  CHECK(width("年金") == 4);
  CHECK(width("\xE2\x80\xAE") == 0);
  CHECK(width("\xE1\x84\x80\xE1\x85\xA1") == 2);  // a Hangul syllable written apart
}

TEST_CASE("misleading characters are known") {
  CHECK(is_bidirectional_control(0x202E));
  CHECK(is_bidirectional_control(0x2067));
  CHECK_FALSE(is_bidirectional_control(U'a'));
  CHECK(is_special_space(0x00A0));
  CHECK_FALSE(is_special_space(U' '));
  CHECK_FALSE(is_special_space(0x200B));
}

TEST_CASE("what is known without ICU is as ICU says") {
  for (char32_t code = 0; code < 0x3000; ++code)
    CHECK(is_bidirectional_control(code) ==
          (convenio::text::icu().u_hasBinaryProperty(static_cast<UChar32>(code), UCHAR_BIDI_CONTROL) != 0));
}

TEST_CASE("names are made of letters that are seen") {
  CHECK(is_name_start(U'\u00F1'));
  CHECK(is_name_start(U'\u5E74'));
  CHECK_FALSE(is_name_start(0x0301));  // a mark needs a letter
  CHECK(is_name_part(0x0301));
  CHECK(is_name_part(U'7'));
  CHECK_FALSE(is_name_part(U'\u00D7'));
  CHECK_FALSE(is_name_part(U'\u00BD'));
  CHECK_FALSE(is_name_part(0x201C));
  CHECK_FALSE(is_name_part(0xFE0F));   // a variation selector
  CHECK_FALSE(is_name_start(0x3164));  // a filler of Hangul
  CHECK(is_invisible(0x3164));
  CHECK(is_invisible(0x200B));
  CHECK_FALSE(is_invisible(0x0301));
}

TEST_CASE("a code point is written and read again") {
  for (char32_t const code : {U'a', U'\u00F1', U'\u20AC', U'\U0001F642'}) {
    std::string bytes;
    append(bytes, code);
    CHECK(decode(bytes, 0).code == code);
    CHECK(decode(bytes, 0).length == bytes.size());
  }
  std::string surrogate;
  append(surrogate, 0xD800);
  CHECK(surrogate == "\xEF\xBF\xBD");
}
