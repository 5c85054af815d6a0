// Decoding, classes and widths of code points.
#include "grammar/text/utf8.hpp"

#include <doctest/doctest.h>

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
}

TEST_CASE("misleading characters are known") {
  CHECK(is_bidirectional_control(0x202E));
  CHECK(is_bidirectional_control(0x2067));
  CHECK_FALSE(is_bidirectional_control(U'a'));
  CHECK(script_of(U'a') == Script::latin);
  CHECK(script_of(0x0430) == Script::cyrillic);
  CHECK(script_of(0x03B1) == Script::greek);
  CHECK(script_of(U'1') == Script::common);
  CHECK(is_letter(U'ñ'));
  CHECK_FALSE(is_letter(U'×'));
  CHECK_FALSE(is_letter(U'½'));
  CHECK_FALSE(is_letter(0x201C));
}
