// Names: what a path means in a package, and what to say when it means nothing or two things.
// Knows packages and symbols; knows no types and no expressions.
#pragma once

#include <initializer_list>
#include <vector>

#include "engine/check/workspace.hpp"

namespace convenio::check {

// Adds a name to a package; false, with a report, when it is taken.
bool declare(Workspace& ws, std::uint32_t package, syntax::Name const& name, Kind kind, std::uint32_t index);

enum class Space : std::uint8_t { values, types };  // enumerations and records have names of their own

// Something that several packages may call by one name: a route of an award, a clause of a precedence, an
// exception to a rule, an attribute of periods.
struct Namesake {
  std::uint32_t package = none, index = none;
  Span span;
};
// Those that `path` (`NAME` or `PACKAGE.NAME`) means: of the own package, or else of its imports.
std::vector<Namesake> meant(Workspace const& ws, std::uint32_t package, syntax::Path const& path,
                            std::vector<Namesake> const& all);
void report_ambiguous(Workspace& ws, syntax::Path const& path, std::vector<Namesake> const& found);

// The namesakes of the last part of `path` among declarations with a name and a site.
template <class Decl>
std::vector<Namesake> namesakes(std::vector<Declared<Decl>> const& declared, syntax::Path const& path) {
  std::vector<Namesake> all;
  for (std::size_t n = 0; n < declared.size() && !path.parts.empty(); ++n) {
    if (declared[n].decl->name.text == path.parts.back().text)
      all.push_back({declared[n].site.package, static_cast<std::uint32_t>(n), declared[n].decl->name.span});
  }
  return all;
}

// What cases, decisions and tests call the n-th of them: its name, with its package where another one has the
// same.
template <class Decl>
std::string spoken_name(Workspace const& ws, std::vector<Declared<Decl>> const& declared, std::size_t n) {
  auto const& own = declared[n];
  for (auto const& other : declared) {
    if (other.site.package != own.site.package && other.decl->name.text == own.decl->name.text)
      return ws.packages[own.site.package].name + '.' + own.decl->name.text;
  }
  return own.decl->name.text;
}

struct Lookup {
  std::vector<Symbol> found;  // several: ambiguous
  std::size_t used = 0;       // parts of the path that name it
};
// The declaration that the beginning of `path` names, unqualified or qualified by a package. Reports nothing.
Lookup lookup(Workspace const& ws, std::uint32_t package, syntax::Path const& path,
              Space space = Space::values);
std::optional<std::uint32_t> visible_package(Workspace const& ws, std::uint32_t package,
                                             std::string_view name);
// Whether a package sees a word: its own, that of an import, or one that the enumeration has at home.
bool sees_word(Workspace const& ws, std::uint32_t package, std::uint32_t enumeration, std::size_t word);
// The words of an enumeration that a package sees and means: `word`, or `PACKAGE.word` where `of` names the
// package.
std::vector<std::uint32_t> words_meant(Workspace const& ws, std::uint32_t package, std::uint32_t enumeration,
                                       std::string_view name, std::string_view of = {});
std::vector<std::string> words_seen(Workspace const& ws, std::uint32_t package, std::uint32_t enumeration);

std::vector<model::Enumerated> lookup_enumerators(Workspace const& ws, std::uint32_t package,
                                                  std::string_view name);

// What a rule file of `package` may name, of one of `kinds`; all that have a value when there are none.
std::vector<std::string> names_of_kinds(Workspace const& ws, std::uint32_t package,
                                        std::initializer_list<Kind> kinds);

// The declaration that the whole of `path` names, if it is of one of `kinds`; reports otherwise, with the
// nearest name, which may be one of `more`.
std::optional<Symbol> resolve(Workspace& ws, std::uint32_t package, syntax::Path const& path,
                              std::initializer_list<Kind> kinds, std::string_view what,
                              std::vector<std::string> const& more = {});
std::optional<Symbol> resolve(Workspace& ws, std::uint32_t package, syntax::Name const& name,
                              std::initializer_list<Kind> kinds, std::string_view what);
// An agreement, regulation or scheme by its name.
std::optional<TextId> resolve_text(Workspace& ws, std::uint32_t package, syntax::Path const& path);

void report_ambiguous(Workspace& ws, Span span, std::string_view name, std::vector<Symbol> const& found);
// With the nearest name of one of `kinds` (all that have a value when there are none) or of `more`.
void report_unknown(Workspace& ws, std::uint32_t package, Span span, std::string_view name,
                    std::string_view what, std::initializer_list<Kind> kinds = {},
                    std::vector<std::string> const& more = {});

// "`X` was in force on that day", for the currency before or after this one, or "".
std::string currency_of_day(Workspace const& ws, model::CurrencyId currency, model::Date day);
// Near names are searched for while that costs little: so many names for each fault so far.
bool affords_hints(Workspace const& ws, std::size_t names);

std::string spelled(syntax::Path const& path);
syntax::Path path_of(syntax::Name const& name);
// Whether two facts ask the same: of one role, for the same parameters and of one type, as they are written.
bool same_fact(text::Sources const& sources, syntax::FactDecl const& a, syntax::FactDecl const& b);
bool is_builtin(std::string_view name);
std::vector<std::string> builtin_names();

}  // namespace convenio::check
