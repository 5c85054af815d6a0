// See exchange.hpp.
#include "tools/exchange/exchange.hpp"

#include <fmt/format.h>

#include "tools/exchange/case_maker.hpp"
#include "tools/exchange/case_view.hpp"
#include "tools/exchange/codes.hpp"
#include "tools/exchange/decisions.hpp"
#include "tools/exchange/p5000.hpp"
#include "tools/exchange/table.hpp"

namespace convenio::exchange {

namespace {

// What a map says of how its form is read or written.
bool is_of(Map const& map, std::string_view key, std::string_view kind) {
  return text_at(&map.root(), key) == kind;
}

}  // namespace

std::optional<std::string> import_documents(Map const& map, std::vector<Source> const& sources,
                                            ImportOptions const& options, Findings& findings) {
  CaseMaker maker(findings);
  for (auto const& source : sources) {
    if (is_of(map, "reader", "p5000")) {
      p5000::read(map, source, options, findings, maker);
    } else if (is_of(map, "reader", "table")) {
      table::read(map, source, options, findings, maker);
    } else {
      findings.add(Code::bad_map, "/reader", fmt::format("nothing is read by the map of `{}`", map.form()),
                   "a map says \"reader\": \"table\" or \"p5000\"");
      return std::nullopt;
    }
  }
  if (maker.empty()) return std::nullopt;
  return maker.take(options.id);
}

bool needs_decision(Map const& map) { return is_of(map, "writer", "decisions"); }

std::optional<std::string> export_case(Map const& map, Source const& of_case, std::string const& decision,
                                       ExportOptions const& options, Findings& findings) {
  auto const root = read_case_document(of_case, findings);
  if (!root) return std::nullopt;
  if (is_of(map, "writer", "p5000")) return p5000::write(map, *root, options, findings);
  if (is_of(map, "writer", "table")) return table::write(map, *root, options, findings);
  if (needs_decision(map)) return decisions::write(map, *root, decision, options, findings);
  findings.add(Code::bad_map, "/writer", fmt::format("nothing is written by the map of `{}`", map.form()),
               "a map says \"writer\": \"table\", \"p5000\" or \"decisions\"");
  return std::nullopt;
}

}  // namespace convenio::exchange
