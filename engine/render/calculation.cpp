// The calculation of the route that was taken, step by step in sentences, each with its article.
// Knows nodes and sentences; knows no layout.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/core/wording.hpp"
#include "engine/render/report.hpp"
#include "engine/render/trail.hpp"

namespace convenio::render {

namespace {

using run::Node;
using run::NodeId;

class Calculation {
 public:
  Calculation(Context const& context, Speech& speech, Facts facts) : context_(context), speech_(speech), facts_(facts) {}

  std::vector<Told> of(run::Awarded const& awarded) {
    auto const root = chosen_node(awarded);
    if (!context_.node(root)) return {};
    auto const& nodes = context_.decision.explanation.nodes;
    auto const marks = reached(context_.decision.explanation, {root});
    auto const used = decisive(context_.program, context_.decision);
    for (std::size_t n = 0; n <= root; ++n) {
      if (marks[n] && used[n]) step(NodeId(static_cast<std::uint32_t>(n)), nodes[n]);
    }
    return std::move(steps_);
  }

 private:
  void step(NodeId id, Node const& node) {
    switch (node.kind) {
      case Node::Kind::rule:
        return rule(node);
      case Node::Kind::fact:
        return fact(id, node);
      case Node::Kind::lookup:
        return figure(node);
      case Node::Kind::resolution:
        return resolved(node);
      case Node::Kind::operation:
      case Node::Kind::route:
      case Node::Kind::award:
        return;
    }
  }

  // What can be told in a line.
  bool is_single(Node const& node) const {
    if (node.value.absent() || node.type >= context_.program.types.size()) return false;
    switch (context_.program.types[node.type].kind) {
      case core::Type::Kind::money:
      case core::Type::Kind::ratio:
      case core::Type::Kind::quantity:
      case core::Type::Kind::whole:
      case core::Type::Kind::date:
      case core::Type::Kind::truth:
      case core::Type::Kind::state:
      case core::Type::Kind::enumeration:
        return true;
      case core::Type::Kind::text:
      case core::Type::Kind::period:
      case core::Type::Kind::history:
      case core::Type::Kind::list:
      case core::Type::Kind::record:
      case core::Type::Kind::route:
      case core::Type::Kind::conversion:
        return false;
    }
    return false;
  }

  // By its sentences; an amount, a number or a day without one by its name.
  void rule(Node const& node) {
    for (auto const& said : node.said) add({speech_.sentence(said), speech_.cite(node.citation)});
    bool const truth = std::holds_alternative<bool>(node.value.content);
    if (!node.said.empty() || truth || !is_single(node)) return;
    auto const name = node.label.substr(0, node.label.find('('));
    if (name.find(' ') != std::string::npos) return;  // a date that governs, or to what a text applies
    add({fmt::format("{}: {}", named(name), speech_.value(node.value, node.type)), speech_.cite(node.citation)});
  }

  void fact(NodeId id, Node const& node) {
    if (facts_ == Facts::without || !is_single(node) || node.a >= context_.program.facts.size()) return;
    auto const& question = context_.program.facts[node.a].question;
    add({fmt::format("{} {} ({})", speech_.text(question), speech_.value(node.value, node.type), origin(id, node)), ""});
  }

  std::string origin(NodeId id, Node const& node) const {
    for (auto const& one : context_.decision.tried) {
      if (one.node == id && !one.parts.empty()) return speech_(Message::one_of, {{"among", one.parts.front().among}});
    }
    auto const& defaults = context_.decision.defaults;
    bool const assumed = std::any_of(defaults.begin(), defaults.end(), [&](run::DefaultTaken const& one) { return one.fact == node.label; });
    return std::string(speech_(assumed ? Message::by_default : Message::stated));
  }

  // By the clauses that gave away a day: of each what it says.
  void resolved(Node const& node) {
    auto const* history = std::get_if<model::HistoryPtr>(&node.value.content);
    if (!history || !*history || !(*history)->resolution) return;
    auto const& resolution = *(*history)->resolution;
    if (resolution.precedence >= context_.program.precedences.size()) return;
    auto const& clauses = context_.program.precedences[resolution.precedence].clauses;
    std::set<std::uint32_t> told;
    for (auto const& entry : resolution.ledger) {
      if (entry.clause >= clauses.size() || clauses[entry.clause].saying.empty() || !told.insert(entry.clause).second) continue;
      add({speech_.text(clauses[entry.clause].saying), speech_.cite(clauses[entry.clause].citation)});
    }
  }

  void figure(Node const& node) {
    if (!is_single(node) || node.a >= context_.program.tables.size()) return;
    auto const& table = context_.program.tables[node.a];
    auto const text = table.title.empty() ? named(table.name) : speech_.text(table.title);
    add({fmt::format("{}: {}{}", text, speech_.value(node.value, node.type), node.supplied ? fmt::format(" ({})", speech_(Message::supplied)) : ""), speech_.cite(node.citation)});
  }

  std::string named(std::string_view name) const { return speech_.text(core::with_spaces(name)); }

  void add(Told told) {
    if (seen_.insert(told.text).second) steps_.push_back(std::move(told));
  }

  Context const& context_;
  Speech& speech_;
  Facts facts_;
  std::set<std::string> seen_;
  std::vector<Told> steps_;
};

}  // namespace

std::vector<Told> calculation(Context const& context, Speech& speech, run::Awarded const& awarded, Facts facts) {
  return Calculation(context, speech, facts).of(awarded);
}

}  // namespace convenio::render
