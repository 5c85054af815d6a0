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

struct How {
  Tests tests;
  Loaded const* before;  // none: all is read anew
};

// The place of the tree that was made of the same text before. Trees name their source by its number.
std::optional<std::size_t> unchanged(How const& how, text::Sources const& sources, text::SourceId id) {
  if (!how.before) return std::nullopt;
  auto const& files = how.before->files;
  auto const at = std::lower_bound(files.begin(), files.end(), id,
                                   [](syntax::File const& one, text::SourceId of) { return one.source < of; });
  if (at == files.end() || at->source != id) return std::nullopt;
  auto const& now = sources[id];
  auto const& then = how.before->sources[id];
  bool const same = now.name() == then.name() && now.text() == then.text() &&
                    at->tests_left_out == (how.tests == Tests::left_out);
  return same ? std::optional(static_cast<std::size_t>(at - files.begin())) : std::nullopt;
}

// False when the file says of itself something else than its head: it has a fault.
bool parse(Parsed& one, Loaded const& loaded, How const& how) {
  auto const head = std::move(one.file);
  if (auto const place = unchanged(how, loaded.sources, head.source)) {
    one.file = how.before->files[*place];
    one.diagnostics = how.before->of_files[*place];
  } else {
    auto const parsed = how.tests == Tests::read ? grammar::parse : grammar::parse_without_tests;
    one.file = parsed(loaded.sources, head.source, one.diagnostics);
  }
  one.parsed = true;
  return same_head(one.file, head);
}

// `heads`: of each file the head only, where that says what the whole file would.
Outcome read_all(Provider const& provider, std::vector<std::string> const& names, bool heads, How const& how,
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
      parse(one, loaded, how);
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
Outcome parse_selected(std::vector<std::string> const& named, How const& how, std::vector<Parsed>& read,
                       Loaded const& loaded, Selected& selected) {
  for (bool settled = false; !settled;) {
    if (auto outcome = select(named, read, loaded, selected); !outcome.ok()) return outcome;
    settled = true;
    for (std::size_t n = 0; n < read.size(); ++n) {
      if (!read[n].parsed && selected.wants(n)) settled = parse(read[n], loaded, how) && settled;
    }
    if (settled) return {};
    for (auto& one : read) {
      if (!one.parsed) parse(one, loaded, how);
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
    loaded.of_files.push_back(std::move(read[n].diagnostics));
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

Loaded read(Provider const& provider, std::vector<std::string> const& packages, Tests tests,
            Loaded const* before) {
  Loaded loaded;
  How const how{tests, before};
  loaded.prefix = provider.prefix();
  std::vector<std::string> names;
  std::vector<Parsed> read;
  Selected selected;
  loaded.outcome = list(provider, names);
  if (loaded.outcome.ok()) loaded.outcome = read_all(provider, names, !packages.empty(), how, loaded, read);
  if (loaded.outcome.ok()) loaded.outcome = parse_selected(packages, how, read, loaded, selected);
  if (loaded.outcome.ok()) loaded.outcome = keep(selected, read, loaded);
  return loaded;
}

core::Program check(Loaded const& loaded, text::Diagnostics& diagnostics) {
  return check::check(loaded.files, loaded.sources, diagnostics);
}

namespace {

Rules checked(std::shared_ptr<Loaded> loaded) {
  if (!loaded->outcome.ok()) return Rules(std::move(loaded));
  loaded->program = check(*loaded, loaded->diagnostics);
  loaded->diagnostics.sort();
  loaded->outcome = faulty(*loaded);
  return Rules(std::move(loaded));
}

}  // namespace

Rules load(Provider const& provider, std::vector<std::string> const& packages, Tests tests) {
  return checked(std::make_shared<Loaded>(read(provider, packages, tests)));
}

Rules load_again(Rules const& before, Provider const& provider, std::vector<std::string> const& packages,
                 Tests tests) {
  return checked(std::make_shared<Loaded>(read(provider, packages, tests, &before.inside())));
}

}  // namespace convenio::api
