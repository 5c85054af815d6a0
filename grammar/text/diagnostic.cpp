// The collecting sink and the nearest name.
#include "grammar/text/diagnostic.hpp"

#include <algorithm>
#include <cassert>
#include <tuple>

#include <fmt/format.h>

#include "grammar/text/confusables.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::text {

Hint did_you_mean(std::string_view written, std::string_view meant) {
  return {fmt::format("did you mean `{}`?", meant), written, meant};
}

// A message may quote what stands in a file, whatever bytes these are.
Diagnostic& Diagnostics::add(Code code, Severity severity, Span span, std::string message, Hint hint) {
  assert(span.begin <= span.end);  // INVARIANT: a place is a range of its source, and may be empty
  Diagnostic& added =
      all_.emplace_back(Diagnostic{code, severity, span, std::move(message), std::move(hint.text), {}, {}});
  added.message = printable(added.message);
  added.hint = printable(added.hint);
  if (!hint.replacement.empty()) {
    std::uint32_t const written = std::min(hint.written, span.end - std::min(span.begin, span.end));
    added.fix = Fix{{span.source, span.end - written, span.end}, std::move(hint.replacement)};
  }
  return added;
}

Diagnostic& Diagnostics::error(Code code, Span span, std::string message, Hint hint) {
  ++errors_;
  return add(code, Severity::error, span, std::move(message), std::move(hint));
}

Diagnostic& Diagnostics::warning(Code code, Span span, std::string message, Hint hint) {
  return add(code, Severity::warning, span, std::move(message), std::move(hint));
}

void Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::error) ++errors_;
  all_.push_back(std::move(diagnostic));
}

void Diagnostics::append(Diagnostics const& others) {
  for (Diagnostic const& one : others.all_) add(one);
}

std::vector<Diagnostic> Diagnostics::take() {
  errors_ = 0;
  return std::exchange(all_, {});
}

void Diagnostics::sort() {
  auto const key = [](Diagnostic const& d) {
    return std::tie(d.span.source, d.span.begin, d.code, d.span.end, d.severity, d.message, d.hint);
  };
  std::stable_sort(all_.begin(), all_.end(),
                   [&](Diagnostic const& a, Diagnostic const& b) { return key(a) < key(b); });
  auto const same = [&](Diagnostic const& a, Diagnostic const& b) { return key(a) == key(b); };
  all_.erase(std::unique(all_.begin(), all_.end(), same), all_.end());
  errors_ = static_cast<std::size_t>(std::count_if(
      all_.begin(), all_.end(), [](Diagnostic const& d) { return d.severity == Severity::error; }));
}

namespace {

std::u32string code_points(std::string_view bytes) {
  std::u32string result;
  for (std::size_t i = 0; i < bytes.size();) {
    Decoded const at = decode(bytes, i);
    result.push_back(at.code);
    i += at.length;
  }
  return result;
}

// Insertions, deletions, replacements and swaps of neighbours each count one.
std::size_t distance(std::u32string const& a, std::u32string const& b) {
  std::vector<std::size_t> two_before(b.size() + 1);
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) before[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t const replace = before[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
      now[j] = std::min({before[j] + 1, now[j - 1] + 1, replace});
      bool const swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) now[j] = std::min(now[j], two_before[j - 2] + 1);
    }
    std::swap(two_before, before);
    std::swap(before, now);
  }
  return before[b.size()];
}

// The only candidate that begins like this, or "": `para` for `paragraph`.
std::string only_longer(std::string_view word, std::vector<std::string> const& candidates) {
  constexpr std::size_t shortest = 3;
  std::string found;
  if (word.size() < shortest) return found;
  for (std::string const& candidate : candidates) {
    if (!candidate.starts_with(word) || candidate == found) continue;
    if (!found.empty()) return {};
    found = candidate;
  }
  return found;
}

}  // namespace

std::string nearest(std::string_view word, std::vector<std::string> const& candidates) {
  constexpr std::size_t longest = 128;
  if (word.size() > longest) return {};
  std::u32string const wanted = code_points(word);
  std::size_t const bound = wanted.size() / 3;
  std::string const* best = nullptr;
  std::size_t best_distance = bound + 1;
  bool const plain = wanted.size() == word.size();  // ASCII; others may look like a candidate
  std::string const look = plain ? std::string{} : look_of(word);
  for (std::string const& candidate : candidates) {
    if (candidate.size() > longest) continue;
    if (!plain && candidate != word && look_of(candidate) == look) return candidate;
    std::u32string const other = code_points(candidate);
    std::size_t const found = distance(wanted, other);
    bool const nearer = found < best_distance;
    bool const tie = best != nullptr && found == best_distance && candidate < *best;
    if (nearer || tie) {
      best = &candidate;
      best_distance = found;
    }
  }
  return best == nullptr ? only_longer(word, candidates) : *best;
}

}  // namespace convenio::text
