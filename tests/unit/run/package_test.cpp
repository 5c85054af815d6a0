// The language as drafters write it, from text to decision.
#include "package.hpp"

#include <algorithm>

#include "build.hpp"
#include "engine/run/test.hpp"

using namespace convenio;
using namespace convenio::run::build;

namespace {

char const* const land = R"(
package land

currency AAA "a" minor 0.01
currency BBB "b" minor 0.01
state AA "A" currency AAA
state BB "B" currency BBB
enumeration branch { old_age, survivors }
enumeration kind { compulsory, voluntary }

fact birth: date "Born?"
fact claim: date "Claimed?"
fact history: history "Which periods?"
fact earnings(S: state): money of S "Which earnings?"
fact claimed: list of branch "Which branches?"
judgement invalid: truth "Is the person invalid?"
election alone: truth "Only national?" default no
discretion refuses(S: state): truth "Does the institution refuse?" default yes
discretion extends: truth "Does the institution extend?"
period has kind: kind "Which kind?" default compulsory

open rule qualifies(S: state for B: branch on h: history): truth
open rule amount(S: state for B: branch on h: history): money of S

rule own(S: state): history = those p in history where p.state is S
rule states: list of state = distinct(list of p.state for p in history)

award pension "Pension" for each S in states, B in claimed: money of S
  chosen by choice

route national of pension "National"
  when not refuses(S) or days(own(S)) >= 365 days
  entitled qualifies(S for B on own(S))
  grants amount(S for B on own(S))

precedence choice(S: state, B: branch) between routes of pension in order national_first, better otherwise conflict

precedence view(S: state) between periods in order compulsory_first, own_first otherwise undefined "No rule."

agreement pact "Pact" {
  parties AA, BB from 2000-01-01
  governed by claim
  article 7 "Totalisation" from 2001-01-01 {
    rule totalised(S: state): history = resolve(history by view(S))
    route totalised of pension "Totalised"
      when party(S of pact at claim) and bound(AA, BB by pact at claim)
      entitled qualifies(S for B on totalised(S))
      grants amount(S for B on totalised(S))
  }
  article 8 "Order" {
    stands national_first in choice when alone and this.route is national and other.route is totalised
    stands better in choice when party(S of pact at claim) and this.amount > other.amount
    stands compulsory_first in view when this.kind is compulsory and other.kind is voluntary
    stands own_first in view when this.state is S and other.state is not S
  }
}

scheme law_of_a "Law of A" of AA {
  source "Gazette of A"
  governed by claim
  article 1 {
    parameter required: days until amended { until 2009-12-31: 365 days  from 2010-01-01: 730 days }
    rule qualifies(AA for old_age on h) = days(h) >= required
    rule amount(AA for old_age on h) =
      earnings(AA) * (days(h) / 3650 days) rounded half_up to 0.01 AAA
    exception disabled to qualifies_early when invalid then yes
    rule qualifies_early: truth = claim >= birth + 60 calendar years missing back
  }
}

sample worker {
  birth = 1960-02-29
  claim = 2012-05-01
  claimed = [old_age]
  earnings(AA) = 1_000.00 AAA
  history = periods { AA compulsory 2001-01-01 to 2001-12-31  BB voluntary 2001-07-01 to 2002-12-31 }
}
)";

std::vector<std::string> failures(std::string const& tests) {
  auto const program = package(land + tests);
  std::vector<std::string> sentences;
  for (auto const& test : program.tests) {
    for (auto const& failure : run::run_test(program, test).failures) sentences.push_back(failure.sentence);
  }
  return sentences;
}

}  // namespace

