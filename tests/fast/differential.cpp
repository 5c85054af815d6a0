// The fast evaluator against the reference over the shipped packages: shipped cases (every JSON file below
// the folders named, line by line of batches, the cases in vectors), those with values changed or facts left
// out at random, and drawn ones. Of the shipped ones and those with less hardly any may be left to the
// reference, and the steps that are said of them are no fewer than it takes.
// usage: differential ROOT CHANGED LEFT_OUT DRAWN SEED   so many of the cases that are not shipped
//        differential ROOT --control    faults are planted in the fast one; each must be found
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/fast/machine.hpp"
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

// The limits of the reference hang on its steps, so that those that the fast one says may not be fewer.
std::size_t too_few_steps(api::Rules const& rules, std::vector<cases::Case> const& files) {
  run::Options options;
  options.explain = false;
  options.particulars = false;  // which the fast one never works out
  fast::Machine machine(rules.inside().program);
  std::size_t wrong = 0;
  for (auto const& facts : files) {
    auto const expected = api::decide(rules, facts, options).inside().decision.steps;
    auto const found = machine.decide(facts);
    if (!found || found->steps >= expected) continue;
    if (++wrong <= 3)
      fmt::print("{}: {} steps are said, and the reference takes {}\n", facts.id, found->steps, expected);
  }
  return wrong;
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
  auto const few = too_few_steps(rules, files);
  fmt::print("shipped: of {} of {} cases too few steps are said\n", few, files.size());
  constexpr auto const* file = "tests/fast/differential.cpp";
  fast_tests::Compared as_they_come = as_shipped;
  as_they_come.add(left_out);
  int const left =
      fast_tests::figure_of_left("shipped cases, also with less, left to the reference", as_they_come, file);
  int const different = fast_tests::figure("fast evaluator equal to the reference", all, file);
  return different + left + (few == 0 ? 0 : 1) == 0 ? 0 : 1;
}

// Three of a thousand may be left, and not four; a case that cannot be is none of them.
int control_of_left() {
  fast_tests::Compared three, four;
  three.cases = four.cases = 1'000;
  three.left["a limit was reached"] = 3;
  four.left["a limit was reached"] = 4;
  bool const found = fast_tests::seldom_left(three) && !fast_tests::seldom_left(four);
  fmt::print("control: {} of 1 share above the limit found\n", found ? 1 : 0);
  return found ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  std::filesystem::path const root = argv[1];
  auto const rules = api::load(*api::folder((root / "rules").string()));
  if (!rules.ok()) return fmt::print("{}\n", rules.outcome().sentence), 2;
  auto const files = shipped(rules, root);
  if (std::string(argv[2]) == "--control")
    return fast_tests::control({{rules, files}}) + control_of_left() == 0 ? 0 : 1;
  if (argc < 6) return 2;
  Counts const counts{std::stoi(argv[2]), std::stoi(argv[3]), std::stoi(argv[4])};
  return compare(rules, files, counts, static_cast<unsigned>(std::stoul(argv[5])));
}
