// What is missing in the attributes of periods. Knows no meaning of an attribute.
#include "engine/model/missing.hpp"

#include <algorithm>

namespace convenio::model {

// What is missing in a value, parts of lists and records included.
void collect_absences(Value const& value, std::vector<AbsencePtr>& found) {
  if (value.absent()) found.push_back(value.as<AbsencePtr>());
  auto const* list = std::get_if<ListPtr>(&value.content);
  auto const* record = std::get_if<RecordPtr>(&value.content);
  if (list && *list)
    for (Value const& item : (*list)->items) collect_absences(item, found);
  if (record && *record)
    for (Value const& field : (*record)->fields) collect_absences(field, found);
}

// For each attribute, whether it is missing in any period.
std::vector<bool> missing_attributes(std::vector<Period> const& periods) {
  std::vector<bool> missing;
  for (Period const& p : periods) {
    missing.resize(std::max(missing.size(), p.attributes.size()));
    for (std::size_t i = 0; i < p.attributes.size(); ++i) {
      std::vector<AbsencePtr> found;
      collect_absences(p.attributes[i], found);
      if (!found.empty()) missing[i] = true;
    }
  }
  return missing;
}

}  // namespace convenio::model
