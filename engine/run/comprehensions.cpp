// Operators that run over the elements of a list or the periods of a history.
// A condition that is unknown for one element leaves the whole open, unless another element decides. Knows no
// rule.
#include "engine/ops/arithmetic.hpp"
#include "engine/ops/lists.hpp"
#include "engine/run/evaluator.hpp"

namespace convenio::run {

using core::Op;
using model::Rational;

Evaluator::Items Evaluator::items_of(Value const& source) {
  Items items;
  if (auto const* history = std::get_if<HistoryPtr>(&source.content)) {
    for (auto const& period : (*history)->periods) {
      items.values.push_back({model::PeriodPtr(*history, &period)});
    }
    for (auto const& period : (*history)->undated) {
      items.values.push_back({model::PeriodPtr(*history, &period)});
    }
    items.doubts = (*history)->doubts;
  } else if (auto const* list = std::get_if<model::ListPtr>(&source.content)) {
    items.values = (*list)->items;
  }
  return items;
}

Result Evaluator::binder(ExprId id, Frame& frame) {
  auto const source = evaluate(program_.child(id, 0), frame);
  Nodes inputs = node_of(source);
  if (source.value.absent()) return traced(id, inputs, source.value);
  auto const op = expr(id).op;
  bool const decides = op == Op::exists || op == Op::every;
  Value value = op == Op::those   ? those(id, frame, source, inputs)
                : decides         ? decide_all(id, frame, source, inputs)
                : op == Op::first ? first(id, frame, source, inputs)
                                  : fold(id, frame, source, inputs);
  return traced(id, std::move(inputs), std::move(value));
}

// Whether the condition holds for one element; yes where none is written.
Value Evaluator::holds(ExprId id, Frame& frame, Value const& item, std::uint32_t position,
                       Result const& source, Nodes& inputs) {
  if (!budget_.spend(1)) return step_fault(frame.asker);
  frame.set(expr(id).a, element(id, position, source, item, frame.asker));
  bool const has_value = expr(id).op == Op::sum || expr(id).op == Op::map;
  if (expr(id).child_count < (has_value ? 3U : 2U)) return {true};
  auto const condition = evaluate(program_.child(id, 1), frame);
  if (condition.node != none) inputs.push_back(condition.node);
  return condition.value;
}

Value Evaluator::those(ExprId id, Frame& frame, Result const& source, Nodes& inputs) {
  Absences missing;
  std::uint32_t position = 0;
  if (auto const* history = std::get_if<HistoryPtr>(&source.value.content)) {
    auto const keep = [&](Period const& period) {
      Value const kept =
          holds(id, frame, {std::make_shared<Period const>(period)}, position++, source, inputs);
      missing.add(kept);
      return kept.absent() || kept.as<bool>();
    };
    auto filtered = model::filter(**history, keep);
    return missing.any() ? missing.value() : Value{std::make_shared<History const>(std::move(filtered))};
  }
  std::vector<Value> items;
  for (auto const& item : items_of(source.value).values) {
    Value const kept = holds(id, frame, item, position++, source, inputs);
    missing.add(kept);
    if (!kept.absent() && kept.as<bool>()) items.push_back(item);
  }
  if (missing.any()) return missing.value();
  return asked(ops::list_value(context(), std::move(items)), frame.asker);
}

// exists, every. In a doubt one of the candidates is there, or perhaps none; without candidates, anyone may
// be.
Value Evaluator::decide_all(ExprId id, Frame& frame, Result const& source, Nodes& inputs) {
  bool const decisive = expr(id).op == Op::exists;
  auto const items = items_of(source.value);
  Absences missing;
  std::uint32_t position = 0;
  auto const before = grounds_.mark();
  for (auto const& item : items.values) {
    auto const last = grounds_.mark();
    Value const held = holds(id, frame, item, position++, source, inputs);
    missing.add(held);
    if (held.absent() || held.as<bool>() != decisive) continue;
    grounds_.keep_only(before, last);
    return {decisive};
  }
  for (auto const& doubt : items.doubts) {
    bool all = !doubt.may_be_absent && !doubt.candidates.empty(), some = doubt.candidates.empty();
    for (auto const& candidate : doubt.candidates) {
      Value const held =
          holds(id, frame, {std::make_shared<Period const>(candidate)}, position++, source, inputs);
      missing.add(held);
      bool const decides = !held.absent() && held.as<bool>() == decisive;
      all = all && decides;
      some = some || decides;
    }
    if (all) return {decisive};
    if (some) missing.add(doubt.why);
  }
  return missing.any() ? asked(missing.value(), frame.asker) : Value{!decisive};
}

// Whether no candidate of a doubt satisfies the condition, so that the doubt does not matter to a count.
bool Evaluator::excluded(ExprId id, Frame& frame, model::Doubt const& doubt, std::uint32_t& position,
                         Result const& source, Nodes& inputs, Absences& missing) {
  bool matters = doubt.candidates.empty();
  for (auto const& candidate : doubt.candidates) {
    Value const held =
        holds(id, frame, {std::make_shared<Period const>(candidate)}, position++, source, inputs);
    missing.add(held);
    matters = matters || (!held.absent() && held.as<bool>());
  }
  if (matters) missing.add(doubt.why);
  return !matters;
}

// number, sum, list of. How many pieces a doubt would leave is open, so that it must not matter.
Value Evaluator::fold(ExprId id, Frame& frame, Result const& source, Nodes& inputs) {
  auto const op = expr(id).op;
  auto const items = items_of(source.value);
  Absences missing;
  std::vector<Value> kept;
  std::uint32_t position = 0;
  for (auto const& item : items.values) {
    Value const held = holds(id, frame, item, position++, source, inputs);
    missing.add(held);
    if (!held.absent() && !held.as<bool>()) continue;
    if (op == Op::number) {
      kept.push_back(item);
      continue;
    }
    auto const result = evaluate(program_.child(id, expr(id).child_count - 1), frame);
    if (result.node != none) inputs.push_back(result.node);
    missing.add(budget_.room_for(result.value) ? result.value : kept_fault(frame.asker));
    if (!missing.any()) kept.push_back(result.value);
  }
  for (auto const& doubt : items.doubts) excluded(id, frame, doubt, position, source, inputs, missing);
  if (missing.any()) return asked(missing.value(), frame.asker);
  if (op == Op::number) return {Rational(static_cast<std::int64_t>(kept.size()))};
  if (op == Op::map) return {std::make_shared<model::ListValue const>(model::ListValue{std::move(kept)})};
  return total(id, kept, frame);
}

// A sum of no amounts is zero in the currency that its type says, or that of the state the type names.
Value Evaluator::total(ExprId id, std::vector<Value> const& items, Frame const& frame) {
  if (items.empty()) {
    auto const& type = type_of(id);
    if (type.kind != core::Type::Kind::money) return {Rational(0)};
    auto const* state = type.of < frame.locals.size()
                            ? std::get_if<model::StateRef>(&frame.locals[type.of].value.content)
                            : nullptr;
    auto const zero = core::nothing_of(program_, state ? state->id : model::StateId(none), type);
    if (zero.currency != none) return {zero};
    return fault(Blocker::Kind::impossible, "the sum of no amounts has no currency", frame.asker);
  }
  Value sum = items.front();
  for (std::size_t n = 1; n < items.size(); ++n) {
    Value const addends[] = {sum, items[n]};
    if (!budget_.spend(ops::price(addends))) return step_fault(frame.asker);
    sum = asked(ops::arithmetic(context(), Op::add, addends[0], addends[1]), frame.asker);
    if (sum.absent()) return sum;
  }
  return sum;
}

Value Evaluator::first(ExprId id, Frame& frame, Result const& source, Nodes& inputs) {
  auto const items = items_of(source.value);
  Absences missing;
  auto candidate =
      static_cast<std::uint32_t>(items.values.size());  // candidates are numbered after the periods
  for (auto const& doubt : items.doubts) excluded(id, frame, doubt, candidate, source, inputs, missing);
  std::uint32_t position = 0;
  for (auto const& item : items.values) {
    Value const held = holds(id, frame, item, position++, source, inputs);
    missing.add(held);
    if (!held.absent() && held.as<bool>()) return asked(missing.any() ? missing.value() : item, frame.asker);
  }
  if (missing.any()) return asked(missing.value(), frame.asker);
  return fault(Blocker::Kind::impossible, "there is no first element: none satisfies the condition",
               frame.asker);
}

Result Evaluator::carry(ExprId id, Frame& frame) {
  auto const start = evaluate(program_.child(id, 0), frame);
  auto const source = evaluate(program_.child(id, 1), frame);
  Nodes inputs = nodes_of({start, source});
  Absences missing;
  missing.add(source.value);
  if (!source.value.absent()) {
    for (auto const& doubt : items_of(source.value).doubts) missing.add(doubt.why);
  }
  if (missing.any()) {
    missing.add(start.value);
    return traced(id, std::move(inputs), asked(missing.value(), frame.asker));
  }
  Result carried = start;
  std::uint32_t position = 0;
  for (auto const& item : items_of(source.value).values) {
    if (!budget_.spend(1)) return traced(id, std::move(inputs), step_fault(frame.asker));
    frame.set(expr(id).a, carried);
    frame.set(expr(id).b, element(id, position++, source, item, frame.asker));
    carried = evaluate(program_.child(id, 2), frame);
    if (carried.node != none) inputs.push_back(carried.node);
  }
  return traced(id, std::move(inputs), carried.value);
}

}  // namespace convenio::run
