// The document: its members, JSON's pitfalls, limits on both sides, several faults at once, the schema.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "engine/cases/codes.hpp"
#include "engine/cases/json.hpp"
#include "grammar/text/utf8.hpp"
#include "tests/unit/cases/build.hpp"

using namespace convenio;
using convenio::cases::testing::World;

namespace {

std::string read(World const& w, std::string const& json, cases::Limits const& limits = {}) {
  return World::codes(cases::read_case(w.program, json, limits));
}

}  // namespace

TEST_CASE("the members of a case") {
  World const w;
  CHECK(read(w, R"({"format": "convenio-case-1", "id": "x", "comment": "c", "facts": {}})") == "");
  CHECK(read(w, R"([])") == "K010 ");
  CHECK(read(w, R"({"facts": {}})") == "K023 ; K023 ");
  CHECK(read(w, R"({"format": "convenio-case-2", "id": "x", "facts": {}})") == "K011 format");
  CHECK(read(w, R"({"format": "convenio-case-1", "id": 3, "facts": []})") == "K030 id; K030 facts");
  CHECK(read(w, R"({"format": "convenio-case-1", "id": "x", "birth": "1955-01-01", "facts": {}})") ==
        "K012 birth");
  auto const result = cases::read_case(w.program, R"({"id": "x-1", "fact": {}})");
  CHECK(result.facts.id == "x-1");
}

TEST_CASE("facts that no package declares, with the nearest name") {
  World const w;
  auto const result = w.read(R"("brith": "1955-01-01")");
  CHECK(World::codes(result) == "K020 facts.brith");
  CHECK(result.faults[0].hint == "did you mean `birth`?");
}

TEST_CASE("a fact that two packages declare must be qualified") {
  World w;
  w.fact("birth", w.date, {}, core::Fact::Role::fact, "other");
  auto const result = w.read(R"("birth": "1955-01-01")");
  CHECK(World::codes(result) == "K021 facts.birth");
  CHECK(result.faults[0].hint == "write one of: base.birth, other.birth");
  CHECK(w.faults(R"("base.birth": "1955-01-01")") == "");
}

TEST_CASE("repeated keys are refused, plain or escaped, at any depth") {
  World const w;
  CHECK(w.faults(R"("birth": "1955-01-01", "birth": "1956-01-01")") == "K006 facts.birth");
  CHECK(w.faults(R"("birth": "1955-01-01", "b\u0069rth": "1956-01-01")") == "K006 facts.birth");
  CHECK(w.faults(R"("postings": [{}, {"start": "2020-01-01", "start": "2020-01-01"}])") ==
        "K006 facts.postings[1].start");
  CHECK(read(w, R"({"id": "a", "id": "b", "format": "convenio-case-1", "facts": {}})") == "K006 id");
}

