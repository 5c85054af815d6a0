// Exact arithmetic, rounding and conversion.
// Knows no list and no history, but where theirs begins.
#include "engine/ops/arithmetic.hpp"

#include <utility>

#include <fmt/format.h>

#include "engine/ops/compare.hpp"
#include "engine/ops/histories.hpp"
#include "engine/ops/kernels.hpp"
#include "engine/ops/lists.hpp"

namespace convenio::ops {

using core::Op;
using model::Amount;
using model::HistoryPtr;
using model::Rational;

namespace {

constexpr std::size_t digits_of_a_word = 20;  // at most

bool is_amount(Value const& value) { return std::holds_alternative<Amount>(value.content); }

// Of the number, or of the money.
template <class Change>
Value changed(Value const& value, Change change) {
  if (auto const* amount = std::get_if<Amount>(&value.content))
    return {Amount{change(amount->number), amount->currency, amount->per}};
  return {change(value.as<Rational>())};
}

}  // namespace

Value bounded(Value value) {
  auto const* number = std::get_if<Rational>(&value.content);
  if (auto const* amount = std::get_if<Amount>(&value.content)) number = &amount->number;
  if (!number || number->words() * digits_of_a_word <= digits_limit || number->digits() <= digits_limit)
    return value;
  return beyond_limit(fmt::format("a number has more than {} digits", digits_limit));
}

Value arithmetic(Context const& context, Op op, Value const& a, Value const& b) {
  bool const adds = op == Op::add;
  if (std::holds_alternative<HistoryPtr>(a.content)) {
    return adds ? unite(context, {a, b})
                : subtract_histories(context, *a.as<HistoryPtr>(), *b.as<HistoryPtr>());
  }
  if (std::holds_alternative<model::ListPtr>(a.content)) {
    return adds ? concatenate(context, {a, b}) : subtract_lists(context, a, b);
  }
  if (auto const* date = std::get_if<model::Date>(&a.content)) {
    return {Rational(std::int64_t{date->number()} - b.as<model::Date>().number())};
  }
  bool const both_money = is_amount(a) && is_amount(b);
  if (both_money && a.as<Amount>().per != b.as<Amount>().per) return unlike_times(a, b, "combined");
  if (both_money && a.as<Amount>().currency != b.as<Amount>().currency) {
    auto const& currencies = context.program.currencies;
    return impossible(fmt::format("amounts in {} and {} cannot be combined",
                                  currencies[a.as<Amount>().currency].code,
                                  currencies[b.as<Amount>().currency].code));
  }
  Rational const first = is_amount(a) ? a.as<Amount>().number : a.as<Rational>();
  Rational const second = is_amount(b) ? b.as<Amount>().number : b.as<Rational>();
  if (op == Op::divide && second.is_zero()) return impossible("a division by zero");
  Rational const number = op == Op::add        ? first + second
                          : op == Op::subtract ? first - second
                          : op == Op::multiply ? first * second
                                               : first / second;
  bool const plain = (!is_amount(a) && !is_amount(b)) || (both_money && op == Op::divide);
  if (plain) return bounded({number});
  Amount const& money = is_amount(a) ? a.as<Amount>() : b.as<Amount>();
  return bounded({Amount{number, money.currency, money.per}});
}

// An amount times so many months, or divided by them, is for another time: the type says which.
Value timed(Context const& context, core::Expr const& e, Value value) {
  auto* amount = std::get_if<Amount>(&value.content);
  auto const& type = context.program.types[e.type];
  if (amount && type.kind == core::Type::Kind::money && type.per != model::Per::its) amount->per = type.per;
  return value;
}

Value restate(Context const& context, core::Expr const& e, Operands operands) {
  auto const& amount = operands[0].as<Amount>();
  auto const& factor = operands[1].as<Rational>();
  auto const to = context.program.types[e.type].per;
  if (amount.per == model::Per::sum || amount.per == to)
    return impossible(amount.per == to ? "an amount is of the time already in which it is restated"
                                       : "a sum is paid for no time, and cannot be restated");
  if (factor.sign() <= 0) return impossible("an amount is restated by a number that is not above zero");
  Rational const number = amount.per < to ? amount.number * factor : amount.number / factor;
  return bounded({Amount{number, amount.currency, to}});
}

Value exchange(Context const& context, core::Expr const& e, Operands operands) {
  auto const& amount = operands[0].as<Amount>();
  auto const& type = context.program.types[e.type];
  auto const state = operands.size() > 2 ? operands[2].as<model::StateRef>().id : model::StateId(model::none);
  auto const currency = core::nothing_of(context.program, state, type).currency;
  auto const& rate = operands[1].as<Rational>();
  if (currency == model::none)
    return impossible("the State has no money into which an amount could be converted");
  if (currency == amount.currency)
    return impossible(
        fmt::format("an amount in {} is converted to itself", context.program.currencies[currency].code));
  if (rate.sign() <= 0) return impossible("a rate of exchange that is not above zero");
  return bounded({Amount{amount.number * rate, currency, amount.per}});
}

Value money_of(Context const& context, core::Expr const& e, Operands operands) {
  auto const state = operands[1].as<model::StateRef>().id;
  Amount amount = core::nothing_of(context.program, state, context.program.types[e.type]);
  if (amount.currency == model::none)
    return impossible(fmt::format("{} has no money", core::state_code(context.program, state)));
  amount.number = operands[0].as<Rational>();
  return {amount};
}

Value negate(Value const& value) {
  return changed(value, [](Rational const& number) { return -number; });
}

Value absolute(Context const&, core::Expr const&, Operands operands) {
  return changed(operands[0], [](Rational const& number) { return number.sign() < 0 ? -number : number; });
}

Value floor(Context const&, core::Expr const&, Operands operands) {
  return changed(operands[0], [](Rational const& number) { return number.floor(); });
}

Value ceiling(Context const&, core::Expr const&, Operands operands) {
  return changed(operands[0], [](Rational const& number) { return number.ceiling(); });
}

Value round(Context const& context, core::Expr const& e, Operands operands) {
  Value const& value = operands[0];
  Value const& step = operands[1];
  auto const mode = static_cast<model::RoundingMode>(e.a);
  bool const money = is_amount(value);
  if (money && value.as<Amount>().currency != step.as<Amount>().currency) {
    return less(context, value, step, false);
  }
  Rational const unit = money ? step.as<Amount>().number : step.as<Rational>();
  if (unit.sign() <= 0) return impossible("a rounding to a step that is not above zero");
  return bounded(changed(value, [&](Rational const& number) { return model::round_to(number, mode, unit); }));
}

Value convert(Context const& context, core::Expr const& e, Operands operands) {
  auto const& p = context.program;
  auto const& use = p.conversion_uses[e.a];
  std::size_t next = 1;
  auto const which =
      use.conversion != model::none ? use.conversion : operands[next++].as<model::ConversionRef>().id;
  auto path = use.path;
  for (auto const& [asked, unit] : {std::pair{use.from_state, &path.front()}, {use.to_state, &path.back()}}) {
    if (!asked) continue;
    auto const state = operands[next++].as<model::StateRef>().id;
    if (state >= p.states.size() || !p.states[state].unit) {
      return not_encoded(
          fmt::format("no rule says in which unit {} counts insurance", core::state_code(p, state)));
    }
    *unit = *p.states[state].unit;
  }
  auto const& table = p.conversions[which];
  auto const result = model::convert(operands[0].as<Rational>(), table.equations, path, use.mode);
  if (result) return bounded({*result});
  auto const words = fmt::format("`{}` has no way from {} to {}", table.name, model::name(path.front()),
                                 model::name(path.back()));
  return use.conversion == model::none || use.from_state || use.to_state ? not_encoded(words)
                                                                         : impossible(words);
}

Value paid_in_all(Context const&, core::Expr const&, Operands operands) {
  auto const& each = operands[1].as<Amount>();
  return bounded({Amount{operands[0].as<Rational>() * each.number, each.currency, model::Per::sum}});
}

// Back from the later currency to the earlier, with the factor of each step.
Value redenominated(Context const& context, core::Expr const& e, Operands operands) {
  auto const& amount = operands[0].as<Amount>();
  auto const later = model::CurrencyId(e.b);
  auto const& currencies = context.program.currencies;
  Rational number = amount.number;
  auto currency = later;
  for (std::size_t step = 0; step < currencies.size() && currency != model::none; ++step) {
    if (currency == amount.currency) return bounded({Amount{number, later, amount.per}});
    if (currencies[currency].factor.is_zero()) break;
    number = number / currencies[currency].factor;
    currency = currencies[currency].follows;
  }
  return impossible(
      fmt::format("{} does not follow {}", currencies[later].code, currencies[amount.currency].code));
}

}  // namespace convenio::ops
