// A decision as plain text for an administrator: in short, as a calculation sheet, or with every step.
// The door of this room for text; see json.hpp for programs.
#pragma once

#include <string>

#include "engine/run/decision.hpp"
#include "grammar/text/source.hpp"

namespace convenio::render {

enum class Detail : std::uint8_t {
  brief,  // one page: each award with its conditions, what is missing, what is not encoded
  sheet,  // also the career, and the numbered calculation of the route that was taken
  full    // also every route with its reasons, what the decision rests on, and every node of the explanation
};

struct TextOptions {
  Detail detail = Detail::brief;
  terms::Language language = terms::Language::english;  // of page and calculation; what is more has the rules' own words
  std::size_t columns = 80;
  bool ascii = false;                      // of the drawing; the rules' own words stay as they are
  text::Sources const* sources = nullptr;  // with them, conditions are quoted as they are written
};

std::string to_text(core::Program const& program, cases::Case const& facts, run::Decision const& decision,
                    TextOptions const& options = {});

}  // namespace convenio::render
