// Type expressions: what a type as written means in a package.
// Knows names and the parameters in scope; knows no expression.
#include <fmt/format.h>

#include "engine/check/declare/names.hpp"
#include "engine/check/declare/types.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "grammar/syntax/lexicon.hpp"

namespace convenio::check {

namespace {

// `money of S`, `quantity of S`, `RECORD of S`: of a parameter that stands before, or of a state.
TypeId of_state(Workspace& ws, std::uint32_t package, core::Type type, syntax::Name const& holder,
                std::span<core::Parameter const> parameters) {
  bool const time = type.kind == TypeKind::quantity;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (parameters[i].name != holder.text) continue;
    if (special(parameters[i].type)) return poison;
    if (!is_kind(ws.program, parameters[i].type, TypeKind::state)) {
      ws.diagnostics.error(
          Code::type_mismatch, holder.span,
          time ? fmt::format("{} is no state, so it counts in no unit", quoted(holder.text))
          : type.kind == TypeKind::record
              ? fmt::format("{} is no state, and a record is of a state", quoted(holder.text))
               : fmt::format("{} is no state, so there is no money of it", quoted(holder.text)));
      return poison;
    }
    type.of = static_cast<std::uint32_t>(i);
    return intern(ws.program, type);
  }
  auto const symbol = resolve(ws, package, holder, {Kind::state}, "a state");
  if (!symbol) return poison;
  if (time) {
    auto const unit = ws.program.states[symbol->index].unit;
    if (!unit) report_no_unit(ws, model::StateId(symbol->index), holder.span);
    return unit ? quantity(ws.program, *unit) : poison;
  }
  if (type.kind == TypeKind::record) return record_of_state(ws.program, type, model::StateId(symbol->index));
  if (ws.program.states[symbol->index].currencies.empty()) return poison;
  return money_of_state(ws.program, type, model::StateId(symbol->index));
}

TypeId named(Workspace& ws, std::uint32_t package, syntax::Type const& written,
             std::span<core::Parameter const> parameters) {
  syntax::Path const& name = written.name;
  using syntax::lexicon::plain_type_words;
  auto const symbol = resolve(ws, package, name, {Kind::enumeration, Kind::record}, "a type",
                              {plain_type_words.begin(), plain_type_words.end()});
  if (!symbol) return poison;
  core::Type type;
  type.kind = symbol->kind == Kind::enumeration ? TypeKind::enumeration : TypeKind::record;
  type.id = symbol->index;
  if (!written.of) return intern(ws.program, type);
  if (type.kind == TypeKind::record && ws.records[type.id].decl->of)
    return of_state(ws, package, type, *written.of, parameters);
  report_of_no_state(ws, type, *written.of);
  return poison;
}

}  // namespace

void report_no_unit(Workspace& ws, model::StateId state, Span span) {
  std::string const& code = ws.program.states[state].code;
  ws.diagnostics.error(
      Code::no_unit, span, fmt::format("no rule says in which unit {} counts insurance", quoted(code)),
      fmt::format("write `counts in months`, or another unit, in a scheme of {}", quoted(code)));
}

void report_of_no_state(Workspace& ws, core::Type const& type, syntax::Name const& of) {
  bool const record = type.kind == TypeKind::record;
  auto const& name = record ? ws.program.records[type.id].name : ws.program.enumerations[type.id].name;
  auto& told = ws.diagnostics.error(
      Code::type_mismatch, of.span, fmt::format("{} is of no State", quoted(name)),
      record ? fmt::format("declare it as `record {} of S {{ ... }}`, or leave `of {}` out", name, of.text)
             : fmt::format("a parameter of that name is written with its type: `of {}: ...`", of.text));
  if (record) told.places.push_back({ws.records[type.id].decl->name.span, "declared here"});
}

TypeId resolve_type(Workspace& ws, std::uint32_t package, syntax::Type const& type,
                    std::span<core::Parameter const> parameters) {
  core::Program& program = ws.program;
  switch (type.kind) {
    case syntax::Type::Kind::broken:
      return poison;
    case syntax::Type::Kind::truth:
      return simple(program, TypeKind::truth);
    case syntax::Type::Kind::whole:
      return simple(program, TypeKind::whole);
    case syntax::Type::Kind::ratio:
      return simple(program, TypeKind::ratio);
    case syntax::Type::Kind::date:
      return simple(program, TypeKind::date);
    case syntax::Type::Kind::text:
      return simple(program, TypeKind::text);
    case syntax::Type::Kind::state:
      return simple(program, TypeKind::state);
    case syntax::Type::Kind::period:
      return simple(program, TypeKind::period);
    case syntax::Type::Kind::history:
      return simple(program, TypeKind::history);
    case syntax::Type::Kind::quantity:
      if (type.of) {
        core::Type of;
        of.kind = TypeKind::quantity;
        return of_state(ws, package, of, *type.of, parameters);
      }
      return quantity(program, to_unit(type.unit));
    case syntax::Type::Kind::conversion:
      return simple(program, TypeKind::conversion);
    case syntax::Type::Kind::list:
      return type.element ? list_of(program, resolve_type(ws, package, *type.element, parameters)) : poison;
    case syntax::Type::Kind::named:
      return named(ws, package, type, parameters);
    case syntax::Type::Kind::money: {
      if (type.of) {
        core::Type of;
        of.kind = TypeKind::money;
        of.per = type.per;
        return of_state(ws, package, of, *type.of, parameters);
      }
      if (!type.currency) return money(program, none, type.per);
      if (type.per == syntax::Per::its) {
        ws.diagnostics.error(Code::time_missing, type.span, "a currency is paid for no time of its own",
                             fmt::format("write `money of` a State `per its time`, or `money {} per month`",
                                         type.currency->text));
        return poison;
      }
      auto const symbol = resolve(ws, package, *type.currency, {Kind::currency}, "a currency");
      return symbol ? money(program, model::CurrencyId(symbol->index), type.per) : poison;
    }
  }
  return poison;
}

}  // namespace convenio::check
