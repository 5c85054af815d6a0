// Small pieces of HTML: escaped text, identifiers, links.
// Knows HTML; knows nothing of rules.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace convenio::book {

std::string escape(std::string_view text);
// Letters, digits, `_` and `.` stay; everything else becomes `-`.
std::string identifier(std::string_view text);
std::string link(std::string_view id, std::string_view text);  // within the document
// An address of the web as a link, all other text as text.
std::string address(std::string_view text);
// A page of the same folder, or a place on it; the address is one of ours.
std::string away(std::string_view address, std::string_view text);
std::string plural(std::size_t count, std::string_view one, std::string_view many);

// What stands in a cell, as HTML, and its class.
struct Cell {
  std::string html;
  std::string kind = {};
};

// A table whose first column says what each row is about. On a narrow page its rows are laid out one cell
// below the other, and each cell says the head of its column.
class Table {
 public:
  Table(std::string_view caption, std::vector<std::string> heads, std::string_view kind = "");
  void row(std::vector<Cell> const& cells, std::string_view kind = "");
  bool empty() const { return rows_.empty(); }
  std::string html() const;

 private:
  std::string caption_, kind_, rows_;
  std::vector<std::string> heads_;
};

}  // namespace convenio::book
