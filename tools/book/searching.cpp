// The page for search, and the index that its script reads: packages, texts, articles, names, tests, and what
// is not encoded. Knows the book; finds nothing itself.
#include <fmt/format.h>

#include "grammar/text/json_writer.hpp"
#include "tools/book/book.hpp"
#include "tools/book/frame.hpp"

namespace convenio::book {

namespace {

class Index {
 public:
  explicit Index(Book const& book) : book_(book) {
    json_.begin_array();
    for (auto const& document : book_.documents) add(document);
    json_.end_array();
  }
  std::string take() { return json_.take(); }

 private:
  void entry(std::string_view kind, std::string_view title, std::string_view where, std::string_view address,
             std::string_view words = "") {
    json_.begin_array().string(kind).string(title).string(where).string(address).string(words).end_array();
  }
  std::string place(Document const& document, std::size_t section) const {
    auto const& one = document.outline.sections[section];
    return document.outline.chapters[one.chapter].title + ", " + one.heading;
  }
  void add(Document const& document);
  void add_sections(Document const& document, Chapter const& chapter);

  Book const& book_;
  text::JsonWriter json_{false};
};

void Index::add_sections(Document const& document, Chapter const& chapter) {
  for (std::size_t n = chapter.first; n < chapter.first + chapter.count; ++n) {
    auto const& section = document.outline.sections[n];
    std::string words;
    for (auto const& block : section.blocks) {
      words += block.heading + " " + block.title + " ";
      for (auto const& statement : block.statements) {
        words += statement.name + " ";
        for (auto const& sentence : statement.sentences) words += sentence + " ";
      }
    }
    if (section.kind == Section::Kind::article || words.size() > 2)
      entry(section.kind == Section::Kind::article ? "article" : "outside the articles",
            section.heading + (section.title.empty() ? "" : " " + section.title), chapter.title,
            address_of(document, section.id), words);
  }
}

void Index::add(Document const& document) {
  auto const& outline = document.outline;
  entry("package", outline.package, outline.folder, page_of(outline.package));
  for (auto const& chapter : outline.chapters) {
    auto const* text = document.text(chapter);
    if (text != nullptr)
      entry("text", chapter.title, outline.package, address_of(document, chapter.id),
            text->name + " " + text->identifier + " " + text->source);
    add_sections(document, chapter);
  }
  for (auto const& anchor : document.names.anchors)
    entry(anchor.kind, anchor.name, place(document, anchor.section), address_of(document, anchor.id),
          anchor.title);
  for (auto const& gap : document.lacks.gaps)
    entry("not encoded", gap.sentence, place(document, gap.section),
          address_of(document, gap.anchor != nowhere ? document.names.anchors[gap.anchor].id
                                                     : outline.sections[gap.section].id));
  for (auto const& test : document.tests) {
    auto const at =
        test.articles.empty() ? std::string("other-tests") : outline.sections[test.articles.front()].id;
    entry("test", test.title, outline.package, address_of(document, at));
  }
}

}  // namespace

std::string search_page() {
  return head_in_book("Search", "search.html", {"search-index.js", "search.js"}) +
         "<h1>Search</h1>\n<p>Articles, rules, tables, facts, questions, tests, and what is not encoded. "
         "Every word must "
         "occur; a part of a word is enough.</p>\n"
         "<noscript><p class=\"gap\"><strong>Search needs scripts.</strong> Without them, each page of a "
         "package ends in an "
         "index of its rules.</p></noscript>\n"
         "<div id=\"ask\" hidden=\"hidden\">\n<p><label for=\"words\">Words to look for</label>\n"
         "<input id=\"words\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\"/></p>\n</div>\n"
         "<p id=\"status\" role=\"status\"></p>\n<ol id=\"found\" class=\"found\"></ol>\n" +
         foot_in_book();
}

std::string search_index(Book const& book) { return "const bookIndex = " + Index(book).take() + ";\n"; }

}  // namespace convenio::book
