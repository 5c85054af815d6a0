// See shipped.hpp.
#include "tests/properties/shipped.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace convenio::properties {

using Kind = core::Type::Kind;

CaseMaker::CaseMaker(core::Program const& program) : program_(program) {
  for (core::Fact const& fact : program.facts) {
    auto const same = std::count_if(program.facts.begin(), program.facts.end(),
                                    [&](core::Fact const& other) { return other.name == fact.name; });
    names_.push_back(same > 1 ? fact.package + "." + fact.name : fact.name);
  }
  for (core::LegalText const& text : program.texts) {
    std::vector<std::string> states;
    for (core::PartySpan const& party : text.parties) states.push_back(program.states[party.state].code);
    if (states.size() > 1) parties_.push_back(std::move(states));
  }
}

// Births come a working life before the rest, and the other days of a person one after another, in the order
// in which the facts are declared: the event, the claim, the decision.
int CaseMaker::day(core::Fact const* fact, Random& random) const {
  bool const birth = fact != nullptr && fact->name.find("birth") != std::string::npos;
  if (fact != nullptr && !birth) return next_day_ += random.between(0, 120);
  int const year = birth ? random.between(1938, 1962) : random.between(2003, 2025);
  return day_number(year, random.between(1, 12), random.between(1, 28));
}

std::string CaseMaker::currency(std::string const& state, int day) const {
  for (core::State const& one : program_.states) {
    if (one.code != state) continue;
    for (model::CurrencyId const id : one.currencies) {
      if (program_.currencies[id].validity.contains(model::Date::from_number(day)))
        return program_.currencies[id].code;
    }
  }
  return {};
}

std::string CaseMaker::value(core::TypeId id, core::Fact const* fact, std::string const& state,
                             Random& random) const {
  core::Type const& type = program_.types[id];
  switch (type.kind) {
    case Kind::truth:
      return random.coin() ? "true" : "false";
    case Kind::whole:
      return std::to_string(random.between(0, 40));
    case Kind::ratio:
      return fmt::format("\"{} %\"", random.between(0, 100));
    case Kind::money: {
      bool const known = type.currency != model::none;
      std::string const of =
          known ? program_.currencies[type.currency].code : currency(state, day_number(2024, 1, 1));
      return fmt::format("\"{}.00 {}\"", random.between(0, 5000), of);
    }
    case Kind::date:
      return fmt::format("\"{}\"", day_text(day(fact, random)));
    case Kind::quantity:
      if (type.of != model::none) {
        auto const of = std::find_if(program_.states.begin(), program_.states.end(),
                                     [&](core::State const& one) { return one.code == state; });
        bool const counts = of != program_.states.end() && of->unit;
        return fmt::format("\"{} {}\"", random.between(0, 60),
                           model::name(counts ? *of->unit : model::Unit::days));
      }
      return fmt::format("\"{} {}\"", random.between(0, 60), model::name(type.unit));
    case Kind::text:
      return "\"a text\"";
    case Kind::state:
      return fmt::format("\"{}\"", state);
    case Kind::enumeration:
      return fmt::format("\"{}\"", random.pick(program_.enumerations[type.id].values).name);
    case Kind::list: {
      std::string items;
      for (int i = random.between(0, 2); i > 0; --i)
        items += (items.empty() ? "" : ", ") + value(type.element, fact, state, random);
      return "[" + items + "]";
    }
    case Kind::record: {  // its days follow one another, as those of most records must
      std::string fields;
      int day = day_number(random.between(2003, 2022), random.between(1, 12), random.between(1, 28));
      for (core::RecordField const& field : program_.records[type.id].fields) {
        bool const is_day = program_.types[field.type].kind == Kind::date;
        if (is_day) day += random.between(0, 400);
        fields += fmt::format(
            "{}\"{}\": {}", fields.empty() ? "" : ", ", field.name,
            is_day ? fmt::format("\"{}\"", day_text(day)) : value(field.type, nullptr, state, random));
      }
      return "{" + fields + "}";
    }
    default:
      return "[]";
  }
}

