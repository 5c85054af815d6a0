// Fields of a period, and new periods: made of a state and dates, or copies with other values.
// Knows no history and no rule.
#include "engine/ops/periods.hpp"

#include <fmt/format.h>

namespace convenio::ops {

using core::PeriodField;
using model::Date;
using model::Period;

Value dates_of(Period const& period) {
  return model::absent(
      {model::Blocker::Kind::missing_fact, fmt::format("the dates of period {}", period.id), {}});
}

Value period_field(core::Expr const& e, Period const& period) {
  bool const dated = period.dating == model::Dating::dated;
  switch (static_cast<PeriodField>(e.a)) {
    case PeriodField::state:
      return {model::StateRef{period.state}};
    case PeriodField::undated:
      return {!dated};
    case PeriodField::begin:
      return dated ? Value{period.begin} : dates_of(period);
    case PeriodField::end:
      return dated ? Value{Date::from_number(period.end.number() - 1)} : dates_of(period);
    case PeriodField::id:
      return {period.id};
    case PeriodField::original_state:
      break;
  }
  return {model::StateRef{period.original_state == model::none ? period.state : period.original_state}};
}

std::optional<bool> compare_days(core::Op comparison, DayLimits a, DayLimits b) {
  bool const before = a.last < b.first, after = b.last < a.first;
  if (comparison == core::Op::equal || comparison == core::Op::not_equal)
    return before || after ? std::optional(comparison == core::Op::not_equal) : std::nullopt;
  bool const or_equal = comparison == core::Op::less_equal;
  if (before || (or_equal && a.last == b.first)) return true;
  return after || (!or_equal && b.last == a.first) ? std::optional(false) : std::nullopt;
}

bool is_attribute(core::PeriodMaking const& making, std::size_t n, std::size_t operands) {
  auto const first = operands - making.parts.size();
  return n >= first && making.parts[n - first].kind == core::PeriodMaking::Part::Kind::attribute;
}

Value make_period(core::Program const& program, core::PeriodMaking const& making, Operands operands,
                  std::string_view maker, std::vector<Value> attributes) {
  using Kind = core::PeriodMaking::Part::Kind;
  Period period;
  if (making.copy) {
    period = *operands[0].as<model::PeriodPtr>();
  } else {
    period.state = period.original_state = operands[0].as<model::StateRef>().id;
    period.id = maker;
    period.attributes = std::move(attributes);
  }
  bool begins = false, ends = false, certified = false;
  std::size_t const first = operands.size() - making.parts.size();
  for (std::size_t n = 0; n < making.parts.size(); ++n) {
    auto const& part = making.parts[n];
    Value const& value = operands[first + n];
    switch (part.kind) {
      case Kind::begin:
        begins = true;
        period.begin = value.as<Date>();
        break;
      case Kind::end:
        ends = true;
        period.end = Date::from_number(value.as<Date>().number() + 1);
        break;
      case Kind::id:
        period.id = value.as<std::string>();
        break;
      case Kind::certified:
        certified = true;
        period.certified = model::CertifiedQuantity{value.as<model::Rational>(), part.unit};
        period.besides.clear();
        break;
      case Kind::attribute:
        if (part.attribute >= period.attributes.size()) period.attributes.resize(program.attributes.size());
        period.attributes[part.attribute] = value;
        break;
    }
  }
  if (period.end <= period.begin) {
    return impossible(fmt::format("period {} would end on {}, before it begins on {}", period.id,
                                  Date::from_number(period.end.number() - 1).to_string(),
                                  period.begin.to_string()));
  }
  if (begins && ends) period.dating = model::Dating::dated;
  if (certified || begins || ends) period.whole = certified || !period.certified;
  return {std::make_shared<Period const>(std::move(period))};
}

}  // namespace convenio::ops
