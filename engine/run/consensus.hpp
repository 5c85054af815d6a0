// What is known while a guard is unknown: the value that every completion gives, or else all that is missing.
// Knows values only.
#pragma once

#include <optional>

#include "engine/ops/absences.hpp"

namespace convenio::run {

class Consensus {
  static constexpr std::uint64_t most_touched = 1'000'000;  // beyond, values are not taken to agree

 public:
  void guard(model::Value const& unknown) { missing_.add(unknown); }
  void outcome(model::Value const& value) {
    missing_.add(value);
    if (!common_) {
      common_ = value;
    } else if (value.absent() || model::compare(*common_, value, effort_) != 0 || effort_.beyond()) {
      agree_ = false;
    }
  }
  std::uint64_t touched() const { return effort_.touched; }  // parts of the values that were compared
  model::Value value() const { return common_ && !common_->absent() && agree_ ? *common_ : missing_.value(); }

 private:
  ops::Absences missing_;
  std::optional<model::Value> common_;
  bool agree_ = true;
  model::Effort effort_{most_touched};
};

}  // namespace convenio::run
