// What the tests of the door share: the shipped rules, the example cases, and a small package of their own.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "engine/api/convenio.hpp"

namespace convenio::testing {

inline std::string const root = CONVENIO_SOURCE_DIR;
inline std::string const rules_folder = root + "/rules";

inline std::string contents(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline std::vector<std::string> example_cases() {
  std::vector<std::string> paths;
  for (auto const& entry : std::filesystem::directory_iterator(root + "/examples/cases")) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

// The files below a folder, named from there on.
inline std::vector<api::File> files_of(std::string const& folder) {
  std::vector<api::File> files;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".convenio") continue;
    files.push_back({entry.path().lexically_relative(folder).generic_string(), contents(entry.path())});
  }
  return files;
}

inline api::Rules const& shipped() {
  static api::Rules const rules = api::load(*api::folder(rules_folder));
  return rules;
}

// Two files of one package, each with a question: their order shows in a decision.
inline std::string const first_half =
    "package small\nfact one: whole \"How many?\"\nquestion one_more \"One more?\": whole = one + 1\n";
inline std::string const second_half = "package small\nquestion two_more \"Two more?\": whole = one + 2\n";
inline std::vector<api::File> small() {
  return {{"small/a.convenio", first_half}, {"small/b.convenio", second_half}};
}
inline std::string const small_case = R"({"format": "convenio-case-1", "id": "small", "facts": {"one": 1}})";

}  // namespace convenio::testing
