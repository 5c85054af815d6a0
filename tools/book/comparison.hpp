// Two texts article by article: which articles are put side by side, and the page of it.
// Knows titles and names, not what an article means: which of two belong together in law is for the reader.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/book/document.hpp"

namespace convenio::book {

// A text: a chapter of a package.
struct Side {
  Document const* document = nullptr;
  std::size_t chapter = 0;

  Chapter const& of() const { return document->outline.chapters[chapter]; }
};

struct Row {
  std::size_t left = nowhere, right = nowhere;  // sections, of the document of that side
  std::vector<std::string> shared;              // words of titles and names by which they were put together
};

// Stands above every comparison.
inline constexpr std::string_view how_compared =
    "Articles are put side by side by the words of their titles and by what both answer, never by their "
    "numbers. Which "
    "of them belong together in law is for the reader to judge.";

// The texts as a whole first; then the pairs in the order of the left text, what only the left has, what only
// the right has.
std::vector<Row> comparison(Side const& left, Side const& right);

// A page that needs nothing else.
std::string comparison_page(Side const& left, Side const& right);

}  // namespace convenio::book
