// The checker: its questions in order. Each may assume what the earlier ones established, as far as it went
// well.
#include "engine/check/check.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/check/declare/types.hpp"
#include "engine/check/phases.hpp"
#include "engine/core/identity.hpp"

namespace convenio::check {

namespace {

TypeId in_unit(core::Program& program, TypeId type, model::Unit unit) {
  core::Type const t = program.types[type];
  return t.kind == TypeKind::list ? list_of(program, in_unit(program, t.element, unit))
                                  : quantity(program, unit);
}

// Expressions without a type of their own (`undefined`, the elements of `[]`) get some type: no value has it.
void settle_types(core::Program& program) {
  TypeId const some = simple(program, TypeKind::truth);
  for (auto& type : program.types) {
    if (type.kind == TypeKind::list && special(type.element)) type.element = some;
  }
  // A quantity of a state is told in its unit, so that the types of all units are there, and lists of them.
  for (std::size_t n = 0; n < program.types.size(); ++n) {
    if (unit_local(program, static_cast<TypeId>(n)) == none) continue;
    for (auto const unit : {model::Unit::days, model::Unit::weeks, model::Unit::months, model::Unit::quarters,
                            model::Unit::years})
      in_unit(program, static_cast<TypeId>(n), unit);
  }
  for (auto& e : program.expressions) {
    if (special(e.type)) e.type = some;
  }
}

std::string identity(std::vector<PackageFile> const& files, text::Sources const& sources) {
  std::vector<core::RuleSource> parts;
  for (auto const& file : files) parts.push_back({file.package, sources[file.tree->source].text()});
  return core::rules_identity(std::move(parts));
}

}  // namespace

core::Program check(std::vector<syntax::File> const& trees, text::Sources const& sources,
                    text::Diagnostics& diagnostics) {
  std::size_t const of_the_text = diagnostics.all().size();
  auto const files = in_order(trees, sources, diagnostics);
  Workspace ws(sources, diagnostics);
  for (syntax::File const& file : trees) {
    ws.unread.insert(ws.unread.end(), file.unread.begin(), file.unread.end());
  }
  ws.program.sentences.emplace_back();  // 0: of expressions with a reported fault
  ws.tests_left_out =
      std::any_of(trees.begin(), trees.end(), [](auto const& file) { return file.tests_left_out; });
  collect_packages(ws, files);
  collect_declarations(ws, files);
  check_confusables(ws);
  check_hidden_names(ws);
  check_vocabulary(ws);
  check_instruments(ws, files);
  check_signatures(ws);
  lower_tables(ws);  // first: what uses a table learns whether its type fits its rows
  lower_facts(ws);
  lower_rules(ws);
  lower_precedences(ws);
  lower_awards(ws);
  lower_questions(ws);
  lower_tests(ws);
  lower_records(ws);
  lower_translations(ws);
  check_governing_dates(ws);
  check_conflicts(ws);
  check_clauses(ws);
  check_currency_validity(ws);
  check_cycles(ws);
  // What is missing, or never used, may be in what could not be read.
  if (!diagnostics.has_errors()) {
    check_reach(ws);
    check_figures(ws);
    check_as_of_reach(ws);
    check_law(ws);
    check_speakers(ws);
    check_parts(ws);
    check_mentions(ws);
  }
  settle_types(ws.program);
  ws.program.identity = identity(files, sources);
  settle_cascades(ws, of_the_text);
  return std::move(ws.program);
}

}  // namespace convenio::check
