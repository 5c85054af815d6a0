// Gathers what keeps a decision open.
// Knows decisions; knows no layout.
#include "engine/render/reasons.hpp"

#include <algorithm>
#include <map>

#include "engine/render/words.hpp"

namespace convenio::render {

namespace {

using Key = std::pair<std::string, model::Blocker::Kind>;
using Groups = std::map<Key, Reason>;

void add(core::Program const& program, Groups& groups, model::Blocker const& blocker,
         std::string const& needed_for) {
  Reason& reason = groups[{blocker.subject, blocker.kind}];
  reason.kind = blocker.kind;
  reason.subject = blocker.subject;
  if (asks_for_a_fact(blocker.kind)) {
    reason.question = question_of(program, blocker.subject);
    reason.held_by = holder_of(program, blocker.subject);
  }
  if (!blocker.asked_by.empty()) reason.asked_by.insert(blocker.asked_by);
  if (!needed_for.empty()) reason.needed_for.insert(needed_for);
}

std::vector<Reason> values(Groups&& groups) {
  std::vector<Reason> out;
  for (auto& [key, reason] : groups) out.push_back(std::move(reason));
  return out;
}

}  // namespace

std::vector<Reason> group(core::Program const& program, std::vector<model::Blocker> const& blockers) {
  Groups groups;
  for (auto const& blocker : blockers) add(program, groups, blocker, "");
  return values(std::move(groups));
}

std::vector<Reason> still_needed(core::Program const& program, run::Decision const& decision) {
  Groups groups;
  auto const take = [&](std::vector<model::Blocker> const& blockers, std::string const& label) {
    for (auto const& blocker : blockers) {
      if (asks_for_a_fact(blocker.kind)) add(program, groups, blocker, label);
    }
  };
  take(decision.blockers, "");
  for (auto const& award : decision.awards) {
    take(award.blockers, award.label);
    if (award.status != run::Status::undetermined) continue;
    for (auto const& route : award.routes) {
      if (!route.moot) take(route.blockers, award.label);
    }
  }
  for (auto const& answer : decision.answers) take(answer.blockers, answer.label);
  for (auto& [key, reason] : groups) {
    if (auto const found = decision.because.find(reason.subject); found != decision.because.end())
      reason.because = found->second;
    if (auto const note = decision.notes.find(reason.subject); note != decision.notes.end())
      reason.note = note->second;
  }
  auto needed = values(std::move(groups));
  std::stable_sort(needed.begin(), needed.end(), [](Reason const& a, Reason const& b) {
    return a.needed_for.size() > b.needed_for.size();
  });
  return needed;
}

}  // namespace convenio::render
