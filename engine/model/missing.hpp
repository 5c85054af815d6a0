// What is missing in the attributes of periods. Private to this room.
#pragma once

#include <vector>

#include "engine/model/history.hpp"

namespace convenio::model {

// What is missing in a value, parts of lists and records included.
void collect_absences(Value const& value, std::vector<AbsencePtr>& found);
// For each attribute, whether it is missing in any of the periods, or a part of it is.
std::vector<bool> missing_attributes(std::vector<Period> const& periods);

}  // namespace convenio::model
