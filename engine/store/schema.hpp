// The tables of an office, format by format, and which columns an event answers for.
// Format N is the PRAGMA user_version of a file. A later format adds a step that leads from the one before it; what was
// written stays as it was, and events go on answering for the columns that the format of their day had.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/database.hpp"

namespace convenio::store {

inline constexpr int format = 1;
inline constexpr std::int64_t application = 0x43766F31;  // "Cvo1", PRAGMA application_id

// A table whose rows are written with an event, and are never changed. Rows of one event are hashed in the order of their
// first `keys` columns.
struct Chained {
  std::string_view table;
  std::vector<std::string_view> columns;  // with the keys first; without `event`
  std::size_t keys;
};
// As events of that format answer for them.
std::vector<Chained> const& chained(int of_format);

// Makes the tables of the newest format in an empty file; within a transaction.
void make_tables(Database& database);
// Leads a file of an earlier format to the newest one, each step in one transaction with the number of its format.
void migrate(Database& database);
// Every statement that made a table, an index or a guard, in order.
std::vector<std::string> statements(Database& database);
std::vector<std::string> expected_statements();

}  // namespace convenio::store
