// The fast evaluator as the one by which tests of packages are decided too.
// Knows both doors; knows no test.
#pragma once

#include "engine/fast/machine.hpp"
#include "engine/run/test.hpp"

namespace convenio::fast {

class Beside : public run::Beside {
 public:
  explicit Beside(core::Program const& program) : machine_(program) {}
  std::optional<model::Value> value(cases::Case const& facts, core::ExprId expr) override {
    return machine_.value(facts, expr);
  }
  std::optional<run::Decision> decide(cases::Case const& facts, model::AwardId award) override {
    return machine_.decide(facts, award);
  }

 private:
  Machine machine_;
};

}  // namespace convenio::fast
