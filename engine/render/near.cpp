// See near.hpp.
#include "engine/render/near.hpp"

#include <algorithm>
#include <variant>

#include "engine/render/named.hpp"

namespace convenio::render {

using model::none;

Near::Near(core::Program const& program, cases::Case const& facts) : program_(program) {
  for (auto const& [key, given] : facts.facts) {
    for (auto const& argument : key.arguments) name(argument);
    for (auto const& value : given.values) name(value);
    for (auto const& row : rows_of(given)) name(row.period);
    if (!given.among) continue;
    for (auto const& value : given.among->values) name(value);
  }
  for (auto const& [subject, among] : facts.parts) {
    for (auto const& value : among.values) name(value);
  }
}

void Near::name(model::Period const& period) {
  named_.insert(period.state);
  for (auto const& attribute : period.attributes) name(attribute);
}

void Near::name(model::Value const& value) {
  if (auto const* state = std::get_if<model::StateRef>(&value.content)) {
    named_.insert(state->id);
  } else if (auto const* list = std::get_if<model::ListPtr>(&value.content)) {
    for (auto const& item : (*list)->items) name(item);
  } else if (auto const* record = std::get_if<model::RecordPtr>(&value.content)) {
    for (auto const& field : (*record)->fields) name(field);
  } else if (auto const* history = std::get_if<model::HistoryPtr>(&value.content)) {
    for (auto const& period : (*history)->periods) name(period);
    for (auto const& period : (*history)->undated) name(period);
  }
}

// The States that a condition writes down.
void Near::states_of(core::ExprId condition, std::set<model::StateId>& found, unsigned depth) const {
  constexpr unsigned deepest = 24;
  if (condition == none || depth > deepest) return;
  auto const& e = program_.expressions[condition];
  if (e.op == core::Op::constant) {
    if (auto const* state = std::get_if<model::StateRef>(&program_.constants[e.a].content)) found.insert(state->id);
  }
  for (std::uint32_t n = 0; n < e.child_count; ++n) states_of(program_.child(condition, n), found, depth + 1);
}

// Of a text that names no parties, those of the condition of the route.
std::set<model::StateId> Near::parties_of(core::Route const& route) const {
  std::set<model::StateId> parties;
  auto const text = program_.citations[route.citation].text;
  if (text == none) return parties;
  if (program_.texts[text].state != none) return {program_.texts[text].state};
  for (auto const& party : program_.texts[program_.agreement_of(text)].parties) parties.insert(party.state);
  if (parties.empty()) states_of(route.when, parties, 0);
  return parties;
}

bool Near::is(core::Route const& route) const {
  if (named_.empty() || route.citation >= program_.citations.size()) return true;
  auto const parties = parties_of(route);
  auto const known = std::count_if(parties.begin(), parties.end(), [&](auto const state) { return named_.contains(state); });
  return known >= static_cast<std::ptrdiff_t>(std::min<std::size_t>(parties.size(), 2));
}

}  // namespace convenio::render
