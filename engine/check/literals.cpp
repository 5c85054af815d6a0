// Literals: numbers, quantities, money, lists, ranges, records.
// Knows units and currencies; periods are in histories.cpp.
#include <fmt/format.h>

#include "engine/check/lower.hpp"
#include "engine/check/names.hpp"

namespace convenio::check {

namespace {

using model::Rational;

std::optional<model::Value> list_of_constants(core::Program const& program, core::Expr const& e) {
  std::vector<model::Value> values;
  for (std::uint32_t i = 0; i < e.child_count; ++i) {
    auto value = constant_of(program, program.children[e.first_child + i]);
    if (!value) return std::nullopt;
    values.push_back(std::move(*value));
  }
  if (e.op == core::Op::make) {
    return model::Value{
        std::make_shared<model::RecordValue const>(model::RecordValue{e.a, std::move(values)})};
  }
  return model::Value{std::make_shared<model::ListValue const>(model::ListValue{std::move(values)})};
}

std::optional<model::Value> negative(model::Value const& value) {
  if (auto const* number = std::get_if<Rational>(&value.content)) return model::Value{-*number};
  if (auto const* amount = std::get_if<model::Amount>(&value.content)) {
    return model::Value{model::Amount{-amount->number, amount->currency}};
  }
  return std::nullopt;
}

}  // namespace

std::optional<model::Value> constant_of(core::Program const& program, ExprId id) {
  if (id >= program.expressions.size()) return std::nullopt;
  core::Expr const& e = program.expressions[id];
  switch (e.op) {
    case core::Op::constant:
    case core::Op::periods:
      return program.constants[e.a];
    case core::Op::list:
    case core::Op::make:
      return list_of_constants(program, e);
    case core::Op::negate: {
      auto const value = constant_of(program, program.child(id, 0));
      return value ? negative(*value) : std::nullopt;
    }
    case core::Op::divide: {
      auto const left = constant_of(program, program.child(id, 0));
      auto const right = constant_of(program, program.child(id, 1));
      if (!left || !right) return std::nullopt;
      auto const* a = std::get_if<Rational>(&left->content);
      auto const* b = std::get_if<Rational>(&right->content);
      if (!a || !b || b->is_zero()) return std::nullopt;
      return model::Value{*a / *b};
    }
    default:
      return std::nullopt;
  }
}

Typed Lowering::number(syntax::Number const& e, Span span) {
  auto const value = Rational::parse_decimal(e.digits);
  if (!value) return fault(Code::malformed_number, span, fmt::format("{} is not a number", quoted(e.digits)));
  bool const whole = !e.percent && e.digits.find('.') == std::string::npos;
  Rational const result = e.percent ? *value / Rational(100) : *value;
  return constant({result}, simple(program(), whole ? TypeKind::whole : TypeKind::ratio), span);
}

Typed Lowering::quantity_literal(syntax::Quantity const& e, Span span) {
  auto const value = Rational::parse_decimal(e.digits);
  if (!value) return fault(Code::malformed_number, span, fmt::format("{} is not a number", quoted(e.digits)));
  bool const years = e.unit == syntax::Unit::calendar_years;
  return constant({years ? *value * Rational(12) : *value}, quantity(program(), to_unit(e.unit)), span);
}

Typed Lowering::money_literal(syntax::Money const& e, Span span) {
  auto const value = Rational::parse_decimal(e.digits);
  if (!value) return fault(Code::malformed_number, span, fmt::format("{} is not a number", quoted(e.digits)));
  auto const currency = resolve(ws_, site_.package, e.currency, {Kind::currency}, "a currency");
  if (!currency) return fault_silently(span);
  return constant({model::Amount{*value, currency->index}}, money(program(), currency->index), span);
}

Typed Lowering::list(syntax::ListLiteral const& e, Span span, Ask const& ask) {
  core::Program& p = program();
  if (e.items.size() == 1 && e.items[0]) {
    if (auto const* r = std::get_if<syntax::Range>(&e.items[0]->node)) return range(*r, span);
  }
  TypeId element = nothing;
  Ask item_ask;
  if (is_kind(p, ask.expected, TypeKind::list)) item_ask.expected = element_of(ask.expected);
  std::vector<Typed> items;
  std::vector<Span> spans;
  std::vector<ExprId> children;
  for (auto const& item : e.items) {
    if (!item) continue;
    // Later items are of the kind of the first.
    if (special(item_ask.expected) && !items.empty()) item_ask.expected = items.front().type;
    items.push_back(lower(*item, item_ask));
    spans.push_back(item->span);
    children.push_back(items.back().id);
  }
  element = branches(items, spans, item_ask.expected).type;
  if (element == nothing && !special(item_ask.expected)) element = item_ask.expected;
  TypeId const type = list_of(p, element);
  return {emit(core::Op::list, type, children, span), type};
}

Typed Lowering::range(syntax::Range const& e, Span span) {
  if (!e.from || !e.to) return fault_silently(span);
  TypeId const whole = simple(program(), TypeKind::whole);
  ExprId const from = require(*e.from, whole, "the beginning of a range");
  ExprId const to = require(*e.to, whole, "the end of a range");
  TypeId const type = list_of(program(), whole);
  return {emit(core::Op::range, type, {from, to}, span), type};
}

Typed Lowering::make(syntax::Make const& e, Span span) {
  auto const symbol = resolve(ws_, site_.package, e.record, {Kind::record}, "a record");
  if (!symbol) {
    for (auto const& binding : e.fields) {
      if (binding.value) lower(*binding.value);
    }
    return fault_silently(span);
  }
  auto const fields = program().records[symbol->index].fields;
  std::vector<std::string> names;
  for (auto const& field : fields) names.push_back(field.name);
  std::vector<ExprId> children(fields.size(), none);
  for (auto const& binding : e.fields) {
    std::size_t at = 0;
    while (at < fields.size() && fields[at].name != binding.name.text) ++at;
    if (at == fields.size()) {
      ws_.diagnostics
          .error(
              Code::unknown_field, binding.name.span,
              fmt::format("record {} has no field {}", quoted(spelled(e.record)), quoted(binding.name.text)),
              did_you_mean(binding.name.text, names))
          .places.push_back({symbol->span, "declared here"});
      if (binding.value) lower(*binding.value);
      continue;
    }
    if (children[at] != none) {
      fault(Code::incomplete_record, binding.name.span,
            fmt::format("{} is given twice", quoted(binding.name.text)));
    }
    if (binding.value) children[at] = require(*binding.value, fields[at].type, quoted(binding.name.text));
  }
  std::string left;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (children[i] != none) continue;
    left += (left.empty() ? "" : ", ") + quoted(fields[i].name);
    children[i] = fault_silently(span).id;
  }
  if (!left.empty()) fault(Code::incomplete_record, span, fmt::format("the record is made without {}", left));
  core::Type type;
  type.kind = TypeKind::record;
  type.id = symbol->index;
  TypeId const id = intern(program(), type);
  return {emit(core::Op::make, id, children, span, symbol->index), id};
}

}  // namespace convenio::check
