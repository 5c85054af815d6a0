// Names and their resolution; see names.hpp.
#include "engine/check/declare/names.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/core/functions.hpp"
#include "grammar/text/confusables.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::check {

namespace {

constexpr std::size_t most_comparisons = 400'000;  // for near names; the first faults have hints

std::size_t names_seen(Workspace const& ws, std::uint32_t package) {
  std::size_t names = 0;
  for (auto const other : ws.packages[package].visible) {
    names += ws.packages[other].names.size() + ws.packages[other].type_names.size();
  }
  return names;
}

struct Borrowed {
  std::string_view written, word, what;
};

// Words of other languages for what has a name here.
constexpr std::array borrowed_values{Borrowed{"yes", "yes", "the truths are `yes` and `no`"},
                                     Borrowed{"no", "no", "the truths are `yes` and `no`"},
                                     Borrowed{"true", "yes", "the truths are `yes` and `no`"},
                                     Borrowed{"false", "no", "the truths are `yes` and `no`"}};
constexpr std::array borrowed_types{
    Borrowed{"boolean", "truth", "a yes or no is a `truth`"},
    Borrowed{"bool", "truth", "a yes or no is a `truth`"},
    Borrowed{"integer", "whole", "a number without decimals is a `whole`"},
    Borrowed{"int", "whole", "a number without decimals is a `whole`"},
    Borrowed{"decimal", "ratio", "a number with decimals is a `ratio`"},
    Borrowed{"number", "ratio", "a number is a `whole` or a `ratio`"},
    Borrowed{"percentage", "ratio", "a percentage is a `ratio`"},
    Borrowed{"string", "text", "words in quotes are a `text`"},
    Borrowed{"country", "state", "a country is a `state`"},
    Borrowed{"amount", "", "an amount is `money CUR` or `money of STATE`"},  // a currency has to follow
    Borrowed{"periods", "history", "the periods of a person are a `history`"}};

text::Hint borrowed_hint(std::string_view name, std::span<Borrowed const> words) {
  std::string const plain = text::in_small_letters(name);
  auto const found =
      std::find_if(words.begin(), words.end(), [&](Borrowed const& one) { return plain == one.written; });
  return found == words.end() ? text::Hint{} : text::Hint(std::string(found->what), name, found->word);
}

using Names = std::map<std::string, Symbol, std::less<>>;

Space space_of(Kind kind) {
  return kind == Kind::enumeration || kind == Kind::record ? Space::types : Space::values;
}

Names const& names_of(Package const& package, Space space) {
  return space == Space::types ? package.type_names : package.names;
}

bool fits_kinds(Kind kind, std::initializer_list<Kind> kinds) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

// Kinds that a place may name: types; values, when there are none; declarations of another kind.
using Kinds = std::initializer_list<Kind>;

Space space_of(Kinds kinds) { return kinds.size() == 0 ? Space::values : space_of(*kinds.begin()); }

text::Hint hint_for(Workspace const& ws, std::uint32_t package, std::string_view name, Kinds kinds,
                    std::vector<std::string> const& candidates) {
  text::Hint near = did_you_mean(name, candidates);
  if (near.empty() && kinds.size() == 0) near = borrowed_hint(name, borrowed_values);
  if (near.empty() && space_of(kinds) == Space::types) near = borrowed_hint(name, borrowed_types);
  if (!near.empty()) return near;
  for (auto const& other : ws.packages) {
    bool const declared =
        other.names.contains(name) || other.type_names.contains(name) || other.enumerators.contains(name);
    if (!declared || visible_package(ws, package, other.name)) continue;
    return fmt::format("package {} declares it: `import {}`", quoted(other.name), other.name);
  }
  return "";
}

}  // namespace

char const* describe(Kind kind) {
  switch (kind) {
    case Kind::state:
      return "a state";
    case Kind::currency:
      return "a currency";
    case Kind::enumeration:
      return "an enumeration";
    case Kind::record:
      return "a record";
    case Kind::conversion:
      return "a conversion";
    case Kind::fact:
      return "a fact";
    case Kind::rule:
      return "a rule";
    case Kind::table:
      return "a parameter or table";
    case Kind::precedence:
      return "a precedence";
    case Kind::award:
      return "an award";
    case Kind::question:
      return "a question";
  }
  return "?";
}

bool affords_hints(Workspace const& ws, std::size_t names) {
  return names * (ws.diagnostics.error_count() + 1) <= most_comparisons;
}

