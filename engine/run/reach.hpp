// How far an award can go: the lowest and highest amount over the completions of a case, see worlds.hpp.
// Knows decisions.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/run/decision.hpp"
#include "engine/run/evaluate.hpp"

namespace convenio::run {

// An open point on which an award hangs.
struct Point {
  std::string subject;    // as blockers name it
  std::string among;      // its values in words
  std::size_t count = 0;  // of its values
  std::size_t tried = 0;
  bool all = true;  // every value was tried
  // Once it is known, at most so much remains between the lowest and the highest amount, whatever it turns
  // out to be; absent where for some value nothing bounds it.
  std::optional<model::Rational> left, left_on_average = {};
};

struct Reach {
  std::size_t award = 0;  // the place among the awards of the decision
  // Over the completions that were tried; an amount of nothing stands for every status that grants none.
  std::set<Status> statuses;
  bool nothing = false;                      // some completion grants nothing
  std::optional<model::Amount> least, most;  // of the completions that grant something
  bool bounded_below = true,
       bounded_above = true;  // the amounts hold for all completions, and not only for those tried
  std::vector<model::Blocker> unbounded;  // what has no values that could be tried
  bool sampled = false;                   // a point has more values than were tried
  bool limited = false;                   // the bounds of trying were met
  bool mixed = false;                     // amounts that cannot be compared
  std::vector<Point> points;              // that which leaves least comes first
};

struct Reached {
  Decision decision;
  std::vector<Reach> awards;
  std::size_t completions = 0;  // evaluations, the first included
};
Reached reach(core::Program const& program, cases::Case const& facts, Options const& options = {});

}  // namespace convenio::run
