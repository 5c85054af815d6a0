// See book.hpp.
#include "tools/book/book.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "tools/book/markup.hpp"
#include "tools/book/scripts.hpp"
#include "tools/book/style.hpp"

namespace convenio::book {

namespace {

// Of several declarations of one name the rule, not its parts; else the first.
std::map<std::pair<std::string, std::string>, std::string> addresses(std::vector<Document> const& documents) {
  std::map<std::pair<std::string, std::string>, std::string> found;
  for (bool const parts : {false, true}) {
    for (auto const& document : documents) {
      for (auto const& anchor : document.names.anchors) {
        if ((anchor.kind == "part") == parts)
          found.try_emplace({document.outline.package, anchor.name}, address_of(document, anchor.id));
      }
    }
  }
  return found;
}

}  // namespace

std::string page_of(std::string_view package) { return fmt::format("package-{}.html", identifier(package)); }

std::string address_of(Document const& document, std::string_view id) {
  return fmt::format("{}#{}", page_of(document.outline.package), id);
}

std::string full_title(Book const& book, Entry const& entry) {
  auto const& text = book.text(entry);
  auto const& states = book.of(entry).loaded.program.states;
  auto const& title = book.chapter(entry).title;
  if (text.kind != core::LegalText::Kind::scheme || text.state >= states.size()) return title;
  return fmt::format("{} ({})", title, states[text.state].title);
}

std::string text_link(Book const& book, Entry const& entry) {
  return away(address_of(book.of(entry), book.chapter(entry).id), full_title(book, entry));
}

Book bind(api::Loaded const& all, std::vector<Document> documents) {
  auto const known = addresses(documents);
  Book book{all, std::move(documents), {}};
  for (std::size_t n = 0; n < book.documents.size(); ++n) {
    auto& document = book.documents[n];
    for (auto& [place, use] : document.names.uses) {
      auto const found = known.find({use.package, use.name});
      if (use.anchor == nowhere && found != known.end()) use.address = found->second;
    }
    for (std::size_t chapter = 0; chapter < document.outline.chapters.size(); ++chapter) {
      if (document.text(document.outline.chapters[chapter]) != nullptr) book.texts.push_back({n, chapter});
    }
  }
  return book;
}

std::vector<Page> pages(Book const& book) {
  std::vector<Page> all{{"book.css", std::string(style)},           {"index.html", start_page(book)},
                        {"not-encoded.html", lacks_page(book)},     {"search.html", search_page()},
                        {"search-index.js", search_index(book)},    {"search.js", std::string(search_script)},
                        {"compare.html", compare_page()},           {"compare-data.js", compare_data(book)},
                        {"compare.js", std::string(compare_script)}};
  for (auto const& document : book.documents)
    all.push_back({page_of(document.outline.package), html(document, Bound::in_book)});
  std::sort(all.begin(), all.end(), [](Page const& a, Page const& b) { return a.name < b.name; });
  return all;
}

}  // namespace convenio::book
