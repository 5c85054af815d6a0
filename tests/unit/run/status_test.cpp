// The status that an absence stands for: every kind of reason alone, and every two together.
#include <doctest/doctest.h>

#include <array>
#include <set>

#include "engine/run/decision.hpp"

namespace convenio::run {

namespace {

using Kind = model::Blocker::Kind;

struct Row {
  Kind kind;
  Status alone;
};

constexpr std::array rows = {
    Row{Kind::missing_fact, Status::undetermined},
    Row{Kind::contradictory_fact, Status::undetermined},
    Row{Kind::pending_judgement, Status::undetermined},
    Row{Kind::open_discretion, Status::undetermined},
    Row{Kind::not_encoded, Status::not_encoded},
    Row{Kind::conflict, Status::conflict},
    Row{Kind::undefined_text, Status::undefined},
    Row{Kind::impossible, Status::undefined},
    Row{Kind::limit, Status::undefined},
    Row{Kind::not_in_force, Status::not_applicable},
};

// Of two reasons the one that stands first here says what the absence is.
constexpr std::array rank = {Status::undetermined, Status::not_encoded, Status::conflict, Status::undefined,
                             Status::not_applicable};

Status of(std::vector<Kind> const& kinds) {
  model::Absence absence;
  for (Kind const kind : kinds) absence.blockers.push_back({kind, "a subject", ""});
  return status_of(absence);
}

}  // namespace

TEST_CASE("the status of one reason") {
  for (auto const& row : rows) CHECK(of({row.kind}) == row.alone);
}

TEST_CASE("the status of two reasons, in either order") {
  for (auto const& first : rows) {
    for (auto const& second : rows) {
      CAPTURE(static_cast<int>(first.kind));
      CAPTURE(static_cast<int>(second.kind));
      Status expected{};
      for (auto at = rank.rbegin(); at != rank.rend(); ++at) {
        if (*at == first.alone || *at == second.alone) expected = *at;
      }
      CHECK(of({first.kind, second.kind}) == expected);
    }
  }
}

TEST_CASE("every status has a name of its own") {
  std::set<std::string> names;
  for (auto const status : {Status::granted, Status::at_least, Status::refused, Status::not_applicable,
                            Status::undetermined, Status::not_encoded, Status::undefined, Status::conflict})
    names.insert(name(status));
  CHECK(names.size() == 8);
}

TEST_CASE("an absence without reasons is of a text that does not apply") {
  CHECK(of({}) == Status::not_applicable);
}

}  // namespace convenio::run
