// A decision by the rooms themselves, without the door: parse, check, read, evaluate, render.
// Knows the functions of the rooms and nothing of engine/api, so that the two can be compared.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace convenio::testing {

using NamedText = std::pair<std::string, std::string>;

// As `convenio evaluate` prints it, or what is wrong with the rules or the case.
std::string decide_by_hand(std::vector<NamedText> const& files, std::string const& case_json);

}  // namespace convenio::testing
