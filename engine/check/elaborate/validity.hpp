// Versions and rows: the values of a key are covered without gap and without overlap.
// Knows keys and dates; knows nothing of what the rows say.
#pragma once

#include <vector>

#include "engine/check/workspace.hpp"

namespace convenio::check {

struct Dated {
  core::Validity validity;
  Span span;
  std::optional<model::Date> enacted = std::nullopt;
};
// Versions in any order: none empty, one after the other, day by day.
void check_versions(Workspace& ws, std::vector<Dated> const& versions);

// What says when it became law needs a day on which cases are decided.
void check_enacted(Workspace& ws, Span span);

// The rows of a table or of a parameter with dates; `spans` has the place of each row.
void check_rows(Workspace& ws, core::Table const& table, std::vector<Span> const& spans);

}  // namespace convenio::check
