#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

#include "engine/run/worlds.hpp"

#include "build.hpp"

using namespace convenio;
using namespace convenio::run::build;
using run::Status;

namespace {

// An award for one state with the routes `national` and `totalised`; each has facts when_R, entitled_R,
// amount_R.
struct Pension {
  Builder b;
  core::TypeId route_type;

  explicit Pension(std::vector<char const*> routes = {"national", "totalised"}) {
    route_type = b.type(core::Type::Kind::route);
    core::Award award;
    award.name = "pension";
    award.type = b.money;
    award.citation = b.article("article 1");
    award.generators.push_back({"S", b.expr(Op::list, b.states, {b.of_state(0)})});
    award.slots = 1;
    for (std::string const name : routes) {
      core::Route route;
      route.name = name;
      route.citation = b.article("article " + name);
      route.when = b.ask("when_" + name, b.truth);
      route.entitled = b.ask("entitled_" + name, b.truth);
      route.grants = b.ask("amount_" + name, b.money);
      award.routes.push_back(route);
    }
    core::Precedence precedence;
    precedence.name = "choice";
    precedence.parameters = {{"S", b.state}};
    precedence.domain = core::Precedence::Domain::routes;
    precedence.otherwise = model::Otherwise::conflict;
    precedence.award = 0;
    b.program.precedences.push_back(precedence);
    award.precedence = 0;
    b.program.awards.push_back(award);
  }
  core::ExprId route_of(std::uint32_t slot) {
    return b.expr(Op::route_field, route_type, {b.local(slot, route_type)}, 0);
  }
  core::ExprId amount_of(std::uint32_t slot) {
    return b.expr(Op::route_field, b.money, {b.local(slot, route_type)}, 1);
  }
  void clause(std::string name, core::ExprId condition) {
    core::Clause added;
    added.name = std::move(name);
    added.citation = b.article("article " + added.name);
    added.condition = condition;
    b.program.precedences[0].clauses.push_back(added);
  }
  core::ExprId pair(std::uint32_t upper, std::uint32_t lower) {
    auto const is = [&](std::uint32_t slot, std::uint32_t index) {
      return b.expr(Op::equal, b.truth,
                    {route_of(slot), b.constant({model::RouteRef{0, index}}, route_type)});
    };
    return b.expr(Op::and_, b.truth, {is(1, upper), is(2, lower)});
  }
  void stands(std::uint32_t upper, std::uint32_t lower) { clause("first", pair(upper, lower)); }
  // Of any two routes the one that pays more stands, of equal amounts the first.
  void compared() {
    std::vector<core::ExprId> pairs;
    for (std::uint32_t upper = 0; upper < b.program.awards[0].routes.size(); ++upper) {
      for (std::uint32_t lower = upper + 1; lower < b.program.awards[0].routes.size(); ++lower)
        pairs.push_back(pair(upper, lower));
    }
    clause("compared", b.expr(Op::or_, b.truth, pairs));
    b.program.precedences[0].clauses.back().by_amount = true;
  }
  void better() { clause("better", b.expr(Op::less, b.truth, {amount_of(2), amount_of(1)})); }

  // "yyy100" per route: when, entitled, amount; `?` leaves a fact out.
  run::Awarded decide(std::vector<std::string> const& routes, run::Options const& options = {}) {
    std::map<std::string, Value> given;
    for (std::size_t n = 0; n < routes.size(); ++n) {
      auto const& name = b.program.awards[0].routes[n].name;
      if (routes[n][0] != '?') given["when_" + name] = {routes[n][0] == 'y'};
      if (routes[n][1] != '?') given["entitled_" + name] = {routes[n][1] == 'y'};
      auto const amount = routes[n].substr(2);
      if (amount != "?") given["amount_" + name] = {model::Amount{*Rational::parse(amount), 0}};
    }
    auto const decision = run::evaluate(b.program, facts(b.program, given), options);
    return decision.awards.at(0);
  }
  std::string outcome(std::vector<std::string> const& routes) {
    auto const awarded = decide(routes);
    std::string text = name(awarded.status);
    if (awarded.route != none)
      text += " " + b.program.awards[0].routes[awarded.route].name + " " + show(awarded.value);
    for (auto const& blocker : awarded.blockers) text += " " + blocker.subject;
    return text;
  }
};

}  // namespace

