// What cannot be missed beside an article: that something of it is not encoded, or not verified.
// Knows HTML and what is lacking; decides nothing.
#include <fmt/format.h>

#include "tools/book/document.hpp"
#include "tools/book/markup.hpp"

namespace convenio::book {

namespace {

constexpr std::size_t at_most = 6;  // sentences; those of a long table stand in its rows as well

std::string within(Document const& document, std::size_t anchor, Links links) {
  if (anchor == nowhere) return "";
  auto const& declared = document.names.anchors[anchor];
  return fmt::format(" <span class=\"small\">{} {}</span>", escape(declared.kind),
                     links == Links::here ? link(declared.id, declared.name) : escape(declared.name));
}

}  // namespace

std::string band(Document const& document, std::size_t section, Links links) {
  std::string gaps, doubts;
  std::size_t count = 0;
  for (auto const& gap : document.lacks.gaps) {
    if (gap.section != section || ++count > at_most) continue;
    gaps += fmt::format("<li>{}{}</li>\n", escape(gap.sentence), within(document, gap.anchor, links));
  }
  if (count > at_most)
    gaps += fmt::format("<li>And {} more, marked in the rules below.</li>\n",
                        plural(count - at_most, "place", "places"));
  for (auto const& doubt : document.lacks.doubts) {
    if (doubt.section != section) continue;
    doubts += fmt::format("<li>{} <span class=\"small\">confidence {}</span></li>\n", escape(doubt.what),
                          escape(doubt.confidence));
  }
  auto const* text = document.text(document.outline.chapters[document.outline.sections[section].chapter]);
  bool const article = document.outline.sections[section].kind == Section::Kind::article;
  if (article && doubts.empty() && document.lacks.doubtful[section] && text != nullptr)
    doubts = fmt::format("<li>the whole text <span class=\"small\">confidence {}</span></li>\n",
                         escape(text->confidence));
  std::string html;
  if (!gaps.empty())
    html +=
        fmt::format("<div class=\"gap\"><p><strong>Not encoded</strong></p>\n<ul>\n{}</ul>\n</div>\n", gaps);
  if (!doubts.empty())
    html += fmt::format("<div class=\"doubt\"><p><strong>Not verified</strong></p>\n<ul>\n{}</ul>\n</div>\n",
                        doubts);
  return html;
}

}  // namespace convenio::book
