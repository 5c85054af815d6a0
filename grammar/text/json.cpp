// Diagnostics as JSON for editors and other programs.
// Knows the shape that docs/schemas/diagnostics-1.schema.json describes; one diagnostic stands on one line.
#include <algorithm>

#include <fmt/format.h>

#include "grammar/text/diagnostic.hpp"
#include "grammar/text/normal_form.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::text {

namespace {

std::string quoted(std::string_view bytes) {
  std::string result = "\"";
  for (std::size_t i = 0; i < bytes.size();) {
    Decoded const at = decode(bytes, i);
    i += at.length;
    if (at.code == '"' || at.code == '\\') {
      result += '\\';
      result += static_cast<char>(at.code);
    } else if (at.code < 0x20 || at.code == 0x7F || is_bidirectional_control(at.code)) {
      result += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(at.code));
    } else {
      append(result, at.code);  // U+FFFD for bytes that are not UTF-8
    }
  }
  return result + '"';
}

std::string point(Source const& source, std::uint32_t offset) {
  Position const at = source.position(offset);
  return fmt::format(R"({{"byte": {}, "line": {}, "column": {}}})", offset, at.line, at.column);
}

// The members of a place; none where the source is not known.
std::string place(Sources const& sources, Span span) {
  if (span.source >= sources.size()) return {};
  Source const& source = sources[span.source];
  auto const size = static_cast<std::uint32_t>(source.text().size());
  std::uint32_t const begin = std::min(span.begin, size);
  std::uint32_t const end = std::clamp(span.end, begin, size);
  return fmt::format(R"(, "file": {}, "begin": {}, "end": {})", quoted(source.name()), point(source, begin),
                     point(source, end));
}

std::string one(Diagnostic const& d, Sources const& sources) {
  std::string result = fmt::format(R"({{"code": "{}", "severity": "{}", "message": {})", to_string(d.code),
                                   d.severity == Severity::error ? "error" : "warning", quoted(d.message));
  result += place(sources, d.span);
  if (!d.hint.empty()) result += fmt::format(R"(, "hint": {})", quoted(d.hint));
  if (d.fix) {
    result += fmt::format(R"(, "fix": {{"replacement": {}{})", quoted(d.fix->replacement),
                          place(sources, d.fix->span));
    for (std::size_t i = 0; i < d.fix->also.size(); ++i) {
      std::string const members = place(sources, d.fix->also[i]);
      result += fmt::format("{}{{{}}}", i == 0 ? R"(, "also": [)" : ", ",
                            std::string_view(members).substr(std::min<std::size_t>(2, members.size())));
    }
    result += d.fix->also.empty() ? "}" : "]}";
  }
  if (!d.places.empty()) {
    result += R"(, "places": [)";
    for (std::size_t i = 0; i < d.places.size(); ++i) {
      result += fmt::format(R"({}{{"label": {}{}}})", i == 0 ? "" : ", ", quoted(d.places[i].label),
                            place(sources, d.places[i].span));
    }
    result += ']';
  }
  return result + '}';
}

}  // namespace

std::string to_json(Diagnostics const& diagnostics, Sources const& sources) {
  std::string result = R"({"format": "convenio-diagnostics-1", "diagnostics": [)";
  for (std::size_t i = 0; i < diagnostics.all().size(); ++i) {
    result += (i == 0 ? "\n" : ",\n") + one(diagnostics.all()[i], sources);
  }
  return result + "]}\n";
}

}  // namespace convenio::text
