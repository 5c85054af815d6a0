#include <doctest/doctest.h>

#include "build.hpp"

using namespace convenio;
using namespace convenio::run::build;
using Role = core::Fact::Role;
using model::Blocker;

namespace {

// yes, no, or unknown, as an expression and in a table.
struct Truths {
  Builder b;
  ExprId values[3] = {b.yes(), b.no(), b.ask("x", b.truth)};
};

}  // namespace

TEST_CASE("truth tables of three values") {
  Truths t;
  char const* const conjunction[3][3] = {{"yes", "no", "?x"}, {"no", "no", "no"}, {"?x", "no", "?x"}};
  char const* const disjunction[3][3] = {{"yes", "yes", "yes"}, {"yes", "no", "?x"}, {"yes", "?x", "?x"}};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      CAPTURE(i);
      CAPTURE(j);
      CHECK(shown(t.b, t.b.expr(Op::and_, t.b.truth, {t.values[i], t.values[j]})) == conjunction[i][j]);
      CHECK(shown(t.b, t.b.expr(Op::or_, t.b.truth, {t.values[i], t.values[j]})) == disjunction[i][j]);
    }
  }
  char const* const negation[3] = {"no", "yes", "?x"};
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(shown(t.b, t.b.expr(Op::not_, t.b.truth, {t.values[i]})) == negation[i]);
  }
}

TEST_CASE("everything that is missing is listed, unless it does not matter") {
  Builder b;
  auto const x = b.ask("x", b.truth), y = b.ask("y", b.truth), n = b.ask("n", b.whole);
  CHECK(shown(b, b.expr(Op::and_, b.truth, {x, y})) == "?x,y");
  CHECK(shown(b, b.expr(Op::and_, b.truth, {x, y, b.no()})) == "no");
  CHECK(shown(b, b.expr(Op::add, b.whole, {n, b.expr(Op::if_, b.whole, {y, b.number(1), b.number(2)})})) ==
        "?n,y");
  CHECK(shown(b, b.expr(Op::if_, b.whole, {x, b.number(3), b.number(3)})) == "3");
  CHECK(shown(b, b.expr(Op::if_, b.whole, {x, n, b.number(3)})) == "?n,x");
  CHECK(shown(b, b.expr(Op::if_, b.whole, {b.yes(), b.number(3), n})) == "3");
  CHECK(shown(b, b.expr(Op::equal, b.truth, {n, b.number(3)})) == "?n");
}

TEST_CASE("a choice over an enumeration with an unknown subject is known when all cases agree") {
  Builder b;
  b.program.enumerations.push_back({"sex", {{"male", ""}, {"female", ""}}});
  auto const sex = b.type(core::Type::Kind::enumeration);
  b.program.types[sex].id = 0;
  auto const subject = b.ask("sex", sex);
  b.program.matches.push_back({{1, 2}, 0});
  b.program.matches.push_back({{1, 0}, 0});
  auto const differ = b.expr(Op::match, b.whole, {subject, b.number(60), b.number(65)}, 0);
  auto const agree = b.expr(Op::match, b.whole, {subject, b.number(65), b.number(65)}, 0);
  auto const partial = b.expr(Op::match, b.whole, {subject, b.number(65)}, 1);
  CHECK(shown(b, differ) == "?sex");
  CHECK(shown(b, agree) == "65");
  auto const female = facts(b.program, {{"sex", {model::Enumerated{0, 1}}}});
  CHECK(shown(b, differ, female) == "65");
  CHECK(shown(b, partial, female) == "?no case of the choice answers female");
}

