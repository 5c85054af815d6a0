// What is told of what would turn a refusal, as text and as JSON (convenio-nearest-1). Private to this room.
// Knows the answer of the search; searches nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/api/inside.hpp"
#include "engine/fast/nearest.hpp"

namespace convenio::api::turning {

inline constexpr std::size_t most_changes = 5;  // that are told
inline constexpr std::size_t most_reasons = 8;  // of a refusal, as text, and of what is open

struct Choice {
  std::string fact, before, after;
  cases::Case facts;
};

// A change, and the case decided with it.
struct Turned {
  fast::Change change;
  Decision after;
};

// What was asked for.
struct Search {
  Rules const& rules;
  Decided const& before;
  fast::Wanted wanted;
  std::string label;
  fast::Calendar calendar;
  std::vector<Choice> choices;  // those after the case itself
};

std::string report(Search const& asked, fast::Nearest const& nearest, std::vector<Turned> const& turned,
                   std::optional<Decision> const& open, Form form);
// Where there is a right already: form and words of a search that found nothing to change.
std::string said_already(Search const& asked, run::Awarded const& award, Form form);

}  // namespace convenio::api::turning
