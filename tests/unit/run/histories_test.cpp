#include <doctest/doctest.h>

#include <algorithm>

#include "build.hpp"
#include "engine/run/test.hpp"

using namespace convenio;
using namespace convenio::run::build;
using core::PeriodField;

namespace {

std::uint32_t id(PeriodField field) { return static_cast<std::uint32_t>(field); }

// Periods with one attribute, `kind` (0 compulsory, 1 voluntary), and a precedence: compulsory over
// voluntary, then the states in their order.
struct Career {
  Builder b;
  core::TypeId kind;
  core::ExprId history, resolved;

  Career() {
    b.program.enumerations.push_back({"kind", {{"compulsory", ""}, {"voluntary", ""}}});
    kind = b.type(core::Type::Kind::enumeration);
    b.program.types[kind].id = 0;
    b.program.attributes.push_back({"kind", "Which kind?", kind, none});
    core::Precedence precedence;
    precedence.name = "own_view";
    precedence.domain = core::Precedence::Domain::periods;
    precedence.otherwise = model::Otherwise::undefined;
    precedence.reason = "no rule for these";
    auto const is_kind = [&](std::uint32_t slot, std::uint32_t index) {
      auto const attribute = b.expr(Op::period_attribute, kind, {b.local(slot, b.period)}, 0);
      return b.expr(Op::equal, b.truth, {attribute, b.constant({model::Enumerated{0, index}}, kind)});
    };
    core::Clause clause;
    clause.name = "compulsory_over_voluntary";
    clause.condition = b.expr(Op::and_, b.truth, {is_kind(0, 0), is_kind(1, 1)});
    precedence.clauses.push_back(clause);
    clause.name = "argentina_first";
    auto const state = b.expr(Op::period_field, b.state, {b.local(0, b.period)}, id(PeriodField::state));
    auto const other = b.expr(Op::period_field, b.state, {b.local(1, b.period)}, id(PeriodField::state));
    clause.condition = b.expr(Op::and_, b.truth,
                              {b.expr(Op::equal, b.truth, {state, b.of_state(0)}),
                               b.expr(Op::not_equal, b.truth, {other, b.of_state(0)})});
    precedence.clauses.push_back(clause);
    b.program.precedences.push_back(precedence);
    history = b.ask("history", b.history);
    resolved = b.expr(Op::resolve, b.history, {history}, 0);
  }
  static model::Period period(model::StateId state, std::uint32_t kind_index, char const* from,
                              char const* to, std::string name) {
    return insured(state, from, to, std::move(name), {{model::Enumerated{0, kind_index}}});
  }
  core::ExprId days(core::ExprId of) { return b.builtin(Builtin::days, b.whole, {of}); }
  core::ExprId days_in(model::StateId state) {
    auto const owner = b.expr(Op::period_field, b.state, {b.local(0, b.period)}, id(PeriodField::state));
    auto const own = b.expr(Op::equal, b.truth, {owner, b.of_state(state)});
    return days(b.expr(Op::those, b.history, {resolved, own}, 0));
  }
};

}  // namespace

TEST_CASE("each day has one owner, and a displaced stretch its row in the ledger") {
  Career c;
  auto const given =
      facts(c.b.program, {{"history", history_of({Career::period(0, 1, "2001-01-01", "2001-12-31", "v"),
                                                  Career::period(1, 0, "2001-07-01", "2001-12-31", "c")})}});
  CHECK(shown(c.b, c.days(c.resolved), given) == "365");
  CHECK(shown(c.b, c.days_in(0), given) == "181");
  CHECK(shown(c.b, c.days_in(1), given) == "184");
  auto const value = run::evaluate(c.b.program, given, c.resolved, 0);
  auto const& ledger = value.as<model::HistoryPtr>()->resolution->ledger;
  REQUIRE(ledger.size() == 1);
  CHECK(ledger[0].begin == day("2001-07-01"));
  CHECK(ledger[0].displaced.state == 0);
  CHECK(ledger[0].displaced_by.state == 1);
  CHECK(ledger[0].clause == 0);
}

