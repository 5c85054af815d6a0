// Rows of tables and parameters: the first whose keys fit.
// Knows no rule.
#include "engine/run/evaluator.hpp"

#include <fmt/format.h>

namespace convenio::run {

namespace {

Value const& upper(core::Key const& key) { return key.high.absent() ? key.low : key.high; }

bool fits(core::Key const& key, Value const& value) {
  using Kind = core::Key::Kind;
  auto const at_least = [&] { return model::compare(key.low, value) <= 0; };
  switch (key.kind) {
    case Kind::value:
      return model::equal(key.low, value);
    case Kind::range:
      return at_least() && model::compare(value, key.high) <= 0;
    case Kind::range_below:
      return at_least() && model::compare(value, key.high) < 0;
    case Kind::from:
      return at_least();
    case Kind::until:
      return model::compare(value, upper(key)) <= 0;
    case Kind::below:
      return model::compare(value, upper(key)) < 0;
    case Kind::any:
      return true;
  }
  return false;
}

}  // namespace

Result Evaluator::lookup(ExprId id, Frame& frame) {
  auto const which = expr(id).a;
  auto const& table = program_.tables[which];
  auto const operands = children(id, frame);
  Nodes inputs = nodes_of(operands);
  std::vector<core::TypeId> types;
  std::vector<Value> values;
  for (std::size_t n = 0; n < operands.size(); ++n) {
    types.push_back(n < table.keys.size() ? table.keys[n].type : none);
    values.push_back(operands[n].value);
  }
  use(table.citation);
  Asker const asker{table.name, {}, table.citation};

  // A row that may fit leaves the answer open; one that fits before that decides.
  std::uint32_t found = none;
  Absences unknown;
  for (std::uint32_t row = 0; row < table.rows.size() && found == none && !unknown.any(); ++row) {
    if (!budget_.spend(1)) return traced(id, inputs, step_fault(asker));
    auto const& keys = table.rows[row].keys;
    bool fitting = true;
    Absences open;
    for (std::size_t n = 0; n < keys.size() && n < values.size(); ++n) {
      if (values[n].absent()) {
        if (keys[n].kind != core::Key::Kind::any) open.add(values[n]);
      } else {
        fitting = fitting && fits(keys[n], values[n]);
      }
    }
    if (!fitting) continue;
    if (open.any()) {
      unknown.add(open.value());
    } else {
      found = row;
    }
  }
  Value value;
  if (unknown.any()) {
    for (auto const& key : values) unknown.add(key);
    value = unknown.value();
  } else if (found == none) {
    value = fault(Blocker::Kind::not_encoded,
                  fmt::format("no row answers {}", label(table.name, types, values)), asker);
  } else {
    value = row_value(table, found, asker, inputs);
  }
  Node node{Node::Kind::lookup, core::Op::lookup, which, found, {}, table.citation, table.type, value,
            std::move(inputs)};
  if (options_.explain) node.label = label(table.name, types, values);
  return {value, record(std::move(node))};
}

Value Evaluator::row_value(core::Table const& table, std::uint32_t row, Asker const& asker, Nodes& inputs) {
  auto const& chosen = table.rows[row];
  if (chosen.value == none) {
    auto const reason =
        chosen.gap.empty() ? fmt::format("the value of `{}` is not known", table.name) : chosen.gap;
    return fault(Blocker::Kind::not_encoded, reason, asker);
  }
  Frame frame{asker, {}};
  auto const result = evaluate(chosen.value, frame);
  if (result.node != none) inputs.push_back(result.node);
  return result.value;
}

}  // namespace convenio::run
