// What the command line says of an office. See main.cpp.
#pragma once

#include <CLI/CLI.hpp>

#include "tools/cli/office.hpp"

namespace convenio::cli {

struct OfficeLine {
  OfficeOptions of;
  OfficeCommand asked;
};

// Adds `office` and its commands; `exit` becomes what the one that is called returns. All must outlive the parsing.
void add_office(CLI::App& app, Options const& options, OfficeLine& line, Exit& exit);

}  // namespace convenio::cli
