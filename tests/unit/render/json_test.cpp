// A decision as JSON: it is JSON, one line, stable, with money as text.
#include <doctest/doctest.h>

#include "engine/cases/json.hpp"
#include "tests/unit/render/build.hpp"

using namespace convenio;
using namespace convenio::render;
using convenio::render::testing::Scene;

TEST_CASE("the decision as JSON") {
  Scene const scene;
  std::string const line = to_json(scene.program, scene.decision, {false, true});
  CHECK(line.find('\n') == std::string::npos);
  CHECK(line == to_json(scene.program, scene.decision, {false, true}));
  cases::Faults faults(5);
  auto const json = cases::read_json(line, {}, faults);
  REQUIRE(json);
  CHECK(faults.empty());
  CHECK(json->members().front().key == "format");
  auto const& granted = json->find("awards")->items().at(0);
  CHECK(granted.find("amount")->string() == "666.67 NEW");
  CHECK(granted.find("route")->string() == "totalised");
  CHECK(granted.find("roundings")->items().at(0).find("from")->string() == "2000/3 NEW");
  auto const& refused = granted.find("routes")->items().at(0);
  CHECK(refused.find("status")->string() == "refused");
  CHECK(refused.find("value")->kind() == cases::Json::Kind::null);
  auto const& open = json->find("awards")->items().at(1);
  CHECK(open.find("status")->string() == "undetermined");
  CHECK(open.find("amount")->kind() == cases::Json::Kind::null);
  auto const& needed = json->find("needed")->items().at(0);
  CHECK(needed.find("subject")->string() == "sex");
  CHECK(needed.find("needed_for")->items().at(0).string() == "pension(BB)");
  CHECK(json->find("explanation")->items().size() == scene.decision.explanation.nodes.size());
  auto const& resolved = json->find("explanation")->items().at(0);
  CHECK(resolved.find("ledger")->items().size() == 1);
  CHECK(resolved.find("value")->find("history")->number() == "0");
  CHECK(json->find("basis")->find("histories")->items().size() == 1);
}

TEST_CASE("the explanation is left out unless it is asked for") {
  Scene const scene;
  std::string const json = to_json(scene.program, scene.decision, {true, false});
  CHECK(json.find("\"explanation\"") == std::string::npos);
  CHECK(json.find("\"node\"") == std::string::npos);
}
