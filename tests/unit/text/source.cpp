// Lines, columns and spans.
#include "grammar/text/source.hpp"

#include <doctest/doctest.h>

using namespace convenio::text;

TEST_CASE("position counts lines and code points from 1") {
  Source const source("f", "ab\nañoc\r\n\nx");
  CHECK(source.line_count() == 4);
  CHECK(source.position(0).line == 1);
  CHECK(source.position(2).column == 3);
  CHECK(source.position(3).line == 2);
  CHECK(source.position(7).column == 4);  // after `año`, which has four bytes
  CHECK(source.line(2) == "añoc");
  CHECK(source.line(3).empty());
  CHECK(source.line(4) == "x");
  CHECK(source.line(5).empty());
  CHECK(source.position(999).line == 4);
  CHECK(source.position(999).column == 2);
}

TEST_CASE("an empty source has one line") {
  Source const source("f", "");
  CHECK(source.line_count() == 1);
  CHECK(source.position(0).line == 1);
  CHECK(source.line(1).empty());
}

TEST_CASE("sources slice and place spans, and clamp them") {
  Sources sources;
  SourceId const first = sources.add("a.convenio", "rule x\nfact y\n");
  CHECK(sources.slice({first, 7, 11}) == "fact");
  CHECK(sources.slice({first, 7, 999}) == "fact y\n");
  CHECK(sources.slice({no_source, 0, 3}).empty());
  CHECK(sources.place({first, 12, 13}) == "a.convenio:2:6");
  CHECK(sources.place({no_source, 0, 0}).empty());
}
