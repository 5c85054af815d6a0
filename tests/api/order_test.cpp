// The order in which files are given changes no byte, by the door and by the rooms alone.
#include <random>

#include <doctest/doctest.h>

#include "tests/api/by_hand.hpp"
#include "tests/api/rules.hpp"

using namespace convenio;
using namespace convenio::testing;

namespace {

std::vector<NamedText> pairs(std::vector<api::File> const& files) {
  std::vector<NamedText> all;
  for (auto const& file : files) all.emplace_back(file.name, file.text);
  return all;
}

// Gives its names in the order in which it got them.
class Listed : public api::Provider {
 public:
  explicit Listed(std::vector<api::File> files) : files_(std::move(files)) {}
  api::Outcome list(std::vector<std::string>& names) const override {
    for (auto const& file : files_) names.push_back(file.name);
    return {};
  }
  api::Outcome read(std::string const& name, std::string& text) const override {
    for (auto const& file : files_) {
      if (file.name == name) text = file.text;
    }
    return {};
  }

 private:
  std::vector<api::File> files_;
};

std::string decided(std::vector<api::File> const& files, std::string const& case_json) {
  return api::to_json(api::decide(api::load(Listed(files)), case_json), {true, true, 0});
}

}  // namespace

TEST_CASE("the shipped rules in any order decide with the same bytes") {
  auto files = files_of(rules_folder);
  std::string const document = contents(root + "/examples/cases/aurora.json");
  std::string const wanted = api::to_json(api::decide(shipped(), document), {true, true, 0});
  REQUIRE(wanted.size() > 100'000);
  std::mt19937 random(7);
  for (int round = 0; round < 3; ++round) {
    std::shuffle(files.begin(), files.end(), random);
    CHECK(decided(files, document) == wanted);
    CHECK(decide_by_hand(pairs(files), document) == wanted);
  }
}

TEST_CASE("files of one package are ordered by their names; control: other names, other bytes") {
  auto files = small();
  std::string const wanted = decided(files, small_case);
  std::swap(files[0], files[1]);
  CHECK(decided(files, small_case) == wanted);
  CHECK(decide_by_hand(pairs(files), small_case) == wanted);
  std::swap(files[0].name, files[1].name);
  CHECK(decided(files, small_case) != wanted);
  CHECK(decide_by_hand(pairs(files), small_case) != wanted);
}

TEST_CASE("files without a package line, or with a misspelt one, are read as those beside them") {
  std::vector<api::File> files = small();
  files.push_back({"small/c.convenio", "question three: whole = one + 3\n"});
  auto rules = api::load(*api::memory(files));
  CHECK(rules.outcome().status == api::Status::faulty_rules);
  CHECK(rules.packages() == std::vector<std::string>{"small"});
  CHECK(rules.errors() == 1);
  files[2].text = "package smal\nquestion three \"Three?\": whole = one + 3\n";
  rules = api::load(*api::memory(files), {"small"});
  CHECK(rules.errors() == 1);
  CHECK(api::diagnose(rules).find("[C0204]") != std::string::npos);
}
