// Strict operators on values that are there: comparison, arithmetic, rounding, conversion, structure.
// Knows no fact and no rule; what cannot be done becomes an absent value with a sentence.
#include "engine/run/evaluator.hpp"

#include <fmt/format.h>

namespace convenio::run {

using core::Op;
using model::Amount;
using model::Rational;

namespace {

constexpr std::size_t digits_of_a_word = 20;  // at most

bool is_history(Value const& value) { return std::holds_alternative<HistoryPtr>(value.content); }
bool is_list(Value const& value) { return std::holds_alternative<model::ListPtr>(value.content); }
bool is_amount(Value const& value) { return std::holds_alternative<Amount>(value.content); }

}  // namespace

void add_deep(Absences& missing, Value const& value) {
  if (value.absent()) {
    missing.add(value);
  } else if (auto const* list = std::get_if<model::ListPtr>(&value.content)) {
    for (auto const& item : (*list)->items) add_deep(missing, item);
  } else if (auto const* record = std::get_if<model::RecordPtr>(&value.content)) {
    for (auto const& field : (*record)->fields) add_deep(missing, field);
  } else if (auto const* history = std::get_if<HistoryPtr>(&value.content)) {
    for (auto const& doubt : (*history)->doubts) missing.add(doubt.why);
  }
}

Value Evaluator::apply(ExprId id, Results const& operands, Asker const& asker) {
  auto const& e = expr(id);
  switch (e.op) {
    case Op::not_:
      return {!operands[0].value.as<bool>()};
    case Op::equal:
      return equal(operands[0].value, operands[1].value, asker);
    case Op::not_equal: {
      Value const same = equal(operands[0].value, operands[1].value, asker);
      return same.absent() ? same : Value{!same.as<bool>()};
    }
    case Op::less:
      return less(operands[0].value, operands[1].value, false, asker);
    case Op::less_equal:
      return less(operands[0].value, operands[1].value, true, asker);
    case Op::contains:
      return contains(operands[0].value, operands[1].value, asker);
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
      return apply_arithmetic(e.op, operands[0].value, operands[1].value, asker);
    case Op::negate: {
      Value const& value = operands[0].value;
      if (is_amount(value)) return {Amount{-value.as<Amount>().number, value.as<Amount>().currency}};
      return {-value.as<Rational>()};
    }
    case Op::add_span:
      return add_span(id, operands, asker);
    case Op::round:
      return round(e, operands, asker);
    case Op::convert:
      return convert(e, operands, asker);
    case Op::field:
      return asked(operands[0].value.as<model::RecordPtr>()->fields[e.a], asker);
    case Op::make:
    case Op::list: {
      std::vector<Value> items;
      for (auto const& operand : operands) items.push_back(operand.value);
      if (e.op == Op::list) return list_value(std::move(items), asker);
      if (!room_for(items)) return kept_fault(asker);
      return {std::make_shared<model::RecordValue const>(model::RecordValue{e.record(), std::move(items)})};
    }
    case Op::range:
      return std::holds_alternative<model::Date>(operands[0].value.content) ? date_range(id, operands, asker)
                                                                            : range(operands, asker);
    case Op::period_field:
      return period_field(e, *operands[0].value.as<model::PeriodPtr>(), asker);
    case Op::route_field:
      return route_field(e, operands[0].value, asker);
    case Op::certified:
      if (auto const* period = std::get_if<model::PeriodPtr>(&operands[0].value.content)) {
        return certified(e, model::make_history({**period}), asker);
      }
      return certified(e, *operands[0].value.as<HistoryPtr>(), asker);
    case Op::builtin:
      return builtin(id, operands, asker);
    case Op::party:
    case Op::bound:
    case Op::linked:
    case Op::parties:
      return instrument(e, operands);
    case Op::constant:
    case Op::local:
    case Op::fact:
    case Op::call:
    case Op::lookup:
    case Op::and_:
    case Op::or_:
    case Op::if_:
    case Op::match:
    case Op::let_:
    case Op::undefined:
    case Op::in_force:
    case Op::those:
    case Op::exists:
    case Op::every:
    case Op::number:
    case Op::first:
    case Op::sum:
    case Op::map:
    case Op::carry:
    case Op::period_attribute:
    case Op::make_period:
    case Op::periods:
    case Op::resolve:
      break;  // these have operands that they may not need
  }
  return fault(Blocker::Kind::impossible, "an operator that needs no operands was given some", asker);
}

// ---------------------------------------------------------------- comparison

Value Evaluator::equal(Value const& a, Value const& b, Asker const& asker) {
  if (is_amount(a) && is_amount(b) && a.as<Amount>().currency != b.as<Amount>().currency) {
    return less(a, b, false, asker);
  }
  auto const first = model::extent_of(a), second = model::extent_of(b);
  if (!first.whole || !second.whole) {
    if (!spend_touched(first.parts) || !spend_touched(second.parts)) return step_fault(asker);
    Absences missing;
    add_deep(missing, a);
    add_deep(missing, b);
    if (missing.any()) return asked(missing.value(), asker);
  }
  auto const order = compare(a, b, asker);
  return order.absent() ? order : Value{order.as<Rational>().is_zero()};
}

// -1, 0 or 1; absent where the steps do not suffice for what the two must be asked.
Value Evaluator::compare(Value const& a, Value const& b, Asker const& asker) {
  model::Effort effort{options_.step_limit};
  auto const order = model::compare(a, b, effort);
  if (!spend_touched(effort.touched)) return step_fault(asker);
  return {Rational(order < 0 ? -1 : order > 0 ? 1 : 0)};
}

Value Evaluator::less(Value const& a, Value const& b, bool or_equal, Asker const& asker) {
  if (is_amount(a) && is_amount(b)) {
    auto const& first = a.as<Amount>();
    auto const& second = b.as<Amount>();
    if (first.currency != second.currency) {
      return fault(
          Blocker::Kind::impossible,
          fmt::format("amounts in {} and {} cannot be compared", program_.currencies[first.currency].code,
                      program_.currencies[second.currency].code),
          asker);
    }
  }
  auto const order = compare(a, b, asker);
  if (order.absent()) return order;
  auto const sign = order.as<Rational>().sign();
  return {or_equal ? sign <= 0 : sign < 0};
}

Value Evaluator::contains(Value const& item, Value const& list, Asker const& asker) {
  Absences missing;
  for (auto const& candidate : list.as<model::ListPtr>()->items) {
    spend(1);
    Value const same = equal(item, candidate, asker);
    if (same.absent()) {
      missing.add(same);
    } else if (same.as<bool>()) {
      return {true};
    }
  }
  return missing.any() ? missing.value() : Value{false};
}

// ---------------------------------------------------------------- arithmetic

Value Evaluator::bounded(Value value, Asker const& asker) const {
  auto const* number = std::get_if<Rational>(&value.content);
  if (auto const* amount = std::get_if<Amount>(&value.content)) number = &amount->number;
  if (!number || number->words() * digits_of_a_word <= digits_limit || number->digits() <= digits_limit)
    return value;
  return fault(Blocker::Kind::limit, fmt::format("a number has more than {} digits", digits_limit), asker);
}

Value Evaluator::apply_arithmetic(Op op, Value const& a, Value const& b, Asker const& asker) {
  bool const adds = op == Op::add;
  if (is_history(a)) {
    return adds ? unite({a, b}, asker) : subtract_histories(*a.as<HistoryPtr>(), *b.as<HistoryPtr>(), asker);
  }
  if (is_list(a)) return adds ? concatenate({a, b}, asker) : subtract_lists(a, b, asker);
  if (auto const* date = std::get_if<model::Date>(&a.content)) {
    return {Rational(std::int64_t{date->number()} - b.as<model::Date>().number())};
  }
  bool const both_money = is_amount(a) && is_amount(b);
  if (both_money && a.as<Amount>().currency != b.as<Amount>().currency) {
    return fault(Blocker::Kind::impossible,
                 fmt::format("amounts in {} and {} cannot be combined",
                             program_.currencies[a.as<Amount>().currency].code,
                             program_.currencies[b.as<Amount>().currency].code),
                 asker);
  }
  Rational const first = is_amount(a) ? a.as<Amount>().number : a.as<Rational>();
  Rational const second = is_amount(b) ? b.as<Amount>().number : b.as<Rational>();
  if (op == Op::divide && second.is_zero())
    return fault(Blocker::Kind::impossible, "a division by zero", asker);
  Rational const number = op == Op::add        ? first + second
                          : op == Op::subtract ? first - second
                          : op == Op::multiply ? first * second
                                               : first / second;
  bool const plain = (!is_amount(a) && !is_amount(b)) || (both_money && op == Op::divide);
  if (plain) return bounded({number}, asker);
  return bounded({Amount{number, is_amount(a) ? a.as<Amount>().currency : b.as<Amount>().currency}}, asker);
}

Value Evaluator::add_span(ExprId id, Results const& operands, Asker const& asker) {
  auto const date = operands[0].value.as<model::Date>();
  auto const& span = operands[1].value.as<Rational>();
  auto const unit = type_of(program_.child(id, 1)).unit;
  auto const whole = span.to_int64();
  std::optional<model::Date> reached;
  if (whole && unit == model::Unit::calendar_months) {
    reached = date.plus_months(*whole, static_cast<model::MissingDay>(expr(id).a));
  } else if (whole) {
    reached = date.plus_days(*whole);
  }
  if (reached) return {*reached};
  return fault(
      Blocker::Kind::impossible,
      fmt::format("there is no day {} {} from {}", span.to_string(), model::name(unit), date.to_string()),
      asker);
}

Value Evaluator::round(core::Expr const& e, Results const& operands, Asker const& asker) {
  Value const& value = operands[0].value;
  Value const& step = operands[1].value;
  auto const mode = static_cast<model::RoundingMode>(e.a);
  bool const money = is_amount(value);
  if (money && value.as<Amount>().currency != step.as<Amount>().currency) {
    return less(value, step, false, asker);
  }
  Rational const unit = money ? step.as<Amount>().number : step.as<Rational>();
  if (unit.sign() <= 0)
    return fault(Blocker::Kind::impossible, "a rounding to a step that is not above zero", asker);
  if (!money) return bounded({model::round_to(value.as<Rational>(), mode, unit)}, asker);
  return bounded(
      {Amount{model::round_to(value.as<Amount>().number, mode, unit), value.as<Amount>().currency}}, asker);
}

Value Evaluator::convert(core::Expr const& e, Results const& operands, Asker const& asker) {
  auto const& use = program_.conversion_uses[e.a];
  auto const& table = program_.conversions[use.conversion];
  auto const result = model::convert(operands[0].value.as<Rational>(), table.equations, use.path, use.mode);
  if (result) return bounded({*result}, asker);
  return fault(Blocker::Kind::impossible,
               fmt::format("`{}` has no way from {} to {}", table.name, model::name(use.path.front()),
                           model::name(use.path.back())),
               asker);
}

// ---------------------------------------------------------------- lists

Value Evaluator::range(Results const& operands, Asker const& asker) {
  auto const from = operands[0].value.as<Rational>().to_int64();
  auto const to = operands[1].value.as<Rational>().to_int64();
  if (!from || !to)
    return fault(Blocker::Kind::impossible, "the ends of a range are not whole numbers", asker);
  std::optional<std::int64_t> const step =
      operands.size() > 2 ? operands[2].value.as<Rational>().to_int64() : std::int64_t{1};
  if (!step || *step < 1)
    return fault(Blocker::Kind::impossible, "the step of a range is not a whole number above zero", asker);
  std::vector<Value> items;
  if (*from > *to) return list_value({}, asker);
  auto const last = (static_cast<std::uint64_t>(*to) - static_cast<std::uint64_t>(*from)) /
                    static_cast<std::uint64_t>(*step);
  if (!spend(last)) return step_fault(asker);
  for (std::uint64_t n = 0; n <= last; ++n)
    items.push_back({Rational(*from + static_cast<std::int64_t>(n) * *step)});
  return list_value(std::move(items), asker);
}

// Each date is counted from the first, so that a missing day does not move those after it.
Value Evaluator::date_range(ExprId id, Results const& operands, Asker const& asker) {
  auto const from = operands[0].value.as<model::Date>();
  auto const to = operands[1].value.as<model::Date>();
  auto const step = operands[2].value.as<Rational>().to_int64();
  if (!step || *step < 1)
    return fault(Blocker::Kind::impossible, "the step of a range is not a whole number above zero", asker);
  bool const months = type_of(program_.child(id, 2)).unit == model::Unit::calendar_months;
  std::vector<Value> items;
  for (std::int64_t n = 0;; ++n) {
    if (!spend(1)) return step_fault(asker);
    auto const reached = months ? from.plus_months(n * *step, static_cast<model::MissingDay>(expr(id).a))
                                : from.plus_days(n * *step);
    if (!reached) {
      return fault(Blocker::Kind::impossible,
                   fmt::format("there is no day {} {} from {}", n * *step,
                               months ? "calendar months" : "calendar days", from.to_string()),
                   asker);
    }
    if (*reached > to) return list_value(std::move(items), asker);
    items.push_back({*reached});
  }
}

Value Evaluator::concatenate(std::vector<Value> const& lists, Asker const& asker) {
  std::vector<Value> items;
  for (auto const& list : lists) {
    auto const& more = list.as<model::ListPtr>()->items;
    if (!spend(more.size())) return step_fault(asker);
    if (!room_for(more)) return kept_fault(asker);
    items.insert(items.end(), more.begin(), more.end());
  }
  return list_value(std::move(items), asker);
}

Value Evaluator::subtract_lists(Value const& a, Value const& b, Asker const& asker) {
  std::vector<Value> items;
  Absences missing;
  for (auto const& item : a.as<model::ListPtr>()->items) {
    Value const taken = contains(item, b, asker);
    missing.add(taken);
    if (!taken.absent() && !taken.as<bool>()) items.push_back(item);
    if (!spend(1)) return step_fault(asker);
  }
  return missing.any() ? missing.value() : list_value(std::move(items), asker);
}

}  // namespace convenio::run
