// Where the names of a package are declared, and which words of its sources name them.
// Knows trees and the typed core, which says what a name means; knows no markup.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tools/book/outline.hpp"

namespace convenio::book {

inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

struct Anchor {
  std::string id, kind, name, title;
  text::Span at;     // of the name
  text::Span whole;  // of the declaration
  std::size_t section = nowhere;
  bool decides = false;
};

struct Use {
  std::size_t anchor = nowhere;  // nowhere: declared in another package
  std::string package, name;     // then these
  std::string address = {};      // of its declaration, where a page of that package is there
};

using Place = std::pair<text::SourceId, std::uint32_t>;  // where the word begins

struct Names {
  std::vector<Anchor> anchors;
  std::map<Place, std::size_t> declared;
  std::map<Place, Use> uses;
};

// Also the words of the tests, which stand in no section.
Names names(api::Loaded const& loaded, Outline const& outline);

}  // namespace convenio::book
