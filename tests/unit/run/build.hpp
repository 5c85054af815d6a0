// Small programs put together by hand, for tests of the evaluator without parser and checker.
#pragma once

#include <algorithm>
#include <cassert>
#include <map>
#include <string>
#include <vector>

#include "engine/run/evaluate.hpp"

namespace convenio::run::build {

using core::Builtin;
using core::ExprId;
using core::Op;
using core::TypeId;
using model::Date;
using model::none;
using model::Rational;
using model::Value;

inline Date day(char const* iso) { return *Date::parse(iso); }

struct Builder {
  core::Program program;
  TypeId truth, whole, money, date, months, state, period, history, states, text, span;

  Builder() {
    using Kind = core::Type::Kind;
    truth = type(Kind::truth);
    whole = type(Kind::whole);
    money = type(Kind::money);
    program.types[money].currency = 0;
    date = type(Kind::date);
    months = type(Kind::quantity);
    program.types[months].unit = model::Unit::months;
    state = type(Kind::state);
    period = type(Kind::period);
    history = type(Kind::history);
    states = type(Kind::list);
    program.types[states].element = state;
    text = type(Kind::text);
    span = type(Kind::quantity);
    program.types[span].unit = model::Unit::calendar_months;
    program.currencies.push_back({"AAA", "", Rational(1, 100), {}, none, Rational(1)});
    program.currencies.push_back({"BBB", "", Rational(1, 100), {}, 0, Rational(1000)});
    for (auto const* code : {"AR", "BR", "PY"}) program.states.push_back({code, "", {0}});
    core::LegalText text_of_law;
    text_of_law.name = "law";
    text_of_law.title = "Law";
    program.texts.push_back(text_of_law);
  }

  TypeId type(core::Type::Kind kind) {
    core::Type added;
    added.kind = kind;
    program.types.push_back(added);
    return static_cast<TypeId>(program.types.size() - 1);
  }

  core::CitationId article(std::string path) {
    core::Citation citation;
    citation.text = 0;
    citation.path = std::move(path);
    program.citations.push_back(citation);
    return static_cast<core::CitationId>(program.citations.size() - 1);
  }

  ExprId expr(Op op, TypeId type_id, std::vector<ExprId> children = {}, std::uint32_t a = none,
              std::uint32_t b = none) {
    core::Expr e;
    e.op = op;
    e.type = type_id;
    e.a = a;
    e.b = b;
    e.first_child = static_cast<std::uint32_t>(program.children.size());
    e.child_count = static_cast<std::uint32_t>(children.size());
    program.children.insert(program.children.end(), children.begin(), children.end());
    program.expressions.push_back(e);
    return static_cast<ExprId>(program.expressions.size() - 1);
  }
  ExprId constant(Value value, TypeId type_id) {
    program.constants.push_back(std::move(value));
    return expr(Op::constant, type_id, {}, static_cast<std::uint32_t>(program.constants.size() - 1));
  }
  ExprId yes() { return constant({true}, truth); }
  ExprId no() { return constant({false}, truth); }
  ExprId number(std::int64_t n) { return constant({Rational(n)}, whole); }
  ExprId amount(std::int64_t n) { return constant({model::Amount{Rational(n), 0}}, money); }
  ExprId on(char const* iso) { return constant({day(iso)}, date); }
  ExprId of_state(model::StateId id) { return constant({model::StateRef{id}}, state); }
  ExprId local(std::uint32_t slot, TypeId type_id) { return expr(Op::local, type_id, {}, slot); }
  ExprId builtin(Builtin which, TypeId type_id, std::vector<ExprId> children, std::uint32_t b = none) {
    return expr(Op::builtin, type_id, std::move(children), static_cast<std::uint32_t>(which), b);
  }
  ExprId undefined(std::string why, TypeId type_id) {
    program.sentences.push_back(std::move(why));
    return expr(Op::undefined, type_id, {}, static_cast<std::uint32_t>(program.sentences.size() - 1));
  }

