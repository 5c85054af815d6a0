// Random cases of any checked package: whatever facts it declares, over the States of one of its agreements.
// Knows fact declarations and the case format; must not know a package by name.
#pragma once

#include "engine/core/program.hpp"
#include "tests/properties/person.hpp"

namespace convenio::properties {

class CaseMaker {
 public:
  explicit CaseMaker(core::Program const& program);
  // With a package: over States of one of its texts; any package where it has none.
  Person person(Random& random, std::string const& package = "") const;

 private:
  std::vector<std::string> states_of(std::string const& package, Random& random) const;
  std::string value(core::TypeId type, core::Fact const* fact, std::string const& state,
                    Random& random) const;
  std::string by_parameters(core::Fact const& fact, std::size_t at, std::string const& state,
                            std::vector<std::string> const& states, Random& random) const;
  std::string currency(std::string const& state, int day) const;
  PersonPeriod period(std::vector<std::string> const& states, Random& random, std::string id) const;
  int day(core::Fact const* fact, Random& random) const;

  core::Program const& program_;
  std::vector<std::string> names_;                 // of the facts, qualified where two packages share one
  std::vector<std::vector<std::string>> parties_;  // of each agreement
  mutable int next_day_ = 0;                       // of the person that is drawn
};

}  // namespace convenio::properties