TEST_CASE("one route: refused, not applicable, undetermined, granted") {
  Pension p({"national"});
  CHECK(p.outcome({"yy100"}) == "granted national 100");
  CHECK(p.outcome({"yy0"}) == "granted national 0");
  CHECK(p.outcome({"yn?"}) == "refused");
  CHECK(p.outcome({"n??"}) == "not_applicable");
  CHECK(p.outcome({"yy?"}) == "undetermined amount_national");
  CHECK(p.outcome({"y??"}) == "undetermined amount_national entitled_national");
  CHECK(p.outcome({"???"}) == "undetermined amount_national entitled_national when_national");
  CHECK(p.outcome({"?n?"}) == "undetermined when_national");
}

TEST_CASE("a route out of force is not applicable; one on which the text is silent is undefined") {
  Pension p({"national"});
  p.b.program.validities.push_back({day("2005-06-01"), std::nullopt});
  auto& route = p.b.program.awards[0].routes[0];
  route.when = p.b.expr(Op::in_force, p.b.truth, {p.b.on("2001-01-01"), route.when}, 0, route.citation);
  auto const awarded = p.decide({"???"});
  CHECK(awarded.status == Status::not_applicable);
  REQUIRE(awarded.blockers.size() == 1);
  CHECK(awarded.blockers[0].kind == model::Blocker::Kind::not_in_force);
  CHECK(awarded.blockers[0].asked_by == "national of pension (Law, article national)");

  Pension silent({"national"});
  silent.b.program.awards[0].routes[0].grants = silent.b.undefined("the text has no rule", silent.b.money);
  CHECK(silent.outcome({"yy?"}) == "undefined the text has no rule");
}

TEST_CASE("choice between granted routes") {
  Pension ranked;
  ranked.stands(0, 1);
  CHECK(ranked.outcome({"yy100", "yy200"}) == "granted national 100");
  CHECK(ranked.outcome({"yn?", "yy200"}) == "granted totalised 200");
  auto const awarded = ranked.decide({"yy100", "yy200"});
  REQUIRE(awarded.clauses.size() == 1);
  CHECK(awarded.clauses[0] == 0);

  Pension better;
  better.better();
  CHECK(better.outcome({"yy100", "yy200"}) == "granted totalised 200");
  Pension undecided;
  CHECK(undecided.outcome({"yy100", "yy200"}) == "conflict `choice` does not decide between granted routes");
  undecided.b.program.precedences[0].otherwise = model::Otherwise::undefined;
  undecided.b.program.precedences[0].reason = "no rule for two routes";
  CHECK(undecided.outcome({"yy100", "yy200"}) == "undefined no rule for two routes");
}

TEST_CASE("routes that give the same are no conflict, whatever holds otherwise") {
  for (auto const otherwise :
       {model::Otherwise::conflict, model::Otherwise::undefined, model::Otherwise::highest}) {
    Pension same({"national", "totalised", "asked"});
    same.b.program.precedences[0].otherwise = otherwise;
    CHECK(same.outcome({"yy200", "yy200", "n??"}) == "granted national 200");
    CHECK(same.outcome({"yy200", "yy200", "yy200"}) == "granted national 200");
    CHECK(same.outcome({"yn?", "yy200", "yy200"}) == "granted totalised 200");
  }
  Pension two({"national", "totalised", "asked"});
  CHECK(two.outcome({"yy200", "yy200", "yy201"}) ==
        "conflict `choice` does not decide between granted routes");
}

TEST_CASE("the higher amount") {
  Pension p({"national", "totalised", "asked"});
  p.b.program.precedences[0].otherwise = model::Otherwise::highest;
  CHECK(p.outcome({"yy100", "yy200", "yn?"}) == "granted totalised 200");
  CHECK(p.outcome({"yy100", "yy200", "yy300"}) == "granted asked 300");
  CHECK(p.outcome({"yy300", "yy200", "yy300"}) == "granted national 300");
  p.stands(0, 2);  // a clause goes before the amounts
  CHECK(p.outcome({"yy100", "yy50", "yy300"}) == "granted national 100");
}

