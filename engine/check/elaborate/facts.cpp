// Facts and period attributes: who may have a default, and what it is.
// Knows no rule.
#include <fmt/format.h>

#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/lower.hpp"
#include "engine/check/phases.hpp"
#include "grammar/syntax/dump.hpp"

namespace convenio::check {

namespace {

// The enumeration whose words say who holds a fact. The prelude declares it; which words there are is the
// packages' own.
constexpr std::string_view holders = "holder";

std::optional<model::Enumerated> holder_word(Workspace& ws, Site const& site, syntax::Name const& word) {
  syntax::Name const name{std::string(holders), word.span};
  auto const [found, used] = lookup(ws, site.package, path_of(name), Space::types);
  if (found.size() > 1) {
    report_ambiguous(ws, word.span, holders, found);
    return std::nullopt;
  }
  if (found.empty() || found.front().kind != Kind::enumeration) {
    if (!lacks_declarations(ws))
      ws.diagnostics.error(Code::wrong_holder, word.span, "no enumeration `holder` says who may hold a fact",
                           "import the prelude, or declare `enumeration holder { person, institution }`");
    return std::nullopt;
  }
  auto const& values = ws.program.enumerations[found.front().index].values;
  std::vector<std::string> words;
  for (std::uint32_t n = 0; n < values.size(); ++n) {
    if (values[n].name == word.text) return model::Enumerated{model::EnumerationId(found.front().index), n};
    words.push_back(values[n].name);
  }
  auto hint = did_you_mean(word.text, words);
  if (hint.empty()) hint = fmt::format("the words of `holder` are {}", fmt::join(words, ", "));
  ws.diagnostics
      .error(Code::wrong_holder, word.span,
             fmt::format("{} is no word for who holds a fact", quoted(word.text)), std::move(hint))
      .places.push_back({found.front().span, "declared here"});
  return std::nullopt;
}

core::HeldBy held_by(Workspace& ws, Site const& site, std::optional<syntax::HeldBy> const& written,
                     std::vector<core::Parameter> const& parameters) {
  core::HeldBy result;
  if (!written || written->word.text.empty()) return result;
  result.word = holder_word(ws, site, written->word);
  if (written->form) result.form = written->form->value;
  if (auto const& within = written->within) {
    using Unit = syntax::Unit;
    bool const calendar = within->unit == Unit::calendar_days || within->unit == Unit::calendar_months ||
                          within->unit == Unit::calendar_years;
    if (!calendar) {
      ws.diagnostics.error(Code::wrong_holder, within->span, "a deadline is no insurance, but a span of the calendar",
                           "write `within 30 calendar days`, or calendar months or years");
    }
    result.within = fmt::format("{} {}", within->number.digits, syntax::to_string(within->unit));
  }
  if (!result.word || !written->of || written->of->text.empty()) return result;
  std::vector<std::string> names;
  for (std::uint32_t n = 0; n < parameters.size(); ++n) {
    names.push_back(parameters[n].name);
    if (parameters[n].name != written->of->text) continue;
    if (is_kind(ws.program, parameters[n].type, TypeKind::state)) {
      result.of_parameter = n;
    } else if (parameters[n].type != poison) {
      ws.diagnostics.error(Code::wrong_holder, written->of->span,
                           fmt::format("{} is no State, but {}", quoted(parameters[n].name),
                                       type_name(ws, parameters[n].type)),
                           "after `of` stands a State, or a parameter that is one");
    }
    return result;
  }
  if (auto const state = resolve(ws, site.package, path_of(*written->of), {Kind::state}, "a state", names))
    result.of = model::StateId(state->index);
  return result;
}

void attribute(Workspace& ws, std::size_t i) {
  AttributeInfo& info = ws.attributes[i];
  ws.program.attributes[i].held_by = held_by(ws, info.site, info.decl->held_by, {});
  if (!info.decl->fallback) return;
  Lowering lowering(ws, info.site, Purpose::row);
  core::Attribute& declared = ws.program.attributes[i];
  declared.unless_certified_otherwise = info.decl->unless_certified_otherwise;
  ExprId const id = lowering.require(*info.decl->fallback, declared.type, "the default");
  info.fallback = constant_of(ws.program, id);
  if (info.fallback) {
    declared.fallback = lowering.constant(*info.fallback, declared.type, info.decl->fallback->span).id;
    return;
  }
  declared.fallback = id;
  if (ws.program.expressions[id].type == poison) return;
  ws.diagnostics.error(Code::not_constant, info.decl->fallback->span,
                       "the default of an attribute must be a plain value");
}

void fact(Workspace& ws, std::size_t i) {
  auto const& [decl, site, span] = ws.facts[i].declared;
  core::Fact& fact = ws.program.facts[i];
  fact.held_by = held_by(ws, site, decl->held_by, fact.parameters);
  bool const may = fact.role == core::Fact::Role::election || fact.role == core::Fact::Role::discretion;
  if (!decl->fallback) {
    if (fact.role == core::Fact::Role::election) {
      ws.diagnostics.error(
          Code::wrong_default, decl->name.span,
          fmt::format("election {} does not say what holds when it is not made", quoted(fact.name)),
          "add `default ...`");
    }
    return;
  }
  if (!may) {
    ws.diagnostics.error(
        Code::wrong_default, decl->fallback->span,
        fmt::format("{} is not known unless the case says it, so it has no default", quoted(fact.name)),
        "elections, discretions and attributes of periods have defaults");
    return;
  }
  Lowering lowering(ws, site);
  for (auto const& p : fact.parameters) lowering.declare(p.name, p.type);
  ExprId const fallback = lowering.require(*decl->fallback, fact.type, "the default");
  ws.program.facts[i].fallback = fallback;
}

}  // namespace

void lower_facts(Workspace& ws) {
  for (std::size_t i = 0; i < ws.attributes.size(); ++i) attribute(ws, i);
  for (std::size_t i = 0; i < ws.facts.size(); ++i) fact(ws, i);
}

}  // namespace convenio::check
