// A case means the same whichever packages are loaded beside those that it was written for.
#include <doctest/doctest.h>

#include <string>

#include "engine/api/convenio.hpp"

using namespace convenio;

namespace {

constexpr auto north = R"(package north
import words
currency ALA "crown"
state AA "Aland" currency ALA
scheme north_act "North Act" of AA {
  source "OJ 1"
  governed by birth
  article 1 {
    fact late: truth "Was the claim late?"
    period has sort: text "Which sort of period?"
    question in_time "In time" when exists p in career where p.state is AA: truth = not late
    question sorts "Sorts" when exists p in career where p.state is AA:
      list of text = list of p.sort for p in career
  }
}
)";
constexpr auto south = R"(package south
import words
currency BLA "mark"
state BB "Bland" currency BLA
scheme south_act "South Act" of BB {
  source "OJ 2"
  governed by birth
  article 1 {
    fact late: date "When was the claim late?"
    period has sort: whole "Which number has the sort?"
    question too_late "Too late" when exists p in career where p.state is BB: date = late
    question numbers "Numbers" when exists p in career where p.state is BB:
      list of whole = list of p.sort for p in career
  }
}
)";
constexpr auto stranger = R"(package stranger
fact birth: text "Where was somebody else born?"
rule place: text = birth
)";
constexpr auto words = R"(package words
fact birth: date "When was the person born?"
fact career: history "Which periods are certified?"
)";

std::string decided(std::initializer_list<std::pair<char const*, char const*>> files,
                    std::string const& document) {
  std::vector<api::File> all;
  for (auto const& [name, text] : files) all.push_back({std::string(name) + ".convenio", text});
  auto const rules = api::load(*api::memory(std::move(all)));
  REQUIRE(rules.ok());
  auto const decision = api::decide(rules, document);
  return decision.ok() ? api::to_json(decision) : decision.outcome().sentence;
}

// The answers, without the end of their list: before them stand the hashes, which name the rules.
std::string answers(std::string const& json) {
  auto const at = json.find("\"answers\"");
  REQUIRE(at != std::string::npos);
  return json.substr(at, json.find("],\"needed\"", at) - at);
}

bool begins_with(std::string const& more, std::string const& answers_alone) {
  return answers(more).starts_with(answers_alone);
}

constexpr auto of_the_north =
    R"({"format": "convenio-case-1", "id": "n", "facts": {"birth": "1960-01-01", "late": false,
  "career": [{"state": "AA", "from": "1990-01-01", "to": "1999-12-31", "sort": "sea"}]}})";
constexpr auto of_both =
    R"({"format": "convenio-case-1", "id": "b", "facts": {"birth": "1960-01-01", "late": false,
  "career": [{"state": "AA", "from": "1990-01-01", "to": "1999-12-31", "north.sort": "sea"},
             {"state": "BB", "from": "2000-01-01", "to": "2001-12-31", "north.sort": "sea"}]}})";

}  // namespace

TEST_CASE("a name that another package uses too is read as the law of the case has it") {
  auto const alone = decided({{"w", words}, {"n", north}}, of_the_north);
  CHECK(alone.find("\"value\":true") != std::string::npos);
  CHECK(begins_with(decided({{"w", words}, {"n", north}, {"s", south}}, of_the_north), answers(alone)));
}

TEST_CASE("a package that no law of the case asks makes no name doubtful") {
  auto const alone = decided({{"w", words}, {"n", north}}, of_the_north);
  CHECK(begins_with(decided({{"w", words}, {"n", north}, {"x", stranger}}, of_the_north), answers(alone)));
}

TEST_CASE("where the case touches both, the name alone says too little") {
  auto const said = decided({{"w", words}, {"n", north}, {"s", south}}, of_both);
  CHECK(said.find("K021") != std::string::npos);
}
