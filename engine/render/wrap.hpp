// Plain text in columns: wrapping, padding, small tables.
// Knows no decision and no case; knows nothing of colour.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/text/utf8.hpp"

namespace convenio::render {

using text::width;

// Padded with spaces to `columns`; longer text stays as it is.
std::string pad_right(std::string_view text, std::size_t columns);
std::string pad_left(std::string_view text, std::size_t columns);
// At most `columns`, the last one an ellipsis (or three points) where something is cut.
std::string shorten(std::string_view text, std::size_t columns);

// Broken at spaces into lines of at most `columns`; words that are longer are broken inside. Never empty.
std::vector<std::string> wrap(std::string_view text, std::size_t columns);
std::size_t longest_word(std::string_view text);  // in columns

// A page of lines no wider than stated, built from the top.
class Page {
 public:
  explicit Page(std::size_t columns) : columns_(columns < 40 ? 40 : columns) {}
  std::size_t columns() const { return columns_; }

  // One line as it is.
  Page& line(std::string_view text = {});
  // Wrapped behind an indent of the first line and one of the others.
  Page& paragraph(std::string_view text, std::size_t indent, std::size_t hanging);
  Page& paragraph(std::string_view text, std::size_t indent = 0) { return paragraph(text, indent, indent); }
  // A term in a column of `term_columns`, and the text wrapped beside it.
  Page& entry(std::string_view term, std::string_view text, std::size_t indent, std::size_t term_columns);
  // Text at the left, a word at the right edge.
  Page& heading(std::string_view left, std::string_view right = {});
  // An empty line, unless the page begins or one stands there already.
  Page& gap();
  std::size_t lines() const;  // so far
  std::string take();

 private:
  std::size_t columns_;
  bool after_gap_ = true;
  std::string out_;
};

// Rows in aligned columns; the widths come from the contents. The last column wraps.
class Table {
 public:
  enum class Side : std::uint8_t { left, right };
  Table(std::vector<std::string> heads, std::vector<Side> sides);
  void row(std::vector<std::string> cells);
  void print(Page& page, std::size_t indent) const;
  bool empty() const { return rows_.size() <= 1; }

 private:
  std::vector<Side> sides_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace convenio::render