std::string CaseMaker::by_parameters(core::Fact const& fact, std::size_t at, std::string const& state,
                                     std::vector<std::string> const& states, Random& random) const {
  if (at == fact.parameters.size()) return value(fact.type, &fact, state, random);
  core::Type const& type = program_.types[fact.parameters[at].type];
  std::vector<std::string> keys;
  if (type.kind == Kind::state) keys = states;
  if (type.kind == Kind::truth) keys = {"yes", "no"};
  if (type.kind == Kind::whole) keys = {"2010", "2011"};
  if (type.kind == Kind::enumeration) {
    for (auto const& word : program_.enumerations[type.id].values) keys.push_back(word.name);
  }
  std::string members;
  for (std::string const& key : keys) {
    std::string const of = type.kind == Kind::state ? key : state;
    members += fmt::format("{}\"{}\": {}", members.empty() ? "" : ", ", key,
                           by_parameters(fact, at + 1, of, states, random));
  }
  return "{" + members + "}";
}

PersonPeriod CaseMaker::period(std::vector<std::string> const& states, Random& random, std::string id) const {
  int const from = day_number(random.between(1965, 2012), random.between(1, 12), random.chance(60) ? 1 : 15);
  int const length = random.chance(30) ? random.between(1, 200) : random.between(200, 5000);
  PersonPeriod result{std::move(id), random.pick(states), from, from + length - 1, {}, {}};
  for (core::Attribute const& attribute : program_.attributes) {
    bool const defaulted = attribute.fallback != model::none;
    if (random.chance(defaulted ? 80 : 10)) continue;
    core::Type const& type = program_.types[attribute.type];
    std::string given = value(attribute.type, nullptr, result.state, random);
    if (type.kind == Kind::money && type.currency == model::none) {
      std::string const code = currency(result.state, result.to);
      if (code.empty()) continue;
      given = fmt::format("\"{}.00 {}\"", random.between(0, 3000), code);
    }
    result.attributes.emplace_back(attribute.name, given);
  }
  return result;
}

std::vector<std::string> CaseMaker::states_of(std::string const& package, Random& random) const {
  std::vector<std::string> first, states = random.pick(parties_);
  for (core::LegalText const& text : program_.texts) {
    if (text.package != package) continue;
    if (text.state != model::none) first = {program_.states[text.state].code};
    if (text.parties.size() > 1) {
      states.clear();
      for (core::PartySpan const& party : text.parties) states.push_back(program_.states[party.state].code);
    }
  }
  random.shuffle(states);
  for (std::string const& one : first) std::erase(states, one);
  states.insert(states.begin(), first.begin(), first.end());
  states.resize(std::min<std::size_t>(states.size(), static_cast<std::size_t>(random.between(1, 3))));
  return states;
}

Person CaseMaker::person(Random& random, std::string const& package) const {
  std::vector<std::string> const states = states_of(package, random);
  next_day_ = day_number(random.between(2003, 2025), random.between(1, 12), random.between(1, 28));
  Person result;
  unsigned const given = static_cast<unsigned>(random.between(60, 100));
  auto const is_told = [&](std::string const& one) {  // what the laws of these States ask, and some others
    if (one == package) return true;
    bool has_text = false;
    for (core::LegalText const& text : program_.texts) {
      if (text.package != one) continue;
      has_text = true;
      auto const of_these = [&](model::StateId state) {
        return std::find(states.begin(), states.end(), program_.states[state].code) != states.end();
      };
      if (text.state != model::none && of_these(text.state)) return true;
      bool const binds = std::any_of(text.parties.begin(), text.parties.end(),
                                     [&](auto const& party) { return of_these(party.state); });
      if (binds) return random.chance(75);
    }
    return !has_text || random.chance(10);
  };
  std::map<std::string, bool> told;
  for (core::FactId id = 0; id < program_.facts.size(); ++id) {
    core::Fact const& fact = program_.facts[id];
    if (!told.contains(fact.package)) told[fact.package] = is_told(fact.package);
    if (program_.types[fact.type].kind == Kind::history) {
      if (fact.name != "history") continue;  // a person has one career
      result.career_name = names_[id];
      for (int i = random.between(1, 6); i > 0; --i)
        result.career.push_back(period(states, random, fmt::format("p{}", i)));
    } else if (told[fact.package] && (fact.package == package || random.chance(given))) {
      result.facts.emplace_back(names_[id], by_parameters(fact, 0, random.pick(states), states, random));
    }
  }
  return result;
}

}  // namespace convenio::properties
