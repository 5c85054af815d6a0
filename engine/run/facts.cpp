// What the case says, what it leaves open, and what is assumed in its place.
// Knows no rule.
#include "engine/run/evaluator.hpp"

#include <fmt/format.h>

namespace convenio::run {

using Role = core::Fact::Role;
using FactKind = cases::FactValue::Kind;

Result Evaluator::fact(ExprId id, Frame& frame) {
  auto arguments = children(id, frame);
  Absences missing;
  std::vector<Value> values;
  for (auto const& argument : arguments) {
    missing.add(argument.value);
    values.push_back(argument.value);
  }
  if (missing.any()) return traced(id, arguments, missing.value());

  auto const declared = expr(id).fact();
  auto const& fact = program_.facts[declared];
  if (too_long(declared, values)) return traced(id, arguments, path_fault(declared, frame.asker));
  auto const [place, is_new] = facts_.try_emplace({declared, std::move(values)});
  Asked& asked_for = *place;
  auto& [key, state] = asked_for;
  if (is_new) keep(key.arguments);
  if (!budget_.holds()) return traced(id, arguments, kept_fault(frame.asker));
  use(fact.citation);
  grounds_.fallback(state.fallback);
  if (state.known) return *state.known;

  Value value;
  Nodes inputs = nodes_of(arguments);
  auto const given = case_.facts.find(key);
  if (given != case_.facts.end() && given->second.kind == FactKind::known && !given->second.values.empty()) {
    value = asked(given->second.values.front(), frame.asker);
  } else if (given != case_.facts.end() && given->second.kind == FactKind::contradictory) {
    value = fault(Blocker::Kind::contradictory_fact, path_of(asked_for), frame.asker);
  } else if (fact.fallback != none && given == case_.facts.end()) {
    auto const assumed = fallback(asked_for, std::move(arguments), frame);
    value = assumed.value;
    if (assumed.node != none) inputs.push_back(assumed.node);
  } else {
    return missing_fact(asked_for, frame);
  }

  Result result{value, none};
  if (options_.explain) {
    result.node = record({Node::Kind::fact, core::Op::fact, declared, none, path_of(asked_for), fact.citation,
                          core::type_for(program_, fact.type, key.arguments), value, std::move(inputs)});
  }
  if (result.node != none && given != case_.facts.end() && !given->second.tried.empty()) {
    tried_.push_back({result.node, {}});
    for (auto const& part : given->second.tried) tried_.back().parts.push_back({part, {}, 0, {}});
  }
  if (!value.absent()) state.known = result;
  return result;
}

std::vector<cases::FactKey> Evaluator::unanswered() const {
  std::vector<cases::FactKey> keys;
  for (auto const& [key, state] : facts_) {
    if (!state.known) keys.push_back(key);
  }
  return keys;
}

std::vector<cases::FactKey> Evaluator::asked() const {
  std::vector<cases::FactKey> keys;
  for (auto const& [key, state] : facts_) keys.push_back(key);
  return keys;
}

std::string const& Evaluator::path_of(Asked& asked_for) {
  auto& [key, state] = asked_for;
  if (state.path.empty()) {
    state.path = core::fact_path(program_, key.fact, key.arguments);
    budget_.kept().add_bytes(state.path.size());
  }
  return state.path;
}

// Only texts, numbers and lists can be long; the names that the rules declare are no matter of the case.
bool Evaluator::too_long(core::FactId id, std::vector<Value> const& arguments) const {
  auto const parts = model::extent_of(arguments).parts;
  if (parts == 1 + arguments.size()) return false;
  return parts > path_limit || core::fact_path(program_, id, arguments).size() > path_limit;
}

Value Evaluator::path_fault(core::FactId id, Asker const& asker) const {
  return fault(Blocker::Kind::limit,
               fmt::format("the fact `{}` with its arguments has more than {} bytes", program_.facts[id].name,
                           path_limit),
               asker);
}

// Each rule that asks for the fact is named, so that the step differs from asker to asker.
Result Evaluator::missing_fact(Asked& asked_for, Frame const& frame) {
  auto const id = asked_for.first.fact;
  auto const& fact = program_.facts[id];
  auto kind = Blocker::Kind::missing_fact;
  if (fact.role == Role::judgement) kind = Blocker::Kind::pending_judgement;
  if (fact.role == Role::discretion) kind = Blocker::Kind::open_discretion;
  auto const& path = path_of(asked_for);
  bool const stated = case_.facts.contains(asked_for.first);
  Value const value = model::absent({kind, path, asked_by(frame.asker), stated ? none : id, stated});
  if (!options_.explain) return {value, none};
  auto [place, is_new] = asked_for.second.open.try_emplace(asked_by(frame.asker), none);
  if (is_new) {
    place->second = record({Node::Kind::fact,
                            core::Op::fact,
                            id,
                            none,
                            path,
                            fact.citation,
                            core::type_for(program_, fact.type, asked_for.first.arguments),
                            value,
                            {}});
  }
  return {value, place->second};
}

Result Evaluator::fallback(Asked& asked_for, Results arguments, Frame const& frame) {
  auto const& fact = program_.facts[asked_for.first.fact];
  Frame inner{{fact.name, {}, fact.citation}, std::move(arguments)};
  Result result = evaluate(fact.fallback, inner);
  if (result.value.absent()) {
    result.value = asked(result.value, frame.asker);
  } else {
    asked_for.second.fallback = take_default(path_of(asked_for), fact.role, result.value,
                                             core::type_for(program_, fact.type, asked_for.first.arguments));
  }
  return result;
}

std::uint32_t Evaluator::take_default(std::string const& path, Role role, Value const& value,
                                      core::TypeId type) {
  defaults_.try_emplace(path, DefaultTaken{path, role, value, type});
  auto const number =
      default_numbers_.try_emplace(path, static_cast<std::uint32_t>(default_numbers_.size())).first->second;
  grounds_.fallback(number);
  return number;
}

bool unstated(Value const& value) {
  auto const* absence = std::get_if<model::AbsencePtr>(&value.content);
  if (!absence || !*absence) return absence != nullptr;
  for (auto const& blocker : (*absence)->blockers) {
    if (blocker.kind != Blocker::Kind::missing_fact || blocker.stated) return false;
  }
  return true;
}

}  // namespace convenio::run
