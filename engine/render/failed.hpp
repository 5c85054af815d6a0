// Why a condition failed, as data: the code of the reason, and the two sides that were compared.
// Knows the graph of an explanation; knows no document.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/render/trail.hpp"

namespace convenio::render {

struct ReasonCode {
  std::string_view code, word;  // "D201", "short_of"
};
ReasonCode code_of(model::Blocker::Kind kind);

struct Failed {
  ReasonCode reason;
  std::vector<std::pair<std::string_view, std::string>> values;  // "required" and "360 months", in order
};
Failed failed(core::Program const& program, run::Explanation const& explanation, Cause const& cause);

}  // namespace convenio::render
