// The fast evaluator against the reference: of each case the same bytes of a decision, of all fields that the fast one
// knows, or it leaves the case to the reference. Shipped cases (every JSON file below the folders named, line by line of
// batches), drawn ones over all shipped packages, and those with facts left out at random.
// usage: differential ROOT CASES SEED [--control]
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include <fmt/format.h>

#include "engine/api/brief.hpp"
#include "engine/api/inside.hpp"
#include "tests/properties/shipped.hpp"

namespace {

using namespace convenio;

struct Named {
  std::string name, document;
};

// Every document of the shipped cases.
std::vector<Named> shipped(std::filesystem::path const& root) {
  std::vector<Named> all;
  for (auto const* below : {"examples/cases", "tests/vectors", "tests/cli/data"}) {
    for (auto const& entry : std::filesystem::recursive_directory_iterator(root / below)) {
      auto const extension = entry.path().extension();
      std::ifstream file(entry.path(), std::ios::binary);
      auto const name = entry.path().filename().string();
      if (extension == ".json") all.push_back({name, {std::istreambuf_iterator<char>(file), {}}});
      if (extension == ".ndjson")
        for (std::string line; std::getline(file, line);) all.push_back({name, line});
    }
  }
  std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.name < b.name; });
  return all;
}

void show_difference(std::string const& a, std::string const& b) {
  std::size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  std::size_t const start = at > 200 ? at - 200 : 0;
  fmt::print("reference: {}\nfast: {}\n", a.substr(start, 500), b.substr(start, 500));
}

struct Compared {
  std::size_t equal = 0, different = 0;
  std::chrono::nanoseconds reference{}, fast{};
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  std::filesystem::path const root = argv[1];
  auto const rules = api::load(*api::folder((root / "rules").string()));
  if (!rules.ok()) return fmt::print("{}\n", rules.outcome().sentence), 2;
  auto cases = shipped(root);
  auto const of_files = cases.size();
  properties::Random random(static_cast<std::uint64_t>(std::stoul(argv[3])));
  properties::CaseMaker const maker(rules.inside().program);
  for (int n = 0; n < std::stoi(argv[2]); ++n)
    cases.push_back({fmt::format("drawn {}", n), maker.person(random).json()});

  render::Fields fields;
  for (auto const& field : render::all_fields())
    if (field.from == render::FieldInfo::From::outcome) fields.add(field.field);
  api::Brief reference(rules, fields, false, api::Evaluators::reference);
  api::Brief fast(rules, fields, false);
  Compared compared;
  using Clock = std::chrono::steady_clock;
  for (std::size_t n = 0; n < cases.size(); ++n) {
    auto const start = Clock::now();
    auto const one = reference.decide(cases[n].document, n + 1);
    auto const middle = Clock::now();
    auto const other = fast.decide(cases[n].document, n + 1);
    auto const end = Clock::now();
    compared.reference += middle - start;
    compared.fast += end - middle;
    if (one == other) {
      ++compared.equal;
      continue;
    }
    if (++compared.different > 3) continue;
    fmt::print("{}{} differs\n", n < of_files ? "shipped " : "", cases[n].name);
    show_difference(one, other);
  }
  auto const& tally = fast.tally();
  for (auto const& [why, times] : tally.left) fmt::print("left to the reference {} times: {}\n", times, why);
  auto const per_case = [&](std::chrono::nanoseconds time) {
    return static_cast<double>(time.count()) / 1000.0 / static_cast<double>(cases.size());
  };
  fmt::print("{} cases, {} of files: {} equal, {} differ; {} decided by the fast one, {} bad; {:.1f} us a case, the reference {:.1f}\n",
             cases.size(), of_files, compared.equal, compared.different, tally.fast, tally.bad, per_case(compared.fast),
             per_case(compared.reference));
  return compared.different == 0 ? 0 : 1;
}
