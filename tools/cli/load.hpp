// From the options of the command line to rules, and from a case file to a decision.
// Knows the environment, where rules are installed, and what goes to standard error; knows no command.
#pragma once

#include <optional>
#include <string>

#include "engine/api/inside.hpp"
#include "tools/cli/commands.hpp"

namespace convenio::cli {

// The folder of the rules: as stated, by the environment, ./rules, or the installed one. "" if there is none.
std::string rules_folder(Options const& options);

// The exit code that an outcome stands for.
Exit exit_of(api::Outcome const& outcome);

// Which diagnostics go to standard error; host trouble always does.
enum class Shown { nothing, errors, all };
// Rules without tests come from a saved program where one is stated, by --program or the environment.
// `quotes`: of a saved program; whether the decision quotes the rules.
Exit load(Options const& options, api::Rules& rules, Shown shown = Shown::errors,
          api::Tests tests = api::Tests::read, core::Quotes quotes = core::Quotes::read);

// Null, with a sentence on standard error, where there is no folder.
api::ProviderPtr provider(Options const& options);

// The decision of one case from a file. Its faults go to standard error.
enum class Told : std::uint8_t { no, yes };  // with what the rules say in words
Exit decide_file(api::Rules const& rules, std::string const& path, std::optional<api::Decision>& decision, Told told);

}  // namespace convenio::cli
