// The fast evaluator against the reference: of each case the same bytes of a decision, of all fields that the
// fast one knows, or it leaves the case to the reference. Shipped cases (every JSON file below the folders
// named, line by line of batches, the cases in vectors), those with values changed or facts left out at
// random, and drawn ones over all shipped packages. usage: differential ROOT CHANGED LEFT_OUT DRAWN SEED   so
// many of the cases that are not shipped
//        differential ROOT --control                     faults are planted in the fast one; each must be
//        found
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/api/brief.hpp"
#include "engine/api/inside.hpp"
#include "engine/fast/machine.hpp"
#include "tests/fast/documents.hpp"
#include "tests/properties/shipped.hpp"

namespace {

using namespace convenio;

std::vector<cases::Case> shipped(api::Rules const& rules, std::filesystem::path const& root) {
  std::vector<cases::Case> all;
  for (auto const& document : fast_tests::shipped_documents(rules, root))
    all.push_back(api::read_case(rules, document).inside().facts);
  return all;
}

// One to all of its facts are left out.
cases::Case without_some(cases::Case facts, properties::Random& random) {
  auto const most = static_cast<int>(facts.facts.size());
  for (int left = random.between(1, std::max(1, most)); left > 0 && !facts.facts.empty(); --left) {
    auto const place = random.between(0, static_cast<int>(facts.facts.size()) - 1);
    facts.facts.erase(std::next(facts.facts.begin(), place));
  }
  return facts;
}

// Some of its values are others: a day sooner or later, an amount or number beside it, another word. The case
// that comes out may be one that cannot be.
cases::Case changed(core::Program const& program, cases::Case facts, properties::Random& random) {
  for (auto& [key, given] : facts.facts) {
    if (given.kind != cases::FactValue::Kind::known || given.values.empty() || !random.chance(30)) continue;
    auto& content = given.values.front().content;
    int const by = random.between(-1, 1) * (random.coin() ? 1 : random.between(1, 4000));
    if (auto* date = std::get_if<model::Date>(&content)) {
      if (auto const other = date->plus_days(by)) *date = *other;
    } else if (auto* number = std::get_if<model::Rational>(&content)) {
      *number = *number + model::Rational(by);
    } else if (auto* amount = std::get_if<model::Amount>(&content)) {
      amount->number = amount->number + model::Rational(by, 100);
    } else if (auto* truth = std::get_if<bool>(&content)) {
      *truth = random.coin();
    } else if (auto* word = std::get_if<model::Enumerated>(&content)) {
      auto const count = program.enumerations[word->enumeration].values.size();
      word->index = static_cast<std::uint32_t>(random.below(count));
    }
  }
  return facts;
}

void show_difference(std::string const& a, std::string const& b) {
  std::size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  std::size_t const start = at > 200 ? at - 200 : 0;
  fmt::print("reference: {}\nfast: {}\n", a.substr(start, 500), b.substr(start, 500));
}

render::Fields known_fields() {
  render::Fields fields;
  for (auto const& field : render::all_fields())
    if (field.from == render::FieldInfo::From::outcome) fields.add(field.field);
  return fields;
}

render::Fields row_fields(bool with_reasons) {
  render::Fields fields;
  for (auto const& field : render::all_fields())
    if (field.place == render::FieldInfo::Place::row &&
        (with_reasons || field.field != render::Field::reasons))
      fields.add(field.field);
  return fields;
}

// Both evaluators, of which the same fields are asked.
struct Pair {
  Pair(api::Rules const& rules, render::Fields const& fields, bool table)
      : reference(rules, fields, table, api::Evaluators::reference), fast(rules, fields, table) {}
  api::Brief reference, fast;
};

struct Counts {
  int changed = 0, left_out = 0, drawn = 0;
};

int compare(api::Rules const& rules, std::vector<cases::Case> const& files, Counts const& counts,
            unsigned seed) {
  properties::Random random(seed);
  properties::CaseMaker const maker(rules.inside().program);
  // All that the fast one knows; and what lines are put together from pieces for, of some cases.
  Pair all(rules, known_fields(), false), rows(rules, row_fields(false), false),
      table(rules, row_fields(true), true);
  auto& fast = all.fast;
  std::size_t compared = 0, different = 0;
  auto const look = [&](char const* what, cases::Case const& facts) {
    constexpr std::size_t some = 8;
    ++compared;
    for (auto* pair : {&all, &rows, &table}) {
      if (pair != &all && compared % some != 0) continue;
      auto const one = pair->reference.decide(facts, compared), other = pair->fast.decide(facts, compared);
      if (one == other || ++different > 3) continue;
      fmt::print("{} {} differs\n", what, facts.id);
      show_difference(one, other);
    }
  };
  for (auto const& facts : files) look("shipped", facts);
  for (int n = 0; n < counts.changed; ++n)
    look("values changed of", changed(rules.inside().program, random.pick(files), random));
  for (int n = 0; n < counts.left_out; ++n)
    look("facts left out of", without_some(random.pick(files), random));
  for (int n = 0; n < counts.drawn; ++n) {
    auto const read = api::read_case(rules, maker.person(random).json());
    if (read.ok()) look("drawn", read.inside().facts);
  }
  auto const& tally = fast.tally();
  std::size_t left = 0;
  for (auto const& [why, times] : tally.left) {
    fmt::print("left to the reference {} times: {}\n", times, why);
    left += times;
  }
  fmt::print("lines put together from pieces: of {} cases as JSON, of {} as rows\n",
             rows.fast.tally().from_pieces, table.fast.tally().from_pieces);
  fmt::print("{} cases, {} of them shipped: {} differ; {} decided by the fast evaluator, {} left\n", compared,
             files.size(), different, tally.fast, left);
  fmt::print(
      "figure: fast evaluator equal to the reference | {} of {} cases, {} left to it | "
      "tests/fast/differential.cpp\n",
      compared - different, compared, left);
  return different == 0 ? 0 : 1;
}

// ---------------------------------------------------------------- control

// A fault in how the machine runs an operator, as a program that means it.
struct Fault {
  char const* name;
  bool (*plant)(core::Program& program, core::Expr& expression);
};

bool exchanged(core::Expr& expression, core::Op from, core::Op to) {
  if (expression.op != from) return false;
  expression.op = to;
  return true;
}

constexpr Fault faults[] = {
    {"less is less or equal",
     [](auto&, auto& e) { return exchanged(e, core::Op::less, core::Op::less_equal); }},
    {"less or equal is less",
     [](auto&, auto& e) { return exchanged(e, core::Op::less_equal, core::Op::less); }},
    {"equal is unequal", [](auto&, auto& e) { return exchanged(e, core::Op::equal, core::Op::not_equal); }},
    {"and is or", [](auto&, auto& e) { return exchanged(e, core::Op::and_, core::Op::or_); }},
    {"there is one, is all are",
     [](auto&, auto& e) { return exchanged(e, core::Op::exists, core::Op::every); }},
    {"a sum is a difference",
     [](auto& p, auto& e) {
       return p.types[e.type].kind == core::Type::Kind::money &&
              exchanged(e, core::Op::add, core::Op::subtract);
     }},
    {"rounded up for down",
     [](auto&, auto& e) {
       auto const down = static_cast<std::uint32_t>(model::RoundingMode::down);
       if (e.op != core::Op::round || e.a == static_cast<std::uint32_t>(model::RoundingMode::up))
         return false;
       e.a = e.a == down ? static_cast<std::uint32_t>(model::RoundingMode::up) : down;
       return true;
     }},
};

bool alike(run::Decision const& a, run::Decision const& b) {
  auto const same = [](auto const& one, auto const& other) {
    return one.status == other.status && one.label == other.label && model::equal(one.value, other.value) &&
           one.blockers == other.blockers;
  };
  return std::equal(a.awards.begin(), a.awards.end(), b.awards.begin(), b.awards.end(), same) &&
         std::equal(a.answers.begin(), a.answers.end(), b.answers.begin(), b.answers.end(), same) &&
         a.blockers == b.blockers;
}

int control(api::Rules const& rules, std::vector<cases::Case> const& files) {
  auto const& program = rules.inside().program;
  run::Options options;
  options.explain = false;
  std::vector<run::Decision> expected;
  for (auto const& facts : files) expected.push_back(api::decide(rules, facts, options).inside().decision);
  auto const differs = [&](core::Program const& bent) {
    fast::Machine machine(bent);
    for (std::size_t n = 0; n < files.size(); ++n) {
      auto const found = machine.decide(files[n]);
      if (found && !alike(expected[n], *found)) return true;
    }
    return false;
  };
  std::size_t found = 0;
  for (auto const& fault : faults) {
    core::Program bent = program;
    std::size_t places = 0;
    for (auto& expression : bent.expressions) places += fault.plant(bent, expression) ? 1U : 0U;
    bool const noticed = places > 0 && differs(bent);
    found += noticed ? 1U : 0U;
    if (!noticed) fmt::print("not found: {}, in {} places\n", fault.name, places);
  }
  bool const quiet = !differs(program);
  if (!quiet) fmt::print("without a fault a difference is found\n");
  fmt::print("control: {} of {} planted faults found\n", found, std::size(faults));
  return quiet && found == std::size(faults) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  std::filesystem::path const root = argv[1];
  auto const rules = api::load(*api::folder((root / "rules").string()));
  if (!rules.ok()) return fmt::print("{}\n", rules.outcome().sentence), 2;
  auto const files = shipped(rules, root);
  if (std::string(argv[2]) == "--control") return control(rules, files);
  if (argc < 6) return 2;
  Counts const counts{std::stoi(argv[2]), std::stoi(argv[3]), std::stoi(argv[4])};
  return compare(rules, files, counts, static_cast<unsigned>(std::stoul(argv[5])));
}
