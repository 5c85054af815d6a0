// What is known while a guard is unknown, as run::Consensus has it: the value that every completion gives, or
// else all that is missing.
#pragma once

#include "engine/fast/compile.hpp"

namespace convenio::fast {

class Consensus {
 public:
  Consensus(Machine& machine, core::TypeId type) : m_(machine), type_(type) {}
  void guard(Reg unknown) { add(unknown); }
  void outcome(Reg value) {
    add(value);
    if (!any_) {
      any_ = true;
      common_ = value;
    } else if (!there(value) || !there(common_) || !same(common_, value)) {
      agree_ = false;
    }
  }
  Reg value() const {
    if (any_ && there(common_) && agree_) return common_;
    return there(missing_) ? m_.absent.because(std::vector<model::Blocker>{}) : missing_;
  }

 private:
  void add(Reg value) {
    if (!there(value)) missing_ = m_.absent.both(missing_, value);
  }
  bool same(Reg a, Reg b) const {
    return a == b || (points(m_.program, type_) && model::equal(m_.box(a, type_), m_.box(b, type_)));
  }

  Machine& m_;
  core::TypeId type_;
  Reg missing_, common_;
  bool any_ = false, agree_ = true;
};

}  // namespace convenio::fast
