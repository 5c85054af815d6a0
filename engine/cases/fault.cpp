// See fault.hpp.
#include "engine/cases/fault.hpp"

#include "engine/cases/codes.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::cases {

void Faults::add(text::Code code, std::string path, std::string_view message, std::string_view hint) {
  if (all_.size() < limit_) {
    all_.push_back({code, std::move(path), text::printable(message), text::printable(hint)});
  } else if (!full_) {
    full_ = true;
    all_.push_back({Code::more_faults, "", "there are more faults than are listed",
                    "correct these and read the case again"});
  }
}

}  // namespace convenio::cases
