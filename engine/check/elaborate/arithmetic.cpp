// Arithmetic: which values can be added, multiplied, divided and rounded, and what comes out.
// Knows units, money and dates as types; knows no declaration.
#include <fmt/format.h>

#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/lower.hpp"

namespace convenio::check {

using syntax::BinaryOp;

namespace {

core::Op op_of(BinaryOp op) {
  return op == BinaryOp::add        ? core::Op::add
         : op == BinaryOp::subtract ? core::Op::subtract
         : op == BinaryOp::multiply ? core::Op::multiply
                                    : core::Op::divide;
}

model::MissingDay mode_of(syntax::MissingDay mode) {
  switch (mode) {
    case syntax::MissingDay::back:
      return model::MissingDay::back;
    case syntax::MissingDay::forward:
      return model::MissingDay::forward;
    case syntax::MissingDay::refuse:
      return model::MissingDay::refuse;
  }
  return model::MissingDay::refuse;
}

bool is_sum(syntax::Expr const& expr) {
  auto const* binary = std::get_if<syntax::Binary>(&expr.node);
  return binary && (binary->op == BinaryOp::add || binary->op == BinaryOp::subtract);
}

}  // namespace

Typed Lowering::sum_or_difference(syntax::Binary const& e, Span span, Ask const& ask) {
  Ask left_ask = ask.operand(ask.expected);
  if (is_sum(*e.left)) left_ask.missing = ask.missing;  // `d + a + b missing back` speaks of both steps
  // What takes its time from the other is read after it.
  bool const turned = takes_its_time(*e.left) && special(left_ask.expected);
  Typed right = turned ? lower(*e.right, ask.operand()) : Typed{};
  if (turned) left_ask.expected = right.type;
  Typed const left = lower(*e.left, left_ask);
  Ask right_ask = ask.operand();
  bool const told = is_kind(program(), left.type, TypeKind::list) || takes_its_time(*e.right);
  if (told) right_ask.expected = left.type;
  if (!turned) right = lower(*e.right, right_ask);
  if (left.type == poison || right.type == poison) return fault_silently(span);
  bool const dated =
      is_kind(program(), left.type, TypeKind::date) || is_kind(program(), right.type, TypeKind::date);
  return dated ? date_sum(e, left, right, span, ask) : same_kind(e, left, right, span);
}

Typed Lowering::date_sum(syntax::Binary const& e, Typed left, Typed right, Span span, Ask const& ask) {
  core::Program& p = program();
  TypeId const date = simple(p, TypeKind::date);
  bool const adds = e.op == BinaryOp::add;
  bool const both = fits(p, left.type, date) && fits(p, right.type, date);
  if (!adds && both) {
    TypeId const days = quantity(p, model::Unit::calendar_days);
    return {emit(core::Op::subtract, days, {left.id, right.id}, span), days};
  }
  if (both || !is_kind(p, left.type, TypeKind::date)) {
    auto const result = misused(e, left, right);
    return result;
  }
  if (!is_calendar(p, right.type)) {
    return fault(Code::wrong_operands, e.op_span,
                 fmt::format("a date and {} cannot be put together", type_name(ws_, right.type)),
                 "add `calendar months` or `calendar days`");
  }
  bool const months = p.types[right.type].unit == model::Unit::calendar_months;
  if (months && !ask.missing) {
    text::Hint hint("add `missing back`, `missing forward` or `missing refuse`");
    hint.replacement = " missing refuse";  // the one that guesses nothing
    return fault(Code::unstated_missing_day, span,
                 "what happens when the month that is reached has no such day is not stated", hint);
  }
  ExprId const step =
      adds ? right.id : fold(emit(core::Op::negate, right.type, {right.id}, span), right.type).id;
  auto const mode = mode_of(ask.missing.value_or(syntax::MissingDay::refuse));
  return {emit(core::Op::add_span, date, {left.id, step}, span, static_cast<std::uint32_t>(mode)), date};
}

// Addition and subtraction within one kind: numbers, quantities, money, histories, lists.
Typed Lowering::same_kind(syntax::Binary const& e, Typed left, Typed right, Span span) {
  core::Program& p = program();
  TypeId common = join(p, left.type, right.type);
  if (is_kind(p, left.type, TypeKind::money) && is_kind(p, right.type, TypeKind::money)) {
    if (!comparable_money(left.type, right.type, e.op_span)) return fault_silently(span);
    common = left.type;
  }
  bool const takes = common == nothing || is_number(p, common) || is_kind(p, common, TypeKind::quantity) ||
                     is_kind(p, common, TypeKind::money) || is_kind(p, common, TypeKind::history) ||
                     is_kind(p, common, TypeKind::list);
  if (common == poison || !takes) return misused(e, left, right);
  return {emit(op_of(e.op), common, {left.id, right.id}, span), common};
}

Typed Lowering::product(syntax::Binary const& e, Span span, Ask const& ask) {
  core::Program& p = program();
  Typed const left = lower(*e.left, ask.operand());
  Typed const right = lower(*e.right, ask.operand());
  if (left.type == poison || right.type == poison) return fault_silently(span);
  auto const scales = [&](TypeId type) {
    return type == nothing || is_kind(p, type, TypeKind::quantity) || is_kind(p, type, TypeKind::money);
  };
  auto const number = [&](TypeId type) { return type == nothing || is_number(p, type); };
  TypeId type = poison;
  auto const over = [&](TypeId amount, TypeId time) {  // `m * 3 months` of money per month is a sum
    auto const per = time_counted_by(time);
    bool const counted = per && is_kind(p, amount, TypeKind::money) && p.types[amount].per == *per;
    if (!counted) return poison;
    core::Type sum = p.types[amount];
    sum.per = model::Per::sum;
    return intern(p, sum);
  };
  if (TypeId const sum = over(left.type, right.type); sum != poison)
    type = sum;
  else if (TypeId const sum_of_right = over(right.type, left.type); sum_of_right != poison)
    type = sum_of_right;
  else if (number(left.type) && number(right.type))
    type = join(p, left.type, right.type);
  else if (number(left.type) && scales(right.type))
    type = right.type;
  else if (scales(left.type) && number(right.type))
    type = left.type;
  if (type == poison) return misused(e, left, right);
  return {emit(core::Op::multiply, type, {left.id, right.id}, span), type};
}

Typed Lowering::quotient(syntax::Binary const& e, Span span, Ask const& ask) {
  core::Program& p = program();
  Typed const left = lower(*e.left, ask.operand());
  Typed const right = lower(*e.right, ask.operand());
  if (left.type == poison || right.type == poison) return fault_silently(span);
  TypeId const ratio = simple(p, TypeKind::ratio);
  bool const money = is_kind(p, left.type, TypeKind::money);
  if (money && is_kind(p, right.type, TypeKind::money)) {
    if (!comparable_money(left.type, right.type, e.op_span)) return fault_silently(span);
    return {emit(core::Op::divide, ratio, {left.id, right.id}, span), ratio};
  }
  bool const by_number = right.type == nothing || is_number(p, right.type);
  TypeId type = poison;
  bool const quantity = is_kind(p, left.type, TypeKind::quantity);
  if ((is_number(p, left.type) && by_number) || (quantity && left.type == right.type))
    type = ratio;
  else if ((quantity || money || left.type == nothing) && by_number)
    type = left.type;
  else if (auto const per = time_counted_by(right.type);
           money && per && p.types[left.type].per == model::Per::sum) {
    core::Type timed = p.types[left.type];  // a sum over so many months is money per month
    timed.per = *per;
    type = intern(p, timed);
  }
  if (type == poison) return misused(e, left, right);
  if (money && !ask.unrounded) {
    return fault(
        Code::unrounded_division, e.op_span, "money is divided here without saying how it is rounded",
        "write `(... / ...) rounded half_up to 0.01 CUR`, or `exactly(...)` if nothing is to be rounded");
  }
  return {emit(core::Op::divide, type, {left.id, right.id}, span), type};
}

Typed Lowering::rounded(syntax::Rounded const& e, Span span, Ask const& ask) {
  if (!e.value || !e.step) return fault_silently(span);
  core::Program& p = program();
  Ask inner;
  inner.expected = ask.expected;
  inner.unrounded = true;
  Typed const value = lower(*e.value, inner);
  Ask step_ask;
  step_ask.expected = value.type;
  Typed const step = lower(*e.step, step_ask);
  if (value.type == poison || step.type == poison) return fault_silently(span);
  if (value.type != nothing && (!is_ordered(p, value.type) || is_kind(p, value.type, TypeKind::date))) {
    return fault(Code::wrong_operands, e.value->span,
                 fmt::format("{} cannot be rounded", type_name(ws_, value.type)));
  }
  bool const numbers = is_number(p, value.type) && is_number(p, step.type);
  bool const without_time = is_kind(p, value.type, TypeKind::money) &&
                            is_kind(p, step.type, TypeKind::money) &&
                            p.types[step.type].per == model::Per::sum && !is_plain_money(p, value.type) &&
                            p.types[step.type].currency == p.types[value.type].currency &&
                            p.types[step.type].of == p.types[value.type].of;
  if (!numbers && value.type != nothing && value.type != step.type && !without_time) {
    return mismatch(e.step->span, value.type, step.type, "the step of a rounding");
  }
  if (is_plain_money(p, value.type)) {
    comparable_money(value.type, step.type, e.step->span);
    return fault_silently(span);
  }
  TypeId const type = numbers ? join(p, value.type, step.type) : value.type;
  auto const mode = static_cast<std::uint32_t>(e.mode);
  return {emit(core::Op::round, type, {value.id, step.id}, span, mode), type};
}

Typed Lowering::missing(syntax::Missing const& e, Span span, Ask const& ask) {
  if (!e.value) return fault_silently(span);
  if (!is_sum(*e.value)) {
    return fault(Code::wrong_operands, span, "`missing` belongs to the addition of calendar months to a date",
                 "write `DATE + N calendar months missing back`");
  }
  Ask inner = ask.operand(ask.expected);
  inner.missing = e.mode;
  return lower(*e.value, inner);
}

}  // namespace convenio::check
