// Which diagnostics only follow from others; see Diagnostics::drop_followers.
// Knows lines and codes; knows no construct.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

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

class Faulty {
 public:
  Faulty(std::vector<Diagnostic> const& all, std::vector<Span> const& damaged, Sources const& sources)
      : damaged_(damaged), sources_(sources) {
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
  bool empty() const { return lines_.empty() && damaged_.empty(); }

  bool explains(Diagnostic const& d) {
    if (of_the_text(d) || d.span.source >= sources_.size()) return false;
    if (lines_.contains(line_of(d.span))) return true;
    bool const of_names =
        d.code == Code::unknown_name || d.code == Code::unknown_field || d.code == Code::wrong_order;
    if (d.severity == Severity::error && of_names && mentions(sources_.slice(d.span))) return true;
    return std::any_of(d.places.begin(), d.places.end(), [&](Place const& place) {
      if (place.span.source >= sources_.size()) return false;
      return lines_.contains(line_of(place.span)) || in_damaged(place.span, d.span);
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

  // Whether `place` is in a damaged declaration that `span` stands outside of.
  bool in_damaged(Span place, Span span) const {
    return std::any_of(damaged_.begin(), damaged_.end(), [&](Span const& whole) {
      auto const inside = [&](Span part) {
        return part.source == whole.source && part.begin >= whole.begin && part.end <= whole.end;
      };
      return inside(place) && !inside(span);
    });
  }

  std::vector<Span> const& damaged_;
  Sources const& sources_;
  std::set<Line> lines_;
  std::vector<std::string> words_;  // on these lines
  std::set<std::string> known_;     // with pairs of them as one word
  std::size_t comparisons_ = 0;
};

}  // namespace

void Diagnostics::drop_followers(Sources const& sources) {
  Faulty faulty(all_, damaged_, sources);
  if (faulty.empty()) return;
  std::erase_if(all_, [&](Diagnostic const& d) { return faulty.explains(d); });
  errors_ = static_cast<std::size_t>(std::count_if(
      all_.begin(), all_.end(), [](Diagnostic const& d) { return d.severity == Severity::error; }));
}

}  // namespace convenio::text
