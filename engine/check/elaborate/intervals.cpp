// How intervals lie to one another, and how a gap between them is worded.
// Knows no row and no version.
#include "engine/check/elaborate/intervals.hpp"
#include "engine/check/elaborate/codes.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace convenio::check {

using model::Rational;

namespace {

bool before(Cut const& a, Cut const& b) {  // both bounded
  if (*a.value != *b.value) return *a.value < *b.value;
  return !a.after && b.after;
}

// The cut as one before a value, where values lie one by one.
Cut stepped(Cut cut, Line line) {
  if (!cut.value || !cut.after || (line != Line::days && line != Line::wholes)) return cut;
  return {cut.value->floor() + Rational(1), false};
}

bool touches(Interval const& a, Interval const& b, Line line) {  // b follows a without a gap
  if (!a.high.value || !b.low.value) return true;
  Cut const end = stepped(a.high, line);
  Cut const begin = stepped(b.low, line);
  if (!before(end, begin)) return true;
  // `1 month to 12 months`, then `13 months`: whole numbers of a unit.
  bool const next = end.after && !begin.after && *begin.value == *end.value + Rational(1);
  return line == Line::units && next && end.value->is_whole();
}

std::string shown(Rational const& value, Line line) {
  if (line != Line::days) return value.to_decimal(0, 10).value_or(value.to_string());
  return model::Date::from_number(static_cast<std::int32_t>(value.to_int64().value_or(0))).to_string();
}

std::string gap_text(Interval const& a, Interval const& b, Line line) {
  Cut const end = stepped(a.high, line);
  Cut const begin = stepped(b.low, line);
  if (line == Line::days || line == Line::wholes) {
    Rational const last = *begin.value - Rational(1);
    if (*end.value == last) return fmt::format("nothing is said for {}", shown(last, line));
    return fmt::format("nothing is said from {} to {}", shown(*end.value, line), shown(last, line));
  }
  return fmt::format("nothing is said between {} and {}", shown(*end.value, line), shown(*begin.value, line));
}

}  // namespace

bool starts_before(Interval const& a, Interval const& b) {
  if (!a.low.value || !b.low.value) return !a.low.value && b.low.value.has_value();
  return before(a.low, b.low);
}

bool ends_before(Interval const& a, Interval const& b) {
  if (!a.high.value || !b.high.value) return a.high.value.has_value() && !b.high.value;
  return before(a.high, b.high);
}

bool same(Interval const& a, Interval const& b) {
  auto const equal = [](Cut const& x, Cut const& y) {
    return x.value == y.value && (!x.value || x.after == y.after);
  };
  return equal(a.low, b.low) && equal(a.high, b.high);
}

bool ends_by(Interval const& a, Interval const& b) {
  if (!a.high.value || !b.low.value) return false;
  return !before(b.low, a.high);
}

bool meet(Interval const& a, Interval const& b) { return !ends_by(a, b) && !ends_by(b, a); }

bool empty(Interval const& a) { return a.low.value && a.high.value && !before(a.low, a.high); }

void report_gaps(Workspace& ws, std::vector<Placed> list, Line line, char const* what, std::size_t& most) {
  std::stable_sort(list.begin(), list.end(),
                   [](Placed const& a, Placed const& b) { return starts_before(a.interval, b.interval); });
  for (std::size_t i = 1; i < list.size() && most > 0; ++i) {
    auto const& [earlier, earlier_span] = list[i - 1];
    if (touches(earlier, list[i].interval, line)) continue;
    --most;
    ws.diagnostics
        .error(Code::gap, list[i].span,
               fmt::format("{} leave a gap: {}", what, gap_text(earlier, list[i].interval, line)),
               "close it, or say why nothing is known: `not encoded \"reason\"` or `undefined \"reason\"`")
        .places.push_back({earlier_span, "after this"});
  }
}

}  // namespace convenio::check
