// A tree as text: one node a line, indented, without places. For golden tests and for comparing trees.
// Knows every node type; must not depend on how a file is laid out.
#pragma once

#include <string>

#include "grammar/syntax/tree.hpp"

namespace convenio::syntax {

// Lines that end in `\n`; equal for two trees exactly when they say the same.
std::string dump(File const& file);
std::string dump(Declaration const& declaration);
std::string dump(Expr const& expression);

// The spelling of the small enumerations, as a rule file has them.
std::string_view to_string(Unit unit);
std::string_view to_string(BinaryOp op);
std::string to_string(Date const& date);
std::string to_string(Path const& path);

}  // namespace convenio::syntax
