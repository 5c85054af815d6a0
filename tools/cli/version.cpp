// convenio --version: the engine, the formats that it reads and writes, and the rules that it finds.
#include <fmt/format.h>

#include "engine/cases/json.hpp"
#include "engine/core/identity.hpp"
#include "engine/core/save.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

Exit version(Options const& options, bool json) {
  if (!json) {
    out(fmt::format("convenio {}\n", core::engine_version()));
    return Exit::done;
  }
  cases::JsonWriter writer(true);
  writer.begin_object().member("format", "convenio-version-1").member("engine", core::engine_version());
  writer.key("formats").begin_object();
  writer.member("case", "convenio-case-1").member("decision", "convenio-decision-1");
  writer.member("program", fmt::format("convenio-program {}", core::save_format)).end_object().key("rules");
  Loaded loaded;
  bool const found = !options.program.empty() || !rules_folder(options).empty();
  Exit exit = Exit::done;
  if (found) exit = load(options, loaded, Shown::errors, grammar::Tests::left_out);
  if (found && exit == Exit::done) {
    writer.string(loaded.program.identity);
  } else {
    writer.null();
  }
  out(writer.end_object().take() + "\n");
  return exit;
}

}  // namespace convenio::cli
