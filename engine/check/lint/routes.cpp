// Routes of an agreement that ask for facts of the case before they know that the State is bound by it.
// Knows which operators speak of parties; a warning, since the award of a third State then waits for these
// facts.
#include <set>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/lint/conditions.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

struct Asks {
  bool facts = false;
  bool parties = false;  // who is a party or bound, or which State it is
  Span fact;
};

bool of_state(core::Program const& p, ExprId id) {
  TypeId const type = p.expressions[id].type;
  return type < p.types.size() && p.types[type].kind == core::Type::Kind::state;
}

// What an expression asks, through all rules that it uses.
Asks asks(Workspace const& ws, ExprId root) {
  core::Program const& p = ws.program;
  Asks found;
  std::set<core::RuleId> met;
  std::vector<std::pair<ExprId, bool>> left{{root, true}};  // and whether it stands in the route itself
  while (!left.empty()) {
    auto const [id, own] = left.back();
    left.pop_back();
    if (id >= p.expressions.size()) continue;
    core::Expr const& e = p.expressions[id];
    switch (e.op) {
      case core::Op::party:
      case core::Op::bound:
      case core::Op::linked:
      case core::Op::parties:
        found.parties = true;
        continue;  // the date that it takes is no matter of the case
      case core::Op::equal:
      case core::Op::not_equal:
      case core::Op::contains:
      case core::Op::match:
        found.parties = found.parties || of_state(p, p.child(id, 0));
        break;
      case core::Op::fact:
        if (!found.facts) found.fact = e.span;
        found.facts = true;
        break;
      case core::Op::call:
        if (met.insert(e.rule()).second && !ws.rules[e.a].governed) {
          core::Rule const& rule = p.rules[e.a];
          left.emplace_back(rule.body, false);
          for (auto const& version : rule.versions) left.emplace_back(version.body, false);
          for (auto const& part : rule.parts) left.emplace_back(part.body, false);
          for (auto const& exception : rule.exceptions) left.emplace_back(exception.condition, false);
        }
        break;
      case core::Op::constant:
      case core::Op::local:
      case core::Op::lookup:
      case core::Op::not_:
      case core::Op::and_:
      case core::Op::or_:
      case core::Op::less:
      case core::Op::less_equal:
      case core::Op::add:
      case core::Op::subtract:
      case core::Op::multiply:
      case core::Op::divide:
      case core::Op::negate:
      case core::Op::add_span:
      case core::Op::round:
      case core::Op::convert:
      case core::Op::if_:
      case core::Op::let_:
      case core::Op::field:
      case core::Op::make:
      case core::Op::list:
      case core::Op::range:
      case core::Op::undefined:
      case core::Op::not_encoded:
      case core::Op::award:
      case core::Op::awarded:
      case core::Op::in_force:
      case core::Op::those:
      case core::Op::exists:
      case core::Op::every:
      case core::Op::number:
      case core::Op::first:
      case core::Op::sum:
      case core::Op::map:
      case core::Op::carry:
      case core::Op::period_field:
      case core::Op::period_attribute:
      case core::Op::route_field:
      case core::Op::make_period:
      case core::Op::periods:
      case core::Op::resolve:
      case core::Op::certified:
      case core::Op::builtin:
        break;
    }
    for (std::uint32_t i = 0; i < e.child_count; ++i) left.emplace_back(p.child(id, i), own);
  }
  return found;
}

bool over_states(core::Program const& p, core::Award const& award, AwardInfo const& info) {
  for (std::size_t i = 0; i < award.generators.size() && i < info.variables.size(); ++i) {
    if (info.variables[i] >= p.types.size()) continue;
    ExprId const source = award.generators[i].source;
    bool const known = source < p.expressions.size() && p.expressions[source].op == core::Op::parties;
    if (p.types[info.variables[i]].kind == core::Type::Kind::state && !known) return true;
  }
  return false;
}

bool in_agreement(core::Program const& p, core::CitationId citation) {
  TextId const text = p.citations[citation].text;
  return text != none && p.texts[text].kind != core::LegalText::Kind::scheme;
}

}  // namespace

void check_routes(Workspace& ws) {
  for (std::size_t i = 0; i < ws.program.awards.size(); ++i) {
    core::Award const& award = ws.program.awards[i];
    if (!over_states(ws.program, award, ws.awards[i]) || award.routes.size() != ws.awards[i].routes.size())
      continue;
    for (std::size_t n = 0; n < award.routes.size(); ++n) {
      core::Route const& route = award.routes[n];
      if (!in_agreement(ws.program, route.citation)) continue;
      Asks const asked = asks(ws, route.when);
      auto const& decl = *ws.awards[i].routes[n].decl;
      if (!decl.when || asked.parties || !asked.facts) continue;
      ws.diagnostics
          .warning(
              Code::party_untested, decl.when->span,
              fmt::format("route {} asks for facts of the case, and never whether the State is a party",
                          quoted(route.name)),
              "begin `when` with `party(S of AGREEMENT at D)`: then no other State waits for these facts")
          .places.push_back({asked.fact, "asked here"});
    }
  }
}

}  // namespace convenio::check
