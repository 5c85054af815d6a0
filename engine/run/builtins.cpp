// Built-in functions on numbers, dates and lists.
// Knows no history operator (histories.cpp) and no rule.
#include "engine/run/evaluator.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <chrono>

namespace convenio::run {

using core::Builtin;
using model::Amount;
using model::Date;
using model::Rational;

Value Evaluator::builtin(ExprId id, Results const& operands, Asker const& asker) {
  auto const& e = expr(id);
  switch (static_cast<Builtin>(e.a)) {
    case Builtin::days:
    case Builtin::touched_months:
    case Builtin::complete_months:
    case Builtin::touched_years:
    case Builtin::months_by_date:
    case Builtin::clip:
    case Builtin::clip_from:
    case Builtin::clip_to:
    case Builtin::common:
    case Builtin::split:
    case Builtin::merge:
    case Builtin::attributed:
    case Builtin::first_day:
    case Builtin::last_day:
    case Builtin::empty:
      return history_builtin(e, operands, asker);
    case Builtin::age:
    case Builtin::year:
    case Builtin::month:
    case Builtin::day:
    case Builtin::weekday:
    case Builtin::quarter:
    case Builtin::date:
    case Builtin::first_of_month:
    case Builtin::last_of_month:
    case Builtin::first_of_quarter:
    case Builtin::last_of_quarter:
      return date_builtin(e, operands, asker);
    case Builtin::min:
    case Builtin::max:
    case Builtin::largest:
    case Builtin::leading:
    case Builtin::reversed:
    case Builtin::length:
    case Builtin::distinct:
    case Builtin::joined:
      return list_builtin(id, operands, asker);
    case Builtin::redenominated:
      return redenominated(operands[0].value.as<Amount>(), model::CurrencyId(e.b), asker);
    case Builtin::absolute:
    case Builtin::floor:
    case Builtin::ceiling:
      break;
  }
  Value const& value = operands[0].value;
  auto const* amount = std::get_if<Amount>(&value.content);
  Rational number = amount ? amount->number : value.as<Rational>();
  auto const which = static_cast<Builtin>(e.a);
  number = which == Builtin::floor     ? number.floor()
           : which == Builtin::ceiling ? number.ceiling()
           : number.sign() < 0         ? -number
                                       : number;
  return amount ? Value{Amount{number, amount->currency}} : Value{number};
}

// Back from the later currency to the earlier, with the factor of each step.
Value Evaluator::redenominated(Amount const& amount, model::CurrencyId later, Asker const& asker) {
  auto const& currencies = program_.currencies;
  Rational number = amount.number;
  auto currency = later;
  for (std::size_t step = 0; step < currencies.size() && currency != none; ++step) {
    if (currency == amount.currency) return bounded({Amount{number, later}}, asker);
    if (currencies[currency].factor.is_zero()) break;
    number = number / currencies[currency].factor;
    currency = currencies[currency].follows;
  }
  return fault(Blocker::Kind::impossible,
               fmt::format("{} does not follow {}", currencies[later].code, currencies[amount.currency].code),
               asker);
}

Value Evaluator::date_builtin(core::Expr const& e, Results const& operands, Asker const& asker) {
  if (static_cast<Builtin>(e.a) == Builtin::date) {
    std::optional<std::int64_t> parts[3];
    for (std::size_t n = 0; n < 3; ++n) parts[n] = operands[n].value.as<Rational>().to_int64();
    std::optional<Date> date;
    if (parts[0] && parts[1] && parts[2]) date = Date::from_ymd(*parts[0], *parts[1], *parts[2]);
    if (date) return {*date};
    return fault(
        Blocker::Kind::impossible,
        fmt::format("there is no day {} of month {} of year {}", operands[2].value.as<Rational>().to_string(),
                    operands[1].value.as<Rational>().to_string(),
                    operands[0].value.as<Rational>().to_string()),
        asker);
  }
  auto const date = operands[0].value.as<Date>();
  switch (static_cast<Builtin>(e.a)) {
    case Builtin::age:
      return {Rational(
          model::completed_months(date, operands[1].value.as<Date>(), static_cast<model::MissingDay>(e.b)))};
    case Builtin::year:
      return {Rational(date.year())};
    case Builtin::month:
      return {Rational(std::int64_t{date.month()})};
    case Builtin::day:
      return {Rational(std::int64_t{date.day()})};
    case Builtin::weekday: {
      std::chrono::weekday const weekday{std::chrono::sys_days{std::chrono::days{date.number()}}};
      return {Rational(std::int64_t{weekday.iso_encoding()})};
    }
    case Builtin::quarter:
      return {Rational((std::int64_t{date.month()} + 2) / 3)};
    case Builtin::first_of_quarter:
    case Builtin::last_of_quarter: {
      bool const first = static_cast<Builtin>(e.a) == Builtin::first_of_quarter;
      std::int64_t const month = (std::int64_t{date.month()} - 1) / 3 * 3 + (first ? 1 : 3);
      Date const reached = Date::from_ymd(date.year(), month, 1).value_or(date);
      return {first ? reached : reached.last_of_month()};
    }
    case Builtin::first_of_month:
      return {date.first_of_month()};
    case Builtin::last_of_month:
      return {date.last_of_month()};
    case Builtin::days:
    case Builtin::touched_months:
    case Builtin::complete_months:
    case Builtin::touched_years:
    case Builtin::months_by_date:
    case Builtin::clip:
    case Builtin::clip_from:
    case Builtin::clip_to:
    case Builtin::common:
    case Builtin::split:
    case Builtin::merge:
    case Builtin::attributed:
    case Builtin::first_day:
    case Builtin::last_day:
    case Builtin::empty:
    case Builtin::date:
    case Builtin::min:
    case Builtin::max:
    case Builtin::absolute:
    case Builtin::floor:
    case Builtin::ceiling:
    case Builtin::largest:
    case Builtin::leading:
    case Builtin::reversed:
    case Builtin::length:
    case Builtin::distinct:
    case Builtin::joined:
    case Builtin::redenominated:
      break;  // of no single date
  }
  return {};
}

Value Evaluator::list_builtin(ExprId id, Results const& operands, Asker const& asker) {
  auto const which = static_cast<Builtin>(expr(id).a);
  Value const& value = operands[0].value;
  if (which == Builtin::min || which == Builtin::max) {
    auto const* list = std::get_if<model::ListPtr>(&value.content);
    if (list && operands.size() == 1) return extreme(which == Builtin::max, (*list)->items, asker);
    std::vector<Value> items;
    for (auto const& operand : operands) items.push_back(operand.value);
    return extreme(which == Builtin::max, items, asker);
  }
  if (which == Builtin::largest || which == Builtin::leading)
    return some_of(which, value, operands[1].value, asker);
  if (which == Builtin::reversed) {
    auto items = value.as<model::ListPtr>()->items;
    if (!spend(items.size())) return step_fault(asker);
    std::reverse(items.begin(), items.end());
    return list_value(std::move(items), asker);
  }
  if (which == Builtin::length) {
    auto const* history = std::get_if<HistoryPtr>(&value.content);
    if (!history) return {Rational(static_cast<std::int64_t>(value.as<model::ListPtr>()->items.size()))};
    Absences missing;
    for (auto const& doubt : (*history)->doubts) missing.add(doubt.why);
    if (missing.any()) return asked(missing.value(), asker);
    return {Rational(static_cast<std::int64_t>((*history)->periods.size() + (*history)->undated.size()))};
  }
  auto const& items = value.as<model::ListPtr>()->items;
  if (which == Builtin::joined) {
    return type_of(id).kind == core::Type::Kind::history ? unite(items, asker) : concatenate(items, asker);
  }
  if (!spend_parts_beyond(items)) return step_fault(asker);
  Absences missing;
  add_deep(missing, value);
  if (missing.any()) return asked(missing.value(), asker);
  if (!spend(items.size())) return step_fault(asker);
  auto const before = [](Value const& a, Value const& b) { return model::compare(a, b) < 0; };
  std::set<Value, decltype(before)> seen(before);
  std::vector<Value> kept;
  for (auto const& item : items) {
    if (seen.insert(item).second) kept.push_back(item);
  }
  return list_value(std::move(kept), asker);
}

Value Evaluator::extreme(bool greatest, std::vector<Value> const& items, Asker const& asker) {
  if (items.empty()) {
    return fault(Blocker::Kind::impossible,
                 fmt::format("the {} value of an empty list", greatest ? "greatest" : "least"), asker);
  }
  if (!spend(items.size())) return step_fault(asker);
  Value found = items.front();
  for (auto const& item : items) {
    Value const better = greatest ? less(found, item, false, asker) : less(item, found, false, asker);
    if (better.absent()) return better;
    if (better.as<bool>()) found = item;
  }
  return found;
}

Value Evaluator::some_of(Builtin which, Value const& count, Value const& list, Asker const& asker) {
  auto const most = count.as<Rational>().to_int64();
  if (!most || *most < 0) return fault(Blocker::Kind::impossible, "a count of values below zero", asker);
  auto items = list.as<model::ListPtr>()->items;
  if (!spend(items.size()) || !spend_parts_beyond(items)) return step_fault(asker);
  if (which == Builtin::largest) {
    for (auto const& item : items) {
      if (Value const alike = less(items.front(), item, false, asker); alike.absent()) return alike;
    }
    std::stable_sort(items.begin(), items.end(),
                     [](Value const& a, Value const& b) { return model::compare(a, b) > 0; });
  }
  if (static_cast<std::uint64_t>(*most) < items.size()) items.resize(static_cast<std::size_t>(*most));
  return list_value(std::move(items), asker);
}

}  // namespace convenio::run
