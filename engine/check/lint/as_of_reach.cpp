// `as of` chooses the version of the rule that it follows and of nothing that this rule uses.
// Warns where a rule so called takes another value on the date that governs its text.
#include <set>

#include <fmt/format.h>

#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/lint/uses.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

// The first use, below `rule`, of a rule or parameter whose date is the governing one; none: not found.
ExprId governed_use(Workspace const& ws, core::RuleId first) {
  core::Program const& p = ws.program;
  std::set<core::RuleId> met{first};
  std::vector<core::RuleId> rules{first};
  for (std::size_t at = 0; at < rules.size(); ++at) {
    std::vector<ExprId> left = bodies_of(p.rules[rules[at]]);
    while (!left.empty()) {
      ExprId const id = left.back();
      left.pop_back();
      if (id >= p.expressions.size()) continue;
      core::Expr const& e = p.expressions[id];
      bool const dated = (e.op == core::Op::lookup || e.op == core::Op::call) && e.child_count > 0;
      if (dated) {
        core::Expr const& date = p.expressions[p.child(id, e.child_count - 1)];
        bool const takes = e.op == core::Op::lookup ? ws.tables[e.a].dated : ws.rules[e.a].dated;
        if (takes && date.op == core::Op::call && ws.rules[date.a].governed) return id;
      }
      if (e.op == core::Op::call && !ws.rules[e.a].governed && met.insert(e.rule()).second)
        rules.push_back(e.rule());
      for (std::uint32_t i = 0; i < e.child_count; ++i) left.push_back(p.child(id, i));
    }
  }
  return none;
}

}  // namespace

void check_as_of_reach(Workspace& ws) {
  for (auto const& [rule, use] : ws.dated_calls) {
    ExprId const id = governed_use(ws, rule);
    if (id == none) continue;
    core::Expr const& e = ws.program.expressions[id];
    std::string const& name =
        e.op == core::Op::lookup ? ws.program.tables[e.a].name : ws.program.rules[e.a].name;
    ws.diagnostics
        .warning(Code::date_not_carried, use,
                 fmt::format("`as of` chooses the version of {}, but not of {}, which it uses",
                             quoted(ws.program.rules[rule].name), quoted(name)),
                 "give the rule the date as a parameter, and use it with `as of` inside")
        .places.push_back({e.span, "this takes the date that governs its text"});
  }
}

}  // namespace convenio::check
