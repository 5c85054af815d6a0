// See lacks.hpp.
#include "tools/book/lacks.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "tools/book/markup.hpp"

namespace convenio::book {

namespace {

using syntax::Declaration;
using Container = syntax::ContainerDecl;

bool weak(std::string const& confidence) { return confidence == "unverified" || confidence == "low"; }

class Seeker {
 public:
  Seeker(api::Loaded const& loaded, Outline const& outline, Names const& names)
      : loaded_(loaded), outline_(outline), names_(names) {
    for (auto const& file : loaded.files) {
      if (file.package.text == outline.package) own_.insert(file.source);
    }
  }

  Lacks run();

 private:
  std::size_t section(text::Span span) const {
    if (!own_.contains(span.source)) return nowhere;
    auto const found = outline_.section_at(loaded_.sources, span.source, span.begin);
    return found < outline_.sections.size() ? found : nowhere;
  }
  std::size_t anchor(text::Span span) const;
  void gap(text::Span span, std::string const& sentence);
  void table(core::Table const& table);
  void declaration(Declaration const& declaration);
  void whole_texts();

  api::Loaded const& loaded_;
  Outline const& outline_;
  Names const& names_;
  std::set<text::SourceId> own_;
  std::map<Place, Gap> gaps_;
  Lacks out_;
};

// The innermost declaration around a place.
std::size_t Seeker::anchor(text::Span span) const {
  std::size_t found = nowhere;
  for (std::size_t n = 0; n < names_.anchors.size(); ++n) {
    auto const whole = names_.anchors[n].whole;
    if (whole.source != span.source || span.begin < whole.begin || whole.end < span.end) continue;
    if (found == nowhere || whole.begin >= names_.anchors[found].whole.begin) found = n;
  }
  return found;
}

void Seeker::gap(text::Span span, std::string const& sentence) {
  auto const at = section(span);
  if (at != nowhere) gaps_[{span.source, span.begin}] = {at, sentence, anchor(span)};
}

void Seeker::table(core::Table const& table) {
  auto const at = section(table.span);
  if (at == nowhere) return;
  std::string first, last;
  std::map<std::string, std::size_t> weak_rows;
  for (auto const& row : table.rows) {
    if (row.value == core::none) gap(row.span, row.gap);
    if (weak(row.confidence) && row.confidence != table.confidence) ++weak_rows[row.confidence];
  }
  // What is known to a day, for each set of the keys before the day.
  std::vector<std::pair<core::Row const*, std::optional<model::Date>>> sets;
  for (auto const& row : table.rows) {
    auto const same = [&](core::Row const& other) {
      for (std::size_t n = 0; n + 1 < row.keys.size(); ++n) {
        auto const &a = row.keys[n], &b = other.keys[n];
        if (a.kind != b.kind || !model::equal(a.low, b.low) || !model::equal(a.high, b.high)) return false;
      }
      return true;
    };
    auto const found =
        std::find_if(sets.begin(), sets.end(), [&](auto const& set) { return same(*set.first); });
    if (found == sets.end()) {
      sets.emplace_back(&row, row.known_to);
    } else if (row.known_to && (!found->second || *found->second < *row.known_to)) {
      found->second = row.known_to;
    }
  }
  for (auto const& [row, day] : sets) {
    if (!day) continue;
    auto const text = day->to_string();
    if (first.empty() || text < first) first = text;
    if (last.empty() || text > last) last = text;
  }
  auto const declared = anchor(table.span);
  if (!last.empty()) out_.endings.push_back({at, declared, first, last});
  for (auto const& [confidence, count] : weak_rows) {
    out_.doubts.push_back({at,
                           fmt::format("{} {}: {} of {}", table.parameter ? "parameter" : "table", table.name,
                                       count, plural(table.rows.size(), "row", "rows")),
                           confidence, declared});
  }
}

void Seeker::declaration(Declaration const& declaration) {
  auto const& stated = declaration.provenance.confidence;
  auto const* container = std::get_if<Container>(&declaration.node);
  bool const whole = container != nullptr && container->kind <= Container::Kind::scheme;
  if (!stated || whole) return;
  auto const at = section(declaration.span);
  if (at == nowhere) return;
  bool const article = container != nullptr && container->kind == Container::Kind::article;
  if (article) out_.doubtful[at] = weak(stated->text);  // what the article states goes before its text
  if (!weak(stated->text)) return;
  auto const declared = anchor(declaration.span);
  std::string what = container != nullptr && container->kind == Container::Kind::interpretation
                         ? "interpretation " + container->name.text
                     : container != nullptr ? article_word(*container)
                     : declared != nowhere
                         ? names_.anchors[declared].kind + " " + names_.anchors[declared].name
                         : "a declaration";
  out_.doubts.push_back({at, std::move(what), stated->text, container == nullptr ? declared : nowhere});
}

void Seeker::whole_texts() {
  out_.doubtful.assign(outline_.sections.size(), false);
  for (auto const& chapter : outline_.chapters) {
    if (chapter.text >= loaded_.program.texts.size()) continue;
    auto const& confidence = loaded_.program.texts[chapter.text].confidence;
    if (!weak(confidence)) continue;
    for (std::size_t n = chapter.first; n < chapter.first + chapter.count; ++n) out_.doubtful[n] = true;
    if (chapter.count > 0) out_.doubts.push_back({chapter.first, "the whole text", confidence, nowhere});
  }
}

Lacks Seeker::run() {
  auto const& program = loaded_.program;
  whole_texts();
  for (auto const& expression : program.expressions) {
    if (expression.op == core::Op::not_encoded) gap(expression.span, program.sentences[expression.a]);
  }
  for (auto const& file : loaded_.files) {
    if (file.package.text != outline_.package) continue;
    for_each_declaration(file.declarations, [this](Declaration const& one) { declaration(one); });
  }
  for (auto const& one : program.tables) table(one);
  for (auto const& doubt : out_.doubts) out_.doubtful[doubt.section] = true;
  for (auto& [place, gap] : gaps_) out_.gaps.push_back(std::move(gap));
  auto const by_section = [](auto const& a, auto const& b) { return a.section < b.section; };
  std::stable_sort(out_.gaps.begin(), out_.gaps.end(), by_section);
  std::stable_sort(out_.doubts.begin(), out_.doubts.end(), by_section);
  std::stable_sort(out_.endings.begin(), out_.endings.end(), by_section);
  return std::move(out_);
}

}  // namespace

std::size_t Lacks::gaps_in(std::size_t section) const {
  return static_cast<std::size_t>(
      std::count_if(gaps.begin(), gaps.end(), [&](Gap const& gap) { return gap.section == section; }));
}

Lacks lacks(api::Loaded const& loaded, Outline const& outline, Names const& names) {
  return Seeker(loaded, outline, names).run();
}

}  // namespace convenio::book
