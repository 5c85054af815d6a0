// What is known while a guard is unknown: the value that every completion gives, or else all that is missing.
// Knows values only.
#pragma once

#include <optional>

#include "engine/run/absences.hpp"

namespace convenio::run {

class Consensus {
 public:
  void guard(model::Value const& unknown) { missing_.add(unknown); }
  void outcome(model::Value const& value) {
    missing_.add(value);
    if (!common_) {
      common_ = value;
    } else if (value.absent() || !model::equal(*common_, value)) {
      agree_ = false;
    }
  }
  model::Value value() const { return common_ && !common_->absent() && agree_ ? *common_ : missing_.value(); }

 private:
  Absences missing_;
  std::optional<model::Value> common_;
  bool agree_ = true;
};

}  // namespace convenio::run
