// What the store throws, and all that it throws besides std::bad_alloc: a code, where, what and what to do.
// A call that throws has written nothing.
#pragma once

#include <stdexcept>
#include <string>

#include "engine/store/codes.hpp"

namespace convenio::store {

class Refusal : public std::runtime_error {
 public:
  // `message`: one line, no full stop. `place`: a file, or what of the office: "case anna"; or "".
  Refusal(text::Code code, std::string place, std::string const& message, std::string hint = "")
      : std::runtime_error(message), code_(code), place_(std::move(place)), hint_(std::move(hint)) {}
  text::Code code() const { return code_; }
  std::string const& place() const { return place_; }
  std::string const& hint() const { return hint_; }

 private:
  text::Code code_;
  std::string place_, hint_;
};

// "office.db: [S004] another program is writing", and the hint on a second line.
std::string to_string(Refusal const& refusal);

}  // namespace convenio::store
