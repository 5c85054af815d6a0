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
