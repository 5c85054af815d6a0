// Gaps and overlaps of versions; see validity.hpp. Those of rows are in rows.cpp.
// Knows dates; knows nothing of what a version says.
#include "engine/check/elaborate/validity.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/intervals.hpp"

namespace convenio::check {

namespace {

using model::Rational;

Interval interval_of(core::Validity const& validity) {
  Interval interval;
  if (validity.from) interval.low = {Rational(validity.from->number()), false};
  if (validity.until) interval.high = {Rational(validity.until->number()), true};
  return interval;
}

}  // namespace

void check_enacted(Workspace& ws, Span span) {
  if (ws.program.decided_on != none) return;
  ws.diagnostics.error(Code::no_governing_date, span,
                       "this says when it became law, and no package says on which day a case is decided",
                       "write `decided on FACT` once, outside of every text");
}

namespace {

void check_alike(Workspace& ws, std::vector<Dated> const& versions) {
  std::vector<Placed> list;
  for (auto const& v : versions) {
    list.push_back({interval_of(v.validity), v.span});
    if (empty(list.back().interval)) return;  // reported where the span was read
  }
  std::stable_sort(list.begin(), list.end(),
                   [](Placed const& a, Placed const& b) { return starts_before(a.interval, b.interval); });
  bool overlap = false;
  std::size_t most = most_reports;
  for (std::size_t i = 1; i < list.size(); ++i) {
    if (!meet(list[i - 1].interval, list[i].interval)) continue;
    overlap = true;
    ws.diagnostics
        .error(Code::overlap, list[i].span, "this version overlaps another one",
               "end the earlier one with `until` the day before")
        .places.push_back({list[i - 1].span, "the other version"});
  }
  if (!overlap) report_gaps(ws, std::move(list), Line::days, "the versions", most);
}

}  // namespace

// Those that became law later replace what was known before, and are compared with one another only.
void check_versions(Workspace& ws, std::vector<Dated> const& versions) {
  std::map<std::optional<model::Date>, std::vector<Dated>> by_day;
  for (auto const& v : versions) by_day[v.enacted].push_back(v);
  for (auto const& [day, alike] : by_day) check_alike(ws, alike);
}

}  // namespace convenio::check
