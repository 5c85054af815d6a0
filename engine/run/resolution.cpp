// One owner for each day of a history, as a precedence says.
// Knows what is asked, recorded and paid for; how days are given out is engine/model's, the clauses
// precedence.cpp's.
#include "engine/ops/histories.hpp"
#include "engine/run/evaluator.hpp"

namespace convenio::run {

Result Evaluator::resolve(ExprId id, Frame& frame) {
  auto const& precedence = program_.precedences[expr(id).precedence()];
  auto operands = children(id, frame);
  Absences missing;
  for (auto const& operand : operands) missing.add(operand.value);
  if (missing.any()) return traced(id, operands, missing.value());
  auto const& history = *operands[0].value.as<HistoryPtr>();
  if (!budget_.spend(ops::size_of(history))) return traced(id, operands, step_fault(frame.asker));

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
    if (!budget_.spend(1)) return model::Verdict{model::Verdict::Kind::absent, none, exhausted};
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
  Value const value = asked(ops::history_value(context(), std::move(resolved)), frame.asker);
  Node node{Node::Kind::resolution, core::Op::resolve,   expr(id).a,    none,
            precedence.name,        precedence.citation, expr(id).type, value,
            std::move(inputs)};
  return {value, record(std::move(node))};
}

}  // namespace convenio::run
