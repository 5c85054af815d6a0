// Joining reasons of absence. Private to this room and its tests.
#pragma once

#include <vector>

#include "engine/model/value.hpp"

namespace convenio::model {

// Sorted union; null pointers are passed over, but something always comes out: an absence is never empty.
AbsencePtr joined(std::vector<AbsencePtr> const& absences);
AbsencePtr absence_of(Blocker blocker);
std::strong_ordering compare(AbsencePtr const& a, AbsencePtr const& b);

}  // namespace convenio::model
