// Diagnostics as text for a terminal: heading, place, underlined source line, other places, hint.
// No colour, at most 80 columns where the source allows.
#include <algorithm>

#include <fmt/format.h>

#include "grammar/text/diagnostic.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::text {

namespace {

constexpr std::size_t columns = 80;

// Breaks at spaces; `first` begins the first line, `rest` the others.
std::string wrapped(std::string const& first, std::string const& rest, std::string_view words) {
  std::string result;
  std::string line = first;
  bool empty = true;
  while (!words.empty()) {
    std::size_t const cut = std::min(words.find_first_of(" \n"), words.size());
    std::string_view const word = words.substr(0, cut);
    if (!empty && width(line) + 1 + width(word) > columns) {
      result += line + "\n";
      line = rest;
      empty = true;
    }
    if (!empty && !word.empty()) line += ' ';
    line += word;
    empty = empty && word.empty();
    words.remove_prefix(std::min(cut + 1, words.size()));
  }
  return result + line + "\n";
}

// A line prepared for the terminal: no control characters, and cut around the place if it is long.
struct Excerpt {
  std::string line;
  std::size_t column = 0;  // columns before the first caret
  std::size_t carets = 1;
};

// Drops whole code points from the front until at most `room` columns are left.
std::string tail(std::string const& text, std::size_t room) {
  std::size_t cut = 0;
  std::size_t left = width(text);
  while (cut < text.size() && left > room) {
    Decoded const at = decode(text, cut);
    left -= std::min(left, width(at.code));
    cut += at.length;
  }
  return text.substr(cut);
}

std::string head(std::string const& text, std::size_t room) {
  std::size_t used = 0;
  std::size_t end = 0;
  while (end < text.size()) {
    Decoded const at = decode(text, end);
    if (used + width(at.code) > room) break;
    used += width(at.code);
    end += at.length;
  }
  return text.substr(0, end);
}

// Of a long line, only what is near the place is looked at. Cuts stand between characters.
constexpr std::size_t nearby = 1024;  // bytes

std::string_view near_end(std::string_view bytes) {
  if (bytes.size() <= nearby) return bytes;
  std::size_t from = bytes.size() - nearby;
  while (from < bytes.size() && (static_cast<unsigned char>(bytes[from]) & 0xC0U) == 0x80U) ++from;
  return bytes.substr(from);
}

std::string_view near_begin(std::string_view bytes) {
  if (bytes.size() <= nearby) return bytes;
  std::size_t to = nearby;
  while (to > 0 && (static_cast<unsigned char>(bytes[to]) & 0xC0U) == 0x80U) --to;
  return bytes.substr(0, to);
}

Excerpt excerpt(Source const& source, Span span, std::size_t room) {
  Position const at = source.position(span.begin);
  std::string_view const line = source.line(at.line);
  auto const start = static_cast<std::size_t>(line.data() - source.text().data());
  std::size_t const from =
      std::min<std::size_t>(span.begin - std::min<std::size_t>(span.begin, start), line.size());
  std::size_t const length = span.end > span.begin ? span.end - span.begin : 0;
  std::size_t const to = std::min(from + length, line.size());
  std::string before = printable(near_end(line.substr(0, from)));
  std::string const inside = printable(near_begin(line.substr(from, to - from)));
  std::string after = printable(near_begin(line.substr(to)));
  std::size_t const mark = std::min(std::max<std::size_t>(width(inside), 1), room);
  constexpr std::string_view dots = "...";
  if (width(before) + width(inside) + width(after) > room) {
    std::size_t const middle = head(inside, room).size() < inside.size() ? room : width(inside);
    std::size_t const spare = room > middle ? room - middle : 0;
    if (width(before) > spare / 2)
      before = std::string(dots) + tail(before, spare / 2 > 3 ? spare / 2 - 3 : 0);
    std::size_t const left = spare > width(before) ? spare - width(before) : 0;
    if (width(after) > left) after = head(after, left > 3 ? left - 3 : 0) + std::string(dots);
  }
  return {before + head(inside, room) + after, width(before), mark};
}

std::string heading(Diagnostic const& diagnostic) {
  std::string_view const severity = diagnostic.severity == Severity::error ? "error" : "warning";
  return fmt::format("{}[{}] ", severity, to_string(diagnostic.code));
}

std::string underlined(Source const& source, Span span, std::size_t gutter, std::string const& label) {
  std::size_t const margin = gutter + 3;
  Excerpt const shown = excerpt(source, span, columns > margin ? columns - margin : columns);
  std::string const blank(gutter, ' ');
  std::string result = fmt::format("{:>{}} | {}\n", source.position(span.begin).line, gutter, shown.line);
  result += fmt::format("{} | {}{}", blank, std::string(shown.column, ' '), std::string(shown.carets, '^'));
  if (!label.empty()) result += " " + label;
  return result + "\n";
}

}  // namespace

std::string render(Diagnostic const& diagnostic, Sources const& sources) {
  std::string result = wrapped(heading(diagnostic), "  ", diagnostic.message);
  Span const span = diagnostic.span;
  bool const placed = span.source < sources.size();
  std::size_t gutter = 2;
  auto const widen = [&](Span place) {
    if (place.source >= sources.size()) return;
    auto const digits = std::to_string(sources[place.source].position(place.begin).line).size();
    gutter = std::max(gutter, digits);
  };
  widen(span);
  for (Place const& place : diagnostic.places) widen(place.span);
  if (placed) {
    result += fmt::format("{}--> {}\n", std::string(gutter, ' '), sources.place(span));
    result += underlined(sources[span.source], span, gutter, {});
  }
  for (Place const& place : diagnostic.places) {
    if (place.span.source >= sources.size()) {
      result += wrapped("  ", "  ", place.label);
      continue;
    }
    result += fmt::format("{}::: {}\n", std::string(gutter, ' '), sources.place(place.span));
    result += underlined(sources[place.span.source], place.span, gutter, place.label);
  }
  if (diagnostic.hint.empty() && diagnostic.fix) {
    std::string const& instead = diagnostic.fix->replacement;
    result +=
        wrapped("  hint: ", "        ", instead.empty() ? "remove it" : fmt::format("write `{}`", instead));
  }
  if (!diagnostic.hint.empty()) result += wrapped("  hint: ", "        ", diagnostic.hint);
  return result;
}

}  // namespace convenio::text
