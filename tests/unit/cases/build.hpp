// A small program by hand, with a fact of every type, and helpers to read cases against it.
#pragma once

#include <string>

#include "engine/cases/read_case.hpp"

namespace convenio::cases::testing {

using core::Fact;
using core::Type;

struct World {
  core::Program program;

  core::TypeId type(Type type) {
    program.types.push_back(type);
    return static_cast<core::TypeId>(program.types.size() - 1);
  }
  core::TypeId type(Type::Kind of_kind) {
    Type t;
    t.kind = of_kind;
    return type(t);
  }
  core::TypeId list_of(core::TypeId element) {
    Type t;
    t.kind = Type::Kind::list;
    t.element = element;
    return type(t);
  }
  core::FactId fact(std::string name, core::TypeId of, std::vector<core::Parameter> parameters = {},
                    Fact::Role role = Fact::Role::fact, std::string package = "base") {
    Fact f;
    f.role = role;
    f.package = std::move(package);
    f.name = std::move(name);
    f.question = "What about " + f.name + "?";
    f.type = of;
    f.parameters = std::move(parameters);
    program.facts.push_back(std::move(f));
    return static_cast<core::FactId>(program.facts.size() - 1);
  }
  core::ExprId constant(model::Value value, core::TypeId of) {
    program.constants.push_back(std::move(value));
    core::Expr e;
    e.op = core::Op::constant;
    e.type = of;
    e.a = static_cast<std::uint32_t>(program.constants.size() - 1);
    program.expressions.push_back(e);
    return static_cast<core::ExprId>(program.expressions.size() - 1);
  }

  core::TypeId truth, whole, ratio, money, money_new, money_of, date, months, span, text, state, kind,
      posting, postings, history, states;

  World() {
    program.packages = {"base"};
    core::Currency old_currency, new_currency, other;
    old_currency.code = "OLD";
    old_currency.validity.until = model::Date::from_ymd(1994, 6, 30);
    new_currency.code = "NEW";
    new_currency.validity.from = model::Date::from_ymd(1994, 7, 1);
    new_currency.follows = 0;
    other.code = "OTH";
    program.currencies = {old_currency, new_currency, other};
    program.states = {{"AA", "Aland", {1, 0}}, {"BB", "Beland", {2}}};
    program.enumerations = {{"kind", {{"compulsory", "compulsory insurance"}, {"voluntary", ""}}}};

    truth = type(Type::Kind::truth);
    whole = type(Type::Kind::whole);
    ratio = type(Type::Kind::ratio);
    money = type(Type::Kind::money);
    Type t;
    t.kind = Type::Kind::money;
    t.currency = 1;
    money_new = type(t);
    t.currency = model::none;
    t.of = 0;
    money_of = type(t);
    date = type(Type::Kind::date);
    t = {};
    t.kind = Type::Kind::quantity;
    t.unit = model::Unit::months;
    months = type(t);
    t.unit = model::Unit::calendar_months;
    span = type(t);
    text = type(Type::Kind::text);
    state = type(Type::Kind::state);
    t = {};
    t.kind = Type::Kind::enumeration;
    t.id = 0;
    kind = type(t);
    t.kind = Type::Kind::record;
    posting = type(t);
    postings = list_of(posting);
    history = type(Type::Kind::history);
    states = list_of(state);
    program.records = {{"posting", {{"start", date}, {"to_state", state}, {"unknown", truth}}}};

    program.attributes = {{"kind", "Which kind?", kind, model::none},
                          {"wage", "Which wage?", money, model::none},
                          {"used_in", "Where used?", states, model::none}};
    core::Expr empty_list;
    empty_list.op = core::Op::list;
    empty_list.type = states;
    program.expressions.push_back(empty_list);
    program.attributes[2].fallback = 0;

    fact("married", truth);
    fact("children", whole);
    fact("share", ratio);
    fact("price", money);
    fact("price_new", money_new);
    fact("birth", date);
    fact("served", months);
    fact("notice", span);
    fact("name", text);
    fact("residence", state);
    fact("postings", postings);
    fact("history", history);
    fact("nationalities", states);
    fact("earnings", money_of, {{"S", state}});
    fact("grid", whole, {{"S", state}, {"k", kind}});
    fact("per_year", truth, {{"y", whole}});
    fact("invalid", truth, {}, Fact::Role::judgement);
    fact("refuses", truth, {}, Fact::Role::discretion);
  }

  // The facts member around `inside`.
  ReadResult read(std::string const& inside, Limits const& limits = {}) const {
    return read_case(program, R"({"format": "convenio-case-1", "id": "c", "facts": {)" + inside + "}}",
                     limits);
  }
  // "K037 facts.birth", one for each fault, separated by "; ".
  std::string faults(std::string const& inside, Limits const& limits = {}) const {
    return codes(read(inside, limits));
  }
  static std::string codes(ReadResult const& result) {
    std::string out;
    for (auto const& fault : result.faults) {
      if (!out.empty()) out += "; ";
      out += text::to_string(fault.code) + " " + fault.path;
    }
    return out;
  }
  // The known value of a fact, as people write it; "-" if it is not known.
  std::string value(std::string const& inside, std::string const& path, core::TypeId of) const {
    auto const result = read(inside);
    if (!result.ok()) return codes(result);
    auto const* found = fact(result, path);
    if (!found || found->values.size() != 1) return "-";
    return core::to_string(program, found->values[0], of);
  }
  // The fact of this printed path; null if the case does not speak of it.
  FactValue const* fact(ReadResult const& result, std::string const& path) const {
    for (auto const& [key, value] : result.facts.facts) {
      if (core::fact_path(program, key.fact, key.arguments) == path) return &value;
    }
    return nullptr;
  }
};

}  // namespace convenio::cases::testing
