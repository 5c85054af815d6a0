// Which route an award takes, which of two stands over the other, and which exceptions hold: for every
// evaluator. Whoever asks evaluates the conditions. Private to the evaluators. Knows decisions; knows no
// operator.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "engine/core/program.hpp"
#include "engine/model/history.hpp"
#include "engine/run/decision.hpp"

namespace convenio::run {

// Of a route: it is not known how it turns out.
bool is_open(Status status);
// A route of which it is known that it is refused or does not apply is open, and takes no part in the choice.
template <class Route>
bool may_be_granted(Route const& route) {
  return is_open(route.status) && !route.never;
}
// Of routes none of which is granted the award has the most urgent status.
int urgency(Status status);
// Of such routes one that is refused or does not apply decides only where no other applies for certain.
template <class Routes>
bool never_counts(Routes const& routes) {
  for (auto const& route : routes) {
    if (route.status == Status::refused || (may_be_granted(route) && route.applies)) return false;
  }
  return true;
}
// Their award's status; the routes that cannot change it are moot from then on.
template <class Routes>
Status without_grant(Routes& routes) {
  bool const all_count = never_counts(routes);
  Status status = Status::not_applicable;
  for (auto& route : routes) {
    route.moot = route.never && !all_count;
    if (!route.moot && urgency(route.status) > urgency(status)) status = route.status;
  }
  return status;
}
template <class Route>
bool says_why(Route const& route, Status award) {
  return !route.moot && (is_open(award) ? is_open(route.status) : award == route.status);
}

struct Contest {
  bool highest = false;  // where no clause decides, the route of the highest amount
  // Of two routes by position, the lower first, that are granted or open; none: the award has no precedence.
  std::function<model::Verdict(std::uint32_t, std::uint32_t)> verdict;
  std::function<model::Value()> open_reason;       // of the precedence, absent
  std::function<model::Value(std::string)> fault;  // a conflict of the award
};

// From the routes of an award its status, its route, amount, clauses and blockers. Precondition: one is
// granted.
void choose(Contest const& contest, Awarded& awarded);

// What of two is asked to know which stands over the other.
struct Standing {
  // Whether a clause, by position, lets the first stand; `turned`: the second.
  std::function<model::Value(std::uint32_t clause, bool turned)> holds;
  std::function<model::Value(std::uint32_t clause, std::string)> conflict;  // a fault of the clause
  std::function<std::string(model::Value const& side)> describe;
  // The clauses that may hold for these two, in their order; null: not looked at, and all are asked.
  std::vector<std::uint32_t> const* only = nullptr;
};
model::Verdict stands_over(core::Precedence const& precedence, model::Value const& a, model::Value const& b,
                           Standing const& asked);

// Positions of the exceptions that no other holding one overrides.
std::vector<std::uint32_t> left_standing(core::Rule const& rule, std::vector<bool> const& holding);
// Of several that hold together, those of whom a part may also hold alone together say nothing more.
using HeldTogether = std::set<std::vector<std::uint32_t>>;
HeldTogether narrowest_conflicts(HeldTogether const& possible);

// A route as the clauses of a precedence see it: which it is, and its amount.
model::Value route_side(RouteResult const& route, model::AwardId award);

}  // namespace convenio::run
