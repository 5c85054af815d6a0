// Test support: checked packages, and what the checker said of them.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/print.hpp"
#include "tests/unit/load.hpp"

namespace convenio::testing {

struct Checked {
  explicit Checked(api::Rules loaded)
      : rules(std::move(loaded)),
        sources(rules.inside().sources),
        diagnostics(rules.inside().diagnostics),
        program(rules.inside().program) {}
  api::Rules rules;
  text::Sources const& sources;
  text::Diagnostics const& diagnostics;
  core::Program const& program;

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

inline Checked check_texts(std::vector<std::string> const& texts) { return Checked(load_texts(texts)); }

}  // namespace convenio::testing
