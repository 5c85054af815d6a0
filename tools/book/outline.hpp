// The parts of a printed package: its texts as chapters, their articles as sections, the paragraphs of an
// article as blocks, each with its lines of source and with what it says of itself. Knows trees and lines;
// knows no markup, no test, and not what a rule means.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/api/inside.hpp"
#include "grammar/syntax/tokens.hpp"
#include "grammar/syntax/tree.hpp"

namespace convenio::book {

// Lines of one source, counted from 1, both inclusive.
struct Lines {
  text::SourceId source = text::no_source;
  std::uint32_t first = 1, last = 0;
  bool empty() const { return last < first; }
  bool contains(text::SourceId id, std::uint32_t line) const {
    return id == source && first <= line && line <= last;
  }
};

// What a container says of itself: `Interpretation` `own_before_foreign`, and one or more sentences.
struct Statement {
  std::string term, name;
  std::vector<std::string> sentences;
};

struct Block {
  std::string heading, title;  // of a paragraph; otherwise empty
  std::vector<Statement> statements;
  Lines lines;
};

struct Section {
  enum class Kind { head, article, between, outside };
  Kind kind{};
  std::string id, heading, title;
  std::string label;  // of an article
  std::size_t chapter = 0;
  Lines lines;
  std::uint32_t indent_line = 1;  // its white space is that of the whole section
  std::vector<Block> blocks;
  std::size_t rules = 0;          // declarations that decide something
  std::size_t lines_of_rule = 0;  // without headings, fields, comments, blank lines and closing braces
};

struct Chapter {
  core::TextId text = core::none;  // none: what stands outside every text
  std::string id, title;
  std::size_t first = 0, count = 0;  // its sections
};

struct Outline {
  std::string package;
  std::string folder;  // below the folder of the rules
  std::vector<std::string> imports;
  std::vector<Chapter> chapters;
  std::vector<Section> sections;
  // The section that holds this place; the number of sections if none does.
  std::size_t section_at(text::Sources const& sources, text::SourceId source, std::uint32_t offset) const;
};

Outline outline(api::Loaded const& loaded, std::string const& package);

// All declarations of a file, containers before what they contain.
using Visit = std::function<void(syntax::Declaration const&)>;
void for_each_declaration(std::vector<syntax::Declaration> const& declarations, Visit const& visit);

// Rules, exceptions, tables, clauses, routes: what a count of rules counts.
bool decides(syntax::Declaration const& declaration);

std::string article_word(syntax::ContainerDecl const& container);  // "Article 7"

}  // namespace convenio::book
