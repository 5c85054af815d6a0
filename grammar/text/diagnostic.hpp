// Findings in a drafter's text: coded, placed, with a hint. Collected, never thrown.
// Knows no rule of the language; whoever finds a fault words it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/text/code.hpp"
#include "grammar/text/source.hpp"

namespace convenio::text {

struct Place {
  Span span;
  std::string label;  // "declared here"
};

// What to write instead, where that is certain enough to be offered.
struct Fix {
  Span span;
  std::string replacement;      // "": remove it
  std::vector<Span> also = {};  // where the same is to be written
};

// What to do about it. It becomes a fix when it names what to write in place of the last `written` bytes.
struct Hint {
  std::string text;
  std::string replacement;
  std::uint32_t written = 0;
  Hint() = default;
  Hint(std::string words) : text(std::move(words)) {}
  Hint(char const* words) : text(words) {}
  // With `instead` in place of `words_written`, the last words of the fault.
  Hint(std::string words, std::string_view words_written, std::string_view instead)
      : text(std::move(words)),
        replacement(instead),
        written(static_cast<std::uint32_t>(words_written.size())) {}
  bool empty() const { return text.empty(); }
};

// "did you mean `x`?", with `x` as the fix.
Hint did_you_mean(std::string_view written, std::string_view meant);

struct Diagnostic {
  Code code{};
  Severity severity = Severity::error;
  Span span;
  std::string message;  // one line, lower case, no full stop; the user's words in `backticks`
  std::string hint;     // what to do about it, or empty
  std::vector<Place> places;
  std::optional<Fix> fix = std::nullopt;
};

class Diagnostics {
 public:
  Diagnostic& error(Code code, Span span, std::string message, Hint hint = {});
  Diagnostic& warning(Code code, Span span, std::string message, Hint hint = {});
  void add(Diagnostic diagnostic);
  void append(Diagnostics const& others);
  Diagnostic& last() { return all_.back(); }  // after one has been reported
  bool has_errors() const { return errors_ > 0; }
  std::size_t error_count() const { return errors_; }
  std::vector<Diagnostic> const& all() const { return all_; }
  // All of them, in their order; none are left.
  std::vector<Diagnostic> take();
  // Orders by source, place and code, and drops exact repetitions.
  void sort();

 private:
  Diagnostic& add(Code code, Severity severity, Span span, std::string message, Hint hint);

  std::vector<Diagnostic> all_;
  std::size_t errors_ = 0;
};

// One diagnostic as text: "error[C0203] message", the place, the source line underlined,
// secondary places, the hint. No colour, at most 80 columns where the source allows.
std::string render(Diagnostic const& diagnostic, Sources const& sources);

// All of them as one JSON document, described in docs/schemas/diagnostics-1.schema.json.
std::string to_json(Diagnostics const& diagnostics, Sources const& sources);

// The candidate nearest to `word` (edit distance at most a third of its length), else the only one that
// begins with it, or "".
std::string nearest(std::string_view word, std::vector<std::string> const& candidates);

}  // namespace convenio::text
