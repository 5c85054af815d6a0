#include "engine/core/enumerators.hpp"

#include <doctest/doctest.h>

using namespace convenio;

namespace {

enum class One : unsigned char { only };
enum class Three : unsigned char { first, second, third };

}  // namespace

TEST_CASE("the last value of an enumeration is found without being said") {
  CHECK(core::last_enumerator<One>() == 0);
  CHECK(core::last_enumerator<Three>() == 2);
}
