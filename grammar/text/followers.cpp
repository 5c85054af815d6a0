// Which diagnostics only follow from others; see Diagnostics::drop_followers.
// Knows lines and codes; knows no construct.
#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "grammar/text/diagnostic.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::text {

namespace {

bool of_the_text(Diagnostic const& d) { return static_cast<unsigned>(d.code) < 200; }

constexpr std::size_t most_comparisons = 200'000;  // for names that are nearly there

bool part_of_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         (c & '\x80') != 0;
}

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> result;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t end = at;
    while (end < line.size() && part_of_word(line[end])) ++end;
    if (end > at) result.push_back(in_small_letters(line.substr(at, end - at)));
    at = std::max(end, at + 1);
  }
  return result;
}

bool of_names(Code code) {
  return code == Code::unknown_name || code == Code::unknown_field || code == Code::wrong_order;
}

// What is missing, or does not suffice, without what could not be read.
bool of_absence(Code code) {
  constexpr std::array codes{Code::unknown_name,      Code::unknown_field,    Code::wrong_order,
                             Code::party_spans,       Code::wrong_precedence, Code::wrong_expectation,
                             Code::no_governing_date, Code::misplaced};
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

class Faulty {
 public:
  Faulty(std::vector<Diagnostic> const& all, std::vector<Span> const& broken,
         std::vector<Span> const& damaged, bool lost, Sources const& sources)
      : broken_(broken), damaged_(damaged), lost_(lost), sources_(sources) {
    std::set<std::string> words, pairs;
    for (Diagnostic const& d : all) {
      if (!of_the_text(d) || d.span.source >= sources.size() || !lines_.insert(line_of(d.span)).second)
        continue;
      std::vector<std::string> const here = words_of(sources[d.span.source].line(line_of(d.span).second));
      words.insert(here.begin(), here.end());
      for (std::size_t n = 0; n + 1 < here.size(); ++n) pairs.insert(here[n] + '_' + here[n + 1]);
    }
    words_.assign(words.begin(), words.end());
    words.merge(pairs);
    known_ = std::move(words);
  }
  bool empty() const { return lines_.empty() && broken_.empty() && damaged_.empty() && !lost_; }

  bool explains(Diagnostic const& d) {
    if (of_the_text(d) || d.span.source >= sources_.size()) return false;
    if (lines_.contains(line_of(d.span)) || within(broken_, d.span)) return true;
    if (d.severity == Severity::error && of_names(d.code) && mentions(sources_.slice(d.span))) return true;
    // With a near name it is more likely a fault of its own.
    bool const incomplete = !broken_.empty() || (!damaged_.empty() && !within(damaged_, d.span));
    if (of_absence(d.code) && (lost_ || (incomplete && !d.fix))) return true;
    return std::any_of(d.places.begin(), d.places.end(), [&](Place const& place) {
      if (place.span.source >= sources_.size()) return false;
      if (lines_.contains(line_of(place.span)) || within(broken_, place.span)) return true;
      return within(damaged_, place.span) && !within(damaged_, d.span);
    });
  }

 private:
  using Line = std::pair<SourceId, std::uint32_t>;

  Line line_of(Span span) const { return {span.source, sources_[span.source].position(span.begin).line}; }

  // Whether one of the lines has the last part of this dotted name, or nearly: blanks in place of `_`, other
  // letters, small for capital. What was misread there is not known by the name that others use.
  bool mentions(std::string_view name) {
    std::string const wanted = in_small_letters(name.substr(name.rfind('.') + 1));
    if (wanted.empty()) return false;
    if (known_.contains(wanted)) return true;
    comparisons_ += words_.size();
    return comparisons_ <= most_comparisons && !nearest(wanted, words_).empty();
  }

  static bool within(std::vector<Span> const& wholes, Span part) {
    return std::any_of(wholes.begin(), wholes.end(), [&](Span const& whole) {
      return part.source == whole.source && part.begin >= whole.begin && part.end <= whole.end;
    });
  }

  std::vector<Span> const& broken_;
  std::vector<Span> const& damaged_;
  bool lost_;
  Sources const& sources_;
  std::set<Line> lines_;
  std::vector<std::string> words_;  // on these lines
  std::set<std::string> known_;     // with pairs of them as one word
  std::size_t comparisons_ = 0;
};

}  // namespace

void Diagnostics::drop_followers(Sources const& sources) {
  Faulty faulty(all_, broken_, damaged_, lost_, sources);
  if (faulty.empty()) return;
  std::vector<Diagnostic> kept;
  std::copy_if(all_.begin(), all_.end(), std::back_inserter(kept),
               [&](Diagnostic const& d) { return !faulty.explains(d); });
  auto const errors = static_cast<std::size_t>(std::count_if(
      kept.begin(), kept.end(), [](Diagnostic const& d) { return d.severity == Severity::error; }));
  if (errors == 0) return;  // whatever was marked, rules with an error stay rules with an error
  all_ = std::move(kept);
  errors_ = errors;
}

namespace {

// What diagnostics have in common whose cause is one: the name that is unknown and what was meant by it, or
// the declaration that values do not fit and how.
using Cause = std::tuple<Code, std::string, std::string>;

std::optional<Cause> cause_of(Diagnostic const& d, Sources const& sources) {
  if (d.severity != Severity::error || d.span.source >= sources.size()) return std::nullopt;
  if (of_names(d.code)) {
    return Cause{Code::unknown_name, sources.slice(d.span), d.fix ? d.fix->replacement : d.message};
  }
  constexpr std::array fitting{Code::type_mismatch, Code::unit_mismatch, Code::currency_mismatch,
                               Code::wrong_operands, Code::wrong_arguments};
  bool const of_declaration =
      d.places.size() == 1 && std::find(fitting.begin(), fitting.end(), d.code) != fitting.end();
  if (!of_declaration) return std::nullopt;
  Span const declared = d.places.front().span;
  return Cause{d.code, fmt::format("{} {} {}", declared.source, declared.begin, declared.end),
               d.message + (d.fix ? d.fix->replacement : "")};
}

}  // namespace

void Diagnostics::gather(Sources const& sources) {
  constexpr std::size_t most_places = 3;
  std::map<Cause, std::pair<std::size_t, std::size_t>> first;  // where it was told, how often besides
  std::vector<Diagnostic> kept;
  for (Diagnostic& d : all_) {
    auto const cause = cause_of(d, sources);
    auto const [found, fresh] =
        cause ? first.try_emplace(*cause, kept.size(), 0) : std::pair(first.end(), true);
    if (fresh) {
      kept.push_back(std::move(d));
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
  errors_ -= all_.size() - kept.size();
  all_ = std::move(kept);
}

}  // namespace convenio::text
