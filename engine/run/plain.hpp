// Another evaluator of awards and answers, and the completions of a case decided by it.
// Knows decisions; knows no evaluator.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "engine/cases/case.hpp"
#include "engine/run/decision.hpp"

namespace convenio::run {

// It says nothing of what awards and answers rest on. Of the completions of a case it is asked one after
// another.
class Plain {
 public:
  using Only = std::function<bool(bool award, std::uint32_t id, std::vector<model::Value> const& arguments)>;
  virtual ~Plain() = default;
  // Awards, answers and what keeps them from arising, as they are before anything that is open is tried; of
  // those that are sought, if only some are. nullopt: no case can be so. `kinds`: awards and questions whose
  // lists are drawn up at all; of all, where none is given. The decision says at least as many steps as the
  // reference evaluator would take.
  using Kinds = std::function<bool(bool award, std::uint32_t id)>;
  virtual std::optional<Decision> evaluate(cases::Case const& facts, Only const& only,
                                           Kinds const& kinds) = 0;
  // The steps of the completions may be spent: what the reference evaluator would do then is not known.
  [[noreturn]] virtual void out_of_steps() = 0;
  // The facts that the last evaluation asked for and did not get.
  virtual std::vector<cases::FactKey> unanswered() const = 0;
};

// The awards and answers that evaluate() gives, where `plain` gives what the reference evaluator does; of one
// kind of award alone, if one is named.
Decision evaluate(core::Program const& program, cases::Case const& facts, Plain& plain,
                  std::optional<model::AwardId> award = std::nullopt);

}  // namespace convenio::run
