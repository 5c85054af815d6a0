// Steps and bytes, and the sentences for their limits.
// Knows no operator and no rule.
#include "engine/ops/budget.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/model/history.hpp"

namespace convenio::ops {

using model::Blocker;
using model::Value;

namespace {

constexpr std::uint64_t comparisons = 16;  // of one value while a list of usual length is sorted
constexpr std::size_t usual_text = 64;     // bytes

std::size_t words_of(Value const& value) {
  if (auto const* number = std::get_if<model::Rational>(&value.content)) return number->words();
  auto const* amount = std::get_if<model::Amount>(&value.content);
  return amount ? amount->number.words() : 0;
}

}  // namespace

void Account::add(std::vector<Value> const& values) {
  bytes_ += values.size() * sizeof(Value);
  for (auto const& one : values) add(one);
}

void Account::add(Value const& value) {
  auto const is_new = [&](auto const& pointer) { return pointer && counted_.insert(pointer.get()).second; };
  if (auto const* text = std::get_if<std::string>(&value.content)) {
    bytes_ += text->size();
  } else if (auto const* list = std::get_if<model::ListPtr>(&value.content)) {
    if (is_new(*list)) add((*list)->items);
  } else if (auto const* record = std::get_if<model::RecordPtr>(&value.content)) {
    if (is_new(*record)) add((*record)->fields);
  } else if (auto const* history = std::get_if<model::HistoryPtr>(&value.content)) {
    if (!is_new(*history)) return;
    auto const periods = (*history)->periods.size() + (*history)->undated.size() + (*history)->doubts.size();
    bytes_ += periods * (sizeof(model::Period) + attributes_ * sizeof(Value));
  } else if (auto const* absence = std::get_if<model::AbsencePtr>(&value.content)) {
    if (!is_new(*absence)) return;
    for (auto const& blocker : (*absence)->blockers)
      bytes_ += sizeof(Blocker) + blocker.subject.size() + blocker.asked_by.size();
  } else {
    bytes_ += words_of(value) * sizeof(std::uint64_t);
  }
}

bool Budget::spend(std::uint64_t steps) {
  if (steps_ > step_limit_) return false;
  auto const left = step_limit_ - steps_;
  steps_ = steps > left ? step_limit_ + 1 : steps_ + steps;
  return steps <= left;
}

bool Budget::spend_parts_beyond(std::vector<Value> const& items) {
  auto const beyond = model::extent_of(items).parts - items.size();
  return beyond <= free_parts || spend(beyond * comparisons);
}

// Long texts and numbers are copied into a list or record; all else is shared or small, and paid for by the
// step.
bool Budget::room_for(Value const& item) {
  auto const* text = std::get_if<std::string>(&item.content);
  kept_.add_bytes(words_of(item) * sizeof(std::uint64_t) +
                  (text && text->size() > usual_text ? text->size() : 0));
  return holds();
}

bool Budget::room_for(std::vector<Value> const& items) {
  return std::all_of(items.begin(), items.end(), [&](Value const& item) { return room_for(item); });
}

Value Budget::steps_reached() const {
  return model::absent(
      {Blocker::Kind::limit, fmt::format("the limit of {} steps was reached", step_limit_), {}});
}

Value Budget::kept_reached() const {
  return model::absent(
      {Blocker::Kind::limit, fmt::format("what is kept has more than {} MiB", kept_limit / 1024 / 1024), {}});
}

// To lowest terms takes longer than to compare.
std::uint64_t price(std::span<Value const> operands) {
  std::uint64_t most = 0, next = 0;
  for (auto const& operand : operands) {
    std::uint64_t const words = words_of(operand);
    next = std::max(next, std::min(words, most));
    most = std::max(most, words);
  }
  return 2 * most * std::max<std::uint64_t>(next, 1) / model::words_of_a_step;
}

}  // namespace convenio::ops
