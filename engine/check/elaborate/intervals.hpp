// Intervals of the values of a key, between cuts of a line; and the gaps between them.
// Private to this room. Knows no row and no version.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/check/workspace.hpp"
#include "engine/model/rational.hpp"

namespace convenio::check {

// A cut of the line just before (`after` false) or just after a value; unbounded ends have no value.
struct Cut {
  std::optional<model::Rational> value;
  bool after = false;
};
struct Interval {
  Cut low, high;
};

// low(a) before low(b), unbounded first
bool starts_before(Interval const& a, Interval const& b);
bool ends_before(Interval const& a, Interval const& b);  // unbounded last
bool same(Interval const& a, Interval const& b);
bool ends_by(Interval const& a, Interval const& b);  // a is over when b begins
bool meet(Interval const& a, Interval const& b);
bool empty(Interval const& a);

// How the values of a key lie on the line.
enum class Line : std::uint8_t { days, wholes, units, continuous };

struct Placed {
  Interval interval;
  Span span;
};

// Reports at most so many gaps, and lowers the number by those reported. `what`: "the rows".
void report_gaps(Workspace& ws, std::vector<Placed> list, Line line, char const* what, std::size_t& most);

inline constexpr std::size_t most_reports = 10;  // per table; the rest are of the same kind

}  // namespace convenio::check
