// convenio describe: what the loaded packages contain, or the schema of their cases.
#include <fmt/format.h>

#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

Exit describe(Options const& options, DescribeOptions const& asked) {
  api::Rules rules;
  if (Exit const exit = load(options, rules); exit != Exit::done) return exit;
  if (asked.schema) {
    out(api::case_schema(rules));
    return Exit::done;
  }
  std::string text;
  auto const outcome = api::describe(rules, asked.on, text);
  if (outcome.ok())
    out(text);
  else
    err(fmt::format("convenio: {}\n", outcome.sentence));
  return exit_of(outcome);
}

}  // namespace convenio::cli
