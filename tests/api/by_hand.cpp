// See by_hand.hpp. The only test outside tests/unit that may go round the door.
#include "tests/api/by_hand.hpp"

#include "engine/cases/read_case.hpp"
#include "engine/check/check.hpp"
#include "engine/render/json.hpp"
#include "engine/run/evaluate.hpp"
#include "grammar/parser/parse.hpp"

namespace convenio::testing {

std::string decide_by_hand(std::vector<NamedText> const& files, std::string const& case_json) {
  text::Sources sources;
  text::Diagnostics diagnostics;
  std::vector<syntax::File> trees;
  for (auto const& [name, text] : files)
    trees.push_back(grammar::parse(sources, sources.add(name, text), diagnostics));
  auto const program = check::check(trees, sources, diagnostics);
  std::string wrong;
  if (diagnostics.has_errors()) {
    for (auto const& one : diagnostics.all()) wrong += text::render(one, sources) + "\n";
    return wrong;
  }
  auto const read = cases::read_case(program, case_json);
  for (auto const& fault : read.faults) wrong += cases::to_string(fault) + "\n";
  if (!read.ok()) return wrong;
  return render::to_json(program, run::evaluate(program, read.facts), {true, true, &sources, ""});
}

}  // namespace convenio::testing
