// See packages.hpp.
#include "engine/check/packages.hpp"

#include <algorithm>
#include <filesystem>
#include <tuple>

#include <fmt/format.h>

#include "grammar/text/utf8.hpp"

namespace convenio::check {

namespace {

using Counts = std::map<std::string, std::size_t>;

// `coast_1` and `coast_2` are told apart on purpose.
bool numbered(std::string const& name) { return !name.empty() && name.back() >= '0' && name.back() <= '9'; }

bool misspelt(std::string const& name, std::string const& other, std::size_t files_of_other) {
  if (text::in_small_letters(name) == text::in_small_letters(other)) return true;
  return files_of_other > 1 && !numbered(name) && !numbered(other) && text::nearest(name, {other}) == other;
}

void visit(std::string const& package, Imports const& imports, std::set<std::string>& met,
           std::vector<std::string>& order) {
  if (!met.insert(package).second) return;
  if (auto const found = imports.find(package); found != imports.end()) {
    for (auto const& imported : found->second) visit(imported, imports, met, order);
  }
  order.push_back(package);
}

}  // namespace

std::vector<std::string> packages_of(FileRefs const& files, text::Sources const& sources,
                                     text::Diagnostics& diagnostics) {
  Counts everywhere;
  std::set<std::string> imported;
  std::map<std::filesystem::path, std::vector<std::size_t>> folders;
  std::vector<std::string> packages;
  for (auto const* file : files) {
    ++everywhere[file->package.text];
    for (auto const& name : file->imports) imported.insert(name.text);
    folders[std::filesystem::path(sources[file->source].name()).parent_path()].push_back(packages.size());
    packages.push_back(file->package.text);
  }
  for (auto const& [folder, beside] : folders) {
    Counts here;
    for (auto const n : beside) {
      if (!packages[n].empty()) ++here[packages[n]];
    }
    auto const fewer = [](auto const& a, auto const& b) { return a.second < b.second; };
    auto const most = std::max_element(here.begin(), here.end(), fewer);
    if (most == here.end()) continue;
    for (auto const n : beside) {
      auto& name = packages[n];
      if (name.empty() && here.size() == 1) name = most->first;
      bool const alone = !name.empty() && name != most->first && everywhere[name] == 1;
      if (!alone || imported.contains(name) || !misspelt(name, most->first, most->second)) continue;
      diagnostics.error(
          text::Code::unknown_package, files[n]->package.span,
          fmt::format("no other file is of package `{}`; those beside it are of `{}`", name, most->first),
          text::did_you_mean(name, most->first));
      name = most->first;
    }
  }
  return packages;
}

Imports imports_of(FileRefs const& files, std::vector<std::string> const& packages) {
  Imports imports;
  for (std::size_t n = 0; n < files.size(); ++n) {
    auto& of_package = imports[packages[n]];
    for (auto const& name : files[n]->imports) of_package.insert(name.text);
  }
  return imports;
}

std::vector<std::string> in_order(std::vector<std::string> const& named, Imports const& imports) {
  std::set<std::string> met;
  std::vector<std::string> order;
  for (auto const& name : named) visit(name, imports, met, order);
  return order;
}

std::vector<PackageFile> in_order(std::vector<syntax::File> const& files, text::Sources const& sources,
                                  text::Diagnostics& diagnostics) {
  FileRefs all;
  for (auto const& file : files) all.push_back(&file);
  auto const packages = packages_of(all, sources, diagnostics);
  auto const imports = imports_of(all, packages);
  std::vector<std::string> names;
  for (auto const& [name, imported] : imports) names.push_back(name);
  std::map<std::string, std::size_t> ranks;
  for (auto const& name : in_order(names, imports)) ranks.emplace(name, ranks.size());

  std::vector<PackageFile> ordered;
  for (std::size_t n = 0; n < all.size(); ++n) ordered.push_back({all[n], packages[n]});
  auto const key = [&](PackageFile const& file) {
    auto const& source = sources[file.tree->source];
    return std::tie(ranks.at(file.package), source.name(), source.text());
  };
  std::stable_sort(ordered.begin(), ordered.end(),
                   [&](PackageFile const& a, PackageFile const& b) { return key(a) < key(b); });
  return ordered;
}

}  // namespace convenio::check
