// Packages: which there are, and which of them each one sees.
// Knows the heads of files only.
#include <algorithm>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

void add_import(Workspace& ws, std::uint32_t package, syntax::Name const& import) {
  if (import.text.empty()) return;
  auto const it = ws.package_of.find(import.text);
  if (it == ws.package_of.end()) {
    std::vector<std::string> names;
    for (auto const& p : ws.packages) names.push_back(p.name);
    ws.diagnostics.error(Code::unknown_package, import.span,
                         fmt::format("there is no package {} among the files given", quoted(import.text)),
                         did_you_mean(import.text, names));
    return;
  }
  auto& visible = ws.packages[package].visible;
  if (std::find(visible.begin(), visible.end(), it->second) == visible.end()) visible.push_back(it->second);
}

}  // namespace

void collect_packages(Workspace& ws, std::vector<PackageFile> const& files) {
  ws.files = files.size();
  for (auto const& file : files) {
    auto const next = static_cast<std::uint32_t>(ws.packages.size());
    auto const [it, fresh] = ws.package_of.try_emplace(file.package, next);
    if (!fresh) continue;
    Package package;
    package.name = file.package;
    package.span = file.tree->package.span;
    package.visible.push_back(next);
    ws.packages.push_back(std::move(package));
    ws.program.packages.push_back(file.package);
  }
  for (auto const& file : files) {
    auto const package = ws.package_of.find(file.package)->second;
    for (auto const& import : file.tree->imports) add_import(ws, package, import);
  }
}

}  // namespace convenio::check