  core::FactId fact(std::string name, TypeId type_id, core::Fact::Role role = core::Fact::Role::fact,
                    ExprId fallback = none) {
    core::Fact added;
    added.role = role;
    added.name = std::move(name);
    added.type = type_id;
    added.fallback = fallback;
    program.facts.push_back(added);
    return static_cast<core::FactId>(program.facts.size() - 1);
  }
  // Reads a fact that is declared here and now.
  ExprId ask(std::string name, TypeId type_id, core::Fact::Role role = core::Fact::Role::fact,
             ExprId fallback = none) {
    return expr(Op::fact, type_id, {}, fact(std::move(name), type_id, role, fallback));
  }

  core::RuleId rule(std::string name, TypeId type_id, ExprId body,
                    std::vector<core::Parameter> parameters = {}, core::CitationId citation = none) {
    core::Rule added;
    added.name = std::move(name);
    added.type = type_id;
    added.body = body;
    added.slots = static_cast<std::uint32_t>(parameters.size());
    added.parameters = std::move(parameters);
    added.citation = citation;
    program.rules.push_back(added);
    return static_cast<core::RuleId>(program.rules.size() - 1);
  }
  ExprId call(core::RuleId rule_id, std::vector<ExprId> arguments = {}) {
    return expr(Op::call, program.rules[rule_id].type, std::move(arguments), rule_id);
  }
};

inline cases::FactValue known(Value value) { return {cases::FactValue::Kind::known, {std::move(value)}, {}}; }

// The key of a fact without parameters.
inline cases::FactKey fact_named(core::Program const& program, std::string const& name) {
  auto const found = std::find_if(program.facts.begin(), program.facts.end(),
                                  [&](core::Fact const& fact) { return fact.name == name; });
  assert(found != program.facts.end());
  return {core::FactId(found - program.facts.begin()), {}};
}

inline cases::Case facts(core::Program const& program, std::map<std::string, Value> const& values) {
  cases::Case given;
  given.id = "case";
  for (auto const& [name, value] : values) given.facts[fact_named(program, name)] = known(value);
  return given;
}

inline Value history_of(std::vector<model::Period> periods) {
  return {std::make_shared<model::History const>(model::make_history(std::move(periods)))};
}
inline model::Period insured(model::StateId state, char const* from, char const* to, std::string id,
                             std::vector<Value> attributes = {}) {
  model::Period period;
  period.begin = day(from);
  period.end = *day(to).plus_days(1);
  period.state = period.original_state = state;
  period.id = std::move(id);
  period.attributes = std::move(attributes);
  return period;
}

// "yes", "no", a number, a date, or the subjects of what blocks, in order: "?sex,residence".
inline std::string show(Value const& value) {
  if (value.absent()) {
    std::string text = "?";
    for (auto const& blocker : value.absence().blockers)
      text += (text.size() > 1 ? "," : "") + blocker.subject;
    return text;
  }
  if (auto const* truth = std::get_if<bool>(&value.content)) return *truth ? "yes" : "no";
  if (auto const* number = std::get_if<Rational>(&value.content)) return number->to_string();
  if (auto const* amount = std::get_if<model::Amount>(&value.content)) return amount->number.to_string();
  if (auto const* date = std::get_if<Date>(&value.content)) return date->to_string();
  if (auto const* state = std::get_if<model::StateRef>(&value.content))
    return "#" + std::to_string(state->id);
  if (auto const* list = std::get_if<model::ListPtr>(&value.content)) {
    std::string text = "[";
    for (auto const& item : (*list)->items) text += (text.size() > 1 ? " " : "") + show(item);
    return text + "]";
  }
  return "...";
}

inline std::string shown(Builder const& builder, ExprId expr, cases::Case const& given = {}) {
  return show(evaluate(builder.program, given, expr, 8));
}

}  // namespace convenio::run::build
