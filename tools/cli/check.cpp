// convenio check: are the rules sound?
#include <fmt/format.h>

#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

Exit check(Options const& options, CheckOptions const& check) {
  api::Rules rules;
  Exit const exit = load(options, rules, check.json ? Shown::nothing : Shown::all);
  bool const read = rules.ok() || rules.outcome().status == api::Status::faulty_rules;
  if (check.json && read) out(api::diagnose(rules, {api::Form::json, true}));
  if (check.json || exit != Exit::done) return exit;
  auto const& program = rules.inside().program;
  using render::counted;
  auto const warnings = rules.warnings();
  out(fmt::format("{}, {}: {}\n", render::counted(program.packages.size(), "package", "packages"),
                  render::counted(rules.inside().files.size(), "file", "files"),
                  warnings == 0
                      ? "no faults"
                      : fmt::format("no errors, {} warning{}", warnings, warnings == 1 ? "" : "s")));
  out(fmt::format("{}, {}, {}, {}, {}, {}, {}\n", counted(program.texts.size(), "text", "texts"),
                  counted(program.facts.size(), "fact", "facts"),
                  counted(program.rules.size(), "rule", "rules"),
                  counted(program.tables.size(), "table or parameter", "tables and parameters"),
                  counted(program.awards.size(), "award", "awards"),
                  counted(program.questions.size(), "question", "questions"),
                  counted(program.tests.size(), "test", "tests")));
  return Exit::done;
}

}  // namespace convenio::cli
