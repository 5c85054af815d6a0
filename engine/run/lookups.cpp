// Rows of tables and parameters: the first whose keys fit.
// Knows no rule.
#include "engine/run/evaluator.hpp"

#include <fmt/format.h>
#include <algorithm>

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

// The first key that is a date; rows with a horizon have one.
std::size_t day_key(core::Program const& program, core::Table const& table) {
  auto const is_day = [&](core::Parameter const& key) {
    return program.types[key.type].kind == core::Type::Kind::date;
  };
  return static_cast<std::size_t>(std::find_if(table.keys.begin(), table.keys.end(), is_day) - table.keys.begin());
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

  if (auto const* value = given(cases::Supplied::Kind::table, which, values))
    return traced(id, inputs, *value);

  // A row that may fit leaves the answer open; one that fits before that decides.
  Fitting found;
  Absences unknown;
  for (std::uint32_t row = 0; row < table.rows.size() && !unknown.any(); ++row) {
    if (!found.empty() && !table.rows[row].enacted) continue;
    if (!budget_.spend(1)) return traced(id, inputs, step_fault(asker));
    auto const& keys = table.rows[row].keys;
    bool fitting = true;
    Absences open;
    for (std::size_t n = 0; n < keys.size() && n < values.size(); ++n) {
      if (values[n].absent()) {
        // A row that is known up to a day asks for it, also where it holds from ever to ever.
        bool const horizon = table.rows[row].known_to && n == day_key(program_, table);
        if (keys[n].kind != core::Key::Kind::any || horizon) open.add(values[n]);
      } else {
        fitting = fitting && fits(keys[n], values[n]);
      }
    }
    if (!fitting) continue;
    if (open.any()) {
      unknown.add(open.value());
    } else {
      found.emplace_back(row, table.rows[row].enacted);
    }
  }
  Value value;
  std::uint32_t chosen = none;
  if (unknown.any()) {
    for (auto const& key : values) unknown.add(key);
    value = unknown.value();
  } else if (auto const answers = as_known(found, inputs); answers.possible.empty()) {
    value = fault(Blocker::Kind::not_encoded,
                  fmt::format("no row answers {}", label(table.name, types, values)), asker);
  } else {
    Consensus consensus;
    if (answers.day.absent()) consensus.guard(answers.day);
    for (auto const row : answers.possible) consensus.outcome(row_value(table, row, values, asker, inputs));
    value = agreed(consensus, asker);
    if (answers.possible.size() == 1) chosen = answers.possible.front();
  }
  auto const given = supplied(cases::Supplied::Kind::table, which, values, value);
  if (given != none) value = case_.supplied[given].value;
  Node node{Node::Kind::lookup,
            core::Op::lookup,
            which,
            chosen,
            {},
            table.citation,
            core::type_for(program_, table.type, values),
            value,
            std::move(inputs)};
  node.supplied = given != none;
  if (options_.explain) node.label = label(table.name, types, values);
  return {value, record(std::move(node))};
}

Evaluator::Answers Evaluator::as_known(Fitting const& fitting, Nodes& inputs) {
  auto const enacted = [](auto const& one) { return one.second.has_value(); };
  if (program_.decided_on == none || std::none_of(fitting.begin(), fitting.end(), enacted)) {
    if (fitting.empty()) return {};
    return {{fitting.front().first}, Value{true}};
  }
  auto const decision = called(program_.decided_on, {}, {});
  if (decision.node != none) inputs.push_back(decision.node);
  Answers answers{{}, decision.value};
  std::optional<model::Date> latest;
  for (auto const& [position, since] : fitting) {
    if (decision.value.absent()) {
      answers.possible.push_back(position);
    } else if (!since || *since <= decision.value.as<model::Date>()) {
      if (answers.possible.empty() || latest <= since) {
        answers.possible = {position};
        latest = since;
      }
    }
  }
  return answers;
}

std::uint32_t Evaluator::supplied(cases::Supplied::Kind kind, std::uint32_t index,
                                  std::vector<Value> const& arguments, Value const& lacking) {
  if (case_.supplied.empty() || !lacking.absent()) return none;
  if (!std::get<model::AbsencePtr>(lacking.content) || status_of(lacking.absence()) != Status::not_encoded)
    return none;
  for (std::uint32_t n = 0; n < case_.supplied.size(); ++n) {
    auto const& one = case_.supplied[n];
    if (one.always || one.kind != kind || one.index != index) continue;
    bool fits = true;
    for (std::size_t a = 0; a < arguments.size() && a < one.arguments.size(); ++a) {
      if (one.arguments[a]) fits = fits && model::equal(*one.arguments[a], arguments[a]);
      auto const* day = std::get_if<model::Date>(&arguments[a].content);
      if (day && one.from) fits = fits && *one.from <= *day;
      if (day && one.to) fits = fits && *day <= *one.to;
      if (arguments[a].absent() && (one.from || one.to || one.arguments[a])) fits = false;
    }
    if (!fits) continue;
    supplied_.insert(n);
    return n;
  }
  return none;
}

Value const* Evaluator::given(cases::Supplied::Kind kind, std::uint32_t index,
                              std::vector<Value> const& arguments) const {
  for (auto const& one : case_.supplied) {
    if (!one.always || one.kind != kind || one.index != index) continue;
    bool fits = true;
    for (std::size_t n = 0; n < one.arguments.size() && n < arguments.size() && fits; ++n)
      fits = !one.arguments[n] || (!arguments[n].absent() && model::equal(*one.arguments[n], arguments[n]));
    if (fits) return &one.value;
  }
  return nullptr;
}

Value Evaluator::row_value(core::Table const& table, std::uint32_t row, std::vector<Value> const& keys,
                           Asker const& asker, Nodes& inputs) {
  auto const& chosen = table.rows[row];
  if (auto const n = day_key(program_, table); chosen.known_to && n < keys.size()) {
    auto const day = keys[n].as<model::Date>();
    if (*chosen.known_to < day)
      return fault(Blocker::Kind::not_encoded,
                   fmt::format("`{}` is known to {}, and {} is later", table.name, chosen.known_to->to_string(),
                               day.to_string()),
                   asker);
  }
  if (chosen.value == none) {
    return fault(Blocker::Kind::not_encoded, chosen.gap, asker);
  }
  Frame frame{asker, {}};
  auto const result = evaluate(chosen.value, frame);
  if (result.node != none) inputs.push_back(result.node);
  return result.value;
}

}  // namespace convenio::run
