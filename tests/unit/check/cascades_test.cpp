// What only follows from another fault is not told, and a name that is unknown often is one fault.
#include <doctest/doctest.h>

#include "engine/api/inside.hpp"
#include "engine/check/declare/codes.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/phases.hpp"
#include "grammar/syntax/codes.hpp"

using namespace convenio;
using check::Code::duplicate_name;
using check::Code::incomplete_record;
using check::Code::type_mismatch;
using check::Code::unknown_name;
using Extent = syntax::Unread::Kind;

namespace {

// A text that the parser has read, with its faults and marks; what a check finds is added by hand.
struct Text {
  api::Loaded loaded;
  text::Sources const& sources = loaded.sources;
  text::SourceId id = 0;
  text::Diagnostics found;
  check::Workspace ws{sources, found};
  std::size_t of_the_text = 0;
  explicit Text(std::string const& text)
      : loaded(api::read(*api::memory({{"a.convenio", "package a\n" + text}}))), found(loaded.diagnostics) {
    ws.unread = loaded.files.at(0).unread;
    of_the_text = found.all().size();
  }
  // The nth place where the word stands.
  text::Span at(std::string_view word, std::size_t nth = 0) const {
    std::string_view const text = sources[id].text();
    std::size_t begin = text.find(word);
    for (; nth > 0; --nth) begin = text.find(word, begin + 1);
    return {id, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + word.size())};
  }
  std::string codes() {
    settle_cascades(ws, of_the_text);
    std::string result;
    for (auto const& one : found.all()) result += text::to_string(one.code) + ' ';
    return result;
  }
};

}  // namespace

TEST_CASE("what stands where a declaration could not be read follows; what stands beside it does not") {
  Text t("rule a: truth = x y\nrule b: truth = z\n");
  REQUIRE(t.ws.unread.size() == 2);  // `y` begins nothing, so what stands before it was not read to its end
  CHECK(t.sources.slice(t.ws.unread[0].span) == "= x");
  CHECK(t.sources.slice(t.ws.unread[1].span).starts_with("y"));
  t.found.error(type_mismatch, t.at("x"), "must be `truth`");
  t.found.error(type_mismatch, t.at("z"), "must be `truth`");
  CHECK(t.codes() == "C0101 C0301 ");
}

TEST_CASE("a name that a broken declaration may have declared is not told to be unknown, be another near") {
  std::string const text = "fact resident truth \"?\"\nrule b: truth = resident\nrule c: truth = other\n";
  Text t(text);
  REQUIRE(t.ws.unread.size() == 1);
  CHECK(t.ws.unread[0].kind == Extent::declaration);
  text::Hint const near = text::did_you_mean("resident", "residence");
  t.found.error(unknown_name, t.at("resident", 1), "there is no fact", near);
  t.found.error(unknown_name, t.at("other"), "there is no rule", text::did_you_mean("other", "others"));
  CHECK(t.codes() == "C0101 C0201 ");
  CHECK(t.found.all().back().fix.has_value());
}

TEST_CASE("what is missing while a declaration has lost its name is not told; other faults are") {
  Text t("fact : date\nrule b: truth = resident\nrule c: truth = 5\n");
  REQUIRE(t.ws.unread.size() == 1);
  CHECK(t.ws.unread[0].kind == Extent::nameless);
  t.found.error(unknown_name, t.at("resident"), "there is no fact", text::did_you_mean("resident", "b"));
  t.found.error(type_mismatch, t.at("5"), "must be `truth`");
  CHECK(t.codes() == "C0101 C0301 ");
}

TEST_CASE("a fault inside a part marks that part, not the declaration around it") {
  Text t("parameter p: whole {\n  from 2000-01-01: 1\n  from 2000-02-31: x\n  from 2001-01-01: y\n}\n");
  REQUIRE(t.ws.unread.size() == 1);
  CHECK(t.ws.unread[0].kind == Extent::part);
  t.found.error(unknown_name, t.at("x"), "there is no x");
  t.found.error(unknown_name, t.at("y"), "there is no y");
  CHECK(t.codes() == "C0104 C0201 ");
}

TEST_CASE("what points into a damaged declaration follows; what stands in it does not") {
  Text t("record r { a: date, a: date }\nrule b: r = make r { a = d }\n");
  t.ws.damaged.push_back(t.at("record r { a: date, a: date }"));
  t.found.error(duplicate_name, t.at("a: date", 1), "two fields named `a`");
  t.found.error(incomplete_record, t.at("make r"), "made without")
      .places.push_back({t.at("r {"), "declared here"});
  CHECK(t.codes() == "C0203 ");
}

TEST_CASE("whatever follows, an error stays an error") {
  Text t("rule a: truth = b\n");
  t.ws.unread.push_back({Extent::nameless, t.at("rule a: truth = b"), "", {"b"}});
  t.found.error(unknown_name, t.at("b\n"), "there is no rule");
  CHECK(t.codes() == "C0201 ");
  CHECK(t.found.has_errors());
}

TEST_CASE("a name that is unknown in many places is one fault, and its fix names all of them") {
  Text t("rule r: list of whole = [x, l, x, x, x, x]\n");
  text::Hint const near = text::did_you_mean("x", "y");
  for (std::size_t n = 0; n < 5; ++n) t.found.error(unknown_name, t.at("x", n), "there is no x", near);
  t.found.error(unknown_name, t.at("l,"), "there is no l");
  CHECK(t.codes() == "C0201 C0201 ");
  CHECK(t.found.error_count() == 2);
  auto const& first = t.found.all().front();
  REQUIRE(first.places.size() == 3);
  CHECK(first.places.back().label == "and here, 1 more");
  REQUIRE(first.fix.has_value());
  CHECK(first.fix->also.size() == 4);
  CHECK(to_json(t.found, t.sources).find(R"("also":[{"file":"a.convenio","begin":)") != std::string::npos);
}
