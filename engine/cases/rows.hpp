// A history as a case writes it, row by row, where something in it is open: days that are not known, rows
// that may be one certificate sent twice. What such a history is, once the open points are chosen. Knows
// periods and candidates; knows no JSON and no rule.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/cases/case.hpp"

namespace convenio::cases {

struct OpenDay {
  std::string subject;  // "history[uy].to"
  model::Blocker::Kind kind{};
  Candidates among = {};  // dates
  bool running = false;   // it goes on: to the last day that the case names
  std::string path = {};  // of the case document
};

struct Row {
  model::Period period;      // an open day stands here as the first of its candidates
  std::vector<bool> stated;  // by attribute
  std::string subject;       // "history[br-copy]"
  std::optional<OpenDay> begin, end;
  std::vector<std::size_t> may_repeat;  // earlier rows that may be the same certificate
  bool too_many = false;                // as `may_repeat` names too few of them, nothing is chosen
};

struct Rows {
  std::vector<Row> rows;
};

// The place of the candidate that is chosen for a subject, if one is. Of a row that may repeat others: 0, it
// is a period of its own; n, it is the n-th of `may_repeat`.
using Chosen = std::function<std::optional<std::size_t>(std::string const& subject)>;

// Absent while a day is open; rows that may be one are doubts while it is open. nullopt: what is chosen
// cannot be true together (a period that ends before it begins, two rows that are one and differ).
std::optional<model::Value> history_of(Rows const& rows, Chosen const& chosen);

// Whether two rows may be one certificate sent twice: alike in dates and state, and in everything that both
// state.
bool may_be_one(Row const& a, Row const& b);

}  // namespace convenio::cases
