// Periods that a rule makes: new ones, and copies with other values (core::PeriodMaking).
// Knows what a period holds; knows no history.
#include "engine/run/evaluator.hpp"

#include <fmt/format.h>

namespace convenio::run {

using model::Date;

// Attributes may be unknown in the period made; everything else must be known.
Result Evaluator::make_period(ExprId id, Frame& frame) {
  auto const& making = program_.period_makings[expr(id).a];
  auto const operands = children(id, frame);
  Absences missing;
  for (std::size_t n = 0; n < operands.size(); ++n) {
    bool const attribute = n + making.parts.size() >= operands.size() &&
                           making.parts[n + making.parts.size() - operands.size()].kind ==
                               core::PeriodMaking::Part::Kind::attribute;
    if (!attribute) missing.add(operands[n].value);
  }
  return traced(id, operands, missing.any() ? missing.value() : make_period(making, operands, frame.asker));
}

Value Evaluator::make_period(core::PeriodMaking const& making, Results const& operands, Asker const& asker) {
  using Kind = core::PeriodMaking::Part::Kind;
  Period period;
  if (making.copy) {
    period = *operands[0].value.as<model::PeriodPtr>();
  } else {
    period.state = period.original_state = operands[0].value.as<model::StateRef>().id;
    period.id = asker.name;
    for (auto const& attribute : program_.attributes) {
      auto const what = fmt::format("the {} of a period that {} makes", attribute.name, asker.name);
      period.attributes.push_back(fault(Blocker::Kind::undefined_text, what, asker));
    }
  }
  bool begins = false, ends = false, certified = false;
  std::size_t const first = operands.size() - making.parts.size();
  for (std::size_t n = 0; n < making.parts.size(); ++n) {
    auto const& part = making.parts[n];
    Value const& value = operands[first + n].value;
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
        break;
      case Kind::attribute:
        if (part.attribute >= period.attributes.size()) period.attributes.resize(program_.attributes.size());
        period.attributes[part.attribute] = value;
        break;
    }
  }
  if (period.end <= period.begin) {
    return fault(
        Blocker::Kind::impossible,
        fmt::format("period {} would end on {}, before it begins on {}", period.id,
                    Date::from_number(period.end.number() - 1).to_string(), period.begin.to_string()),
        asker);
  }
  if (begins && ends) period.dating = model::Dating::dated;
  if (certified || begins || ends) period.whole = certified || !period.certified;
  return {std::make_shared<Period const>(std::move(period))};
}

}  // namespace convenio::run
