// convenio new case: the skeleton of a case for some States and branches, on standard output.
#include <fmt/format.h>

#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

Exit new_case(Options const& options, NewCaseOptions const& asked) {
  static auto& rules = *new api::Rules;  // the process ends with the command, and takes this with it
  if (Exit const exit = load(options, rules, Shown::errors, api::Tests::left_out); exit != Exit::done)
    return exit;
  std::string json;
  auto const outcome = api::new_case(rules, asked.selection, json);
  if (outcome.ok())
    out(json);
  else
    err(fmt::format("convenio: {}\n", outcome.sentence));
  return exit_of(outcome);
}

}  // namespace convenio::cli
