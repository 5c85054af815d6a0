// Reads the explanation graph.
// Knows nodes and expressions; knows no layout.
#include "engine/render/trail.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "engine/model/rounding.hpp"
#include "engine/render/words.hpp"

namespace convenio::render {

using core::Op;
using model::none;
using run::Explanation;
using run::Node;
using run::NodeId;

std::vector<bool> reached(Explanation const& explanation, std::vector<NodeId> const& roots) {
  std::vector<bool> marks(explanation.nodes.size());
  for (NodeId root : roots) {
    if (root < marks.size()) marks[root] = true;
  }
  for (std::size_t i = marks.size(); i-- > 0;) {  // inputs come before their users
    if (!marks[i]) continue;
    for (NodeId input : explanation.nodes[i].inputs) {
      if (input < marks.size()) marks[input] = true;
    }
  }
  return marks;
}

namespace {

bool is_truth(Node const& node, bool wanted) {
  auto const* truth = std::get_if<bool>(&node.value.content);
  return truth && *truth == wanted;
}

bool is_open(run::Status status) {
  return status == run::Status::undetermined || status == run::Status::not_encoded ||
         status == run::Status::undefined || status == run::Status::conflict;
}

// The routes that made the award what it is, as run::Evaluator::rest_on_routes has it.
bool decided(run::Status award, run::Status route) {
  if (is_open(award) || award == run::Status::at_least)
    return route == run::Status::granted || is_open(route);
  return route == award;
}

// Where an exception may hold and the rule itself has no answer, only the arguments and that answer decide:
// as run::Evaluator::with_exceptions has it.
bool silent_beside_exceptions(core::Rule const& rule, Explanation const& explanation, Node const& node) {
  std::size_t const first = rule.parameters.size(), own = first + rule.exceptions.size();
  if (rule.body == none || own >= node.inputs.size()) return false;
  bool open = false;
  for (std::size_t n = first; n < own; ++n) {
    Node const& condition = explanation.nodes[node.inputs[n]];
    if (is_truth(condition, true)) return false;
    open = open || condition.value.absent();
  }
  return open && explanation.nodes[node.inputs[own]].value.absent();
}

// Of an input that was looked at: whether the value of the node rests on it.
bool counts(core::Program const& program, Explanation const& explanation, Node const& node, std::size_t n) {
  Node const& input = explanation.nodes[node.inputs[n]];
  bool const last = n + 1 == node.inputs.size();
  switch (node.kind) {
    case Node::Kind::rule: {  // arguments, conditions of exceptions, then what decided
      if (node.a >= program.rules.size() || program.rules[node.a].exceptions.empty()) return true;
      auto const& rule = program.rules[node.a];
      if (silent_beside_exceptions(rule, explanation, node))
        return n < rule.parameters.size() || n == rule.parameters.size() + rule.exceptions.size();
      return last || !is_truth(input, false);
    }
    case Node::Kind::operation:
      if (node.op == Op::and_ && is_truth(node, false)) return last;
      if (node.op == Op::or_ && is_truth(node, true)) return last;
      return true;
    case Node::Kind::resolution:
    case Node::Kind::award:
      return !is_truth(input, false);
    case Node::Kind::fact:
    case Node::Kind::lookup:
    case Node::Kind::route:
      return true;
  }
  return true;
}

}  // namespace

std::vector<bool> decisive(core::Program const& program, run::Decision const& decision) {
  auto const& explanation = decision.explanation;
  auto const& nodes = explanation.nodes;
  std::vector<bool> marks(nodes.size());
  auto const mark = [&](NodeId id) {
    if (id < marks.size()) marks[id] = true;
  };
  for (auto const& award : decision.awards) {
    if (award.status == run::Status::not_applicable) continue;
    mark(award.node);
    if (award.node >= nodes.size()) continue;
    for (NodeId const input : nodes[award.node].inputs) {  // the conditions of clauses
      if (input < nodes.size() && nodes[input].kind != Node::Kind::route && !is_truth(nodes[input], false))
        mark(input);
    }
    for (auto const& route : award.routes) {
      if (decided(award.status, route.status)) mark(route.node);
    }
    for (auto const& one : award.particulars) {
      if (one.status == run::Status::granted) mark(one.node);
    }
  }
  for (auto const& answer : decision.answers) {
    if (answer.status == run::Status::not_applicable) continue;
    mark(answer.node);
    mark(answer.when);
  }
  for (std::size_t i = marks.size(); i-- > 0;) {  // inputs come before their users
    if (!marks[i] || nodes[i].kind == Node::Kind::award) continue;
    for (std::size_t n = 0; n < nodes[i].inputs.size(); ++n) {
      if (nodes[i].inputs[n] < nodes.size() && counts(program, explanation, nodes[i], n))
        mark(nodes[i].inputs[n]);
    }
  }
  return marks;
}

namespace {

bool names_a_place(Node const& node) {
  return node.kind == Node::Kind::rule || node.kind == Node::Kind::route;
}

bool is_amount(Node const& node) { return std::holds_alternative<model::Amount>(node.value.content); }

std::string spaced(char const* name) {
  std::string out = name;
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

}  // namespace

Node const* giving(core::Program const& program, Explanation const& explanation, NodeId node) {
  Node const* found = nullptr;
  while (node < explanation.nodes.size()) {
    Node const& at = explanation.nodes[node];
    bool const passes_on = at.kind == Node::Kind::rule ||
                           (at.kind == Node::Kind::operation && (at.op == Op::if_ || at.op == Op::match));
    if (at.kind == Node::Kind::rule && at.citation < program.citations.size() &&
        program.citations[at.citation].text != none)
      found = &at;
    if (!passes_on || at.inputs.empty()) break;
    node = at.inputs.back();
  }
  return found;
}

NodeId chosen_node(run::Awarded const& awarded) {
  for (auto const& route : awarded.routes) {
    if (route.route == awarded.route) return route.node;
  }
  return none;
}

bool passes_on(Node const& node) {
  if (node.kind == Node::Kind::rule || node.kind == Node::Kind::route) return true;
  if (node.kind != Node::Kind::operation) return false;
  static constexpr std::array passing{Op::and_, Op::or_,      Op::not_, Op::if_,  Op::match,
                                      Op::let_, Op::in_force, Op::call, Op::local};
  return std::find(passing.begin(), passing.end(), node.op) != passing.end();
}

bool written_backwards(core::Program const& program, Node const& node) {
  if (node.a >= program.expressions.size() || program.expressions[node.a].child_count != 2) return false;
  auto const& first = program.expressions[program.child(core::ExprId(node.a), 0)].span;
  auto const& second = program.expressions[program.child(core::ExprId(node.a), 1)].span;
  return first.source == second.source && second.begin < first.begin;
}

std::vector<RoundingStep> rounding_steps(core::Program const& program, Explanation const& explanation,
                                         NodeId root) {
  auto const& nodes = explanation.nodes;
  if (root >= nodes.size()) return {};
  auto const marks = reached(explanation, {root});
  // The innermost place of a node is the first user of it, going upwards, that is a rule or a route.
  std::vector<NodeId> place(root + 1, none);
  for (std::size_t i = root + 1; i-- > 0;) {
    if (!marks[i]) continue;
    NodeId const own = names_a_place(nodes[i]) ? static_cast<NodeId>(i) : place[i];
    for (NodeId input : nodes[i].inputs) {
      if (input < place.size() && (place[input] == none || own < place[input])) place[input] = own;
    }
  }
  std::vector<RoundingStep> steps;
  for (std::size_t i = 0; i <= root; ++i) {
    Node const& node = nodes[i];
    if (!marks[i] || node.kind != Node::Kind::operation || node.op != Op::round || !is_amount(node)) continue;
    RoundingStep step;
    step.node = static_cast<NodeId>(i);
    if (node.a < program.expressions.size()) {
      step.mode = spaced(model::name(static_cast<model::RoundingMode>(program.expressions[node.a].a)));
    }
    if (!node.inputs.empty()) step.value = &nodes[node.inputs[0]];
    if (step.value && model::equal(step.value->value, node.value)) continue;  // nothing was rounded off
    if (node.inputs.size() > 1) step.step = &nodes[node.inputs[1]];
    if (place[i] != none) step.rule = &nodes[place[i]];
    steps.push_back(std::move(step));
  }
  return steps;
}

namespace {

class CauseFinder {
 public:
  explicit CauseFinder(Explanation const& explanation) : nodes_(explanation.nodes) {}

