// See changes.hpp. Two nodes are of one kind where the same rule, fact or expression was evaluated; below two
// of one kind and value nothing is looked for, since whatever changed there made no difference.
#include "engine/render/changes.hpp"

#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/render/sections.hpp"
#include "engine/render/words.hpp"

namespace convenio::render {

namespace {

using core::Op;
using run::Node;
using run::NodeId;

bool is_comparison(Op op) {
  return op == Op::equal || op == Op::not_equal || op == Op::less || op == Op::less_equal ||
         op == Op::contains;
}

class Comparison {
 public:
  Comparison(core::Program const& program, Side const& before, Side const& after, TextOptions const& options)
      : program_(program),
        before_{program, before.facts, before.decision, options, {}},
        after_{program, after.facts, after.decision, options, {}} {}

  std::vector<Change> of(run::Awarded const* before, run::Awarded const* after) {
    if (!before || !after) return {};
    for (auto const& was : before->routes) {
      for (auto const& is : after->routes) {
        if (was.route != is.route) continue;
        compare(was.node, is.node);
        if (was.status == is.status && model::equal(was.value, is.value)) continue;
        auto const& route = program_.awards[before->award].routes[was.route];
        changes_.push_back({Change::Kind::route, route.name, cite(program_, route.citation),
                            in_words(before->award, was), in_words(after->award, is)});
      }
    }
    return std::move(changes_);
  }

 private:
  std::string in_words(model::AwardId award, run::RouteResult const& result) const {
    if (result.status == run::Status::granted)
      return value_in_words(program_, result.value, program_.awards[award].type);
    return std::string(status_in_words(result.status));
  }
  std::string in_words(Node const& node) const {
    return node.value.absent() ? "not known" : value_in_words(program_, node.value, node.type);
  }

  static bool alike(Node const& was, Node const& is) {
    return was.kind == is.kind && was.op == is.op && was.a == is.a && was.label == is.label;
  }
  static bool same(Node const& was, Node const& is) {
    return was.value.absent() == is.value.absent() &&
           (was.value.absent() || model::equal(was.value, is.value));
  }

  void compare(NodeId before, NodeId after) {
    Node const* was = before_.node(before);
    Node const* is = after_.node(after);
    if (!was || !is || !seen_.emplace(before, after).second) return;
    bool const route = is->kind == Node::Kind::route;
    if (!alike(*was, *is) || (!route && same(*was, *is) && !was->value.absent())) return;
    std::vector<bool> taken(was->inputs.size());
    for (std::size_t n = 0; n < is->inputs.size(); ++n) {
      if (auto const other = partner(*was, n, *is, taken); other != model::none)
        compare(other, is->inputs[n]);
    }
    if (!route && !same(*was, *is)) note(*was, *is);
  }

  // Of the inputs before, the one in the same place, or the first that is alike.
  NodeId partner(Node const& was, std::size_t place, Node const& is, std::vector<bool>& taken) const {
    Node const* input = after_.node(is.inputs[place]);
    auto const fits = [&](std::size_t n) {
      Node const* other = n < was.inputs.size() && !taken[n] ? before_.node(was.inputs[n]) : nullptr;
      return other && input && alike(*other, *input);
    };
    for (std::size_t n = place, tried = 0; tried <= was.inputs.size(); n = tried++) {
      if (!fits(n)) continue;
      taken[n] = true;
      return was.inputs[n];
    }
    return model::none;
  }

  void note(Node const& was, Node const& is) {
    bool const truths =
        std::holds_alternative<bool>(was.value.content) || std::holds_alternative<bool>(is.value.content);
    Change change{Change::Kind::rule, is.label, cite(program_, is.citation), in_words(was), in_words(is)};
    switch (is.kind) {
      case Node::Kind::fact:
        change.kind = Change::Kind::fact;
        break;
      case Node::Kind::rule:
      case Node::Kind::award:
      case Node::Kind::lookup:
        break;
      case Node::Kind::operation: {
        if (!truths || !is_comparison(is.op)) return;
        change.kind = Change::Kind::condition;
        change.label = as_written(after_, is);
        if (change.label.empty()) return;
        change.before = with_sides(before_, was, change.before);
        change.after = with_sides(after_, is, change.after);
        break;
      }
      case Node::Kind::resolution:
      case Node::Kind::route:
        return;
    }
    if (listed_.insert({change.label, change.before, change.after}).second)
      changes_.push_back(std::move(change));
  }

  // "no (132 months, 180 months)"
  std::string with_sides(Context const& context, Node const& node, std::string const& value) const {
    std::vector<std::string> sides;
    for (auto const input : node.inputs) {
      Node const* one = context.node(input);
      bool const plain = one && !std::holds_alternative<model::HistoryPtr>(one->value.content);
      if (plain) sides.push_back(in_words(*one));
    }
    return sides.empty() ? value : fmt::format("{} ({})", value, fmt::join(sides, " against "));
  }

  core::Program const& program_;
  Context before_, after_;
  std::set<std::pair<NodeId, NodeId>> seen_;
  std::set<std::vector<std::string>> listed_;
  std::vector<Change> changes_;
};

}  // namespace

char const* name(Change::Kind kind) {
  switch (kind) {
    case Change::Kind::fact:
      return "fact";
    case Change::Kind::rule:
      return "rule";
    case Change::Kind::condition:
      return "condition";
    case Change::Kind::route:
      return "route";
  }
  return "";
}

std::vector<Change> changes(core::Program const& program, Side const& before, Side const& after,
                            TextOptions const& options) {
  return Comparison(program, before, after, options).of(before.award, after.award);
}

}  // namespace convenio::render
