// What one period costs in the language: merged, without the days that others take, resolved by clauses. Of
// drawn careers of twelve periods, beside the same case in which they are only counted. usage: spans ROOT
// [CASES]
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/api/inside.hpp"
#include "engine/fast/machine.hpp"
#include "tests/bench/drawn.hpp"
#include "tests/bench/measure.hpp"

namespace {

using namespace convenio;

std::string document(totalization::Case const& facts, char const* task) {
  std::string rows;
  for (std::size_t n = 0; n < facts.periods.size(); ++n) {
    auto const& one = facts.periods[n];
    rows +=
        fmt::format(R"({}{{"id":"{}","state":"{}","from":"{}","to":"{}","kind":"{}"}})", n == 0 ? "" : ",", n,
                    totalization::state_names[one.state], model::Date::from_number(one.from).to_string(),
                    model::Date::from_number(one.end - 1).to_string(),
                    totalization::kind_names[static_cast<std::size_t>(one.kind)]);
  }
  return fmt::format(
      R"({{"format":"convenio-case-1","id":"s","facts":{{"today":"2020-01-01","task":"{}","career":[{}]}}}})",
      task, rows);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  std::size_t const count = argc > 2 ? std::stoul(argv[2]) : 2'000;
  auto const rules =
      api::load(*api::folder((std::filesystem::path(argv[1]) / "tests/bench/rules/spans").string()));
  if (!rules.ok()) return fmt::print("{}\n", rules.outcome().sentence), 2;
  std::mt19937_64 random(1);
  std::vector<totalization::Case> careers;
  while (careers.size() < count) {
    auto one = totalization::drawn(random);
    if (one.periods.size() == totalization::most_periods) careers.push_back(std::move(one));
  }
  double only_counted = 0;
  for (auto const* task : {"count", "join", "remove", "decide"}) {
    std::vector<cases::Case> facts;
    for (auto const& one : careers) {
      auto const read = api::read_case(rules, document(one, task));
      if (!read.ok()) return fmt::print("{}\n", read.outcome().sentence), 2;
      facts.push_back(read.inside().facts);
    }
    fast::Machine machine(rules.inside().program);
    std::size_t decided = 0;
    auto const spent =
        bench::spent(count, 5, [&](std::size_t n) { decided += machine.evaluate(facts[n]) ? 1U : 0U; });
    if (decided != 5 * count) return fmt::print("{}: {}\n", task, machine.left_because()), 1;
    if (only_counted == 0) only_counted = spent;
    bench::tell(
        fmt::format("spans {}", task), fmt::format("twelve periods: {}", task),
        (task == std::string_view("count") ? spent : spent - only_counted) / totalization::most_periods,
        "ns a period");
  }
  return 0;
}
