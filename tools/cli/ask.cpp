// convenio ask: what an expression of the rules gives on a case.
#include <fmt/format.h>

#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

Exit ask(Options const& options, AskOptions const& asked) {
  if (!options.program.empty()) {
    err("convenio: a saved program has no sources to check an expression against; state the rules\n");
    return Exit::usage;
  }
  auto const rules = provider(options);
  if (!rules) return Exit::host;
  auto const document = read_file(asked.file, api::case_limit);
  if (!document.trouble.empty()) {
    err(fmt::format("convenio: {}\n", document.trouble));
    return document.too_large ? Exit::found : Exit::host;
  }
  std::string answer;
  auto const outcome = api::ask(rules, options.packages, document.text, asked.expression,
                                asked.json ? api::Form::json : api::Form::text, answer);
  if (outcome.ok()) {
    out(answer);
    return Exit::done;
  }
  err(answer.empty() ? fmt::format("convenio: {}\n", outcome.sentence) : answer);
  return exit_of(outcome);
}

}  // namespace convenio::cli
