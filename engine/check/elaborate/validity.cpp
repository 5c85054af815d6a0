// Gaps and overlaps of versions; see validity.hpp. Those of rows are in rows.cpp.
// Knows dates; knows nothing of what a version says.
#include "engine/check/elaborate/validity.hpp"

#include <algorithm>

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

void check_versions(Workspace& ws, std::vector<Dated> const& versions) {
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

}  // namespace convenio::check
