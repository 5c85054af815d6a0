// The page on which any two texts of the book are compared, and the data that its script reads.
// Knows the book and which articles belong side by side; lays nothing out.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "grammar/text/json_writer.hpp"
#include "tools/book/book.hpp"
#include "tools/book/comparison.hpp"
#include "tools/book/frame.hpp"
#include "tools/book/markup.hpp"

namespace convenio::book {

namespace {

using text::JsonWriter;

// As they are written, without the white space of the first.
std::string plain_lines(text::Sources const& sources, Lines lines, std::uint32_t like) {
  auto const first = sources[lines.source].line(like).find_first_not_of(' ');
  std::size_t const indent = first == std::string_view::npos ? 0 : first;
  std::string text;
  for (auto number = lines.first; number <= lines.last; ++number) {
    auto line = sources[lines.source].line(number);
    line.remove_prefix(std::min({indent, line.size(), line.find_first_not_of(' ')}));
    text += std::string(line) + (number < lines.last ? "\n" : "");
  }
  return text;
}

void section(JsonWriter& json, Document const& document, std::size_t number) {
  auto const& one = document.outline.sections[number];
  json.begin_object().member("heading", one.heading).member("title", one.title);
  json.member("address", address_of(document, one.id));
  json.member("measure", measure_of(one));
  json.key("gaps").begin_array();
  for (auto const& gap : document.lacks.gaps) {
    if (gap.section == number) json.string(gap.sentence);
  }
  json.end_array().key("doubts").begin_array();
  for (auto const& doubt : document.lacks.doubts) {
    if (doubt.section == number) json.string(doubt.what + ", confidence " + doubt.confidence);
  }
  json.end_array().key("blocks").begin_array();
  for (auto const& block : one.blocks) {
    json.begin_object()
        .member("heading", block.heading)
        .member("title", block.title)
        .key("says")
        .begin_array();
    for (auto const& statement : block.statements) {
      json.begin_array().string(statement.term + (statement.name.empty() ? "" : " " + statement.name));
      for (auto const& sentence : statement.sentences) json.string(sentence);
      json.end_array();
    }
    json.end_array()
        .member("rules", plain_lines(document.loaded.sources, block.lines, one.indent_line))
        .end_object();
  }
  json.end_array().end_object();
}

void pair(JsonWriter& json, Book const& book, std::size_t left, std::size_t right) {
  Side const sides[] = {{&book.of(book.texts[left]), book.texts[left].chapter},
                        {&book.of(book.texts[right]), book.texts[right].chapter}};
  json.key(fmt::format("{},{}", left, right)).begin_array();
  for (auto const& row : comparison(sides[0], sides[1])) {
    if (row.left == nowhere || row.right == nowhere) continue;
    json.begin_array()
        .number(row.left - sides[0].of().first)
        .number(row.right - sides[1].of().first)
        .string(fmt::format("{}", fmt::join(row.shared, ", ")))
        .end_array();
  }
  json.end_array();
}

}  // namespace

std::string compare_page() {
  return head_in_book("Compare two texts", "compare.html", {"compare-data.js", "compare.js"}) +
         fmt::format("<h1>Compare two texts</h1>\n<p>{}</p>\n", how_compared) +
         "<noscript><p class=\"gap\"><strong>The choice needs scripts.</strong> Without them, <code>convenio "
         "print "
         "--compare</code> makes a page of two texts.</p></noscript>\n"
         "<div id=\"ask\" hidden=\"hidden\">\n<p><label for=\"left\">First text</label>\n<select "
         "id=\"left\"></select></p>\n"
         "<p><label for=\"right\">Second text</label>\n<select id=\"right\"></select></p>\n</div>\n"
         "<p id=\"status\" role=\"status\"></p>\n<div id=\"result\"></div>\n" +
         foot_in_book();
}

std::string compare_data(Book const& book) {
  JsonWriter texts(false), pairs(false);
  texts.begin_array();
  for (auto const& entry : book.texts) {
    auto const& chapter = book.chapter(entry);
    texts.begin_object().member("title", full_title(book, entry));
    texts.member("name", book.text(entry).package + "." + book.text(entry).name)
        .key("sections")
        .begin_array();
    for (std::size_t n = chapter.first; n < chapter.first + chapter.count; ++n)
      section(texts, book.of(entry), n);
    texts.end_array().end_object();
  }
  texts.end_array();
  pairs.begin_object();
  for (std::size_t left = 0; left < book.texts.size(); ++left) {
    for (std::size_t right = left + 1; right < book.texts.size(); ++right) pair(pairs, book, left, right);
  }
  pairs.end_object();
  return "const bookTexts = " + texts.take() + ";\nconst bookPairs = " + pairs.take() + ";\n";
}

}  // namespace convenio::book
