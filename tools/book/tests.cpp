// See tests.hpp.
#include "tools/book/tests.hpp"

#include <algorithm>
#include <set>

namespace convenio::book {

namespace {

using check::lies_in;
using check::Mention;
using check::mentions;
using syntax::Declaration;

class Assigner {
 public:
  Assigner(api::Loaded const& loaded, Outline const& outline, Names const& names)
      : loaded_(loaded), outline_(outline), names_(names) {}

  void uses(Declaration const& declaration, PrintedTest& test) const;
  void named(PrintedTest& test) const;

 private:
  bool of_kind(std::size_t section, std::string_view word) const;
  std::vector<std::size_t> candidates(Mention const& mention) const;

  api::Loaded const& loaded_;
  Outline const& outline_;
  Names const& names_;
};

void Assigner::uses(Declaration const& declaration, PrintedTest& test) const {
  auto const span = declaration.span;
  auto at = names_.uses.lower_bound({span.source, span.begin});
  for (; at != names_.uses.end() && at->first < Place{span.source, span.end}; ++at) {
    if (at->second.anchor == nowhere) continue;
    auto const section = names_.anchors[at->second.anchor].section;
    if (outline_.sections[section].kind == Section::Kind::outside) continue;
    auto& anchors = test.used[section];
    if (std::find(anchors.begin(), anchors.end(), at->second.anchor) == anchors.end())
      anchors.push_back(at->second.anchor);
  }
}

// `Regulation 2` speaks of a regulation; `Article 2` may speak of any text.
bool Assigner::of_kind(std::size_t section, std::string_view word) const {
  auto const text = outline_.chapters[outline_.sections[section].chapter].text;
  if (text >= loaded_.program.texts.size()) return false;
  return word != "Regulation" || loaded_.program.texts[text].kind == core::LegalText::Kind::regulation;
}

std::vector<std::size_t> Assigner::candidates(Mention const& mention) const {
  std::vector<std::size_t> found;
  std::size_t longest = 0;
  for (std::size_t n = 0; n < outline_.sections.size(); ++n) {
    auto const& section = outline_.sections[n];
    if (section.kind != Section::Kind::article || !of_kind(n, mention.word)) continue;
    bool const fits =
        mention.word.empty() ? mention.label == section.label : lies_in(mention.label, section.label);
    if (!fits || section.label.size() < longest) continue;
    if (section.label.size() > longest) found.clear();
    longest = section.label.size();
    found.push_back(n);
  }
  return found;
}

// Where several texts have an article of that number, those whose rules the test uses; if it uses none of
// them, the first.
void Assigner::named(PrintedTest& test) const {
  std::set<std::size_t> all;
  for (auto const& mention : mentions(test.title)) {
    auto found = candidates(mention);
    if (found.size() > 1) {
      std::vector<std::size_t> in_use;
      std::copy_if(found.begin(), found.end(), std::back_inserter(in_use),
                   [&](std::size_t section) { return test.used.contains(section); });
      if (in_use.empty()) in_use.push_back(found.front());
      found = std::move(in_use);
    }
    all.insert(found.begin(), found.end());
  }
  test.named.assign(all.begin(), all.end());
}

}  // namespace

std::vector<PrintedTest> tests(api::Loaded const& loaded, Outline const& outline, Names const& names) {
  std::map<Place, Declaration const*> declarations;
  for (auto const& file : loaded.files) {
    for_each_declaration(file.declarations, [&](Declaration const& declaration) {
      if (auto const* test = std::get_if<syntax::TestDecl>(&declaration.node))
        declarations[{test->title.span.source, test->title.span.begin}] = &declaration;
    });
  }
  Assigner const assigner(loaded, outline, names);
  std::vector<PrintedTest> all;
  for (auto const& test : loaded.program.tests) {
    if (test.package != outline.package) continue;
    PrintedTest printed;
    printed.title = test.title;
    printed.result = api::run_test(loaded.program, test);
    auto const found = declarations.find({test.span.source, test.span.begin});
    if (found != declarations.end()) assigner.uses(*found->second, printed);
    assigner.named(printed);
    printed.articles = printed.named;
    if (printed.named.empty()) {
      for (auto const& [section, anchors] : printed.used) {
        if (outline.sections[section].kind == Section::Kind::article) printed.articles.push_back(section);
      }
    }
    all.push_back(std::move(printed));
  }
  return all;
}

}  // namespace convenio::book
