// The open points of a case and its completions; see openings.hpp.
#include "engine/cases/openings.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/cases/rows.hpp"

namespace convenio::cases {

using core::Type;
using model::Value;

namespace {

constexpr std::string_view another_state = "ZZ";  // stands for all that no package declares

std::string subject_of(Value const& absent) {
  auto const* absence = std::get_if<model::AbsencePtr>(&absent.content);
  bool const named = absence && *absence && (*absence)->blockers.size() == 1;
  return named ? (*absence)->blockers.front().subject : "";
}

}  // namespace

Openings::Openings(core::Program const& program, Case const& facts) : program_(program), case_(facts) {
  undeclared_.insert(core::undeclared_state(another_state));
  for (auto const& [key, given] : facts.facts) {
    for (auto const& value : given.values) mentioned(value);
    for (auto const& rows : given.rows) {
      if (!rows) continue;
      for (auto const& row : rows->rows) mentioned(row.period);
    }
  }
  for (auto const& [key, given] : facts.facts) collect(key, given);
}

void Openings::mentioned(model::Period const& period) {
  if (period.state >= program_.states.size()) undeclared_.insert(period.state);
  for (auto const& attribute : period.attributes) mentioned(attribute);
}

// States of which no rule speaks are alike, but for being the same as another that the case mentions.
void Openings::mentioned(Value const& value) {
  if (auto const* state = std::get_if<model::StateRef>(&value.content)) {
    if (state->id >= program_.states.size()) undeclared_.insert(state->id);
  } else if (auto const* list = std::get_if<model::ListPtr>(&value.content)) {
    for (auto const& item : (*list)->items) mentioned(item);
  } else if (auto const* record = std::get_if<model::RecordPtr>(&value.content)) {
    for (auto const& field : (*record)->fields) mentioned(field);
  } else if (auto const* history = std::get_if<model::HistoryPtr>(&value.content)) {
    for (auto const& period : (*history)->periods) mentioned(period);
    for (auto const& period : (*history)->undated) mentioned(period);
  }
}

// The values of a type that has few.
std::optional<Candidates> Openings::domain(core::TypeId id) const {
  auto const& type = program_.types[id];
  Candidates all;
  switch (type.kind) {
    case Type::Kind::truth:
      all.values = {{true}, {false}};
      return all;
    case Type::Kind::enumeration:
      for (std::uint32_t n = 0; n < program_.enumerations[type.id].values.size(); ++n)
        all.values.push_back({model::Enumerated{type.enumeration(), n}});
      return all;
    case Type::Kind::state:
      for (model::StateId n = 0; n < program_.states.size(); ++n) all.values.push_back({model::StateRef{n}});
      for (auto const state : undeclared_) all.values.push_back({model::StateRef{state}});
      return all;
    case Type::Kind::whole:
    case Type::Kind::ratio:
    case Type::Kind::money:
    case Type::Kind::date:
    case Type::Kind::quantity:
    case Type::Kind::text:
    case Type::Kind::period:
    case Type::Kind::history:
    case Type::Kind::list:
    case Type::Kind::record:
    case Type::Kind::conversion:
    case Type::Kind::route:
      return std::nullopt;
  }
  return std::nullopt;
}

void Openings::part(FactKey const& key, std::string const& subject, core::TypeId type,
                    std::map<std::string, int>& met) {
  if (subject.empty()) return;
  Opening opening{key, Opening::Place::part, {}, type};
  if (auto const listed = case_.parts.find(subject); listed != case_.parts.end()) {
    opening.among = listed->second;
    opening.stated = true;
  } else if (auto const values = domain(type)) {
    opening.among = *values;
  }
  if (++met[subject] > 1) opening.among = {};  // two places of one name cannot be told apart
  auto const [place, fresh] = all_.try_emplace(subject, opening);
  if (!fresh && (met[subject] > 1 || place->second.fact != key)) place->second.among = {};
}

void Openings::collect(FactKey const& key, Value const& value, core::TypeId type,
                       std::map<std::string, int>& met) {
  if (value.absent()) return part(key, subject_of(value), type, met);
  if (auto const* list = std::get_if<model::ListPtr>(&value.content)) {
    for (auto const& item : (*list)->items) collect(key, item, program_.types[type].element, met);
  } else if (auto const* record = std::get_if<model::RecordPtr>(&value.content)) {
    auto const& fields = program_.records[(*record)->record].fields;
    for (std::size_t n = 0; n < fields.size(); ++n) collect(key, (*record)->fields[n], fields[n].type, met);
  } else if (auto const* history = std::get_if<model::HistoryPtr>(&value.content)) {
    auto const periods = [&](std::vector<model::Period> const& all) {
      for (auto const& period : all) {
        for (std::size_t n = 0; n < period.attributes.size(); ++n)
          collect(key, period.attributes[n], program_.attributes[n].type, met);
      }
    };
    periods((*history)->periods);
    periods((*history)->undated);
  }
}

void Openings::collect(FactKey const& key, FactValue const& given) {
  auto const type = core::type_for(program_, program_.facts[key.fact].type, key.arguments);
  bool const several = given.kind == FactValue::Kind::contradictory;
  if (several || given.among) {
    Opening opening{key, Opening::Place::whole, {}, type, true};
    opening.among = given.among ? *given.among : Candidates{given.values, {}};
    all_.insert_or_assign(core::fact_path(program_, key.fact, key.arguments), std::move(opening));
  }
  for (std::size_t n = 0; n < given.values.size(); ++n) {
    std::map<std::string, int> met;
    Rows const* rows = n < given.rows.size() ? given.rows[n].get() : nullptr;
    if (!rows) {
      collect(key, given.values[n], type, met);
      continue;
    }
    for (auto const& row : rows->rows) {
      for (std::size_t a = 0; a < row.period.attributes.size(); ++a)
        collect(key, row.period.attributes[a], program_.attributes[a].type, met);
      auto const add = [&](std::string const& subject, Opening opening) {
        if (++met[subject] > 1) opening.among = {};
        auto const [place, fresh] = all_.try_emplace(subject, opening);
        if (!fresh && (met[subject] > 1 || place->second.among.count() != opening.among.count()))
          place->second.among = {};
      };
      for (auto const* day : {&row.begin, &row.end}) {
        if (*day) add((*day)->subject, {key, Opening::Place::day, (*day)->among, model::none, true});
      }
      if (row.may_repeat.empty()) continue;
      Opening repetition{key, Opening::Place::repetition, {}, model::none, true};
      if (!row.too_many) {
        repetition.among.values.push_back({std::string("another")});
        for (auto const other : row.may_repeat)
          repetition.among.values.push_back({"the same as " + rows->rows[other].period.id});
      }
      add(row.subject, std::move(repetition));
    }
  }
}

void Openings::add_missing(std::string const& subject, FactKey const& key) {
  if (all_.contains(subject)) return;
  auto const type = core::type_for(program_, program_.facts[key.fact].type, key.arguments);
  if (auto const values = domain(type))
    all_.emplace(subject, Opening{key, Opening::Place::whole, *values, type});
}

Opening const* Openings::find(std::string const& subject) const {
  auto const found = all_.find(subject);
  return found == all_.end() || found->second.among.count() == 0 ? nullptr : &found->second;
}

Value Openings::replaced(Value const& value, core::TypeId type, Choices const& choices) const {
  if (value.absent()) {
    auto const at = choices.find(subject_of(value));
    if (at == choices.end()) return value;
    auto const opening = all_.find(at->first);
    bool const here = opening != all_.end() && opening->second.place == Opening::Place::part;
    return here ? opening->second.among.at(at->second) : value;
  }
  if (model::extent_of(value).whole) return value;
  if (auto const* list = std::get_if<model::ListPtr>(&value.content)) {
    std::vector<Value> items;
    for (auto const& item : (*list)->items)
      items.push_back(replaced(item, program_.types[type].element, choices));
    return {std::make_shared<model::ListValue const>(model::ListValue{std::move(items)})};
  }
  if (auto const* record = std::get_if<model::RecordPtr>(&value.content)) {
    auto const& fields = program_.records[(*record)->record].fields;
    std::vector<Value> items;
    for (std::size_t n = 0; n < fields.size(); ++n)
      items.push_back(replaced((*record)->fields[n], fields[n].type, choices));
    return {
        std::make_shared<model::RecordValue const>(model::RecordValue{(*record)->record, std::move(items)})};
  }
  return value;
}

void Openings::replace(model::Period& period, Choices const& choices) const {
  for (std::size_t n = 0; n < period.attributes.size(); ++n)
    period.attributes[n] = replaced(period.attributes[n], program_.attributes[n].type, choices);
}

// False: what is chosen cannot be true together.
bool Openings::complete(FactKey const& key, FactValue& given, Choices const& choices) const {
  auto const type = core::type_for(program_, program_.facts[key.fact].type, key.arguments);
  auto const subject = core::fact_path(program_, key.fact, key.arguments);
  auto const whole = choices.find(subject);
  if (whole != choices.end()) {
    auto const& opening = all_.at(subject);
    given.kind = FactValue::Kind::known;
    bool const has_rows = whole->second < given.rows.size();
    given.rows =
        has_rows ? std::vector{given.rows[whole->second]} : std::vector<std::shared_ptr<Rows const>>{};
    given.values = {opening.among.at(whole->second)};
    given.among.reset();
  }
  if (given.kind != FactValue::Kind::known || given.values.empty()) return true;
  if (!given.rows.empty() && given.rows.front()) {
    auto rows = std::make_shared<Rows>(*given.rows.front());
    for (auto& row : rows->rows) replace(row.period, choices);
    auto value = history_of(*rows, [&](std::string const& open) -> std::optional<std::size_t> {
      auto const at = choices.find(open);
      return at == choices.end() ? std::nullopt : std::optional{at->second};
    });
    if (!value) return false;
    given.values.front() = std::move(*value);
    return true;
  }
  auto const* history = std::get_if<model::HistoryPtr>(&given.values.front().content);
  if (!history) {
    given.values.front() = replaced(given.values.front(), type, choices);
    return true;
  }
  auto periods = (*history)->periods;
  periods.insert(periods.end(), (*history)->undated.begin(), (*history)->undated.end());
  for (auto& period : periods) replace(period, choices);
  given.values.front() = {std::make_shared<model::History const>(
      model::make_history(std::move(periods), std::vector<model::Doubt>((*history)->doubts)))};
  return true;
}

std::optional<Case> Openings::completed(Choices const& choices) const {
  Case result;
  result.id = case_.id;
  result.identity = case_.identity;
  result.notices = case_.notices;
  result.facts = case_.facts;
  result.supplied = case_.supplied;
  std::map<FactKey, std::vector<std::string>> touched;
  for (auto const& [subject, place] : choices) touched[all_.at(subject).fact].push_back(subject);
  for (auto& [key, subjects] : touched) {
    FactValue& given = result.facts[key];
    if (!complete(key, given, choices)) return std::nullopt;
    given.tried = std::move(subjects);
  }
  return result;
}

std::string Openings::in_words(Opening const& opening, std::size_t place) const {
  if (opening.place == Opening::Place::day) return opening.among.at(place).as<model::Date>().to_string();
  if (opening.place == Opening::Place::repetition) return opening.among.at(place).as<std::string>();
  Value const value = opening.among.at(place);
  if (std::holds_alternative<model::HistoryPtr>(value.content) || value.absent())
    return fmt::format("the {} of those stated", place == 0 ? "first" : place == 1 ? "second" : "next");
  return core::to_string(program_, value, opening.type);
}

std::string Openings::in_words(Opening const& opening) const {
  constexpr std::size_t most = 5;
  auto const count = opening.among.count();
  if (opening.among.days)
    return fmt::format("{} to {}", opening.among.days->first.to_string(),
                       opening.among.days->second.to_string());
  std::vector<std::string> words;
  for (std::size_t n = 0; n < std::min(count, most); ++n) words.push_back(in_words(opening, n));
  if (count > most) words.push_back(fmt::format("... {} in all", count));
  return fmt::format("{}", fmt::join(words, ", "));
}

}  // namespace convenio::cases
