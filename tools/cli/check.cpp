// convenio check: are the rules sound?
#include <fmt/format.h>

#include "engine/render/words.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

Exit check(Options const& options, CheckOptions const& check) {
  Loaded loaded;
  Exit const exit = load(options, loaded, check.json ? Shown::nothing : Shown::all);
  bool const read = exit == Exit::done || loaded.diagnostics.has_errors();
  if (check.json && read) out(text::to_json(loaded.diagnostics, loaded.sources));
  if (check.json || exit != Exit::done) return exit;
  auto const& program = loaded.program;
  auto const warnings = loaded.diagnostics.all().size();
  out(fmt::format("{}, {}: {}\n", render::counted(program.packages.size(), "package", "packages"),
                  render::counted(loaded.files.size(), "file", "files"),
                  warnings == 0
                      ? "no faults"
                      : fmt::format("no errors, {} warning{}", warnings, warnings == 1 ? "" : "s")));
  out(fmt::format(
      "{} texts, {} facts, {} rules, {} tables and parameters, {} awards, {} questions, {} tests\n",
      program.texts.size(), program.facts.size(), program.rules.size(), program.tables.size(),
      program.awards.size(), program.questions.size(), program.tests.size()));
  return Exit::done;
}

}  // namespace convenio::cli