TEST_CASE("a package: routes, precedence, open rules, versions, defaults, ledger") {
  auto const failed = failures(R"(
    test "too short alone, enough together" like worker {
      expect pension(AA, old_age) granted by totalised amount 200.00 AAA
      expect days(totalised(AA)) is 730 days
      expect ledger of totalised(AA) { BB 2001-07-01 to 2001-12-31 displaced by AA under compulsory_first }
      expect pension(BB, old_age) not_encoded
      expect amount(BB for survivors on history) not_encoded
    }
    test "before 2010 a year is enough, and equal amounts are no conflict" like worker {
      claim = 2009-05-01
      history = periods { AA compulsory 2001-01-01 to 2001-12-31 }
      expect pension(AA, old_age) granted by totalised amount 100.00 AAA
    }
    test "the better, or the national by election" like worker {
      claim = 2009-05-01
      expect pension(AA, old_age) granted by totalised
    }
    test "by election" like worker {
      claim = 2009-05-01
      alone = yes
      expect pension(AA, old_age) granted by national amount 100.00 AAA
    }
    test "article 7 is not yet in force" like worker {
      claim = 2000-05-01
      expect totalised(AA) not_applicable
      expect pension(AA, old_age) granted by national
    }
    test "everything that is missing, at once" like worker {
      claim = unknown
      earnings(AA) = unknown
      expect pension(AA, old_age) undetermined for claim, earnings(AA)
    }
    test "contradictions and judgements" like worker {
      birth = contradictory [1960-02-29, 1961-02-28]
      expect qualifies_early undetermined for birth, invalid
    }
    test "a judgement decides whatever the birth" like worker {
      birth = unknown
      invalid = yes
      expect qualifies_early
    }
    test "an open discretion" like worker { expect extends undetermined for extends }
    test "the attribute's default" like worker {
      history = periods { AA 2001-01-01 to 2001-12-31  BB voluntary 2001-01-01 to 2001-12-31 }
      expect ledger of totalised(BB) { BB 2001-01-01 to 2001-12-31 displaced by AA under compulsory_first }
    }
  )");
  for (auto const& sentence : failed) FAIL_CHECK(sentence);
}

TEST_CASE("a failed expectation says what was expected and what came") {
  auto const failed = failures(R"(
    test "all wrong" like worker {
      expect pension(AA, old_age) refused
      expect pension(AA, old_age) granted by national amount 10.00 AAA
      expect pension(AA, survivors) granted
      expect days(own(AA)) is 366 days
      expect qualifies_early undetermined for birth
      expect extends
    }
  )");
  REQUIRE(failed.size() == 6);
  CHECK(failed[0] == "expected pension(AA, old_age) refused, but it is granted by totalised (200.00 AAA)");
  CHECK(failed[1] ==
        "expected pension(AA, old_age) granted by national amount 10.00 AAA, but it is granted by "
        "totalised (200.00 AAA)");
  CHECK(failed[2] == "expected pension(AA, survivors) granted, but the claim asks for no such award");
  CHECK(failed[3] == "expected 366 days, but it is 365 days");
  CHECK(failed[4] ==
        "expected undetermined for birth, but it is undetermined (invalid, asked by disabled "
        "(Law of A, article 1))");
  CHECK(failed[5] == "expected yes, but it is undetermined (extends)");
}

TEST_CASE("a decision: defaults taken, facts not used, texts used, and who asks") {
  auto const program = package(land);
  auto given = facts(
      program,
      {{"birth", {day("1960-02-29")}},
       {"claim", {day("2012-05-01")}},
       {"history", history_of({insured(0, "2001-01-01", "2001-12-31", "1", {{model::Enumerated{1, 0}}})})}});
  auto const branch = model::Enumerated{0, 0};
  given.facts[fact_named(program, "claimed")] =
      known({std::make_shared<model::ListValue const>(model::ListValue{{{branch}}})});
  auto const decision = run::evaluate(program, given);
  REQUIRE(decision.awards.size() == 1);
  auto const& awarded = decision.awards[0];
  CHECK(awarded.label == "pension(AA, old_age)");
  CHECK(awarded.status == run::Status::refused);
  REQUIRE(awarded.routes.size() == 2);
  CHECK(awarded.routes[0].status == run::Status::refused);
  CHECK(awarded.routes[1].status == run::Status::refused);
  CHECK(decision.defaults.empty());  // `refuses(AA)` was read, and 365 days are enough whatever it says
  REQUIRE(decision.unused_facts.size() == 1);
  CHECK(decision.unused_facts[0] == "birth");
  CHECK(decision.texts.size() == 2);

  auto refused = given;
  refused.facts[fact_named(program, "claim")] = known({day("2000-05-01")});  // before article 7
  auto const alone = run::evaluate(program, refused);
  auto const& routes = alone.awards.at(0).routes;
  auto const totalised = std::find_if(routes.begin(), routes.end(), [&](run::RouteResult const& one) {
    return program.awards[0].routes[one.route].name == "totalised";
  });
  REQUIRE(totalised != routes.end());
  REQUIRE(totalised->status == run::Status::not_applicable);
  REQUIRE(alone.texts.size() == 1);  // the agreement was asked, and decided nothing
  CHECK(program.texts[alone.texts[0]].name == "law_of_a");

  given.facts.erase(fact_named(program, "claim"));
  auto const open = run::evaluate(program, given).awards.at(0);
  CHECK(open.status == run::Status::undetermined);
  std::string asked;
  for (auto const& blocker : open.blockers) asked += blocker.subject + ": " + blocker.asked_by + "; ";
  CHECK(asked ==
        "claim: governing date of law_of_a (Law of A); claim: governing date of pact (Pact); "
        "claim: totalised of pension (Pact, article 7); earnings(AA): amount (Law of A, article 1); ");
}

