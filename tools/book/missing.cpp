// The page of what the book lacks: what is not encoded, what nobody verified, what is known up to a day.
// Knows HTML and the book; decides nothing.
#include <fmt/format.h>

#include "tools/book/book.hpp"
#include "tools/book/frame.hpp"
#include "tools/book/markup.hpp"

namespace convenio::book {

namespace {

// "Title of the text, Article 7 Totalisation", as a link to it.
std::string where(Document const& document, std::size_t section) {
  auto const& one = document.outline.sections[section];
  std::string text = document.outline.chapters[one.chapter].title;
  if (one.kind == Section::Kind::article)
    text += ", " + one.heading + (one.title.empty() ? "" : " " + one.title);
  return away(address_of(document, one.id), text);
}

std::string declared(Document const& document, std::size_t anchor) {
  if (anchor == nowhere) return "";
  auto const& one = document.names.anchors[anchor];
  return fmt::format("{} {}", escape(one.kind), away(address_of(document, one.id), one.name));
}

std::string gaps(Document const& document) {
  Table table("Not encoded in " + document.outline.package, {"What is not encoded", "Where", "In"}, "lacks");
  for (auto const& gap : document.lacks.gaps)
    table.row({{escape(gap.sentence)}, {where(document, gap.section)}, {declared(document, gap.anchor)}});
  return table.empty() ? "" : table.html();
}

std::string doubts(Document const& document) {
  Table table("Not verified in " + document.outline.package, {"What", "Where", "Confidence"}, "lacks");
  for (auto const& doubt : document.lacks.doubts)
    table.row({{escape(doubt.what)}, {where(document, doubt.section)}, {escape(doubt.confidence)}});
  return table.empty() ? "" : table.html();
}

std::string endings(Document const& document) {
  Table table("Known up to a day in " + document.outline.package, {"Figures", "Where", "Known until"},
              "lacks");
  for (auto const& ending : document.lacks.endings) {
    table.row({{declared(document, ending.anchor)},
               {where(document, ending.section)},
               {ending.first == ending.last
                    ? ending.last
                    : fmt::format("{} to {}, by what they are for", ending.first, ending.last)}});
  }
  return table.empty() ? "" : table.html();
}

}  // namespace

std::string lacks_page(Book const& book) {
  std::size_t gap = 0, doubt = 0, ending = 0;
  std::string parts;
  std::string contents;
  for (auto const& document : book.documents) {
    auto const& lacks = document.lacks;
    gap += lacks.gaps.size();
    doubt += lacks.doubts.size();
    ending += lacks.endings.size();
    auto const tables = gaps(document) + doubts(document) + endings(document);
    if (tables.empty()) continue;
    auto const id = "lacks-" + identifier(document.outline.package);
    contents += fmt::format("<li>{} <span class=\"small\">{}</span></li>\n",
                            link(id, document.outline.package), plural(lacks.gaps.size(), "place", "places"));
    parts += fmt::format("<h2 class=\"flow\" id=\"{}\">{}</h2>\n{}", escape(id),
                         escape(document.outline.package), tables);
  }
  std::string page = head_in_book("What is not encoded", "not-encoded.html", {});
  page += fmt::format(
      "<h1>What is not encoded</h1>\n<p>What these rules know that they lack. A case that comes to such a "
      "place is "
      "decided as not encoded, which is neither a refusal nor an award of nothing.</p>\n<ul>\n<li>{} not "
      "encoded</li>\n"
      "<li>{} not verified, or of low confidence</li>\n<li>{} known up to a day, beyond which they are not "
      "encoded</li>\n"
      "</ul>\n<p>What no rule file speaks of at all cannot be on this list.</p>\n",
      plural(gap, "place", "places"), plural(doubt, "statement", "statements"),
      plural(ending, "table or parameter", "tables and parameters"));
  if (!contents.empty())
    page +=
        "<nav aria-label=\"Packages on this page\">\n<ul class=\"ways\">\n" + contents + "</ul>\n</nav>\n";
  return page + parts + foot_in_book();
}

}  // namespace convenio::book
