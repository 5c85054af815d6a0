// Rule text, loaded as the program does it, with what must be true of every finding.
// Knows no fuzzer and no case.
#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "engine/api/inside.hpp"
#include "grammar/text/utf8.hpp"
#include "tests/fuzz/bytes.hpp"

namespace convenio::fuzz {

// Each text is a file of its own.
inline api::Rules load(std::vector<std::string> const& texts) {
  std::vector<api::File> files;
  for (auto const& text : texts) files.push_back({"f" + std::to_string(files.size()), text});
  return api::load(*api::memory(std::move(files)));
}

// Every fourth finding is printed too: printing costs more than checking.
inline void judge_diagnostics(api::Rules const& rules) {
  auto const& checked = rules.inside();
  std::size_t next = checked.sources[0].text().size();
  for (auto const& one : checked.diagnostics.all()) {
    require(one.span.source < checked.sources.size(), "a diagnostic without a place", one.message);
    auto const size = checked.sources[one.span.source].text().size();
    require(one.span.begin <= one.span.end && one.span.end <= size, "a span outside of its source",
            one.message);
    require(!one.message.empty() && one.message.find('\n') == std::string::npos, "a message that is no line",
            one.message);
    if (++next % 4 != 0) continue;
    require(text::is_valid_utf8(text::render(one, checked.sources)), "a diagnostic that is no UTF-8",
            one.message);
  }
}

inline std::string read_package(std::string const& name) {
  std::ifstream file(CONVENIO_SOURCE_DIR "/tests/fuzz/packages/" + name, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  require(!text.empty(), "a package of this target cannot be read", name);
  return text;
}

// The rules of a fixed package, which must be sound.
inline api::Rules const& fixed_rules(std::string const& name) {
  static api::Rules const rules = [&name] {
    auto made = load({read_package(name)});
    require(made.ok(), "the package of this target", api::diagnose(made));
    return made;
  }();
  return rules;
}

}  // namespace convenio::fuzz
