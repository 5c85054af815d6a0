// A generated package with one case of it, for the relations.
#pragma once

#include <string>

#include "tests/properties/package.hpp"
#include "tests/properties/person.hpp"
#include "tests/properties/property.hpp"
#include "tests/properties/world.hpp"

namespace convenio::properties {

struct Made {
  Package package;
  std::unique_ptr<World> world;
  Person person;
  Decided first;
  bool good = false;
};

// Fails the trial when the checker refuses the package or the reader the case.
inline Made made(Trial& trial, Style style = Style::any) {
  Made result;
  result.package = package(trial.random, trial.size, style);
  result.world = load({{"z.convenio", result.package.text()}});
  if (!trial.check(result.world->faults.empty(),
                   "the checker refuses a package:\n" + result.world->faults + result.package.text()))
    return result;
  result.person = any_person(result.package, trial.random);
  result.first = decide(*result.world, result.person.json(), true);
  result.good =
      trial.check(result.first.good, "the case is refused:\n" + result.first.json + result.person.json());
  trial.telling = known(result.first.said) > 0;
  return result;
}

inline std::string shown(Made const& made, std::string const& what, std::string const& other = {}) {
  return what + "--- case\n" + made.person.json() + "\n" +
         (other.empty() ? other : "--- other case\n" + other + "\n") + "--- package\n" + made.package.text();
}

}  // namespace convenio::properties
