// Rule text, parsed and checked as the program does it, with what must be true of every finding.
// Knows no fuzzer and no case.
#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "engine/check/check.hpp"
#include "grammar/parser/parse.hpp"
#include "grammar/text/utf8.hpp"
#include "tests/fuzz/bytes.hpp"

namespace convenio::fuzz {

struct Checked {
  text::Sources sources;
  text::Diagnostics diagnostics;
  core::Program program;
  bool accepted = false;
};

// `files`: trees of the first texts that were parsed before; the rest are parsed and added.
inline void check_all(Checked& checked, std::vector<std::string> const& texts,
                      std::vector<syntax::File>& files) {
  for (auto const& text : texts) {
    auto const source = checked.sources.add("f" + std::to_string(checked.sources.size()), text);
    if (source >= files.size()) files.push_back(grammar::parse(checked.sources, source, checked.diagnostics));
  }
  checked.program = check::check(files, checked.sources, checked.diagnostics);
  checked.accepted = !checked.diagnostics.has_errors();
}

inline void check_all(Checked& checked, std::vector<std::string> const& texts) {
  std::vector<syntax::File> files;
  check_all(checked, texts, files);
}

// Every fourth finding is printed too: printing costs more than checking.
inline void judge_diagnostics(Checked const& checked) {
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

// The program of a fixed package, which must be sound.
inline Checked const& fixed_program(std::string const& name) {
  static Checked const checked = [&name] {
    Checked made;
    check_all(made, {read_package(name)});
    for (auto const& one : made.diagnostics.all())
      require(one.severity != text::Severity::error, "the package of this target",
              text::render(one, made.sources));
    return made;
  }();
  return checked;
}

}  // namespace convenio::fuzz
