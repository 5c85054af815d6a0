// Why an award of two decisions is not the same in both: the facts, rules and conditions on which it rests
// and that came out otherwise. Reads two explanations side by side; knows no layout.
#pragma once

#include <string>
#include <vector>

#include "engine/render/text.hpp"
#include "engine/run/decision.hpp"

namespace convenio::render {

struct Change {
  enum class Kind : std::uint8_t { fact, rule, condition, route } kind{};
  std::string label;  // "residence", "own_months(BR)", the condition as it is written, the name of the route
  std::string citation;       // of a rule or route; ""
  std::string before, after;  // in words; "not known" where nothing is
};
char const* name(Change::Kind kind);

// What one side has: all of it must outlive the call.
struct Side {
  cases::Case const& facts;
  run::Decision const& decision;
  run::Awarded const* award;  // null: it does not arise
};
// In the order of evaluation: causes come before what they cause. Each once.
std::vector<Change> changes(core::Program const& program, Side const& before, Side const& after,
                            TextOptions const& options);

}  // namespace convenio::render
