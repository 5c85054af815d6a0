// See failed.hpp.
#include "engine/render/failed.hpp"

#include <optional>

#include <fmt/format.h>

#include "engine/render/words.hpp"

namespace convenio::render {

namespace {

using core::Op;
using model::Value;
using run::Node;

enum class Refused : std::uint8_t {
#define REFUSED(enumerator, ...) enumerator,
#include "engine/render/reasons.def"
};

ReasonCode told_of(Refused refused) {
  switch (refused) {
#define REFUSED(enumerator, code, word, meaning) \
  case Refused::enumerator:                      \
    return {code, word};
#include "engine/render/reasons.def"
  }
  return {};
}

// What the law states by itself, whatever the case is.
bool is_stated(Node const& node) {
  return node.kind == Node::Kind::lookup || (node.kind == Node::Kind::operation && node.op == Op::constant);
}

// How far two values of one kind are apart; "" where they have no difference.
std::string difference(core::Program const& program, Value const& more, Value const& less, core::TypeId type) {
  if (auto const* a = std::get_if<model::Amount>(&more.content)) {
    auto const* b = std::get_if<model::Amount>(&less.content);
    if (!b || a->currency != b->currency || a->per != b->per) return "";
    return core::to_string(program, {model::Amount{a->number - b->number, a->currency, a->per}}, type);
  }
  if (auto const* a = std::get_if<model::Rational>(&more.content)) {
    auto const* b = std::get_if<model::Rational>(&less.content);
    return b ? core::to_string(program, {*a - *b}, type) : "";
  }
  auto const* a = std::get_if<model::Date>(&more.content);
  auto const* b = std::get_if<model::Date>(&less.content);
  if (!a || !b) return "";
  auto const days = a->number() - b->number();
  return fmt::format("{} calendar {}", days, days == 1 ? "day" : "days");
}

class FailedComparison {
 public:
  FailedComparison(core::Program const& program, Node const& node, Node const& first, Node const& second, bool wished)
      : program_(program), node_(node), first_(first), second_(second), wished_(wished) {}

  Failed told() const {
    if (node_.op == Op::less || node_.op == Op::less_equal) return of_order();
    if (node_.op == Op::equal || node_.op == Op::not_equal)
      return of_two((node_.op == Op::equal) == wished_ ? Refused::other_than : Refused::same_as);
    // Of an item and a list.
    Failed one{told_of(wished_ ? Refused::not_among : Refused::among), {}};
    one.values = {{wished_ ? "required" : "excluded", words(second_)}, {"found", words(first_)}};
    return one;
  }

 private:
  std::string words(Node const& side) const { return core::to_string(program_, side.value, side.type); }

  // The side that is found stands first in the text, unless the law states it.
  bool finds_the_first() const {
    bool const first = !written_backwards(program_, node_);
    Node const& found = first ? first_ : second_;
    Node const& other = first ? second_ : first_;
    return is_stated(found) && !is_stated(other) ? !first : first;
  }

  Failed of_two(Refused refused) const {
    bool const first = finds_the_first();
    Failed one{told_of(refused), {}};
    one.values = {{refused == Refused::same_as ? "excluded" : "required", words(first ? second_ : first_)},
                  {"found", words(first ? first_ : second_)}};
    return one;
  }

  // Wished is `first < second`, or, where it holds and is not wished, `second <= first`.
  Failed of_order() const {
    bool const first = finds_the_first();
    bool const too_little = first != wished_;
    Node const& found = first ? first_ : second_;
    Node const& required = first ? second_ : first_;
    bool const strict = (node_.op == Op::less) == wished_;
    Failed one{told_of(too_little ? Refused::short_of : Refused::more_than), {}};
    std::string const bound = strict ? (too_little ? "more than " : "less than ") : "";
    one.values = {{too_little ? "required" : "allowed", bound + words(required)}, {"found", words(found)}};
    auto const apart = too_little ? difference(program_, required.value, found.value, required.type)
                                  : difference(program_, found.value, required.value, found.type);
    if (!apart.empty()) one.values.emplace_back(too_little ? "missing" : "excess", apart);
    return one;
  }

  core::Program const& program_;
  Node const& node_;
  Node const& first_;
  Node const& second_;
  bool wished_;
};

}  // namespace

ReasonCode code_of(model::Blocker::Kind kind) {
  switch (kind) {
#define OPEN(enumerator, code, word, meaning) \
  case model::Blocker::Kind::enumerator:      \
    return {code, word};
#include "engine/render/reasons.def"
  }
  return {};
}

Failed failed(core::Program const& program, run::Explanation const& explanation, Cause const& cause) {
  Node const& node = *cause.node;
  auto const input = [&](std::size_t n) -> Node const* {
    return n < node.inputs.size() && node.inputs[n] < explanation.nodes.size() ? &explanation.nodes[node.inputs[n]]
                                                                               : nullptr;
  };
  if (node.kind == Node::Kind::fact)
    return {told_of(Refused::fact_against),
            {{"fact", node.label}, {"found", core::to_string(program, node.value, node.type)}}};
  if (node.kind != Node::Kind::operation) return {told_of(Refused::not_met), {}};
  bool const compares = node.op == Op::less || node.op == Op::less_equal || node.op == Op::equal ||
                        node.op == Op::not_equal || node.op == Op::contains;
  if (compares && input(0) && input(1))
    return FailedComparison(program, node, *input(0), *input(1), cause.wished).told();
  if (node.op == Op::party || node.op == Op::bound || node.op == Op::linked) {
    std::string states, day;
    for (std::size_t n = 0; n < node.inputs.size(); ++n) {
      Node const* of = input(n);
      if (!of) continue;
      std::string& said = n + 1 == node.inputs.size() ? day : states;
      said += (said.empty() ? "" : ", ") + core::to_string(program, of->value, of->type);
    }
    return {told_of(Refused::not_bound), {{"states", states}, {"on", day}}};
  }
  return {told_of(Refused::not_met), {}};
}

}  // namespace convenio::render
