// The tests of a package: whether they pass, and to which articles they belong: those that their titles name,
// and those whose rules they use.
// Knows titles, names and results; knows no markup.
#pragma once

#include "tools/book/names.hpp"

namespace convenio::book {

struct PrintedTest {
  std::string title;
  run::TestResult result;
  std::vector<std::size_t> named;                        // sections, in their order
  std::map<std::size_t, std::vector<std::size_t>> used;  // section to the anchors in it, in the order of use
  // The articles it belongs to: those it names; if it names none, those whose rules it uses.
  std::vector<std::size_t> articles;
};

std::vector<PrintedTest> tests(api::Loaded const& loaded, Outline const& outline, Names const& names);

}  // namespace convenio::book
