// The fast evaluator against the reference over generated packages, and over the law of the benchmark: many
// cases of each. usage: generated ROOT PROGRAMS CASES DRAWN SEED    so many programs of each generator, cases
//                      of each program, and cases of the benchmark
//        generated ROOT --control    faults are planted in the fast one; each must be found
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/bench/drawn.hpp"
#include "tests/fast/pairs.hpp"
#include "tests/fast/planted.hpp"
#include "tests/fast/vary.hpp"
#include "tests/fuzz/document.hpp"
#include "tests/fuzz/law.hpp"
#include "tests/properties/made.hpp"

namespace {

using namespace convenio;
using fast_tests::Compared;
using properties::Random;

// Rules that some generator made, and a source of cases for them; documents that are refused count for
// nothing.
class Source {
 public:
  virtual ~Source() = default;
  virtual api::Rules rules(Random& random) = 0;      // another program
  virtual std::string document(Random& random) = 0;  // a case of the last
};

// Packages as the properties are tried on.
class OfProperties : public Source {
 public:
  api::Rules rules(Random& random) override {
    package_ = properties::package(random, random.between(1, 10));
    return api::load(*api::memory({{"z.convenio", package_.text()}}));
  }
  std::string document(Random& random) override { return properties::any_person(package_, random).json(); }

 private:
  properties::Package package_;
};

// Packages as the fuzz targets make them of bytes: every construct, and values at the ends of what there is.
class OfBytes : public Source {
 public:
  explicit OfBytes(std::filesystem::path const& root) {
    std::ifstream file(root / "tests/fuzz/packages/base.convenio", std::ios::binary);
    base_.assign(std::istreambuf_iterator<char>(file), {});
  }
  api::Rules rules(Random& random) override {
    auto const chosen = some(random, 60, 400);
    fuzz::Bytes bytes(chosen);
    return api::load(*api::memory({{"base.convenio", base_}, {"law.convenio", fuzz::make_law(bytes)}}));
  }
  std::string document(Random& random) override {
    auto const chosen = some(random, 20, 200);
    fuzz::Bytes bytes(chosen);
    return fuzz::make_document(bytes);
  }

 private:
  static std::vector<std::uint8_t> some(Random& random, int least, int most) {
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(random.between(least, most)));
    for (auto& one : bytes) one = static_cast<std::uint8_t>(random.below(256));
    return bytes;
  }
  std::string base_;
};

std::vector<cases::Case> made(api::Rules const& rules, Source& source, std::size_t count, Random& random) {
  std::vector<cases::Case> all;
  for (std::size_t tries = 0; all.size() < count && tries < 2 * count; ++tries) {
    auto const read = api::read_case(rules, source.document(random));
    if (read.ok()) all.push_back(read.inside().facts);
  }
  return all;
}

struct Counts {
  std::size_t programs = 0, cases = 0, drawn = 0;
};

Compared compare(char const* of, Source& source, Counts const& counts, Random& random) {
  Compared compared;
  std::size_t refused = 0;
  for (std::size_t n = 0; n < counts.programs; ++n) {
    auto const rules = source.rules(random);
    if (!rules.ok()) {
      ++refused;
      continue;
    }
    fast_tests::Pairs pairs(rules);
    auto const what = fmt::format("program {} of {}:", n, of);
    for (auto const& facts : made(rules, source, counts.cases, random)) pairs.look(what, facts, compared);
  }
  compared.tell(fmt::format("{} programs of {}, {} refused", counts.programs, of, refused));
  return compared;
}

api::Rules law_of_the_benchmark(std::filesystem::path const& root) {
  return api::load(*api::folder((root / "tests/bench/rules/totalization").string()));
}

// Every other case as it is drawn, the rest with values changed and then with facts left out.
std::vector<Compared> compare_drawn(api::Rules const& rules, std::size_t count, Random& random) {
  std::mt19937_64 drawing(random.next());
  fast_tests::Pairs pairs(rules);
  std::vector<Compared> compared(3);
  for (std::size_t n = 0; n < count; ++n) {
    auto const facts =
        api::read_case(rules, totalization::document(totalization::drawn(drawing), n)).inside().facts;
    if (n % 4 < 2)
      pairs.look("drawn", facts, compared[0]);
    else if (n % 4 == 2)
      pairs.look("values changed of", fast_tests::changed(rules.inside().program, facts, random),
                 compared[1]);
    else
      pairs.look("facts left out of", fast_tests::without_some(facts, random), compared[2]);
  }
  compared[0].tell("drawn cases of the benchmark");
  compared[1].tell("the same with values changed");
  compared[2].tell("the same with facts left out");
  return compared;
}

int control(std::filesystem::path const& root) {
  constexpr std::size_t programs = 12, count = 40;
  Random random(1);
  OfProperties properties;
  OfBytes bytes(root);
  std::vector<fast_tests::World> worlds;
  for (std::size_t n = 0; n < programs; ++n) {
    auto& source = n % 2 == 0 ? static_cast<Source&>(properties) : bytes;
    auto const rules = source.rules(random);
    if (rules.ok()) worlds.emplace_back(rules, made(rules, source, count, random));
  }
  return fast_tests::control(worlds);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  std::filesystem::path const root = argv[1];
  if (std::string(argv[2]) == "--control") return control(root);
  if (argc < 6) return 2;
  auto const count = [&](int n) { return static_cast<std::size_t>(std::stoul(argv[n])); };
  Counts const counts{count(2), count(3), count(4)};
  Random random(count(5));
  auto const law = law_of_the_benchmark(root);
  if (!law.ok()) return fmt::print("{}\n", law.outcome().sentence), 2;
  OfProperties properties;
  OfBytes bytes(root);
  Compared all = compare("the properties", properties, counts, random);
  all.add(compare("the fuzz targets", bytes, counts, random));
  for (auto const& one : compare_drawn(law, counts.drawn, random)) all.add(one);
  fmt::print("lines put together from pieces: of {} cases as JSON, of {} as rows\n", all.as_lines,
             all.as_rows);
  return fast_tests::figure("fast evaluator equal to the reference, generated", all,
                            "tests/fast/generated.cpp");
}
