// All packages as one book: which document has which page, and the pages that are made of several.
// Knows documents and the names of its files; writes none.
#pragma once

#include <string>
#include <vector>

#include "tools/book/document.hpp"

namespace convenio::book {

struct Page {
  std::string name, text;  // of its file
};

// One text in the book.
struct Entry {
  std::size_t document = 0, chapter = 0;
};

struct Book {
  api::Loaded const& all;           // all packages together
  std::vector<Document> documents;  // by package; each with its imports alone, as its tests are run
  std::vector<Entry> texts;         // by package, in the order of its page

  Document const& of(Entry const& entry) const { return documents[entry.document]; }
  Chapter const& chapter(Entry const& entry) const { return of(entry).outline.chapters[entry.chapter]; }
  core::LegalText const& text(Entry const& entry) const { return *of(entry).text(chapter(entry)); }
};

// Fills in where the names of other packages are declared. Precondition: the documents come by package.
Book bind(api::Loaded const& all, std::vector<Document> documents);

std::string page_of(std::string_view package);                          // "package-spain.html"
std::string address_of(Document const& document, std::string_view id);  // "package-spain.html#rule-share"
// The title of a text; of a scheme with its State, for several States give theirs the same title.
std::string full_title(Book const& book, Entry const& entry);
std::string text_link(Book const& book, Entry const& entry);

std::string start_page(Book const& book);
std::string lacks_page(Book const& book);
std::string search_page();
std::string search_index(Book const& book);
std::string compare_page();
std::string compare_data(Book const& book);

// The files of the book, by name.
std::vector<Page> pages(Book const& book);

}  // namespace convenio::book
