// A small program and decision by hand: two states, one award with two routes, a ledger.
#pragma once

#include "engine/render/json.hpp"
#include "engine/render/text.hpp"
#include "engine/render/timeline.hpp"

namespace convenio::render::testing {

using core::Op;
using core::Type;
using run::Node;

inline model::Date day(int y, int m, int d) { return *model::Date::from_ymd(y, m, d); }

struct Scene {
  core::Program program;
  cases::Case facts;
  run::Decision decision;
  core::TypeId truth, money, months, history, state, kind, states;

  core::TypeId type(Type t) {
    program.types.push_back(t);
    return static_cast<core::TypeId>(program.types.size() - 1);
  }
  model::Period period(std::string id, model::StateId of, model::Date begin, model::Date end,
                       std::uint32_t of_kind) {
    model::Period p;
    p.id = std::move(id);
    p.state = p.original_state = of;
    p.begin = begin;
    p.end = end;
    p.attributes = {{model::Enumerated{0, of_kind}}};
    return p;
  }
  run::NodeId node(Node n) {
    decision.explanation.nodes.push_back(std::move(n));
    return static_cast<run::NodeId>(decision.explanation.nodes.size() - 1);
  }
  core::ExprId expr(Op op, core::TypeId of, std::uint32_t a) {
    core::Expr e;
    e.op = op;
    e.type = of;
    e.a = a;
    program.expressions.push_back(e);
    return static_cast<core::ExprId>(program.expressions.size() - 1);
  }

  Scene() {
    program.packages = {"base"};
    core::Currency currency;
    currency.code = "NEW";
    program.currencies = {currency};
    program.states = {{"AA", "Åland", {0}}, {"BB", "Beland", {0}}};
    program.enumerations = {
        {"kind", {{"compulsory", "compulsory insurance"}, {"voluntary", "voluntary insurance"}}}};
    Type t;
    t.kind = Type::Kind::truth;
    truth = type(t);
    t.kind = Type::Kind::money;
    money = type(t);
    t.kind = Type::Kind::quantity;
    t.unit = model::Unit::months;
    months = type(t);
    t.kind = Type::Kind::history;
    history = type(t);
    t.kind = Type::Kind::state;
    state = type(t);
    t.kind = Type::Kind::enumeration;
    t.id = 0;
    kind = type(t);
    t = {};
    t.kind = Type::Kind::list;
    t.element = state;
    states = type(t);
    program.attributes = {{"kind", "Which kind of period?", kind, model::none}};
    describe_program();
    tell_the_career();
  }

