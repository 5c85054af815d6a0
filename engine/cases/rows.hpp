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
  std::vector<std::size_t>
      may_repeat;         // earlier rows that may be the same certificate, or may be by some of their days
  bool too_many = false;  // as `may_repeat` names too few of them, nothing is chosen
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
// state. Of a day that is open, each candidate may be the true one.
bool may_be_one(Row const& a, Row const& b);
bool has_open_day(Row const& row);

// Notes for each row with an open day which others it may be; once the candidates of all days are known. Of
// very many rows none is held against each other one.
void link_rows_with_open_days(Rows& rows);

}  // namespace convenio::cases
