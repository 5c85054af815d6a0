// A decision as a letter: one HTML document without anything outside of it, good on a narrow screen and on paper.
// It says what the report says and nothing else: no number that is not in the decision.
#pragma once

#include <string>

#include "engine/render/text.hpp"

namespace convenio::render {

enum class Addressee : std::uint8_t {
  person,      // what was decided and why, what is missing, what can be done
  institution  // also the periods and the whole calculation
};

std::string to_letter(core::Program const& program, cases::Case const& facts, run::Decision const& decision,
                      Addressee to, TextOptions const& options);

}  // namespace convenio::render
