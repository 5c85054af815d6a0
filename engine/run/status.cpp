// What an absence amounts to, and the union of absences.
// Knows blockers only.
#include <algorithm>
#include <memory>

#include "engine/run/absences.hpp"
#include "engine/run/decision.hpp"

namespace convenio::run {

using model::Blocker;

char const* name(Status status) {
  switch (status) {
    case Status::granted:
      return "granted";
    case Status::refused:
      return "refused";
    case Status::not_applicable:
      return "not_applicable";
    case Status::undetermined:
      return "undetermined";
    case Status::undefined:
      return "undefined";
    case Status::conflict:
      return "conflict";
  }
  return "";
}

Status status_of(model::Absence const& absence) {
  bool conflict = false, silent = false;
  for (auto const& blocker : absence.blockers) {
    switch (blocker.kind) {
      case Blocker::Kind::missing_fact:
      case Blocker::Kind::contradictory_fact:
      case Blocker::Kind::pending_judgement:
      case Blocker::Kind::open_discretion:
        return Status::undetermined;
      case Blocker::Kind::conflict:
        conflict = true;
        break;
      case Blocker::Kind::undefined_text:
      case Blocker::Kind::impossible:
      case Blocker::Kind::limit:
        silent = true;
        break;
      case Blocker::Kind::not_in_force:
        break;
    }
  }
  if (conflict) return Status::conflict;
  return silent ? Status::undefined : Status::not_applicable;
}

void Absences::add(model::Value const& value) {
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

model::Value Absences::value() const {
  return {std::make_shared<model::Absence const>(model::Absence{blockers()})};
}

}  // namespace convenio::run
