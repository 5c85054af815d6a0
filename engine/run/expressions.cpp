// The operators that do not need all their operands: truth, choice, names, and the way to all others.
// Knows no operator's arithmetic, no rule and no award.
#include <utility>

#include <fmt/format.h>

#include "engine/ops/apply.hpp"
#include "engine/ops/instruments.hpp"
#include "engine/run/evaluator.hpp"

namespace convenio::run {

using core::Op;

Result Evaluator::evaluate(ExprId id, Frame& frame) {
  if (!budget_.spend(1)) return {step_fault(frame.asker), none};
  if (nesting_ >= nesting_limit) {
    return {fault(Blocker::Kind::limit,
                  fmt::format("expressions are nested more than {} deep through their calls", nesting_limit),
                  frame.asker),
            none};
  }
  ++nesting_;
  auto const* const around = std::exchange(frame_, &frame);
  Result result = dispatch(id, frame);
  frame_ = around;
  --nesting_;
  afford(result, frame.asker);
  return result;
}

// A long text is copied, and a long list of reasons united, again and again on their way up.
void Evaluator::afford(Result& result, Asker const& asker) {
  auto const* text = std::get_if<std::string>(&result.value.content);
  auto const* absence = std::get_if<model::AbsencePtr>(&result.value.content);
  bool const many = absence && *absence && (*absence)->blockers.size() > free_blockers;
  if (!text && !many) return;
  auto const steps = text ? text->size() / bytes_per_step : steps_per_blocker * (*absence)->blockers.size();
  if (!budget_.spend(steps)) result.value = step_fault(asker);
}

Result Evaluator::dispatch(ExprId id, Frame& frame) {
  switch (expr(id).op) {
    case Op::constant:
    case Op::periods:
      return constant(id);
    case Op::local:
      return frame.locals.size() > expr(id).a ? frame.locals[expr(id).a] : Result{};
    case Op::fact:
      return fact(id, frame);
    case Op::call:
      return call(id, frame);
    case Op::lookup:
      return lookup(id, frame);
    case Op::award:
    case Op::awarded:
    case Op::granted_by:
      return award_value(id, frame);
    case Op::and_:
    case Op::or_:
      return junction(id, frame);
    case Op::if_:
      return conditional(id, frame);
    case Op::match:
      return match(id, frame);
    case Op::let_:
      return let(id, frame);
    case Op::in_force:
      return in_force(id, frame);
    case Op::undefined:
      return silent(id, Blocker::Kind::undefined_text, frame);
    case Op::not_encoded:
      return silent(id, Blocker::Kind::not_encoded, frame);
    case Op::those:
    case Op::exists:
    case Op::every:
    case Op::number:
    case Op::first:
    case Op::sum:
    case Op::map:
      return binder(id, frame);
    case Op::carry:
      return carry(id, frame);
    case Op::period_attribute:
      return period_attribute(id, frame);
    case Op::resolve:
      return resolve(id, frame);
    case Op::make_period:
      return make_period(id, frame);
    case Op::not_:
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::contains:
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::negate:
    case Op::add_span:
    case Op::round:
    case Op::convert:
    case Op::restate:
    case Op::exchange:
    case Op::money_of:
    case Op::field:
    case Op::make:
    case Op::list:
    case Op::range:
    case Op::period_field:
    case Op::route_field:
    case Op::certified:
    case Op::builtin:
    case Op::party:
    case Op::bound:
    case Op::linked:
    case Op::parties:
      return strict(id, frame);
  }
  return {};
}

Evaluator::Results Evaluator::children(ExprId id, Frame& frame) {
  Results results;
  results.reserve(expr(id).child_count);
  for (std::uint32_t n = 0; n < expr(id).child_count; ++n) {
    results.push_back(evaluate(program_.child(id, n), frame));
  }
  return results;
}

Evaluator::Steps Evaluator::operands(ExprId id, Frame& frame) {
  Steps steps;
  steps.values.reserve(expr(id).child_count);
  if (options_.explain) steps.nodes.reserve(expr(id).child_count);
  for (std::uint32_t n = 0; n < expr(id).child_count; ++n) {
    auto step = evaluate(program_.child(id, n), frame);
    steps.values.push_back(std::move(step.value));
    if (step.node != none) steps.nodes.push_back(step.node);
  }
  return steps;
}

Result Evaluator::strict(ExprId id, Frame& frame) {
  auto [values, nodes] = operands(id, frame);
  Absences missing;
  for (auto const& value : values) missing.add(value);
  if (missing.any() && ops::never_party(program_, expr(id), values))
    return traced(id, std::move(nodes), {false});
  if (missing.any()) {
    if (auto const known = within_limits(id, values, frame)) return traced(id, std::move(nodes), {*known});
  }
  if (missing.any()) return traced(id, std::move(nodes), missing.value());
  if (!budget_.spend(ops::price(values))) return traced(id, std::move(nodes), step_fault(frame.asker));
  return traced(id, std::move(nodes), apply(id, values, frame.asker));
}

// The kernel's value, the texts that gave it, and who asked.
Value Evaluator::apply(ExprId id, std::vector<Value> const& operands, Asker const& asker) {
  auto const& e = expr(id);
  if (e.op == Op::linked) {
    auto const text = ops::linking_text(program_, operands);
    if (text != none) use_text(text);
    return {text != none};
  }
  if (e.op == Op::party || e.op == Op::bound || e.op == Op::parties) use_text(e.text());
  if (e.op == Op::certified || e.op == Op::builtin) read_certificates_of(id, operands);
  if (e.op == Op::convert) use_units(e, operands);
  auto value = ops::apply(context(), e, operands);
  if (value.absent()) return asked(std::move(value), asker);
  return value;
}

// In which unit a State counts is law, and a conversion to it or from it rests on that.
void Evaluator::use_units(core::Expr const& e, std::vector<Value> const& operands) {
  auto const& use_of = program_.conversion_uses[e.a];
  std::size_t const states = (use_of.from_state ? 1U : 0U) + (use_of.to_state ? 1U : 0U);
  for (std::size_t n = operands.size() - states; n < operands.size(); ++n) {
    auto const state = operands[n].as<model::StateRef>().id;
    if (state < program_.states.size() && program_.states[state].counted != none)
      use(program_.states[state].counted);
  }
}

Result Evaluator::constant(ExprId id) {
  Value const& value = program_.constants[expr(id).a];
  if (!options_.explain) return {value, none};
  auto [place, is_new] = constants_.try_emplace(id, none);
  if (is_new) place->second = traced(id, Nodes{}, value).node;
  return {value, place->second};
}

Result Evaluator::junction(ExprId id, Frame& frame) {
  bool const decisive = expr(id).op == Op::or_;
  Results operands;
  operands.reserve(expr(id).child_count);
  Absences missing;
  auto const before = grounds_.mark();
  for (std::uint32_t n = 0; n < expr(id).child_count; ++n) {
    auto const last = grounds_.mark();
    operands.push_back(evaluate(program_.child(id, n), frame));
    Value const& value = operands.back().value;
    if (value.absent()) {
      missing.add(value);
    } else if (value.as<bool>() == decisive) {
      grounds_.keep_only(before, last);
      return traced(id, operands, {decisive});
    }
  }
  return traced(id, operands, missing.any() ? missing.value() : Value{!decisive});
}

Result Evaluator::conditional(ExprId id, Frame& frame) {
  Results steps;
  steps.reserve(3);
  steps.push_back(evaluate(program_.child(id, 0), frame));
  Value const condition = steps[0].value;
  if (!condition.absent()) {
    steps.push_back(evaluate(program_.child(id, condition.as<bool>() ? 1 : 2), frame));
    return traced(id, steps, steps[1].value);
  }
  Consensus consensus;
  consensus.guard(condition);
  for (std::uint32_t n = 1; n <= 2; ++n) {
    steps.push_back(evaluate(program_.child(id, n), frame));
    consensus.outcome(steps.back().value);
  }
  return traced(id, steps, agreed(consensus, frame.asker));
}

namespace {

std::uint32_t index_of(Value const& subject) {
  if (auto const* enumerated = std::get_if<model::Enumerated>(&subject.content)) return enumerated->index;
  if (auto const* state = std::get_if<model::StateRef>(&subject.content)) return state->id;
  if (auto const* route = std::get_if<model::RouteRef>(&subject.content)) return route->index;
  return none;
}

}  // namespace

Result Evaluator::match(ExprId id, Frame& frame) {
  auto const& table = program_.matches[expr(id).a];
  Results steps;
  steps.reserve(3);
  steps.push_back(evaluate(program_.child(id, 0), frame));
  Value const subject = steps[0].value;
  if (!subject.absent()) {
    auto const index = index_of(subject);
    std::uint32_t arm = index < table.child_of.size() ? table.child_of[index] : 0;
    if (arm == 0) arm = table.otherwise;
    if (arm == 0) {
      auto const sentence =
          fmt::format("no case of the choice answers {}", brief(subject, expr(program_.child(id, 0)).type));
      return traced(id, steps, fault(Blocker::Kind::not_encoded, sentence, frame.asker));
    }
    steps.push_back(evaluate(program_.child(id, arm), frame));
    return traced(id, steps, steps[1].value);
  }
  Consensus consensus;
  consensus.guard(subject);
  for (std::uint32_t n = 1; n < expr(id).child_count; ++n) {
    steps.push_back(evaluate(program_.child(id, n), frame));
    consensus.outcome(steps.back().value);
  }
  return traced(id, steps, agreed(consensus, frame.asker));
}

// No step of its own in the explanation: the name stands for the step that gave its value.
Result Evaluator::let(ExprId id, Frame& frame) {
  frame.set(expr(id).a, evaluate(program_.child(id, 0), frame));
  return evaluate(program_.child(id, 1), frame);
}

Result Evaluator::in_force(ExprId id, Frame& frame) {
  Results steps;
  steps.reserve(3);
  steps.push_back(evaluate(program_.child(id, 0), frame));
  Value const date = steps[0].value;
  if (!date.absent() && !program_.validities[expr(id).a].contains(date.as<model::Date>())) {
    std::string place = core::to_string(program_, expr(id).citation());
    if (place.empty()) place = std::string(frame.asker.name);
    auto const sentence = fmt::format("{} is not in force on {}", place, date.as<model::Date>().to_string());
    return traced(id, steps, fault(Blocker::Kind::not_in_force, sentence, frame.asker));
  }
  steps.push_back(evaluate(program_.child(id, 1), frame));
  if (!date.absent()) return traced(id, steps, steps[1].value);
  Absences missing;
  missing.add(date);
  missing.add(steps[1].value);
  return traced(id, steps, missing.value());
}

Result Evaluator::silent(ExprId id, Blocker::Kind kind, Frame& frame) {
  return traced(id, Nodes{}, fault(kind, program_.sentences[expr(id).a], frame.asker));
}

}  // namespace convenio::run
