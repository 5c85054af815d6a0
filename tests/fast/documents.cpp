// See documents.hpp.
#include "tests/fast/documents.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

#include "engine/api/inside.hpp"

namespace convenio::fast_tests {

namespace {

// The cases that stand in another document: every object that begins with the format of cases.
std::vector<std::string_view> objects_in(std::string_view document) {
  std::vector<std::string_view> all;
  constexpr std::string_view format = "\"convenio-case-1\"";
  for (auto at = document.find(format); at != std::string_view::npos; at = document.find(format, at + 1)) {
    auto const begin = document.rfind('{', at);
    if (begin == std::string_view::npos) continue;
    int depth = 0;
    bool in_text = false;
    for (auto end = begin; end < document.size(); ++end) {
      char const one = document[end];
      if (in_text) {
        if (one == '\\')
          ++end;
        else if (one == '"')
          in_text = false;
        continue;
      }
      in_text = one == '"';
      depth += one == '{' ? 1 : one == '}' ? -1 : 0;
      if (depth > 0) continue;
      all.push_back(document.substr(begin, end + 1 - begin));
      break;
    }
  }
  return all;
}

}  // namespace

std::vector<std::string> shipped_documents(api::Rules const& rules, std::filesystem::path const& root) {
  std::vector<std::pair<std::string, std::string>> documents;
  for (auto const* below : {"examples/cases", "tests/vectors", "tests/cli/data"}) {
    for (auto const& entry : std::filesystem::recursive_directory_iterator(root / below)) {
      auto const extension = entry.path().extension();
      std::ifstream file(entry.path(), std::ios::binary);
      auto const name = entry.path().string();
      if (extension == ".json")
        documents.emplace_back(name, std::string{std::istreambuf_iterator<char>(file), {}});
      if (extension == ".ndjson")
        for (std::string line; std::getline(file, line);) documents.emplace_back(name, line);
    }
  }
  std::sort(documents.begin(), documents.end());
  std::vector<std::string> all;
  auto const add = [&](std::string_view document) {
    bool const good = api::read_case(rules, document).ok();
    if (good) all.emplace_back(document);
    return good;
  };
  for (auto const& [name, document] : documents) {
    if (add(document)) continue;
    for (auto const& inner : objects_in(document)) add(inner);
  }
  return all;
}

}  // namespace convenio::fast_tests