TEST_CASE("facts: each kind of absence, and defaults on record") {
  Builder b;
  auto const judged = b.ask("judged", b.truth, Role::judgement);
  auto const open = b.ask("open", b.truth, Role::discretion);
  auto const taken = b.ask("taken", b.truth, Role::discretion, b.no());
  auto const wanted = b.ask("wanted", b.truth, Role::election, b.yes());
  auto const said = b.ask("said", b.truth);
  auto kind = [&](ExprId e, cases::Case const& given) {
    return run::evaluate(b.program, given, e, 0).absence().blockers.front().kind;
  };
  CHECK(kind(judged, {}) == Blocker::Kind::pending_judgement);
  CHECK(kind(open, {}) == Blocker::Kind::open_discretion);
  CHECK(kind(said, {}) == Blocker::Kind::missing_fact);
  cases::Case twice;
  twice.facts[fact_named(b.program, "said")] = {cases::FactValue::Kind::contradictory, {{true}, {false}}, ""};
  CHECK(kind(said, twice) == Blocker::Kind::contradictory_fact);

  core::Question question;
  question.name = "q";
  question.type = b.truth;
  question.body = b.expr(Op::and_, b.truth, {b.expr(Op::not_, b.truth, {taken}), wanted});
  b.program.questions.push_back(question);
  auto given = facts(b.program, {{"said", {true}}});
  auto const decision = run::evaluate(b.program, given);
  REQUIRE(decision.answers.size() == 1);
  CHECK(show(decision.answers[0].value) == "yes");
  REQUIRE(decision.defaults.size() == 2);
  CHECK(decision.defaults[0].fact == "taken");
  CHECK(decision.defaults[0].role == Role::discretion);
  CHECK(show(decision.defaults[0].value) == "no");
  CHECK(decision.defaults[1].fact == "wanted");
  REQUIRE(decision.unused_facts.size() == 1);
  CHECK(decision.unused_facts[0] == "said");
}

TEST_CASE("what is missing names the innermost rule that asks, with its citation") {
  Builder b;
  auto const inner = b.rule("required_age", b.whole, b.ask("sex", b.whole), {}, b.article("article 7"));
  auto const outer = b.rule("entitled", b.whole, b.call(inner), {}, b.article("article 9"));
  auto const value = run::evaluate(b.program, {}, b.call(outer), 0);
  REQUIRE(value.absent());
  CHECK(value.absence().blockers.front().asked_by == "required_age (Law, article 7)");
}

TEST_CASE("domain faults are values with a sentence") {
  Builder b;
  auto const two = b.number(2), zero = b.number(0);
  CHECK(shown(b, b.expr(Op::divide, b.whole, {two, zero})) == "?a division by zero");
  auto const other = b.constant({model::Amount{Rational(1), 1}}, b.money);
  CHECK(shown(b, b.expr(Op::add, b.money, {b.amount(1), other})) ==
        "?amounts in AAA and BBB cannot be combined");
  CHECK(shown(b, b.expr(Op::less, b.truth, {b.amount(1), other})) ==
        "?amounts in AAA and BBB cannot be compared");
  CHECK(shown(b, b.expr(Op::equal, b.truth, {b.amount(1), other})) ==
        "?amounts in AAA and BBB cannot be compared");
  CHECK(shown(b, b.builtin(Builtin::date, b.date, {b.number(2023), two, b.number(30)})) ==
        "?there is no day 30 of month 2 of year 2023");
  auto const month = b.constant({Rational(1)}, b.span);
  CHECK(shown(b, b.expr(Op::add_span, b.date, {b.on("2023-01-31"), month},
                        static_cast<std::uint32_t>(model::MissingDay::refuse)))[0] == '?');
  CHECK(shown(b, b.expr(Op::add_span, b.date, {b.on("2023-01-31"), month},
                        static_cast<std::uint32_t>(model::MissingDay::back))) == "2023-02-28");
  auto const empty = b.expr(Op::list, b.states, {});
  CHECK(shown(b, b.expr(Op::first, b.state, {empty, b.yes()}, 0))[0] == '?');
  auto const redenominated = b.builtin(Builtin::redenominated, b.money, {b.amount(5000)}, 1);
  CHECK(shown(b, redenominated) == "5");
  CHECK(shown(b, b.builtin(Builtin::weekday, b.whole, {b.on("2024-01-01")})) == "1");
}

