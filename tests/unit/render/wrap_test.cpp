// Width by code points, wrapping, padding, tables.
#include <doctest/doctest.h>

#include "engine/render/wrap.hpp"

using namespace convenio::render;

TEST_CASE("width counts code points; combining marks take none") {
  CHECK(width("abc") == 3);
  CHECK(width("Íñigo") == 5);
  CHECK(width("I\xcc\x81n\xcc\x83igo") == 5);  // with combining accents
  CHECK(width("█▒░") == 3);
  CHECK(pad_right("ñ", 3) == "ñ  ");
  CHECK(pad_left("ñ", 3) == "  ñ");
  CHECK(shorten("totalización", 8) == "total...");
  CHECK(shorten("ñandú", 5) == "ñandú");
}

TEST_CASE("wrapping breaks at spaces, and inside a word only when it must") {
  CHECK(wrap("one two three", 8) == std::vector<std::string>{"one two", "three"});
  CHECK(wrap("one two three", 13) == std::vector<std::string>{"one two three"});
  CHECK(wrap("", 20) == std::vector<std::string>{""});
  CHECK(wrap("aaaaaaaaaaaaaaaaaaaa b", 8) == std::vector<std::string>{"aaaaaaaa", "aaaaaaaa", "aaaa b"});
  CHECK(wrap("ññññññññ ññ", 8) == std::vector<std::string>{"ññññññññ", "ññ"});
}

TEST_CASE("no line of a page is wider than the page, or ends in spaces") {
  Page page(40);
  page.heading("A rather long heading that does not fit on one line: Argentina, old age", "UNDETERMINED");
  page.entry("term", "a text that is wrapped beside its term over several lines of the page", 2, 10);
  page.paragraph("and a paragraph with a hanging indent that also has to be wrapped", 2, 6);
  std::string const text = page.take();
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const end = text.find('\n', at);
    CHECK(width(std::string_view(text).substr(at, end - at)) <= 40);
    CHECK((end == at || text[end - 1] != ' '));
    at = end + 1;
  }
}

TEST_CASE("a table aligns accents") {
  Page page(60);
  Table table({"id", "days", "note"}, {Table::Side::left, Table::Side::right, Table::Side::left});
  table.row({"año", "7", "x"});
  table.row({"b", "1234", "y"});
  table.print(page, 2);
  CHECK(page.take() ==
        "  id   days  note\n"
        "  año     7  x\n"
        "  b    1234  y\n");
}

TEST_CASE("what a case says cannot steer the terminal") {
  Page page(80);
  page.line("a\x1b[31mb").paragraph("c\xE2\x80\xAE d\xFF");
  CHECK(page.take() == "a?[31mb\nc? d?\n");
}