std::string quoted(std::string_view word) { return fmt::format("`{}`", word); }

text::Hint did_you_mean(std::string_view word, std::vector<std::string> const& candidates) {
  std::string const near = text::nearest(word, candidates);
  if (near.empty()) return {};
  bool const looks_the_same = near != word && text::look_of(near) == text::look_of(word);
  if (!looks_the_same) return text::did_you_mean(word, near);
  return {fmt::format("{} looks the same, but is written with other letters", quoted(near)), word, near};
}

bool is_builtin(std::string_view name) { return !core::forms_of(name).empty(); }

std::vector<std::string> builtin_names() {
  std::set<std::string> names;
  for (auto const& function : core::functions()) names.emplace(function.name());
  return {names.begin(), names.end()};
}

std::string spelled(syntax::Path const& path) {
  std::string text;
  for (auto const& part : path.parts) {
    if (!text.empty()) text += '.';
    text += part.text;
  }
  return text;
}

syntax::Path path_of(syntax::Name const& name) { return {{name}, name.span}; }

bool same_fact(text::Sources const& sources, syntax::FactDecl const& a, syntax::FactDecl const& b) {
  auto const same = [&](syntax::Type const& one, syntax::Type const& other) {
    return sources.slice(one.span) == sources.slice(other.span);
  };
  if (a.role != b.role || a.parameters.size() != b.parameters.size() || !same(a.type, b.type)) return false;
  for (std::size_t i = 0; i < a.parameters.size(); ++i) {
    auto const& [one, other] = std::pair(&a.parameters[i], &b.parameters[i]);
    bool const alike =
        one->label == other->label && one->type && other->type && same(*one->type, *other->type);
    if (!alike) return false;
  }
  return true;
}

bool declare(Workspace& ws, std::uint32_t package, syntax::Name const& name, Kind kind, std::uint32_t index) {
  if (name.text.empty()) return true;  // reported by the parser
  Package& home = ws.packages[package];
  auto& names = space_of(kind) == Space::types ? home.type_names : home.names;
  auto const [it, fresh] = names.try_emplace(name.text, Symbol{kind, index, package, name.span});
  if (fresh) return true;
  ws.diagnostics
      .error(Code::duplicate_name, name.span,
             fmt::format("{} is declared twice in package {}", quoted(name.text),
                         quoted(ws.packages[package].name)))
      .places.push_back(
          {it->second.span, fmt::format("first declared here, as {}", describe(it->second.kind))});
  return false;
}

std::optional<std::uint32_t> visible_package(Workspace const& ws, std::uint32_t package,
                                             std::string_view name) {
  for (auto const other : ws.packages[package].visible) {
    if (ws.packages[other].name == name) return other;
  }
  return std::nullopt;
}

Lookup lookup(Workspace const& ws, std::uint32_t package, syntax::Path const& path, Space space) {
  Lookup result;
  if (path.parts.empty()) return result;
  if (path.parts.size() > 1) {
    if (auto const other = visible_package(ws, package, path.parts[0].text)) {
      auto const& names = names_of(ws.packages[*other], space);
      if (auto const it = names.find(path.parts[1].text); it != names.end()) return {{it->second}, 2};
    }
  }
  for (auto const other : ws.packages[package].visible) {
    auto const& names = names_of(ws.packages[other], space);
    if (auto const it = names.find(path.parts[0].text); it != names.end()) result.found.push_back(it->second);
    if (other == package && !result.found.empty())
      break;  // the package itself comes first, and before its imports
  }
  result.used = 1;
  return result;
}

std::vector<Namesake> meant(Workspace const& ws, std::uint32_t package, syntax::Path const& path,
                            std::vector<Namesake> const& all) {
  std::vector<Namesake> found;
  if (path.parts.size() > 1) {
    auto const qualifier = visible_package(ws, package, path.parts[path.parts.size() - 2].text);
    for (auto const& one : all) {
      if (qualifier && one.package == *qualifier) found.push_back(one);
    }
    return found;
  }
  for (auto const other : ws.packages[package].visible) {
    for (auto const& one : all) {
      if (one.package == other) found.push_back(one);
    }
    if (other == package && !found.empty()) break;
  }
  return found;
}

void report_ambiguous(Workspace& ws, syntax::Path const& path, std::vector<Namesake> const& found) {
  std::vector<Symbol> symbols;
  for (auto const& one : found) symbols.push_back({Kind::rule, one.index, one.package, one.span});
  report_ambiguous(ws, path.span, path.parts.back().text, symbols);
}

