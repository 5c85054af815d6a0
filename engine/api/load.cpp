// From a provider of texts to rules: reads, parses, chooses the packages, checks.
// Knows limits and imports; knows no file system and no rule.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/api/inside.hpp"
#include "engine/check/check.hpp"
#include "engine/check/packages.hpp"
#include "grammar/parser/parse.hpp"

namespace convenio::api {

namespace {

struct Parsed {
  syntax::File file;
  text::Diagnostics diagnostics;
  std::size_t bytes = 0;
};

// " in rules": where a provider has a place.
std::string place(std::string prefix) {
  if (prefix.size() > 1 && prefix.ends_with('/')) prefix.pop_back();
  return prefix.empty() ? "" : " in " + prefix;
}

Outcome list(Provider const& provider, std::vector<std::string>& names) {
  auto outcome = provider.list(names);
  if (!outcome.ok()) return outcome;
  std::sort(names.begin(), names.end());
  if (names.size() > files_limit) {
    return {Status::too_large,
            fmt::format("[C0107] more than {} files{}", files_limit, place(provider.prefix()))};
  }
  if (names.empty())
    return {Status::host, fmt::format("no rule files (*.convenio){}", place(provider.prefix()))};
  return {};
}

Outcome parse(Provider const& provider, std::vector<std::string> const& names, Loaded& loaded,
              std::vector<Parsed>& parsed) {
  for (auto const& name : names) {
    std::string text;
    auto const outcome = provider.read(name, text);
    if (outcome.status == Status::too_large || text.size() > file_limit) {
      loaded.diagnostics.error(text::Code::file_too_large,
                               {loaded.sources.add(loaded.prefix + name, ""), 0, 0},
                               fmt::format("the file has more than {} bytes", file_limit),
                               "divide it into several files of the same package");
      continue;
    }
    if (!outcome.ok()) return outcome;
    Parsed one;
    one.bytes = text.size();
    auto const source = loaded.sources.add(loaded.prefix + name, std::move(text));
    one.file = grammar::parse(loaded.sources, source, one.diagnostics);
    parsed.push_back(std::move(one));
  }
  return {};
}

Outcome no_package(std::string const& name, std::vector<std::string> const& names) {
  std::string const near = text::nearest(name, names);
  return {Status::no_package,
          fmt::format("there is no package `{}`{}", text::printable(name),
                      near.empty() ? fmt::format("; there {} {}", names.size() == 1 ? "is" : "are",
                                                 fmt::join(names, ", "))
                                   : fmt::format("; did you mean `{}`?", near))};
}

// Keeps the files of the packages that are named and of all that they import; all of them when none is named.
Outcome select(std::vector<std::string> const& named, std::vector<Parsed>& parsed, Loaded& loaded) {
  check::FileRefs files;
  for (auto const& one : parsed) files.push_back(&one.file);
  text::Diagnostics said_by_the_check;
  auto const packages = check::packages_of(files, loaded.sources, said_by_the_check);
  auto const imports = check::imports_of(files, packages);
  std::vector<std::string> all;
  for (auto const& [package, imported] : imports) all.push_back(package);
  for (auto const& name : named) {
    if (!imports.contains(name)) return no_package(name, all);
  }
  auto const wanted = check::in_order(named.empty() ? all : named, imports);
  std::map<std::string, std::size_t> sizes;
  for (std::size_t n = 0; n < parsed.size(); ++n) {
    auto const& package = packages[n];
    if (std::find(wanted.begin(), wanted.end(), package) == wanted.end()) continue;
    if ((sizes[package] += parsed[n].bytes) > package_limit) {
      return {Status::too_large,
              fmt::format("[C0107] the package {} is larger than {} bytes", package, package_limit)};
    }
    loaded.bytes += parsed[n].bytes;
    loaded.diagnostics.append(parsed[n].diagnostics);
    loaded.files.push_back(std::move(parsed[n].file));
  }
  return {};
}

Outcome faulty(Loaded const& loaded) {
  auto const errors = loaded.diagnostics.error_count();
  for (auto const& one : loaded.diagnostics.all()) {
    if (one.severity != text::Severity::error) continue;
    return {Status::faulty_rules,
            fmt::format("{}{}: [{}] {}",
                        errors == 1 ? "" : fmt::format("{} errors in the rules, the first at ", errors),
                        loaded.sources.place(one.span), text::to_string(one.code), one.message)};
  }
  return {};
}

}  // namespace

Loaded read(Provider const& provider, std::vector<std::string> const& packages) {
  Loaded loaded;
  loaded.prefix = provider.prefix();
  std::vector<std::string> names;
  std::vector<Parsed> parsed;
  loaded.outcome = list(provider, names);
  if (loaded.outcome.ok()) loaded.outcome = parse(provider, names, loaded, parsed);
  if (loaded.outcome.ok()) loaded.outcome = select(packages, parsed, loaded);
  return loaded;
}

core::Program check(Loaded const& loaded, text::Diagnostics& diagnostics) {
  return check::check(loaded.files, loaded.sources, diagnostics);
}

Rules load(Provider const& provider, std::vector<std::string> const& packages) {
  auto loaded = std::make_shared<Loaded>(read(provider, packages));
  if (!loaded->outcome.ok()) return Rules(std::move(loaded));
  loaded->program = check(*loaded, loaded->diagnostics);
  loaded->diagnostics.sort();
  loaded->outcome = faulty(*loaded);
  return Rules(std::move(loaded));
}

}  // namespace convenio::api
