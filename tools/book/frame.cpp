// See frame.hpp.
#include "tools/book/frame.hpp"

#include <utility>

#include <fmt/format.h>

#include "tools/book/markup.hpp"
#include "tools/book/style.hpp"

namespace convenio::book {

namespace {

constexpr std::pair<std::string_view, std::string_view> main_pages[] = {
    {"index.html", "Contents"},
    {"not-encoded.html", "What is not encoded"},
    {"compare.html", "Compare two texts"},
    {"search.html", "Search"},
};

// `file:` beside 'self', which means nothing to some browsers where a page is read from a folder.
constexpr std::string_view policy =
    "default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action "
    "'none'";

std::string opening(std::string_view title) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>{}</title>\n",
      escape(title));
}

}  // namespace

std::string head_alone(std::string_view title) {
  return opening(title) + fmt::format("<style>{}</style>\n</head>\n<body>\n", style);
}

std::string head_in_book(std::string_view title, std::string_view here,
                         std::vector<std::string_view> const& scripts) {
  std::string html = opening(title);
  html += fmt::format("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\"/>\n", policy);
  html += "<link rel=\"stylesheet\" href=\"book.css\"/>\n";
  for (auto const script : scripts)
    html += fmt::format("<script src=\"{}\" defer=\"defer\"></script>\n", script);
  html +=
      "</head>\n<body>\n<a class=\"skip\" href=\"#main\">To the text of the page</a>\n<header "
      "class=\"book\">\n"
      "<p>Rule book of Convenio</p>\n<nav aria-label=\"Pages of the book\">\n<ul>\n";
  for (auto const& [address, name] : main_pages) {
    html += fmt::format("<li><a href=\"{}\"{}>{}</a></li>\n", address,
                        address == here ? " aria-current=\"page\"" : "", name);
  }
  return html + "</ul>\n</nav>\n</header>\n<main id=\"main\">\n";
}

std::string foot_in_book() { return "</main>\n</body>\n</html>\n"; }

}  // namespace convenio::book