bool sees_word(Workspace const& ws, std::uint32_t package, std::uint32_t enumeration, std::size_t word) {
  std::uint32_t const home = ws.words[enumeration][word].package;
  auto const& visible = ws.packages[package].visible;
  return home == ws.enumerations[enumeration].site.package ||
         std::find(visible.begin(), visible.end(), home) != visible.end();
}

std::vector<std::uint32_t> words_meant(Workspace const& ws, std::uint32_t package, std::uint32_t enumeration,
                                       std::string_view name, std::string_view of) {
  std::vector<std::uint32_t> found;
  auto const& words = ws.words[enumeration];
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    bool const named = words[i].name == name && (of.empty() || ws.packages[words[i].package].name == of);
    if (named && sees_word(ws, package, enumeration, i)) found.push_back(i);
  }
  return found;
}

std::vector<std::string> words_seen(Workspace const& ws, std::uint32_t package, std::uint32_t enumeration) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < ws.words[enumeration].size(); ++i) {
    if (sees_word(ws, package, enumeration, i)) names.push_back(ws.words[enumeration][i].name);
  }
  return names;
}

std::vector<model::Enumerated> lookup_enumerators(Workspace const& ws, std::uint32_t package,
                                                  std::string_view name) {
  std::vector<model::Enumerated> found;
  for (auto const other : ws.packages[package].visible) {
    auto const& enumerators = ws.packages[other].enumerators;
    if (auto const it = enumerators.find(name); it != enumerators.end()) {
      found.insert(found.end(), it->second.begin(), it->second.end());
    }
  }
  return found;
}

void report_ambiguous(Workspace& ws, Span span, std::string_view name, std::vector<Symbol> const& found) {
  auto& diagnostic = ws.diagnostics.error(
      Code::ambiguous_name, span,
      fmt::format("{} is declared by several packages that are visible here", quoted(name)),
      fmt::format("write {}", quoted(fmt::format("{}.{}", ws.packages[found.front().package].name, name))));
  for (auto const& symbol : found) {
    diagnostic.places.push_back(
        {symbol.span, fmt::format("in package {}", quoted(ws.packages[symbol.package].name))});
  }
}

std::vector<std::string> names_of_kinds(Workspace const& ws, std::uint32_t package,
                                        std::initializer_list<Kind> kinds) {
  std::vector<std::string> names;
  Space const space = space_of(kinds);
  for (auto const other : ws.packages[package].visible) {
    for (auto const& [name, symbol] : names_of(ws.packages[other], space)) {
      if (kinds.size() == 0 || fits_kinds(symbol.kind, kinds)) names.push_back(name);
    }
  }
  return names;
}

void report_unknown(Workspace& ws, std::uint32_t package, Span span, std::string_view name,
                    std::string_view what, std::initializer_list<Kind> kinds,
                    std::vector<std::string> const& more) {
  text::Hint hint;
  if (affords_hints(ws, names_seen(ws, package))) {
    auto candidates = names_of_kinds(ws, package, kinds);
    candidates.insert(candidates.end(), more.begin(), more.end());
    hint = hint_for(ws, package, name.substr(name.rfind('.') + 1), kinds, candidates);
  }
  ws.diagnostics.error(Code::unknown_name, span, fmt::format("there is no {} named {}", what, quoted(name)),
                       std::move(hint));
}

std::optional<Symbol> resolve(Workspace& ws, std::uint32_t package, syntax::Path const& path,
                              std::initializer_list<Kind> kinds, std::string_view what,
                              std::vector<std::string> const& more) {
  if (path.parts.empty() || path.parts.back().text.empty()) return std::nullopt;
  Space const space = space_of(kinds);
  auto const [found, used] = lookup(ws, package, path, space);
  std::string const name = spelled(path);
  // "a rule" -> "rule"
  std::string_view const noun = what.substr(what.find(' ') + 1);
  if (found.empty() || used != path.parts.size()) {
    report_unknown(ws, package, path.span, name, noun, kinds, more);
    return std::nullopt;
  }
  if (found.size() > 1) {
    report_ambiguous(ws, path.span, name, found);
    return std::nullopt;
  }
  if (!fits_kinds(found.front().kind, kinds)) {
    ws.diagnostics
        .error(
            Code::wrong_kind, path.span,
            fmt::format("{} is {}, but {} is needed here", quoted(name), describe(found.front().kind), what))
        .places.push_back({found.front().span, "declared here"});
    return std::nullopt;
  }
  return found.front();
}

