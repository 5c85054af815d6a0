// convenio describe: what the loaded packages contain, or the schema of their cases; or the functions of the
// language, which are the same for all packages.
#include <fmt/format.h>

#include "engine/core/functions.hpp"
#include "grammar/text/json_writer.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

namespace {

std::string functions_of_the_language() {
  text::JsonWriter json(true);
  json.begin_array();
  for (auto const& function : core::functions()) {
    json.begin_object().member("name", function.name()).member("form", function.form);
    if (function.operation) json.member("operation", function.operation);
    json.member("chapter", function.chapter).member("says", function.says).end_object();
  }
  json.end_array();
  return json.take() + "\n";
}

}  // namespace

Exit describe(Options const& options, DescribeOptions const& asked) {
  if (asked.functions) {
    out(functions_of_the_language());
    return Exit::done;
  }
  static auto& rules = *new api::Rules;  // the process ends with the command, and takes this with it
  if (Exit const exit = load(options, rules, Shown::errors, api::Tests::left_out); exit != Exit::done)
    return exit;
  if (asked.schema) {
    out(api::case_schema(rules));
    return Exit::done;
  }
  std::string text;
  auto selection = asked.selection;
  selection.packages = options.packages;
  auto const outcome = api::describe(rules, selection, asked.json ? api::Form::json : api::Form::text, text);
  if (outcome.ok())
    out(text);
  else
    err(fmt::format("convenio: {}\n", outcome.sentence));
  return exit_of(outcome);
}

}  // namespace convenio::cli
