// A decision as plain text for an administrator: in short, as a calculation sheet, or with every step.
// The door of this room for text; see json.hpp for programs.
#pragma once

#include <string>

#include "engine/run/decision.hpp"
#include "grammar/text/source.hpp"

namespace convenio::render {

enum class Detail : std::uint8_t {
  brief,  // each award and its reasons, and what the case must still say
  sheet,  // also the career, the routes, and the numbered steps of the calculation
  full    // also every node of the explanation
};

struct TextOptions {
  Detail detail = Detail::sheet;
  std::size_t columns = 80;
  bool ascii = false;                      // of the drawing; the rules' own words stay as they are
  text::Sources const* sources = nullptr;  // with them, conditions are quoted as they are written
};

std::string to_text(core::Program const& program, cases::Case const& facts, run::Decision const& decision,
                    TextOptions const& options = {});

}  // namespace convenio::render
