// See packages.hpp.
#include "tools/cli/packages.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::cli {

namespace {

using Counts = std::map<std::string, std::size_t>;

// `coast_1` and `coast_2` are told apart on purpose.
bool numbered(std::string const& name) { return !name.empty() && name.back() >= '0' && name.back() <= '9'; }

bool misspelt(std::string const& name, std::string const& other, std::size_t files_of_other) {
  if (text::in_small_letters(name) == text::in_small_letters(other)) return true;
  return files_of_other > 1 && !numbered(name) && !numbered(other) && text::nearest(name, {other}) == other;
}

}  // namespace

void settle_packages(std::vector<syntax::File*> const& files, text::Sources const& sources,
                     text::Diagnostics& diagnostics) {
  Counts everywhere;
  std::set<std::string> imported;
  std::map<std::filesystem::path, std::vector<syntax::File*>> folders;
  for (auto* file : files) {
    ++everywhere[file->package.text];
    for (auto const& name : file->imports) imported.insert(name.text);
    folders[std::filesystem::path(sources[file->source].name()).parent_path()].push_back(file);
  }
  for (auto const& [folder, beside] : folders) {
    Counts here;
    for (auto const* file : beside) {
      if (!file->package.text.empty()) ++here[file->package.text];
    }
    auto const fewer = [](auto const& a, auto const& b) { return a.second < b.second; };
    auto const most = std::max_element(here.begin(), here.end(), fewer);
    if (most == here.end()) continue;
    for (auto* file : beside) {
      auto& name = file->package;
      if (name.text.empty() && here.size() == 1) name.text = most->first;
      bool const alone = !name.text.empty() && name.text != most->first && everywhere[name.text] == 1;
      if (!alone || imported.contains(name.text) || !misspelt(name.text, most->first, most->second)) continue;
      diagnostics.error(check::Code::unknown_package, name.span,
                        fmt::format("no other file is of package `{}`; those beside it are of `{}`",
                                    name.text, most->first),
                        text::did_you_mean(name.text, most->first));
      name.text = most->first;
    }
  }
}

}  // namespace convenio::cli
