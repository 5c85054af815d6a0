// See vary.hpp.
#include "tests/fast/vary.hpp"

#include <algorithm>

namespace convenio::fast_tests {

cases::Case without_some(cases::Case facts, properties::Random& random) {
  auto const most = static_cast<int>(facts.facts.size());
  for (int left = random.between(1, std::max(1, most)); left > 0 && !facts.facts.empty(); --left) {
    auto const place = random.between(0, static_cast<int>(facts.facts.size()) - 1);
    facts.facts.erase(std::next(facts.facts.begin(), place));
  }
  return facts;
}

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

}  // namespace convenio::fast_tests
