// Rule text as bytes with a line table, and spans into it.
// Knows bytes, lines and columns; knows nothing of what the text says.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace convenio::text {

using SourceId = std::uint32_t;
inline constexpr SourceId no_source = 0xffffffffU;

// A half-open range of bytes in one source; what reads it takes what lies beyond the source as its end.
struct Span {
  SourceId source = no_source;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(Span const&, Span const&) = default;
};

// Line and column count from 1; the column counts Unicode code points.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

// One text with its name, as it was given; any bytes.
class Source {
 public:
  Source(std::string name, std::string text);
  std::string const& name() const { return name_; }
  std::string const& text() const { return text_; }
  // Of the byte at `offset`, or of the end; a byte that is not UTF-8 is a column. Logarithmic in the lines.
  Position position(std::uint32_t offset) const;
  // The line (counted from 1) without its line end, also without CR; empty where there is no such line.
  std::string_view line(std::uint32_t number) const;
  std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }

 private:
  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
  // Places inside of long lines whose column is known, so that a column is found without reading the whole
  // line.
  struct Mark {
    std::uint32_t offset, column;
  };
  void mark_line(std::size_t begin, std::size_t end);
  std::vector<Mark> marks_;
};

// All sources of one run. References and slices stay valid while others are added.
class Sources {
 public:
  SourceId add(std::string name, std::string text);
  // Precondition: `id` came from `add`.
  Source const& operator[](SourceId id) const { return sources_[id]; }
  std::size_t size() const { return sources_.size(); }
  // The bytes of the span; empty where the source is not known.
  std::string_view slice(Span span) const;
  // "file:line:column", or "" for a span without source.
  std::string place(Span span) const;

 private:
  std::deque<Source> sources_;
};

}  // namespace convenio::text
