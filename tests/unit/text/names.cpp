// What names, the labels of articles and the inside of texts are written with.
#include "grammar/text/names.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace convenio::text;

TEST_CASE("names") {
  for (std::string const name : {"a", "_", "_1", "A1", "año", "ключ", "年金"}) {
    CAPTURE(name);
    CHECK(is_name(name));
  }
  for (std::string const name : {"", "1a", "a b", "a-b", "a.b", "a[", "n\xCC\x83", "p\xD0\xB0y",
                                 "a\xE2\x80\x8B", "\xCC\x81", "\xFF", "a\xE2\x80\xAE"}) {
    CAPTURE(name);
    CHECK_FALSE(is_name(name));
  }
  CHECK(is_name(std::string(longest_name, 'x')));
  CHECK_FALSE(is_name(std::string(longest_name + 1, 'x')));
}

TEST_CASE("labels of articles") {
  for (std::string const label : {"7", "6.1.c", "52(1)(b)", "13bis", "1\xC2\xBA", "a-b", "[1]"}) {
    CAPTURE(label);
    CHECK(is_label(label) == (label[0] != '['));
  }
  for (std::string const label : {"", "(1)", "7 8", "7,8", "1--2", "7\xFF", "7\xE2\x80\xAE", "7\n"}) {
    CAPTURE(label);
    CHECK_FALSE(is_label(label));
  }
}

TEST_CASE("texts") {
  for (std::string const text : {"", "plain", "two\nlines", "a\ttab", "año “so”"}) {
    CAPTURE(text);
    CHECK(is_text(text));
  }
  for (std::string const text : {"\x01", "\x1B", "\x7F", "\xFF", "\xE2\x80\xAE", "\xE2\x81\xA6"}) {
    CAPTURE(text);
    CHECK_FALSE(is_text(text));
  }
  CHECK_FALSE(is_text(std::string("\0", 1)));
  CHECK(is_blank(" \t\n"));
  CHECK_FALSE(is_blank(" a"));
}
