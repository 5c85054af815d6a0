// The canonical form of a case document, by which two documents are the same case: RFC 8785 without comments.
// Knows JSON; knows no fact.
#pragma once

#include <string>

#include "engine/cases/json.hpp"

namespace convenio::cases {

// UTF-8 without white space; members sorted by their keys' UTF-16 units; texts escaped as RFC 8785 says, and
// left in whatever normal form they are. The member `comment` of the document, which no rule sees, is left
// out. Numbers, which a case has as whole numbers only, are their digits, and not rounded to binary ones.
std::string canonical(Json const& document);

}  // namespace convenio::cases
