// What the writer of JSON escapes, and its two layouts.
#include "grammar/text/json_writer.hpp"

#include <doctest/doctest.h>

using namespace convenio::text;

TEST_CASE("texts are escaped as JSON asks, and what misleads a reader is escaped too") {
  CHECK(quoted("a\"b\\c") == R"("a\"b\\c")");
  CHECK(quoted("a\nb\tc\rd") == R"("a\nb\tc\rd")");
  CHECK(quoted(std::string_view("\0\x1F\x7F", 3)) == R"("\u0000\u001f\u007f")");
  CHECK(quoted("a\xC3\xB1o \xE5\xB9\xB4") == "\"a\xC3\xB1o \xE5\xB9\xB4\"");
  CHECK(quoted("\xE2\x80\xAE") == R"("\u202e")");
  CHECK(quoted("a\xFF") == "\"a\xEF\xBF\xBD\"");
}

TEST_CASE("one line, or indented by two spaces") {
  auto const written = [](bool indented) {
    JsonWriter writer(indented);
    writer.begin_object()
        .member("a", "b")
        .key("list")
        .begin_array()
        .number(1)
        .truth(false)
        .null()
        .end_array();
    writer.optional_member("left out", "").key("empty").begin_object().end_object().end_object();
    return writer.take();
  };
  CHECK(written(false) == R"({"a":"b","list":[1,false,null],"empty":{}})");
  CHECK(written(true) ==
        "{\n  \"a\": \"b\",\n  \"list\": [\n    1,\n    false,\n    null\n  ],\n  \"empty\": {}\n}");
}
