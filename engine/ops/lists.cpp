// Lists made, joined, shortened and searched. An element may be unknown; what depends on it is unknown, too.
// Knows no rule.
#include "engine/ops/lists.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <set>

#include "engine/ops/compare.hpp"
#include "engine/ops/histories.hpp"
#include "engine/ops/kernels.hpp"

namespace convenio::ops {

using model::ListPtr;
using model::Rational;

namespace {

std::vector<Value> const& items_of(Value const& list) { return list.as<ListPtr>()->items; }

Absences unknown_in(Operands items) {
  Absences missing;
  for (auto const& item : items) missing.add(item);
  return missing;
}

Value extreme(Context const& context, bool greatest, Operands operands) {
  bool const is_list = operands.size() == 1 && std::holds_alternative<ListPtr>(operands[0].content);
  Operands const items = is_list ? Operands(items_of(operands[0])) : operands;
  if (items.empty())
    return impossible(fmt::format("the {} value of an empty list", greatest ? "greatest" : "least"));
  if (!context.budget.spend(items.size())) return context.budget.steps_reached();
  // Any value may come out of an unknown element, one beyond all others too.
  if (auto const missing = unknown_in(items); missing.any()) return missing.value();
  Value found = items.front();
  for (auto const& item : items) {
    Value const better = greatest ? less(context, found, item, false) : less(context, item, found, false);
    if (better.absent()) return better;
    if (better.as<bool>()) found = item;
  }
  return found;
}

// "The n largest", "the first n": the list that is left, or why the count is none.
template <class Order>
Value some_of(Context const& context, Operands operands, Order order) {
  auto const most = operands[0].as<Rational>().to_int64();
  if (!most || *most < 0) return impossible("a count of values below zero");
  auto items = items_of(operands[1]);
  auto& budget = context.budget;
  if (!budget.spend(items.size()) || !budget.spend_parts_beyond(items)) return budget.steps_reached();
  if (Value const fault = order(items); fault.absent()) return fault;
  if (static_cast<std::uint64_t>(*most) < items.size()) items.resize(static_cast<std::size_t>(*most));
  return list_value(context, std::move(items));
}

}  // namespace

Value list_value(Context const& context, std::vector<Value> items) {
  if (!context.budget.room_for(items)) return context.budget.kept_reached();
  return {std::make_shared<model::ListValue const>(model::ListValue{std::move(items)})};
}

Value concatenate(Context const& context, std::vector<Value> const& lists) {
  auto& budget = context.budget;
  std::vector<Value> items;
  for (auto const& list : lists) {
    auto const& more = items_of(list);
    if (!budget.spend(more.size())) return budget.steps_reached();
    if (!budget.room_for(more)) return budget.kept_reached();
    items.insert(items.end(), more.begin(), more.end());
  }
  return list_value(context, std::move(items));
}

Value subtract_lists(Context const& context, Value const& a, Value const& b) {
  std::vector<Value> items;
  Absences missing;
  for (auto const& item : items_of(a)) {
    Value const taken = contains(context, item, b);
    missing.add(taken);
    if (!taken.absent() && !taken.as<bool>()) items.push_back(item);
    if (!context.budget.spend(1)) return context.budget.steps_reached();
  }
  return missing.any() ? missing.value() : list_value(context, std::move(items));
}

Value range(Context const& context, Operands operands) {
  auto const from = operands[0].as<Rational>().to_int64();
  auto const to = operands[1].as<Rational>().to_int64();
  if (!from || !to) return impossible("the ends of a range are not whole numbers");
  std::optional<std::int64_t> const step =
      operands.size() > 2 ? operands[2].as<Rational>().to_int64() : std::int64_t{1};
  if (!step || *step < 1) return impossible("the step of a range is not a whole number above zero");
  std::vector<Value> items;
  if (*from > *to) return list_value(context, {});
  auto const last = (static_cast<std::uint64_t>(*to) - static_cast<std::uint64_t>(*from)) /
                    static_cast<std::uint64_t>(*step);
  if (!context.budget.spend(last)) return context.budget.steps_reached();
  for (std::uint64_t n = 0; n <= last; ++n)
    items.push_back({Rational(*from + static_cast<std::int64_t>(n) * *step)});
  return list_value(context, std::move(items));
}

// Of two or more operands, or of the elements of one list.
Value min(Context const& context, core::Expr const&, Operands operands) {
  return extreme(context, false, operands);
}

Value max(Context const& context, core::Expr const&, Operands operands) {
  return extreme(context, true, operands);
}

Value largest(Context const& context, core::Expr const&, Operands operands) {
  return some_of(context, operands, [&](std::vector<Value>& items) -> Value {
    bool const asks = !operands[0].as<Rational>().is_zero();
    if (auto const missing = unknown_in(items); asks && missing.any()) return missing.value();
    for (auto const& item : items) {
      if (Value const alike = less(context, items.front(), item, false); alike.absent()) return alike;
    }
    std::stable_sort(items.begin(), items.end(),
                     [](Value const& a, Value const& b) { return model::compare(a, b) > 0; });
    return {true};
  });
}

Value leading(Context const& context, core::Expr const&, Operands operands) {
  return some_of(context, operands, [](std::vector<Value>&) -> Value { return {true}; });
}

Value reversed(Context const& context, core::Expr const&, Operands operands) {
  auto items = items_of(operands[0]);
  if (!context.budget.spend(items.size())) return context.budget.steps_reached();
  std::reverse(items.begin(), items.end());
  return list_value(context, std::move(items));
}

Value length(Context const&, core::Expr const&, Operands operands) {
  auto const* history = std::get_if<model::HistoryPtr>(&operands[0].content);
  if (!history) return {Rational(static_cast<std::int64_t>(items_of(operands[0]).size()))};
  Absences missing;
  for (auto const& doubt : (*history)->doubts) missing.add(doubt.why);
  if (missing.any()) return missing.value();
  return {Rational(static_cast<std::int64_t>((*history)->periods.size() + (*history)->undated.size()))};
}

Value distinct(Context const& context, core::Expr const&, Operands operands) {
  auto const& items = items_of(operands[0]);
  auto& budget = context.budget;
  if (!budget.spend_parts_beyond(items)) return budget.steps_reached();
  Absences missing;
  add_deep(missing, operands[0]);
  if (missing.any()) return missing.value();
  if (!budget.spend(items.size())) return budget.steps_reached();
  auto const before = [](Value const& a, Value const& b) { return model::compare(a, b) < 0; };
  std::set<Value, decltype(before)> seen(before);
  std::vector<Value> kept;
  for (auto const& item : items) {
    if (seen.insert(item).second) kept.push_back(item);
  }
  return list_value(context, std::move(kept));
}

Value joined(Context const& context, core::Expr const& e, Operands operands) {
  auto const& items = items_of(operands[0]);
  if (auto const missing = unknown_in(items); missing.any()) return missing.value();
  bool const histories = type_of(context.program, e).kind == core::Type::Kind::history;
  return histories ? unite(context, items) : concatenate(context, items);
}

}  // namespace convenio::ops
