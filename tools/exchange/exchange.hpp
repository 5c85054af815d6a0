// Documents of other systems taken into cases, and cases handed out to them: what the commands import and
// export call. Texts come in and go out; nothing here reads a file, the environment or a clock.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/model/date.hpp"
#include "tools/exchange/map.hpp"

namespace convenio::exchange {

struct ImportOptions {
  std::string id;                 // of the case
  std::optional<model::Date> on;  // periods that end later are told
};

// A case from documents of one person, in the form that the map describes. Nothing where not one of them
// could be read. What a case cannot hold is found, and kept.
std::optional<std::string> import_documents(Map const& map, std::vector<Source> const& sources,
                                            ImportOptions const& options, Findings& findings);

struct ExportOptions {
  std::size_t document = 0;  // of those the case was made from, counted from 1; 0: the only one
  bool readable = false;     // as text for people, where the form has one
  bool table = false;        // as CSV, where the form has one
};
// Whether the form is written from what the rules decide.
bool needs_decision(Map const& map);
// The document of a case in the form that the map describes; nothing where it cannot be written. `decision`:
// the decision document (docs/decision-format.md) where the form needs one, else "".
std::optional<std::string> export_case(Map const& map, Source const& of_case, std::string const& decision,
                                       ExportOptions const& options, Findings& findings);

}  // namespace convenio::exchange
