// Findings in a drafter's text: coded, placed, with a hint. Collected, never thrown.
// Knows no rule of the language; whoever finds a fault words it.
#pragma once

#include <string>
#include <vector>

#include "grammar/text/codes.hpp"
#include "grammar/text/source.hpp"

namespace convenio::text {

enum class Severity { error, warning };

struct Place {
  Span span;
  std::string label;  // "declared here"
};

struct Diagnostic {
  Code code{};
  Severity severity = Severity::error;
  Span span;
  std::string message;  // one line, lower case, no full stop; the user's words in `backticks`
  std::string hint;     // what to do about it, or empty
  std::vector<Place> places;
};

class Diagnostics {
 public:
  Diagnostic& error(Code code, Span span, std::string message, std::string hint = {});
  Diagnostic& warning(Code code, Span span, std::string message, std::string hint = {});
  bool has_errors() const { return errors_ > 0; }
  std::size_t error_count() const { return errors_; }
  std::vector<Diagnostic> const& all() const { return all_; }
  // Orders by source, place and code, and drops exact repetitions.
  void sort();

 private:
  std::vector<Diagnostic> all_;
  std::size_t errors_ = 0;
};

// One diagnostic as text: "error[C0203] message", the place, the source line underlined,
// secondary places, the hint. No colour, at most 80 columns where the source allows.
std::string render(Diagnostic const& diagnostic, Sources const& sources);

// The candidate nearest to `word` (edit distance at most a third of its length), or "".
std::string nearest(std::string_view word, std::vector<std::string> const& candidates);

}  // namespace convenio::text
