// The smallest changes of a case by which there would be a right to an award: days that come later, more
// insurance, other choices. Every month is tried, one after another, by the fast evaluator; what it leaves is
// tried by the reference. Knows cases and outcomes; knows no document and no words.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/cases/case.hpp"
#include "engine/core/program.hpp"
#include "engine/fast/machine.hpp"
#include "engine/run/decision.hpp"

namespace convenio::fast {

inline constexpr std::int64_t most_months = 480;           // from the first day on which something can change
inline constexpr std::uint64_t most_evaluations = 20'000;  // of one search
inline constexpr std::uint64_t reference_counts = 20;      // so many evaluations is one by the reference

struct Wanted {
  model::AwardId award = none;
  std::vector<model::Value> arguments;
  std::uint32_t route = none;  // by this one; none: by any
};

// The award in a decision; null: it does not arise.
run::Awarded const* find(run::Decision const& decision, Wanted const& wanted);

// What time can be added, and from when: whole calendar months from `start` on, before the event.
struct Calendar {
  std::vector<core::FactId> days;      // that come later together, the first is the event; none: none may
  std::optional<model::Date> event;    // where the case gives it
  model::Date start;                   // a first of a month
  core::FactId history = none;         // to which time is added; none: to none
  std::vector<model::StateId> states;  // where it may be added
  bool later = true;                   // the days may come later
  std::int64_t months = most_months;   // that are tried
};

struct Change {
  std::size_t choice = 0;            // the place of the case that it starts from
  std::optional<model::Date> event;  // the days are as of this one; absent: as the case has them
  std::int64_t wait = 0;             // months from the start to the event
  std::int64_t months = 0;           // of insurance, from the start on
  model::StateId state = none;       // where
};

struct Nearest {
  std::vector<Change> changes;  // the soonest first
  std::optional<Change> open;   // the soonest for which it is open whether there is a right
  std::uint64_t evaluations = 0;
  bool limited = false;  // not all months were tried
};

// `choices`: the case as it is, and the cases in which the person has chosen otherwise. With each the soonest
// change without more time, and for each State the soonest with time in it that is sooner, with the least
// time; where another choice is made, what is sooner than without it.
Nearest nearest(Machine& machine, Wanted const& wanted, Calendar const& calendar,
                std::vector<cases::Case> const& choices);

// The case as a change makes it. Precondition: `from` is the case of its choice.
cases::Case changed(core::Program const& program, Calendar const& calendar, cases::Case const& from,
                    Change const& change);
// The period whose attributes new time in a State has: the last one there, or of the career. Null: none.
model::Period const* example_of(Calendar const& calendar, cases::Case const& facts, model::StateId state);

// What can change in a case, for an award: the rule `days_of_a_later_claim` of the program, if there is one,
// lists the days. Nothing is said of the States.
Calendar calendar_of(Machine& machine, cases::Case const& facts, Wanted const& wanted);

// Whether a decision with its explanation says of a route that it applies and that the person is entitled.
bool has_right(core::Program const& program, run::Decision const& decision, run::Awarded const& award,
               std::uint32_t place);
// The route by which there is a right: the chosen one, or the first; none: by none.
std::uint32_t right_by(core::Program const& program, run::Decision const& decision,
                       run::Awarded const& award);

}  // namespace convenio::fast
