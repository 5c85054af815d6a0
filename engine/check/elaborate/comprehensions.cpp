// Expressions that run over the elements of a list or the periods of a history.
// Knows lists and histories as types; knows no declaration.
#include <fmt/format.h>

#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/lower.hpp"

namespace convenio::check {

using Kind_ = syntax::Comprehension::Kind;

TypeId Lowering::element_of(TypeId list) const {
  return is_kind(ws_.program, list, TypeKind::list) ? ws_.program.types[list].element : poison;
}

Typed Lowering::mismatch_list(Span span, TypeId found) {
  return fault(Code::type_mismatch, span,
               fmt::format("a list is needed here, but this is {}", type_name(ws_, found)));
}

TypeId Lowering::element_of_source(Typed source, Span span) {
  if (special(source.type)) return source.type;
  if (is_kind(program(), source.type, TypeKind::history)) return simple(program(), TypeKind::period);
  if (is_kind(program(), source.type, TypeKind::list)) return element_of(source.type);
  fault(Code::type_mismatch, span,
        fmt::format("this must be a list or a history, but it is {}", type_name(ws_, source.type)));
  return poison;
}

Typed Lowering::totalled(syntax::Comprehension const& e, Typed value) {
  core::Program& p = program();
  bool const sums = is_number(p, value.type) || is_kind(p, value.type, TypeKind::quantity) ||
                    is_kind(p, value.type, TypeKind::money) || special(value.type);
  if (!sums) {
    return fault(Code::wrong_operands, e.value->span,
                 fmt::format("values of {} cannot be summed", type_name(ws_, value.type)));
  }
  if (is_plain_money(p, value.type)) {
    return fault(Code::currency_mismatch, e.value->span, "amounts of unknown currency cannot be summed",
                 "say whose money it is: `money of S` or `money` with its currency");
  }
  return value;
}

Typed Lowering::comprehension(syntax::Comprehension const& e, Span span, Ask const& ask) {
  if (!e.source) return fault_silently(span);
  core::Program& p = program();
  TypeId const truth = simple(p, TypeKind::truth);
  Ask source_ask;
  if (e.kind == Kind_::those) source_ask.expected = ask.expected;
  Typed const source = lower(*e.source, source_ask);
  TypeId const element = element_of_source(source, e.source->span);
  Scope const scope(*this);
  std::uint32_t const slot = declare(e.variable.text, element);
  ExprId const condition =
      e.condition ? require(*e.condition, truth, "the condition") : constant({true}, truth, span).id;
  std::vector<ExprId> children{source.id, condition};
  TypeId type = poison;
  core::Op op{};
  switch (e.kind) {
    case Kind_::those:
      op = core::Op::those;
      type = source.type;
      break;
    case Kind_::exists:
      op = core::Op::exists;
      type = truth;
      break;
    case Kind_::every:
      op = core::Op::every;
      type = truth;
      break;
    case Kind_::number:
      op = core::Op::number;
      type = simple(p, TypeKind::whole);
      break;
    case Kind_::first:
      op = core::Op::first;
      type = element;
      break;
    case Kind_::sum:
    case Kind_::list: {
      if (!e.value) return fault_silently(span);
      bool const sums = e.kind == Kind_::sum;
      Ask inner;
      inner.expected = sums ? ask.expected : element_of(ask.expected);
      if (special(inner.expected)) inner.expected = nothing;
      inner.unrounded = sums && ask.unrounded;
      Typed value = lower(*e.value, inner);
      if (sums) value = totalled(e, value);
      children.push_back(value.id);
      op = sums ? core::Op::sum : core::Op::map;
      type = sums ? value.type : list_of(p, value.type);
      break;
    }
  }
  if (element == poison && e.kind != Kind_::exists && e.kind != Kind_::every && e.kind != Kind_::number)
    type = poison;
  return leaving({emit(op, type, children, span, slot), type}, slot, span);
}

namespace {

// `undefined`, or a list without an item that says of what: a type that only what is expected can tell.
bool is_of_nothing(core::Program const& program, TypeId type) {
  while (is_kind(program, type, TypeKind::list)) type = program.types[type].element;
  return type == nothing;
}

}  // namespace

// The type of what is carried is that of its start, or a ratio when a step makes one of a whole number.
Typed Lowering::carry(syntax::Carry const& e, Span span, Ask const& ask) {
  if (!e.start || !e.source || !e.step) return fault_silently(span);
  core::Program& p = program();
  Ask start_ask;
  start_ask.expected = ask.expected;
  Typed const start = lower(*e.start, start_ask);
  Typed const source = lower(*e.source);
  TypeId const element = element_of_source(source, e.source->span);
  TypeId type = start.type;
  if (is_kind(p, type, TypeKind::whole) && is_kind(p, ask.expected, TypeKind::ratio)) type = ask.expected;
  if (is_of_nothing(p, type) && accepts(type, ask.expected)) type = ask.expected;
  if (is_of_nothing(p, type)) {
    return fault(Code::type_mismatch, e.start->span,
                 fmt::format("nothing says what {} is, for it begins as `undefined` or empty",
                             quoted(e.accumulator.text)),
                 "begin with a value, or let a rule of its own with a type carry it");
  }
  Scope const scope(*this);
  std::uint32_t const carried = declare(e.accumulator.text, type);
  std::uint32_t const variable = declare(e.variable.text, element);
  Ask step_ask;
  step_ask.expected = type;
  Typed const step = lower(*e.step, step_ask);
  if (!accepts(step.type, type)) {
    std::string hint =
        is_kind(p, type, TypeKind::whole) ? "start from a ratio: `0.0`" : mismatch_hint(type, step.type);
    return fault(Code::type_mismatch, e.step->span,
                 fmt::format("{} begins as {}, but this step makes it {}", quoted(e.accumulator.text),
                             type_name(ws_, type), type_name(ws_, step.type)),
                 std::move(hint));
  }
  return {emit(core::Op::carry, type, {start.id, source.id, step.id}, span, carried, variable), type};
}

}  // namespace convenio::check
