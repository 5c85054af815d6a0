// A package as one document: its parts, names and tests, and the pages and tables made of them.
// Knows no file and no option.
#pragma once

#include "tools/book/lacks.hpp"
#include "tools/book/source.hpp"
#include "tools/book/tests.hpp"

namespace convenio::book {

struct Document {
  api::Loaded const& loaded;
  Outline outline;
  Names names;
  std::vector<PrintedTest> tests;
  Lacks lacks;

  core::LegalText const* text(Chapter const& chapter) const {
    return chapter.text < loaded.program.texts.size() ? &loaded.program.texts[chapter.text] : nullptr;
  }
};

// The parts of a package, from rules that were loaded with it.
Document document(api::Loaded const& loaded, std::string const& package);

// The whole page: by itself, with its style in it, or as one page of the book.
enum class Bound { alone, in_book };
std::string html(Document const& document, Bound bound = Bound::alone);

// Beside an article: what of it is not encoded, and what nobody verified; "" where nothing is to be said.
std::string band(Document const& document, std::size_t section, Links links = Links::here);
std::string measure_of(Section const& section);  // "2 rules, 5 lines", "no rules"
// What a text, an article or a paragraph says of itself; "" where it says nothing.
std::string statements_list(std::vector<Statement> const& all);

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
  // Of the articles: with rules and no gap, with a gap, without rules; and whatever they have, not verified.
  std::size_t encoded = 0, in_part = 0, bare = 0, doubtful = 0;
};
Count count(Outline const& outline, Chapter const& chapter);  // without tests and what is lacking
void count_lacks(Document const& document, std::size_t chapter, Count& count);
void count_tests(Document const& document, std::size_t chapter, Count& count);  // those of its articles
// Lines of rule to an article with one decimal; "-" without articles.
std::string lines_per_article(Count const& count);

// One text a line, and the sum.
std::string measure(api::Loaded const& loaded, std::vector<Outline> const& outlines);

}  // namespace convenio::book
