// The calculation sheet: rules, table rows and facts, numbered in the order of evaluation; and every node.
// Knows the explanation graph; knows no award's layout.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/render/sections.hpp"
#include "engine/render/trail.hpp"
#include "engine/render/words.hpp"

namespace convenio::render {

namespace {

using run::Node;
using run::NodeId;

bool is_step(Node const& node) {
  return node.kind == Node::Kind::rule || node.kind == Node::Kind::lookup || node.kind == Node::Kind::fact;
}

// For each node, the numbers of the steps that it uses without another step between.
class Sheet {
 public:
  explicit Sheet(Context const& context) : nodes_(context.decision.explanation.nodes) {
    std::vector<NodeId> roots;
    for (auto const& award : context.decision.awards) {
      roots.push_back(award.node);
      for (auto const& route : award.routes) roots.push_back(route.node);
    }
    for (auto const& answer : context.decision.answers) roots.push_back(answer.node);
    auto const marks = reached(context.decision.explanation, roots);
    numbers_.resize(nodes_.size());
    std::map<std::pair<std::string, core::CitationId>, std::uint32_t> known;  // rows and facts are told once
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (!marks[i] || !is_step(nodes_[i])) continue;
      auto const next = static_cast<std::uint32_t>(steps_.size() + 1);
      bool const once = nodes_[i].kind != Node::Kind::rule;
      numbers_[i] =
          once ? known.try_emplace({nodes_[i].label, nodes_[i].citation}, next).first->second : next;
      if (numbers_[i] == next) steps_.push_back(static_cast<NodeId>(i));
    }
  }

  std::vector<NodeId> const& steps() const { return steps_; }

  std::vector<std::uint32_t> used_by(NodeId id) const {
    std::set<std::uint32_t> used;
    std::set<NodeId> seen;
    std::vector<NodeId> open(nodes_[id].inputs);
    while (!open.empty() && used.size() < 40 && seen.size() < 5'000) {
      NodeId const next = open.back();
      open.pop_back();
      if (next >= nodes_.size() || !seen.insert(next).second) continue;
      if (numbers_[next] != 0)
        used.insert(numbers_[next]);
      else
        open.insert(open.end(), nodes_[next].inputs.begin(), nodes_[next].inputs.end());
    }
    return {used.begin(), used.end()};
  }

 private:
  std::deque<Node> const& nodes_;
  std::vector<NodeId> steps_;
  std::vector<std::uint32_t> numbers_;  // 0: no step
};

// Where a fact comes from.
std::string origin(Context const& context, NodeId id) {
  Node const& node = context.decision.explanation.nodes[id];
  if (node.kind != Node::Kind::fact || node.value.absent()) return "";
  for (auto const& fact : context.decision.tried) {
    if (fact.node != id) continue;
    std::vector<std::string> parts;
    for (auto const& part : fact.parts)
      parts.push_back(fmt::format("{} is one of {}: all give the same", part.subject, part.among));
    return fmt::format(" ({})", fmt::join(parts, "; "));
  }
  auto const& defaults = context.decision.defaults;
  bool const assumed = std::any_of(defaults.begin(), defaults.end(),
                                   [&](run::DefaultTaken const& one) { return one.fact == node.label; });
  return assumed ? " (taken by default)" : " (stated in the case)";
}

std::string_view kind_of_node(Node const& node) {
  switch (node.kind) {
    case Node::Kind::rule:
      return "rule";
    case Node::Kind::fact:
      return "fact";
    case Node::Kind::lookup:
      return "row";
    case Node::Kind::operation:
      if (node.op == core::Op::constant) return "constant";
      return node.op == core::Op::local ? "item of" : "step";
    case Node::Kind::resolution:
      return "resolve";
    case Node::Kind::route:
      return "route";
    case Node::Kind::award:
      return "award";
  }
  return "";
}

}  // namespace

void print_sheet(Page& page, Context const& context) {
  Sheet const sheet(context);
  if (sheet.steps().empty()) return;
  auto const& program = context.program;
  section(page, "Calculation");
  std::size_t const digits = std::to_string(sheet.steps().size()).size();
  for (std::size_t i = 0; i < sheet.steps().size(); ++i) {
    NodeId const id = sheet.steps()[i];
    Node const& node = context.decision.explanation.nodes[id];
    std::size_t const indent = digits + 2;
    std::string const value = value_in_words(program, node.value, node.type);
    std::string const number = pad_left(std::to_string(i + 1), digits);
    if (node.kind == Node::Kind::rule) {
      std::string const formula = formula_of(context, node);
      page.entry(number, node.label + (formula.empty() ? "" : " = " + formula), 0, indent);
      auto const used = sheet.used_by(id);
      page.paragraph(
          fmt::format("= {}{}", value, used.empty() ? "" : fmt::format(" (from {})", fmt::join(used, ", "))),
          indent + 2, indent + 4);
    } else {
      page.entry(number, fmt::format("{} = {}{}", node.label, value, origin(context, id)), 0, indent);
    }
    std::string const citation = cite(program, node.citation);
    if (!citation.empty()) page.paragraph("[" + citation + "]", indent + 2, indent + 3);
  }
}

void print_nodes(Page& page, Context const& context) {
  auto const& nodes = context.decision.explanation.nodes;
  if (nodes.empty()) return;
  section(page, "Every node");
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    Node const& node = nodes[i];
    std::string const written = as_written(context, node);
    std::string const citation = cite(context.program, node.citation);
    std::string name = node.label;
    if (name.empty()) name = written;
    std::vector<std::string> inputs;
    for (NodeId input : node.inputs) inputs.push_back(fmt::format("#{}", input));
    bool const tried = std::any_of(context.decision.tried.begin(), context.decision.tried.end(),
                                   [&](run::TriedFact const& fact) { return fact.node == i; });
    page.paragraph(fmt::format("#{} {} {} = {}{}{}{}", i, kind_of_node(node), name,
                               value_in_words(context.program, node.value, node.type),
                               tried ? origin(context, NodeId(i)) : "",
                               inputs.empty() ? "" : fmt::format(", from {}", fmt::join(inputs, " ")),
                               citation.empty() ? "" : " [" + citation + "]"),
                   0, 4);
  }
}

}  // namespace convenio::render