  void find(NodeId id, bool wished, Node const* rule, unsigned depth) {
    if (id >= nodes_.size() || out_.size() >= most || !seen_.insert({id, wished}).second) return;
    Node const& node = nodes_[id];
    auto const* truth = std::get_if<bool>(&node.value.content);
    if (!truth || *truth == wished) return;
    // A constant says nothing by itself: the rule that states it does.
    if (rule && node.kind == Node::Kind::operation && node.op == Op::constant) return;
    if (names_a_place(node)) rule = &node;
    std::size_t const before = out_.size();
    bool const flips = node.kind == Node::Kind::operation && node.op == Op::not_;
    if (depth < 64 && passes_on(node)) {
      // Of a rule what decided, which comes last: an exception that does not hold is no reason.
      std::size_t const from =
          node.kind == Node::Kind::rule && !node.inputs.empty() ? node.inputs.size() - 1 : 0;
      for (std::size_t n = from; n < node.inputs.size(); ++n)
        find(node.inputs[n], flips ? !wished : wished, rule, depth + 1);
      if (out_.size() == before && rule) branching(node, rule, depth);
    }
    if (out_.size() == before) out_.push_back({&node, rule, wished});
  }

  // Where the branch that was taken says no more than yes or no, what led to it is the cause.
  void branching(Node const& node, Node const* rule, unsigned depth) {
    bool const taken = node.kind == Node::Kind::operation && node.op == Op::if_ && node.inputs.size() == 2;
    if (!taken || node.inputs[0] >= nodes_.size()) return;
    auto const* condition = std::get_if<bool>(&nodes_[node.inputs[0]].value.content);
    if (condition) find(node.inputs[0], !*condition, rule, depth + 1);
  }

