// The case base decided by two releases: which awards differ, and which rules made the difference.
// Reads decision documents; knows no rule.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tools/office/clerk.hpp"

namespace convenio::office {

struct Standing {  // of an award in one decision
  std::string status, amount, route, article;  // article: the citation of the route; "" where there is none
  friend bool operator==(Standing const&, Standing const&) = default;
};
struct Cause {
  std::string rule, article;  // article: where the rule stands; ""
  auto operator<=>(Cause const&) const = default;
};
struct Difference {
  std::int64_t case_id = 0;
  std::string name, award;  // "pension(AR, old_age)"
  Standing before, after;   // empty where the award does not arise
  std::vector<Cause> causes;
};
struct Impact {
  std::string before, after;  // hashes of the rules
  std::int64_t cases = 0, differing = 0, undecided = 0;
  std::vector<Difference> differences;
  std::vector<std::pair<std::string, std::string>> troubles;  // cases that one of the two cannot decide, and why
  std::map<Cause, std::pair<std::int64_t, std::int64_t>> by_cause;  // cases and awards
};

// Of the newest version of each case.
Impact impact(Desk& desk, api::Rules const& before, api::Rules const& after);
std::string to_text(Impact const& impact);
std::string to_json(Impact const& impact);

}  // namespace convenio::office
