// The measure of packages as text: articles and lines of rule, text by text.
// Knows counts; knows no tree and no markup.
#include <fmt/format.h>

#include "tools/book/document.hpp"

namespace convenio::book {

namespace {

struct Row {
  std::string package, text;
  Count count;
};

std::string line(Row const& row, std::size_t package, std::size_t text) {
  return fmt::format("{:<{}}  {:<{}}  {:>8}  {:>5}  {:>13}  {:>17}\n", row.package, package, row.text, text,
                     row.count.articles, row.count.rules, row.count.lines, lines_per_article(row.count));
}

}  // namespace

std::string measure(api::Loaded const& loaded, std::vector<Outline> const& outlines) {
  std::vector<Row> rows;
  Row sum{"all texts", "", {}};
  for (auto const& outline : outlines) {
    for (auto const& chapter : outline.chapters) {
      if (chapter.text == core::none) continue;
      auto const one = count(outline, chapter);
      rows.push_back({outline.package, loaded.program.texts[chapter.text].name, one});
      sum.count.articles += one.articles;
      sum.count.rules += one.rules;
      sum.count.lines += one.lines;
    }
  }
  std::size_t package = sum.package.size(), text = 4;
  for (auto const& row : rows) {
    package = std::max(package, row.package.size());
    text = std::max(text, row.text.size());
  }
  std::string table = fmt::format("{:<{}}  {:<{}}  articles  rules  lines of rule  lines per article\n",
                                  "package", package, "text", text);
  for (auto const& row : rows) table += line(row, package, text);
  return table + line(sum, package, text);
}

}  // namespace convenio::book
