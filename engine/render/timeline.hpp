// Draws a career: one row for each state and kind of period, years along the axis, displaced stretches below.
// Knows histories and ledgers; knows no award and no rule.
#pragma once

#include <string>
#include <vector>

#include "engine/run/decision.hpp"

namespace convenio::render {

// One overlap resolution with the name under which it is shown: "own_view(BR)".
struct NamedResolution {
  std::string label;
  std::shared_ptr<model::Resolution const> resolution;
};
// Those of the explanation with something displaced; resolutions with one ledger share a label.
std::vector<NamedResolution> resolutions_of(core::Program const& program,
                                            run::Explanation const& explanation);

// The histories that the case states, by the names of their facts.
struct NamedHistory {
  std::string label;
  model::HistoryPtr history;
};
std::vector<NamedHistory> histories_of(core::Program const& program, cases::Case const& facts);

// "compulsory", the name of the first enumerated attribute's value; "?" if it is not known, "" if there is no
// such one.
std::string kind_of(core::Program const& program, model::Period const& period);

struct TimelineOptions {
  std::size_t columns = 80;
  bool ascii = false;
};
std::string timeline(core::Program const& program, model::History const& history,
                     std::vector<NamedResolution> const& resolutions, TimelineOptions const& options = {});

}  // namespace convenio::render
