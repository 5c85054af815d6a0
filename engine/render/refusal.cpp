// See refusal.hpp.
#include "engine/render/refusal.hpp"

#include <set>

#include <fmt/format.h>

#include "engine/render/trail.hpp"
#include "engine/render/words.hpp"

namespace convenio::render {

namespace {

using run::Node;

// The last condition that is no decided.
run::NodeId deciding(Context const& context, run::NodeId route) {
  Node const* node = context.node(route);
  if (!node) return model::none;
  for (std::size_t i = node->inputs.size(); i-- > 0;) {
    Node const* input = context.node(node->inputs[i]);
    auto const* truth = input ? std::get_if<bool>(&input->value.content) : nullptr;
    if (truth && !*truth) return node->inputs[i];
  }
  return model::none;
}

// What only chooses between branches is told by the name of its rule, not by all of its text.
Unmet in_words(Context const& context, Cause const& cause) {
  bool const chooses = cause.node->kind == Node::Kind::operation &&
                       (cause.node->op == core::Op::if_ || cause.node->op == core::Op::match);
  bool const by_name = chooses && cause.rule && cause.rule->kind == Node::Kind::rule;
  Unmet one{{}, cause_in_words(context, by_name ? *cause.rule : *cause.node), {}};
  if (!cause.rule || cause.rule->kind == Node::Kind::route) return one;
  std::string const citation = cite(context.program, cause.rule->citation);
  one.where = cause.rule == cause.node || by_name
                  ? citation
                  : fmt::format("{}{}{}", cause.rule->label, citation.empty() ? "" : ", ", citation);
  return one;
}

}  // namespace

std::vector<Unmet> unmet(Context const& context, run::NodeId route) {
  std::vector<Unmet> all;
  for (auto const& cause : causes(context.decision.explanation, deciding(context, route), true))
    all.push_back(in_words(context, cause));
  return all;
}

std::vector<Unmet> unmet(core::Program const& program, Side const& side, TextOptions const& options) {
  std::vector<Unmet> all;
  if (!side.award) return all;
  Context const context{program, side.facts, side.decision, options, {}};
  std::set<std::pair<std::string, std::string>> told;
  for (auto const& result : side.award->routes) {
    if (result.status != run::Status::refused) continue;
    for (auto& one : unmet(context, result.node)) {
      one.route = program.awards[side.award->award].routes[result.route].name;
      if (told.insert({one.condition, one.where}).second) all.push_back(std::move(one));
    }
  }
  return all;
}

}  // namespace convenio::render
