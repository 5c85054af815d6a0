// What an evaluation keeps of its calls until the end, and how much its decision says.
// Knows sizes of values; knows no operator. Steps and bytes are counted by the budget.
#include <algorithm>
#include <initializer_list>

#include <fmt/format.h>

#include "engine/run/evaluator.hpp"

namespace convenio::run {

namespace {

constexpr std::uint64_t bytes_of_a_part = 16;
constexpr std::uint64_t entry = 128;          // bytes of one place in a map
constexpr std::uint64_t most_of_a_name = 64;  // parts

std::uint64_t bytes_of(Blocker const& blocker) { return blocker.subject.size() + blocker.asked_by.size(); }

Extent extent_of(std::vector<Blocker> const& blockers) {
  Extent extent{0, false};
  for (auto const& blocker : blockers) extent.parts += 1 + bytes_of(blocker) / bytes_of_a_part;
  return extent;
}

Extent together(std::initializer_list<Extent> extents) {
  Extent all{0, true};
  for (auto const& one : extents) all.parts += one.parts;
  return all;
}

Extent extent_of(std::string const& text) { return {1 + text.size() / bytes_of_a_part}; }

std::vector<Blocker> too_much() {
  return {{Blocker::Kind::limit, fmt::format("what the decision says has more than {} parts", decision_limit),
           ""}};
}

Value absent_for(std::vector<Blocker> const& blockers) {
  Absences missing;
  missing.add(blockers);
  return missing.value();
}

}  // namespace

Value Evaluator::agreed(Consensus const& consensus, Asker const& asker) {
  return budget_.spend_touched(consensus.touched()) ? consensus.value() : step_fault(asker);
}

// ---------------------------------------------------------------- kept until the end

void Evaluator::keep(std::vector<Value> const& arguments) {
  budget_.kept().add_bytes(entry);
  budget_.kept().add(arguments);
}

bool Evaluator::keep(CallKey const& key, Value const& result) {
  keep(key.arguments);
  budget_.kept().add(result);
  return budget_.holds();
}

// ---------------------------------------------------------------- said in the end

bool Evaluator::says(Extent extent) {
  if (extent.parts > decision_limit - decided_) return false;
  decided_ += extent.parts;
  return true;
}

// What does not fit is left out with its reasons, and the award says so. Its name stays, as far as it is
// short.
void Evaluator::fit(Awarded& awarded) {
  Extent const head = together({extent_of(awarded.label), model::extent_of(awarded.arguments)});
  Extent whole = together({head, model::extent_of(awarded.value), extent_of(awarded.blockers)});
  for (auto const& route : awarded.routes)
    whole = together({whole, {2, true}, model::extent_of(route.value), extent_of(route.blockers)});
  if (says(whole)) return;
  if (head.parts > most_of_a_name) {
    awarded.label = program_.awards[awarded.award].name;
    awarded.arguments.clear();
  }
  awarded.status = Status::undefined;
  awarded.route = none;
  awarded.routes.clear();
  awarded.clauses.clear();
  awarded.blockers = too_much();
  awarded.value = absent_for(awarded.blockers);
}

void Evaluator::fit(Answer& answer) {
  Extent const head = together({extent_of(answer.label), model::extent_of(answer.arguments)});
  if (says(together({head, model::extent_of(answer.value), extent_of(answer.blockers)}))) return;
  if (head.parts > most_of_a_name) {
    answer.label = program_.questions[answer.question].name;
    answer.arguments.clear();
  }
  answer.status = Status::undefined;
  answer.blockers = too_much();
  answer.value = absent_for(answer.blockers);
}

void Evaluator::fit(std::vector<DefaultTaken>& defaults, std::vector<Blocker>& blockers) {
  auto const left = std::find_if(defaults.begin(), defaults.end(), [&](DefaultTaken const& taken) {
    return !says(together({extent_of(taken.fact), model::extent_of(taken.value)}));
  });
  if (left == defaults.end()) return;
  defaults.erase(left, defaults.end());
  blockers.push_back(too_much().front());
}

}  // namespace convenio::run
