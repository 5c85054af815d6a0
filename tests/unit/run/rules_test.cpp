#include <doctest/doctest.h>

#include "build.hpp"

using namespace convenio;
using namespace convenio::run::build;

namespace {

// A rule worth 0 with three exceptions worth 1, 2 and 3 on the facts e0, e1, e2.
struct Exceptions {
  Builder b;
  core::RuleId rule;
  ExprId call;

  Exceptions(std::vector<std::vector<std::uint32_t>> overrides,
             std::vector<std::int64_t> values = {1, 2, 3}) {
    rule = b.rule("law_of", b.whole, b.number(0));
    for (std::size_t n = 0; n < 3; ++n) {
      core::Exception exception;
      exception.name = "x" + std::to_string(n);
      exception.citation = b.article("article " + std::to_string(n));
      exception.condition = b.ask("e" + std::to_string(n), b.truth);
      exception.body = b.number(values[n]);
      exception.overrides = overrides[n];
      b.program.rules[rule].exceptions.push_back(exception);
    }
    call = b.call(rule);
  }
  // One letter per exception: y, n, or ?.
  std::string value(std::string const& holding) {
    std::map<std::string, Value> given;
    for (std::size_t n = 0; n < 3; ++n) {
      if (holding[n] != '?') given["e" + std::to_string(n)] = {holding[n] == 'y'};
    }
    return shown(b, call, facts(b.program, given));
  }
};

char const* const both_hold =
    "?of `law_of`, the exceptions x0 (Law, article 0) and x1 (Law, article 1) all hold";

}  // namespace

TEST_CASE("exceptions: none, one, overridden, in conflict") {
  Exceptions plain({{}, {}, {}});
  CHECK(plain.value("nnn") == "0");
  CHECK(plain.value("nyn") == "2");
  CHECK(plain.value("yyn") == both_hold);
  Exceptions chain({{}, {0}, {1}});
  CHECK(chain.value("yyn") == "2");
  CHECK(chain.value("nyy") == "3");
  CHECK(chain.value("yyy") == "3");  // an exception that falls still overrides
  CHECK(chain.value("yny") ==
        "?of `law_of`, the exceptions x0 (Law, article 0) and x2 (Law, article 2) all hold");
}

TEST_CASE("exceptions with unknown conditions are decided when every completion agrees") {
  Exceptions plain({{}, {}, {}});
  CHECK(plain.value("n?n") == "?e1");
  Exceptions all_override({{}, {0}, {0, 1}});
  CHECK(all_override.value("??y") == "3");
  CHECK(all_override.value("?yn") == "2");
  Exceptions same_value({{}, {0}, {}}, {7, 7, 3});
  CHECK(same_value.value("y?n") == "7");
  CHECK(same_value.value("??n") == "?e0,e1");
}

TEST_CASE("versions by date") {
  Builder b;
  auto const rule = b.rule("age", b.whole, none);
  auto& versions = b.program.rules[rule].versions;
  versions.push_back({{std::nullopt, day("2019-11-12")}, b.number(60), std::nullopt});
  versions.push_back({{day("2019-11-13"), day("2024-12-31")}, b.number(62), std::nullopt});
  auto const at = [&](char const* iso) { return shown(b, b.call(rule, {b.on(iso)})); };
  CHECK(at("2019-11-12") == "60");
  CHECK(at("2019-11-13") == "62");
  CHECK(at("2025-01-01") == "?no version of `age` answers for 2025-01-01");
  auto const open = b.call(rule, {b.ask("claim", b.date)});
  CHECK(shown(b, open) == "?claim");
  b.program.rules[rule].versions[1].body = b.number(60);
  CHECK(shown(b, open) == "?claim");  // a date after 2024 is possible
  b.program.rules[rule].versions[1].validity.until.reset();
  CHECK(shown(b, open) == "60");
}

TEST_CASE("open rules: the part that fits, silence, and an unknown argument") {
  Builder b;
  auto const rule = b.rule("amount", b.whole, none, {{"S", b.state}, {"n", b.whole}});
  b.program.rules[rule].open = true;
  for (model::StateId const state : {model::StateId(0), model::StateId(1)}) {
    core::Part part;
    part.patterns = {Value{model::StateRef{state}}, std::nullopt};
    part.body = b.expr(Op::add, b.whole, {b.local(1, b.whole), b.number(std::uint32_t{state})});
    b.program.rules[rule].parts.push_back(part);
  }
  CHECK(shown(b, b.call(rule, {b.of_state(1), b.number(5)})) == "6");
  CHECK(shown(b, b.call(rule, {b.of_state(2), b.number(5)})) == "?no text answers `amount` for PY, 5");
  CHECK(shown(b, b.call(rule, {b.ask("residence", b.state), b.number(5)})) == "?residence");
  auto& part = b.program.rules[rule].parts[1];
  part.versions.push_back({{day("2000-01-01"), std::nullopt}, b.number(9), std::nullopt});
  part.body = none;
  part.governing = b.ask("claim", b.date);
  auto const versioned = b.call(rule, {b.of_state(1), b.number(5)});
  CHECK(shown(b, versioned, facts(b.program, {{"claim", {day("2001-01-01")}}})) == "9");
  CHECK(shown(b, versioned) == "?claim");
}

