// A package given as text, parsed and checked, for tests of the evaluator.
#pragma once

#include <doctest/doctest.h>

#include <string>

#include "engine/check/check.hpp"
#include "grammar/parser/parse.hpp"

namespace convenio::run::build {

inline core::Program package(std::string const& text) {
  text::Sources sources;
  text::Diagnostics diagnostics;
  std::vector<syntax::File> files;
  files.push_back(grammar::parse(sources, sources.add("package.convenio", text), diagnostics));
  auto program = check::check(files, sources, diagnostics);
  std::string faults;
  for (auto const& diagnostic : diagnostics.all()) faults += text::render(diagnostic, sources);
  INFO(faults);
  REQUIRE_FALSE(diagnostics.has_errors());
  return program;
}

}  // namespace convenio::run::build
