// Figures of which nobody says until when they are known, or where they stand. Warnings only.
// Knows rows and keys; knows no figure.
#include <algorithm>

#include <fmt/format.h>

#include "engine/check/declare/names.hpp"
#include "engine/check/declare/types.hpp"
#include "engine/check/lint/codes.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

// Without an end: it answers every later day.
bool without_end(core::Key const& key) {
  return key.kind == core::Key::Kind::from || key.kind == core::Key::Kind::any;
}

// Whether a row goes on answering for days that nobody knew; a constant does if it is an amount.
bool outlives_its_source(core::Program const& p, core::Table const& table, core::Row const& row) {
  if (row.value == none || row.known_to) return false;
  if (table.keys.empty()) return table.parameter && is_kind(p, table.type, TypeKind::money);
  for (std::size_t k = 0; k < table.keys.size() && k < row.keys.size(); ++k) {
    if (is_kind(p, table.keys[k].type, TypeKind::date) && without_end(row.keys[k])) return true;
  }
  return false;
}

void horizon(Workspace& ws, core::Table const& table, syntax::OfRows const& said) {
  if (said.until_amended) return;
  for (auto const& row : table.rows) {
    if (!outlives_its_source(ws.program, table, row)) continue;
    ws.diagnostics
        .warning(
            Code::no_horizon, row.span,
            fmt::format("{} answers for every later day, and nobody says until when it is known",
                        quoted(table.name)),
            "write `known to DATE` after it, or `until amended` in its head if it stands in the law itself")
        .places.push_back({table.span, "declared here"});
    return;
  }
}

void source(Workspace& ws, core::Table const& table) {
  if (!table.source.empty()) return;
  auto const unsaid = std::find_if(table.rows.begin(), table.rows.end(), [](core::Row const& row) {
    return row.value != none && row.source.empty();
  });
  if (unsaid == table.rows.end()) return;
  ws.diagnostics.warning(Code::no_source, table.span,
                         fmt::format("no source is stated for the figures of {}", quoted(table.name)),
                         "write `source \"...\"` in the row, the head, the article or the text");
}

}  // namespace

void check_figures(Workspace& ws) {
  for (std::size_t i = 0; i < ws.tables.size(); ++i) {
    TableInfo const& info = ws.tables[i];
    if (ws.packages[info.site.package].texts.empty()) continue;  // it carries no law
    core::Table const& table = ws.program.tables[i];
    horizon(ws, table, info.parameter ? info.parameter->said : info.table->said);
    source(ws, table);
  }
}

}  // namespace convenio::check
