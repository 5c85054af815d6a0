// The checker: its questions in order. Each may assume what the earlier ones established, as far as it went
// well.
#include "engine/check/check.hpp"

#include "engine/check/declare/types.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

// Expressions without a type of their own (`undefined`, the elements of `[]`) get some type: no value has it.
void settle_types(core::Program& program) {
  TypeId const some = simple(program, TypeKind::truth);
  for (auto& type : program.types) {
    if (type.kind == TypeKind::list && special(type.element)) type.element = some;
  }
  for (auto& e : program.expressions) {
    if (special(e.type)) e.type = some;
  }
}

}  // namespace

core::Program check(std::vector<syntax::File> const& trees, text::Sources const& sources,
                    text::Diagnostics& diagnostics) {
  auto const files = in_order(trees, sources, diagnostics);
  Workspace ws(sources, diagnostics);
  ws.program.sentences.emplace_back();  // 0: of expressions with a reported fault
  collect_packages(ws, files);
  collect_declarations(ws, files);
  check_confusables(ws);
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
  check_governing_dates(ws);
  check_conflicts(ws);
  check_clauses(ws);
  check_currency_validity(ws);
  check_cycles(ws);
  // What is missing, or never used, may be in what could not be read.
  if (!diagnostics.has_errors()) {
    check_reach(ws);
    check_as_of_reach(ws);
    check_routes(ws);
    check_parts(ws);
    check_mentions(ws);
  }
  settle_types(ws.program);
  diagnostics.drop_followers(sources);
  diagnostics.sort();
  diagnostics.gather(sources);
  return std::move(ws.program);
}

}  // namespace convenio::check
