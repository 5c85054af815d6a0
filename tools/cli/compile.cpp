// convenio compile: saves the checked rules, so that cases can be decided without reading them again.
#include <fmt/format.h>
#include <unistd.h>

#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

Exit compile(Options const& options, CompileOptions const& asked) {
  bool const to_output = asked.output.empty() || asked.output == "-";
  if (to_output && ::isatty(STDOUT_FILENO) == 1) {
    err("convenio: a saved program is not for the terminal; name its file with --output FILE\n");
    return Exit::usage;
  }
  api::Rules rules;
  if (Exit const exit = load(options, rules); exit != Exit::done) return exit;
  std::string bytes;
  if (auto const outcome = api::compile(rules, bytes); !outcome.ok()) {
    err(fmt::format("convenio: {}\n", outcome.sentence));
    return exit_of(outcome);
  }
  if (to_output) {
    out(bytes);
    return Exit::done;
  }
  if (auto const trouble = write_file(asked.output, bytes); !trouble.empty()) {
    err(fmt::format("convenio: {}\n", trouble));
    return Exit::host;
  }
  auto const& program = rules.inside().program;
  out(fmt::format("{}: {}, {} bytes, rules {}\n", asked.output,
                  render::counted(program.packages.size(), "package", "packages"), bytes.size(),
                  program.identity));
  return Exit::done;
}

}  // namespace convenio::cli
