// Operators on histories and periods; the algebra itself is engine/model's.
// Knows how much work an operator is before it is done; knows no precedence.
#include "engine/run/evaluator.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace convenio::run {

using core::Builtin;
using core::PeriodField;
using model::Date;

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

std::uint64_t size_of(History const& history) {
  return history.periods.size() + history.doubts.size() + history.undated.size();
}

}  // namespace

Value Evaluator::history_value(History history, Asker const& asker) {
  return spend(size_of(history)) ? limited(std::move(history), asker) : step_fault(asker);
}

Value Evaluator::limited(History history, Asker const& asker) const {
  if (size_of(history) > periods_limit) {
    return fault(Blocker::Kind::limit, fmt::format("a history has more than {} periods", periods_limit),
                 asker);
  }
  return {std::make_shared<History const>(std::move(history))};
}

Value Evaluator::unite(std::vector<Value> const& histories, Asker const& asker) {
  std::vector<History> parts;
  std::vector<Period> made;
  for (auto const& history : histories) {
    if (auto const* period = std::get_if<model::PeriodPtr>(&history.content)) {
      if (!spend(1)) return step_fault(asker);
      made.push_back(**period);
      continue;
    }
    if (!spend(size_of(*history.as<HistoryPtr>()))) return step_fault(asker);
    parts.push_back(*history.as<HistoryPtr>());
  }
  if (!made.empty()) return {std::make_shared<History const>(model::make_history(std::move(made)))};
  if (parts.empty()) return {std::make_shared<History const>()};
  for (std::size_t step = 1; step < parts.size(); step *= 2) {
    for (std::size_t n = 0; n + step < parts.size(); n += 2 * step)
      parts[n] = model::unite(parts[n], parts[n + step]);
  }
  return limited(std::move(parts.front()), asker);
}

Value Evaluator::subtract_histories(History const& a, History const& b, Asker const& asker) {
  if (!spend(pieces(a, b))) return step_fault(asker);
  return history_value(model::subtract(a, b), asker);
}

Value Evaluator::history_builtin(core::Expr const& e, Results const& operands, Asker const& asker) {
  auto const& history = *operands[0].value.as<HistoryPtr>();
  if (!spend(size_of(history))) return step_fault(asker);
  auto const date = [&](std::size_t n) { return operands[n].value.as<Date>(); };
  auto const after = [&](std::size_t n) { return Date::from_number(date(n).number() + 1); };
  switch (static_cast<Builtin>(e.a)) {
    case Builtin::days:
      return asked(model::count_days(history), asker);
    case Builtin::touched_months:
      return asked(model::count_touched_months(history), asker);
    case Builtin::complete_months:
      return asked(model::count_complete_months(history), asker);
    case Builtin::touched_years:
      return asked(model::count_touched_years(history), asker);
    case Builtin::months_by_date:
      return asked(bounded(model::count_months_by_date(history), asker), asker);
    case Builtin::clip:
      return history_value(model::clip(history, date(1), after(2)), asker);
    case Builtin::clip_from:
      return history_value(model::clip(history, date(1), std::nullopt), asker);
    case Builtin::clip_to:
      return history_value(model::clip(history, std::nullopt, after(1)), asker);
    case Builtin::common: {
      auto const& other = *operands[1].value.as<HistoryPtr>();
      if (!spend(pieces(history, other))) return step_fault(asker);
      return history_value(model::intersect(history, other), asker);
    }
    case Builtin::split:
      return history_value(model::split(history, {date(1)}), asker);
    case Builtin::merge:
      return history_value(model::merge(history), asker);
    case Builtin::attributed:
      return history_value(model::attributed(history, operands[1].value.as<model::StateRef>().id), asker);
    case Builtin::first_day:
      return edge_of(history, true, asker);
    case Builtin::last_day:
      return edge_of(history, false, asker);
    case Builtin::empty:
      return is_empty(history, asker);
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
      break;  // of no history
  }
  return {};
}

