// The canonical form of a case document, by which two documents are the same case: RFC 8785 without comments.
// Knows JSON and where a case has its facts; knows no fact.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/cases/json.hpp"

namespace convenio::cases {

// UTF-8 without white space; members sorted by their keys' UTF-16 units; texts escaped as RFC 8785 says, and
// left in whatever normal form they are. The members `comment` and `exchange` of the document, which no rule
// sees, are left out. Numbers, which a case has as whole numbers only, are their digits, and not rounded to binary ones.
// `history`: whether the member of `facts` with this key is a history. The order of its periods means
// nothing, so they are sorted by their canonical text.
std::string canonical(Json const& document, std::function<bool(std::string_view key)> const& history);

// The canonical form of any value, with all that stands in it, in the order in which it stands.
std::string canonical(Json const& value);

}  // namespace convenio::cases
