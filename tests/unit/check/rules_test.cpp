// The packages under rules/ are accepted as they are.
#include <cstdlib>
#include <iostream>

#include <doctest/doctest.h>

#include "tests/unit/check/load.hpp"

using namespace convenio;

TEST_CASE("every package under rules/ is accepted") {
  testing::Checked const checked(api::load(*api::folder(CONVENIO_SOURCE_DIR "/rules")));
  bool const show = std::getenv("CONVENIO_SHOW") != nullptr;
  if (show) std::cout << checked.report() << core::dump(checked.program);
  INFO(checked.report(false));
  CHECK(checked.diagnostics.error_count() == 0);
  CHECK(checked.program.rules.size() > 20);
}
