// What could not be read as it stands: the marks that the checker needs to tell causes from consequences.
// Private to the parser. Knows the concrete tree and where faults were reported, not which.
#pragma once

#include <cstdint>
#include <vector>

#include "grammar/parser/node.hpp"
#include "grammar/parser/session.hpp"
#include "grammar/syntax/tree.hpp"

namespace convenio::grammar {

// `faults`: the offsets of all faults of this file.
std::vector<syntax::Unread> unread(Node const& root, Session const& session,
                                   std::vector<std::uint32_t> faults);

}  // namespace convenio::grammar
