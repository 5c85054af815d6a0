// Builder of what is asked of a case: awards, routes, questions, samples, tests.
#include <utility>

#include "grammar/parser/build.hpp"
#include "grammar/syntax/codes.hpp"

namespace convenio::grammar {

std::vector<syntax::Generator> Builder::generators(Node const& node) {
  std::vector<syntax::Generator> result;
  Node const* const list = find(node, Kind::generators);
  if (list == nullptr) return result;
  for (Node const& child : list->children) {
    result.push_back({name(child.children.front()), required(child, Kind::chain)});
  }
  return result;
}

Builder::Item Builder::award(Node const& node) {
  auto named = name_in(node, Kind::name);
  if (!named) return syntax::Broken{};
  syntax::AwardDecl result;
  result.name = *named;
  result.title = title(node);
  result.generators = generators(node);
  result.type = type_in(node);
  result.payments = child_expression(node, Kind::paid);
  for (Node const& child : node.children) {
    if (child.kind == Kind::particular) result.particulars.push_back(particular(child));
  }
  result.precedence = path_in(node, Kind::by);
  result.steps = path_in(node, Kind::in_steps);
  return result;
}

syntax::Particular Builder::particular(Node const& node) {
  syntax::Particular result;
  if (auto named = name_in(node, Kind::name)) result.name = *named;
  result.title = title(node);
  result.always = has(node, Kind::always);
  result.value = required(node, Kind::chain);
  return result;
}

Builder::Item Builder::route(Node const& node) {
  auto named = name_in(node, Kind::name);
  if (!named) return syntax::Broken{};
  syntax::RouteDecl result;
  result.name = *named;
  result.award = path_in(node, Kind::of);
  result.title = title(node);
  if (Node const* const of = find(node, Kind::of)) result.arguments = paths_in(*of, Kind::names);
  result.step = path_in(node, Kind::at_step);
  for (Node const& child : node.children) {
    if (child.kind == Kind::particular) result.particulars.push_back(particular(child));
  }
  result.when = child_expression(node, Kind::when);
  result.entitled = child_expression(node, Kind::entitled);
  result.grants = child_expression(node, Kind::grants);
  if (result.when == nullptr) result.when = certain(result.name.span);
  if (result.entitled == nullptr) result.entitled = certain(result.name.span);
  if (result.grants == nullptr && node.broken) result.grants = broken(span(node));
  return result;
}

Builder::Item Builder::question(Node const& node) {
  auto named = name_in(node, Kind::name);
  if (!named) return syntax::Broken{};
  syntax::QuestionDecl result;
  result.name = *named;
  result.title = title(node);
  result.generators = generators(node);
  result.when = child_expression(node, Kind::when);
  if (result.when == nullptr) result.when = certain(result.name.span);
  result.type = type_in(node);
  result.body = required(node, Kind::body);
  return result;
}

syntax::FactValue Builder::fact_value(Node const& node) {
  syntax::FactValue result;
  result.span = span(node);
  result.fact = path_in(node, Kind::path);
  if (Node const* const given = find(node, Kind::arguments)) result.arguments = arguments(*given);
  for (Node const& child : node.children) {
    bool const value =
        child.kind == Kind::chain || child.kind == Kind::unknown || child.kind == Kind::contradictory;
    if (value) result.value = expression(child);
  }
  if (result.value == nullptr) result.value = broken(result.span);
  return result;
}

namespace {

bool is_ledger(Node const& node) { return find(node, Kind::ledger) != nullptr; }

}  // namespace

syntax::LedgerRow Builder::ledger_row(Node const& node) {
  syntax::LedgerRow result;
  result.span = span(node);
  result.state = name(node.children[0]);
  result.from = date(node.children[1]);
  result.to = date(node.children[2]);
  result.displaced_by = name(node.children[3]);
  result.clause = path(node.children[4]);
  return result;
}

syntax::Expectation Builder::stated(Node const& node) {
  syntax::Expectation result;
  result.span = span(node);
  result.expr = required(node, Kind::chain);
  bool const of_award = node.kind == Kind::particular_of;
  if (of_award) result.particular = name(node.children.front());
  Node const* const expected =
      node.children.size() > (of_award ? 2U : 1U) ? &node.children.back() : nullptr;
  if (expected != nullptr && expected->kind != Kind::status) {
    result.is = expression(*expected);
    return result;
  }
  if (expected == nullptr) return result;
  result.kind = syntax::Expectation::Kind::status;
  result.status = name(expected->children.front());
  if (has(*expected, Kind::by)) result.by_route = path_in(*expected, Kind::by);
  result.amount = child_expression(*expected, Kind::amount);
  if (Node const* const facts = find(*expected, Kind::for_facts)) {
    for (Node const& child : facts->children) result.for_facts.push_back(expression(child));
  }
  return result;
}

syntax::Expectation Builder::expectation(Node const& node) {
  using Kind_ = syntax::Expectation::Kind;
  syntax::Expectation result;
  result.span = span(node);
  if (node.broken) {
    result.expr = broken(result.span);
    return result;
  }
  Node const& inner = node.children.front();
  if (inner.kind == Kind::decision) {
    result.kind = Kind_::decision;
    for (Node const& child : inner.children) result.awards.push_back(stated(child));
    return result;
  }
  if (!is_ledger(node)) {
    auto one = stated(inner);
    one.span = result.span;
    return one;
  }
  result.expr = required(inner, Kind::chain);
  result.kind = Kind_::ledger;
  for (Node const& child : inner.children) {
    if (child.kind == Kind::ledger_row) result.ledger.push_back(ledger_row(child));
  }
  return result;
}

void Builder::statements(Node const& node, std::vector<syntax::FactValue>& facts, syntax::TestDecl* test) {
  Node const* const block = find(node, Kind::block);
  if (block == nullptr) return;
  bool told = false;
  for (Node const& child : block->children) {
    if (child.kind == Kind::fact_value) facts.push_back(fact_value(child));
    if (child.kind != Kind::expectation && child.kind != Kind::given) continue;
    bool const expects = child.kind == Kind::expectation;
    if (test == nullptr) {
      if (std::exchange(told, true)) continue;
      fault(syntax::Code::unexpected, span(child),
            expects ? "a sample expects nothing" : "a sample gives facts, and no rule a value",
            "write it in a test that is `like` this sample");
    } else if (expects) {
      test->expectations.push_back(expectation(child));
    } else {
      test->given.push_back(fact_value(child));
    }
  }
}

Builder::Item Builder::sample(Node const& node) {
  auto named = name_in(node, Kind::name);
  if (!named) return syntax::Broken{};
  syntax::SampleDecl result;
  result.name = *named;
  if (has(node, Kind::like)) result.like = path_in(node, Kind::like);
  statements(node, result.facts, nullptr);
  return result;
}

Builder::Item Builder::test(Node const& node) {
  if (!has(node, Kind::text)) return syntax::Broken{};
  syntax::TestDecl result;
  result.title = text_in(node);
  if (has(node, Kind::like)) result.like = path_in(node, Kind::like);
  statements(node, result.facts, &result);
  return result;
}

}  // namespace convenio::grammar
