// A decision as JSON (docs/decision-format.md): keys in a fixed order, money and ratios as text.
// The door of this room for programs. Knows no layout for people.
#pragma once

#include <string>

#include "engine/render/fields.hpp"
#include "engine/run/decision.hpp"
#include "grammar/text/source.hpp"

namespace convenio::render {

// "missing_fact", "not_encoded", ...: as documents have them.
char const* kind_name(model::Blocker::Kind kind);

struct JsonOptions {
  bool indented = false;                   // else one line
  bool explanation = false;                // the nodes of the explanation graph
  text::Sources const* sources = nullptr;  // to quote literals and rows with their places
  std::string folder = {};                 // left out of these places
  Fields const* fields = nullptr;          // only these, after the name of the case; none: the whole document
};

// Without a line end.
std::string to_json(core::Program const& program, run::Decision const& decision,
                    JsonOptions const& options = {});

}  // namespace convenio::render
