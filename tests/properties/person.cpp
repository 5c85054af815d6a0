// See person.hpp.
#include "tests/properties/person.hpp"

#include <fmt/format.h>

#include "engine/model/date.hpp"

namespace convenio::properties {

std::string day_text(int day) { return model::Date::from_number(day).to_string(); }

int day_number(int year, int month, int day) {
  return model::Date::from_ymd(year, static_cast<unsigned>(month), static_cast<unsigned>(day))->number();
}

std::string Person::json() const {
  std::string inside;
  for (auto const& [name, value] : facts)
    inside += fmt::format("{}\"{}\": {}", inside.empty() ? "" : ", ", name, value);
  if (!career_name.empty()) {
    std::string periods;
    for (PersonPeriod const& p : career) {
      periods += fmt::format("{}{{\"id\": \"{}\", \"state\": \"{}\", \"from\": \"{}\", \"to\": \"{}\"",
                             periods.empty() ? "" : ", ", p.id, p.state, day_text(p.from), day_text(p.to));
      if (!p.certified.empty()) periods += fmt::format(", \"certified\": \"{}\"", p.certified);
      for (auto const& [name, value] : p.attributes) periods += fmt::format(", \"{}\": {}", name, value);
      periods += "}";
    }
    inside += fmt::format("{}\"{}\": [{}]", inside.empty() ? "" : ", ", career_name, periods);
  }
  return fmt::format("{{\"format\": \"convenio-case-1\", \"id\": \"{}\", \"facts\": {{{}}}}}", id, inside);
}

namespace {

int any_day(Random& random) {
  return day_number(random.between(1998, 2014), random.between(1, 12), random.between(1, 28));
}

std::vector<std::string> kinds_of(Package const& package) {
  std::vector<std::string> result;
  for (std::string const& name : package.names) {
    if (name.starts_with("zkind_")) result.push_back(name);
  }
  return result;
}

std::string value_of(std::string const& type, Package const& package, Random& random) {
  if (type == "truth") return random.coin() ? "true" : "false";
  if (type == "whole") return std::to_string(random.between(-3, 15));
  if (type == "ratio")
    return random.coin() ? fmt::format("\"{}/{}\"", random.between(-2, 9), random.between(1, 7))
                         : fmt::format("\"0.{}\"", random.between(0, 99));
  if (type == "money ARC")
    return fmt::format("\"{}.{:02} ARC\"", random.between(0, 2000), random.between(0, 99));
  if (type == "date") return fmt::format("\"{}\"", day_text(any_day(random)));
  if (type == "months") return fmt::format("\"{} months\"", random.between(0, 200));
  return fmt::format("\"{}\"", random.pick(kinds_of(package)));
}

}  // namespace

PersonPeriod any_period(Package const& package, Random& random, std::string id) {
  int const from = any_day(random);
  int const length = random.chance(30) ? random.between(1, 40) : random.between(30, 1200);
  PersonPeriod result{std::move(id), random.pick(package.states), from, from + length - 1, {}, {}};
  result.attributes.emplace_back("kind", value_of("kind", package, random));
  return result;
}

Person any_person(Package const& package, Random& random) {
  Person result;
  for (GeneratedFact const& fact : package.facts) {
    if (fact.type == "history") {
      result.career_name = fact.name;
      for (int i = random.between(0, 6); i > 0; --i)
        result.career.push_back(any_period(package, random, fmt::format("p{}", i)));
      continue;
    }
    if (fact.defaulted && random.coin()) continue;
    std::string value;
    for (std::string const& state : package.states) {
      if (!fact.by_state) break;
      value +=
          fmt::format("{}\"{}\": {}", value.empty() ? "" : ", ", state, value_of(fact.type, package, random));
    }
    if (fact.by_state) value = "{" + value + "}";
    result.facts.emplace_back(fact.name, fact.by_state ? value : value_of(fact.type, package, random));
  }
  return result;
}

}  // namespace convenio::properties
