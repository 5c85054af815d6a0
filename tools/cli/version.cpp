// convenio --version: the engine, the formats and the interface that it has, and the rules that it finds.
#include <fmt/format.h>

#include "engine/api/convenio.h"
#include "grammar/text/json_writer.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

Exit version(Options const& options, bool json) {
  if (!json) {
    out(fmt::format("convenio {}\n", api::version()));
    return Exit::done;
  }
  text::JsonWriter writer(true);
  writer.begin_object().member("format", "convenio-version-1").member("engine", api::version());
  writer.key("abi").number(convenio_abi_version());
  writer.key("formats").begin_object();
  writer.member("case", "convenio-case-1").member("decision", "convenio-decision-2");
  writer.member("program", fmt::format("convenio-program {}", core::save_format)).end_object().key("rules");
  api::Rules rules;
  bool const found = !options.program.empty() || !rules_folder(options).empty();
  Exit exit = Exit::done;
  if (found) exit = load(options, rules, Shown::errors, api::Tests::left_out);
  if (found && exit == Exit::done) {
    writer.string(rules.inside().program.identity);
  } else {
    writer.null();
  }
  out(writer.end_object().take() + "\n");
  return exit;
}

}  // namespace convenio::cli
