// Plain text in columns.
// Knows no decision and no case; knows nothing of colour.
#include "engine/render/wrap.hpp"

#include <algorithm>

#include "grammar/text/utf8.hpp"

namespace convenio::render {

namespace {

// The bytes of the longest beginning that takes at most `columns`.
std::size_t bytes_within(std::string_view text, std::size_t columns) {
  std::size_t at = 0, used = 0;
  while (at < text.size()) {
    text::Decoded const c = text::decode(text, at);
    if (used + text::width(c.code) > columns) break;
    used += text::width(c.code);
    at += c.length;
  }
  return at;
}

}  // namespace

std::string pad_right(std::string_view text, std::size_t columns) {
  std::size_t const used = width(text);
  return std::string(text) + std::string(used < columns ? columns - used : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t columns) {
  std::size_t const used = width(text);
  return std::string(used < columns ? columns - used : 0, ' ') + std::string(text);
}

std::string shorten(std::string_view text, std::size_t columns) {
  if (width(text) <= columns) return std::string(text);
  if (columns <= 3) return std::string(text.substr(0, bytes_within(text, columns)));
  return std::string(text.substr(0, bytes_within(text, columns - 3))) + "...";
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
  columns = std::max<std::size_t>(columns, 8);
  std::vector<std::string> lines(1);
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ' || text[at] == '\n') {
      ++at;
      continue;
    }
    std::size_t const end = std::min(text.find_first_of(" \n", at), text.size());
    std::string_view word = text.substr(at, end - at);
    at = end;
    std::size_t room = columns - used - (used > 0 ? 1 : 0);
    if (used > 0 && (used + 1 > columns || width(word) > room)) {
      lines.emplace_back();
      used = 0;
    }
    while (width(word) > columns) {
      std::size_t const bytes = std::max<std::size_t>(bytes_within(word, columns), 1);
      lines.back() = word.substr(0, bytes);
      lines.emplace_back();
      word.remove_prefix(bytes);
    }
    if (used > 0) {
      lines.back() += ' ';
      ++used;
    }
    lines.back() += word;
    used += width(word);
  }
  return lines;
}

std::size_t longest_word(std::string_view text) {
  std::size_t longest = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const end = std::min(text.find_first_of(" \n", at), text.size());
    longest = std::max(longest, width(text.substr(at, end - at)));
    at = end + 1;
  }
  return longest;
}

Page& Page::line(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  out_ += text::printable(text);  // a case may say anything, and a terminal obeys some of it
  out_ += '\n';
  after_gap_ = text.empty();
  return *this;
}

Page& Page::gap() { return after_gap_ ? *this : line(); }

Page& Page::paragraph(std::string_view text, std::size_t indent, std::size_t hanging) {
  std::size_t const widest = std::max(indent, hanging);
  auto const lines = wrap(text, columns_ > widest ? columns_ - widest : 8);
  for (std::size_t i = 0; i < lines.size(); ++i) line(std::string(i == 0 ? indent : hanging, ' ') + lines[i]);
  return *this;
}

Page& Page::entry(std::string_view term, std::string_view text, std::size_t indent,
                  std::size_t term_columns) {
  std::size_t const left = indent + term_columns;
  auto const lines = wrap(text, columns_ > left ? columns_ - left : 8);
  std::string const margin(indent, ' ');
  std::size_t next = 0;
  if (width(term) < term_columns) {
    line(margin + pad_right(term, term_columns) + lines[0]);
    next = 1;
  } else {
    paragraph(term, indent);
  }
  for (; next < lines.size(); ++next) line(std::string(left, ' ') + lines[next]);
  return *this;
}

Page& Page::heading(std::string_view left, std::string_view right) {
  if (right.empty()) return paragraph(left, 0, 4);
  std::size_t const room = columns_ - std::min(columns_ - 8, width(right) + 2);
  auto const lines = wrap(left, room);
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) line((i > 0 ? "    " : "") + lines[i]);
  std::string last = (lines.size() > 1 ? "    " : "") + lines.back();
  std::size_t const used = width(last) + width(right);
  return line(last + std::string(used < columns_ ? columns_ - used : 2, ' ') + std::string(right));
}

std::size_t Page::lines() const { return static_cast<std::size_t>(std::count(out_.begin(), out_.end(), '\n')); }

std::string Page::take() { return std::move(out_); }

Table::Table(std::vector<std::string> heads, std::vector<Side> sides) : sides_(std::move(sides)) {
  rows_.push_back(std::move(heads));
}

void Table::row(std::vector<std::string> cells) {
  cells.resize(sides_.size());
  rows_.push_back(std::move(cells));
}

void Table::print(Page& page, std::size_t indent) const {
  std::vector<std::size_t> widths(sides_.size());
  for (auto const& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  }
  for (auto const& row : rows_) {
    std::string text(indent, ' ');
    for (std::size_t i = 0; i + 1 < row.size(); ++i) {
      text += sides_[i] == Side::left ? pad_right(row[i], widths[i]) : pad_left(row[i], widths[i]);
      text += "  ";
    }
    std::size_t const left = width(text);
    std::size_t const room = page.columns() > left + 8 ? page.columns() - left : 8;
    bool const right = sides_.back() == Side::right && widths.back() <= room;
    auto const lines = wrap(right ? "" : row.back(), room);
    page.line(text + (right ? pad_left(row.back(), widths.back()) : lines[0]));
    for (std::size_t i = 1; i < lines.size(); ++i) page.line(std::string(left, ' ') + lines[i]);
  }
}

}  // namespace convenio::render
