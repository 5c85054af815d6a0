// Cases made from others: facts left out, values changed. Knows facts and their kinds; must not know a rule.
#pragma once

#include "engine/cases/case.hpp"
#include "engine/core/program.hpp"
#include "tests/properties/random.hpp"

namespace convenio::fast_tests {

// One to all of its facts are left out.
cases::Case without_some(cases::Case facts, properties::Random& random);

// Some of its values are others: a day sooner or later, an amount or number beside it, another word. The case
// that comes out may be one that cannot be.
cases::Case changed(core::Program const& program, cases::Case facts, properties::Random& random);

}  // namespace convenio::fast_tests
