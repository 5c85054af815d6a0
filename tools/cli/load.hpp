// Loads rule packages: finds the files, reads and parses them, checks them together.
// Knows folders, limits and imports; knows no command.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/cases/read_case.hpp"
#include "engine/core/program.hpp"
#include "engine/core/save.hpp"
#include "engine/render/json.hpp"
#include "grammar/parser/parse.hpp"
#include "grammar/syntax/tree.hpp"
#include "grammar/text/diagnostic.hpp"
#include "grammar/text/source.hpp"
#include "tools/cli/commands.hpp"

namespace convenio::cli {

inline constexpr std::size_t file_limit = std::size_t{1024} * 1024;         // bytes of one rule file
inline constexpr std::size_t package_limit = std::size_t{8} * 1024 * 1024;  // bytes of one package
inline constexpr std::size_t files_limit = 2'000;
inline constexpr std::size_t program_limit = std::size_t{16} * 1024 * 1024;  // bytes of a saved program

struct Loaded {
  text::Sources sources;
  text::Diagnostics diagnostics;
  std::vector<syntax::File> files;  // of the packages that were asked for, and their imports
  core::Program program;            // meaningful only when load() returns done
  std::string folder;               // left out of the places that decisions name; ends with `/`, or ""
  std::size_t bytes = 0;
};

// The folder of the rules: as stated, by the environment, ./rules, or the installed one. "" if there is none.
std::filesystem::path rules_folder(Options const& options);

// Rules without tests come from a saved program where one is stated, by --program or the environment.
// `quotes`: of a saved program; whether the decision quotes the rules.
// Which diagnostics go to standard error; host trouble always does.
enum class Shown { nothing, errors, all };
Exit load(Options const& options, Loaded& loaded, Shown shown = Shown::errors,
          grammar::Tests tests = grammar::Tests::read, core::Quotes quotes = core::Quotes::read);

// One case from a file; its faults go to standard error. (explain.cpp)
Exit read_case_file(Loaded const& loaded, std::string const& path, cases::ReadResult& read);

// Decisions name places in the rule files from the rules folder on, wherever that is.
render::JsonOptions json_options(Loaded const& loaded, bool indented, bool explanation);

}  // namespace convenio::cli
