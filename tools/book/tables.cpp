// The tables of a printed package.
// Knows HTML and the parts of the document; decides nothing.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "tools/book/document.hpp"
#include "tools/book/markup.hpp"
#include "tools/book/statements.hpp"

namespace convenio::book {

namespace {

Cell result_cell(PrintedTest const& test) {
  if (test.result.passed) return {"passes", "passes"};
  std::string html = "<strong>fails</strong>";
  for (auto const& failure : test.result.failures) html += "<br/>" + escape(failure.sentence);
  return {html, "fails"};
}

std::string anchor_link(Anchor const& anchor) { return link(anchor.id, anchor.name); }

std::string lines_between(std::vector<std::string> const& lines) {
  std::string html;
  for (auto const& line : lines) html += (html.empty() ? "" : "<br/>") + escape(line);
  return html;
}

std::string figure(std::size_t number) { return fmt::format("{}", number); }

std::vector<Cell> count_cells(std::string head, Count const& count, std::string const& per_article) {
  return {{std::move(head)},
          {figure(count.articles)},
          {figure(count.rules)},
          {figure(count.lines)},
          {per_article},
          {figure(count.passed)},
          {figure(count.failed), count.failed > 0 ? "fails" : ""}};
}

}  // namespace

std::string section_link(Document const& document, std::size_t section) {
  auto const& outline = document.outline;
  auto const& one = outline.sections[section];
  auto const& chapter = outline.chapters[one.chapter];
  auto const namesakes = std::count_if(
      outline.sections.begin(), outline.sections.end(),
      [&](Section const& other) { return other.chapter == one.chapter && other.heading == one.heading; });
  auto const texts = std::count_if(outline.chapters.begin(), outline.chapters.end(),
                                   [](Chapter const& each) { return each.text != core::none; });
  std::string const title = namesakes > 1 && !one.title.empty() ? ", " + one.title : "";
  bool const whole = texts > 1 && one.kind != Section::Kind::outside;
  return link(one.id, one.heading + title) + (whole ? ", " + escape(chapter.title) : "");
}

std::string texts_table(Document const& document) {
  Table table("Texts, their parties and their review",
              {"Text", "Kind", "Parties and dates", "Review", "Confidence"});
  for (auto const& chapter : document.outline.chapters) {
    auto const* text = document.text(chapter);
    if (text == nullptr) continue;
    using Kind = core::LegalText::Kind;
    auto of = parties_in_words(document.loaded.program, *text);
    for (auto const& field : text_fields(document.loaded.program, *text)) {
      if (field.term == "Applies") of.push_back("applies " + field.sentences.front());
      if (field.term == "Law of") of.push_back("law of " + field.sentences.front());
    }
    table.row({{link(chapter.id, chapter.title)},
               {text->kind == Kind::agreement    ? "agreement"
                : text->kind == Kind::regulation ? "regulation"
                                                 : "scheme"},
               {lines_between(of)},
               {text->review.empty() ? "nothing is stated" : escape(text->review)},
               {text->confidence.empty() ? "not stated" : escape(text->confidence)}});
  }
  return table.empty() ? "<p>This package carries no legal text.</p>\n" : table.html();
}

Count count(Outline const& outline, Chapter const& chapter) {
  Count count;
  for (std::size_t n = chapter.first; n < chapter.first + chapter.count; ++n) {
    auto const& section = outline.sections[n];
    count.articles += section.kind == Section::Kind::article ? 1 : 0;
    count.rules += section.rules;
    count.lines += section.lines_of_rule;
  }
  return count;
}

void count_lacks(Document const& document, std::size_t chapter, Count& count) {
  auto const& of = document.outline.chapters[chapter];
  for (std::size_t n = of.first; n < of.first + of.count; ++n) {
    auto const& section = document.outline.sections[n];
    if (section.kind != Section::Kind::article) continue;
    ++(document.lacks.gaps_in(n) > 0 ? count.in_part : section.rules > 0 ? count.encoded : count.bare);
    if (document.lacks.doubtful[n]) ++count.doubtful;
  }
}

void count_tests(Document const& document, std::size_t chapter, Count& count) {
  for (auto const& test : document.tests) {
    bool const here = std::any_of(test.articles.begin(), test.articles.end(), [&](std::size_t section) {
      return document.outline.sections[section].chapter == chapter;
    });
    if (here) ++(test.result.passed ? count.passed : count.failed);
  }
}

std::string lines_per_article(Count const& count) {
  if (count.articles == 0) return "-";
  std::size_t const tenths = (count.lines * 20 + count.articles) / (count.articles * 2);
  return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

std::string counts_table(Document const& document) {
  Table table(
      "Articles, rules, lines of rule and tests",
      {"Text", "Articles", "Rules", "Lines of rule", "Lines per article", "Tests passed", "Tests failed"},
      "numbers");
  Count package, of_texts;  // what stands outside the texts has no article
  for (std::size_t n = 0; n < document.outline.chapters.size(); ++n) {
    auto const& chapter = document.outline.chapters[n];
    auto one = count(document.outline, chapter);
    count_tests(document, n, one);
    table.row(count_cells(link(chapter.id, chapter.title), one, lines_per_article(one)));
    package.articles += one.articles;
    package.rules += one.rules;
    package.lines += one.lines;
    if (chapter.text != core::none) of_texts.lines += one.lines;
  }
  of_texts.articles = package.articles;
  for (auto const& test : document.tests) ++(test.result.passed ? package.passed : package.failed);
  table.row(count_cells("The package", package, lines_per_article(of_texts)), "sum");
  return table.html() +
         "<p class=\"small\">A line of rule holds a part of a declaration; headings, notes, interpretations "
         "as "
         "sentences, comments and blank lines are not counted. A test that belongs to articles of two texts "
         "counts in both, and once in the sum.</p>\n";
}

std::string section_tests(Document const& document, std::size_t section) {
  std::string items;
  std::size_t passed = 0, failed = 0;
  for (auto const& test : document.tests) {
    bool const named = std::find(test.named.begin(), test.named.end(), section) != test.named.end();
    auto const used = test.used.find(section);
    if (!named && used == test.used.end()) continue;
    ++(test.result.passed ? passed : failed);
    std::string why = named ? "names it" : "";
    if (used != test.used.end()) {
      why += named ? "; uses " : "uses ";
      for (std::size_t n = 0; n < used->second.size(); ++n)
        why += (n > 0 ? ", " : "") + anchor_link(document.names.anchors[used->second[n]]);
    }
    auto const result = result_cell(test);
    items += fmt::format("<li>{} <span class=\"{}\">{}</span> <span class=\"small\">{}</span></li>\n",
                         escape(test.title), result.kind, result.html, why);
  }
  if (items.empty()) return "";
  auto const& one = document.outline.sections[section];
  return fmt::format(
      "<div class=\"tests\">\n<h4>Tests of {}: {} passed, {} failed</h4>\n<ul>\n{}</ul>\n</div>\n",
      one.kind == Section::Kind::article ? "article " + escape(one.label) : "this part", passed, failed,
      items);
}

std::string other_tests(Document const& document) {
  Table table("Tests that name no article and use the rules of none or of several",
              {"Test", "Result", "Articles whose rules it uses"}, "others");
  for (auto const& test : document.tests) {
    if (test.articles.size() == 1 || !test.named.empty()) continue;
    std::string where;
    for (auto const section : test.articles)
      where += (where.empty() ? "" : "<br/>") + section_link(document, section);
    table.row({{escape(test.title)}, result_cell(test), {where.empty() ? "none" : where}});
  }
  return table.empty() ? "<p>There are none.</p>\n" : table.html();
}

std::string index_table(Document const& document) {
  std::vector<Anchor const*> sorted;
  for (auto const& anchor : document.names.anchors) sorted.push_back(&anchor);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](Anchor const* a, Anchor const* b) { return a->name < b->name; });
  Table table("Rules, tables, clauses, routes and facts by name",
              {"Name", "Kind", "Where", "Title or question"}, "index");
  for (auto const* anchor : sorted) {
    table.row({{anchor_link(*anchor)},
               {anchor->kind == "part" ? "part of an open rule" : anchor->kind},
               {section_link(document, anchor->section)},
               {escape(anchor->title)}});
  }
  return table.empty() ? "<p>There are none.</p>\n" : table.html();
}

std::string foreign_table(Document const& document) {
  std::map<std::string, std::map<std::string, std::string>> names;
  for (auto const& [place, use] : document.names.uses) {
    if (use.anchor != nowhere || use.package == document.outline.package) continue;
    auto const section = document.outline.section_at(document.loaded.sources, place.first, place.second);
    if (section < document.outline.sections.size()) names[use.package][use.name] = use.address;
  }
  Table table("Names that other packages declare", {"Package", "Names used here"});
  for (auto const& [package, words] : names) {
    std::string list;
    for (auto const& [word, address] : words) {
      std::string const code = fmt::format("<code>{}</code>", escape(word));
      list += list.empty() ? "" : ", ";
      list += address.empty() ? code : fmt::format("<a href=\"{}\">{}</a>", escape(address), code);
    }
    table.row({{escape(package)}, {list}});
  }
  return table.empty() ? "" : table.html();
}

}  // namespace convenio::book
