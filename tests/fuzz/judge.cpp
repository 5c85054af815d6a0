// Judges a decision: each status fits its value and blockers, and both outputs are what they should be.
// Knows no rule text.
#include "tests/fuzz/judge.hpp"

#include <algorithm>
#include <vector>

#include "engine/cases/json.hpp"

namespace convenio::fuzz {

namespace {

using model::Blocker;
using run::Status;

bool names_a_fact(Blocker const& blocker) { return blocker.kind <= Blocker::Kind::open_discretion; }

// "earnings(AL)", "small.earnings(AL)" or "history[1].kind": begins with the name of a declared fact. What a
// certificate does not say is told of a period: "period a: ...", "the dates of period a".
bool declared(core::Program const& program, std::string const& subject) {
  if (subject.starts_with("period ") || subject.starts_with("the dates of period ")) return true;
  auto const name = std::string_view(subject).substr(0, subject.find_first_of("([.{"));
  return std::any_of(program.facts.begin(), program.facts.end(),
                     [&](core::Fact const& fact) { return fact.name == name || fact.package == name; });
}

void judge_blockers(core::Program const& program, std::vector<Blocker> const& blockers) {
  for (auto const& blocker : blockers) {
    require(blocker.kind <= Blocker::Kind::limit, "a kind of blocker that is not listed", blocker.subject);
    require(!blocker.subject.empty(), "a blocker that says nothing", blocker.asked_by);
    require(!names_a_fact(blocker) || declared(program, blocker.subject),
            "a missing fact that nothing declares", blocker.subject);
  }
}

void judge_status(core::Program const& program, Status status, model::Value const& value,
                  std::vector<Blocker> const& blockers, std::string const& label) {
  judge_blockers(program, blockers);
  bool const amounts = status == Status::granted || status == Status::at_least;
  require(amounts == !value.absent(), "granted, and there is no value; or the reverse", label);
  switch (status) {
    case Status::at_least:
      require(!blockers.empty(), "at least, and nothing says what may raise it", label);
      break;
    case Status::granted:
    case Status::refused:
    case Status::not_applicable:
      break;
    case Status::undetermined:
    case Status::not_encoded:
    case Status::undefined:
    case Status::conflict:
      require(!blockers.empty(), "open, and nothing says why", label);
      require(run::status_of({blockers}) == status, "the blockers say another status", label);
      break;
  }
}

void judge_json(std::string const& json) {
  cases::Limits limits;
  limits.document = limits.text = limits.depth = json.size();
  cases::Faults faults(limits.faults);
  bool const read = cases::read_json(json, limits, faults).has_value();
  require(read && faults.empty(), "a decision that is no JSON", json);
}

void judge_text(api::Decision const& decision, std::size_t detail) {
  auto const text =
      api::explain(decision, {static_cast<api::Detail>(detail % 3), 40 + detail % 60 * 3, detail % 2 == 1});
  require(!text.empty() && text::is_valid_utf8(text), "a text that is none", text);
}

}  // namespace

void judge(api::Rules const& rules, cases::Case const& facts, std::size_t detail) {
  run::Options options;
  options.step_limit = steps;
  options.explain = detail % 8 == 0;
  auto const decided = api::decide(rules, facts, options);
  auto const& program = rules.inside().program;
  auto const& decision = decided.inside().decision;
  for (auto const& award : decision.awards) {
    judge_status(program, award.status, award.value, award.blockers, award.label);
    auto const& declared = program.awards.at(award.award);
    require(award.status != Status::granted || award.route < declared.routes.size(), "granted by no route",
            award.label);
    require(award.narrowed || award.routes.size() == declared.routes.size(), "a route without a status",
            award.label);
    require(!award.narrowed || award.status == Status::undetermined || award.status == Status::at_least,
            "narrowed, and known", award.label);
    require(award.same_for.empty() || award.status != Status::undetermined, "tried, and open", award.label);
    for (auto const other : award.also_by)
      require(other < declared.routes.size() && other != award.route && !award.same_for.empty(),
              "also by a route that cannot be", award.label);
    for (auto const& route : award.routes) {
      if (award.narrowed)  // the reasons that are left out say nothing
        judge_blockers(program, route.blockers);
      else
        judge_status(program, route.status, route.value, route.blockers, award.label);
    }
  }
  for (auto const& answer : decision.answers)
    judge_status(program, answer.status, answer.value, answer.blockers, answer.label);
  judge_blockers(program, decision.blockers);
  // Not always: they take as long as the decision.
  if (detail % 16 == 8) judge_json(api::to_json(decided, {detail % 32 == 8, options.explain, 0}));
  if (detail % 16 == 0) judge_text(decided, detail / 16);
}

}  // namespace convenio::fuzz