TEST_CASE("a fault is one line that a terminal does not obey") {
  World const w;
  for (char const* facts :
       {R"("b\u202eirth": 1)", R"("birth": "19\u001b[2J55\n\u202e")", R"("b\u001b": 1)"}) {
    auto const result = w.read(facts);
    REQUIRE(result.faults.size() == 1);
    std::string const told = cases::to_string(result.faults[0]);
    INFO(told);
    CHECK(text::printable(result.faults[0].message) == result.faults[0].message);
    CHECK(told.find('\x1b') == std::string::npos);
    CHECK(told.find("\u202e") == std::string::npos);
  }
}

TEST_CASE("texts that are not texts") {
  World const w;
  CHECK(w.faults(R"("name": "a\u0000b")") == "K008 facts.name");
  CHECK(w.faults(R"("name": "\ud800")") == "K007 ");
  CHECK(w.faults(R"("name": "\udc00")") == "K007 ");
  CHECK(w.faults(R"("name": "\ud800\n")") == "K007 ");
  CHECK(w.faults(R"("name": "\ud800\u0041")") == "K007 ");
  CHECK(w.faults(R"("name": "\\ud800)") == "K001 ");
  CHECK(w.faults(R"("name": "\ud83d\ude00")") == "");
  CHECK(w.faults("\"name\": \"\xff\"") == "K007 ");
  CHECK(w.faults("\"name\": \"\xed\xa0\x80\"") == "K007 ");
  CHECK(w.faults(std::string("\"name\": \"a\0b\"", 13)) == "K001 ");
}

TEST_CASE("JSON that is none, with its line and column") {
  World const w;
  auto const result = cases::read_case(w.program, "{\n  \"id\": oops\n}");
  CHECK(World::codes(result) == "K001 ");
  CHECK(result.faults[0].message == "not JSON, line 2, column 9: found `o`");
  CHECK(result.faults[0].hint == "a text stands in double quotes");
  CHECK(read(w, "") == "K001 ");
  CHECK(read(w, "{") == "K001 ");
  CHECK(read(w, "{} {}") == "K001 ");
  CHECK(read(w, "{\"id\": 1,}") == "K001 ");
  CHECK(read(w, "\xef\xbb\xbf{\"format\": \"convenio-case-1\", \"id\": \"x\", \"facts\": {}}\n") == "");
}

TEST_CASE("what is written in place of JSON is named") {
  World const w;
  auto const hint = [&](std::string const& json) {
    auto const result = cases::read_case(w.program, json);
    REQUIRE(World::codes(result) == "K001 ");
    return result.faults[0].hint;
  };
  CHECK(hint("{\"id\": \"x\",}") == "the last member of an object or list has no comma");
  CHECK(hint("{\"id\": [1,]}") == "the last member of an object or list has no comma");
  CHECK(hint("{\"id\": \"x\"\n \"facts\": {}}") == "a comma is missing before it");
  CHECK(hint("{\"id\": 1 \"facts\": {}}") == "a comma is missing before it");
  CHECK(hint("{\"id\": 'x'}") == "texts stand in double quotes");
  CHECK(hint("{\"id\": True}") == "`true`, `false` and `null` have small letters");
  CHECK(hint("{id: 1}") == "the name of a member stands in double quotes");
  CHECK(hint("{\"id\": \"x\" // mine\n}") == "JSON has no remarks; a case may have a `comment`");
  CHECK(hint("{\"id\": \"x\" = 1}") == "");
}

TEST_CASE("limits of the document, on both sides") {
  World const w;
  auto const nested = [](std::size_t n) { return std::string(n, '[') + std::string(n, ']'); };
  CHECK(read(w, nested(32)) == "K010 ");
  CHECK(read(w, nested(33)) == "K003 ");
  CHECK(read(w, nested(200'000)) == "K003 ");
  CHECK(w.faults("\"name\": \"" + std::string(65'536, 'x') + "\"") == "");
  CHECK(w.faults("\"name\": \"" + std::string(65'537, 'x') + "\"") == "K004 facts.name");
  CHECK(w.faults("\"children\": " + std::string(34, '1')) == "K032 facts.children");
  CHECK(w.faults("\"children\": " + std::string(35, '1')) == "K005 facts.children");
  CHECK(w.faults("\"children\": 1e999999999") == "K032 facts.children");
  CHECK(w.faults("\"children\": 1e99999999999") == "K032 ");
  CHECK(w.faults("\"children\": 0.4e006" + std::string(27, '9')) == "K032 ");
  CHECK(w.faults("\"children\": 0.4e006" + std::string(28, '9')) == "K005 ");
  CHECK(read(w, "") == "K001 ");
  CHECK(read(w, " \t\r\n") == "K001 ");
  std::string const document = R"({"format": "convenio-case-1", "id": "x", "facts": {}})";
  cases::Limits limits;
  CHECK(read(w, document + std::string(limits.document - document.size(), ' ')) == "");
  CHECK(read(w, document + std::string(limits.document - document.size() + 1, ' ')) == "K002 ");
}

TEST_CASE("every independent fault is told, up to the limit") {
  World const w;
  CHECK(w.faults(R"("birth": "x", "married": 1, "served": "3 days", "nothing": 0)") ==
        "K032 facts.birth; K030 facts.married; K036 facts.served; K020 facts.nothing");
  std::string many;
  for (int i = 0; i < 100; ++i) many += fmt::format("{}\"x{}\": 1", i ? "," : "", i);
  auto const result = w.read(many);
  CHECK(result.faults.size() == 51);
  CHECK(result.faults.back().code == cases::Code::more_faults);
}

TEST_CASE("a fault as text") {
  CHECK(cases::to_string({cases::Code::no_such_day, "facts.birth", "there is no day 1955-02-30", ""}) ==
        "[K037] facts.birth: there is no day 1955-02-30");
}

TEST_CASE("the schema is JSON and names every fact and attribute") {
  World const w;
  std::string const schema = cases::write_schema(w.program);
  cases::Faults faults(10);
  cases::Limits limits;
  limits.depth = 64;
  auto const json = cases::read_json(schema, limits, faults);
  REQUIRE(json);
  CHECK(faults.empty());
  auto const& properties = *json->find("properties")->find("facts")->find("properties");
  for (auto const& fact : w.program.facts) CHECK(properties.find(fact.name) != nullptr);
  auto const& period = *json->find("$defs")->find("period")->find("properties");
  for (auto const& attribute : w.program.attributes) CHECK(period.find(attribute.name) != nullptr);
}
