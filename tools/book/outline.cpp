// See outline.hpp.
#include "tools/book/outline.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "tools/book/lines.hpp"
#include "tools/book/markup.hpp"
#include "tools/book/statements.hpp"

namespace convenio::book {

namespace fs = std::filesystem;

namespace {

using Container = syntax::ContainerDecl;
using Declaration = syntax::Declaration;

struct Draft {
  Chapter chapter;
  int order = 0;  // agreements, regulations, schemes, the rest
  std::vector<Section> sections;
};

bool is_text(Declaration const& declaration) {
  auto const* container = std::get_if<Container>(&declaration.node);
  return container != nullptr && container->kind <= Container::Kind::scheme;
}

bool is_article(Declaration const& declaration) {
  auto const* container = std::get_if<Container>(&declaration.node);
  return container != nullptr &&
         (container->kind == Container::Kind::article || container->kind == Container::Kind::paragraph);
}

bool is_trial(Declaration const& declaration) {
  return std::holds_alternative<syntax::TestDecl>(declaration.node) ||
         std::holds_alternative<syntax::SampleDecl>(declaration.node);
}

std::vector<Declaration const*> children(std::vector<Declaration> const& items,
                                         bool (*wanted)(Declaration const&)) {
  std::vector<Declaration const*> found;
  for (auto const& item : items) {
    if (wanted(item)) found.push_back(&item);
  }
  return found;
}

class Drafter {
 public:
  Drafter(api::Loaded const& loaded, std::string const& package, fs::path folder)
      : loaded_(loaded), package_(package), folder_(std::move(folder)) {}

  void file(syntax::File const& file);
  std::vector<Draft> take();

 private:
  void text(LineTable const& table, Declaration const& declaration, Lines lines);
  Section article(LineTable const& table, Declaration const& declaration, Lines lines);
  Section between(std::string const& id, std::vector<Declaration> const& items, LineTable const& table,
                  Lines lines);
  std::string unique(std::string const& wanted);
  core::TextId find_text(std::string const& name) const;

