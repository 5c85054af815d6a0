// Which diagnostics only follow from others; see Diagnostics::drop_followers.
// Knows lines and codes; knows no construct.
#include <algorithm>
#include <set>

#include "grammar/text/diagnostic.hpp"

namespace convenio::text {

namespace {

bool of_the_text(Diagnostic const& d) { return static_cast<unsigned>(d.code) < 200; }

class Faulty {
 public:
  Faulty(std::vector<Diagnostic> const& all, Sources const& sources) : sources_(sources) {
    for (Diagnostic const& d : all) {
      if (of_the_text(d) && d.span.source < sources.size()) lines_.insert(line_of(d.span));
    }
  }
  bool empty() const { return lines_.empty(); }

  bool explains(Diagnostic const& d) const {
    if (of_the_text(d) || d.span.source >= sources_.size()) return false;
    if (lines_.contains(line_of(d.span))) return true;
    if (d.severity == Severity::error && d.code == Code::unknown_name && mentions(sources_.slice(d.span)))
      return true;
    return std::any_of(d.places.begin(), d.places.end(), [&](Place const& place) {
      return place.span.source < sources_.size() && lines_.contains(line_of(place.span));
    });
  }

 private:
  using Line = std::pair<SourceId, std::uint32_t>;

  Line line_of(Span span) const { return {span.source, sources_[span.source].position(span.begin).line}; }

  static bool part_of_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (c & '\x80') != 0;
  }

  // Whether one of the lines has the last part of this dotted name.
  bool mentions(std::string_view name) const {
    name = name.substr(name.rfind('.') + 1);
    if (name.empty()) return false;
    return std::any_of(lines_.begin(), lines_.end(), [&](Line const& line) {
      std::string_view const text = sources_[line.first].line(line.second);
      for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        bool const before = at > 0 && part_of_word(text[at - 1]);
        bool const after = at + name.size() < text.size() && part_of_word(text[at + name.size()]);
        if (!before && !after) return true;
      }
      return false;
    });
  }

  Sources const& sources_;
  std::set<Line> lines_;
};

}  // namespace

void Diagnostics::drop_followers(Sources const& sources) {
  Faulty const faulty(all_, sources);
  if (faulty.empty()) return;
  std::erase_if(all_, [&](Diagnostic const& d) { return faulty.explains(d); });
  errors_ = static_cast<std::size_t>(std::count_if(
      all_.begin(), all_.end(), [](Diagnostic const& d) { return d.severity == Severity::error; }));
}

}  // namespace convenio::text
