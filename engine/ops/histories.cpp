// Histories counted, cut, joined and asked for their ends.
// Knows what an operator costs; how it is done is engine/model's.
#include "engine/ops/histories.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "engine/ops/arithmetic.hpp"
#include "engine/ops/kernels.hpp"
#include "engine/ops/periods.hpp"

namespace convenio::ops {

using model::Date;
using model::History;
using model::HistoryPtr;
using model::Period;

namespace {

// No more pieces than this come out of cutting the periods of `a` at the ends of those of `b`.
std::uint64_t pieces(History const& a, History const& b) {
  std::vector<Date> begins;
  for (auto const& period : b.periods) begins.push_back(period.begin);
  for (auto const& doubt : b.doubts) begins.push_back(doubt.begin);
  for (auto const& period : b.undated) begins.push_back(period.begin);
  std::sort(begins.begin(), begins.end());
  std::uint64_t count = 0;
  auto const add = [&](Date begin, Date end) {
    auto const first = std::lower_bound(begins.begin(), begins.end(), begin);
    count += 1 + static_cast<std::uint64_t>(std::lower_bound(first, begins.end(), end) - first);
  };
  for (auto const& period : a.periods) add(period.begin, period.end);
  for (auto const& doubt : a.doubts) add(doubt.begin, doubt.end);
  return count + a.undated.size();
}

History const& history_in(Operands operands) { return *operands[0].as<HistoryPtr>(); }

// What an operator gives that looks once at every period.
template <class Operator>
Value looked_through(Context const& context, Operands operands, Operator operation) {
  auto const& history = history_in(operands);
  if (!context.budget.spend(size_of(history))) return context.budget.steps_reached();
  return operation(history);
}

// The same, of one that gives another history.
template <class Operator>
Value rebuilt(Context const& context, Operands operands, Operator operation) {
  return looked_through(context, operands,
                        [&](History const& history) { return history_value(context, operation(history)); });
}

Date date_in(Operands operands, std::size_t n) { return operands[n].as<Date>(); }
Date after(Date date) { return Date::from_number(date.number() + 1); }
Date before(Date date) { return Date::from_number(date.number() - 1); }

Value limited(History history) {
  if (size_of(history) > periods_limit)
    return beyond_limit(fmt::format("a history has more than {} periods", periods_limit));
  return {std::make_shared<History const>(std::move(history))};
}

Value edge_of(History const& history, bool first) {
  std::optional<Date> edge;
  bool certain = false;
  Absences missing;
  auto const look = [&](Date begin, Date end, bool sure) {
    Date const day = first ? begin : before(end);
    if (!edge || (first ? day < *edge : *edge < day)) {
      edge = day;
      certain = sure;
    } else if (day == *edge) {
      certain = certain || sure;
    }
  };
  for (auto const& period : history.periods) look(period.begin, period.end, true);
  for (auto const& doubt : history.doubts) {
    look(doubt.begin, doubt.end, !doubt.may_be_absent);
    missing.add(doubt.why);
  }
  for (auto const& period : history.undated) {
    look(period.begin, period.end, false);
    missing.add(dates_of(period));
  }
  if (!edge)
    return impossible(first ? "the first day of an empty history" : "the last day of an empty history");
  return certain ? Value{*edge} : missing.value();
}

Value is_empty(History const& history) {
  Absences missing;
  if (!history.periods.empty() || !history.undated.empty()) return {false};
  for (auto const& doubt : history.doubts) {
    if (!doubt.may_be_absent) return {false};
    missing.add(doubt.why);
  }
  return missing.any() ? missing.value() : Value{true};
}

}  // namespace

std::uint64_t size_of(History const& history) {
  return history.periods.size() + history.doubts.size() + history.undated.size();
}

Value history_value(Context const& context, History history) {
  return context.budget.spend(size_of(history)) ? limited(std::move(history))
                                                : context.budget.steps_reached();
}

Value unite(Context const& context, std::vector<Value> const& histories) {
  auto& budget = context.budget;
  std::vector<History> parts;
  std::vector<Period> made;
  for (auto const& history : histories) {
    if (auto const* period = std::get_if<model::PeriodPtr>(&history.content)) {
      if (!budget.spend(1)) return budget.steps_reached();
      made.push_back(**period);
      continue;
    }
    if (!budget.spend(size_of(*history.as<HistoryPtr>()))) return budget.steps_reached();
    parts.push_back(*history.as<HistoryPtr>());
  }
  if (!made.empty()) return {std::make_shared<History const>(model::make_history(std::move(made)))};
  if (parts.empty()) return {std::make_shared<History const>()};
  for (std::size_t step = 1; step < parts.size(); step *= 2) {
    for (std::size_t n = 0; n + step < parts.size(); n += 2 * step)
      parts[n] = model::unite(parts[n], parts[n + step]);
  }
  return limited(std::move(parts.front()));
}

Value subtract_histories(Context const& context, History const& a, History const& b) {
  if (!context.budget.spend(pieces(a, b))) return context.budget.steps_reached();
  return history_value(context, model::subtract(a, b));
}

Value certified(Context const& context, core::Expr const& e, Operands operands) {
  auto const quantity = [&](History const& history) {
    if (!context.budget.spend(size_of(history))) return context.budget.steps_reached();
    return bounded(model::certified(history, static_cast<model::Unit>(e.a)));
  };
  if (auto const* period = std::get_if<model::PeriodPtr>(&operands[0].content))
    return quantity(model::make_history({**period}));
  return quantity(history_in(operands));
}

namespace {

Value part_certified(Context const& context, Operands operands, model::Unit unit) {
  return looked_through(context, operands, [unit](History const& history) {
    return bounded(model::certified_part(history, unit));
  });
}

}  // namespace

Value years_certified(Context const& context, core::Expr const&, Operands operands) {
  return part_certified(context, operands, model::Unit::years);
}
Value quarters_certified(Context const& context, core::Expr const&, Operands operands) {
  return part_certified(context, operands, model::Unit::quarters);
}
Value months_certified(Context const& context, core::Expr const&, Operands operands) {
  return part_certified(context, operands, model::Unit::months);
}
Value weeks_certified(Context const& context, core::Expr const&, Operands operands) {
  return part_certified(context, operands, model::Unit::weeks);
}
Value days_certified(Context const& context, core::Expr const&, Operands operands) {
  return part_certified(context, operands, model::Unit::days);
}

Value certified_day_week(Context const&, core::Expr const&, Operands operands) {
  auto const& period = *operands[0].as<model::PeriodPtr>();
  if (period.day_week > 0) return {model::Rational(std::int64_t{period.day_week})};
  return model::absent({model::Blocker::Kind::missing_fact,
                        "period " + period.id + ": how many days are a week of its certificate",
                        {}});
}

// ---------------------------------------------------------------- counts

Value days(Context const& context, core::Expr const&, Operands operands) {
  return looked_through(context, operands, model::count_days);
}

Value touched_months(Context const& context, core::Expr const&, Operands operands) {
  return looked_through(context, operands, model::count_touched_months);
}

Value complete_months(Context const& context, core::Expr const&, Operands operands) {
  return looked_through(context, operands, model::count_complete_months);
}

Value touched_years(Context const& context, core::Expr const&, Operands operands) {
  return looked_through(context, operands, model::count_touched_years);
}

Value months_by_date(Context const& context, core::Expr const& e, Operands operands) {
  auto const& month = operands[1].as<model::Rational>();
  if (month.sign() <= 0) return impossible("a month has more than no days");
  return looked_through(context, operands, [&](History const& history) {
    return bounded(model::count_months_by_date(history, static_cast<model::MissingDay>(e.b), month));
  });
}

// ---------------------------------------------------------------- other histories

Value clip(Context const& context, core::Expr const&, Operands operands) {
  return rebuilt(context, operands, [&](History const& history) {
    return model::clip(history, date_in(operands, 1), after(date_in(operands, 2)));
  });
}

Value clip_from(Context const& context, core::Expr const&, Operands operands) {
  return rebuilt(context, operands, [&](History const& history) {
    return model::clip(history, date_in(operands, 1), std::nullopt);
  });
}

Value clip_to(Context const& context, core::Expr const&, Operands operands) {
  return rebuilt(context, operands, [&](History const& history) {
    return model::clip(history, std::nullopt, after(date_in(operands, 1)));
  });
}

Value common(Context const& context, core::Expr const&, Operands operands) {
  return looked_through(context, operands, [&](History const& history) {
    auto const& other = *operands[1].as<HistoryPtr>();
    if (!context.budget.spend(pieces(history, other))) return context.budget.steps_reached();
    return history_value(context, model::intersect(history, other));
  });
}

Value split(Context const& context, core::Expr const&, Operands operands) {
  return rebuilt(context, operands,
                 [&](History const& history) { return model::split(history, {date_in(operands, 1)}); });
}

Value merge(Context const& context, core::Expr const&, Operands operands) {
  return rebuilt(context, operands, [](History const& history) { return model::merge(history); });
}

Value attributed(Context const& context, core::Expr const&, Operands operands) {
  return rebuilt(context, operands, [&](History const& history) {
    return model::attributed(history, operands[1].as<model::StateRef>().id);
  });
}

// ---------------------------------------------------------------- ends

Value first_day(Context const& context, core::Expr const&, Operands operands) {
  return looked_through(context, operands, [](History const& history) { return edge_of(history, true); });
}

Value last_day(Context const& context, core::Expr const&, Operands operands) {
  return looked_through(context, operands, [](History const& history) { return edge_of(history, false); });
}

Value empty(Context const& context, core::Expr const&, Operands operands) {
  return looked_through(context, operands, is_empty);
}

}  // namespace convenio::ops
