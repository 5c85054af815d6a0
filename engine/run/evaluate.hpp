// The reference evaluator: the meaning of the core, small and readable. Throws nothing, touches nothing
// global.
#pragma once

#include "engine/cases/case.hpp"
#include "engine/core/program.hpp"
#include "engine/run/decision.hpp"

namespace convenio::run {

struct Options {
  bool explain = true;                   // build the explanation graph
  std::uint64_t step_limit = 1'000'000;  // one step per expression evaluated and per period visited
  bool sentences = false;                // with the explanation: what its rules say in words
  bool particulars = true;               // of awards
  bool completions = true;               // try what the open points of the case may be, see worlds.hpp
};

// All awards and questions of the program on the facts of one case. What is open in the case and could be one
// of few things is tried: see worlds.hpp.
Decision evaluate(core::Program const& program, cases::Case const& facts, Options const& options = {});

// One award, and nothing else of the case, before anything that is open is tried. It may be that it does not
// arise.
Decision evaluate_alone(core::Program const& program, cases::Case const& facts, model::AwardId award,
                        std::vector<model::Value> const& arguments, Options const& options);

// The conditions of the program (`impossible`) that the case meets, each with the facts that it looked at, as
// cases name them.
struct Met {
  core::RuleId condition = none;
  std::vector<std::string> facts;
};
std::vector<Met> impossibilities(core::Program const& program, cases::Case const& facts);

// One closed expression (no locals needed beyond `slots`) on the facts of one case.
model::Value evaluate(core::Program const& program, cases::Case const& facts, core::ExprId expr,
                      std::uint32_t slots, Options const& options = {});

}  // namespace convenio::run
