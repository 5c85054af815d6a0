// The drawing of a career.
#include <doctest/doctest.h>

#include "tests/unit/render/build.hpp"

using namespace convenio;
using namespace convenio::render;
using convenio::render::testing::day;
using convenio::render::testing::Scene;

TEST_CASE("rows, axis, displaced stretches and legend") {
  Scene const scene;
  auto const history = histories_of(scene.program, scene.facts).at(0).history;
  auto const resolutions = resolutions_of(scene.program, scene.decision.explanation);
  REQUIRE(resolutions.size() == 1);
  CHECK(resolutions[0].label == "own_view(AA)");
  CHECK(timeline(scene.program, *history, resolutions, {50, true}) ==
        "              1980      1985      1990\n"
        "              |         |         |\n"
        "AA compulsory ####################\n"
        "BB voluntary            ====================\n"
        "Displaced in own_view(AA)\n"
        "  BB                    xxxxxxxxxx\n"
        "# compulsory insurance, = voluntary insurance, x\n"
        "  displaced, one column is 6 months\n");
}

TEST_CASE("blocks by default; a day in a month shows") {
  Scene scene;
  model::History const history{{scene.period("x", 0, day(2000, 5, 3), day(2000, 5, 4), 0)}, {}, {}, nullptr};
  std::string const drawing = timeline(scene.program, history, {}, {80, false});
  CHECK(drawing.find("AA compulsory     █\n") != std::string::npos);
  CHECK(drawing.find("one column is 1 month\n") != std::string::npos);
}

TEST_CASE("three centuries fit") {
  Scene scene;
  model::History const history{
      {scene.period("x", 0, day(1850, 1, 1), day(2150, 12, 31), 0)}, {}, {}, nullptr};
  std::string const drawing = timeline(scene.program, history, {}, {40, true});
  for (std::size_t at = 0; at < drawing.size();) {
    std::size_t const end = drawing.find('\n', at);
    CHECK(end - at <= 40);
    at = end + 1;
  }
}

TEST_CASE("no periods") {
  Scene const scene;
  CHECK(timeline(scene.program, {}, {}, {}) == "No periods.\n");
}
