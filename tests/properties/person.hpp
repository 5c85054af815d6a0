// A random case of a generated package, as data that a relation may change, and as a case document.
// Knows the case format; must not know the rules or how anything is decided.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/properties/package.hpp"

namespace convenio::properties {

struct PersonPeriod {
  std::string id, state;
  int from = 0, to = 0;                                         // days since 1970-01-01, both included
  std::vector<std::pair<std::string, std::string>> attributes;  // names and JSON values
  std::string certified;                                        // "" or "12 months"
};

struct Person {
  std::string id = "c1";
  std::vector<std::pair<std::string, std::string>> facts;  // names and JSON values, in the order of writing
  std::string career_name;
  std::vector<PersonPeriod> career;

  std::string json() const;
};

std::string day_text(int day);
int day_number(int year, int month, int day);

PersonPeriod any_period(Package const& package, Random& random, std::string id);
Person any_person(Package const& package, Random& random);

}  // namespace convenio::properties
