// From a provider of texts to rules: reads, parses, chooses the packages, checks.
// Knows limits and imports; knows no file system and no rule.
#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "engine/api/inside.hpp"
#include "engine/check/check.hpp"
#include "engine/check/packages.hpp"
#include "grammar/parser/outline.hpp"
#include "grammar/parser/parse.hpp"
#include "grammar/syntax/codes.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::api {

namespace {

struct Parsed {
  syntax::File file;  // only its head, until it is parsed
  text::Diagnostics diagnostics;
  std::size_t bytes = 0;
  bool parsed = false;
};

// " in rules": where a provider has a place.
std::string place(std::string prefix) {
  if (prefix.size() > 1 && prefix.ends_with('/')) prefix.pop_back();
  return prefix.empty() ? "" : " in " + text::printable(prefix);
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

bool same_head(syntax::File const& a, syntax::File const& b) {
  auto const same = [](syntax::Name const& x, syntax::Name const& y) { return x.text == y.text; };
  return same(a.package, b.package) &&
         std::equal(a.imports.begin(), a.imports.end(), b.imports.begin(), b.imports.end(), same);
}

// False when the file says of itself something else than its head: it has a fault.
bool parse(Parsed& one, Loaded const& loaded, Tests tests) {
  auto const head = std::move(one.file);
  auto const parsed = tests == Tests::read ? grammar::parse : grammar::parse_without_tests;
  one.file = parsed(loaded.sources, head.source, one.diagnostics);
  one.parsed = true;
  return same_head(one.file, head);
}

// `heads`: of each file the head only, where that says what the whole file would.
Outcome read_all(Provider const& provider, std::vector<std::string> const& names, bool heads, Tests tests,
                 Loaded& loaded, std::vector<Parsed>& read) {
  for (auto const& name : names) {
    std::string text;
    auto const outcome = provider.read(name, text);
    if (outcome.status == Status::too_large || text.size() > file_limit) {
      loaded.diagnostics.error(syntax::Code::file_too_large,
                               {loaded.sources.add(loaded.prefix + name, ""), 0, 0},
                               fmt::format("the file has more than {} bytes", file_limit),
                               "divide it into several files of the same package");
      continue;
    }
    if (!outcome.ok()) return outcome;
    Parsed one;
    one.bytes = text.size();
    auto const source = loaded.sources.add(loaded.prefix + name, std::move(text));
    one.file.source = source;
    auto head = heads ? grammar::read_head(loaded.sources[source].text(), source) : std::nullopt;
    if (head)
      one.file = std::move(*head);
    else
      parse(one, loaded, tests);
    read.push_back(std::move(one));
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

// The package of each file, and those that are named with all that they import; all of them when none is
// named.
struct Selected {
  std::vector<std::string> packages, wanted;
  bool wants(std::size_t file) const {
    return std::find(wanted.begin(), wanted.end(), packages[file]) != wanted.end();
  }
};

Outcome select(std::vector<std::string> const& named, std::vector<Parsed> const& read, Loaded const& loaded,
               Selected& selected) {
  check::FileRefs files;
  for (auto const& one : read) files.push_back(&one.file);
  text::Diagnostics said_by_the_check;
  selected.packages = check::packages_of(files, loaded.sources, said_by_the_check);
  auto const imports = check::imports_of(files, selected.packages);
  std::vector<std::string> all;
  for (auto const& [package, imported] : imports) all.push_back(package);
  for (auto const& name : named) {
    if (!imports.contains(name)) return no_package(name, all);
  }
  selected.wanted = check::in_order(named.empty() ? all : named, imports);
  return {};
}

// Selects, and parses what is selected. What a file with a fault says of its package and imports is known
// only when it is parsed: then all are, and it is selected once more.
Outcome parse_selected(std::vector<std::string> const& named, Tests tests, std::vector<Parsed>& read,
                       Loaded const& loaded, Selected& selected) {
  for (bool settled = false; !settled;) {
    if (auto outcome = select(named, read, loaded, selected); !outcome.ok()) return outcome;
    settled = true;
    for (std::size_t n = 0; n < read.size(); ++n) {
      if (!read[n].parsed && selected.wants(n)) settled = parse(read[n], loaded, tests) && settled;
    }
    if (settled) return {};
    for (auto& one : read) {
      if (!one.parsed) parse(one, loaded, tests);
    }
  }
  return {};
}

Outcome keep(Selected const& selected, std::vector<Parsed>& read, Loaded& loaded) {
  std::map<std::string, std::size_t> sizes;
  for (std::size_t n = 0; n < read.size(); ++n) {
    if (!selected.wants(n)) continue;
    auto const& package = selected.packages[n];
    if ((sizes[package] += read[n].bytes) > package_limit) {
      return {Status::too_large,
              fmt::format("[C0107] the package {} is larger than {} bytes", package, package_limit)};
    }
    loaded.bytes += read[n].bytes;
    loaded.diagnostics.append(read[n].diagnostics);
    loaded.files.push_back(std::move(read[n].file));
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

Loaded read(Provider const& provider, std::vector<std::string> const& packages, Tests tests) {
  Loaded loaded;
  loaded.prefix = provider.prefix();
  std::vector<std::string> names;
  std::vector<Parsed> read;
  Selected selected;
  loaded.outcome = list(provider, names);
  if (loaded.outcome.ok()) loaded.outcome = read_all(provider, names, !packages.empty(), tests, loaded, read);
  if (loaded.outcome.ok()) loaded.outcome = parse_selected(packages, tests, read, loaded, selected);
  if (loaded.outcome.ok()) loaded.outcome = keep(selected, read, loaded);
  return loaded;
}

core::Program check(Loaded const& loaded, text::Diagnostics& diagnostics) {
  return check::check(loaded.files, loaded.sources, diagnostics);
}

Rules load(Provider const& provider, std::vector<std::string> const& packages, Tests tests) {
  auto loaded = std::make_shared<Loaded>(read(provider, packages, tests));
  if (!loaded->outcome.ok()) return Rules(std::move(loaded));
  loaded->program = check(*loaded, loaded->diagnostics);
  loaded->diagnostics.sort();
  loaded->outcome = faulty(*loaded);
  return Rules(std::move(loaded));
}

}  // namespace convenio::api
