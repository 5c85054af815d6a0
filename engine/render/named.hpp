// What people call the part of a case that something is missing of: the period by its State and days, a fact by whom it is of.
// Knows facts; knows no decision and no layout.
#pragma once

#include <string>
#include <vector>

#include "engine/cases/rows.hpp"
#include "engine/render/sections.hpp"
#include "engine/render/speech.hpp"

namespace convenio::render {

// Of "history[ar-1].kind" the period, "Aland, first day: 1 March 1984, last day: ..."; of "wage(AL)" its arguments; else "".
std::string named(Context const& context, Speech& speech, std::string const& subject);

// The first and the last day of a period, also where the case leaves them open: "30 June 2008 or 30 June 2009".
struct Days {
  std::string first, last;
};
Days days_of(Speech& speech, cases::Row const& row);

// The periods of a history as the case states them.
std::vector<cases::Row> rows_of(cases::FactValue const& given);

}  // namespace convenio::render
