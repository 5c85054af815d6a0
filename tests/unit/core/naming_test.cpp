// Values, types, citations and facts as people and cases write them; the printed core.
#include <doctest/doctest.h>

#include "engine/core/print.hpp"

using namespace convenio;
using model::Rational;
using model::Value;

namespace {

constexpr core::TypeId truth = 0, months = 1, brl = 2, ratio = 3, date = 4, state = 5, kind = 6, list = 7,
                       clp = 8;

core::Type type(core::Type::Kind k) {
  core::Type t;
  t.kind = k;
  return t;
}

core::Program sample() {
  core::Program p;
  p.currencies = {{"BRL", "real", Rational(1, 100), {}, model::none, Rational(1)},
                  {"CLP", "peso", Rational(1), {}, model::none, Rational(1)}};
  p.states = {{"BR", "Brazil", {0}}, {"CL", "Chile", {1}}};
  p.enumerations = {{"kind", {{"compulsory", ""}, {"voluntary", ""}}}};
  p.types = {
      type(core::Type::Kind::truth),       type(core::Type::Kind::quantity), type(core::Type::Kind::money),
      type(core::Type::Kind::ratio),       type(core::Type::Kind::date),     type(core::Type::Kind::state),
      type(core::Type::Kind::enumeration), type(core::Type::Kind::list),     type(core::Type::Kind::money)};
  p.types[months].unit = model::Unit::months;
  p.types[brl].currency = 0;
  p.types[clp].currency = 1;
  p.types[kind].id = 0;
  p.types[list].element = state;
  core::Fact birth;
  birth.package = "prelude";
  birth.name = "birth";
  birth.type = date;
  core::Fact earnings;
  earnings.package = "prelude";
  earnings.name = "earnings";
  earnings.parameters = {{"S", state}, {"k", kind}};
  earnings.type = brl;
  p.facts = {birth, earnings};
  return p;
}

std::string written(core::Program const& p, Value const& value, core::TypeId of) {
  return core::to_string(p, value, of);
}

}  // namespace

TEST_CASE("values as people write them") {
  auto const p = sample();
  CHECK(written(p, {true}, truth) == "yes");
  CHECK(written(p, {false}, truth) == "no");
  CHECK(written(p, {Rational(12)}, months) == "12 months");
  CHECK(written(p, {Rational(1)}, months) == "1 month");
  CHECK(written(p, {Rational(7, 2)}, months) == "3.5 months");
  CHECK(written(p, {Rational(1, 3)}, ratio) == "1/3");
  CHECK(written(p, {Rational(3, 5)}, ratio) == "0.6");
  CHECK(written(p, {*model::Date::from_ymd(2005, 6, 1)}, date) == "2005-06-01");
  CHECK(written(p, {model::StateRef{0}}, state) == "BR");
  CHECK(written(p, {model::Enumerated{0, 1}}, kind) == "voluntary");
  auto const states = std::make_shared<model::ListValue const>(
      model::ListValue{{Value{model::StateRef{0}}, Value{model::StateRef{1}}}});
  CHECK(written(p, {states}, list) == "[BR, CL]");
}

TEST_CASE("money has at least the places of its smallest unit") {
  auto const p = sample();
  CHECK(written(p, {model::Amount{Rational(1621), 0}}, brl) == "1621.00 BRL");
  CHECK(written(p, {model::Amount{Rational(1, 8), 0}}, brl) == "0.125 BRL");
  CHECK(written(p, {model::Amount{Rational(1, 3), 0}}, brl) == "1/3 BRL");
  CHECK(written(p, {model::Amount{Rational(1, 10'000'000), 0}}, brl) == "1/10000000 BRL");
  CHECK(written(p, {model::Amount{Rational(1621), 1}}, clp) == "1621 CLP");
}

TEST_CASE("periods and histories") {
  auto const p = sample();
  model::Period period;
  period.begin = *model::Date::from_ymd(1980, 1, 1);
  period.end = *model::Date::from_ymd(1991, 1, 1);
  period.state = 1;
  period.id = "1";
  CHECK(written(p, {std::make_shared<model::Period const>(period)}, core::none) ==
        "CL 1980-01-01 to 1990-12-31");
  auto const history = std::make_shared<model::History const>(model::make_history({period}));
  CHECK(written(p, {model::HistoryPtr(history)}, core::none) == "1 period, 4018 days");
}

TEST_CASE("types") {
  auto p = sample();
  CHECK(core::type_name(p, months) == "months");
  CHECK(core::type_name(p, brl) == "money BRL");
  CHECK(core::type_name(p, list) == "list of state");
  CHECK(core::type_name(p, kind) == "kind");
  CHECK(core::type_name(p, 999) == "?");
}

TEST_CASE("facts are named as cases name them, with the package where two share a name") {
  auto p = sample();
  CHECK(core::fact_path(p, 0, {}) == "birth");
  CHECK(core::fact_path(p, 1, {Value{model::StateRef{0}}, Value{model::Enumerated{0, 0}}}) ==
        "earnings(BR, compulsory)");
  auto other = p.facts[0];
  other.package = "chile";
  p.facts.push_back(other);
  CHECK(core::fact_path(p, 0, {}) == "prelude.birth");
  CHECK(core::fact_path(p, 2, {}) == "chile.birth");
}

TEST_CASE("citations") {
  auto p = sample();
  p.texts.push_back({});
  p.texts[0].name = "pact";
  p.citations.resize(3);
  p.citations[1].text = 0;
  p.citations[1].path = "article 7, paragraph 2";
  p.citations[2].text = 0;
  CHECK(core::to_string(p, core::CitationId{0}).empty());
  CHECK(core::to_string(p, core::CitationId{1}) == "pact, article 7, paragraph 2");
  p.texts[0].title = "The Pact";
  CHECK(core::to_string(p, core::CitationId{2}) == "The Pact");
  CHECK(core::to_string(p, core::none).empty());
}

TEST_CASE("the printed core bears holes: it is printed of programs with faults too") {
  auto p = sample();
  core::Rule rule;
  rule.package = "law";
  rule.name = "r";
  rule.type = 999;
  rule.citation = 999;
  p.rules.push_back(rule);
  core::Expr e;
  e.op = core::Op::add;
  e.type = 999;
  e.child_count = 2;
  p.children = {core::none, 7};
  p.expressions.push_back(e);
  p.rules[0].body = 0;
  CHECK(core::dump(p, core::ExprId{0}) == "(+ nothing ?)");
  CHECK(core::dump(p).find("rule law.r: ?\n  slots 0\n  body (+ nothing ?)") != std::string::npos);
}
