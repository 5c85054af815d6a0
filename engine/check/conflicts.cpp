// Exceptions of one rule that can hold together with nothing to decide between them.
// Knows conditions as core expressions; proves no arithmetic: only equal conditions and included conjuncts
// are found.
#include <algorithm>

#include <fmt/format.h>

#include "engine/check/conditions.hpp"
#include "engine/check/names.hpp"
#include "engine/check/questions.hpp"

namespace convenio::check {

namespace {

constexpr std::size_t most_exceptions = 500;  // of one rule; each is compared with each

bool overrides(core::Exception const& one, std::size_t other) {
  return std::find(one.overrides.begin(), one.overrides.end(), other) != one.overrides.end();
}

void rule_conflicts(Workspace& ws, std::size_t index) {
  core::Rule const& rule = ws.program.rules[index];
  auto const& declared = ws.rules[index].exceptions;
  if (rule.exceptions.size() > most_exceptions) {
    ws.diagnostics.error(Code::too_many, declared[most_exceptions].decl->name.span,
                         fmt::format("rule {} has {} exceptions, at most {} are allowed", quoted(rule.name),
                                     rule.exceptions.size(), most_exceptions));
    return;
  }
  std::vector<std::vector<ExprId>> conditions;
  for (auto const& e : rule.exceptions) conditions.push_back(conjuncts(ws.program, e.condition));
  for (std::size_t b = 1; b < rule.exceptions.size(); ++b) {
    for (std::size_t a = 0; a < b; ++a) {
      auto const& first = rule.exceptions[a];
      auto const& second = rule.exceptions[b];
      if (overrides(first, b) || overrides(second, a) || conditions[a].empty() || conditions[b].empty())
        continue;
      bool const b_narrower = includes(ws.program, conditions[b], conditions[a]);
      bool const a_narrower = includes(ws.program, conditions[a], conditions[b]);
      if (!a_narrower && !b_narrower) continue;
      std::string const narrow = b_narrower ? second.name : first.name;
      std::string const wide = b_narrower ? first.name : second.name;
      std::string const message =
          a_narrower && b_narrower
              ? fmt::format("exceptions {} and {} hold together, and neither overrides the other",
                            quoted(first.name), quoted(second.name))
              : fmt::format("whenever exception {} holds, {} holds too, and neither overrides the other",
                            quoted(narrow), quoted(wide));
      ws.diagnostics
          .error(Code::conflicting_exceptions, declared[b].decl->name.span, message,
                 fmt::format(
                     "write `exception {} to {} overrides {}`, or make the conditions exclude each other",
                     narrow, rule.name, wide))
          .places.push_back({declared[a].decl->name.span, "the other exception"});
    }
  }
}

}  // namespace

void check_conflicts(Workspace& ws) {
  for (std::size_t i = 0; i < ws.program.rules.size(); ++i) {
    if (ws.program.rules[i].exceptions.size() == ws.rules[i].exceptions.size()) rule_conflicts(ws, i);
  }
}

}  // namespace convenio::check