TEST_CASE("an owner that the law leaves open matters only to what depends on it") {
  Career c;
  auto const given =
      facts(c.b.program, {{"history", history_of({Career::period(1, 1, "2001-01-01", "2001-12-31", "a"),
                                                  Career::period(2, 1, "2001-12-01", "2002-01-31", "b")})}});
  CHECK(shown(c.b, c.days(c.resolved), given) == "396");
  CHECK(shown(c.b, c.days_in(1), given) == "?no rule for these");
  CHECK(shown(c.b, c.days_in(0), given) == "0");
  CHECK(shown(c.b, c.b.builtin(Builtin::first_day, c.b.date, {c.resolved}), given) == "2001-01-01");
  CHECK(shown(c.b, c.b.builtin(Builtin::empty, c.b.truth, {c.resolved}), given) == "no");
  CHECK(shown(c.b, c.b.builtin(Builtin::length, c.b.whole, {c.resolved}), given) == "?no rule for these");
  auto const owner =
      c.b.expr(Op::period_field, c.b.state, {c.b.local(0, c.b.period)}, id(PeriodField::state));
  auto const someone = [&](Op op, model::StateId state) {
    auto const is = c.b.expr(Op::equal, c.b.truth, {owner, c.b.of_state(state)});
    return shown(c.b, c.b.expr(op, c.b.truth, {c.resolved, is}, 0), given);
  };
  CHECK(someone(Op::exists, 0) == "no");
  CHECK(someone(Op::exists, 1) == "yes");
  CHECK(someone(Op::number, 0) == "0");
  // From 1 December the period of BR may not be there at all.
  auto const br = c.b.expr(Op::equal, c.b.truth, {owner, c.b.of_state(1)});
  auto const december =
      c.b.builtin(Builtin::clip, c.b.history, {c.resolved, c.b.on("2001-12-01"), c.b.on("2001-12-31")});
  auto const perhaps = c.b.expr(Op::those, c.b.history, {december, br}, 0);
  CHECK(shown(c.b, c.b.expr(Op::exists, c.b.truth, {perhaps, br}, 0), given) == "?no rule for these");
  CHECK(shown(c.b, c.b.expr(Op::every, c.b.truth, {perhaps, br}, 0), given) == "yes");
  CHECK(shown(c.b, c.b.builtin(Builtin::empty, c.b.truth, {perhaps}), given) == "?no rule for these");
  CHECK(shown(c.b, c.b.builtin(Builtin::empty, c.b.truth, {december}), given) == "no");
  CHECK(someone(Op::number, 1) == "?no rule for these");
  auto const value = run::evaluate(c.b.program, given, c.days_in(1), 1);
  CHECK(value.absence().blockers[0].kind == model::Blocker::Kind::undefined_text);
  CHECK(value.absence().blockers[0].asked_by == "own_view");
}

TEST_CASE("an attribute that is not stated: asked for, or taken from its default") {
  Career c;
  auto missing = insured(1, "2001-01-01", "2001-12-31", "v");
  missing.attributes = {model::absent({model::Blocker::Kind::missing_fact, "history[v].kind", ""})};
  auto const given =
      facts(c.b.program,
            {{"history", history_of({missing, Career::period(2, 1, "2001-06-01", "2001-12-31", "w")})}});
  auto const open = run::evaluate(c.b.program, given, c.days_in(1), 1);
  REQUIRE(open.absent());
  CHECK(open.absence().blockers[0].subject == "history[v].kind");
  CHECK(open.absence().blockers[0].asked_by == "compulsory_over_voluntary of own_view");

  c.b.program.attributes[0].fallback = c.b.constant({model::Enumerated{0, 0}}, c.kind);
  core::Question question;
  question.name = "days";
  question.type = c.b.whole;
  question.body = c.days_in(1);
  c.b.program.questions.push_back(question);
  auto const decision = run::evaluate(c.b.program, given);
  CHECK(show(decision.answers[0].value) == "365");
  REQUIRE(decision.defaults.size() == 1);
  CHECK(decision.defaults[0].fact == "history[v].kind");
}

