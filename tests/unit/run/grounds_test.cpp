// What a value rests on, kept apart from what was looked at.
#include "engine/run/grounds.hpp"

#include <doctest/doctest.h>

using namespace convenio;
using run::Grounds;

namespace {

using Citations = std::set<core::CitationId>;

core::CitationId article(std::uint32_t number) { return core::CitationId(number); }

}  // namespace

TEST_CASE("what was dropped is no ground") {
  Grounds grounds;
  grounds.cite(article(1));
  auto const before = grounds.mark();
  grounds.cite(article(2));
  grounds.text(core::TextId(5));
  grounds.fallback(7);
  grounds.drop(before);
  auto const found = grounds.all();
  CHECK(found.citations == Citations{article(1)});
  CHECK(found.texts.empty());
  CHECK(found.fallbacks.empty());
}

TEST_CASE("of several operands only the last may decide") {
  Grounds grounds;
  grounds.cite(article(1));
  auto const first = grounds.mark();
  grounds.cite(article(2));
  auto const last = grounds.mark();
  grounds.cite(article(3));
  grounds.attribute(4);
  grounds.keep_only(first, last);
  auto const found = grounds.all();
  CHECK(found.citations == Citations{article(1), article(3)});
  CHECK(found.attributes == std::set<std::uint32_t>{4});
}

TEST_CASE("what a call rests on holds wherever its value is used, and only there") {
  Grounds grounds;
  auto const before = grounds.mark();
  grounds.cite(article(1));
  auto const inner = grounds.fold(before);
  grounds.text(core::TextId(2));
  auto const outer = grounds.take(before);
  CHECK(grounds.all().citations.empty());
  grounds.rest_on(inner);
  CHECK(grounds.all().citations == Citations{article(1)});
  CHECK(grounds.all().texts.empty());
  grounds.rest_on(outer);
  CHECK(grounds.all().texts == std::set<core::TextId>{core::TextId(2)});
}

TEST_CASE("nothing to rest on is no entry") {
  Grounds grounds;
  auto const nothing = grounds.take(grounds.mark());
  CHECK(nothing == model::none);
  grounds.rest_on(nothing);
  grounds.cite(model::none);
  CHECK(grounds.mark() == 0);
}
