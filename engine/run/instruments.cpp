// Who is a party, and who is bound to whom, on a date.
// Knows the dates in the program only; knows no rule.
#include "engine/run/evaluator.hpp"

#include <algorithm>

namespace convenio::run {

using core::LegalText;
using model::Date;
using model::StateId;

LegalText const& Evaluator::agreement_of(core::TextId text) const {
  auto const& named = program_.texts[text];
  return named.agreement == none ? named : program_.texts[named.agreement];
}

bool Evaluator::party(LegalText const& text, StateId state, Date date) const {
  return std::any_of(text.parties.begin(), text.parties.end(),
                     [&](auto const& span) { return span.state == state && span.validity.contains(date); });
}

// Where a pair has dates of its own, these count and no others.
bool Evaluator::bound(LegalText const& text, StateId a, StateId b, Date date) const {
  bool has_own_dates = false;
  for (auto const& pair : text.pairs) {
    if (!((pair.first == a && pair.second == b) || (pair.first == b && pair.second == a))) continue;
    has_own_dates = true;
    if (pair.validity.contains(date)) return true;
  }
  return !has_own_dates && party(text, a, date) && party(text, b, date);
}

// Whatever the date turns out to be: a state that never joins is no party and bound to nobody.
bool Evaluator::never_party(core::Expr const& e, Results const& operands) const {
  if (e.op != core::Op::party && e.op != core::Op::bound) return false;
  auto const& text = agreement_of(e.text());
  auto const joins = [&](StateId state) {
    return std::any_of(text.parties.begin(), text.parties.end(),
                       [&](auto const& span) { return span.state == state; }) ||
           std::any_of(text.pairs.begin(), text.pairs.end(),
                       [&](auto const& pair) { return pair.first == state || pair.second == state; });
  };
  return std::any_of(operands.begin(), operands.end() - 1, [&](Result const& operand) {
    return !operand.value.absent() && !joins(operand.value.as<model::StateRef>().id);
  });
}

Value Evaluator::instrument(core::Expr const& e, Results const& operands) {
  auto const state = [&](std::size_t n) { return operands[n].value.as<model::StateRef>().id; };
  auto const date = operands.back().value.as<Date>();
  if (e.op == core::Op::linked) {
    for (core::TextId text = 0; text < program_.texts.size(); ++text) {
      if (program_.texts[text].kind == LegalText::Kind::agreement &&
          bound(program_.texts[text], state(0), state(1), date)) {
        use_text(text);
        return {true};
      }
    }
    return {false};
  }
  auto const& text = agreement_of(e.text());
  use_text(e.text());
  if (e.op == core::Op::party) return {party(text, state(0), date)};
  if (e.op == core::Op::bound) return {bound(text, state(0), state(1), date)};
  std::vector<Value> states;
  std::vector<StateId> seen;
  for (auto const& span : text.parties) {
    if (!span.validity.contains(date) || std::find(seen.begin(), seen.end(), span.state) != seen.end())
      continue;
    seen.push_back(span.state);
    states.push_back({model::StateRef{span.state}});
  }
  return {std::make_shared<model::ListValue const>(model::ListValue{std::move(states)})};
}

}  // namespace convenio::run