TEST_CASE("binders over lists") {
  Builder b;
  auto const numbers = b.type(core::Type::Kind::list);
  b.program.types[numbers].element = b.whole;
  auto const list = b.expr(Op::range, numbers, {b.number(1), b.number(4)});
  auto const item = b.local(0, b.whole);
  auto const large = b.expr(Op::less, b.truth, {b.number(2), item});
  auto const unknown = b.expr(Op::less, b.truth, {b.ask("limit", b.whole), item});
  CHECK(shown(b, b.expr(Op::those, numbers, {list, large}, 0)) == "[3 4]");
  CHECK(shown(b, b.expr(Op::those, numbers, {list, unknown}, 0)) == "?limit");
  CHECK(shown(b, b.expr(Op::exists, b.truth, {list, large}, 0)) == "yes");
  CHECK(shown(b, b.expr(Op::every, b.truth, {list, large}, 0)) == "no");
  CHECK(shown(b, b.expr(Op::number, b.whole, {list, large}, 0)) == "2");
  CHECK(shown(b, b.expr(Op::first, b.whole, {list, large}, 0)) == "3");
  CHECK(shown(b, b.expr(Op::sum, b.whole, {list, large, item}, 0)) == "7");
  CHECK(shown(b, b.expr(Op::map, numbers, {list, b.yes(), b.expr(Op::multiply, b.whole, {item, item})}, 0)) ==
        "[1 4 9 16]");
  auto const either = b.expr(Op::or_, b.truth, {unknown, b.expr(Op::equal, b.truth, {item, b.number(4)})});
  CHECK(shown(b, b.expr(Op::exists, b.truth, {list, either}, 0)) == "yes");
  CHECK(shown(b, b.expr(Op::every, b.truth, {list, either}, 0)) == "?limit");
  auto const step = b.expr(Op::multiply, b.whole, {b.local(1, b.whole), item});
  CHECK(shown(b, b.expr(Op::carry, b.whole, {b.number(1), list, step}, 1, 0)) == "24");
  auto const empty = b.expr(Op::range, numbers, {b.number(1), b.number(0)});
  CHECK(shown(b, b.expr(Op::sum, b.whole, {empty, b.yes(), item}, 0)) == "0");
  CHECK(shown(b, b.builtin(Builtin::largest, numbers, {b.number(2), list})) == "[4 3]");
}

TEST_CASE("an article out of force is not applicable, unless the date is not known") {
  Builder b;
  b.program.validities.push_back({day("2005-06-01"), std::nullopt});
  auto const article = b.article("article 7");
  auto const early = b.expr(Op::in_force, b.whole, {b.on("2001-01-01"), b.number(1)}, 0, article);
  auto const late = b.expr(Op::in_force, b.whole, {b.on("2005-06-01"), b.number(1)}, 0, article);
  auto const open = b.expr(Op::in_force, b.whole, {b.ask("claim", b.date), b.number(1)}, 0, article);
  CHECK(shown(b, early) == "?Law, article 7 is not in force on 2001-01-01");
  CHECK(run::status_of(run::evaluate(b.program, {}, early, 0).absence()) == run::Status::not_applicable);
  CHECK(shown(b, late) == "1");
  CHECK(shown(b, open) == "?claim");
}

TEST_CASE("parties and pairs") {
  Builder b;
  auto& text = b.program.texts[0];
  text.parties = {{0, {day("2005-01-01"), std::nullopt}},
                  {1, {day("2006-01-01"), day("2010-12-31")}},
                  {2, {day("2005-01-01"), std::nullopt}}};
  text.pairs = {{2, 0, {day("2012-01-01"), std::nullopt}}};
  core::LegalText regulation;
  regulation.kind = core::LegalText::Kind::regulation;
  regulation.agreement = 0;
  b.program.texts.push_back(regulation);
  auto const bound = [&](model::StateId x, model::StateId y, char const* on, std::uint32_t of) {
    return shown(b, b.expr(Op::bound, b.truth, {b.of_state(x), b.of_state(y), b.on(on)}, of));
  };
  CHECK(bound(0, 0, "2006-01-01", 0) == "no");
  CHECK(bound(0, 1, "2005-12-31", 0) == "no");
  CHECK(bound(0, 1, "2006-01-01", 1) == "yes");
  CHECK(bound(0, 1, "2011-01-01", 1) == "no");
  CHECK(bound(0, 2, "2011-12-31", 0) == "no");
  CHECK(bound(0, 2, "2012-01-01", 0) == "yes");
  CHECK(shown(b, b.expr(Op::linked, b.truth, {b.of_state(0), b.of_state(2), b.on("2012-01-01")})) == "yes");
  CHECK(shown(b, b.expr(Op::parties, b.states, {b.on("2005-02-01")}, 1)) == "[#0 #2]");
}

