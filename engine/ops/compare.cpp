// Comparison of two values, at a cost that follows what is looked into.
// Knows currencies; knows no arithmetic.
#include "engine/ops/compare.hpp"

#include <fmt/format.h>

namespace convenio::ops {

using model::Amount;
using model::Rational;

namespace {

bool unlike(Value const& a, Value const& b) {
  auto const* first = std::get_if<Amount>(&a.content);
  auto const* second = std::get_if<Amount>(&b.content);
  return first && second && (first->currency != second->currency || first->per != second->per);
}

// -1, 0 or 1; absent where the steps do not suffice for what the two must be asked.
Value order_of(Context const& context, Value const& a, Value const& b) {
  model::Effort effort{context.budget.step_limit()};
  auto const order = model::compare(a, b, effort);
  if (!context.budget.spend_touched(effort.touched)) return context.budget.steps_reached();
  return {Rational(order < 0 ? -1 : order > 0 ? 1 : 0)};
}

}  // namespace

Value unlike_times(Value const& a, Value const& b, char const* how) {
  auto const what = [](Value const& one) {
    auto const per = one.as<Amount>().per;
    return per == model::Per::sum ? std::string("a sum") : fmt::format("an amount per {}", terms::name(per));
  };
  return impossible(fmt::format("{} and {} cannot be {}", what(a), what(b), how));
}

Value equal(Context const& context, Value const& a, Value const& b) {
  if (unlike(a, b)) return less(context, a, b, false);
  auto& budget = context.budget;
  auto const first = model::extent_of(a), second = model::extent_of(b);
  if (!first.whole || !second.whole) {
    if (!budget.spend_touched(first.parts) || !budget.spend_touched(second.parts))
      return budget.steps_reached();
    Absences missing;
    add_deep(missing, a);
    add_deep(missing, b);
    if (missing.any()) return missing.value();
  }
  auto const order = order_of(context, a, b);
  return order.absent() ? order : Value{order.as<Rational>().is_zero()};
}

Value less(Context const& context, Value const& a, Value const& b, bool or_equal) {
  if (unlike(a, b)) {
    auto const& currencies = context.program.currencies;
    if (a.as<Amount>().currency == b.as<Amount>().currency) return unlike_times(a, b, "compared");
    return impossible(fmt::format("amounts in {} and {} cannot be compared",
                                  currencies[a.as<Amount>().currency].code,
                                  currencies[b.as<Amount>().currency].code));
  }
  auto const order = order_of(context, a, b);
  if (order.absent()) return order;
  auto const sign = order.as<Rational>().sign();
  return {or_equal ? sign <= 0 : sign < 0};
}

Value contains(Context const& context, Value const& item, Value const& list) {
  Absences missing;
  for (auto const& candidate : list.as<model::ListPtr>()->items) {
    context.budget.spend(1);
    Value const same = equal(context, item, candidate);
    if (same.absent()) {
      missing.add(same);
    } else if (same.as<bool>()) {
      return {true};
    }
  }
  return missing.any() ? missing.value() : Value{false};
}

}  // namespace convenio::ops