TEST_CASE("the default of an attribute is noticed where a rule reads it, and nowhere else") {
  auto const program = package(R"(
package land
currency AAA "a" minor 0.01
state AA "A" currency AAA
fact history: history "Which periods?"
fact heavy: truth "Heavy work?"
period has hard: truth "Was the work hard?" default no
question worked "Worked" : truth = exists p in history where heavy and p.hard
)");
  auto const decide = [&](bool heavy) {
    cases::Case facts;
    model::Period period;
    period.begin = day("2000-01-01");
    period.end = day("2001-01-01");
    period.state = 0;
    period.attributes.push_back({false});
    facts.facts[fact_named(program, "history")] = {
        cases::FactValue::Kind::known,
        {{std::make_shared<model::History const>(model::make_history({period}))}},
        ""};
    facts.facts[fact_named(program, "heavy")] = {cases::FactValue::Kind::known, {{heavy}}, ""};
    facts.notices.push_back({"K902", "facts.history", "the default is taken", 0});
    facts.notices.push_back({"K901", "facts.history[1]", "a period repeats another"});
    return run::evaluate(program, facts);
  };
  CHECK(decide(true).notices.size() == 2);
  REQUIRE(decide(false).notices.size() == 1);
  CHECK(decide(false).notices[0].code == "K901");
}

namespace {

// Says the contrary of every truth, and of awards nothing or that there are none.
struct Mistaken : run::Beside {
  bool says_awards = false;
  std::optional<model::Value> value(cases::Case const&, core::ExprId) override { return model::Value{false}; }
  std::optional<run::Decision> decide(cases::Case const&, model::AwardId) override {
    return says_awards ? std::optional(run::Decision{}) : std::nullopt;
  }
};

}  // namespace

TEST_CASE("a test by two evaluators: a difference fails it, and what the other leaves is not by both") {
  auto const program = package(std::string(land) + R"(
    test "held" like worker { expect days(totalised(AA)) is 730 days }
    test "awarded" like worker { expect pension(AA, old_age) granted by totalised amount 200.00 AAA }
  )");
  Mistaken beside;
  auto const held = run::run_test(program, program.tests[0], {}, &beside);
  CHECK_FALSE(held.passed);
  CHECK(held.by_both);
  REQUIRE(held.failures.size() == 1);
  CHECK(
      held.failures[0].sentence ==
      "the two evaluators differ, which is a fault of the program and not of the rules: what is expected is "
      "yes by the reference, and no by the fast one");

  auto const left = run::run_test(program, program.tests[1], {}, &beside);
  CHECK(left.passed);
  CHECK_FALSE(left.by_both);
  beside.says_awards = true;
  auto const awarded = run::run_test(program, program.tests[1], {}, &beside);
  CHECK_FALSE(awarded.passed);
  CHECK(run::run_test(program, program.tests[0]).by_both == false);
}
