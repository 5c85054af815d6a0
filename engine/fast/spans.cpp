// See spans.hpp; and which conditions are such.
#include "engine/fast/spans.hpp"

#include <utility>

#include "engine/fast/compile.hpp"

namespace convenio::fast {

using core::Op;
using Kind = core::Type::Kind;

[[gnu::always_inline]] inline Reg SpanSide::of(Machine& m) const {
  if (kind == Kind::constant) return value;
  if (kind == Kind::fact) return m.run(node);
  Reg const local = m.frame[slot];
  if (!there(local)) return local;
  auto const& span = at<Span>(local);
  switch (kind) {
    case Kind::state:
      return whole(span.state);
    case Kind::begin:
      return span.undated() ? Reg{0, 0} : whole(span.begin);
    case Kind::last:
      return span.undated() ? Reg{0, 0} : whole(span.end - 1);
    case Kind::attribute:
      return m.attribute(span, attribute);
    case Kind::word: {
      Reg const word = m.attribute(span, attribute);
      if (!there(word)) return word;
      auto const index = static_cast<std::size_t>(word.n);
      return index < words.size() ? words[index] : Reg{0, 0};
    }
    case Kind::constant:
    case Kind::fact:
      break;
  }
  return value;
}

SpanCondition::Answer SpanCondition::ask(Machine& m) const {
  for (auto const& test : all) {
    Reg const left = test.left.of(m), right = test.right.of(m);
    if (!there(left) || !there(right)) return Answer::unsure;
    bool holds = false;
    switch (test.op) {
      case SpanTest::Op::equal:
        holds = left == right;
        break;
      case SpanTest::Op::not_equal:
        holds = left != right;
        break;
      case SpanTest::Op::less:
        holds = order(left, right) < 0;
        break;
      case SpanTest::Op::less_equal:
        holds = order(left, right) <= 0;
        break;
    }
    if (!holds) return Answer::no;
  }
  return Answer::yes;
}

// ---------------------------------------------------------------- which conditions are such

std::optional<SpanSide> Compiler::span_side(Node const* node) {
  SpanSide side;
  if (is_constant(node)) {
    if (!there(node->value)) return std::nullopt;
    side.value = node->value;
    return side;
  }
  if (node->run == run_fact && static_cast<FactPlan const*>(node->more)->cell) {
    side.kind = SpanSide::Kind::fact;
    side.node = node;
    return side;
  }
  bool const of_a_local = node->count == 1 && node->kids[0]->kind == Node::Kind::local;
  if (of_a_local && node->run == run_attribute) {
    side.kind = SpanSide::Kind::attribute;
    side.attribute = static_cast<AttributePlan const*>(node->more)->attribute;
  } else if (of_a_local && node->expr != none && expr(node->expr).op == Op::period_field) {
    auto const field = static_cast<core::PeriodField>(expr(node->expr).a);
    if (field == core::PeriodField::state)
      side.kind = SpanSide::Kind::state;
    else if (field == core::PeriodField::begin)
      side.kind = SpanSide::Kind::begin;
    else if (field == core::PeriodField::end)
      side.kind = SpanSide::Kind::last;
    else
      return std::nullopt;
  } else if (node->run == run_call && node->count == 1) {
    auto const& plan = *static_cast<CallPlan const*>(node->more);
    auto const attribute = plan.dynamic == 1 ? span_side(node->kids[0]) : std::nullopt;
    if (!attribute || attribute->kind != SpanSide::Kind::attribute) return std::nullopt;
    auto const& type = p_.types[p_.attributes[attribute->attribute].type];
    if (type.kind != Kind::enumeration) return std::nullopt;
    side = *attribute;
    side.kind = SpanSide::Kind::word;
    for (std::size_t word = 0; word < p_.enumerations[type.enumeration()].values.size(); ++word) {
      auto const known = known_answer(p_.rules[plan.rule], {whole(static_cast<std::int64_t>(word))});
      if (!known) return std::nullopt;
      side.words.push_back(*known);
    }
    return side;
  } else {
    return std::nullopt;
  }
  side.slot = node->kids[0]->a;
  return side;
}

bool Compiler::add_span_tests(Node const* node, SpanCondition& condition) {
  if (node->run == run_and) {
    for (std::uint32_t n = 0; n < node->count; ++n)
      if (!add_span_tests(node->kids[n], condition)) return false;
    return true;
  }
  if (node->expr == none || node->count != 2) return false;
  static constexpr std::pair<Op, SpanTest::Op> comparisons[] = {{Op::equal, SpanTest::Op::equal},
                                                                {Op::not_equal, SpanTest::Op::not_equal},
                                                                {Op::less, SpanTest::Op::less},
                                                                {Op::less_equal, SpanTest::Op::less_equal}};
  for (auto const& [op, test] : comparisons) {
    if (expr(node->expr).op != op || node->run != run_of(p_, expr(node->expr))) continue;
    for (std::uint32_t n = 0; n < 2; ++n)
      if (!is_scalar(p_, expr(p_.child(node->expr, n)).type)) return false;
    auto left = span_side(node->kids[0]), right = span_side(node->kids[1]);
    if (!left || !right) return false;
    condition.all.push_back({test, std::move(*left), std::move(*right)});
    return true;
  }
  return false;
}

SpanCondition* Compiler::span_condition(Node const* condition) {
  auto made = std::make_shared<SpanCondition>();
  if (!add_span_tests(condition, *made)) return nullptr;
  made->cost = cost_of_all(condition);
  m_.attached_.push_back(made);
  return made.get();
}

}  // namespace convenio::fast
