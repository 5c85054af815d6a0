// What only follows from another fault is not told, and a name that is unknown often is one fault.
#include <doctest/doctest.h>

#include "grammar/text/diagnostic.hpp"

using namespace convenio::text;

namespace {

struct Text {
  Sources sources;
  SourceId id;
  Diagnostics found;
  explicit Text(std::string const& text) : id(sources.add("a.convenio", text)) {}
  // The nth place where the word stands.
  Span at(std::string_view word, std::size_t nth = 0) const {
    std::string_view const text = sources[id].text();
    std::size_t begin = text.find(word);
    for (; nth > 0; --nth) begin = text.find(word, begin + 1);
    return {id, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + word.size())};
  }
  std::string codes() {
    found.drop_followers(sources);
    found.sort();
    found.gather(sources);
    std::string result;
    for (auto const& one : found.all()) result += to_string(one.code) + ' ';
    return result;
  }
};

}  // namespace

TEST_CASE("a name on a faulty line is not told to be unknown elsewhere, be it written otherwise") {
  for (char const* used : {"old_enough", "Old_Enough"}) {
    Text t("rule old enough: truth = yes\nrule b: truth = " + std::string(used) + "\n");
    t.found.error(Code::unexpected, t.at("enough"), "expected `=`");
    t.found.error(Code::unknown_name, t.at(used), "there is no rule");
    CHECK(t.codes() == "C0101 ");
  }
  Text other("rule old enough: truth = yes\nrule b: truth = resident\n");
  other.found.error(Code::unexpected, other.at("enough"), "expected `=`");
  other.found.error(Code::unknown_name, other.at("resident"), "there is no rule");
  CHECK(other.codes() == "C0101 C0201 ");
}

TEST_CASE("what is missing while a declaration was lost is not told; other faults are") {
  Text t("fact : date\nrule b: truth = resident\nrule c: truth = 5\n");
  t.found.error(Code::unexpected, t.at(":"), "expected the name of the fact");
  t.found.lost();
  t.found.error(Code::unknown_name, t.at("resident"), "there is no fact", {});
  t.found.error(Code::type_mismatch, t.at("5"), "must be `truth`");
  CHECK(t.codes() == "C0101 C0301 ");
}

TEST_CASE("with a broken declaration a near name is still told") {
  Text t("fact birth date\nrule b: truth = resident\nrule c: truth = reisdent\n");
  t.found.error(Code::unexpected, t.at("date"), "expected `:`");
  t.found.broken(t.at("fact birth date"));
  t.found.error(Code::unknown_name, t.at("resident"), "there is no fact");
  Hint const near = did_you_mean("reisdent", "resident");
  t.found.error(Code::unknown_name, t.at("reisdent"), "there is no fact", near);
  CHECK(t.codes() == "C0101 C0201 ");
  CHECK(t.found.all().back().fix.has_value());
}

TEST_CASE("what points into a damaged declaration follows; what stands in it does not") {
  Text t("record r { a: date, a: date }\nrule b: r = make r { a = d }\n");
  t.found.damaged(t.at("record r { a: date, a: date }"));
  t.found.error(Code::duplicate_name, t.at("a: date", 1), "two fields named `a`");
  t.found.error(Code::incomplete_record, t.at("make r"), "made without")
      .places.push_back({t.at("r {"), "declared here"});
  CHECK(t.codes() == "C0203 ");
}

TEST_CASE("whatever follows, an error stays an error") {
  Text t("rule a: truth = b\n");
  t.found.broken(t.at("rule a: truth = b"));
  t.found.lost();
  t.found.error(Code::unknown_name, t.at("b\n"), "there is no rule");
  CHECK(t.codes() == "C0201 ");
  CHECK(t.found.has_errors());
}

TEST_CASE("a name that is unknown in many places is one fault, and its fix names all of them") {
  Text t("x a b x x x x\n");
  Hint const near = did_you_mean("x", "y");
  for (std::size_t n = 0; n < 5; ++n) t.found.error(Code::unknown_name, t.at("x", n), "there is no x", near);
  t.found.error(Code::unknown_name, t.at("a"), "there is no a");
  CHECK(t.codes() == "C0201 C0201 ");
  CHECK(t.found.error_count() == 2);
  auto const& first = t.found.all().front();
  REQUIRE(first.places.size() == 3);
  CHECK(first.places.back().label == "and here, 1 more");
  REQUIRE(first.fix.has_value());
  CHECK(first.fix->also.size() == 4);
  CHECK(to_json(t.found, t.sources).find(R"("also":[{"file":"a.convenio","begin":)") !=
        std::string::npos);
}
