// Tables as RFC 4180 writes them: commas or semicolons or tabs, quotation marks, line ends of every kind,
// UTF-8. Knows lines and fields; knows no column.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/exchange/map.hpp"

namespace convenio::exchange {

struct Line {
  std::size_t number = 0;  // of the file, counted from 1, where it begins
  std::vector<std::string> fields;
  bool whole = true;  // as many fields as the head, and its quotation marks pair
};
struct Table {
  bool mark = false;  // of UTF-8, at the beginning
  char separator = ',';
  std::vector<std::string> head;
  std::vector<Line> lines;  // without those that are empty, or not UTF-8
};

// `separator`: 0 where it is to be seen from the first line.
Table read_table(Source const& source, char separator, Findings& findings);
std::string write_table(Table const& table);  // lines end with CR LF

}  // namespace convenio::exchange
