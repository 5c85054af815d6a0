// Test support: packages from texts or from the rules folder, checked.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "engine/check/check.hpp"
#include "engine/check/declare/codes.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/lint/codes.hpp"
#include "engine/core/print.hpp"
#include "grammar/parser/parse.hpp"
#include "grammar/syntax/codes.hpp"

namespace convenio::testing {

// The codes of rules, of all phases.
namespace Code {
using namespace syntax::Code;
using namespace check::Code;
}  // namespace Code

struct Checked {
  text::Sources sources;
  text::Diagnostics diagnostics;
  core::Program program;

  bool has(text::Code code) const {
    return std::any_of(diagnostics.all().begin(), diagnostics.all().end(),
                       [&](text::Diagnostic const& d) { return d.code == code; });
  }
  std::size_t count(text::Code code) const {
    return static_cast<std::size_t>(std::count_if(diagnostics.all().begin(), diagnostics.all().end(),
                                                  [&](text::Diagnostic const& d) { return d.code == code; }));
  }
  std::string report(bool warnings = true) const {
    std::string all;
    for (auto const& d : diagnostics.all()) {
      if (warnings || d.severity == text::Severity::error) all += text::render(d, sources) + "\n";
    }
    return all;
  }
  // What the user's text at the first finding of this code is.
  std::string_view at(text::Code code) const {
    for (auto const& d : diagnostics.all()) {
      if (d.code == code) return sources.slice(d.span);
    }
    return {};
  }
  std::string hint(text::Code code) const {
    for (auto const& d : diagnostics.all()) {
      if (d.code == code) return d.hint;
    }
    return {};
  }
};

inline void check_files(Checked& result, std::vector<std::pair<std::string, std::string>> const& files) {
  std::vector<syntax::File> trees;
  for (auto const& [name, text] : files) {
    trees.push_back(grammar::parse(result.sources, result.sources.add(name, text), result.diagnostics));
  }
  result.program = check::check(trees, result.sources, result.diagnostics);
}

inline Checked check_texts(std::vector<std::string> const& texts) {
  Checked result;
  std::vector<std::pair<std::string, std::string>> files;
  for (auto const& text : texts) files.emplace_back("test.convenio", text);
  check_files(result, files);
  return result;
}

inline std::vector<std::pair<std::string, std::string>> rule_files(std::filesystem::path const& root) {
  std::vector<std::filesystem::path> paths;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() == ".convenio") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::pair<std::string, std::string>> files;
  for (auto const& path : paths) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    files.emplace_back(std::filesystem::relative(path, root).string(), text.str());
  }
  return files;
}

}  // namespace convenio::testing
