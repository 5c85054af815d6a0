// Runs the tests that packages carry.
// Knows what a test expects; knows no output format.
#pragma once

#include <string>
#include <vector>

#include "engine/core/program.hpp"
#include "engine/run/evaluate.hpp"

namespace convenio::run {

struct Failure {
  std::string sentence;  // what was expected, and what came instead
  text::Span span;       // of the expectation
};

struct TestResult {
  bool passed = false;
  std::vector<Failure> failures;
  std::vector<std::string> given;  // what rules and parameters were given: "rate = 4 %"
};

// `options`: the steps of one decision; nothing is explained.
TestResult run_test(core::Program const& program, core::Test const& test, Options const& options = {});

}  // namespace convenio::run
