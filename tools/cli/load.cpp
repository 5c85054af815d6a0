// Loads rule packages.
// Knows folders, limits and imports; knows no command.
#include "tools/cli/load.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/check/check.hpp"
#include "grammar/parser/parse.hpp"
#include "grammar/syntax/codes.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/packages.hpp"

namespace convenio::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_shown = 1'000;  // diagnostics

struct Parsed {
  syntax::File file;
  text::Diagnostics diagnostics;
  std::size_t bytes = 0;
};

Exit parse_all(fs::path const& folder, Loaded& loaded, std::vector<Parsed>& parsed) {
  std::vector<std::string> paths;
  if (auto const trouble = find_files(folder, ".convenio", files_limit, paths); !trouble.empty()) {
    bool const many = paths.size() > files_limit;
    err(fmt::format("convenio: {}{}\n", many ? "[C0107] " : "", trouble));
    return many ? Exit::found : Exit::host;
  }
  if (paths.empty()) {
    err(fmt::format("convenio: no rule files (*.convenio) in {}\n", folder.generic_string()));
    return Exit::host;
  }
  for (auto const& path : paths) {
    auto text = read_file(path, file_limit);
    if (text.too_large) {
      loaded.diagnostics.error(syntax::Code::file_too_large, {loaded.sources.add(path, ""), 0, 0},
                               fmt::format("the file has more than {} bytes", file_limit),
                               "divide it into several files of the same package");
      continue;
    }
    if (!text.trouble.empty()) {
      err(fmt::format("convenio: {}\n", text.trouble));
      return Exit::host;
    }
    Parsed one;
    one.bytes = text.text.size();
    auto const source = loaded.sources.add(path, std::move(text.text));
    one.file = grammar::parse(loaded.sources, source, one.diagnostics);
    parsed.push_back(std::move(one));
  }
  return Exit::done;
}

using Imports = std::map<std::string, std::set<std::string>>;

// Numbers a package after all that it imports; the order of a circle of imports is that of the names.
void rank(std::string const& package, Imports const& imports, std::set<std::string>& met,
          std::map<std::string, std::size_t>& ranks) {
  if (!met.insert(package).second) return;
  if (auto const found = imports.find(package); found != imports.end()) {
    for (auto const& imported : found->second) rank(imported, imports, met, ranks);
  }
  ranks.emplace(package, ranks.size());
}

// The packages that were asked for and all that they import, directly or not; all of them when none was asked
// for. Imported packages come before those that import them.
Exit select(Options const& options, std::vector<Parsed> const& parsed,
            std::map<std::string, std::size_t>& ranks) {
  Imports imports;
  for (auto const& one : parsed) {
    auto& of_package = imports[one.file.package.text];
    for (auto const& name : one.file.imports) of_package.insert(name.text);
  }
  std::vector<std::string> open = options.packages;
  for (auto const& name : open) {
    if (imports.contains(name)) continue;
    std::vector<std::string> names;
    for (auto const& [package, imported] : imports) names.push_back(package);
    std::string const near = text::nearest(name, names);
    err(fmt::format(
        "convenio: there is no package `{}`{}\n", name,
        near.empty() ? fmt::format("; there {} {}", names.size() == 1 ? "is" : "are", fmt::join(names, ", "))
                     : fmt::format("; did you mean `{}`?", near)));
    return Exit::usage;
  }
  if (open.empty()) {
    for (auto const& [package, imported] : imports) open.push_back(package);
  }
  std::set<std::string> met;
  for (auto const& name : open) rank(name, imports, met, ranks);
  return Exit::done;
}

void print_diagnostics(Loaded const& loaded, bool warnings) {
  std::size_t shown = 0, left = 0;
  for (auto const& one : loaded.diagnostics.all()) {
    if (!warnings && one.severity == text::Severity::warning) continue;
    if (shown == most_shown) {
      ++left;
      continue;
    }
    ++shown;
    err(text::render(one, loaded.sources) + "\n");
  }
  if (left > 0) err(fmt::format("{} more are not shown\n", left));
  std::size_t const errors = loaded.diagnostics.error_count();
  if (errors > 0) err(fmt::format("{} error{} in the rules\n", errors, errors == 1 ? "" : "s"));
}

}  // namespace

fs::path rules_folder(Options const& options) {
  if (!options.rules.empty()) return options.rules;
  if (char const* stated = std::getenv("CONVENIO_RULES"); stated && *stated) return stated;
  std::error_code ec;
  if (fs::is_directory("rules", ec)) return "rules";
  fs::path const program = fs::read_symlink("/proc/self/exe", ec);
  fs::path const installed = program.parent_path().parent_path() / "share" / "convenio" / "rules";
  if (!ec && fs::is_directory(installed, ec)) return installed;
  return {};
}

Exit load(Options const& options, Loaded& loaded, Shown shown) {
  fs::path const folder = rules_folder(options);
  if (folder.empty()) {
    err("convenio: no rules found; name their folder with --rules DIR or in CONVENIO_RULES\n");
    return Exit::host;
  }
  std::vector<Parsed> parsed;
  if (Exit const exit = parse_all(folder, loaded, parsed); exit != Exit::done) return exit;
  std::vector<syntax::File*> files;
  for (auto& one : parsed) files.push_back(&one.file);
  settle_packages(files, loaded.sources, loaded.diagnostics);
  std::map<std::string, std::size_t> ranks;
  if (Exit const exit = select(options, parsed, ranks); exit != Exit::done) return exit;
  std::map<std::string, std::size_t> sizes;
  for (auto& one : parsed) {
    std::string const& package = one.file.package.text;
    if (!ranks.contains(package)) continue;
    if ((sizes[package] += one.bytes) > package_limit) {
      err(fmt::format("convenio: [C0107] the package {} is larger than {} bytes\n", package, package_limit));
      return Exit::found;
    }
    loaded.bytes += one.bytes;
    loaded.diagnostics.append(one.diagnostics);
    loaded.files.push_back(std::move(one.file));
  }
  std::stable_sort(loaded.files.begin(), loaded.files.end(), [&](auto const& a, auto const& b) {
    return ranks.at(a.package.text) < ranks.at(b.package.text);
  });
  loaded.program = check::check(loaded.files, loaded.sources, loaded.diagnostics);
  loaded.diagnostics.sort();
  if (shown != Shown::nothing) print_diagnostics(loaded, shown == Shown::all);
  return loaded.diagnostics.has_errors() ? Exit::found : Exit::done;
}

render::JsonOptions json_options(Options const& options, Loaded const& loaded, bool indented,
                                 bool explanation) {
  std::string folder = rules_folder(options).generic_string();
  if (!folder.empty() && folder.back() != '/') folder += '/';
  return {indented, explanation, &loaded.sources, folder};
}

}  // namespace convenio::cli
