// What is left unread: tests, the files of other packages, and the rules themselves where they were saved.
#include <doctest/doctest.h>

#include "engine/api/inside.hpp"
#include "tests/api/rules.hpp"

using namespace convenio;
using namespace convenio::testing;

namespace {

std::string compiled(api::Rules const& rules) {
  std::string bytes;
  REQUIRE(api::compile(rules, bytes).ok());
  return bytes;
}

std::string const& identity(api::Rules const& rules) { return rules.inside().program.identity; }

// `import` is misspelt, so that only the whole file tells what it imports.
std::vector<api::File> with_a_slip(std::string const& word) {
  return {{"a/a.convenio", "package a\n" + word + " b\nquestion q: whole = two\n"},
          {"b/b.convenio", "package b\nrule two: whole = 2\n"},
          {"c/c.convenio", "package c\nrule three: whole = nothing_here\n"}};
}

}  // namespace

TEST_CASE("a saved program decides, describes and explains as its rules do") {
  auto const saved = api::load_saved(compiled(shipped()));
  REQUIRE(saved.ok());
  CHECK(saved.packages() == shipped().packages());
  CHECK(api::case_schema(saved) == api::case_schema(shipped()));
  std::string one, other;
  CHECK(api::describe(saved, "", one).ok());
  CHECK(api::describe(shipped(), "", other).ok());
  CHECK(one == other);
  for (auto const& path : example_cases()) {
    auto const document = contents(path);
    auto const by_saved = api::decide(saved, document);
    auto const by_rules = api::decide(shipped(), document);
    REQUIRE(by_saved.ok());
    CHECK(api::to_json(by_saved, {true, true, 0}) == api::to_json(by_rules, {true, true, 0}));
    CHECK(api::explain(by_saved, {api::Detail::full}) == api::explain(by_rules, {api::Detail::full}));
  }
}

TEST_CASE("the same rules give the same bytes, with their tests or without, in any order, and saved again") {
  auto const bytes = compiled(shipped());
  auto const folder = api::folder(rules_folder);
  CHECK(compiled(api::load(*folder, {}, api::Tests::left_out)) == bytes);
  CHECK(compiled(api::load_saved(bytes)) == bytes);
  auto turned = small();
  std::reverse(turned.begin(), turned.end());
  CHECK(compiled(api::load(*api::memory(turned))) == compiled(api::load(*api::memory(small()))));
}

TEST_CASE("what is no saved program of this engine is refused by its code") {
  auto const bytes = compiled(api::load(*api::memory(small())));
  auto const said = [](std::string const& given) {
    auto const rules = api::load_saved(given);
    CHECK(rules.outcome().status == api::Status::faulty_program);
    CHECK(api::decide(rules, small_case).outcome().status == api::Status::faulty_program);
    std::string none;
    CHECK(api::compile(rules, none).status == api::Status::faulty_program);
    CHECK(none.empty());
    return rules.outcome().sentence.substr(0, 6);
  };
  CHECK(said("{}") == "[P001]");
  CHECK(said("") == "[P002]");
  CHECK(said(bytes.substr(0, bytes.size() - 1)) == "[P002]");
  CHECK(said(bytes + "x") == "[P003]");
  CHECK(said(core::sealed({}, identity(api::load(*api::memory(small()))))) == "[P004]");
  CHECK(api::load_saved(std::string(api::program_limit + 1, 'x')).outcome().status == api::Status::too_large);
}

TEST_CASE("tests that are left out are not read, and the identity is the same") {
  auto files = small();
  files.push_back({"small/tests.convenio", "package small\ntest \"t\" {\n  expect no_such_name is 1\n}\n"});
  auto const whole = api::load(*api::memory(files));
  auto const without = api::load(*api::memory(files), {}, api::Tests::left_out);
  CHECK(whole.outcome().status == api::Status::faulty_rules);
  REQUIRE(without.ok());
  CHECK(without.inside().program.tests.empty());
  CHECK(identity(whole) == identity(without));
  std::reverse(files.begin(), files.end());
  CHECK(identity(api::load(*api::memory(files))) == identity(without));
  auto const folder = api::folder(rules_folder);
  CHECK(identity(api::load(*folder, {}, api::Tests::left_out)) == identity(shipped()));
}