  api::Loaded const& loaded_;
  std::string const& package_;
  fs::path folder_;
  std::set<std::string> ids_{"texts",       "counts", "contents", "outside",
                             "other-tests", "index",  "main"};  // of the page
  std::vector<Draft> texts_;
  Draft rest_{{core::none, "outside", "Outside the texts", 0, 0}, 3, {}};
};

std::string Drafter::unique(std::string const& wanted) {
  std::string const id = identifier(wanted);
  if (ids_.insert(id).second) return id;
  for (std::size_t n = 2;; ++n) {
    auto const numbered = fmt::format("{}-{}", id, n);
    if (ids_.insert(numbered).second) return numbered;
  }
}

core::TextId Drafter::find_text(std::string const& name) const {
  auto const& texts = loaded_.program.texts;
  for (core::TextId id = 0; id < texts.size(); ++id) {
    if (texts[id].package == package_ && texts[id].name == name) return id;
  }
  return core::none;
}

Section Drafter::between(std::string const& id, std::vector<Declaration> const& items, LineTable const& table,
                         Lines lines) {
  Section section;
  section.kind = Section::Kind::between;
  section.id = unique(id);
  section.heading = "Outside the articles";
  section.lines = lines;
  section.indent_line = lines.first;
  Block block{"", "", {}, lines};
  for (auto const& item : items) {
    if (!lines.contains(table.id(), table.line_of(item.span.begin))) continue;
    auto const found = readings(item);
    block.statements.insert(block.statements.end(), found.begin(), found.end());
  }
  section.blocks.push_back(std::move(block));
  return section;
}

Section Drafter::article(LineTable const& table, Declaration const& declaration, Lines lines) {
  auto const& container = std::get<Container>(declaration.node);
  Section section;
  section.kind = Section::Kind::article;
  section.heading = article_word(container);
  section.title = container.title ? container.title->value : "";
  section.label = container.name.text;
  section.lines = lines;
  section.indent_line = lines.first;
  for (auto const& piece : cut(table, lines, children(container.items, is_article))) {
    bool const closes = piece.child == nullptr && table.only(piece.lines, LineTable::Kind::closing);
    if (closes && !section.blocks.empty()) {
      section.blocks.back().lines.last = piece.lines.last;
      continue;
    }
    Block block{"", "", {}, piece.lines};
    if (piece.child != nullptr) {
      auto const& inner = std::get<Container>(piece.child->node);
      block.heading = article_word(inner);
      block.title = inner.title ? inner.title->value : "";
      block.statements = all_statements(*piece.child);
    } else {
      for (auto const& item : container.items) {
        if (!piece.lines.contains(table.id(), table.line_of(item.span.begin))) continue;
        auto const found = readings(item);
        block.statements.insert(block.statements.end(), found.begin(), found.end());
      }
    }
    section.blocks.push_back(std::move(block));
  }
  if (section.blocks.empty()) section.blocks.push_back({"", "", {}, lines});
  auto fields = own_fields(declaration);
  auto& first = section.blocks.front().statements;
  first.insert(first.begin(), fields.begin(), fields.end());
  bool const heading_only =
      section.blocks.size() > 1 && first.empty() &&
      std::none_of(container.items.begin(), container.items.end(), [&](auto const& item) {
        return section.blocks.front().lines.contains(table.id(), table.line_of(item.span.begin));
      });
  if (heading_only) {
    section.blocks[1].lines.first = section.blocks.front().lines.first;
    section.blocks.erase(section.blocks.begin());
  }
  return section;
}

void Drafter::text(LineTable const& table, Declaration const& declaration, Lines lines) {
  auto const& container = std::get<Container>(declaration.node);
  Draft draft;
  draft.order = static_cast<int>(container.kind);
  draft.chapter.text = find_text(container.name.text);
  draft.chapter.title = container.title ? container.title->value : container.name.text;
  draft.chapter.id = unique("text-" + container.name.text);
  std::vector<Piece> nested;
  bool first = true;
  auto const wanted = [](Declaration const& item) { return is_article(item) || is_text(item); };
  for (auto const& piece : cut(table, lines, children(container.items, wanted))) {
    if (piece.child != nullptr && is_text(*piece.child)) {
      nested.push_back(piece);
    } else if (piece.child != nullptr) {
      auto section = article(table, *piece.child, piece.lines);
      section.id = unique(fmt::format("{}-{}", container.name.text, section.label));
      draft.sections.push_back(std::move(section));
    } else if (first) {
      auto head = between(container.name.text + "-head", container.items, table, piece.lines);
      head.kind = Section::Kind::head;
      head.heading = "The text as a whole";
      std::vector<Statement> fields;
      if (draft.chapter.text != core::none)
        fields = text_fields(loaded_.program, loaded_.program.texts[draft.chapter.text]);
      for (auto& field : own_fields(declaration)) fields.push_back(std::move(field));
      auto& statements = head.blocks.front().statements;
      statements.insert(statements.begin(), fields.begin(), fields.end());
      draft.sections.push_back(std::move(head));
    } else if (!table.only(piece.lines, LineTable::Kind::closing)) {
      draft.sections.push_back(
          between(container.name.text + "-between", container.items, table, piece.lines));
    }
    first = false;
  }
  texts_.push_back(std::move(draft));
  for (auto const& piece : nested) text(table, *piece.child, piece.lines);
}

void Drafter::file(syntax::File const& file) {
  LineTable const table(loaded_.sources, file.source);
  auto const separate = [](Declaration const& item) { return is_text(item) || is_trial(item); };
  auto const pieces = cut(table, {file.source, 1, table.count()}, children(file.declarations, separate));
  auto const declares = [&](Lines lines) {
    return std::any_of(file.declarations.begin(), file.declarations.end(), [&](Declaration const& item) {
      return lines.contains(file.source, table.line_of(item.span.begin));
    });
  };
  Lines preface{file.source, 1, 0};  // comments, package and imports go with the text that follows
  for (auto const& piece : pieces) {
    Lines lines = piece.lines;
    if (!preface.empty() && piece.child != nullptr) lines.first = preface.first;
    preface = {file.source, 1, 0};
    if (piece.child != nullptr) {
      if (is_text(*piece.child)) text(table, *piece.child, lines);
    } else if (declares(lines) || (pieces.size() == 1 && file.declarations.empty())) {
      auto section =
          between("outside-" + fs::path(loaded_.sources[file.source].name()).stem().generic_string(),
                  file.declarations, table, lines);
      section.kind = Section::Kind::outside;
      section.heading =
          fs::path(loaded_.sources[file.source].name()).lexically_relative(folder_).generic_string();
      rest_.sections.push_back(std::move(section));
    } else {
      preface = lines;
    }
  }
}

std::vector<Draft> Drafter::take() {
  std::stable_sort(texts_.begin(), texts_.end(),
                   [](Draft const& a, Draft const& b) { return a.order < b.order; });
  if (!rest_.sections.empty()) texts_.push_back(std::move(rest_));
  return std::move(texts_);
}

// A declaration whose lines are lines of rule; containers and what a text says of itself are not.
bool is_rule_text(Declaration const& declaration) {
  auto const& node = declaration.node;
  return !is_trial(declaration) && !std::holds_alternative<Container>(node) &&
         !std::holds_alternative<syntax::Broken>(node) && !std::holds_alternative<syntax::FieldDecl>(node) &&
         !std::holds_alternative<syntax::ContradictionDecl>(node) &&
         !std::holds_alternative<syntax::PartiesDecl>(node) &&
         !std::holds_alternative<syntax::PairDecl>(node) &&
         !std::holds_alternative<syntax::ReplacesDecl>(node) &&
         !std::holds_alternative<syntax::GovernedDecl>(node) &&
         !std::holds_alternative<syntax::AppliesDecl>(node);
}

void count(Outline& outline, api::Loaded const& loaded, syntax::File const& file) {
  LineTable const table(loaded.sources, file.source);
  std::set<std::uint32_t> lines;
  for_each_declaration(file.declarations, [&](Declaration const& declaration) {
    if (!is_rule_text(declaration)) return;
    auto const section = outline.section_at(loaded.sources, file.source, declaration.span.begin);
    if (section < outline.sections.size() && decides(declaration)) ++outline.sections[section].rules;
    auto const last = table.line_of(std::max(declaration.span.end, 1U) - 1);
    for (auto line = table.line_of(declaration.span.begin); line <= last; ++line) {
      auto const kind = table.kind(line);
      if (kind == LineTable::Kind::code || kind == LineTable::Kind::closing) lines.insert(line);
    }
  });
  for (auto& section : outline.sections) {
    for (auto const line : lines) section.lines_of_rule += section.lines.contains(file.source, line) ? 1 : 0;
  }
}

fs::path folder_of(api::Loaded const& loaded, std::string const& package) {
  std::optional<fs::path> common;
  for (auto const& file : loaded.files) {
    if (file.package.text != package) continue;
    fs::path const folder = fs::path(loaded.sources[file.source].name()).parent_path();
    if (!common) common = folder;
    while (folder.lexically_relative(*common).begin()->generic_string() == "..")
      common = common->parent_path();
  }
  return common.value_or(fs::path());
}

}  // namespace

std::size_t Outline::section_at(text::Sources const& sources, text::SourceId source,
                                std::uint32_t offset) const {
  auto const line = sources[source].position(offset).line;
  auto const found = std::find_if(sections.begin(), sections.end(), [&](Section const& section) {
    return section.lines.contains(source, line);
  });
  return static_cast<std::size_t>(found - sections.begin());
}

void for_each_declaration(std::vector<syntax::Declaration> const& declarations, Visit const& visit) {
  for (auto const& declaration : declarations) {
    visit(declaration);
    if (auto const* container = std::get_if<Container>(&declaration.node)) {
      for_each_declaration(container->items, visit);
    }
  }
}

bool decides(syntax::Declaration const& declaration) {
  auto const& node = declaration.node;
  return std::holds_alternative<syntax::RuleDecl>(node) ||
         std::holds_alternative<syntax::ExceptionDecl>(node) ||
         std::holds_alternative<syntax::ParameterDecl>(node) ||
         std::holds_alternative<syntax::TableDecl>(node) ||
         std::holds_alternative<syntax::PrecedenceDecl>(node) ||
         std::holds_alternative<syntax::StandsDecl>(node) ||
         std::holds_alternative<syntax::ApartDecl>(node) ||
         std::holds_alternative<syntax::DecidedDecl>(node) ||
         std::holds_alternative<syntax::AwardDecl>(node) || std::holds_alternative<syntax::RouteDecl>(node) ||
         std::holds_alternative<syntax::QuestionDecl>(node);
}

std::string article_word(syntax::ContainerDecl const& container) {
  return (container.kind == Container::Kind::paragraph ? "Paragraph " : "Article ") + container.name.text;
}

Outline outline(api::Loaded const& loaded, std::string const& package) {
  Outline result;
  result.package = package;
  fs::path const folder = folder_of(loaded, package);
  fs::path const rules = fs::path(loaded.prefix).parent_path();
  result.folder = (rules.empty() ? folder : folder.lexically_relative(rules)).generic_string();
  Drafter drafter(loaded, package, folder);
  std::set<std::string> imports;
  for (auto const& file : loaded.files) {
    if (file.package.text != package) continue;
    for (auto const& import : file.imports) imports.insert(import.text);
    drafter.file(file);
  }
  result.imports.assign(imports.begin(), imports.end());
  for (auto& draft : drafter.take()) {
    draft.chapter.first = result.sections.size();
    draft.chapter.count = draft.sections.size();
    for (auto& section : draft.sections) {
      section.chapter = result.chapters.size();
      result.sections.push_back(std::move(section));
    }
    result.chapters.push_back(std::move(draft.chapter));
  }
  for (auto const& file : loaded.files) {
    if (file.package.text == package) count(result, loaded, file);
  }
  return result;
}

}  // namespace convenio::book
