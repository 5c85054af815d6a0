// Containers become legal texts, interpretations and citations; see containers.hpp.
#include "engine/check/declare/containers.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/core/names.hpp"

namespace convenio::check {

namespace {

using Container = syntax::ContainerDecl;

bool is_text(Container::Kind kind) {
  return kind == Container::Kind::agreement || kind == Container::Kind::regulation ||
         kind == Container::Kind::scheme;
}

bool is_article(Container::Kind kind) {
  return kind == Container::Kind::article || kind == Container::Kind::paragraph;
}

void state_provenance(Workspace& ws, core::Citation& citation, syntax::Provenance const& provenance) {
  if (provenance.confidence) citation.confidence = confidence_text(ws, provenance.confidence);
  if (provenance.source) citation.source = provenance.source->value;
  if (provenance.note) citation.note = provenance.note->value;
}

core::Contradiction contradiction(syntax::ContradictionDecl const& decl) {
  return {decl.name.text, decl.sides.value, text_or_empty(decl.resolution)};
}

std::string field_value(syntax::FieldDecl const& field) {
  if (field.text) return field.text->value;
  return field.names.empty() ? "" : field.names.front().text;
}

void text_field(Workspace& ws, core::LegalText& text, syntax::FieldDecl const& field) {
  std::string const& name = field.field.text;
  if (name == "identifier") text.identifier = field_value(field);
  if (name == "source") text.source = field_value(field);
  if (name == "review") text.review = field_value(field);
  if (name == "note") text.note = field_value(field);
  if (name == "confidence") {
    auto const word = field.names.empty() ? std::nullopt : std::optional(field.names.front());
    text.confidence = word ? confidence_text(ws, word) : field_value(field);
  }
  if (name == "languages") {
    for (auto const& language : field.names) text.languages.push_back(language.text);
  }
}

void citation_field(Workspace& ws, core::Citation& citation, syntax::FieldDecl const& field) {
  std::string const& name = field.field.text;
  if (name == "source") citation.source = field_value(field);
  if (name == "note") citation.note = field_value(field);
  if (name == "confidence" && !field.names.empty())
    citation.confidence = confidence_text(ws, field.names.front());
}

void link_text(Workspace& ws, Surroundings const& outer, Container const& container, core::LegalText& text) {
  std::uint32_t const package = outer.site.package;
  if (container.kind == Container::Kind::regulation) {
    if (container.of) {
      if (auto const found = resolve_text(ws, package, path_of(*container.of))) {
        text.agreement = *found;
        if (ws.program.texts[*found].kind != core::LegalText::Kind::agreement) {
          ws.diagnostics.error(Code::misplaced, container.of->span,
                               fmt::format("{} is no agreement", quoted(container.of->text)));
        }
      }
    } else if (outer.in_text) {
      text.agreement = outer.site.text;
    }
  }
  if (container.kind == Container::Kind::scheme && container.of) {
    if (auto const state = resolve(ws, package, *container.of, {Kind::state}, "a state"))
      text.state = model::StateId(state->index);
  }
}

void enter_text(Workspace& ws, Surroundings const& outer, Surroundings& inner,
                syntax::Declaration const& declaration, Container const& container) {
  bool const nested_regulation = container.kind == Container::Kind::regulation && !outer.in_article;
  if ((outer.in_text && !nested_regulation) || outer.in_article) {
    ws.diagnostics.error(Code::misplaced, declaration.span, "a text cannot stand inside another text");
  }
  core::LegalText text;
  text.kind = container.kind == Container::Kind::agreement    ? core::LegalText::Kind::agreement
              : container.kind == Container::Kind::regulation ? core::LegalText::Kind::regulation
                                                              : core::LegalText::Kind::scheme;
  text.package = ws.packages[outer.site.package].name;
  text.name = container.name.text;
  text.title = text_or_empty(container.title);
  link_text(ws, outer, container, text);
  core::Citation stated;
  state_provenance(ws, stated, declaration.provenance);
  text.confidence = stated.confidence;
  text.source = stated.source;
  text.note = stated.note;
  for (auto const& item : container.items) {
    if (auto const* field = std::get_if<syntax::FieldDecl>(&item.node)) text_field(ws, text, *field);
    if (auto const* c = std::get_if<syntax::ContradictionDecl>(&item.node)) {
      text.contradictions.push_back(contradiction(*c));
    }
  }
  auto const id = static_cast<TextId>(ws.program.texts.size());
  inner.site.text = id;
  inner.in_text = true;
  inner.citation = {};
  inner.citation.text = id;
  inner.citation.interpretations = outer.citation.interpretations;
  inner.citation.confidence = text.confidence;
  inner.citation.source = text.source;
  inner.citation.note = text.note;
  ws.program.texts.push_back(std::move(text));
  ws.texts.push_back({declaration.span, none});
  auto& texts = ws.packages[outer.site.package].texts;
  if (container.name.text.empty()) return;
  if (!texts.try_emplace(container.name.text, id).second) {
    ws.diagnostics.error(Code::duplicate_name, container.name.span,
                         fmt::format("this package has two texts named {}", quoted(container.name.text)));
  }
}

void narrow(Site& site, core::Validity const& validity) {
  if (validity.from && (!site.validity.from || *site.validity.from < *validity.from)) {
    site.validity.from = validity.from;
  }
  if (validity.until && (!site.validity.until || *validity.until < *site.validity.until)) {
    site.validity.until = validity.until;
  }
  site.dated = site.dated || validity.from || validity.until;
}

void enter_article(Workspace& ws, Surroundings const& outer, Surroundings& inner,
                   syntax::Declaration const& declaration, Container const& container) {
  if (!outer.in_text) {
    ws.diagnostics.error(Code::misplaced, declaration.span,
                         "an article stands in no agreement, regulation or scheme",
                         "put it inside the text that it belongs to");
  }
  char const* const word = container.kind == Container::Kind::article ? "article" : "paragraph";
  std::string& path = inner.citation.path;
  path = fmt::format("{}{}{} {}", path, path.empty() ? "" : ", ", word, container.name.text);
  auto const& label = container.name.text;
  if (container.kind == Container::Kind::article) {
    auto const bracket = label.find('(');
    inner.citation.article = label.substr(0, bracket);
    inner.citation.paragraph = bracket == std::string::npos ? "" : label.substr(bracket);
  } else {
    inner.citation.paragraph += inner.citation.paragraph.empty() ? label : ", " + label;
  }
  if (container.title) inner.citation.title = container.title->value;
  core::Validity const validity = to_validity(ws, container.validity, declaration.span);
  if (validity.from || validity.until) inner.citation.validity = validity;
  narrow(inner.site, validity);
  inner.in_article = true;
}

void enter_interpretation(Workspace& ws, Surroundings& inner, Container const& container) {
  inner.citation.interpretations.emplace_back(ws.program.interpretations.size());
  ws.program.interpretations.push_back(
      {container.name.text, text_or_empty(container.title), text_or_empty(container.by)});
}

CitationId add_citation(Workspace& ws, core::Citation const& citation) {
  ws.program.citations.push_back(citation);
  return static_cast<CitationId>(ws.program.citations.size() - 1);
}

}  // namespace

core::RuleId nameless_rule(Workspace& ws, RuleInfo info, std::string name, Span span) {
  auto const id = core::RuleId(ws.program.rules.size());
  core::Rule rule;
  rule.package = ws.packages[info.site.package].name;
  rule.name = std::move(name);
  rule.citation = info.site.citation;
  rule.span = span;
  ws.program.rules.push_back(std::move(rule));
  ws.rules.push_back(std::move(info));
  return id;
}

std::string text_or_empty(std::optional<syntax::Text> const& text) { return text ? text->value : ""; }

std::string confidence_text(Workspace& ws, std::optional<syntax::Name> const& confidence) {
  if (!confidence || confidence->text.empty()) return "";
  if (std::find(core::confidences.begin(), core::confidences.end(), confidence->text) ==
      core::confidences.end()) {
    ws.diagnostics.error(Code::unknown_confidence, confidence->span,
                         fmt::format("{} is no confidence", quoted(confidence->text)),
                         "write `high`, `medium`, `low` or `unverified`");
  }
  return confidence->text;
}

Surroundings outermost(std::uint32_t package) {
  Surroundings here;
  here.site.package = package;
  here.site.citation = 0;  // the empty citation
  return here;
}

Surroundings enter(Workspace& ws, Surroundings const& outer, syntax::Declaration const& declaration,
                   Container const& container) {
  Surroundings inner = outer;
  if (is_text(container.kind)) {
    enter_text(ws, outer, inner, declaration, container);
  } else {
    if (is_article(container.kind)) enter_article(ws, outer, inner, declaration, container);
    if (container.kind == Container::Kind::interpretation) enter_interpretation(ws, inner, container);
    state_provenance(ws, inner.citation, declaration.provenance);
    for (auto const& item : container.items) {
      if (auto const* field = std::get_if<syntax::FieldDecl>(&item.node))
        citation_field(ws, inner.citation, *field);
      if (auto const* c = std::get_if<syntax::ContradictionDecl>(&item.node)) {
        inner.citation.contradictions.push_back(contradiction(*c));
      }
    }
  }
  inner.site.citation = add_citation(ws, inner.citation);
  return inner;
}

Site place(Workspace& ws, Surroundings const& here, syntax::Provenance const& provenance) {
  if (!provenance.confidence && !provenance.source && !provenance.note) return here.site;
  core::Citation own = here.citation;
  state_provenance(ws, own, provenance);
  Site site = here.site;
  site.citation = add_citation(ws, own);
  return site;
}

}  // namespace convenio::check