TEST_CASE("a clause that compares amounts") {
  Pension p;
  p.compared();
  CHECK(p.outcome({"yy100", "yy200"}) == "granted totalised 200");
  CHECK(p.outcome({"yy300", "yy200"}) == "granted national 300");
  CHECK(p.outcome({"yy200", "yy200"}) == "granted national 200");
  CHECK(p.outcome({"yy100", "yy?"}) == "at_least national 100 amount_totalised");
  CHECK(p.outcome({"?y?", "yy100"}) == "at_least totalised 100 amount_national when_national");
  CHECK(p.outcome({"yy?", "yn?"}) == "undetermined amount_national");
  auto const awarded = p.decide({"yy100", "yy200"});
  REQUIRE(awarded.clauses.size() == 1);
  CHECK(awarded.clauses[0] == 0);
}

TEST_CASE("a clause that compares amounts beside a rank") {
  Pension p({"national", "totalised", "asked"});
  p.stands(1, 2);
  p.compared();
  // Were both known, the totalised route would give way to the national one and go before the asked one.
  CHECK(p.outcome({"yy100", "yy50", "yy200"}).starts_with("conflict"));
  CHECK(p.outcome({"yy100", "yy?", "yy?"}).starts_with("undetermined"));
  CHECK(p.outcome({"yy100", "yy?", "n??"}) == "at_least national 100 amount_totalised");
}

TEST_CASE("granted at least: what is open can only raise the amount") {
  Pension p({"national", "totalised", "asked"});
  p.b.program.precedences[0].otherwise = model::Otherwise::highest;
  CHECK(p.outcome({"yy100", "yy?", "n??"}) == "at_least national 100 amount_totalised");
  CHECK(p.outcome({"yy100", "?y?", "n??"}) == "at_least national 100 amount_totalised when_totalised");
  CHECK(p.outcome({"yy100", "?n?", "n??"}) == "granted national 100");  // refused or not applicable
  CHECK(p.outcome({"yy?", "yy100", "yy200"}) == "at_least asked 200 amount_national");
  CHECK(p.outcome({"yy?", "yy?", "n??"}) == "undetermined amount_national amount_totalised");
  p.stands(1, 0);  // were it granted, it would stand whatever it pays, and might pay less
  CHECK(p.outcome({"yy100", "yy?", "n??"}) == "undetermined amount_totalised");
  CHECK(p.outcome({"yy?", "yy100", "n??"}) == "granted totalised 100");
  CHECK(p.decide({"yy?", "n??", "yy70"}).status == Status::at_least);

  Pension other;  // where nothing says that the higher amount is due, nothing is granted
  CHECK(other.outcome({"yy100", "yy?"}) == "undetermined amount_totalised");
}

TEST_CASE(
    "a route that is still open blocks the award unless a granted one stands over it whatever it amounts "
    "to") {
  Pension ranked;
  ranked.stands(0, 1);
  CHECK(ranked.outcome({"yy100", "???"}) == "granted national 100");
  CHECK(ranked.outcome({"yy100", "yy?"}) == "granted national 100");
  CHECK(ranked.outcome({"yy?", "yy100"}) == "undetermined amount_national");
  CHECK(ranked.outcome({"yn?", "?y5"}) == "undetermined when_totalised");

  Pension silent;
  CHECK(silent.outcome({"yy100", "?y200"}) == "undetermined when_totalised");

  Pension better;
  better.better();
  CHECK(better.outcome({"yy100", "yy?"}) == "undetermined amount_totalised");
  CHECK(better.outcome({"yy100", "n??"}) == "granted national 100");
  CHECK(better.outcome({"yy100", "yn?"}) == "granted national 100");
}

TEST_CASE("without a granted route the most pressing status is the award's") {
  Pension p;
  CHECK(p.outcome({"yn?", "n??"}) == "refused");
  CHECK(p.outcome({"n??", "n??"}) == "not_applicable");
  CHECK(p.outcome({"yn?", "?y7"}) == "undetermined when_totalised");
  p.b.program.awards[0].routes[0].grants = p.b.undefined("silence", p.b.money);
  CHECK(p.outcome({"yy?", "yn?"}) == "undefined silence");
  CHECK(p.outcome({"yy?", "yy?"}) == "undetermined amount_totalised silence");
}

