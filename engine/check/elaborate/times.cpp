// Money and its time: amounts restated for another time, converted to other money, and made of a number.
// Knows which times are what part of one another by what they are; knows no number that is law.
#include <algorithm>

#include <fmt/format.h>

#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/lower.hpp"
#include "grammar/syntax/codes.hpp"

namespace convenio::check {

using model::Per;

namespace {

// So many of the shorter are one of the longer, whatever any law says. A year has 52 weeks by some laws only.
std::optional<int> by_definition(Per a, Per b) {
  Per const shorter = std::min(a, b), longer = std::max(a, b);
  if (shorter == Per::month && longer == Per::year) return 12;
  if (shorter == Per::week && longer == Per::fortnight) return 2;
  return std::nullopt;
}

std::string article(Per per) {
  return per == Per::sum ? "a sum" : fmt::format("money per {}", terms::name(per));
}

}  // namespace

text::Code Lowering::times_code(TypeId a, TypeId b) const {
  auto const& types = ws_.program.types;
  return types[a].per == Per::sum || types[b].per == Per::sum ? Code::time_missing : Code::different_times;
}

std::string Lowering::times_hint(TypeId wanted, TypeId found) const {
  Per const to = ws_.program.types[wanted].per, from = ws_.program.types[found].per;
  if (from == Per::its || to == Per::its)
    return "a State's own time is declared with it: `currency CUR paid per month`";
  if (from == Per::sum)
    return fmt::format("say for what time it is: `... per {}`, or divide the sum by its time",
                       terms::name(to));
  if (to == Per::sum)
    return fmt::format("{} is no sum: declare the time where the amount is declared", article(from));
  if (by_definition(from, to)) return fmt::format("restate it: `... restated per {}`", terms::name(to));
  return fmt::format("restate it by a number of the law: `... restated per {} by N`", terms::name(to));
}

// Money per month times months is a sum.
std::optional<Per> Lowering::time_counted_by(TypeId quantity) const {
  core::Program const& p = ws_.program;
  if (!is_kind(p, quantity, TypeKind::quantity)) return std::nullopt;
  switch (p.types[quantity].unit) {
    case model::Unit::days:
    case model::Unit::calendar_days:
      return Per::day;
    case model::Unit::weeks:
      return Per::week;
    case model::Unit::months:
    case model::Unit::calendar_months:
      return Per::month;
    case model::Unit::years:
      return Per::year;
    case model::Unit::quarters:
      break;
  }
  return std::nullopt;
}

Typed Lowering::restated(syntax::Restated const& e, Span span, Ask const& ask) {
  if (!e.value) return fault_silently(span);
  core::Program& p = program();
  Typed const value = lower(*e.value, ask.operand());
  Typed factor;
  if (e.factor) {
    factor.id = require(*e.factor, simple(p, TypeKind::ratio), "the number by which an amount is restated");
    factor.type = p.expressions[factor.id].type;
    if (factor.type == poison) return fault_silently(span);
  }
  if (special(value.type)) return passed_on(value, span);
  if (!is_kind(p, value.type, TypeKind::money)) {
    return fault(Code::not_restated, e.value->span,
                 fmt::format("an amount of money is restated, but this is {}", type_name(ws_, value.type)));
  }
  Per const from = p.types[value.type].per;
  if (from == Per::sum || from == Per::its) {
    return fault(
        Code::not_restated, e.value->span,
        from == Per::sum
            ? fmt::format("{} is paid for no time, and cannot be restated", type_name(ws_, value.type))
            : "the time of the State is not known here, so that the amount cannot be restated",
        from == Per::sum ? fmt::format("divide it by its time: `... / 1 {}`", terms::name(e.per))
                         : "restate it where the State is named");
  }
  if (from == e.per) {
    return fault(Code::not_restated, span, fmt::format("this is money per {} already", terms::name(from)),
                 "leave `restated` out");
  }
  auto const built_in = by_definition(from, e.per);
  if (!built_in && !e.factor) {
    return fault(
        Code::not_restated, span,
        fmt::format("how many {}s are a {} is law, and is not said", terms::name(std::min(from, e.per)),
                    terms::name(std::max(from, e.per))),
        fmt::format("write `restated per {} by N`, with the number of the text", terms::name(e.per)));
  }
  if (e.per < from && !ask.unrounded) {
    return fault(
        Code::unrounded_division, span,
        fmt::format("money per {} is divided here without saying how it is rounded", terms::name(from)),
        "write `... rounded half_up to 0.01 CUR`, or `exactly(...)` if nothing is to be rounded");
  }
  core::Type type = p.types[value.type];
  type.per = e.per;
  TypeId const id = intern(p, type);
  ExprId const by =
      e.factor
          ? factor.id
          : constant({model::Rational(*built_in)}, simple(p, TypeKind::whole), Span{}).id;  // nobody wrote it
  return {emit(core::Op::restate, id, {value.id, by}, span), id};
}

// A rate without its day says nothing: it must be a parameter or a table with a date among its keys.
bool Lowering::has_a_day(ExprId rate) const {
  core::Expr const& e = ws_.program.expressions[rate];
  if (e.op != core::Op::lookup) return false;
  auto const& keys = ws_.program.tables[e.table()].keys;
  return std::any_of(keys.begin(), keys.end(), [&](core::Parameter const& key) {
    return special(key.type) || is_kind(ws_.program, key.type, TypeKind::date);
  });
}

Typed Lowering::exchanged(syntax::Converted const& e, Span span, Ask const& ask) {
  if (!e.value || !e.rate) return fault_silently(span);
  core::Program& p = program();
  Typed const value = lower(*e.value, ask.operand());
  ExprId const rate = require(*e.rate, simple(p, TypeKind::ratio), "the rate of a conversion");
  core::Type type;
  type.kind = TypeKind::money;
  if (is_kind(p, value.type, TypeKind::money)) type.per = p.types[value.type].per;
  std::vector<ExprId> children{value.id, rate};
  if (e.currency) {
    auto const currency = resolve(ws_, site_.package, *e.currency, {Kind::currency}, "a currency");
    if (!currency) return fault_silently(span);
    type.currency = model::CurrencyId(currency->index);
  } else if (e.of) {
    syntax::Expr named;
    named.span = e.of->span;
    named.node = syntax::Reference{syntax::Path{{*e.of}, e.of->span}};
    ExprId const state = require(named, simple(p, TypeKind::state), "whose money it becomes");
    if (p.expressions[state].type == poison) return fault_silently(span);
    Holder const holder = holder_of(state);
    if (holder.kind == Holder::Kind::state) {
      type.currency = p.states[holder.index].currencies.front();
    } else {
      if (holder.kind == Holder::Kind::local) type.of = holder.index;
      children.push_back(state);
    }
  }
  if (special(value.type)) return passed_on(value, span);
  if (p.expressions[rate].type == poison) return fault_silently(span);
  if (!is_kind(p, value.type, TypeKind::money)) {
    return fault(Code::wrong_operands, e.value->span,
                 fmt::format("an amount of money is converted, but this is {}", type_name(ws_, value.type)));
  }
  if (!has_a_day(rate)) {
    return fault(Code::not_dated, e.rate->span, "a rate of exchange has a day, and this one has none",
                 "name a parameter with dates, or a table with a date among its keys");
  }
  TypeId const id = intern(p, type);
  if (id == value.type && !is_plain_money(p, id)) {
    return fault(Code::currency_mismatch, span, fmt::format("this is {} already", type_name(ws_, id)),
                 "leave `converted` out");
  }
  if (!ask.unrounded) {
    return fault(Code::unrounded_division, span, "money is converted here without saying how it is rounded",
                 "write `... rounded half_up to 0.01 CUR`, or `exactly(...)` if nothing is to be rounded");
  }
  return {emit(core::Op::exchange, id, children, span), id};
}

bool Lowering::takes_its_time(syntax::Expr const& expr) {
  auto const* money = std::get_if<syntax::MoneyOf>(&expr.node);
  return money && !money->per;
}

Typed Lowering::money_of(syntax::MoneyOf const& e, Span span, Ask const& ask) {
  core::Program& p = program();
  auto const number = model::Rational::parse_decimal(e.digits);
  if (!number)
    return fault(syntax::Code::malformed_number, span, fmt::format("{} is not a number", quoted(e.digits)));
  syntax::Expr named;
  named.span = e.state.span;
  named.node = syntax::Reference{e.state};
  ExprId const state = require(named, simple(p, TypeKind::state), "whose money it is");
  if (p.expressions[state].type == poison) return fault_silently(span);
  core::Type type;
  type.kind = TypeKind::money;
  bool const told = !e.per && is_kind(p, ask.expected, TypeKind::money);
  type.per = told ? p.types[ask.expected].per : e.per.value_or(Per::sum);
  Holder const holder = holder_of(state);
  if (holder.kind == Holder::Kind::state) {
    TypeId const id = money_of_state(p, type, model::StateId(holder.index));
    return constant({model::Amount{*number, p.types[id].currency, p.types[id].per}}, id, span);
  }
  if (holder.kind == Holder::Kind::local) type.of = holder.index;
  TypeId const id = intern(p, type);
  ExprId const count = constant({*number}, simple(p, TypeKind::ratio), span).id;
  return {emit(core::Op::money_of, id, {count, state}, span), id};
}

}  // namespace convenio::check