TEST_CASE("of other packages only the heads are read, unless a head does not say what the file does") {
  auto const sound = api::load(*api::memory(with_a_slip("import")), {"a"});
  REQUIRE(sound.ok());
  CHECK(sound.packages() == std::vector<std::string>{"b", "a"});
  CHECK(identity(sound) ==
        identity(api::load(*api::memory({with_a_slip("import")[1], with_a_slip("import")[0]}))));
  auto const slip = api::load(*api::memory(with_a_slip("imprt")), {"a"});
  CHECK(slip.outcome().status == api::Status::faulty_rules);
  CHECK(slip.inside().files.size() == 2);
  CHECK(slip.errors() == 1);
  CHECK(api::load(*api::memory(with_a_slip("import")), {"c"}).errors() == 1);
  CHECK(api::load(*api::memory(with_a_slip("import")), {"aa"}).outcome().status == api::Status::no_package);
}

namespace {

// Two packages that do not know each other, and call everything alike.
std::vector<api::File> namesakes() {
  auto const one = [](std::string const& name) {
    return api::File{name + "/" + name + ".convenio", "package " + name + R"(
import base
enumeration colour { red, blue }
record job { title: text, colour: colour }
extend kind { resident "resident", apprentice }
conversion monthly { 1 month = )" + (name == "north" ? "30" : "31") +
                                                          R"( days }
period has colour: colour "Which colour?" default red
fact chosen: conversion "Which conversion?"
fact longest(S: state): quantity of S "How long?"
scheme act "Act of )" + name + R"(" of Aland {
  source "a gazette"
  applies when exists p in career where p.state is Aland
  article 1 "First" {
    parameter rate by (k: kind): whole until amended {
      resident, from 2000-01-01: )" + (name == "north" ? "1" : "2") +
                                                          R"(
      compulsory { from 2000-01-01 to 2009-12-31: 3  from 2010-01-01: 4 }
    }
    question weight: whole = rate(resident) as of 2005-06-01
    question times: whole = rate(compulsory) as of 2010-01-01
    question days_of_two: days = convert(2 months to days by chosen exact)
    question of_kind: whole = number of p in career where p.kind is resident and p.colour is blue
    question long: truth = longest(Aland) > 3 weeks
    route by_act of benefit when S is Aland grants rate(resident) as of 2005-06-01
    exception never to base_rule when which is resident then 7
  }
}
)"};
  };
  return {{"base/base.convenio", R"(package base
currency ABC "crown" minor 0.01
state Aland "Aland" currency ABC
state Beland "Beland" currency ABC
enumeration kind { compulsory, voluntary }
period has kind: kind "Which kind?"
fact career: history "Which periods?"
fact which: kind "Of which kind?"
open rule base_rule: whole = 1
award benefit "Benefit" for each S in [Aland, Beland]: whole chosen by order
precedence order(S: state) between routes of benefit otherwise conflict
scheme counting "Counting Act" of Aland { source "a gazette" counts in weeks }
)"},
          one("north"),
          one("south")};
}

}  // namespace

TEST_CASE("packages that call everything alike are saved, read and decide as their rules do") {
  auto const rules = api::load(*api::memory(namesakes()));
  INFO(rules.outcome().sentence);
  REQUIRE(rules.ok());
  auto const saved = api::load_saved(compiled(rules));
  INFO(saved.outcome().sentence);
  REQUIRE(saved.ok());
  CHECK(api::case_schema(saved) == api::case_schema(rules));
  std::string const document = R"({"format": "convenio-case-1", "id": "1", "facts": {
    "north.chosen": "north.monthly", "south.chosen": "south.monthly",
    "north.longest": {"Aland": "4 weeks"}, "south.longest": {"Aland": "3 weeks"},
    "career": [
      {"id": "a", "state": "Aland", "from": "2001-01-01", "to": "2001-12-31", "kind": "north.resident",
       "north.colour": "blue", "south.colour": "blue"},
      {"id": "b", "state": "Aland", "from": "2002-01-01", "to": "2002-12-31", "kind": "compulsory"}]}})";
  auto const by_rules = api::decide(rules, document);
  INFO(by_rules.outcome().sentence);
  REQUIRE(by_rules.ok());
  auto const told = api::to_json(by_rules, {true, true, 0});
  CHECK(api::to_json(api::decide(saved, document), {true, true, 0}) == told);
  // Each has its own word, conversion and unit.
  CHECK(told.find("\"60 days\"") != std::string::npos);
  CHECK(told.find("\"62 days\"") != std::string::npos);
  CHECK(told.find("\"4 weeks\"") != std::string::npos);
  CHECK(told.find("north.resident") != std::string::npos);
  // What both have added is no word without its package.
  auto const bare = api::decide(rules, R"({"format": "convenio-case-1", "id": "1", "facts": {"career": [
      {"id": "a", "state": "Aland", "from": "2001-01-01", "to": "2001-12-31", "kind": "resident"}]}})");
  CHECK_FALSE(bare.ok());
}
