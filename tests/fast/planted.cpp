// See planted.hpp.
#include "tests/fast/planted.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "engine/fast/machine.hpp"

namespace convenio::fast_tests {

namespace {

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

bool differs(World const& world, core::Program const& program) {
  fast::Machine machine(program);
  for (std::size_t n = 0; n < world.cases.size(); ++n) {
    auto const found = machine.decide(world.cases[n]);
    if (found && !alike(world.expected[n], *found)) return true;
  }
  return false;
}

}  // namespace

World::World(api::Rules of, std::vector<cases::Case> with) : rules(std::move(of)), cases(std::move(with)) {
  run::Options options;
  options.explain = false;
  for (auto const& facts : cases) expected.push_back(api::decide(rules, facts, options).inside().decision);
}

int control(std::vector<World> const& worlds) {
  std::size_t found = 0;
  for (auto const& fault : faults) {
    std::size_t places = 0;
    auto const noticed = std::any_of(worlds.begin(), worlds.end(), [&](World const& world) {
      core::Program bent = world.rules.inside().program;
      std::size_t here = 0;
      for (auto& expression : bent.expressions) here += fault.plant(bent, expression) ? 1U : 0U;
      places += here;
      return here > 0 && differs(world, bent);
    });
    found += noticed ? 1U : 0U;
    if (!noticed) fmt::print("not found: {}, in {} places\n", fault.name, places);
  }
  bool const quiet = std::none_of(worlds.begin(), worlds.end(), [](World const& world) {
    return differs(world, world.rules.inside().program);
  });
  if (!quiet) fmt::print("without a fault a difference is found\n");
  fmt::print("control: {} of {} planted faults found\n", found, std::size(faults));
  return quiet && found == std::size(faults) ? 0 : 1;
}

}  // namespace convenio::fast_tests
