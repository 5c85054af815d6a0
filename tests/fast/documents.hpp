// The case documents that are shipped: every JSON file below the folders of examples and tests, line by line
// of batches, and the cases that stand in other documents. Knows folders; decides nothing.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/api/convenio.hpp"

namespace convenio::fast_tests {

// Those that can be read, in the order of their files.
std::vector<std::string> shipped_documents(api::Rules const& rules, std::filesystem::path const& root);

}  // namespace convenio::fast_tests
