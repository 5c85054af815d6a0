// convenio explain: decides one case and says why, in the words of the texts.
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

Exit explain(Options const& options, ExplainOptions const& asked) {
  static auto& rules = *new api::Rules;  // the process ends with the command, and takes this with it
  if (Exit const exit = load(options, rules, Shown::errors, api::Tests::left_out); exit != Exit::done)
    return exit;
  std::optional<api::Decision> decision;
  if (Exit const exit = decide_file(rules, asked.file, decision, asked.json ? Told::no : Told::yes); exit != Exit::done) return exit;
  out(asked.json ? api::to_json(*decision, {true, asked.nodes, 0}) + "\n"
                 : api::explain(*decision, {asked.detail, asked.width, asked.ascii,
                                            *api::language_named(asked.language)}));
  return Exit::done;
}

}  // namespace convenio::cli
