// Parties of an agreement, and the agreements between two states, on a date.
// Knows the dates in the program only; knows no rule.
#include "engine/ops/instruments.hpp"

#include <algorithm>

namespace convenio::ops {

using core::LegalText;
using model::Date;
using model::StateId;

namespace {

bool party(LegalText const& text, StateId state, Date date) {
  return std::any_of(text.parties.begin(), text.parties.end(), [&](auto const& span) {
    return span.condition == model::none && span.state == state && span.validity.contains(date);
  });
}

// Where a pair has dates of its own, these count and no others. No instrument binds a state to itself.
bool bound(LegalText const& text, StateId a, StateId b, Date date) {
  if (a == b) return false;
  bool has_own_dates = false;
  for (auto const& pair : text.pairs) {
    if (!((pair.first == a && pair.second == b) || (pair.first == b && pair.second == a))) continue;
    has_own_dates = true;
    if (pair.validity.contains(date)) return true;
  }
  return !has_own_dates && party(text, a, date) && party(text, b, date);
}

StateId state_in(Operands operands, std::size_t n) { return operands[n].as<model::StateRef>().id; }

}  // namespace

bool never_party(core::Program const& program, core::Expr const& e, Operands operands) {
  if (e.op != core::Op::party && e.op != core::Op::bound) return false;
  if (e.op == core::Op::bound && !operands[0].absent() && !operands[1].absent() &&
      state_in(operands, 0) == state_in(operands, 1))
    return true;
  auto const& text = program.texts[program.agreement_of(e.text())];
  auto const joins = [&](StateId state) {
    return std::any_of(
               text.parties.begin(), text.parties.end(),
               [&](auto const& span) { return span.condition == model::none && span.state == state; }) ||
           std::any_of(text.pairs.begin(), text.pairs.end(),
                       [&](auto const& pair) { return pair.first == state || pair.second == state; });
  };
  return std::any_of(operands.begin(), operands.end() - 1, [&](Value const& operand) {
    return !operand.absent() && !joins(operand.as<model::StateRef>().id);
  });
}

core::TextId linking_text(core::Program const& program, Operands operands) {
  auto const date = operands.back().as<Date>();
  for (core::TextId text = 0; text < program.texts.size(); ++text) {
    auto const& agreement = program.texts[text];
    if (agreement.kind == LegalText::Kind::agreement &&
        bound(agreement, state_in(operands, 0), state_in(operands, 1), date))
      return text;
  }
  return model::none;
}

Value instrument(core::Program const& program, core::Expr const& e, Operands operands) {
  if (e.op == core::Op::linked) return {linking_text(program, operands) != model::none};
  auto const date = operands.back().as<Date>();
  auto const& text = program.texts[program.agreement_of(e.text())];
  if (e.op == core::Op::party) return {party(text, state_in(operands, 0), date)};
  if (e.op == core::Op::bound) return {bound(text, state_in(operands, 0), state_in(operands, 1), date)};
  std::vector<Value> states;
  std::vector<StateId> seen;
  for (auto const& span : text.parties) {
    if (span.condition != model::none) continue;
    if (!span.validity.contains(date) || std::find(seen.begin(), seen.end(), span.state) != seen.end())
      continue;
    seen.push_back(span.state);
    states.push_back({model::StateRef{span.state}});
  }
  return {std::make_shared<model::ListValue const>(model::ListValue{std::move(states)})};
}

}  // namespace convenio::ops
