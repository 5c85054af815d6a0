// Rules for the tests of a room, from texts or from a folder, through the door of the engine.
// Knows nothing of what is tested.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/api/inside.hpp"

namespace convenio::testing {

inline api::Rules load_files(std::vector<std::pair<std::string, std::string>> const& files) {
  std::vector<api::File> all;
  for (auto const& [name, text] : files) all.push_back({name, text});
  return api::load(*api::memory(std::move(all)));
}

// Each text is a file of its own.
inline api::Rules load_texts(std::vector<std::string> const& texts) {
  std::vector<std::pair<std::string, std::string>> files;
  for (auto const& text : texts)
    files.emplace_back("test" + (files.empty() ? "" : std::to_string(files.size() + 1)) + ".convenio", text);
  return load_files(files);
}

}  // namespace convenio::testing
