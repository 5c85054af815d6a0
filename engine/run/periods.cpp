// Attributes of periods, and periods that a rule makes.
// Knows what an attribute is assumed to be; what a period holds is engine/ops'.
#include <fmt/format.h>

#include "engine/ops/periods.hpp"
#include "engine/run/evaluator.hpp"

namespace convenio::run {

Result Evaluator::period_attribute(ExprId id, Frame& frame) {
  auto operands = children(id, frame);
  if (operands[0].value.absent()) return traced(id, operands, operands[0].value);
  auto const& period = *operands[0].value.as<model::PeriodPtr>();
  auto const& attribute = program_.attributes[expr(id).a];
  grounds_.attribute(expr(id).a);
  Value value;
  if (expr(id).a < period.attributes.size()) value = period.attributes[expr(id).a];
  if (!value.absent()) return traced(id, operands, value);

  bool const named = std::get<model::AbsencePtr>(value.content) != nullptr;
  auto const path = named ? value.absence().blockers.front().subject
                          : fmt::format("{} of period {}", attribute.name, period.id);
  // Whoever read the period has looked at its certificate.
  bool const may_default = attribute.fallback != none && !attribute.unless_certified_otherwise;
  if (may_default && unstated(value)) {
    Frame inner{{attribute.name, {}, none}, {}};
    operands.push_back(evaluate(attribute.fallback, inner));
    value = asked(operands.back().value, frame.asker);
    if (!value.absent()) take_default(path, core::Fact::Role::fact, value, attribute.type);
  } else {
    value = named ? asked(value, frame.asker) : fault(Blocker::Kind::missing_fact, path, frame.asker);
  }
  return traced(id, operands, value);
}

namespace {

std::optional<ops::DayLimits> limits_of(core::Expr const& e, Value const& value, Value const& period) {
  if (auto const* date = std::get_if<model::Date>(&value.content))
    return ops::DayLimits{date->number(), date->number()};
  auto const* of = std::get_if<model::PeriodPtr>(&period.content);
  auto const field = static_cast<core::PeriodField>(e.a);
  bool const day = field == core::PeriodField::begin || field == core::PeriodField::end;
  if (!of || !day || (*of)->dating == model::Dating::dated) return std::nullopt;
  return ops::DayLimits{(*of)->begin.number(), (*of)->end.number() - 1};
}

}  // namespace

// A comparison with a day of a period that has no dates is known where it gives the same for each day on
// which the period may begin or end.
std::optional<bool> Evaluator::within_limits(ExprId id, std::vector<Value> const& operands, Frame& frame) {
  auto const op = expr(id).op;
  if (op != core::Op::less && op != core::Op::less_equal && op != core::Op::equal &&
      op != core::Op::not_equal)
    return std::nullopt;
  std::optional<ops::DayLimits> sides[2];
  for (std::uint32_t n = 0; n < 2; ++n) {
    auto const& side = expr(program_.child(id, n));
    Value period;
    if (operands[n].absent()) {
      if (side.op != core::Op::period_field) return std::nullopt;
      auto const& source = expr(program_.child(program_.child(id, n), 0));
      if (source.op != core::Op::local || source.a >= frame.locals.size()) return std::nullopt;
      period = frame.locals[source.a].value;
    }
    sides[n] = limits_of(side, operands[n], period);
    if (!sides[n]) return std::nullopt;
  }
  return ops::compare_days(op, *sides[0], *sides[1]);
}

// Attributes may be unknown in the period made; everything else must be known.
Result Evaluator::make_period(ExprId id, Frame& frame) {
  auto const& making = program_.period_makings[expr(id).a];
  auto const& asker = frame.asker;
  auto [values, nodes] = operands(id, frame);
  Absences missing;
  for (std::size_t n = 0; n < values.size(); ++n) {
    if (!ops::is_attribute(making, n, values.size())) missing.add(values[n]);
  }
  if (missing.any()) return traced(id, std::move(nodes), missing.value());
  std::vector<Value> unsaid;
  if (!making.copy) {
    for (auto const& attribute : program_.attributes) {
      auto const what = fmt::format("the {} of a period that {} makes", attribute.name, asker.name);
      unsaid.push_back(fault(Blocker::Kind::undefined_text, what, asker));
    }
  }
  Value const made = ops::make_period(program_, making, values, asker.name, std::move(unsaid));
  return traced(id, std::move(nodes), asked(made, asker));
}

}  // namespace convenio::run
