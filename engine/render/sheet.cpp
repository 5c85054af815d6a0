// The calculation sheet: rules, table rows and facts, numbered in the order of evaluation; and every node.
// Knows the explanation graph; knows no award's layout.
#include <algorithm>
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
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (marks[i] && is_step(nodes_[i])) {
        steps_.push_back(static_cast<NodeId>(i));
        numbers_[i] = static_cast<std::uint32_t>(steps_.size());
      }
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
      if (numbers_[next] != 0) used.insert(numbers_[next]);
      else open.insert(open.end(), nodes_[next].inputs.begin(), nodes_[next].inputs.end());
    }
    return {used.begin(), used.end()};
  }

 private:
  std::vector<Node> const& nodes_;
  std::vector<NodeId> steps_;
  std::vector<std::uint32_t> numbers_;  // 0: no step
};

std::string formula_of(core::Program const& program, Node const& node) {
  if (node.kind == Node::Kind::fact) return "stated in the case";
  if (node.kind == Node::Kind::lookup) return "as the table says";
  if (node.a >= program.rules.size()) return "";
  auto const& rule = program.rules[node.a];
  if (node.b < rule.exceptions.size()) return "by the exception " + rule.exceptions[node.b].name;
  std::string out;
  for (char c : rule.formula) {
    bool const blank = c == '\n' || c == '\t' || c == ' ';
    if (!blank) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  return shorten(out, 400);
}

std::string_view kind_of_node(Node const& node) {
  switch (node.kind) {
    case Node::Kind::rule: return "rule";
    case Node::Kind::fact: return "fact";
    case Node::Kind::lookup: return "row";
    case Node::Kind::operation: return "step";
    case Node::Kind::resolution: return "resolve";
    case Node::Kind::route: return "route";
    case Node::Kind::award: return "award";
  }
  return "";
}

}  // namespace

void print_sheet(Page& page, Context const& context) {
  Sheet const sheet(context);
  if (sheet.steps().empty()) return;
  auto const& program = context.program;
  section(page, "Calculation");
  std::size_t const limit = context.options.detail == Detail::full ? sheet.steps().size() : step_limit;
  std::size_t const digits = std::to_string(std::min(limit, sheet.steps().size())).size();
  for (std::size_t i = 0; i < sheet.steps().size() && i < limit; ++i) {
    NodeId const id = sheet.steps()[i];
    Node const& node = context.decision.explanation.nodes[id];
    std::string const formula = formula_of(program, node);
    std::size_t const indent = digits + 2;
    bool const stated = node.kind == Node::Kind::fact && !node.value.absent();
    std::string const value = value_in_words(program, node.value, node.type);
    std::string const number = pad_left(std::to_string(i + 1), digits);
    if (node.kind == Node::Kind::rule) {
      page.entry(number, node.label + " = " + formula, 0, indent);
      auto const used = sheet.used_by(id);
      page.paragraph(fmt::format("= {}{}", value, used.empty() ? "" : fmt::format(" (from {})", fmt::join(used, ", "))),
                     indent + 2, indent + 4);
    } else {
      page.entry(number, fmt::format("{} = {}{}", node.label, value, stated ? " (" + formula + ")" : ""), 0, indent);
    }
    std::string const citation = cite(program, node.citation);
    if (!citation.empty()) page.paragraph("[" + citation + "]", indent + 2, indent + 3);
  }
  if (sheet.steps().size() > limit) {
    page.line(fmt::format("and {} more steps, which the full explanation lists", sheet.steps().size() - limit));
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
    page.paragraph(fmt::format("#{} {} {} = {}{}{}", i, kind_of_node(node), name,
                               value_in_words(context.program, node.value, node.type),
                               inputs.empty() ? "" : fmt::format(", from {}", fmt::join(inputs, " ")),
                               citation.empty() ? "" : " [" + citation + "]"), 0, 4);
  }
}

}  // namespace convenio::render
