// Histories as sets of calendar days: those that surely belong, and those that may. Private to this room.
// Knows no attribute of a period.
#pragma once

#include <vector>

#include "engine/model/history.hpp"

namespace convenio::model {

struct DaySpan {  // [begin, end)
  Date begin, end;
};

// Sorted, without overlap, with touching spans made one.
std::vector<DaySpan> disjoint(std::vector<DaySpan> spans);

struct DoubtfulSpan {
  Date begin, end;
  AbsencePtr why;  // null: the days surely belong
};

// The days of a history in order, without overlap. A day of a definite period, or of a doubt that only leaves
// the owner open, is sure; other doubts give doubtful spans, with the union of their reasons.
std::vector<DoubtfulSpan> coverage(History const& h);

}  // namespace convenio::model
