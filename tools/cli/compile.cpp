// convenio compile: saves the checked rules, so that cases can be decided without reading them again.
#include <fmt/format.h>
#include <unistd.h>

#include "engine/core/save.hpp"
#include "engine/render/words.hpp"
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
  // With the tests, so that every fault is found; then what is saved, which has none.
  if (Loaded whole; true) {
    if (Exit const exit = load(options, whole); exit != Exit::done) return exit;
  }
  Loaded loaded;
  if (Exit const exit = load(options, loaded, Shown::nothing, grammar::Tests::left_out); exit != Exit::done)
    return exit;
  std::string const bytes = core::save(loaded.program, loaded.sources, loaded.folder);
  auto const again = core::load_saved(bytes);
  if (auto const* trouble = std::get_if<core::SaveTrouble>(&again)) {
    err(fmt::format("convenio: what was saved cannot be read: {}\n", core::to_string(*trouble)));
    return Exit::host;
  }
  if (to_output) {
    out(bytes);
    return Exit::done;
  }
  if (auto const trouble = write_file(asked.output, bytes); !trouble.empty()) {
    err(fmt::format("convenio: {}\n", trouble));
    return Exit::host;
  }
  auto const& program = loaded.program;
  out(fmt::format("{}: {}, {} bytes, rules {}\n", asked.output,
                  render::counted(program.packages.size(), "package", "packages"), bytes.size(),
                  program.identity));
  return Exit::done;
}

}  // namespace convenio::cli
