// Decisions by the door: the bytes of the program, and a status for each case that is none.
#include <cstdio>

#include <doctest/doctest.h>

#include "tests/api/rules.hpp"

using namespace convenio;
using namespace convenio::testing;

namespace {

std::string printed(std::string const& arguments) {
  std::string const command = std::string(CONVENIO_PROGRAM) + " --rules " + rules_folder + " " + arguments;
  std::string result;
  std::FILE* const pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  char buffer[65536];
  while (std::size_t const n = std::fread(buffer, 1, sizeof buffer, pipe)) result.append(buffer, n);
  CHECK(::pclose(pipe) == 0);
  return result;
}

}  // namespace

TEST_CASE("the program prints what the door gives") {
  auto const paths = example_cases();
  REQUIRE(paths.size() > 10);
  for (auto const& path : paths) {
    auto const decision = api::decide(shipped(), contents(path));
    REQUIRE(decision.ok());
    CHECK(printed("evaluate " + path) == api::to_json(decision, {true, false, 0}) + "\n");
  }
  std::string const path = root + "/examples/cases/aurora.json";
  auto const decision = api::decide(shipped(), contents(path));
  CHECK(printed("explain " + path) == api::explain(decision));
  CHECK(printed("explain --json " + path) == api::to_json(decision, {true, true, 0}) + "\n");
  CHECK(printed("describe --schema") == api::case_schema(shipped()));
  std::string text;
  CHECK(api::describe(shipped(), "2026-01-01", text).ok());
  CHECK(printed("describe --on 2026-01-01") == text);
  api::Selection const selection{{"AR", "ES"}, {"old_age"}, {}, "2024-01-01"};
  CHECK(api::describe(shipped(), selection, api::Form::text, text).ok());
  CHECK(printed("describe --state AR,ES --branch old_age --date 2024-01-01") == text);
  CHECK(api::describe(shipped(), selection, api::Form::json, text).ok());
  CHECK(printed("describe --state AR --state ES --branch old_age --date 2024-01-01 --json") == text);
  CHECK(api::new_case(shipped(), selection, text).ok());
  CHECK(printed("new case --for AR,ES --branch old_age --date 2024-01-01") == text);
  CHECK(printed("check --json") == api::diagnose(shipped(), {api::Form::json, true}));
}

TEST_CASE("many cases, one after the other, until enough are decided") {
  auto const rules = api::load(*api::memory(small()));
  std::vector<std::string> said;
  std::vector<std::string_view> const cases{small_case, "{", small_case};
  api::decide(rules, cases, [&](std::size_t place, api::Decision const& decision) {
    said.push_back(std::to_string(place) + api::to_json(decision));
    return place < 1;
  });
  REQUIRE(said.size() == 2);
  CHECK(said[0] == "0" + api::to_json(api::decide(rules, small_case)));
  CHECK(said[1].starts_with(R"(1{"id":null,"error":[{"code":"K001")"));
}

TEST_CASE("a case that is none") {
  auto const rules = api::load(*api::memory(small()));
  auto const said = [&](std::string const& document) {
    auto const decision = api::decide(rules, document);
    CHECK(decision.outcome().status == api::Status::faulty_case);
    REQUIRE(!decision.faults().empty());
    return decision.faults().front().code;
  };
  CHECK(said("") == "K001");
  CHECK(said("\xff\xfe{}") == "K007");
  CHECK(said("{\"format\": \"convenio-case-1\", \"id\": \"\xc3\x28\", \"facts\": {}}") != "");
  CHECK(said(std::string("{\0}", 3)) != "");
  CHECK(said(std::string(api::case_limit + 1, ' ')) == "K002");
  auto const decision =
      api::decide(rules, R"({"format": "convenio-case-1", "id": "x", "facts": {"one": "two"}})");
  CHECK(decision.case_id() == "x");
  CHECK(decision.outcome().sentence.find(decision.faults()[0].message) != std::string::npos);
  CHECK(api::explain(decision).find(decision.faults()[0].path) != std::string::npos);
}

TEST_CASE("rules that are none decide nothing") {
  auto const faulty = api::load(*api::memory({{"a.convenio", "package small\nquestion"}}));
  CHECK(api::decide(faulty, small_case).outcome().status == api::Status::faulty_rules);
  CHECK(api::decide(api::Rules(), small_case).outcome().status == api::Status::bad_argument);
  std::string text;
  CHECK(api::describe(faulty, "", text).status == api::Status::faulty_rules);
  CHECK(api::describe(shipped(), "2026-02-30", text).status == api::Status::bad_argument);
  auto const refusal = [&](api::Selection const& selection) {
    auto const outcome = api::new_case(shipped(), selection, text);
    CHECK(outcome.status == api::Status::bad_argument);
    return outcome.sentence.substr(0, 6);
  };
  CHECK(refusal({{"XQ"}, {}, {}, ""}) == "[A001]");
  CHECK(refusal({{"AR"}, {"young_age"}, {}, ""}) == "[A002]");
  CHECK(refusal({{"AR"}, {}, {"atlantis"}, ""}) == "[A003]");
  CHECK(refusal({{"AR"}, {}, {}, "2026-13-01"}) == "[A004]");
  CHECK(refusal({{}, {"old_age"}, {}, ""}) == "[A005]");
  CHECK(text.empty());
}
