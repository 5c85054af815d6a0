// A package made of bytes: expressions of every type in rules, exceptions, precedences, awards and questions.
// Knows the words of packages/base.convenio; most of what it makes is accepted by the checker.
#pragma once

#include <string>

#include "tests/fuzz/bytes.hpp"

namespace convenio::fuzz {

std::string make_law(Bytes& bytes);

}  // namespace convenio::fuzz
