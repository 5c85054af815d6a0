// Gathers what keeps a decision open: each missing fact once, with who asks and what waits for it.
// Knows decisions; knows no layout.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/render/words.hpp"
#include "engine/run/decision.hpp"

namespace convenio::render {

struct Reason {  // blockers of one kind and subject
  model::Blocker::Kind kind{};
  std::string subject;
  std::string question;  // "" if the subject is not a fact
  std::string note;      // what the case says beside it, of what is still needed
  std::optional<Holder> held_by;
  std::set<std::string> asked_by;
  std::set<std::string> needed_for;                    // labels of awards and answers
  run::Because because = run::Because::not_all_tried;  // of what is still needed
};

std::vector<Reason> group(core::Program const& program, std::vector<model::Blocker> const& blockers);

// Facts, judgements and discretions that something undetermined waits for: those first for which most waits.
std::vector<Reason> still_needed(core::Program const& program, run::Decision const& decision);

}  // namespace convenio::render
