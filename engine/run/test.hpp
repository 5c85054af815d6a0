// Runs the tests that packages carry.
// Knows what a test expects; knows no output format.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/core/program.hpp"
#include "engine/run/evaluate.hpp"

namespace convenio::run {

struct Failure {
  std::string sentence;  // what was expected, and what came instead
  text::Span span;       // of the expectation
};

// Another evaluator, by which a test is decided too. What it says must be what the reference evaluator says.
class Beside {
 public:
  virtual ~Beside() = default;
  // Of an expression that stands in no rule, and of the awards of one kind. nullopt: it says nothing.
  virtual std::optional<model::Value> value(cases::Case const& facts, core::ExprId expr) = 0;
  virtual std::optional<Decision> decide(cases::Case const& facts, model::AwardId award) = 0;
};

struct TestResult {
  bool passed = false;
  bool by_both = false;  // all that it looks at was said by the other evaluator too
  std::vector<Failure> failures;
  std::vector<std::string> given;  // what rules and parameters were given: "rate = 4 %"
  std::set<core::CitationId> cited;  // with Options::explain: where what was worked out stands
};

// `options`: the steps of one decision, and whether what was worked out is looked at. `beside`: none, if the reference alone decides.
TestResult run_test(core::Program const& program, core::Test const& test, Options const& options = {.explain = false},
                    Beside* beside = nullptr);

}  // namespace convenio::run
