// What each operator takes and gives, as the evaluators rely on it.
#include <algorithm>

#include "engine/core/enumerators.hpp"
#include "engine/core/verify_types.hpp"
#include "engine/model/rounding.hpp"

namespace convenio::core {

using model::none;
using K = FormKind;

namespace {

constexpr unsigned deepest = 2'000;
constexpr auto last_missing_day = last_enumerator<model::MissingDay>();
constexpr auto last_rounding = last_enumerator<model::RoundingMode>();
constexpr auto last_unit = last_enumerator<model::Unit>();

}  // namespace

bool Expressions::gives(ExprId id, FormId form, Scope const& scope) {
  FormId const given = form_of(id, scope);
  return given != none && f_.fits(given, form);
}

FormId Expressions::form_of(ExprId id, Scope const& scope) {
  scope_ = scope;
  return infer(id);
}

bool Expressions::is(FormId form, FormKind kind) const {
  return f_.kind(form) == kind || f_.kind(form) == K::nothing;
}

FormId Expressions::infer(ExprId id) {
  if (id >= p_.expressions.size() || depth_ >= deepest || ++visits_ > 4 * p_.expressions.size()) return none;
  Expr const& e = p_.expressions[id];
  ++depth_;
  FormId const form = infer(e);
  --depth_;
  return form;
}

FormId Expressions::infer(Expr const& e) {
  switch (e.op) {
    case Op::constant:
    case Op::periods: {
      FormId const form = f_.of(e.type);
      return e.child_count == 0 && e.a < p_.constants.size() && f_.fits(p_.constants[e.a], form) ? form
                                                                                                 : none;
    }
    case Op::local:
      return e.child_count == 0 ? local(e.a) : none;
    case Op::undefined:
    case Op::not_encoded:
      return e.child_count == 0 && e.a < p_.sentences.size() ? f_.simple(K::nothing) : none;
    case Op::let_:
      return let(e);
    case Op::in_force:
      return in_force(e);
    case Op::if_:
    case Op::match:
      return choice(e);
    case Op::those:
    case Op::exists:
    case Op::every:
    case Op::number:
    case Op::first:
    case Op::sum:
    case Op::map:
      return binder(e);
    case Op::carry:
      return carry(e);
    case Op::fact:
    case Op::call:
    case Op::lookup:
    case Op::not_:
    case Op::and_:
    case Op::or_:
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
    case Op::period_attribute:
    case Op::route_field:
    case Op::make_period:
    case Op::resolve:
    case Op::certified:
    case Op::builtin:
    case Op::party:
    case Op::bound:
    case Op::linked:
    case Op::parties:
    case Op::award:
    case Op::awarded:
    case Op::granted_by:
      return strict(e);
  }
  return none;
}

// ---------------------------------------------------------------- names and choices

// No name may stand for two things at once: the second would still be there after its own place.
FormId Expressions::within(std::uint32_t slot, FormId variable, ExprId body) {
  constexpr std::uint32_t most_slots = 100'000;
  if (slot >= most_slots || local(slot) != none) return none;
  if (slot >= scope_.locals.size()) scope_.locals.resize(slot + 1, none);
  scope_.locals[slot] = variable;
  FormId const form = infer(body);
  scope_.locals[slot] = none;
  return form;
}

FormId Expressions::let(Expr const& e) {
  if (e.child_count != 2) return none;
  FormId const value = infer(child(e, 0));
  return value == none ? none : within(e.a, value, child(e, 1));
}

FormId Expressions::in_force(Expr const& e) {
  if (e.child_count != 2 || e.a >= p_.validities.size()) return none;
  FormId const date = infer(child(e, 0));
  return date != none && is(date, K::date) ? infer(child(e, 1)) : none;
}

FormId Expressions::choice(Expr const& e) {
  if (e.op == Op::if_ ? e.child_count != 3 : e.child_count < 1 || e.a >= p_.matches.size()) return none;
  FormId const subject = infer(child(e, 0));
  if (subject == none) return none;
  if (e.op == Op::if_) {
    if (!is(subject, K::truth)) return none;
  } else {
    auto const& table = p_.matches[e.a];
    auto const there = [&](std::uint32_t arm) { return arm < e.child_count; };
    bool const named = is(subject, K::enumeration) || is(subject, K::state) || is(subject, K::route);
    if (!named || !there(table.otherwise) ||
        !std::all_of(table.child_of.begin(), table.child_of.end(), there))
      return none;
  }
  FormId form = f_.simple(K::nothing);
  for (std::uint32_t n = 1; n < e.child_count; ++n) {
    FormId const one = infer(child(e, n));
    form = one == none || form == none ? none : f_.joined(form, one);
  }
  return form;
}

// ---------------------------------------------------------------- binders

FormId Expressions::element(FormId source) {
  if (f_.kind(source) == K::list) return f_[source].of;
  if (f_.kind(source) == K::history) return f_.simple(K::period);
  return f_.kind(source) == K::nothing ? source : none;
}

FormId Expressions::binder(Expr const& e) {
  bool const valued = e.op == Op::sum || e.op == Op::map;
  std::uint32_t const fewest = valued ? 2 : 1;
  if (e.child_count < fewest || e.child_count > fewest + 1) return none;
  FormId const source = infer(child(e, 0));
  FormId const item = source == none ? none : element(source);
  if (item == none) return none;
  if (e.child_count > fewest) {
    FormId const condition = within(e.a, item, child(e, 1));
    if (condition == none || !is(condition, K::truth)) return none;
  }
  FormId const value = valued ? within(e.a, item, child(e, e.child_count - 1)) : item;
  if (value == none) return none;
  if (e.op == Op::those) return source;
  if (e.op == Op::exists || e.op == Op::every) return f_.simple(K::truth);
  if (e.op == Op::number) return f_.simple(K::number);
  if (e.op == Op::first) return item;
  if (e.op == Op::map) return f_.list_of(value);
  // A sum: the type says of what the sum of nothing is.
  return numeric(value) && numeric(f_.of(e.type)) && f_.fits(value, f_.of(e.type)) ? f_.of(e.type) : none;
}

FormId Expressions::carry(Expr const& e) {
  if (e.child_count != 3 || e.a == e.b) return none;
  FormId const start = infer(child(e, 0));
  FormId const source = start == none ? none : infer(child(e, 1));
  FormId const item = source == none ? none : element(source);
  if (item == none) return none;
  FormId const carried = f_.joined(start, f_.of(e.type));
  if (carried == none || local(e.b) != none) return none;
  constexpr std::uint32_t most_slots = 100'000;
  if (e.b >= most_slots) return none;
  if (e.b >= scope_.locals.size()) scope_.locals.resize(e.b + 1, none);
  scope_.locals[e.b] = item;
  FormId const step = within(e.a, carried, child(e, 2));
  scope_.locals[e.b] = none;
  return step != none && f_.fits(step, carried) ? carried : none;
}

// ---------------------------------------------------------------- operators that need all their operands

FormId Expressions::strict(Expr const& e) {
  Given given;
  given.reserve(e.child_count);
  for (std::uint32_t n = 0; n < e.child_count; ++n) {
    given.push_back(infer(child(e, n)));
    if (given.back() == none) return none;
  }
  switch (e.op) {
    case Op::fact:
    case Op::call:
    case Op::lookup:
    case Op::award:
    case Op::awarded:
    case Op::granted_by:
      return reference(e, given);
    case Op::not_:
      return signature(given, {K::truth}, K::truth);
    case Op::and_:
    case Op::or_:
      return !given.empty() &&
                     std::all_of(given.begin(), given.end(), [&](FormId f) { return is(f, K::truth); })
                 ? f_.simple(K::truth)
                 : none;
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::contains:
      return comparison(e, given);
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
      return arithmetic(e, given);
    case Op::field:
    case Op::make:
    case Op::list:
    case Op::route_field:
      return structure(e, given);
    case Op::range:
      return range(e, given);
    case Op::period_field:
    case Op::period_attribute:
    case Op::certified:
      return period(e, given);
    case Op::make_period:
      return made_period(e, given);
    case Op::resolve:
      return resolved(e, given);
    case Op::builtin:
      return builtin(e, given);
    case Op::party:
    case Op::bound:
    case Op::linked:
    case Op::parties:
      return instrument(e, given);
    case Op::constant:
    case Op::periods:
    case Op::local:
    case Op::undefined:
    case Op::not_encoded:
    case Op::let_:
    case Op::in_force:
    case Op::if_:
    case Op::match:
    case Op::those:
    case Op::exists:
    case Op::every:
    case Op::number:
    case Op::first:
    case Op::sum:
    case Op::map:
    case Op::carry:
      break;  // they bind names or choose: infer()
  }
  return none;
}

FormId Expressions::signature(Given const& given, std::initializer_list<FormKind> takes, FormKind gives) {
  bool const fits = std::equal(given.begin(), given.end(), takes.begin(), takes.end(),
                               [&](FormId form, FormKind kind) { return is(form, kind); });
  return fits ? f_.simple(gives) : none;
}

FormId Expressions::signature(Given const& given, Signature const& declared) {
  auto const operands = declared.operands();
  bool const fits =
      std::equal(given.begin(), given.end(), operands.begin(), operands.end(),
                 [&](FormId form, Operand const& operand) { return is(form, form_kind(operand.kind)); });
  return fits ? f_.simple(form_kind(declared.gives)) : none;
}

bool Expressions::takes(Given const& given, std::vector<Parameter> const& parameters) const {
  return std::equal(given.begin(), given.end(), parameters.begin(), parameters.end(),
                    [&](FormId form, Parameter const& p) { return f_.fits(form, f_.of(p.type)); });
}

FormId Expressions::reference(Expr const& e, Given const& given) {
  if (e.op == Op::fact) {
    bool const fine = e.a < p_.facts.size() && takes(given, p_.facts[e.a].parameters);
    return fine ? f_.of(p_.facts[e.a].type) : none;
  }
  if (e.op == Op::lookup) {
    bool const fine = e.a < p_.tables.size() && takes(given, p_.tables[e.a].keys);
    return fine ? f_.of(p_.tables[e.a].type) : none;
  }
  if (asks_for_award(e.op)) {
    if (e.a >= p_.awards.size() || given.size() != p_.awards[e.a].generators.size()) return none;
    if (e.op == Op::granted_by) return f_.intern({K::route, e.a});
    return e.op == Op::awarded ? f_.simple(K::truth) : f_.of(p_.awards[e.a].type);
  }
  if (e.a >= p_.rules.size()) return none;
  Rule const& rule = p_.rules[e.a];
  bool const dated = !rule.open && rule.body == none;
  Given arguments = given;
  if (dated) {
    if (arguments.empty() || !is(arguments.back(), K::date)) return none;
    arguments.pop_back();
  }
  return takes(arguments, rule.parameters) ? f_.of(rule.type) : none;
}

FormId Expressions::comparison(Expr const& e, Given const& given) {
  if (given.size() != 2) return none;
  FormId other = given[1];
  if (e.op == Op::contains) {
    if (!is(other, K::list)) return none;
    other = element(other);
  }
  return f_.joined(given[0], other) == none ? none : f_.simple(K::truth);
}

FormId Expressions::arithmetic(Expr const& e, Given const& given) {
  if (e.op == Op::negate) return given.size() == 1 && numeric(given[0]) ? given[0] : none;
  if (e.op == Op::convert) {
    if (e.a >= p_.conversion_uses.size()) return none;
    auto const& use = p_.conversion_uses[e.a];
    std::vector<FormKind> takes{K::number};
    if (use.conversion == none) takes.push_back(K::conversion);
    if (use.from_state) takes.push_back(K::state);
    if (use.to_state) takes.push_back(K::state);
    bool const fits = std::equal(given.begin(), given.end(), takes.begin(), takes.end(),
                                 [&](FormId form, FormKind kind) { return is(form, kind); });
    return fits ? f_.simple(K::number) : none;
  }
  bool const money = f_.kind(f_.of(e.type)) == K::money;
  if (e.op == Op::restate) return money ? signature(given, {K::money, K::number}, K::money) : none;
  if (e.op == Op::money_of) return money ? signature(given, {K::number, K::state}, K::money) : none;
  if (e.op == Op::exchange) {
    if (!money) return none;
    return given.size() == 2 ? signature(given, {K::money, K::number}, K::money)
                             : signature(given, {K::money, K::number, K::state}, K::money);
  }
  if (e.op == Op::add_span)
    return e.a <= last_missing_day ? signature(given, {K::date, K::number}, K::date) : none;
  if (given.size() != 2) return none;
  FormId const a = given[0], b = given[1];
  if (f_.kind(a) == K::nothing || f_.kind(b) == K::nothing) return f_.simple(K::nothing);
  if (e.op == Op::round)
    return e.a <= last_rounding && numeric(a) && f_.joined(a, b) != none ? f_.joined(a, b) : none;
  bool const adds = e.op == Op::add || e.op == Op::subtract;
  if (f_.kind(a) == K::date || f_.kind(b) == K::date)
    return e.op == Op::subtract ? signature(given, {K::date, K::date}, K::number) : none;
  if (adds && f_.kind(a) == K::history)
    return is(b, K::history) || (e.op == Op::add && is(b, K::period)) ? a : none;
  bool const lists = f_.kind(a) == K::list || f_.kind(b) == K::list;
  if (adds && lists) return f_.joined(a, b);
  if (!numeric(a) || !numeric(b)) return none;
  if (adds) return f_.joined(a, b);
  bool const first = f_.kind(a) == K::money, second = f_.kind(b) == K::money;
  if (e.op == Op::multiply) return first && second ? none : f_.simple(first || second ? K::money : K::number);
  if (second && !first) return none;
  return f_.simple(first && !second ? K::money : K::number);
}

FormId Expressions::structure(Expr const& e, Given const& given) {
  if (e.op == Op::list) {
    FormId element = f_.simple(K::nothing);
    for (FormId const one : given) element = element == none ? none : f_.joined(element, one);
    return element == none ? none : f_.list_of(element);
  }
  if (e.op == Op::make) {
    if (e.a >= p_.records.size()) return none;
    auto const& fields = p_.records[e.a].fields;
    bool const fits =
        std::equal(given.begin(), given.end(), fields.begin(), fields.end(),
                   [&](FormId form, RecordField const& field) { return f_.fits(form, f_.of(field.type)); });
    return fits ? f_.intern({K::record, e.a}) : none;
  }
  if (given.size() != 1) return none;
  Form const whole = f_[given[0]];
  if (whole.kind == K::nothing) return given[0];
  if (e.op == Op::route_field) {
    if (whole.kind != K::side || e.a > last_enumerator<RouteField>()) return none;
    return static_cast<RouteField>(e.a) == RouteField::route ? f_.intern({K::route, whole.of})
                                                             : f_.of(p_.awards[whole.of].type);
  }
  if (whole.kind != K::record || e.a >= p_.records[whole.of].fields.size()) return none;
  return f_.of(p_.records[whole.of].fields[e.a].type);
}

FormId Expressions::range(Expr const& e, Given const& given) {
  if (given.size() < 2 || given.size() > 3) return none;
  bool const dates = f_.kind(given[0]) == K::date || f_.kind(given[1]) == K::date;
  FormKind const ends = dates ? K::date : K::number;
  bool const fine = is(given[0], ends) && is(given[1], ends) && (given.size() < 3 || is(given[2], K::number));
  if (!fine || (dates && given.size() != 3)) return none;
  // Months say what happens where the day is missing; days have none that is.
  if (dates && p_.types[p_.expressions[child(e, 2)].type].unit == model::Unit::calendar_months &&
      e.a > last_missing_day)
    return none;
  return f_.list_of(f_.simple(ends));
}

// ---------------------------------------------------------------- periods, histories, instruments

FormId Expressions::period(Expr const& e, Given const& given) {
  if (e.op == Op::certified) {
    bool const fine = given.size() == 1 && (is(given[0], K::history) || is(given[0], K::period));
    return fine && e.a <= last_unit ? f_.simple(K::number) : none;
  }
  if (given.size() != 1 || !is(given[0], K::period)) return none;
  if (e.op == Op::period_attribute) return e.a < p_.attributes.size() ? f_.of(p_.attributes[e.a].type) : none;
  if (e.a > last_enumerator<PeriodField>()) return none;
  switch (static_cast<PeriodField>(e.a)) {
    case PeriodField::state:
    case PeriodField::original_state:
      return f_.simple(K::state);
    case PeriodField::begin:
    case PeriodField::end:
      return f_.simple(K::date);
    case PeriodField::id:
      return f_.simple(K::text);
    case PeriodField::undated:
      return f_.simple(K::truth);
  }
  return none;
}

FormId Expressions::made_period(Expr const& e, Given const& given) {
  using Kind = PeriodMaking::Part::Kind;
  if (e.a >= p_.period_makings.size()) return none;
  auto const& making = p_.period_makings[e.a];
  if (given.size() != making.parts.size() + 1 || !is(given[0], making.copy ? K::period : K::state))
    return none;
  bool begins = making.copy, ends = making.copy;
  for (std::size_t n = 0; n < making.parts.size(); ++n) {
    auto const& part = making.parts[n];
    FormId const form = given[n + 1];
    begins = begins || part.kind == Kind::begin;
    ends = ends || part.kind == Kind::end;
    bool fits = false;
    switch (part.kind) {
      case Kind::begin:
      case Kind::end:
        fits = is(form, K::date);
        break;
      case Kind::id:
        fits = is(form, K::text);
        break;
      case Kind::certified:
        fits = is(form, K::number);
        break;
      case Kind::attribute:
        fits =
            part.attribute < p_.attributes.size() && f_.fits(form, f_.of(p_.attributes[part.attribute].type));
        break;
    }
    if (!fits) return none;
  }
  return begins && ends ? f_.simple(K::period) : none;
}

FormId Expressions::resolved(Expr const& e, Given const& given) {
  if (e.a >= p_.precedences.size() || given.empty() || !is(given[0], K::history)) return none;
  auto const& precedence = p_.precedences[e.a];
  bool const fine = precedence.domain == Precedence::Domain::periods &&
                    takes(Given(given.begin() + 1, given.end()), precedence.parameters);
  return fine ? f_.simple(K::history) : none;
}

FormId Expressions::instrument(Expr const& e, Given const& given) {
  if (e.op != Op::linked && e.a >= p_.texts.size()) return none;
  if (e.op == Op::party) return signature(given, {K::state, K::date}, K::truth);
  if (e.op == Op::bound || e.op == Op::linked)
    return signature(given, {K::state, K::state, K::date}, K::truth);
  return signature(given, {K::date}, K::date) == none ? none : f_.list_of(f_.simple(K::state));
}

// ---------------------------------------------------------------- built-in functions

FormId Expressions::builtin(Expr const& e, Given const& given) {
  Function const* function = function_of(e.a);
  if (!function) return none;
  switch (function->typing) {
    case Typing::by_signature:
      return signature(given, function->signature);
    case Typing::empty:
      return signature(given, {K::history}, K::truth);
    case Typing::months_by_date:
      return e.b <= last_missing_day ? signature(given, {K::history, K::number}, K::number) : none;
    case Typing::age:
      return e.b <= last_missing_day ? signature(given, {K::date, K::date}, K::number) : none;
    case Typing::date:
      return signature(given, {K::number, K::number, K::number}, K::date);
    case Typing::absolute:
      return given.size() == 1 && numeric(given[0]) ? given[0] : none;
    case Typing::payments:
      return signature(given, {K::number, K::money}, K::money);
    case Typing::redenominated:
      return e.b < p_.currencies.size() ? signature(given, {K::money}, K::money) : none;
    case Typing::extreme:
    case Typing::some_of:
    case Typing::same_list:
    case Typing::length:
    case Typing::joined:
      return list_builtin(function->typing, e.type, given);
    case Typing::resolution:
    case Typing::exact:
    case Typing::instrument:
    case Typing::of_the_grammar:
      break;  // no Builtin
  }
  return none;
}

FormId Expressions::list_builtin(Typing typing, TypeId type, Given const& given) {
  if (given.empty()) return none;
  if (typing == Typing::extreme) {
    if (given.size() == 1) return is(given[0], K::list) ? element(given[0]) : none;
    FormId form = f_.simple(K::nothing);
    for (FormId const one : given) form = form == none ? none : f_.joined(form, one);
    return form;
  }
  if (typing == Typing::some_of)
    return given.size() == 2 && is(given[0], K::number) && is(given[1], K::list) ? given[1] : none;
  if (given.size() != 1) return none;
  if (typing == Typing::length && is(given[0], K::history)) return f_.simple(K::number);
  if (!is(given[0], K::list)) return none;
  if (typing == Typing::length) return f_.simple(K::number);
  if (typing != Typing::joined) return given[0];
  FormId const part = element(given[0]);
  FormId const whole = f_.of(type);  // what it gives of nothing
  if (f_.kind(whole) == K::history) return is(part, K::history) || is(part, K::period) ? whole : none;
  return f_.kind(whole) == K::list && f_.fits(part, whole) ? whole : none;
}

}  // namespace convenio::core
