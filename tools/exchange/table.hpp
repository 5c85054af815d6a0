// Tables of periods, one a line, by a map that says what each column is: any CSV, and forms that are tables.
// Knows the parts of a map of columns; knows no column and no form.
#pragma once

#include "tools/exchange/case_maker.hpp"
#include "tools/exchange/exchange.hpp"

namespace convenio::exchange::table {

void read(Map const& map, Source const& source, ImportOptions const& options, Findings& findings,
          CaseMaker& maker);
std::optional<std::string> write(Map const& map, Json const& of_case, ExportOptions const& options,
                                 Findings& findings);

// The entries of a map: where each stands in a period ("state", "certified/months"), in the facts ("birth"),
// or in the document ("person/family_name"), and whether a line counts.
struct Entry {
  enum class Of { period, fact, document, counted };
  Of of;
  std::string name;
  Json const* entry;
  std::string column;  // "" where it is constant
};
std::vector<Entry> entries_of(Map const& map);

}  // namespace convenio::exchange::table
