// convenio explain: decides one case and says why, in the words of the texts.
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

Exit explain(Options const& options, ExplainOptions const& asked) {
  api::Rules rules;
  if (Exit const exit = load(options, rules); exit != Exit::done) return exit;
  std::optional<api::Decision> decision;
  if (Exit const exit = decide_file(rules, asked.file, decision); exit != Exit::done) return exit;
  bool const nodes = asked.detail != api::Detail::brief;
  out(asked.json ? api::to_json(*decision, {true, nodes, 0}) + "\n"
                 : api::explain(*decision, {asked.detail, asked.width, asked.ascii}));
  return Exit::done;
}

}  // namespace convenio::cli
