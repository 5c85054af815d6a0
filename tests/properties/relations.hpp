// The relations of the list of properties, each with the condition under which it is true.
// Knows packages, cases and decisions; must not know how a decision comes about.
#pragma once

#include <vector>

#include "tests/properties/property.hpp"

namespace convenio::properties {

std::vector<Property> relations_of_form();    // order, names, repetition, threads: what must not matter
std::vector<Property> relations_of_law();     // splitting, symmetry, completion, rounding
std::vector<Property> relations_of_degree();  // more insurance, a later claim, a higher threshold

}  // namespace convenio::properties
