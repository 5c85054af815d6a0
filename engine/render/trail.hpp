// Reads the explanation graph: what a result rests on, where it was rounded, why a condition is not met.
// Knows nodes and expressions; knows no layout.
#pragma once

#include <string>
#include <vector>

#include "engine/run/decision.hpp"

namespace convenio::render {

// Marks the nodes that `roots` rest on, themselves included.
std::vector<bool> reached(run::Explanation const& explanation, std::vector<run::NodeId> const& roots);

// Marks the nodes that decided: what was looked at and did not decide (routes that do not apply, conditions
// of exceptions and clauses that do not hold) is left out.
std::vector<bool> decisive(core::Program const& program, run::Decision const& decision);

// The node of the route that an award has taken; none if it has taken none.
run::NodeId chosen_node(run::Awarded const& awarded);

// The innermost rule with an article of its own that gave the value of a node; null: none has one.
run::Node const* giving(core::Program const& program, run::Explanation const& explanation, run::NodeId node);

// Of a comparison: whether its second side stands first in the text. `a >= b` is kept as `b <= a`.
bool written_backwards(core::Program const& program, run::Node const& node);

// Whether the truth of a node is that of some of its inputs.
bool passes_on(run::Node const& node);

struct RoundingStep {
  run::NodeId node = model::none;
  std::string mode;                  // "half up"
  run::Node const* value = nullptr;  // before
  run::Node const* step = nullptr;   // null when the graph does not show it
  run::Node const* rule = nullptr;   // the innermost rule or route that contains it
};
// Of the amounts that `root` rests on, in the order of evaluation.
std::vector<RoundingStep> rounding_steps(core::Program const& program, run::Explanation const& explanation,
                                         run::NodeId root);

// Why a truth is not as wished: the comparisons and facts at the bottom, each with the rule it stands in.
struct Cause {
  run::Node const* node = nullptr;
  run::Node const* rule = nullptr;
  bool wished = true;
};
std::vector<Cause> causes(run::Explanation const& explanation, run::NodeId node, bool wished);

// A value that nobody has verified, or that an institution has still to publish.
struct Unverified {
  std::string what, confidence, citation;
  friend auto operator<=>(Unverified const&, Unverified const&) = default;
};
std::vector<Unverified> unverified(core::Program const& program, run::Explanation const& explanation,
                                   std::vector<bool> const& used);

// Figures of a table or parameter that the decision rests on and nothing independent of their source has
// checked.
struct Unchecked {
  std::string what, citation;
  std::size_t figures = 0;
};
std::vector<Unchecked> unchecked(core::Program const& program, run::Explanation const& explanation,
                                 std::vector<bool> const& used);

// Contradictions in the texts and articles that the used nodes stand in.
struct UsedContradiction {
  core::Contradiction const* contradiction = nullptr;
  std::string where;
  core::TextId text = model::none;  // it is one of the text itself, or
  core::CitationId citation = model::none;
};
std::vector<UsedContradiction> contradictions(core::Program const& program, run::Decision const& decision);

}  // namespace convenio::render