TEST_CASE("tables: first row that fits, gaps, silence, unknown keys") {
  using Kind = core::Key::Kind;
  Builder b;
  core::Table table;
  table.name = "t";
  table.keys = {{"year", b.whole}, {"flag", b.truth}};
  table.type = b.whole;
  auto const row = [&](Kind kind, std::int64_t low, std::int64_t high, core::Key flag, ExprId value) {
    core::Row added;
    added.keys = {{kind, {Rational(low)}, {Rational(high)}}, std::move(flag)};
    added.value = value;
    if (value == none) added.gap = "the annex is not published";
    table.rows.push_back(added);
  };
  core::Key const any{Kind::any, {}, {}}, yes{Kind::value, {true}, {}};
  row(Kind::until, 0, 1972, any, b.number(60));
  row(Kind::range_below, 1973, 1975, yes, b.number(61));
  row(Kind::range, 1975, 1976, any, none);
  row(Kind::from, 1977, 0, any, b.number(65));
  b.program.tables.push_back(table);
  auto const flag = b.ask("flag", b.truth), year = b.ask("year", b.whole);
  auto const at = [&](ExprId key, ExprId second) {
    return shown(b, b.expr(Op::lookup, b.whole, {key, second}, 0));
  };
  CHECK(at(b.number(1972), flag) == "60");
  CHECK(at(b.number(1974), b.yes()) == "61");
  CHECK(at(b.number(1974), flag) == "?flag");
  CHECK(at(b.number(1974), b.no()) == "?no row answers t(1974, no)");
  CHECK(at(b.number(1976), flag) == "?the annex is not published");
  CHECK(at(b.number(1977), flag) == "65");
  CHECK(at(year, flag) == "?flag,year");
  core::Row rest;
  rest.keys = {any, any};
  rest.value = b.number(99);
  b.program.tables[0].rows.push_back(rest);
  CHECK(at(b.number(1974), b.no()) == "99");
  CHECK(at(b.number(1974), flag) == "?flag");  // 61 or 99
}

TEST_CASE("limits end an evaluation with a reason") {
  Builder b;
  auto const numbers = b.type(core::Type::Kind::list);
  b.program.types[numbers].element = b.whole;
  auto const list = b.expr(Op::range, numbers, {b.number(1), b.number(1000)});
  auto const sum = b.expr(Op::sum, b.whole, {list, b.yes(), b.local(0, b.whole)}, 0);
  run::Options options;
  auto const within = [&](std::uint64_t limit, ExprId e) {
    options.step_limit = limit;
    return show(run::evaluate(b.program, {}, e, 1, options));
  };
  CHECK(within(10'000, sum) == "500500");
  CHECK(within(4'000, sum) == "?the limit of 4000 steps was reached");
  CHECK(within(4'000, b.expr(Op::or_, b.truth, {b.yes(), b.expr(Op::less, b.truth, {sum, sum})})) == "yes");
  auto const huge = b.expr(Op::range, numbers, {b.number(0), b.number(4'000'000'000'000)});
  CHECK(shown(b, b.builtin(Builtin::length, b.whole, {huge})) == "?the limit of 1000000 steps was reached");
  // Doubling a list forty times.
  auto const doubling = b.expr(Op::add, numbers, {b.local(1, numbers), b.local(1, numbers)});
  auto const forty = b.expr(Op::range, numbers, {b.number(1), b.number(40)});
  auto const explosion = b.expr(Op::carry, numbers, {list, forty, doubling}, 1, 0);
  CHECK(shown(b, explosion) == "?the limit of 1000000 steps was reached");
  // Squaring a number thirty times.
  auto const squared = b.expr(Op::multiply, b.whole, {b.local(1, b.whole), b.local(1, b.whole)});
  CHECK(shown(b, b.expr(Op::carry, b.whole, {b.number(7), forty, squared}, 1, 0)) ==
        "?a number has more than 4000 digits");
}

TEST_CASE("deep calls end with a limit, not with the stack") {
  Builder b;
  auto const deep = [&](int calls, int operators) {
    auto previous = b.rule("r0", b.whole, b.number(0));
    for (int n = 0; n < calls; ++n) {
      auto body = b.call(previous);
      for (int k = 0; k < operators; ++k) body = b.expr(Op::add, b.whole, {body, b.number(1)});
      previous = b.rule("r", b.whole, body);
    }
    return shown(b, b.call(previous));
  };
  CHECK(deep(1'200, 1) == "1200");
  CHECK(deep(1'999, 0) == "0");
  CHECK(deep(2'000, 0) == "?calls are nested more than 2000 deep");
  CHECK(deep(1'300, 1) == "?expressions are nested more than 2500 deep through their calls");

  auto const list = b.expr(Op::list, b.type(core::Type::Kind::list), {b.number(1)});
  auto binding = b.rule("base", b.truth, b.yes());
  for (int n = 0; n < 1'300; ++n) {
    binding = b.rule("r", b.truth, b.expr(Op::exists, b.truth, {list, b.call(binding)}, 0));
  }
  CHECK(shown(b, b.call(binding)) == "?expressions are nested more than 2500 deep through their calls");
}

TEST_CASE("a call is evaluated once for equal arguments") {
  Builder b;
  auto const body = b.expr(Op::add, b.whole, {b.local(0, b.whole), b.number(1)});
  auto const rule = b.rule("next", b.whole, body, {{"n", b.whole}});
  core::Question question;
  question.name = "q";
  question.type = b.whole;
  question.body = b.expr(Op::add, b.whole, {b.call(rule, {b.number(4)}), b.call(rule, {b.number(4)})});
  b.program.questions.push_back(question);
  auto const decision = run::evaluate(b.program, {});
  auto const& nodes = decision.explanation.nodes;
  int calls = 0;
  for (auto const& node : nodes) calls += node.kind == run::Node::Kind::rule ? 1 : 0;
  CHECK(calls == 1);
  auto const& top = nodes[decision.answers[0].node];
  REQUIRE(top.inputs.size() == 2);
  CHECK(top.inputs[0] == top.inputs[1]);
  CHECK(nodes[top.inputs[0]].label == "next(4)");
  CHECK(decision.steps == 8);
}
