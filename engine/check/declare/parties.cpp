// Instruments: their parties, pairs, and what they replace.
// Knows states and dates; knows no rule.
#include <algorithm>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/containers.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/phases.hpp"
#include "engine/core/names.hpp"

namespace convenio::check {

namespace {

class Parties {
 public:
  Parties(Workspace& ws, std::uint32_t package) : ws_(ws), package_(package) {}
  void walk(std::vector<syntax::Declaration> const& list, syntax::ContainerDecl const* text, TextId id);

 private:
  void read(syntax::Declaration const& d, TextId id);
  void add(TextId text_id, syntax::PartiesDecl const& decl, Span span);
  void add(core::LegalText& text, syntax::PairDecl const& decl, Span span);
  void add(core::LegalText& text, syntax::ReplacesDecl const& decl);
  Site site_of(TextId text) const;
  TextId text_of(syntax::ContainerDecl const& container) const;
  std::optional<model::StateId> state(syntax::Name const& name);

  Workspace& ws_;
  std::uint32_t package_;
  bool unknown_party_ = false;  // reported; who is a party is not known then
};

std::optional<model::StateId> Parties::state(syntax::Name const& name) {
  auto const symbol = resolve(ws_, package_, name, {Kind::state}, "a state");
  return symbol ? std::optional(model::StateId(symbol->index)) : std::nullopt;
}

bool meet(core::Validity const& a, core::Validity const& b) {
  bool const a_first = a.until && b.from && *a.until < *b.from;
  bool const b_first = b.until && a.from && *b.until < *a.from;
  return !a_first && !b_first;
}

// A condition of a text stands in no article of it.
Site Parties::site_of(TextId text) const {
  Site site;
  site.package = package_;
  site.text = text;
  for (CitationId n = 0; n < ws_.program.citations.size(); ++n) {
    auto const& citation = ws_.program.citations[n];
    if (citation.text != text || !citation.path.empty()) continue;
    site.citation = n;
    break;
  }
  return site;
}

void Parties::add(TextId text_id, syntax::PartiesDecl const& decl, Span span) {
  auto& text = ws_.program.texts[text_id];
  core::Validity const validity = to_validity(ws_, decl.validity, span);
  for (auto const& name : decl.states) {
    auto const id = state(name);
    if (!id) {
      unknown_party_ = true;
      continue;
    }
    for (auto const& earlier : text.parties) {
      if (earlier.state != *id || !meet(earlier.validity, validity)) continue;
      ws_.diagnostics.error(Code::party_spans, name.span,
                            fmt::format("{} is already a party during this time", quoted(name.text)),
                            "end the earlier span with `until` before the later one begins");
      break;
    }
    text.parties.push_back({*id, validity, {}});
    if (!decl.condition) continue;
    RuleInfo info;
    info.condition = decl.condition.get();
    info.site = site_of(text_id);
    auto const title = core::party_rule_name(ws_.program.states[*id].code, text.name);
    text.parties.back().condition = nameless_rule(ws_, std::move(info), title, span);
  }
}

void Parties::add(core::LegalText& text, syntax::PairDecl const& decl, Span span) {
  auto const first = state(decl.first);
  auto const second = state(decl.second);
  if (!first || !second) return;
  core::Validity const validity = to_validity(ws_, decl.validity, span);
  if (*first == *second) {
    ws_.diagnostics.error(Code::party_spans, span, "a pair has two different parties");
    return;
  }
  for (auto const& [id, name] : {std::pair{*first, &decl.first}, std::pair{*second, &decl.second}}) {
    bool const party = std::any_of(text.parties.begin(), text.parties.end(),
                                   [state_id = id](core::PartySpan const& p) { return p.state == state_id; });
    bool const conditional =
        std::any_of(text.parties.begin(), text.parties.end(),
                    [state_id = id](auto const& p) { return p.state == state_id && p.condition != none; });
    if (conditional) {
      ws_.diagnostics.error(
          Code::party_spans, name->span,
          fmt::format("{} is a party while a condition holds, so no pair gives it dates of its own",
                      quoted(name->text)),
          "write the dates of the pair into the condition");
    }
    if (party || unknown_party_) continue;
    ws_.diagnostics.error(Code::party_spans, name->span,
                          fmt::format("{} is no party of this text", quoted(name->text)),
                          "name it in `parties` first");
  }
  for (auto const& earlier : text.pairs) {
    bool const same = (earlier.first == *first && earlier.second == *second) ||
                      (earlier.first == *second && earlier.second == *first);
    if (!same || !meet(earlier.validity, validity)) continue;
    ws_.diagnostics.error(Code::party_spans, span, "the dates of this pair are already stated for this time");
  }
  text.pairs.push_back({*first, *second, validity});
}

void Parties::add(core::LegalText& text, syntax::ReplacesDecl const& decl) {
  core::LegalText::Replaced replaced;
  replaced.instrument = decl.instrument.value;
  replaced.keeps_acquired_rights = decl.keeps_acquired_rights;
  for (auto const& name : decl.between) {
    if (auto const id = state(name)) replaced.between.push_back(*id);
  }
  text.replaces.push_back(std::move(replaced));
}

// Pairs after parties, so that the order of writing does not matter.
void Parties::read(syntax::Declaration const& d, TextId id) {
  bool const about_parties = std::holds_alternative<syntax::PartiesDecl>(d.node) ||
                             std::holds_alternative<syntax::PairDecl>(d.node) ||
                             std::holds_alternative<syntax::ReplacesDecl>(d.node);
  if (!about_parties) return;
  core::LegalText* const text = id == none ? nullptr : &ws_.program.texts[id];
  if (!text || text->kind != core::LegalText::Kind::agreement) {
    bool const replaces = std::holds_alternative<syntax::ReplacesDecl>(d.node);
    if (text && replaces) {
      add(*text, std::get<syntax::ReplacesDecl>(d.node));
      return;
    }
    ws_.diagnostics.error(Code::misplaced, d.span, "parties belong to an agreement",
                          "a regulation has the parties of its agreement");
    return;
  }
  if (auto const* parties = std::get_if<syntax::PartiesDecl>(&d.node)) add(id, *parties, d.span);
  if (auto const* replaces = std::get_if<syntax::ReplacesDecl>(&d.node)) add(*text, *replaces);
}

TextId Parties::text_of(syntax::ContainerDecl const& container) const {
  auto const& texts = ws_.packages[package_].texts;
  auto const it = texts.find(container.name.text);
  return it == texts.end() ? none : it->second;
}

void Parties::walk(std::vector<syntax::Declaration> const& list, syntax::ContainerDecl const* text,
                   TextId id) {
  if (id != none) unknown_party_ = false;
  for (auto const& d : list) {
    auto const* container = std::get_if<syntax::ContainerDecl>(&d.node);
    if (!container) {
      read(d, id);
      continue;
    }
    bool const is_text = container->kind == syntax::ContainerDecl::Kind::agreement ||
                         container->kind == syntax::ContainerDecl::Kind::regulation ||
                         container->kind == syntax::ContainerDecl::Kind::scheme;
    walk(container->items, container, is_text ? text_of(*container) : none);
  }
  if (!text || id == none || ws_.program.texts[id].kind != core::LegalText::Kind::agreement) return;
  for (auto const& d : list) {
    if (auto const* pair = std::get_if<syntax::PairDecl>(&d.node)) add(ws_.program.texts[id], *pair, d.span);
  }
}

}  // namespace

void check_instruments(Workspace& ws, std::vector<PackageFile> const& files) {
  for (auto const& file : files) {
    Parties(ws, ws.package_of.find(file.package)->second).walk(file.tree->declarations, nullptr, none);
  }
}

}  // namespace convenio::check
