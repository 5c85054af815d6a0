// See refusal.hpp.
#include "engine/store/refusal.hpp"

#include <fmt/format.h>

namespace convenio::store {

std::string to_string(Refusal const& refusal) {
  return fmt::format("{}{}[{}] {}{}{}", refusal.place(), refusal.place().empty() ? "" : ": ", refusal.code().printed(),
                     refusal.what(), refusal.hint().empty() ? "" : "\n    ", refusal.hint());
}

}  // namespace convenio::store
