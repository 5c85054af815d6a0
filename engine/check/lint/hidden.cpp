// Facts that hide those of an imported package: two facts of one name are two questions to whoever fills in
// the case. Other names are of their package, and two packages may use one word. Knows names and where they
// are declared; knows no meaning.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

using Names = std::map<std::string, Symbol, std::less<>>;

// Whoever calls the other one by its full name knows that there are two.
bool called_in_full(Workspace const& ws, std::uint32_t package, std::string const& full) {
  std::set<text::SourceId> files;
  for (auto const* names : {&ws.packages[package].names, &ws.packages[package].type_names}) {
    for (auto const& [name, symbol] : *names) files.insert(symbol.span.source);
  }
  return std::any_of(files.begin(), files.end(), [&](text::SourceId file) {
    return file < ws.sources.size() && ws.sources[file].text().find(full) != std::string::npos;
  });
}

void tell(Workspace& ws, std::string const& name, Symbol const& own, Symbol const& imported) {
  std::string const& package = ws.packages[imported.package].name;
  bool const facts = own.kind == Kind::fact && imported.kind == Kind::fact;
  auto const* mine = facts ? &ws.facts[own.index].declared : nullptr;
  bool const same = facts && same_fact(ws.sources, *ws.facts[imported.index].declared.decl, *mine->decl);
  auto& told = ws.diagnostics.warning(
      Code::hidden_name, own.span,
      fmt::format("{} hides {} of package {}", quoted(name), describe(imported.kind), quoted(package)),
      same ? fmt::format("{} asks it already; remove this one", quoted(package))
           : fmt::format("choose another name; the other is {} here",
                         quoted(fmt::format("{}.{}", package, name))));
  told.places.push_back({imported.span, fmt::format("declared here, as {}", describe(imported.kind))});
  if (same) told.fix = text::Fix{mine->span, ""};
}

}  // namespace

void check_hidden_names(Workspace& ws) {
  for (std::uint32_t package = 0; package < ws.packages.size(); ++package) {
    for (auto const space : {&Package::names, &Package::type_names}) {
      for (auto const& [name, own] : ws.packages[package].*space) {
        for (auto const other : ws.packages[package].visible) {
          if (other == package) continue;
          Names const& imported = ws.packages[other].*space;
          auto const found = imported.find(name);
          if (found == imported.end() || own.kind != Kind::fact || found->second.kind != Kind::fact) continue;
          std::string const full = fmt::format("{}.{}", ws.packages[other].name, name);
          if (!called_in_full(ws, package, full)) tell(ws, name, own, found->second);
        }
      }
    }
  }
}

}  // namespace convenio::check
