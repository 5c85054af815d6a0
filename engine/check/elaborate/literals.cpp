// Literals: numbers, quantities, money, lists, ranges, records.
// Knows units and currencies; periods are in histories.cpp.
#include <algorithm>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/lower.hpp"
#include "grammar/syntax/codes.hpp"

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
        std::make_shared<model::RecordValue const>(model::RecordValue{e.record(), std::move(values)})};
  }
  return model::Value{std::make_shared<model::ListValue const>(model::ListValue{std::move(values)})};
}

std::optional<model::Value> negative(model::Value const& value) {
  if (auto const* number = std::get_if<Rational>(&value.content)) return model::Value{-*number};
  if (auto const* amount = std::get_if<model::Amount>(&value.content)) {
    return model::Value{model::Amount{-amount->number, amount->currency, amount->per}};
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
    case core::Op::local:
    case core::Op::fact:
    case core::Op::call:
    case core::Op::lookup:
    case core::Op::not_:
    case core::Op::and_:
    case core::Op::or_:
    case core::Op::equal:
    case core::Op::not_equal:
    case core::Op::less:
    case core::Op::less_equal:
    case core::Op::contains:
    case core::Op::add:
    case core::Op::subtract:
    case core::Op::multiply:
    case core::Op::add_span:
    case core::Op::round:
    case core::Op::restate:
    case core::Op::exchange:
    case core::Op::money_of:
    case core::Op::convert:
    case core::Op::if_:
    case core::Op::match:
    case core::Op::let_:
    case core::Op::field:
    case core::Op::range:
    case core::Op::undefined:
    case core::Op::not_encoded:
    case core::Op::award:
    case core::Op::awarded:
    case core::Op::granted_by:
    case core::Op::in_force:
    case core::Op::those:
    case core::Op::exists:
    case core::Op::every:
    case core::Op::number:
    case core::Op::first:
    case core::Op::sum:
    case core::Op::map:
    case core::Op::carry:
    case core::Op::period_field:
    case core::Op::period_attribute:
    case core::Op::route_field:
    case core::Op::make_period:
    case core::Op::resolve:
    case core::Op::certified:
    case core::Op::builtin:
    case core::Op::party:
    case core::Op::bound:
    case core::Op::linked:
    case core::Op::parties:
      break;
  }
  return std::nullopt;
}

Typed Lowering::number(syntax::Number const& e, Span span) {
  auto const value = Rational::parse_decimal(e.digits);
  if (!value)
    return fault(syntax::Code::malformed_number, span, fmt::format("{} is not a number", quoted(e.digits)));
  bool const whole = !e.percent && e.digits.find('.') == std::string::npos;
  Rational const result = e.percent ? *value / Rational(100) : *value;
  return constant({result}, simple(program(), whole ? TypeKind::whole : TypeKind::ratio), span);
}

Typed Lowering::quantity_literal(syntax::Quantity const& e, Span span) {
  auto const value = Rational::parse_decimal(e.digits);
  if (!value)
    return fault(syntax::Code::malformed_number, span, fmt::format("{} is not a number", quoted(e.digits)));
  bool const years = e.unit == syntax::Unit::calendar_years;
  return constant({years ? *value * Rational(12) : *value}, quantity(program(), to_unit(e.unit)), span);
}

Typed Lowering::money_literal(syntax::Money const& e, Span span) {
  auto const value = Rational::parse_decimal(e.digits);
  if (!value)
    return fault(syntax::Code::malformed_number, span, fmt::format("{} is not a number", quoted(e.digits)));
  auto const currency = resolve(ws_, site_.package, e.currency, {Kind::currency}, "a currency");
  if (!currency) return fault_silently(span);
  model::CurrencyId const id(currency->index);
  return constant({model::Amount{*value, id, e.per}}, money(program(), id, e.per), span);
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
  Typed const from = lower(*e.from);
  if (is_kind(program(), from.type, TypeKind::date)) return date_range(e, from.id, span);
  if (!accepts(from.type, whole)) mismatch(e.from->span, whole, from.type, "the beginning of a range");
  std::vector<ExprId> children{from.id, require(*e.to, whole, "the end of a range")};
  if (e.step) children.push_back(require(*e.step, whole, "the step of a range"));
  TypeId const type = list_of(program(), whole);
  return {emit(core::Op::range, type, children, span), type};
}

// `[D to D by 3 calendar months missing back]`: counted from the first date each time, so that no day is lost
// on the way.
Typed Lowering::date_range(syntax::Range const& e, ExprId from, Span span) {
  TypeId const date = simple(program(), TypeKind::date);
  TypeId const type = list_of(program(), date);
  ExprId const to = require(*e.to, date, "the end of a range of dates");
  if (!e.step) {
    fault(Code::wrong_operands, span, "a range of dates has no step",
          "write `[D to D by 1 calendar months missing back]`");
    return {fault_silently(span).id, type};
  }
  auto const* mode = std::get_if<syntax::Missing>(&e.step->node);
  syntax::Expr const& written = mode && mode->value ? *mode->value : *e.step;
  Typed const step = lower(written);
  if (special(step.type)) return {passed_on(step, span).id, type};
  bool const months = is_kind(program(), step.type, TypeKind::quantity) &&
                      program().types[step.type].unit == model::Unit::calendar_months;
  bool const days = is_kind(program(), step.type, TypeKind::quantity) &&
                    program().types[step.type].unit == model::Unit::calendar_days;
  if (!months && !days) {
    mismatch(written.span, quantity(program(), model::Unit::calendar_months), step.type,
             "the step of a range of dates");
    return {fault_silently(span).id, type};
  }
  if (months && !mode) {
    fault(Code::unstated_missing_day, e.step->span,
          "a step in months does not say what happens where the day is missing",
          "write `missing back`, `missing forward` or `missing refuse` after it");
  }
  if (days && mode) {
    fault(Code::wrong_operands, e.step->span, "`missing` belongs to a step in calendar months");
  }
  auto const missing = mode ? static_cast<std::uint32_t>(mode->mode) : none;
  return {emit(core::Op::range, type, {from, to, step.id}, span, missing), type};
}

