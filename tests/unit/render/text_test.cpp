// A decision as text: everything an administrator must be told is there, within the columns.
#include <doctest/doctest.h>

#include "engine/render/wrap.hpp"
#include "tests/unit/render/build.hpp"

using namespace convenio;
using namespace convenio::render;
using convenio::render::testing::Scene;

namespace {

// Line breaks and runs of spaces count as one space: wrapping is tested elsewhere.
bool has(std::string const& text, std::string_view part) {
  std::string flat;
  for (char c : text) {
    bool const blank = c == ' ' || c == '\n';
    if (!blank || flat.empty() || flat.back() != ' ') flat += blank ? ' ' : c;
  }
  return flat.find(part) != std::string::npos;
}

std::string text_of(Scene const& scene, Detail detail, std::size_t columns = 80) {
  TextOptions options;
  options.detail = detail;
  options.columns = columns;
  return to_text(scene.program, scene.facts, scene.decision, options);
}

}  // namespace

TEST_CASE("in short: awards, amounts, what is missing") {
  std::string const text = text_of(Scene(), Detail::brief);
  CHECK(has(text, "Case anna "));
  CHECK(has(text, "Pension: Åland GRANTED"));
  CHECK(has(text, "666.67 NEW"));
  CHECK(has(text, "Ground Totalised"));
  CHECK(has(text, "UNDETERMINED"));
  CHECK(has(text, "Is the person a woman or a man? [sex]"));
  CHECK(has(text, "1 point taken by default"));
  CHECK_FALSE(has(text, "Calculation"));
}

TEST_CASE("all of it: career, ledger, refusals, roundings, numbered steps, grounds") {
  std::string const text = text_of(Scene(), Detail::full);
  CHECK(has(text, "In all, each day counted once: 3653 days"));
  CHECK(has(text, "Displaced in own_view(AA): 1826 days"));
  CHECK(has(text, "1985-01-01 to 1989-12-31, 1826 days, period b-1: by Åland (AA) (period a-1) under"));
  CHECK(has(text, "compulsory_first"));
  CHECK(has(text, "180 months against 120 months"));
  CHECK(has(text, "half up to 0.01 NEW: 666.67 NEW"));
  CHECK(has(text, "1 served(AA) = touched_months(own(S))"));
  CHECK(has(text, "= 120 months"));
  CHECK(has(text, "[Accord of Åland, article 7]"));
  CHECK(has(text, "silence: the text does not say which day counts Read so by nobody. (Accord of Åland)"));
  CHECK(has(text, "two_dates: article 1 against the annex"));
  CHECK(has(text, "asked by required_age, Accord of Åland, article 7"));
  CHECK(has(text, "shoe_size"));
}

TEST_CASE("no line is wider than asked, in every detail") {
  Scene const scene;
  for (Detail detail : {Detail::brief, Detail::sheet, Detail::full}) {
    for (std::size_t columns : {60U, 80U, 120U}) {
      std::string const text = text_of(scene, detail, columns);
      for (std::size_t at = 0; at < text.size();) {
        std::size_t const end = text.find('\n', at);
        CHECK(width(std::string_view(text).substr(at, end - at)) <= columns);
        at = end + 1;
      }
    }
  }
}

TEST_CASE("a refusal quotes the condition as written, its brackets whole and its sides in their order") {
  Scene scene;
  text::Sources sources;
  std::string const written = "(served(S) +  -- a comment\n  extra) >= needed";
  auto const source = sources.add("rules", written);
  auto const span = [&](std::size_t begin, std::size_t end) {
    return text::Span{source, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  };
  auto const needed = scene.expr(core::Op::constant, scene.months, 0);
  auto const served = scene.expr(core::Op::add, scene.months, 0);
  auto const less = scene.expr(core::Op::less_equal, scene.truth, model::none);
  auto& expressions = scene.program.expressions;
  expressions[needed].span = span(written.size() - 6, written.size());
  expressions[served].span = span(1, written.find(") >="));
  expressions[less].span = span(1, written.size());  // as the parser leaves out an outer bracket
  expressions[less].first_child = static_cast<std::uint32_t>(scene.program.children.size());
  expressions[less].child_count = 2;
  scene.program.children.insert(scene.program.children.end(), {needed, served});
  for (auto& node : scene.decision.explanation.nodes) {
    if (node.op == core::Op::less_equal) node.a = less;
  }
  TextOptions options;
  options.sources = &sources;
  std::string const text = to_text(scene.program, scene.facts, scene.decision, options);
  CHECK(has(text, "(served(S) + extra) >= needed is no: 120 months against 180 months"));
}

TEST_CASE("a decision without awards says so") {
  Scene scene;
  scene.decision = {};
  CHECK(has(text_of(scene, Detail::sheet), "No award arises from these facts."));
}
