// The line table of a source and the reading of spans.
// Every offset is clamped to the source: a span may point at its end, never beyond it.
#include "grammar/text/source.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "grammar/text/utf8.hpp"

namespace convenio::text {

namespace {

constexpr std::size_t mark_distance = 1024;  // bytes

}  // namespace

Source::Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] != '\n') continue;
    if (i - line_starts_.back() > mark_distance) mark_line(line_starts_.back(), i);
    line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
  if (text_.size() - line_starts_.back() > mark_distance) mark_line(line_starts_.back(), text_.size());
}

void Source::mark_line(std::size_t begin, std::size_t end) {
  std::size_t next = begin + mark_distance;
  std::uint32_t column = 1;
  for (std::size_t at = begin; at < end; ++column) {
    if (at >= next) {
      marks_.push_back({static_cast<std::uint32_t>(at), column});
      next = at + mark_distance;
    }
    at += decode(text_, at).length;
  }
}

Position Source::position(std::uint32_t offset) const {
  auto const end = static_cast<std::uint32_t>(text_.size());
  std::uint32_t const at = std::min(offset, end);
  auto const after = std::upper_bound(line_starts_.begin(), line_starts_.end(), at);
  auto const number = static_cast<std::uint32_t>(after - line_starts_.begin());
  std::uint32_t start = line_starts_[number - 1];
  std::uint32_t column = 1;
  auto const mark = std::upper_bound(marks_.begin(), marks_.end(), at,
                                     [](std::uint32_t place, Mark const& m) { return place < m.offset; });
  if (mark != marks_.begin() && std::prev(mark)->offset > start) {
    start = std::prev(mark)->offset;
    column = std::prev(mark)->column;
  }
  std::string_view const before = std::string_view(text_).substr(start, at - start);
  return {number, static_cast<std::uint32_t>(count_code_points(before)) + column};
}

std::string_view Source::line(std::uint32_t number) const {
  if (number == 0 || number > line_count()) return {};
  std::size_t const start = line_starts_[number - 1];
  std::size_t end = number < line_count() ? line_starts_[number] - 1 : text_.size();
  if (end > start && text_[end - 1] == '\r') --end;
  return std::string_view(text_).substr(start, end - start);
}

SourceId Sources::add(std::string name, std::string text) {
  sources_.emplace_back(std::move(name), std::move(text));
  return static_cast<SourceId>(sources_.size() - 1);
}

std::string_view Sources::slice(Span span) const {
  if (span.source >= sources_.size()) return {};
  std::string_view const text = sources_[span.source].text();
  std::size_t const begin = std::min<std::size_t>(span.begin, text.size());
  std::size_t const end = std::clamp<std::size_t>(span.end, begin, text.size());
  return text.substr(begin, end - begin);
}

std::string Sources::place(Span span) const {
  if (span.source >= sources_.size()) return {};
  Source const& source = sources_[span.source];
  Position const at = source.position(span.begin);
  return fmt::format("{}:{}:{}", printable(source.name()), at.line, at.column);
}

}  // namespace convenio::text
