// See statements.hpp.
#include "tools/book/statements.hpp"

#include <fmt/format.h>

#include "engine/api/inside.hpp"

namespace convenio::book {

namespace {

using Container = syntax::ContainerDecl;

std::string date(syntax::Date const& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string span_in_words(syntax::Validity const& validity) {
  std::string words;
  if (validity.from) words = "from " + date(*validity.from);
  if (validity.until) words += (words.empty() ? "until " : " until ") + date(*validity.until);
  return words;
}

std::string joined(std::vector<syntax::Name> const& names) {
  std::string all;
  for (auto const& name : names) all += (all.empty() ? "" : ", ") + name.text;
  return all;
}

void append(std::vector<Statement>& all, std::vector<Statement> const& more) {
  all.insert(all.end(), more.begin(), more.end());
}

std::string capital(std::string word) {
  if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

}  // namespace

std::string span_in_words(core::Validity const& validity) {
  std::string words;
  if (validity.from) words = "from " + validity.from->to_string();
  if (validity.until) words += (words.empty() ? "until " : " until ") + validity.until->to_string();
  return words;
}

std::vector<std::string> parties_in_words(core::Program const& program, core::LegalText const& text) {
  std::vector<std::string> all;
  for (auto const& party : text.parties) {
    std::string const span = span_in_words(party.validity);
    all.push_back(render::state_in_words(program, party.state) + (span.empty() ? "" : ", " + span));
  }
  for (auto const& pair : text.pairs) {
    std::string const span = span_in_words(pair.validity);
    all.push_back(fmt::format("between {} and {}{}", render::state_in_words(program, pair.first),
                              render::state_in_words(program, pair.second), span.empty() ? "" : ", " + span));
  }
  return all;
}

std::vector<Statement> own_fields(syntax::Declaration const& declaration) {
  std::vector<Statement> all;
  auto const* container = std::get_if<Container>(&declaration.node);
  if (container == nullptr) return all;
  if (auto const span = span_in_words(container->validity); !span.empty()) {
    all.push_back({"In force", "", {span}});
  }
  for (auto const& item : container->items) {
    auto const* field = std::get_if<syntax::FieldDecl>(&item.node);
    if (field == nullptr) continue;
    all.push_back(
        {capital(field->field.text), "", {field->text ? field->text->value : joined(field->names)}});
  }
  auto const& stated = declaration.provenance;
  if (stated.source) all.push_back({"Source", "", {stated.source->value}});
  if (stated.confidence) all.push_back({"Confidence", "", {stated.confidence->text}});
  if (stated.note) all.push_back({"Note", "", {stated.note->value}});
  return all;
}

std::vector<Statement> text_fields(core::Program const& program, core::LegalText const& text) {
  std::vector<Statement> all;
  if (text.agreement < program.texts.size()) {
    all.push_back({"Applies", "", {program.texts[text.agreement].title}});
  }
  if (text.state != core::none) all.push_back({"Law of", "", {render::state_in_words(program, text.state)}});
  if (auto parties = parties_in_words(program, text); !parties.empty()) {
    all.push_back({"Parties", "", std::move(parties)});
  }
  for (auto const& replaced : text.replaces) {
    std::string states;
    for (auto const state : replaced.between) {
      states += (states.empty() ? ", between " : " and ") + render::state_in_words(program, state);
    }
    all.push_back({"Replaces",
                   "",
                   {fmt::format("{}{}{}", replaced.instrument, states,
                                replaced.keeps_acquired_rights ? ", acquired rights kept" : "")}});
  }
  return all;
}

std::vector<Statement> readings(syntax::Declaration const& declaration) {
  std::vector<Statement> all;
  if (auto const* found = std::get_if<syntax::ContradictionDecl>(&declaration.node)) {
    all.push_back({"Contradiction",
                   found->name.text,
                   {found->sides.value,
                    found->resolution ? "Resolved: " + found->resolution->value : "Not resolved."}});
  }
  auto const* container = std::get_if<Container>(&declaration.node);
  if (container == nullptr || container->kind != Container::Kind::interpretation) return all;
  Statement reading{"Interpretation", container->name.text, {}};
  if (container->title) reading.sentences.push_back(container->title->value);
  if (container->by) reading.sentences.push_back("Read so by " + container->by->value + ".");
  for (auto const& field : own_fields(declaration)) {
    for (auto const& sentence : field.sentences) {
      reading.sentences.push_back(fmt::format("{}: {}", field.term, sentence));
    }
  }
  all.push_back(std::move(reading));
  for (auto const& item : container->items) append(all, readings(item));
  return all;
}

std::vector<Statement> all_statements(syntax::Declaration const& declaration) {
  auto all = own_fields(declaration);
  auto const* container = std::get_if<Container>(&declaration.node);
  if (container == nullptr) return all;
  for (auto const& item : container->items) {
    append(all, readings(item));
    auto const* inner = std::get_if<Container>(&item.node);
    if (inner == nullptr || inner->kind == Container::Kind::interpretation) continue;
    all.push_back({article_word(*inner), "", {inner->title ? inner->title->value : ""}});
    append(all, all_statements(item));
  }
  return all;
}

}  // namespace convenio::book