Value Evaluator::edge_of(History const& history, bool first, Asker const& asker) {
  std::optional<Date> edge;
  bool certain = false;
  Absences missing;
  auto const look = [&](Date begin, Date end, bool sure) {
    Date const day = first ? begin : Date::from_number(end.number() - 1);
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
    missing.add(dates_of(period, asker));
  }
  if (!edge) {
    auto const sentence = first ? "the first day of an empty history" : "the last day of an empty history";
    return fault(Blocker::Kind::impossible, sentence, asker);
  }
  return certain ? Value{*edge} : asked(missing.value(), asker);
}

Value Evaluator::is_empty(History const& history, Asker const& asker) const {
  Absences missing;
  if (!history.periods.empty() || !history.undated.empty()) return {false};
  for (auto const& doubt : history.doubts) {
    if (!doubt.may_be_absent) return {false};
    missing.add(doubt.why);
  }
  return missing.any() ? asked(missing.value(), asker) : Value{true};
}

Value Evaluator::certified(core::Expr const& e, History const& history, Asker const& asker) {
  if (!spend(size_of(history))) return step_fault(asker);
  return asked(bounded(model::certified(history, static_cast<model::Unit>(e.a)), asker), asker);
}

Value Evaluator::dates_of(Period const& period, Asker const& asker) const {
  return fault(Blocker::Kind::missing_fact, fmt::format("the dates of period {}", period.id), asker);
}

Value Evaluator::period_field(core::Expr const& e, Period const& period, Asker const& asker) const {
  bool const dated = period.dating == model::Dating::dated;
  switch (static_cast<PeriodField>(e.a)) {
    case PeriodField::state:
      return {model::StateRef{period.state}};
    case PeriodField::undated:
      return {!dated};
    case PeriodField::begin:
      return dated ? Value{period.begin} : dates_of(period, asker);
    case PeriodField::end:
      return dated ? Value{Date::from_number(period.end.number() - 1)} : dates_of(period, asker);
    case PeriodField::id:
      return {period.id};
    case PeriodField::original_state:
      break;
  }
  return {model::StateRef{period.original_state == none ? period.state : period.original_state}};
}

// ---------------------------------------------------------------- resolution

Result Evaluator::resolve(ExprId id, Frame& frame) {
  auto const& precedence = program_.precedences[expr(id).precedence()];
  auto operands = children(id, frame);
  Absences missing;
  for (auto const& operand : operands) missing.add(operand.value);
  if (missing.any()) return traced(id, operands, missing.value());
  auto const& history = *operands[0].value.as<HistoryPtr>();
  if (!spend(size_of(history))) return traced(id, operands, step_fault(frame.asker));

  Nodes inputs = nodes_of(operands);
  std::vector<Value> arguments;
  Frame inner;
  for (std::size_t n = 1; n < operands.size(); ++n) {
    arguments.push_back(operands[n].value);
    inner.locals.push_back(operands[n]);
  }
  auto const side = [&](char const* name, Period const& period) {
    Result result{{std::make_shared<Period const>(period)}, none};
    Nodes const source = operands[0].node == none ? Nodes{} : Nodes{operands[0].node};
    result.node =
        record({Node::Kind::operation, core::Op::local, id, none, name, none, none, result.value, source});
    return result;
  };
  auto const exhausted = std::get<model::AbsencePtr>(step_fault(frame.asker).content);
  auto const decide = [&](Period const& a, Period const& b) {
    if (!spend(1)) return model::Verdict{model::Verdict::Kind::absent, none, exhausted};
    auto const first = side("this", a);
    auto const second = side("other", b);
    for (auto const node : nodes_of({first, second})) inputs.push_back(node);
    return verdict(precedence, inner, first, second, inputs);
  };
  auto resolved = model::resolve(history, decide, precedence.otherwise,
                                 std::get<model::AbsencePtr>(open_reason(precedence).content),
                                 expr(id).precedence(), arguments, precedence.undated_apart);
  use(precedence.citation);
  if (precedence.undated_apart && !history.undated.empty()) use(precedence.apart);
  Value const value = history_value(std::move(resolved), frame.asker);
  Node node{Node::Kind::resolution, core::Op::resolve,   expr(id).a,    none,
            precedence.name,        precedence.citation, expr(id).type, value,
            std::move(inputs)};
  return {value, record(std::move(node))};
}

}  // namespace convenio::run