 private:
  void describe_program();
  void tell_the_career();
};

inline void Scene::describe_program() {
  core::LegalText agreement;
  agreement.name = "accord";
  agreement.title = "Accord of Åland";
  agreement.contradictions = {{"two_dates", "article 1 against the annex", ""}};
  program.texts = {agreement};
  core::Citation article;
  article.text = 0;
  article.path = "article 7";
  article.interpretations = {0};
  program.citations = {article};
  program.interpretations = {{"silence", "the text does not say which day counts", "nobody"}};
  core::Fact sex;
  sex.package = "base";
  sex.name = "sex";
  sex.question = "Is the person a woman or a man?";
  sex.type = truth;
  core::Fact career;
  career.package = "base";
  career.name = "history";
  program.facts = {sex, career};
  core::Rule served;
  served.package = "base";
  served.name = "served";
  served.formula = "touched_months(own(S))";
  served.citation = 0;
  served.type = months;
  program.rules = {served};
  core::Precedence view, choice;
  view.name = "own_view";
  view.parameters = {{"S", state}};
  view.clauses = {{"compulsory_first", 0, model::none}};
  choice.name = "choice";
  choice.clauses = {{"national_first", 0, model::none}};
  program.precedences = {view, choice};
  core::Award pension;
  pension.name = "pension";
  pension.title = "Pension";
  pension.generators = {{"S", expr(Op::list, states, model::none)}};
  pension.type = money;
  pension.precedence = 1;
  pension.routes = {
      {"national", "Under national law alone", model::none, {}, model::none, model::none, model::none},
      {"totalised", "Totalised", 0, {}, model::none, model::none, model::none}};
  program.awards = {pension};
}

inline void Scene::tell_the_career() {
  auto const a = period("a-1", 0, day(1980, 1, 1), day(1990, 1, 1), 0);
  auto const b = period("b-1", 1, day(1985, 1, 1), day(1995, 1, 1), 1);
  auto stated = std::make_shared<model::History>();
  stated->periods = {a, b};
  cases::FactValue value;
  value.kind = cases::FactValue::Kind::known;
  value.values = {{model::HistoryPtr(stated)}};
  facts.id = "anna";
  facts.facts[{1, {}}] = value;

  auto resolution = std::make_shared<model::Resolution>();
  resolution->precedence = 0;
  resolution->arguments = {{model::StateRef{0}}};
  auto lost = b;
  lost.end = day(1990, 1, 1);
  resolution->ledger = {{day(1985, 1, 1), day(1990, 1, 1), lost, a, 0}};
  auto resolved = std::make_shared<model::History>();
  resolved->periods = {a, period("b-1", 1, day(1990, 1, 1), day(1995, 1, 1), 1)};
  resolved->resolution = resolution;

  decision.case_id = "anna";
  Node r;
  r.kind = Node::Kind::resolution;
  r.a = 0;
  r.type = history;
  r.value = {model::HistoryPtr(resolved)};
  auto const resolution_node = node(r);

  Node served;
  served.kind = Node::Kind::rule;
  served.a = 0;
  served.label = "served(AA)";
  served.citation = 0;
  served.type = months;
  served.value = {model::Rational(120)};
  served.inputs = {resolution_node};
  auto const served_node = node(served);
  Node needed = served;
  needed.kind = Node::Kind::operation;
  needed.op = Op::constant;
  needed.label = "";
  needed.value = {model::Rational(180)};
  needed.inputs = {};
  auto const needed_node = node(needed);
  Node less;
  less.kind = Node::Kind::operation;
  less.op = Op::less_equal;
  less.type = truth;
  less.value = {false};
  less.inputs = {needed_node, served_node};
  auto const refused_node = node(less);
  Node national;
  national.kind = Node::Kind::route;
  national.label = "national";
  national.inputs = {refused_node};
  auto const national_node = node(national);

  Node before;
  before.kind = Node::Kind::operation;
  before.op = Op::multiply;
  before.type = money;
  before.value = {model::Amount{model::Rational(2000, 3), 0}};
  before.inputs = {served_node};
  auto const before_node = node(before);
  Node step = before;
  step.op = Op::constant;
  step.value = {model::Amount{model::Rational(1, 100), 0}};
  step.inputs = {};
  auto const step_node = node(step);
  Node rounded = before;
  rounded.op = Op::round;
  rounded.a = expr(Op::round, money, static_cast<std::uint32_t>(model::RoundingMode::half_up));
  rounded.value = {model::Amount{model::Rational(66667, 100), 0}};
  rounded.inputs = {before_node, step_node};
  auto const rounded_node = node(rounded);
  Node totalised;
  totalised.kind = Node::Kind::route;
  totalised.label = "totalised";
  totalised.citation = 0;
  totalised.inputs = {rounded_node};
  auto const totalised_node = node(totalised);

  run::Awarded granted;
  granted.award = 0;
  granted.arguments = {{model::StateRef{0}}};
  granted.label = "pension(AA)";
  granted.status = run::Status::granted;
  granted.route = 1;
  granted.value = rounded.value;
  granted.routes = {{0, run::Status::refused, {}, {}, national_node},
                    {1, run::Status::granted, rounded.value, {}, totalised_node}};
  granted.node = totalised_node;
  run::Awarded open;
  open.award = 0;
  open.arguments = {{model::StateRef{1}}};
  open.label = "pension(BB)";
  open.status = run::Status::undetermined;
  model::Blocker const missing{model::Blocker::Kind::missing_fact, "sex",
                               "required_age, Accord of Åland, article 7"};
  open.routes = {{0, run::Status::undetermined, {}, {missing}, model::none}};
  open.blockers = {missing};
  decision.awards = {granted, open};
  decision.interpretations = {0};
  decision.texts = {0};
  decision.unused_facts = {"shoe_size"};
  decision.defaults = {{"totalised_wanted(AA)", core::Fact::Role::election, {false}, truth}};
}

}  // namespace convenio::render::testing
