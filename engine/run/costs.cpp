// What an evaluation may cost: steps that grow with what they touch, bytes that it keeps, parts that it says.
// Knows sizes of values; knows no operator.
#include <algorithm>
#include <initializer_list>

#include <fmt/format.h>

#include "engine/run/evaluator.hpp"

namespace convenio::run {

namespace {

constexpr std::uint64_t bytes_of_a_part = 16;
constexpr std::uint64_t entry = 128;          // bytes of one place in a map
constexpr std::uint64_t comparisons = 16;     // of one value while a list of usual length is sorted
constexpr std::size_t usual_text = 64;        // bytes
constexpr std::uint64_t most_of_a_name = 64;  // parts

std::size_t words_of(Value const& value) {
  if (auto const* number = std::get_if<model::Rational>(&value.content)) return number->words();
  auto const* amount = std::get_if<model::Amount>(&value.content);
  return amount ? amount->number.words() : 0;
}

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

bool Evaluator::spend(std::uint64_t steps) {
  if (steps_ > options_.step_limit) return false;
  auto const left = options_.step_limit - steps_;
  steps_ = steps > left ? options_.step_limit + 1 : steps_ + steps;
  return steps <= left;
}

// Of an operation on numbers, beyond the step that it is anyway: to lowest terms takes longer than to
// compare.
std::uint64_t Evaluator::price(Results const& operands) const {
  std::uint64_t most = 0, next = 0;
  for (auto const& operand : operands) {
    std::uint64_t const words = words_of(operand.value);
    next = std::max(next, std::min(words, most));
    most = std::max(most, words);
  }
  return 2 * most * std::max<std::uint64_t>(next, 1) / model::words_of_a_step;
}

bool Evaluator::spend_parts_beyond(std::vector<Value> const& items) {
  auto const beyond = model::extent_of(items).parts - items.size();
  return beyond <= free_parts || spend(beyond * comparisons);
}

Value Evaluator::agreed(Consensus const& consensus, Asker const& asker) {
  return spend_touched(consensus.touched()) ? consensus.value() : step_fault(asker);
}

// ---------------------------------------------------------------- kept until the end

// Each shared value once, whoever keeps it.
void Evaluator::count(Account& account, Value const& value) const {
  auto const is_new = [&](auto const& pointer) {
    return pointer && account.counted.insert(pointer.get()).second;
  };
  auto const count_all = [&](std::vector<Value> const& values) {
    account.bytes += values.size() * sizeof(Value);
    for (auto const& one : values) count(account, one);
  };
  if (auto const* text = std::get_if<std::string>(&value.content)) {
    account.bytes += text->size();
  } else if (auto const* list = std::get_if<model::ListPtr>(&value.content)) {
    if (is_new(*list)) count_all((*list)->items);
  } else if (auto const* record = std::get_if<model::RecordPtr>(&value.content)) {
    if (is_new(*record)) count_all((*record)->fields);
  } else if (auto const* history = std::get_if<HistoryPtr>(&value.content)) {
    if (!is_new(*history)) return;
    auto const periods = (*history)->periods.size() + (*history)->undated.size() + (*history)->doubts.size();
    account.bytes += periods * (sizeof(Period) + program_.attributes.size() * sizeof(Value));
  } else if (auto const* absence = std::get_if<model::AbsencePtr>(&value.content)) {
    if (!is_new(*absence)) return;
    for (auto const& blocker : (*absence)->blockers) account.bytes += sizeof(Blocker) + bytes_of(blocker);
  } else {
    account.bytes += words_of(value) * sizeof(std::uint64_t);
  }
}

// Long texts and numbers are copied into a list or record; all else is shared or small, and paid for by the
// step.
bool Evaluator::room_for(Value const& item) {
  auto const* text = std::get_if<std::string>(&item.content);
  kept_.bytes +=
      words_of(item) * sizeof(std::uint64_t) + (text && text->size() > usual_text ? text->size() : 0);
  return kept_.bytes <= kept_limit;
}

bool Evaluator::room_for(std::vector<Value> const& items) {
  return std::all_of(items.begin(), items.end(), [&](Value const& item) { return room_for(item); });
}

Value Evaluator::list_value(std::vector<Value> items, Asker const& asker) {
  if (!room_for(items)) return kept_fault(asker);
  return {std::make_shared<model::ListValue const>(model::ListValue{std::move(items)})};
}

void Evaluator::keep(std::vector<Value> const& arguments) {
  kept_.bytes += entry + arguments.size() * sizeof(Value);
  for (auto const& argument : arguments) count(kept_, argument);
}

bool Evaluator::keep(CallKey const& key, Value const& result) {
  keep(key.arguments);
  count(kept_, result);
  return kept_.bytes <= kept_limit;
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
