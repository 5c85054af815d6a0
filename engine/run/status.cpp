// What an absence amounts to, and the names of statuses and reasons.
// Knows blockers only.
#include "engine/run/decision.hpp"

namespace convenio::run {

using model::Blocker;

char const* name(Status status) {
  switch (status) {
    case Status::granted:
      return "granted";
    case Status::at_least:
      return "at_least";
    case Status::refused:
      return "refused";
    case Status::not_applicable:
      return "not_applicable";
    case Status::undetermined:
      return "undetermined";
    case Status::not_encoded:
      return "not_encoded";
    case Status::undefined:
      return "undefined";
    case Status::conflict:
      return "conflict";
  }
  return "";
}

char const* name(Because because) {
  switch (because) {
    case Because::two_results:
      return "two_results";
    case Because::with_others:
      return "with_others";
    case Because::not_all_tried:
      return "not_all_tried";
  }
  return "";
}

Status status_of(model::Absence const& absence) {
  bool not_encoded = false, conflict = false, silent = false;
  for (auto const& blocker : absence.blockers) {
    switch (blocker.kind) {
      case Blocker::Kind::missing_fact:
      case Blocker::Kind::contradictory_fact:
      case Blocker::Kind::pending_judgement:
      case Blocker::Kind::open_discretion:
        return Status::undetermined;
      case Blocker::Kind::not_encoded:
        not_encoded = true;
        break;
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
  if (not_encoded) return Status::not_encoded;
  if (conflict) return Status::conflict;
  return silent ? Status::undefined : Status::not_applicable;
}

}  // namespace convenio::run
