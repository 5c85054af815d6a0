// Dates counted, taken apart and put together.
// Knows no history and no rule.
#include "engine/ops/dates.hpp"

#include <chrono>
#include <optional>

#include <fmt/format.h>

#include "engine/ops/kernels.hpp"
#include "engine/ops/lists.hpp"

namespace convenio::ops {

using model::Date;
using model::Rational;

namespace {

std::int64_t quarter_of(Date date) { return (std::int64_t{date.month()} - 1) / 3; }  // from 0

Date in_month(Date date, std::int64_t month) { return Date::from_ymd(date.year(), month, 1).value_or(date); }

}  // namespace

Value add_span(Context const& context, core::Expr const& e, Operands operands) {
  auto const date = operands[0].as<Date>();
  auto const& span = operands[1].as<Rational>();
  auto const unit = operand_type(context.program, e, 1).unit;
  auto const whole = span.to_int64();
  std::optional<Date> reached;
  if (whole && unit == model::Unit::calendar_months) {
    reached = date.plus_months(*whole, static_cast<model::MissingDay>(e.a));
  } else if (whole) {
    reached = date.plus_days(*whole);
  }
  if (reached) return {*reached};
  return impossible(
      fmt::format("there is no day {} {} from {}", span.to_string(), model::name(unit), date.to_string()));
}

// Each date is counted from the first, so that a missing day does not move those after it.
Value date_range(Context const& context, core::Expr const& e, Operands operands) {
  auto const from = operands[0].as<Date>();
  auto const to = operands[1].as<Date>();
  auto const step = operands[2].as<Rational>().to_int64();
  if (!step || *step < 1) return impossible("the step of a range is not a whole number above zero");
  bool const months = operand_type(context.program, e, 2).unit == model::Unit::calendar_months;
  std::vector<Value> items;
  for (std::int64_t n = 0;; ++n) {
    if (!context.budget.spend(1)) return context.budget.steps_reached();
    auto const reached =
        months ? from.plus_months(n * *step, static_cast<model::MissingDay>(e.a)) : from.plus_days(n * *step);
    if (!reached) {
      return impossible(fmt::format("there is no day {} {} from {}", n * *step,
                                    months ? "calendar months" : "calendar days", from.to_string()));
    }
    if (*reached > to) return list_value(context, std::move(items));
    items.push_back({*reached});
  }
}

Value age(Context const&, core::Expr const& e, Operands operands) {
  return {Rational(model::completed_months(operands[0].as<Date>(), operands[1].as<Date>(),
                                           static_cast<model::MissingDay>(e.b)))};
}

Value year(Context const&, core::Expr const&, Operands operands) {
  return {Rational(operands[0].as<Date>().year())};
}

Value month(Context const&, core::Expr const&, Operands operands) {
  return {Rational(std::int64_t{operands[0].as<Date>().month()})};
}

Value day(Context const&, core::Expr const&, Operands operands) {
  return {Rational(std::int64_t{operands[0].as<Date>().day()})};
}

Value weekday(Context const&, core::Expr const&, Operands operands) {
  std::chrono::weekday const weekday{
      std::chrono::sys_days{std::chrono::days{operands[0].as<Date>().number()}}};
  return {Rational(std::int64_t{weekday.iso_encoding()})};
}

Value quarter(Context const&, core::Expr const&, Operands operands) {
  return {Rational(quarter_of(operands[0].as<Date>()) + 1)};
}

Value date(Context const&, core::Expr const&, Operands operands) {
  std::optional<std::int64_t> parts[3];
  for (std::size_t n = 0; n < 3; ++n) parts[n] = operands[n].as<Rational>().to_int64();
  std::optional<Date> date;
  if (parts[0] && parts[1] && parts[2]) date = Date::from_ymd(*parts[0], *parts[1], *parts[2]);
  if (date) return {*date};
  return impossible(
      fmt::format("there is no day {} of month {} of year {}", operands[2].as<Rational>().to_string(),
                  operands[1].as<Rational>().to_string(), operands[0].as<Rational>().to_string()));
}

Value first_of_month(Context const&, core::Expr const&, Operands operands) {
  return {operands[0].as<Date>().first_of_month()};
}

Value last_of_month(Context const&, core::Expr const&, Operands operands) {
  return {operands[0].as<Date>().last_of_month()};
}

Value first_of_quarter(Context const&, core::Expr const&, Operands operands) {
  auto const date = operands[0].as<Date>();
  return {in_month(date, 3 * quarter_of(date) + 1)};
}

Value last_of_quarter(Context const&, core::Expr const&, Operands operands) {
  auto const date = operands[0].as<Date>();
  return {in_month(date, 3 * quarter_of(date) + 3).last_of_month()};
}

}  // namespace convenio::ops