std::optional<Symbol> resolve(Workspace& ws, std::uint32_t package, syntax::Name const& name,
                              std::initializer_list<Kind> kinds, std::string_view what) {
  return resolve(ws, package, path_of(name), kinds, what);
}

std::optional<TextId> resolve_text(Workspace& ws, std::uint32_t package, syntax::Path const& path) {
  if (path.parts.empty() || path.parts.back().text.empty()) return std::nullopt;
  std::string const name = spelled(path);
  std::vector<TextId> found;
  std::vector<std::string> candidates;
  for (auto const other : ws.packages[package].visible) {
    Package const& p = ws.packages[other];
    if (path.parts.size() > 2 || (path.parts.size() == 2 && p.name != path.parts[0].text)) continue;
    if (auto const it = p.texts.find(path.parts.back().text); it != p.texts.end())
      found.push_back(it->second);
    for (auto const& [candidate, id] : p.texts) candidates.push_back(candidate);
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    ws.diagnostics.error(Code::unknown_name, path.span,
                         fmt::format("there is no agreement, regulation or scheme named {}", quoted(name)),
                         did_you_mean(path.parts.back().text, candidates));
  } else {
    ws.diagnostics.error(Code::ambiguous_name, path.span,
                         fmt::format("several visible packages have a text named {}", quoted(name)),
                         fmt::format("write {}", quoted(fmt::format("PACKAGE.{}", name))));
  }
  return std::nullopt;
}

core::RuleId governing_rule(Workspace const& ws, TextId text) {
  if (text >= ws.texts.size()) return none;
  if (ws.texts[text].governing != none) return ws.texts[text].governing;
  TextId const agreement = ws.program.texts[text].agreement;
  return agreement < ws.texts.size() ? ws.texts[agreement].governing : none;
}

std::vector<core::RuleId> applications(Workspace const& ws, TextId text) {
  auto const& texts = ws.program.texts;
  if (text >= texts.size()) return {};
  if (!texts[text].applications.empty()) return texts[text].applications;
  TextId const agreement = texts[text].agreement;
  return agreement < texts.size() ? texts[agreement].applications : std::vector<core::RuleId>{};
}

bool is_damaged(Workspace const& ws, Span declaration) {
  auto const unread = [&](syntax::Unread const& mark) { return mark.span == declaration; };
  return std::find(ws.damaged.begin(), ws.damaged.end(), declaration) != ws.damaged.end() ||
         std::any_of(ws.unread.begin(), ws.unread.end(), unread);
}

bool lacks_declarations(Workspace const& ws) {
  return std::any_of(ws.unread.begin(), ws.unread.end(),
                     [](auto const& mark) { return mark.kind != syntax::Unread::Kind::part; });
}

model::Date to_date(syntax::Date const& date) {
  return model::Date::from_ymd(date.year, date.month, date.day).value_or(model::Date{});
}

std::optional<model::Date> to_date(std::optional<syntax::Date> const& date) {
  return date ? std::optional(to_date(*date)) : std::nullopt;
}

core::Validity to_validity(Workspace& ws, syntax::Validity const& validity, Span span) {
  core::Validity result;
  result.span = span;
  if (validity.from) result.from = to_date(*validity.from);
  if (validity.until) result.until = to_date(*validity.until);
  if (result.from && result.until && *result.until < *result.from) {
    ws.diagnostics.error(Code::empty_span, span,
                         fmt::format("this span ends on {} before it begins on {}", result.until->to_string(),
                                     result.from->to_string()));
  }
  return result;
}

model::Unit to_unit(syntax::Unit unit) {
  switch (unit) {
    case syntax::Unit::days:
      return model::Unit::days;
    case syntax::Unit::weeks:
      return model::Unit::weeks;
    case syntax::Unit::months:
      return model::Unit::months;
    case syntax::Unit::quarters:
      return model::Unit::quarters;
    case syntax::Unit::years:
      return model::Unit::years;
    case syntax::Unit::calendar_days:
      return model::Unit::calendar_days;
    case syntax::Unit::calendar_months:
    case syntax::Unit::calendar_years:
      return model::Unit::calendar_months;
  }
  return model::Unit::days;
}

}  // namespace convenio::check
