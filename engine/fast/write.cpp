// Outcomes of the machine as a decision, in the words of the reference evaluator.
// Knows values and names; evaluates nothing.
#include <algorithm>

#include "engine/fast/machine.hpp"

namespace convenio::fast {

using model::Blocker;
using model::Value;
using run::Status;

namespace {

// Of hundreds of routes most do not apply, and nothing is missing of them.
Value absent_for(std::vector<Blocker> blockers) {
  static Value const of_nothing{std::make_shared<model::Absence const>()};
  if (blockers.empty()) return of_nothing;
  return {std::make_shared<model::Absence const>(model::Absence{std::move(blockers)})};
}

// What is far from the limits of a decision (engine/run/costs.cpp) need not be measured as it does.
std::uint64_t parts_of(std::vector<Blocker> const& blockers) {
  std::uint64_t parts = 0;
  for (auto const& one : blockers) parts += 2 + (one.subject.size() + one.asked_by.size()) / 16;
  return parts;
}

std::uint64_t parts_of(run::Awarded const& one) {
  auto parts = 2 + one.label.size() / 16 + model::extent_of(one.arguments).parts +
               model::extent_of(one.value).parts + parts_of(one.blockers);
  for (auto const& route : one.routes)
    parts += 3 + model::extent_of(route.value).parts + parts_of(route.blockers);
  return parts;
}

std::uint64_t parts_of(run::Answer const& one) {
  return 2 + one.label.size() / 16 + model::extent_of(one.arguments).parts +
         model::extent_of(one.value).parts + parts_of(one.blockers);
}

}  // namespace

run::Decision Machine::written(cases::Case const& facts) {
  run::Decision decision;
  decision.case_id = facts.id;
  decision.case_identity = facts.identity;
  if (outcomes_.awards.size() + outcomes_.answers.size() > most_outcomes)
    throw Leave{"very many awards arise"};
  std::uint64_t parts = 0;
  auto const add = [&](auto& all, auto one) {
    parts += parts_of(one);
    if (parts > most_parts) throw Leave{"a decision that says much"};
    all.push_back(std::move(one));
  };
  for (auto const& one : outcomes_.awards) add(decision.awards, written(one));
  for (auto const& one : outcomes_.answers) add(decision.answers, written(one));
  decision.blockers = absent.blockers(outcomes_.missing);
  decision.steps = most_steps_of(work_);
  return decision;
}

std::vector<Value> Machine::arguments(std::vector<core::Generator> const& generators, std::uint32_t first) {
  std::vector<Value> values;
  for (std::size_t n = 0; n < generators.size(); ++n) {
    auto const element = element_of(generators[n]);
    Reg const value = outcomes_.arguments[first + n];
    values.push_back(element != none
                         ? box(value, element)
                         : Value{std::make_shared<model::Period const>(box_period(at<Span>(value)))});
  }
  return values;
}

std::vector<core::TypeId> Machine::element_types(std::vector<core::Generator> const& generators) const {
  std::vector<core::TypeId> types;
  for (auto const& generator : generators) types.push_back(element_of(generator));
  return types;
}

std::string Machine::label(std::string const& name, std::vector<core::TypeId> const& types,
                           std::vector<Value> const& values) const {
  constexpr std::size_t most_in_a_label = 64;
  auto const brief = [&](Value const& one, core::TypeId type) -> std::string {
    if (one.absent()) return "?";
    if (std::holds_alternative<model::HistoryPtr>(one.content)) return "history";
    if (std::holds_alternative<model::ListPtr>(one.content)) return "list";
    if (model::extent_of(one).parts <= most_in_a_label)
      return core::to_string(program, one, core::type_for(program, type, values));
    return std::holds_alternative<model::RecordPtr>(one.content) ? "record" : "...";
  };
  std::string text = name;
  for (std::size_t n = 0; n < values.size(); ++n) {
    text += n == 0 ? "(" : ", ";
    text += brief(values[n], types[n]);
  }
  return values.empty() ? text : text + ")";
}

run::Awarded Machine::written(AwardOutcome const& outcome) {
  auto const& declared = program.awards[outcome.cell->award];
  run::Awarded awarded;
  awarded.award = outcome.cell->award;
  awarded.arguments = arguments(declared.generators, outcome.first_argument);
  awarded.label = label(declared.name, element_types(declared.generators), awarded.arguments);
  awarded.status = outcome.status;
  awarded.route = outcome.route;
  awarded.routes.reserve(outcome.cell->routes.size());
  for (std::uint32_t n = 0; n < outcome.cell->routes.size(); ++n)
    awarded.routes.push_back(written(outcome, n));
  awarded.blockers = absent.blockers(outcome.missing);
  awarded.clauses = outcome.clauses;
  if (there(outcome.payments) && outcome.payments.n > 0)
    awarded.payments = {model::Rational(outcome.payments.n, outcome.payments.d)};
  bool const granted = outcome.status == Status::granted || outcome.status == Status::at_least;
  awarded.value = granted ? box(outcome.value, declared.type) : absent_for(awarded.blockers);
  return awarded;
}

run::RouteResult Machine::written(AwardOutcome const& outcome, std::uint32_t n) {
  auto const& one = outcomes_.routes[outcome.first_route + n];
  run::RouteResult route;
  route.route = n;
  route.status = one.status;
  route.applies = one.applies;
  route.never = one.never;
  route.moot = one.moot;
  route.blockers = absent.blockers(one.missing);
  auto const type = program.awards[outcome.cell->award].type;
  if (one.would) route.would = box(one.value, type);
  route.value = one.status == Status::granted ? box(one.value, type) : absent_for(route.blockers);
  return route;
}

run::Answer Machine::written(AnswerOutcome const& outcome) {
  auto const& question = program.questions[outcome.cell->question];
  run::Answer answer;
  answer.question = outcome.cell->question;
  answer.arguments = arguments(question.generators, outcome.first_argument);
  answer.label = label(question.name, element_types(question.generators), answer.arguments);
  answer.status = outcome.status;
  answer.blockers = absent.blockers(outcome.missing);
  answer.value =
      outcome.status == Status::granted ? box(outcome.value, question.type) : absent_for(answer.blockers);
  return answer;
}

}  // namespace convenio::fast
