// Truth and comparison. Arithmetic is in arithmetic.cpp.
// Knows which values can be compared; knows no declaration.
#include <fmt/format.h>

#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/lower.hpp"
#include "grammar/syntax/dump.hpp"

namespace convenio::check {

using syntax::BinaryOp;

Typed Lowering::unary(syntax::Unary const& e, Span span, Ask const& ask) {
  if (!e.operand) return fault_silently(span);
  if (e.op == syntax::UnaryOp::not_) {
    TypeId const truth = simple(program(), TypeKind::truth);
    return {emit(core::Op::not_, truth, {require(*e.operand, truth, "what follows `not`")}, span), truth};
  }
  Typed const operand = lower(*e.operand, ask.operand(ask.expected));
  if (special(operand.type)) return operand;
  if (!is_ordered(program(), operand.type) || is_kind(program(), operand.type, TypeKind::date)) {
    return fault(Code::wrong_operands, span,
                 fmt::format("there is no negative of {}", type_name(ws_, operand.type)));
  }
  return fold(emit(core::Op::negate, operand.type, {operand.id}, span), operand.type);
}

Typed Lowering::binary(syntax::Binary const& e, Span span, Ask const& ask) {
  if (!e.left || !e.right) return fault_silently(span);
  switch (e.op) {
    case BinaryOp::or_:
    case BinaryOp::and_:
      return junction(e, span);
    case BinaryOp::is:
    case BinaryOp::is_not:
    case BinaryOp::less:
    case BinaryOp::less_equal:
    case BinaryOp::greater:
    case BinaryOp::greater_equal:
      return comparison(e, span);
    case BinaryOp::in:
    case BinaryOp::not_in:
      return membership(e, span);
    case BinaryOp::add:
    case BinaryOp::subtract:
      return sum_or_difference(e, span, ask);
    case BinaryOp::multiply:
      return product(e, span, ask);
    case BinaryOp::divide:
      return quotient(e, span, ask);
  }
  return fault_silently(span);
}

// Chains of one word become one node.
Typed Lowering::junction(syntax::Binary const& e, Span span) {
  TypeId const truth = simple(program(), TypeKind::truth);
  std::vector<syntax::Expr const*> operands{e.right.get()};
  syntax::Expr const* left = e.left.get();
  for (;;) {
    auto const* inner = std::get_if<syntax::Binary>(&left->node);
    if (!inner || inner->op != e.op || !inner->left || !inner->right) break;
    operands.push_back(inner->right.get());
    left = inner->left.get();
  }
  operands.push_back(left);
  char const* const what = e.op == BinaryOp::and_ ? "each side of `and`" : "each side of `or`";
  std::vector<ExprId> children;
  for (auto it = operands.rbegin(); it != operands.rend(); ++it)
    children.push_back(require(**it, truth, what));
  return {emit(e.op == BinaryOp::and_ ? core::Op::and_ : core::Op::or_, truth, children, span), truth};
}

// Both sides, each helping to resolve a bare word on the other.
std::pair<Typed, Typed> Lowering::operands(syntax::Binary const& e) {
  bool const word_first = is_bare_word(*e.left) && !is_bare_word(*e.right);
  if (word_first || takes_its_time(*e.left)) {
    Typed const right = lower(*e.right);
    Ask ask;
    ask.expected = right.type;
    return {lower(*e.left, ask), right};
  }
  Typed const left = lower(*e.left);
  Ask ask;
  ask.expected = left.type;
  return {left, lower(*e.right, ask)};
}

Typed Lowering::misused(syntax::Binary const& e, Typed left, Typed right) {
  if (left.type == poison || right.type == poison) return fault_silently(e.op_span);
  core::Program const& p = program();
  bool const quantities =
      is_kind(p, left.type, TypeKind::quantity) && is_kind(p, right.type, TypeKind::quantity);
  std::string hint = quantities ? mismatch_hint(left.type, right.type) : "";
  if (quantities && is_calendar(p, left.type) == is_calendar(p, right.type)) {
    hint = "convert one of them: `convert(... to UNIT by TABLE down)`";
  }
  bool const other_words =
      is_kind(p, left.type, TypeKind::enumeration) && is_kind(p, right.type, TypeKind::enumeration);
  auto const word_and_text = [&](TypeId a, TypeId b) {
    return is_kind(p, a, TypeKind::enumeration) && is_kind(p, b, TypeKind::text);
  };
  if (word_and_text(left.type, right.type) || word_and_text(right.type, left.type)) {
    hint = "a value of an enumeration is written without quotes";
  }
  if (other_words) hint = "they are values of different enumerations";
  if (is_number(p, left.type) != is_number(p, right.type) &&
      (is_kind(p, left.type, TypeKind::quantity) || is_kind(p, right.type, TypeKind::quantity))) {
    hint = "write the unit after the number";
  }
  return fault(quantities ? Code::unit_mismatch : Code::wrong_operands, e.op_span,
               fmt::format("{} cannot stand between {} and {}", quoted(syntax::to_string(e.op)),
                           type_name(ws_, left.type), type_name(ws_, right.type)),
               std::move(hint));
}

// Two amounts of one known currency, or of one state.
bool Lowering::comparable_money(TypeId a, TypeId b, Span span) {
  if (a == b && !is_plain_money(program(), a)) return true;
  bool const unknown = is_plain_money(program(), a) || is_plain_money(program(), b);
  if (!unknown && times_differ(program(), a, b)) {
    bool const sum = times_code(a, b) == Code::time_missing;
    fault(times_code(a, b), span,
          fmt::format("{} and {} {}", type_name(ws_, a), type_name(ws_, b),
                      sum ? "cannot be put together: only one of them is paid for a time"
                          : "cannot be put together: they are paid for different times"),
          times_hint(a, b));
    return false;
  }
  fault(Code::currency_mismatch, span,
        unknown ? "the currency of one of these amounts is not known, so they cannot be put together"
                : fmt::format("{} and {} cannot be put together", type_name(ws_, a), type_name(ws_, b)),
        unknown ? "say whose money it is: `money of S` or `money` with its currency" : "");
  return false;
}

Typed Lowering::comparison(syntax::Binary const& e, Span span) {
  core::Program& p = program();
  TypeId const truth = simple(p, TypeKind::truth);
  auto const [left, right] = operands(e);
  bool const equality = e.op == BinaryOp::is || e.op == BinaryOp::is_not;
  TypeId const common = join(p, left.type, right.type);
  if (left.type == poison || right.type == poison) return {fault_silently(span).id, truth};
  if (is_kind(p, left.type, TypeKind::money) && is_kind(p, right.type, TypeKind::money)) {
    if (!comparable_money(left.type, right.type, e.op_span)) return {fault_silently(span).id, truth};
  } else if (common == poison) {
    return {misused(e, left, right).id, truth};
  } else if (is_kind(p, common, TypeKind::history)) {
    return {fault(Code::wrong_operands, e.op_span, "histories cannot be compared",
                  "compare what they count: `days(h)`")
                .id,
            truth};
  } else if (!equality && common != nothing && !is_ordered(p, common)) {
    return {fault(Code::wrong_operands, e.op_span,
                  fmt::format("values of {} have no order", type_name(ws_, common)),
                  "`is` and `is not` compare them")
                .id,
            truth};
  }
  bool const turned = e.op == BinaryOp::greater || e.op == BinaryOp::greater_equal;
  core::Op const op = e.op == BinaryOp::is                                  ? core::Op::equal
                      : e.op == BinaryOp::is_not                            ? core::Op::not_equal
                      : e.op == BinaryOp::less || e.op == BinaryOp::greater ? core::Op::less
                                                                            : core::Op::less_equal;
  ExprId const first = turned ? right.id : left.id;
  ExprId const second = turned ? left.id : right.id;
  return {emit(op, truth, {first, second}, span), truth};
}

Typed Lowering::membership(syntax::Binary const& e, Span span) {
  core::Program& p = program();
  TypeId const truth = simple(p, TypeKind::truth);
  bool const word_first = is_bare_word(*e.left);
  Ask ask;
  Typed item = word_first ? Typed{} : lower(*e.left);
  if (!word_first && !special(item.type)) ask.expected = list_of(p, item.type);
  Typed const list = lower(*e.right, ask);
  bool const is_list = is_kind(p, list.type, TypeKind::list);
  if (word_first) {
    Ask word;
    if (is_list) word.expected = element_of(list.type);
    item = lower(*e.left, word);
  }
  if (item.type == poison || list.type == poison) return {fault_silently(span).id, truth};
  if (!is_list) {
    return {mismatch_list(e.right->span, list.type).id, truth};
  }
  if (times_differ(p, item.type, element_of(list.type))) {
    comparable_money(item.type, element_of(list.type), e.op_span);
    return {fault_silently(span).id, truth};
  }
  TypeId const common = join(p, item.type, element_of(list.type));
  if (common == poison || is_plain_money(p, common)) return {misused(e, item, list).id, truth};
  ExprId const found = emit(core::Op::contains, truth, {item.id, list.id}, span);
  return {e.op == BinaryOp::in ? found : emit(core::Op::not_, truth, {found}, span), truth};
}

}  // namespace convenio::check
