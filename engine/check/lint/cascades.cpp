// Causes and consequences: what only follows from another fault is not told, and what has one cause in many
// places is told once. Decided by what the tree and the workspace mark as unread or damaged, never by the
// text.
#include <algorithm>
#include <array>
#include <cassert>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/lint/codes.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

using text::Diagnostic;
using text::Severity;
using Extent = syntax::Unread::Kind;

template <std::size_t Size>
bool among(text::Code code, std::array<text::Code, Size> const& codes) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool of_names(text::Code code) {
  constexpr std::array codes{Code::unknown_name, Code::unknown_field, Code::wrong_order};
  return among(code, codes);
}

// What is missing, or does not suffice, without what could not be read.
bool of_absence(text::Code code) {
  constexpr std::array codes{Code::unknown_name,      Code::unknown_field,    Code::wrong_order,
                             Code::party_spans,       Code::wrong_precedence, Code::wrong_expectation,
                             Code::no_governing_date, Code::misplaced};
  return among(code, codes);
}

// Of values that do not fit a declaration.
bool of_fitting(text::Code code) {
  constexpr std::array codes{Code::type_mismatch, Code::unit_mismatch, Code::currency_mismatch,
                             Code::wrong_operands, Code::wrong_arguments};
  return among(code, codes);
}

// Ranges of the sources; asked whether a place lies in one of them.
class Ranges {
 public:
  void add(Span span) { spans_.push_back(span); }
  void close() {
    std::sort(spans_.begin(), spans_.end(), before);
    std::vector<Span> joined;
    for (Span const& span : spans_) {
      bool const inside =
          !joined.empty() && joined.back().source == span.source && span.begin < joined.back().end;
      if (inside) {
        joined.back().end = std::max(joined.back().end, span.end);
      } else {
        joined.push_back(span);
      }
    }
    spans_ = std::move(joined);
  }
  bool contain(Span part) const {
    auto const after = std::upper_bound(spans_.begin(), spans_.end(), part, before);
    if (after == spans_.begin()) return false;
    Span const& whole = *std::prev(after);
    return whole.source == part.source && part.end <= whole.end;
  }
  bool empty() const { return spans_.empty(); }

 private:
  static bool before(Span const& a, Span const& b) {
    return std::tie(a.source, a.begin) < std::tie(b.source, b.begin);
  }
  std::vector<Span> spans_;
};

class Causes {
 public:
  explicit Causes(Workspace const& ws) : sources_(ws.sources) {
    for (auto const& mark : ws.unread) {
      unread_.add(mark.span);
      words_.insert(mark.words.begin(), mark.words.end());
      if (!mark.name.empty()) names_.insert(mark.name);
      nameless_ = nameless_ || mark.kind == Extent::nameless;
      incomplete_ = incomplete_ || mark.kind != Extent::part;
    }
    for (Span const& span : ws.damaged) damaged_.add(span);
    unread_.close();
    damaged_.close();
  }
  bool empty() const { return unread_.empty() && damaged_.empty(); }

  bool explain(Diagnostic const& d) const {
    if (d.span.source >= sources_.size()) return false;
    return unread_.contain(d.span) || perhaps_declared(d) || missing(d) || points_to_a_cause(d);
  }

 private:
  // A name that stands where something could not be read may be declared there, or be what the name of such a
  // declaration should have been.
  bool perhaps_declared(Diagnostic const& d) const {
    if (d.severity != Severity::error || !of_names(d.code)) return false;
    std::string_view const name = sources_.slice(d.span);
    return words_.contains(name.substr(name.rfind('.') + 1)) ||
           (d.fix && names_.contains(d.fix->replacement));
  }

  // With a near name it is more likely a fault of its own, unless the names of declarations are not known.
  bool missing(Diagnostic const& d) const {
    bool const lacking = incomplete_ || (!damaged_.empty() && !damaged_.contain(d.span));
    return of_absence(d.code) && (nameless_ || (lacking && !d.fix));
  }

  bool points_to_a_cause(Diagnostic const& d) const {
    return std::any_of(d.places.begin(), d.places.end(), [&](text::Place const& place) {
      return unread_.contain(place.span) || (damaged_.contain(place.span) && !damaged_.contain(d.span));
    });
  }

  text::Sources const& sources_;
  Ranges unread_, damaged_;
  std::set<std::string, std::less<>> words_;  // in what is unread
  std::set<std::string, std::less<>> names_;  // of declarations that are unread
  bool nameless_ = false, incomplete_ = false;
};

bool is_error(Diagnostic const& d) { return d.severity == Severity::error; }

std::vector<Diagnostic> without_consequences(Workspace const& ws, std::vector<Diagnostic> all,
                                             std::size_t of_the_text) {
  Causes const causes(ws);
  if (causes.empty()) return all;
  std::vector<Diagnostic> kept;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i < of_the_text || !causes.explain(all[i])) kept.push_back(all[i]);
  }
  // Whatever was marked, rules with an error stay rules with an error.
  return std::any_of(kept.begin(), kept.end(), is_error) ? kept : all;
}

// What diagnostics have in common whose cause is one: the name that is unknown and what was meant by it, or
// the declaration that values do not fit and how.
using Cause = std::tuple<text::Code, std::string, std::string>;

std::optional<Cause> cause_of(Diagnostic const& d, text::Sources const& sources) {
  if (!is_error(d) || d.span.source >= sources.size()) return std::nullopt;
  if (of_names(d.code)) {
    return Cause{Code::unknown_name, sources.slice(d.span), d.fix ? d.fix->replacement : d.message};
  }
  if (d.places.size() != 1 || !of_fitting(d.code)) return std::nullopt;
  Span const declared = d.places.front().span;
  return Cause{d.code, fmt::format("{} {} {}", declared.source, declared.begin, declared.end),
               d.message + (d.fix ? d.fix->replacement : "")};
}

// One diagnostic for one cause: the others become places of the first.
std::vector<Diagnostic> gathered(std::vector<Diagnostic> const& all, text::Sources const& sources) {
  constexpr std::size_t most_places = 3;
  std::map<Cause, std::pair<std::size_t, std::size_t>> first;  // where it was told, how often besides
  std::vector<Diagnostic> kept;
  for (Diagnostic const& d : all) {
    auto const cause = cause_of(d, sources);
    auto const [found, fresh] =
        cause ? first.try_emplace(*cause, kept.size(), 0) : std::pair(first.end(), true);
    if (fresh) {
      kept.push_back(d);
      continue;
    }
    auto& [at, others] = found->second;
    if (kept[at].fix && d.fix) kept[at].fix->also.push_back(d.fix->span);
    if (++others <= most_places) kept[at].places.push_back({d.span, "and here"});
  }
  for (auto const& [cause, place] : first) {
    auto const [at, others] = place;
    if (others > most_places) kept[at].places.back().label += fmt::format(", {} more", others - most_places);
  }
  return kept;
}

}  // namespace

void settle_cascades(Workspace& ws, std::size_t of_the_text) {
  [[maybe_unused]] bool const faulty = ws.diagnostics.has_errors();
  for (auto& one : without_consequences(ws, ws.diagnostics.take(), of_the_text)) {
    ws.diagnostics.add(std::move(one));
  }
  ws.diagnostics.sort();
  for (auto& one : gathered(ws.diagnostics.take(), ws.sources)) ws.diagnostics.add(std::move(one));
  // INVARIANT: rules with an error stay rules with an error.
  assert(ws.diagnostics.has_errors() == faulty);
}

}  // namespace convenio::check
