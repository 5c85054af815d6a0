// Names of visible packages that look the same and are not: a letter of another alphabet in place of a Latin
// one. Knows names and their spelling; knows no meaning. Within one file the scanner has compared them
// already.
#include <fmt/format.h>

#include "engine/check/declare/names.hpp"
#include "engine/check/phases.hpp"
#include "grammar/syntax/codes.hpp"
#include "grammar/text/confusables.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::check {

namespace {

using Names = std::map<std::string, Symbol, std::less<>>;

// The name that `name` of `package` looks like, and where it is declared.
Names::value_type const* twin(Workspace const& ws, std::uint32_t package, std::string const& name) {
  std::string const look = text::look_of(name);
  for (auto const other : ws.packages[package].visible) {
    for (Names const* names : {&ws.packages[other].names, &ws.packages[other].type_names}) {
      if (look != name) {
        if (auto const found = names->find(look); found != names->end()) return &*found;
      }
      for (auto const& candidate : *names) {
        bool const same_look = candidate.first != name && text::look_of(candidate.first) == look;
        if (same_look && !text::is_ascii(candidate.first) && candidate.first < name) return &candidate;
      }
    }
  }
  return nullptr;
}

}  // namespace

void check_confusables(Workspace& ws) {
  for (std::uint32_t package = 0; package < ws.packages.size(); ++package) {
    for (Names const* names : {&ws.packages[package].names, &ws.packages[package].type_names}) {
      for (auto const& [name, symbol] : *names) {
        if (text::is_ascii(name)) continue;
        auto const* other = twin(ws, package, name);
        if (!other) continue;
        ws.diagnostics
            .error(syntax::Code::look_alike, symbol.span,
                   fmt::format("{} looks like {}, but is another name", quoted(name), quoted(other->first)),
                   "choose another name, or write it with the same letters")
            .places.push_back({other->second.span, "declared here"});
      }
    }
  }
}

}  // namespace convenio::check
