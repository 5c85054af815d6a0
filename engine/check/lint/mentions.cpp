// Reads the citations in titles, and warns of a test that names an article which its package does not have.
// See mentions.hpp.
#include "engine/check/lint/mentions.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool digit(char c) { return c >= '0' && c <= '9'; }

// A word of a title: up to white space, without the marks of punctuation at its end.
struct Word {
  std::string text;
  char mark = '\0';  // the first mark that was taken off
};

std::vector<Word> words(std::string_view title) {
  std::vector<Word> all;
  std::size_t at = 0;
  while (at < title.size()) {
    auto const end = std::min(title.find(' ', at), title.size());
    Word word{std::string(title.substr(at, end - at)), '\0'};
    while (!word.text.empty() &&
           std::string_view(",:;.?!").find(word.text.back()) != std::string_view::npos) {
      word.mark = word.text.back();
      word.text.pop_back();
    }
    if (!word.text.empty()) all.push_back(std::move(word));
    at = end + 1;
  }
  return all;
}

// Arabic or Roman: `7.1`, `XIII.2`, `52(1)(b)`.
bool numbers(std::string_view word) {
  std::size_t n = 0;
  while (n < word.size() && std::string_view("IVXLCDM").find(word[n]) != std::string_view::npos) ++n;
  return !word.empty() && (digit(word[0]) || (n > 0 && (n == word.size() || !letter(word[n]))));
}

bool distinctive(std::string_view label) {
  return std::any_of(label.begin(), label.end(), letter) && std::any_of(label.begin(), label.end(), digit);
}

// "article 7, paragraph 2" -> "7.2"; interpretations are no part of it.
std::string label_of(std::string_view path) {
  std::string label;
  while (!path.empty()) {
    auto const end = std::min(path.find(", "), path.size());
    std::string_view part = path.substr(0, end);
    part.remove_prefix(std::min(part.find(' ') + 1, part.size()));
    label += (label.empty() ? "" : ".") + std::string(part);
    path.remove_prefix(std::min(end + 2, path.size()));
  }
  return label;
}

// The labels of all articles of the texts that are visible in a package.
std::vector<std::string> articles(Workspace const& ws, std::uint32_t package) {
  std::vector<std::string> labels;
  auto const& visible = ws.packages[package].visible;
  for (auto const& citation : ws.program.citations) {
    if (citation.text == none || citation.path.empty()) continue;
    auto const of = ws.package_of.find(ws.program.texts[citation.text].package);
    if (of == ws.package_of.end() || std::find(visible.begin(), visible.end(), of->second) == visible.end())
      continue;
    std::string label = label_of(citation.path.substr(0, citation.path.find(", ")));
    if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(std::move(label));
  }
  return labels;
}

void check_title(Workspace& ws, syntax::Text const& title, std::vector<std::string> const& labels,
                 std::string const& package) {
  // Only a title that begins with the article speaks of this package's texts for certain.
  if (!title.value.starts_with("Article ")) return;
  auto const found = mentions(title.value);
  if (found.empty() || found.front().word != "Article") return;
  std::string const& label = found.front().label;
  bool const there =
      std::any_of(labels.begin(), labels.end(), [&](auto const& l) { return lies_in(label, l); });
  if (there) return;
  Span span = title.span;
  if (auto const at = ws.sources.slice(title.span).find(label); at != std::string_view::npos) {
    span.begin += static_cast<std::uint32_t>(at);
    span.end = span.begin + static_cast<std::uint32_t>(label.size());
  }
  ws.diagnostics.warning(Code::no_such_article, span,
                         fmt::format("no text of package {}, or of what it imports, has an article {}",
                                     quoted(package), quoted(label)),
                         did_you_mean(label, labels));
}

}  // namespace

bool lies_in(std::string_view label, std::string_view article) {
  if (!label.starts_with(article) || article.empty()) return false;
  return label.size() == article.size() || label[article.size()] == '.' || label[article.size()] == '(';
}

std::vector<Mention> mentions(std::string_view title) {
  std::vector<Mention> all;
  auto const list = words(title);
  for (std::size_t n = 0; n < list.size(); ++n) {
    std::string const& word = list[n].text;
    std::string kind;
    if (word == "Article" || word == "Articles" || word == "article" || word == "articles") kind = "Article";
    if (word == "Regulation" || word == "AA") kind = "Regulation";  // an administrative agreement
    if (kind.empty()) {
      if (distinctive(word)) all.push_back({"", word});
      continue;
    }
    while (n + 1 < list.size() && numbers(list[n + 1].text)) {
      ++n;
      Mention mention{kind, list[n].text};
      bool const extended = n + 1 < list.size() && (list[n + 1].text == "bis" || list[n + 1].text == "ter");
      if (extended && list[n].mark == '\0') mention.label += list[++n].text;
      all.push_back(std::move(mention));
      if (list[n].mark == ',') continue;
      bool const goes_on =
          list[n].mark == '\0' && n + 2 < list.size() &&
          (list[n + 1].text == "and" || list[n + 1].text == "or" || list[n + 1].text == "to");
      if (!goes_on || !numbers(list[n + 2].text)) break;
      ++n;
    }
  }
  return all;
}

void check_mentions(Workspace& ws) {
  for (std::uint32_t package = 0; package < ws.packages.size(); ++package) {
    std::string const& name = ws.packages[package].name;
    auto const labels = articles(ws, package);
    if (labels.empty()) continue;
    for (auto const& test : ws.tests) {
      if (test.site.package == package) check_title(ws, test.decl->title, labels, name);
    }
  }
}

}  // namespace convenio::check
