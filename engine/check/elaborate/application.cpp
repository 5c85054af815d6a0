// Where a text speaks: in force, to what it applies (`applies when`), and while a State is a party (`while`).
// Knows conditions as rules without a name of their own; knows no article and no route.
#include <algorithm>

#include "engine/check/elaborate/lower.hpp"

namespace convenio::check {

namespace {

bool with_conditions(core::Program const& p, TextId text) {
  auto const& parties = p.texts[text].parties;
  return std::any_of(parties.begin(), parties.end(), [](auto const& span) { return span.condition != none; });
}

}  // namespace

ExprId Lowering::all_of(std::vector<ExprId> const& conditions, Span span) {
  if (conditions.empty()) return none;
  if (conditions.size() == 1) return conditions.front();
  return emit(core::Op::and_, simple(program(), TypeKind::truth), conditions, span);
}

std::vector<ExprId> Lowering::applications_here(Span span) {
  TypeId const truth = simple(program(), TypeKind::truth);
  std::vector<ExprId> conditions;
  for (core::RuleId const rule : applications(ws_, site_.text)) {
    if (program().rules[rule].parameters.empty()) {
      conditions.push_back(emit(core::Op::call, truth, {}, span, rule));
      continue;
    }
    TypeId const subject = program().rules[rule].parameters.front().type;
    for (Local const& local : locals_) {
      if (local.type != subject || special(subject)) continue;
      ExprId const value = emit(core::Op::local, local.type, {}, span, local.slot);
      conditions.push_back(emit(core::Op::call, truth, {value}, span, rule));
    }
  }
  return conditions;
}

ExprId Lowering::where_the_text_applies(ExprId condition, Span span) {
  auto conditions = applications_here(span);
  if (conditions.empty()) return condition;
  auto const known = condition == none ? std::nullopt : constant_of(program(), condition);
  bool const yes = known && known->content == model::Value{true}.content;
  if (condition != none && !yes) conditions.push_back(condition);
  return all_of(conditions, span);
}

ExprId Lowering::where_the_text_speaks(ExprId condition, Span span) {
  std::vector<ExprId> conditions;
  if (ExprId const bounds = in_force_condition(span); bounds != none) conditions.push_back(bounds);
  auto const applies = applications_here(span);
  conditions.insert(conditions.end(), applies.begin(), applies.end());
  if (condition != none) conditions.push_back(condition);
  return all_of(conditions, span);
}

// ---------------------------------------------------------------- parties while a condition holds

// The spans with a condition, written out: the State is that one, on a day of the span, while the condition
// holds.
ExprId Lowering::party_of(ExprId state, ExprId date, TextId text, Span span) {
  core::Program& p = program();
  TypeId const truth = simple(p, TypeKind::truth);
  TypeId const state_type = simple(p, TypeKind::state);
  TypeId const date_type = simple(p, TypeKind::date);
  std::vector<ExprId> ways{emit(core::Op::party, truth, {state, date}, span, text)};
  auto const parties = p.texts[p.agreement_of(text)].parties;
  for (auto const& party : parties) {
    if (party.condition == none) continue;
    ExprId const named = constant({model::StateRef{party.state}}, state_type, span).id;
    std::vector<ExprId> all{emit(core::Op::equal, truth, {state, named}, span)};
    if (party.validity.from) {
      ExprId const first = constant({*party.validity.from}, date_type, span).id;
      all.push_back(emit(core::Op::less_equal, truth, {first, date}, span));
    }
    if (party.validity.until) {
      ExprId const last = constant({*party.validity.until}, date_type, span).id;
      all.push_back(emit(core::Op::less_equal, truth, {date, last}, span));
    }
    all.push_back(emit(core::Op::call, truth, {}, span, party.condition));
    ways.push_back(all_of(all, span));
  }
  return ways.size() == 1 ? ways.front() : emit(core::Op::or_, truth, ways, span);
}

// Pairs have no part with a condition: C0703.
ExprId Lowering::bound_by(ExprId a, ExprId b, ExprId date, TextId text, Span span) {
  core::Program& p = program();
  TypeId const truth = simple(p, TypeKind::truth);
  ExprId const bound = emit(core::Op::bound, truth, {a, b, date}, span, text);
  TextId const agreement = p.agreement_of(text);
  if (!with_conditions(p, agreement)) return bound;
  TypeId const state_type = simple(p, TypeKind::state);
  std::vector<ExprId> states;
  auto const parties = p.texts[agreement].parties;
  for (auto const& party : parties) {
    if (party.condition != none)
      states.push_back(constant({model::StateRef{party.state}}, state_type, span).id);
  }
  ExprId const list = emit(core::Op::list, list_of(p, state_type), states, span);
  ExprId const either = emit(
      core::Op::or_, truth,
      {emit(core::Op::contains, truth, {a, list}, span), emit(core::Op::contains, truth, {b, list}, span)},
      span);
  ExprId const both = emit(core::Op::and_, truth,
                           {either, party_of(a, date, text, span), party_of(b, date, text, span)}, span);
  return emit(core::Op::or_, truth, {bound, both}, span);
}

ExprId Lowering::linked_by_any(ExprId a, ExprId b, ExprId date, Span span) {
  core::Program& p = program();
  TypeId const truth = simple(p, TypeKind::truth);
  std::vector<ExprId> ways{emit(core::Op::linked, truth, {a, b, date}, span)};
  for (TextId text = 0; text < p.texts.size(); ++text) {
    if (p.texts[text].kind == core::LegalText::Kind::agreement && with_conditions(p, text))
      ways.push_back(bound_by(a, b, date, text, span));
  }
  return ways.size() == 1 ? ways.front() : emit(core::Op::or_, truth, ways, span);
}

// In the order in which the agreement names them.
ExprId Lowering::parties_of(ExprId date, TextId text, Span span) {
  core::Program& p = program();
  TypeId const state_type = simple(p, TypeKind::state);
  TypeId const list = list_of(p, state_type);
  TextId const agreement = p.agreement_of(text);
  if (!with_conditions(p, agreement)) return emit(core::Op::parties, list, {date}, span, text);
  std::vector<model::StateId> named;
  auto const parties = p.texts[agreement].parties;
  for (auto const& party : parties) {
    if (std::find(named.begin(), named.end(), party.state) == named.end()) named.push_back(party.state);
  }
  std::vector<ExprId> states;
  for (auto const state : named) states.push_back(constant({model::StateRef{state}}, state_type, span).id);
  ExprId const all = emit(core::Op::list, list, states, span);
  Scope const scope(*this);
  std::uint32_t const slot = declare("", state_type);
  ExprId const one = emit(core::Op::local, state_type, {}, span, slot);
  return emit(core::Op::those, list, {all, party_of(one, date, text, span)}, span, slot);
}

}  // namespace convenio::check
