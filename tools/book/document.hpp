// A package as one document: its parts, names and tests, and the pages and tables made of them.
// Knows no file and no option.
#pragma once

#include "tools/book/tests.hpp"

namespace convenio::book {

struct Document {
  api::Loaded const& loaded;
  Outline outline;
  Names names;
  std::vector<PrintedTest> tests;

  core::LegalText const* text(Chapter const& chapter) const {
    return chapter.text < loaded.program.texts.size() ? &loaded.program.texts[chapter.text] : nullptr;
  }
};

// The whole page.
std::string html(Document const& document);

// Its tables.
std::string texts_table(Document const& document);
std::string counts_table(Document const& document);
std::string section_tests(Document const& document, std::size_t section);
std::string other_tests(Document const& document);  // of the tests that belong to no single article
std::string index_table(Document const& document);
std::string foreign_table(Document const& document);  // names of other packages

// "Article 7" as a link; with the title of its text where the package has several.
std::string section_link(Document const& document, std::size_t section);

struct Count {
  std::size_t articles = 0, rules = 0, lines = 0, passed = 0, failed = 0;
};
Count count(Outline const& outline, Chapter const& chapter);                    // without tests
void count_tests(Document const& document, std::size_t chapter, Count& count);  // those of its articles
// Lines of rule to an article with one decimal; "-" without articles.
std::string lines_per_article(Count const& count);

// One text a line, and the sum.
std::string measure(api::Loaded const& loaded, std::vector<Outline> const& outlines);

}  // namespace convenio::book