// `v with { host = S }`: the fields of a record that are not named are those of `v`.
Typed Lowering::with(syntax::With const& e, Span span) {
  if (!e.object) return fault_silently(span);
  if (auto const* made = std::get_if<syntax::MakePeriod>(&e.object->node))
    return make_period(*made, e.fields, span);
  Typed const object = lower(*e.object);
  core::Program& p = program();
  if (is_kind(p, object.type, TypeKind::period)) return changed_period(object, e.fields, span);
  if (!is_kind(p, object.type, TypeKind::record)) {
    for (auto const& binding : e.fields) {
      if (binding.value) lower(*binding.value);
    }
    if (special(object.type)) return passed_on(object, span);
    return fault(
        Code::wrong_operands, span,
        fmt::format("`with` changes a record or a period, but this is {}", type_name(ws_, object.type)));
  }
  Scope const scope(*this);
  std::uint32_t const record = p.types[object.type].id;
  std::uint32_t const slot = declare("", object.type);
  auto children = record_fields(object.type, e.fields);
  for (std::size_t i = 0; i < children.size(); ++i) {
    if (children[i] != none) continue;
    ExprId const whole = emit(core::Op::local, object.type, {}, span, slot);
    auto const at = static_cast<std::uint32_t>(i);
    children[i] = emit(core::Op::field, field_type(p, object.type, at), {whole}, span, at);
  }
  ExprId const made = emit(core::Op::make, object.type, children, span, record);
  return {emit(core::Op::let_, object.type, {object.id, made}, span, slot), object.type};
}

// The values given, in the order of the record's fields; none where a field is not given.
std::vector<ExprId> Lowering::record_fields(TypeId made, std::vector<syntax::Binding> const& given) {
  std::uint32_t const record = program().types[made].id;
  auto const fields = program().records[record].fields;
  std::vector<std::string> names;
  for (auto const& field : fields) names.push_back(field.name);
  std::vector<ExprId> children(fields.size(), none);
  for (auto const& binding : given) {
    std::size_t at = 0;
    while (at < fields.size() && fields[at].name != binding.name.text) ++at;
    if (at == fields.size()) {
      ws_.diagnostics
          .error(Code::unknown_field, binding.name.span,
                 fmt::format("record {} has no field {}", quoted(program().records[record].name),
                             quoted(binding.name.text)),
                 did_you_mean(binding.name.text, names))
          .places.push_back({ws_.records[record].decl->name.span, "declared here"});
      if (binding.value) lower(*binding.value);
      continue;
    }
    if (children[at] != none) {
      fault(Code::incomplete_record, binding.name.span,
            fmt::format("{} is given twice", quoted(binding.name.text)));
    }
    if (!binding.value) continue;
    TypeId const type = field_type(program(), made, static_cast<std::uint32_t>(at));
    children[at] = require(*binding.value, type, quoted(binding.name.text));
  }
  return children;
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
  TypeId const id = made_type(symbol->index, e.of);
  if (id == poison) {
    for (auto const& binding : e.fields) {
      if (binding.value) lower(*binding.value);
    }
    return fault_silently(span);
  }
  auto children = record_fields(id, e.fields);
  auto const set =
      children.size() - static_cast<std::size_t>(std::count(children.begin(), children.end(), none));
  bool const misnamed = set < e.fields.size();  // perhaps one that is left out
  std::string left;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (children[i] != none) continue;
    left += (left.empty() ? "" : ", ") + quoted(fields[i].name);
    children[i] = fault_silently(span).id;
  }
  if (!left.empty() && !misnamed) {
    ws_.diagnostics.error(Code::incomplete_record, span, fmt::format("the record is made without {}", left))
        .places.push_back({ws_.records[symbol->index].decl->name.span, "declared here"});
  }
  return {emit(core::Op::make, id, children, span, symbol->index), id};
}

// `of S`: a state, or a local that holds one.
TypeId Lowering::made_type(std::uint32_t record, std::optional<syntax::Name> const& of) {
  core::Program& p = program();
  core::Type type;
  type.kind = TypeKind::record;
  type.id = record;
  if (!of) return intern(p, type);
  if (!ws_.records[record].decl->of) {
    report_of_no_state(ws_, type, *of);
    return poison;
  }
  syntax::Expr named;
  named.span = of->span;
  named.node = syntax::Reference{syntax::Path{{*of}, of->span}};
  ExprId const state = require(named, simple(p, TypeKind::state), "the State of a record");
  if (p.expressions[state].type == poison) return poison;
  Holder const holder = holder_of(state);
  if (holder.kind == Holder::Kind::state) return record_of_state(p, type, model::StateId(holder.index));
  if (holder.kind == Holder::Kind::local) type.of = holder.index;
  return assumed(intern(p, type));
}

}  // namespace convenio::check
