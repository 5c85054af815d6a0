// The fast evaluator against the reference over the shipped packages: shipped cases (every JSON file below
// the folders named, line by line of batches, the cases in vectors), those with values changed or facts left
// out at random, and drawn ones. usage: differential ROOT CHANGED LEFT_OUT DRAWN SEED   so many of the cases
// that are not shipped
//        differential ROOT --control    faults are planted in the fast one; each must be found
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/fast/documents.hpp"
#include "tests/fast/pairs.hpp"
#include "tests/fast/planted.hpp"
#include "tests/fast/vary.hpp"
#include "tests/properties/shipped.hpp"

namespace {

using namespace convenio;

std::vector<cases::Case> shipped(api::Rules const& rules, std::filesystem::path const& root) {
  std::vector<cases::Case> all;
  for (auto const& document : fast_tests::shipped_documents(rules, root))
    all.push_back(api::read_case(rules, document).inside().facts);
  return all;
}

struct Counts {
  int changed = 0, left_out = 0, drawn = 0;
};

int compare(api::Rules const& rules, std::vector<cases::Case> const& files, Counts const& counts,
            unsigned seed) {
  properties::Random random(seed);
  properties::CaseMaker const maker(rules.inside().program);
  fast_tests::Pairs pairs(rules);
  fast_tests::Compared as_shipped, changed, left_out, drawn;
  for (auto const& facts : files) pairs.look("shipped", facts, as_shipped);
  for (int n = 0; n < counts.changed; ++n)
    pairs.look("values changed of", fast_tests::changed(rules.inside().program, random.pick(files), random),
               changed);
  for (int n = 0; n < counts.left_out; ++n)
    pairs.look("facts left out of", fast_tests::without_some(random.pick(files), random), left_out);
  for (int n = 0; n < counts.drawn; ++n) {
    auto const read = api::read_case(rules, maker.person(random).json());
    if (read.ok()) pairs.look("drawn", read.inside().facts, drawn);
  }
  as_shipped.tell("shipped");
  changed.tell("values changed");
  left_out.tell("facts left out");
  drawn.tell("drawn");
  fast_tests::Compared all;
  for (auto const* one : {&as_shipped, &changed, &left_out, &drawn}) all.add(*one);
  fmt::print("lines put together from pieces: of {} cases as JSON, of {} as rows\n", all.as_lines,
             all.as_rows);
  return fast_tests::figure("fast evaluator equal to the reference", all, "tests/fast/differential.cpp");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  std::filesystem::path const root = argv[1];
  auto const rules = api::load(*api::folder((root / "rules").string()));
  if (!rules.ok()) return fmt::print("{}\n", rules.outcome().sentence), 2;
  auto const files = shipped(rules, root);
  if (std::string(argv[2]) == "--control") return fast_tests::control({{rules, files}});
  if (argc < 6) return 2;
  Counts const counts{std::stoi(argv[2]), std::stoi(argv[3]), std::stoi(argv[4])};
  return compare(rules, files, counts, static_cast<unsigned>(std::stoul(argv[5])));
}
