// Collects why values are not there, and gives the union back as one absent value.
// Knows blockers; knows no program and no evaluator.
#pragma once

#include <vector>

#include "engine/model/value.hpp"

namespace convenio::ops {

class Absences {
 public:
  void add(model::Value const& value);  // nothing, if the value is there
  void add(model::AbsencePtr const& absence);
  void add(std::vector<model::Blocker> const& blockers);
  bool any() const { return any_; }
  std::vector<model::Blocker> blockers() const;  // sorted, without repetitions
  model::Value value() const;

 private:
  static constexpr std::size_t some_ = 1'024;
  std::vector<model::Blocker> blockers_;
  std::size_t settled_at_ = some_;  // from this size on, repetitions are dropped on the way
  bool any_ = false;
};

// Absences inside a list, record or history; none in a value that is there throughout.
void add_deep(Absences& missing, model::Value const& value);

}  // namespace convenio::ops
