// Interning, fitting and joining of types; see types.hpp.
#include "engine/check/declare/types.hpp"

namespace convenio::check {

namespace {

bool same(core::Type const& a, core::Type const& b) {
  return a.kind == b.kind && a.unit == b.unit && a.currency == b.currency && a.id == b.id &&
         a.element == b.element && a.of == b.of && a.state == b.state && a.per == b.per;
}

core::Type const& at(core::Program const& program, TypeId type) { return program.types[type]; }

}  // namespace

TypeId intern(core::Program& program, core::Type const& type) {
  for (std::size_t i = 0; i < program.types.size(); ++i) {
    if (same(program.types[i], type)) return static_cast<TypeId>(i);
  }
  program.types.push_back(type);
  return static_cast<TypeId>(program.types.size() - 1);
}

TypeId simple(core::Program& program, TypeKind kind) {
  core::Type type;
  type.kind = kind;
  return intern(program, type);
}

TypeId quantity(core::Program& program, model::Unit unit) {
  core::Type type;
  type.kind = TypeKind::quantity;
  type.unit = unit;
  return intern(program, type);
}

TypeId money(core::Program& program, model::CurrencyId currency, model::Per per) {
  core::Type type;
  type.kind = TypeKind::money;
  type.currency = currency;
  type.per = per;
  return intern(program, type);
}

TypeId money_of_state(core::Program& program, core::Type const& money, model::StateId state) {
  core::Type changed = money;
  changed.of = none;
  bool const known = state < program.states.size() && !program.states[state].currencies.empty();
  changed.currency = known ? program.states[state].currencies.front() : model::CurrencyId(none);
  if (known && changed.per == model::Per::its) changed.per = program.states[state].per;
  return intern(program, changed);
}

TypeId record_of_state(core::Program& program, core::Type const& record, model::StateId state) {
  core::Type changed = record;
  changed.of = none;
  changed.state = state;
  return intern(program, changed);
}

TypeId field_type(core::Program& program, TypeId record, std::uint32_t field) {
  core::Type const whole = at(program, record);
  Holder holder;
  if (whole.state != none) holder = {Holder::Kind::state, whole.state};
  if (whole.of != none) holder = {Holder::Kind::local, whole.of};
  return substitute(program, program.records[whole.record()].fields[field].type, std::span(&holder, 1));
}

TypeId list_of(core::Program& program, TypeId element) {
  if (element == poison) return poison;
  core::Type type;
  type.kind = TypeKind::list;
  type.element = element;
  return intern(program, type);
}

TypeId substitute(core::Program& program, TypeId type, std::span<Holder const> holders) {
  if (special(type)) return type;
  core::Type changed = at(program, type);
  if (changed.kind == TypeKind::list) return list_of(program, substitute(program, changed.element, holders));
  if (changed.of == none) return type;
  Holder const holder = changed.of < holders.size() ? holders[changed.of] : Holder{};
  if (holder.kind == Holder::Kind::state && changed.kind == TypeKind::quantity) {
    auto const unit = program.states[holder.index].unit;
    return unit ? quantity(program, *unit) : poison;
  }
  if (holder.kind == Holder::Kind::state && changed.kind == TypeKind::record)
    return record_of_state(program, changed, model::StateId(holder.index));
  if (holder.kind == Holder::Kind::state)
    return money_of_state(program, changed, model::StateId(holder.index));
  changed.of = holder.kind == Holder::Kind::local ? holder.index : none;
  if (changed.kind == TypeKind::quantity && changed.of == none) return poison;
  changed.currency = none;
  return intern(program, changed);
}

bool in_unit_of_state(core::Program const& program, TypeId type) {
  return is_kind(program, type, TypeKind::quantity) && at(program, type).of != none;
}

bool mentions_local(core::Program const& program, TypeId type) {
  if (special(type)) return false;
  core::Type const& t = at(program, type);
  return t.kind == TypeKind::list ? mentions_local(program, t.element) : t.of != none;
}

bool fits(core::Program const& program, TypeId from, TypeId to) {
  if (from == to || special(from) || special(to)) return true;
  core::Type const& a = at(program, from);
  core::Type const& b = at(program, to);
  if (a.kind == TypeKind::whole && b.kind == TypeKind::ratio) return true;
  if (a.kind == TypeKind::money && b.kind == TypeKind::money)
    return b.currency == none && b.of == none && (a.per == b.per || b.per == model::Per::its);
  if (a.kind == TypeKind::list && b.kind == TypeKind::list) return fits(program, a.element, b.element);
  if (a.kind == TypeKind::record && b.kind == TypeKind::record)
    return a.id == b.id && b.of == none && b.state == none;
  return false;
}

TypeId join(core::Program& program, TypeId a, TypeId b) {
  if (a == poison || b == poison) return poison;
  if (a == nothing) return b;
  if (b == nothing) return a;
  if (fits(program, a, b)) return b;
  if (fits(program, b, a)) return a;
  if (is_kind(program, a, TypeKind::money) && is_kind(program, b, TypeKind::money))
    return times_differ(program, a, b) ? poison : money(program, none, at(program, a).per);
  if (is_kind(program, a, TypeKind::list) && is_kind(program, b, TypeKind::list)) {
    return list_of(program, join(program, at(program, a).element, at(program, b).element));
  }
  if (is_kind(program, a, TypeKind::record) && is_kind(program, b, TypeKind::record) &&
      at(program, a).id == at(program, b).id) {
    core::Type of_any = at(program, a);
    of_any.of = none;
    of_any.state = none;
    return intern(program, of_any);
  }
  return poison;
}

bool is_kind(core::Program const& program, TypeId type, TypeKind kind) {
  return !special(type) && at(program, type).kind == kind;
}

bool is_number(core::Program const& program, TypeId type) {
  return is_kind(program, type, TypeKind::whole) || is_kind(program, type, TypeKind::ratio);
}

bool is_ordered(core::Program const& program, TypeId type) {
  return is_number(program, type) || is_kind(program, type, TypeKind::quantity) ||
         is_kind(program, type, TypeKind::money) || is_kind(program, type, TypeKind::date);
}

bool times_differ(core::Program const& program, TypeId a, TypeId b) {
  return is_kind(program, a, TypeKind::money) && is_kind(program, b, TypeKind::money) &&
         at(program, a).per != at(program, b).per;
}

bool is_plain_money(core::Program const& program, TypeId type) {
  return is_kind(program, type, TypeKind::money) && at(program, type).currency == none &&
         at(program, type).of == none;
}

bool is_calendar(core::Program const& program, TypeId type) {
  return is_kind(program, type, TypeKind::quantity) &&
         (at(program, type).unit == model::Unit::calendar_days ||
          at(program, type).unit == model::Unit::calendar_months);
}

std::string type_name(Workspace const& ws, TypeId type) {
  if (special(type)) return "`?`";
  return quoted(core::type_name(ws.program, type));
}

}  // namespace convenio::check
