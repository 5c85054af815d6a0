// convenio explain: decides one case and says why, in the words of the texts.
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

namespace {

api::Detail detail_of(ExplainOptions::Detail detail) {
  switch (detail) {
    case ExplainOptions::Detail::brief:
      return api::Detail::brief;
    case ExplainOptions::Detail::sheet:
      return api::Detail::sheet;
    case ExplainOptions::Detail::full:
      return api::Detail::full;
  }
  return api::Detail::sheet;
}

}  // namespace

Exit explain(Options const& options, ExplainOptions const& asked) {
  api::Rules rules;
  if (Exit const exit = load(options, rules); exit != Exit::done) return exit;
  std::optional<api::Decision> decision;
  if (Exit const exit = decide_file(rules, asked.file, decision); exit != Exit::done) return exit;
  bool const nodes = asked.detail != ExplainOptions::Detail::brief;
  out(asked.json ? api::to_json(*decision, {true, nodes, 0}) + "\n"
                 : api::explain(*decision, {detail_of(asked.detail), asked.width, asked.ascii}));
  return Exit::done;
}

}  // namespace convenio::cli
