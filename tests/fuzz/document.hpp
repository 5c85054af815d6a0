// A case document made of bytes, for the facts of packages/base.convenio.
// Knows their types and how a case is written; most of what it makes is read.
#pragma once

#include <string>

#include "tests/fuzz/bytes.hpp"

namespace convenio::fuzz {

std::string make_document(Bytes& bytes);

}  // namespace convenio::fuzz
