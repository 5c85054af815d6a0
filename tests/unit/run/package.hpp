// A package given as text, checked, for tests of the evaluator.
#pragma once

#include <doctest/doctest.h>

#include <string>

#include "tests/unit/load.hpp"

namespace convenio::run::build {

inline core::Program package(std::string const& text) {
  auto const rules = testing::load_texts({text});
  INFO(api::diagnose(rules));
  REQUIRE(rules.ok());
  return rules.inside().program;
}

}  // namespace convenio::run::build
