// Clauses of precedences that can never decide.
// Knows conditions by their form only; warnings, for what is certain.
#include <fmt/format.h>

#include "engine/check/declare/names.hpp"
#include "engine/check/lint/codes.hpp"
#include "engine/check/lint/conditions.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

constexpr std::size_t most_clauses = 300;  // of one precedence; each is compared with each

Declared<syntax::StandsDecl> const* declared(PrecedenceInfo const& info, std::string const& name) {
  for (auto const& clause : info.clauses) {
    if (clause.decl->name.text == name) return &clause;
  }
  return nullptr;
}

void report(Workspace& ws, Declared<syntax::StandsDecl> const& clause, std::string message,
            char const* hint) {
  Span const span = clause.decl->condition ? clause.decl->condition->span : clause.decl->name.span;
  ws.diagnostics.warning(Code::undecided_clause, span, std::move(message), hint);
}

void clauses(Workspace& ws, std::size_t index) {
  core::Precedence const& precedence = ws.program.precedences[index];
  PrecedenceInfo const& info = ws.precedences[index];
  if (precedence.clauses.size() > most_clauses) return;
  auto const own = static_cast<std::uint32_t>(precedence.parameters.size());
  Swap const swap{own, own + 1};
  std::vector<std::vector<ExprId>> conditions;
  for (auto const& clause : precedence.clauses) conditions.push_back(conjuncts(ws.program, clause.condition));
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    auto const* const written = declared(info, precedence.clauses[i].name);
    if (!written || conditions[i].empty()) continue;
    std::string const name = quoted(precedence.clauses[i].name);
    if (contradictory(ws.program, conditions[i])) {
      report(ws, *written, fmt::format("clause {} never decides: its condition cannot hold", name),
             "one part of it excludes another");
      continue;
    }
    if (includes(ws.program, conditions[i], conditions[i], swap)) {
      report(ws, *written,
             fmt::format("clause {} never decides: what it says of `this` it says of `other` as well", name),
             "say in what `this` differs from `other`");
      continue;
    }
    for (std::size_t before = 0; precedence.ordered && before < i; ++before) {
      if (conditions[before].empty() || !includes(ws.program, conditions[i], conditions[before])) continue;
      report(ws, *written,
             fmt::format("clause {} never decides: {} is asked before it and holds whenever it does", name,
                         quoted(precedence.clauses[before].name)),
             "put the narrower clause first in `in order`");
      if (auto const* const earlier = declared(info, precedence.clauses[before].name)) {
        ws.diagnostics.last().places.push_back({earlier->decl->name.span, "the clause asked before"});
      }
      break;
    }
  }
}

}  // namespace

void check_clauses(Workspace& ws) {
  for (std::size_t i = 0; i < ws.program.precedences.size(); ++i) clauses(ws, i);
}

}  // namespace convenio::check