TEST_CASE("three routes in a circle, and clauses that contradict each other") {
  Pension circle({"a", "b", "c"});
  circle.stands(0, 1);
  circle.stands(1, 2);
  circle.stands(2, 0);
  CHECK(circle.outcome({"yy1", "yy1", "yy1"}) ==
        "conflict the granted routes stand over each other in a circle");
  CHECK(circle.outcome({"yy1", "yy2", "n??"}) == "granted a 1");
  CHECK(circle.outcome({"yy1", "yy2", "?y3"}) == "undetermined when_c");

  Pension unranked;
  unranked.stands(0, 1);
  unranked.better();
  CHECK(unranked.outcome({"yy1", "yy2"}) == "granted national 1");
  unranked.b.program.precedences[0].ordered = false;
  CHECK(unranked.outcome({"yy3", "yy2"}) == "granted national 3");
  CHECK(unranked.outcome({"yy1", "yy2"}) ==
        "conflict `first` and `better` put national over totalised and the other way round");
}

TEST_CASE("P13: an award that is known with facts missing is the same in every completion") {
  std::vector<Pension> packages(3);
  packages[0].stands(0, 1);
  packages[0].better();
  packages[1].better();
  packages[2].better();
  packages[2].stands(1, 0);
  char const* const letters[] = {"y", "n"};
  char const* const amounts[] = {"100", "200"};
  for (auto& package : packages) {
    for (unsigned hidden = 0; hidden < 64; ++hidden) {
      for (unsigned all = 0; all < 64; ++all) {
        std::vector<std::string> full, shown;
        for (unsigned r = 0; r < 2; ++r) {
          unsigned const bits = (all >> (3 * r)) & 7U, hides = (hidden >> (3 * r)) & 7U;
          std::string const parts[] = {letters[bits & 1U], letters[(bits >> 1) & 1U],
                                       amounts[(bits >> 2) & 1U]};
          full.push_back(parts[0] + parts[1] + parts[2]);
          std::string text;
          for (unsigned k = 0; k < 3; ++k) text += (hides >> k) & 1U ? "?" : parts[k];
          shown.push_back(text);
        }
        auto const partial = package.decide(shown);
        if (partial.status == Status::undetermined) continue;
        if (partial.status == Status::at_least) {
          auto const known = package.decide(full);
          REQUIRE(known.status == Status::granted);
          CHECK(model::compare(partial.value, known.value) <= 0);
          continue;
        }
        auto known = package.decide(full);
        auto const& also = partial.also_by;
        if (std::find(also.begin(), also.end(), known.route) != also.end()) known.route = partial.route;
        CHECK(known.status == partial.status);
        CHECK(known.route == partial.route);
        CHECK(model::equal(known.value, partial.value));
      }
    }
  }
}

TEST_CASE("lists of awards: order, dependence, and what blocks them") {
  Builder b;
  core::Award award;
  award.name = "grant";
  award.type = b.whole;
  award.generators.push_back({"S", b.expr(Op::list, b.states, {b.of_state(1), b.of_state(0)})});
  award.generators.push_back({"T", b.expr(Op::list, b.states, {b.local(0, b.state), b.of_state(2)})});
  core::Route route;
  route.name = "only";
  route.grants = b.number(1);
  award.routes.push_back(route);
  b.program.awards.push_back(award);
  award.name = "blocked";
  award.generators = {{"S", b.call(b.rule("careers_of", b.states, b.ask("careers", b.states)))}};
  b.program.awards.push_back(award);
  award.name = "unclaimed";
  award.generators = {{"S", b.ask("claims", b.states)}};
  b.program.awards.push_back(award);
  core::Question question;
  question.name = "unasked";
  question.type = b.whole;
  question.generators = {{"S", b.ask("postings", b.states)}};
  question.body = b.number(1);
  b.program.questions.push_back(question);
  auto const decision = run::evaluate(b.program, {});
  std::vector<std::string> labels;
  for (auto const& awarded : decision.awards) labels.push_back(awarded.label);
  CHECK(labels ==
        std::vector<std::string>{"grant(BR, BR)", "grant(BR, PY)", "grant(AR, AR)", "grant(AR, PY)"});
  CHECK(decision.awards[0].status == Status::granted);
  REQUIRE(decision.blockers.size() == 1);
  CHECK(decision.blockers[0].subject == "careers");
  CHECK(decision.blockers[0].asked_by == "careers_of");
  CHECK(decision.answers.empty());
}

TEST_CASE("a case that asks for nothing is told what it may ask for") {
  Builder b;
  core::Question question;
  question.name = "q";
  question.type = b.whole;
  question.generators = {{"S", b.ask("postings", b.states)}};
  question.body = b.number(1);
  b.program.questions.push_back(question);
  auto const decision = run::evaluate(b.program, {});
  REQUIRE(decision.notices.size() == 1);
  CHECK(decision.notices[0].message == "the case asks for nothing; it may give `postings`");
  auto const none_given = facts(b.program, {{"postings", {std::make_shared<model::ListValue const>()}}});
  CHECK(run::evaluate(b.program, none_given).answers.empty());
}

