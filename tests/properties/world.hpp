// A checked package and what it decides, through the library as a program would use it.
// Knows the door of the engine; must not know how packages or cases were made.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/api/inside.hpp"

namespace convenio::properties {

struct World {
  explicit World(api::Rules loaded) : rules(std::move(loaded)), program(rules.inside().program) {}
  api::Rules rules;
  core::Program const& program;
  std::string faults;  // errors of the parser and the checker
};

// Files by name.
std::unique_ptr<World> load(std::vector<std::pair<std::string, std::string>> const& files);

// What a decision says, by label: the status, and the value or the chosen route.
using Said = std::map<std::string, std::string>;

struct Decided {
  bool good = false;
  std::string json;       // as `convenio evaluate` prints it, or the faults of the case
  std::string explained;  // with the explanation, if it was asked for
  Said said;
  std::set<std::string> needed;
  std::vector<std::string> notices;  // codes
  run::Decision decision;
};

Decided decide(World const& world, std::string const& case_json, bool explain = false);

// How many labels have a result: granted, refused, answered ...; not those that are open.
std::size_t known(Said const& said);
bool is_open(std::string const& saying);
// Whether what is said with all facts known is what was said with fewer: the same, or a grant of no less than
// the amount that was due at least.
bool bears_out(std::string const& all_known, std::string const& less_known);

// The labels on which two decisions differ, a line each; "" for none.
std::string differences(Said const& a, Said const& b);

// What is wrong with the roundings of a decision: each is a multiple of its step and near enough, and each
// that rounds something off is listed once. `any` becomes true where there was one; `strict` asks for exact
// values, a control.
std::string roundings(World const& world, Decided const& decided, bool& any, bool strict);

}  // namespace convenio::properties