  std::vector<Cause> take() { return std::move(out_); }

 private:
  static constexpr std::size_t most = 12;

  std::deque<Node> const& nodes_;
  std::set<std::pair<NodeId, bool>> seen_;
  std::vector<Cause> out_;
};

}  // namespace

std::vector<Cause> causes(Explanation const& explanation, NodeId node, bool wished) {
  CauseFinder finder(explanation);
  finder.find(node, wished, nullptr, 0);
  return finder.take();
}

std::vector<Unverified> unverified(core::Program const& program, Explanation const& explanation,
                                   std::vector<bool> const& used) {
  std::set<Unverified> found;
  std::vector<bool> cited(program.citations.size());  // each is looked at once
  auto const doubtful = [](std::string const& confidence) {
    return confidence == "unverified" || confidence == "low";
  };
  for (std::size_t i = 0; i < explanation.nodes.size(); ++i) {
    if (!used[i]) continue;
    Node const& node = explanation.nodes[i];
    if (node.kind == Node::Kind::lookup && node.a < program.tables.size()) {
      auto const& table = program.tables[node.a];
      bool const row = node.b < table.rows.size() && !table.rows[node.b].confidence.empty();
      std::string const& confidence = row ? table.rows[node.b].confidence : table.confidence;
      if (doubtful(confidence)) found.insert({node.label, confidence, cite(program, table.citation)});
    }
    if (node.citation < program.citations.size() && !cited[node.citation]) {
      cited[node.citation] = true;
      auto const& citation = program.citations[node.citation];
      if (doubtful(citation.confidence))
        found.insert({cite(program, node.citation), citation.confidence, ""});
      if (citation.text < program.texts.size() && doubtful(program.texts[citation.text].confidence)) {
        found.insert({program.texts[citation.text].title, program.texts[citation.text].confidence, ""});
      }
    }
  }
  return {found.begin(), found.end()};
}

std::vector<Unchecked> unchecked(core::Program const& program, Explanation const& explanation,
                                 std::vector<bool> const& used) {
  std::map<std::uint32_t, std::set<std::uint32_t>> rows;
  for (std::size_t i = 0; i < explanation.nodes.size(); ++i) {
    Node const& node = explanation.nodes[i];
    if (!used[i]) continue;
    if (node.kind != Node::Kind::lookup || node.a >= program.tables.size()) continue;
    auto const& table = program.tables[node.a];
    bool const figure = node.b < table.rows.size() && table.rows[node.b].value != none;
    if (figure && table.rows[node.b].checked.empty()) rows[node.a].insert(node.b);
  }
  std::vector<Unchecked> found;
  for (auto const& [table, of_it] : rows)
    found.push_back(
        {program.tables[table].name, cite(program, program.tables[table].citation), of_it.size()});
  return found;
}

std::vector<UsedContradiction> contradictions(core::Program const& program, run::Decision const& decision) {
  std::vector<UsedContradiction> found;
  std::set<std::string> seen;
  auto const add = [&](core::Contradiction const& one, std::string where, core::TextId text, core::CitationId citation) {
    if (seen.insert(one.name + '\n' + one.sides).second) found.push_back({&one, std::move(where), text, citation});
  };
  for (std::uint32_t text : decision.texts) {
    if (text >= program.texts.size()) continue;
    for (auto const& one : program.texts[text].contradictions) add(one, program.texts[text].title, core::TextId(text), core::CitationId(none));
  }
  auto const used = decisive(program, decision);
  std::vector<bool> cited(program.citations.size());
  for (std::size_t i = 0; i < used.size(); ++i) {
    auto const citation = decision.explanation.nodes[i].citation;
    if (used[i] && citation < cited.size()) cited[citation] = true;
  }
  for (core::CitationId id = 0; id < cited.size(); ++id) {
    if (!cited[id]) continue;
    for (auto const& one : program.citations[id].contradictions) add(one, cite(program, id), core::TextId(none), id);
  }
  return found;
}

}  // namespace convenio::render
