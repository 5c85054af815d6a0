// The union of absences, and what is absent inside a value.
// Knows blockers and the structure of values only.
#include "engine/ops/absences.hpp"

#include <algorithm>
#include <memory>

#include "engine/model/history.hpp"

namespace convenio::ops {

using model::Blocker;
using model::Value;

void Absences::add(Value const& value) {
  if (value.absent()) add(std::get<model::AbsencePtr>(value.content));
}

void Absences::add(model::AbsencePtr const& absence) {
  any_ = true;
  if (absence) add(absence->blockers);
}

void Absences::add(std::vector<Blocker> const& blockers) {
  any_ = any_ || !blockers.empty();
  blockers_.insert(blockers_.end(), blockers.begin(), blockers.end());
  if (blockers_.size() < settled_at_) return;
  blockers_ = this->blockers();
  settled_at_ = 2 * blockers_.size() + some_;
}

std::vector<Blocker> Absences::blockers() const {
  auto all = blockers_;
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

Value Absences::value() const { return {std::make_shared<model::Absence const>(model::Absence{blockers()})}; }

void add_deep(Absences& missing, Value const& value) {
  if (value.absent()) {
    missing.add(value);
  } else if (auto const* list = std::get_if<model::ListPtr>(&value.content)) {
    for (auto const& item : (*list)->items) add_deep(missing, item);
  } else if (auto const* record = std::get_if<model::RecordPtr>(&value.content)) {
    for (auto const& field : (*record)->fields) add_deep(missing, field);
  } else if (auto const* history = std::get_if<model::HistoryPtr>(&value.content)) {
    for (auto const& doubt : (*history)->doubts) missing.add(doubt.why);
  }
}

}  // namespace convenio::ops