TEST_CASE("explanations: inputs come before users, and change no value") {
  Pension p;
  p.better();
  run::Options quiet;
  quiet.explain = false;
  for (auto const& routes : {std::vector<std::string>{"yy100", "yy200"}, {"yy100", "?y?"}, {"yn?", "n??"}}) {
    auto const with = p.decide(routes), without = p.decide(routes, quiet);
    CHECK(with.status == without.status);
    CHECK(show(with.value) == show(without.value));
    CHECK(without.node == none);
    CHECK(with.node != none);
  }
  auto const given = facts(p.b.program, {{"when_national", {true}}, {"entitled_national", {true}}});
  auto const decision = run::evaluate(p.b.program, given);
  auto const& nodes = decision.explanation.nodes;
  for (std::size_t n = 0; n < nodes.size(); ++n) {
    for (auto const input : nodes[n].inputs) CHECK(input < n);
  }
  auto const& head = nodes[decision.awards[0].node];
  CHECK(head.kind == run::Node::Kind::award);
  CHECK(nodes[head.inputs[0]].kind == run::Node::Kind::route);
  CHECK(nodes[head.inputs[0]].inputs.size() == 3);
  CHECK(decision.texts == std::vector<core::TextId>{0});
}

TEST_CASE("of a question for each of a list, an unknown one is asked for by the question") {
  Builder b;
  auto const wholes = b.type(core::Type::Kind::list);
  b.program.types[wholes].element = b.whole;
  core::Question question;
  question.name = "each_wage";
  question.type = b.whole;
  question.generators.push_back({"w", b.ask("wages", wholes)});
  question.body = b.local(0, b.whole);
  b.program.questions.push_back(question);
  std::vector<Value> wages{model::absent({model::Blocker::Kind::missing_fact, "wages[0]", {}}),
                           Value{Rational(3)}};
  auto const decision = run::evaluate(
      b.program,
      facts(b.program, {{"wages", {std::make_shared<model::ListValue const>(model::ListValue{wages})}}}));
  REQUIRE(decision.answers.size() == 2);
  REQUIRE(decision.answers[0].blockers.size() == 1);
  CHECK(decision.answers[0].blockers[0].asked_by == "each_wage");
  CHECK(show(decision.answers[1].value) == "3");
}

TEST_CASE("an explanation past its limit is cut, and says so; the value is the same") {
  Builder b;
  auto const numbers = b.type(core::Type::Kind::list);
  b.program.types[numbers].element = b.whole;
  auto const list = b.expr(Op::range, numbers, {b.number(1), b.number(120'000)});
  core::Question question;
  question.name = "q";
  question.type = b.whole;
  question.body = b.expr(Op::sum, b.whole,
                         {list, b.yes(), b.expr(Op::add, b.whole, {b.local(0, b.whole), b.number(1)})}, 0);
  b.program.questions.push_back(question);
  auto const decision = run::evaluate(b.program, {});
  CHECK(show(decision.answers[0].value) == "7200180000");
  // A node weighs more where its value is long: the list of 120 000 numbers weighs 7 501.
  CHECK(decision.explanation.nodes.size() == 200'000 - 7'500);
  REQUIRE(decision.notices.size() == 1);
  CHECK(decision.notices[0].code == "explanation_limit");
}

TEST_CASE("the documents state the bounds within which completions are tried") {
  auto const spaced = [](std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (auto place = static_cast<std::ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3)
      digits.insert(static_cast<std::size_t>(place), " ");
    return digits;
  };
  for (char const* const name : {"docs/limits.md", "docs/case-format.md"}) {
    std::ifstream file(std::string(CONVENIO_SOURCE_DIR) + "/" + name);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    std::replace(text.begin(), text.end(), '\n', ' ');
    CAPTURE(name);
    CHECK(text.find(spaced(run::completion_routes) + " routes") != std::string::npos);
    CHECK(text.find(spaced(run::completion_steps) + " steps") != std::string::npos);
    CHECK(text.find("t most " + spaced(run::completions_limit) + " ") != std::string::npos);
  }
}