TEST_CASE("an unknown element of a list leaves open what depends on it") {
  Builder b;
  auto const wholes = b.type(core::Type::Kind::list), lists = b.type(core::Type::Kind::list);
  b.program.types[wholes].element = b.whole;
  b.program.types[lists].element = wholes;
  auto const unknown = [](char const* what) {
    return model::absent({Blocker::Kind::missing_fact, what, {}});
  };
  auto const list = [](std::vector<Value> items) -> Value {
    return {std::make_shared<model::ListValue const>(model::ListValue{std::move(items)})};
  };
  auto const wages = b.ask("wages", wholes), groups = b.ask("groups", lists);
  auto const lost = b.ask("lost", wholes);
  auto const given = facts(b.program, {{"wages", list({{Rational(3)}, unknown("wages[1]"), {Rational(1)}})},
                                       {"lost", list({unknown("lost[0]")})},
                                       {"groups", list({list({{Rational(3)}}), unknown("groups[1]")})}});
  CHECK(shown(b, b.builtin(Builtin::max, b.whole, {wages}), given) == "?wages[1]");
  CHECK(shown(b, b.builtin(Builtin::min, b.whole, {wages}), given) == "?wages[1]");
  CHECK(shown(b, b.builtin(Builtin::largest, wholes, {b.number(1), wages}), given) == "?wages[1]");
  CHECK(shown(b, b.builtin(Builtin::joined, wholes, {groups}), given) == "?groups[1]");
  CHECK(shown(b, b.builtin(Builtin::length, b.whole, {wages}), given) == "3");

  auto const wage = b.local(0, b.whole);
  auto const above = b.expr(Op::less, b.truth, {b.number(20), wage});
  std::pair<core::TypeId, ExprId> const askers[] = {
      {b.whole, b.builtin(Builtin::max, b.whole, {wages})},
      {wholes, b.expr(Op::those, wholes, {wages, above}, 0)},
      {b.truth, b.expr(Op::exists, b.truth, {wages, above}, 0)},
      {b.truth, b.expr(Op::every, b.truth, {wages, b.expr(Op::less, b.truth, {b.number(0), wage})}, 0)},
      {b.whole, b.expr(Op::number, b.whole, {wages, above}, 0)},
      {b.whole, b.expr(Op::sum, b.whole, {wages, b.yes(), wage}, 0)},
      {wholes, b.expr(Op::map, wholes, {wages, b.yes(), wage}, 0)},
      {b.whole, b.expr(Op::first, b.whole, {wages, above}, 0)},
      {b.whole, b.expr(Op::first, b.whole, {lost, b.yes()}, 0)},
      {b.whole, b.expr(Op::carry, b.whole,
                       {b.number(1), wages, b.expr(Op::add, b.whole, {wage, b.local(1, b.whole)})}, 0, 1)},
  };
  for (auto const& [type, body] : askers) {
    CAPTURE(body);
    auto const rule = b.rule("asker", type, body);
    b.program.rules[rule].slots = 2;
    auto const value = run::evaluate(b.program, given, b.call(rule), 8);
    REQUIRE(value.absent());
    for (auto const& blocker : value.absence().blockers) CHECK(blocker.asked_by == "asker");
  }
}