TEST_CASE("P1: periods in any order give the same decision") {
  Career c;
  core::Question question;
  question.name = "days";
  question.type = c.b.whole;
  question.body = c.days_in(0);
  c.b.program.questions.push_back(question);
  std::vector<model::Period> periods{Career::period(0, 1, "2001-01-01", "2001-12-31", "p"),
                                     Career::period(1, 0, "2001-07-01", "2002-12-31", "q"),
                                     Career::period(2, 1, "2001-05-01", "2001-08-31", "r"),
                                     Career::period(0, 0, "2002-05-01", "2002-06-30", "s")};
  std::vector<int> order{0, 1, 2, 3};
  std::string first;
  do {
    std::vector<model::Period> shuffled;
    for (auto const n : order) shuffled.push_back(periods[static_cast<std::size_t>(n)]);
    auto const decision = run::evaluate(c.b.program, facts(c.b.program, {{"history", history_of(shuffled)}}));
    std::string text = show(decision.answers[0].value) + " " + std::to_string(decision.steps);
    for (auto const& node : decision.explanation.nodes) text += " " + show(node.value);
    if (first.empty()) first = text;
    CHECK(text == first);
  } while (std::next_permutation(order.begin(), order.end()));
  CHECK(first.starts_with("2"));
}

TEST_CASE("tests of a package: what is expected, what comes, and in which words they differ") {
  Career c;
  core::Test test;
  test.title = "t";
  auto const literal = history_of({Career::period(0, 1, "2001-01-01", "2001-12-31", "v"),
                                   Career::period(1, 0, "2001-07-01", "2001-12-31", "c")});
  core::TestFact fact;
  fact.fact = 0;
  fact.kind = core::TestFact::Kind::known;
  fact.values = {c.b.constant(literal, c.b.history)};
  test.facts.push_back(fact);
  core::Expectation ledger;
  ledger.kind = core::Expectation::Kind::ledger;
  ledger.expr = c.resolved;
  ledger.ledger = {{0, day("2001-07-01"), day("2001-12-31"), 1, "compulsory_over_voluntary"}};
  core::Expectation holds;
  holds.kind = core::Expectation::Kind::holds;
  holds.expr = c.b.expr(Op::equal, c.b.truth, {c.days_in(0), c.b.number(181)});
  test.expectations = {ledger, holds};
  CHECK(run::run_test(c.b.program, test).passed);

  test.expectations[0].ledger[0].from = day("2001-07-02");
  test.expectations[1].expr = c.b.expr(Op::equal, c.b.truth, {c.days_in(0), c.b.number(182)});
  auto const failed = run::run_test(c.b.program, test);
  CHECK_FALSE(failed.passed);
  REQUIRE(failed.failures.size() == 2);
  CHECK(
      failed.failures[0].sentence ==
      "the ledger differs; expected and not there: AR 2001-07-02 to 2001-12-31 displaced by BR under "
      "compulsory_over_voluntary; there and not expected: AR 2001-07-01 to 2001-12-31 displaced by BR under "
      "compulsory_over_voluntary");
  CHECK(failed.failures[1].sentence == "expected 182, but it is 181");

  test.facts[0].kind = core::TestFact::Kind::unknown;
  test.facts[0].values.clear();
  core::Expectation status;
  status.kind = core::Expectation::Kind::status;
  status.expr = c.days_in(0);
  status.status = "undetermined";
  status.facts = {"history"};
  test.expectations = {status};
  CHECK(run::run_test(c.b.program, test).passed);
  test.expectations[0].facts = {"history", "sex"};
  auto const other = run::run_test(c.b.program, test);
  REQUIRE(other.failures.size() == 1);
  CHECK(other.failures[0].sentence ==
        "expected undetermined for history, sex, but it is undetermined (history)");
}
