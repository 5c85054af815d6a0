// What the shipped rules cost: a case of each example, a career of sixty periods, the same case beside
// thousands of packages that do not apply, and the check of all rules. usage: library ROOT
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/api/brief.hpp"
#include "engine/api/inside.hpp"
#include "engine/fast/machine.hpp"
#include "tests/bench/measure.hpp"

namespace {

using namespace convenio;
using bench::spent;

std::string contents(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

render::Fields the_fields() {
  render::Fields fields;
  for (auto const* name : {"award", "arguments", "status", "amount", "route"})
    fields.add(render::field_named(name)->field);
  return fields;
}

// An agreement of two States that the cases do not name, with a route and a question, in a file of its own.
std::vector<api::File> agreements(std::size_t count) {
  std::vector<api::File> files;
  for (std::size_t n = 0; n < count; ++n) {
    auto const name = fmt::format("added_{}", n);
    files.push_back({fmt::format("added/{0}/{0}.convenio", name), fmt::format(R"(package {0}
import prelude

agreement {0} "An agreement between Australia and Korea, number {1}" {{
  parties AU, KR from 1990-01-01
  governed by contingency

  article 1 "Shares" {{
    rule days_in_both_{0}: days = days(those p in history where p.state in [AU, KR])

    rule share_{0}(S: state): ratio =
      days(those p in history where p.state is S) / max(1 days, days_in_both_{0})

    route {0}_route of pension "In proportion"
      when S in [AU, KR] and party(S of {0} at contingency) and bound(AU, KR by {0} at contingency)
      entitled days_in_both_{0} >= 3_600 days
      grants amount(S for B on history) * share_{0}(S)
  }}
}}
)",
                                                                              name, n)});
  }
  return files;
}

// The history of the document is `count` periods in turn of these States, of one length and a day apart, in
// sixty years.
std::string with_periods(std::string const& document, std::size_t count) {
  constexpr char const* states[] = {"AR", "ES", "UY", "BR", "PY"};
  std::string rows;
  auto day = model::Date::from_number(-2922);
  for (std::size_t n = 0; n < count; ++n) {
    auto const last = *day.plus_days(static_cast<int>(21'900 / count) - 2);
    rows += fmt::format(
        R"({}{{"id":"p-{}","state":"{}","from":"{}","to":"{}","kind":"compulsory","institution":"general"}})",
        n == 0 ? "" : ",", n, states[n % std::size(states)], day.to_string(), last.to_string());
    day = *last.plus_days(2);
  }
  auto const begin = document.find('[', document.find("\"history\"")), end = document.rfind(']');
  return document.substr(0, begin + 1) + rows + document.substr(end);
}

// Microseconds to read the case, decide it and write the fields; and whether the fast evaluator did.
struct Decided {
  double nanoseconds = 0;
  bool fast = false;
  std::string left;
};
Decided decided(api::Rules const& rules, std::string const& document) {
  api::Brief brief(rules, the_fields(), false);
  std::size_t written = 0;
  Decided made;
  auto const once = spent(1, 1, [&](std::size_t) { written += brief.decide(document, 1).size(); });
  auto const cases = static_cast<std::size_t>(std::clamp(2e8 / once, 1.0, 2'000.0));
  made.nanoseconds = spent(cases, 5, [&](std::size_t) { written += brief.decide(document, 1).size(); });
  made.fast = brief.tally().fast == brief.tally().cases && written > 0;
  if (!brief.tally().left.empty()) made.left = brief.tally().left.begin()->first;
  return made;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  std::filesystem::path const root = argv[1];
  auto const shipped = api::folder((root / "rules").string());
  std::size_t kept = 0;  // so that nothing is left out
  auto const timed = [](auto const& what) {
    double const start = bench::processor_nanoseconds();
    what();
    return bench::processor_nanoseconds() - start;
  };

  std::vector<std::string> names;
  std::size_t lines = 0;
  if (!shipped->list(names).ok()) return 2;
  for (auto const& name : names) {
    std::string text;
    if (!shipped->read(name, text).ok()) return 2;
    lines += static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }
  api::Rules rules;
  auto const checked = timed([&] { rules = api::load(*shipped); });
  if (!rules.ok()) return fmt::print("{}\n", rules.outcome().sentence), 2;
  bench::tell("lines", "lines of the shipped rules", static_cast<double>(lines), "lines");
  bench::tell("check", "all rules read and checked, tests included", checked, "ns");
  std::string changed;
  if (!shipped->read(names.front(), changed).ok()) return 2;
  auto const unsaved = api::overlay({{names.front(), "-- one more remark\n" + changed}}, shipped);
  bench::tell("recheck", "the same after one file was changed", timed([&] {
                auto const again = api::load(*unsaved);
                kept += api::diagnose(again).size() + again.packages().size();
              }),
              "ns");

  for (auto const* name : {"pilar", "aurora", "norway-sweden", "posting", "undated"}) {
    auto const made = decided(rules, contents(root / "examples/cases" / fmt::format("{}.json", name)));
    bench::tell(fmt::format("example {}", name),
                fmt::format("{}: read, decided, fields written{}", name,
                            made.fast ? "" : fmt::format(" (reference: {})", made.left)),
                made.nanoseconds, "ns");
  }

  auto const pilar = contents(root / "examples/cases/pilar.json");
  for (std::size_t const periods : {15U, 30U, 60U, 120U, 240U}) {
    auto const made = decided(rules, with_periods(pilar, periods));
    bench::tell(fmt::format("periods {}", periods),
                fmt::format("{} periods in 5 States, all rules{}", periods,
                            made.fast ? "" : fmt::format(" (reference: {})", made.left)),
                made.nanoseconds, "ns");
  }

  // In turn, so that what else the machine does falls on all of them.
  std::vector<api::Rules> beside;
  for (std::size_t const added : {0U, 100U, 400U}) {
    beside.push_back(api::load(*api::overlay(agreements(added), shipped), {}, api::Tests::left_out));
    if (!beside.back().ok()) return fmt::print("{}\n", api::diagnose(beside.back())), 2;
  }
  std::vector<double> spent_beside(beside.size(), 0);
  for (int round = 0; round < 4; ++round) {
    for (std::size_t n = 0; n < beside.size(); ++n) {
      auto const one = decided(beside[n], pilar).nanoseconds;
      if (round == 0 || one < spent_beside[n]) spent_beside[n] = one;
    }
  }
  for (std::size_t n = 0; n < beside.size(); ++n)
    bench::tell(fmt::format("packages {}", n),
                fmt::format("the case of pilar, {} packages loaded", beside[n].packages().size()),
                spent_beside[n], "ns");
  return kept > 0 ? 0 : 1;
}
