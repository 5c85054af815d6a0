// What nobody uses, and what cites no article. Warnings only.
// Knows uses by index; knows no meaning.
#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/lint/codes.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

struct Seen {
  std::vector<bool> rules, facts;
};

Seen everything(core::Program const& p) {  // where the tests, which use rules too, were not read
  return {std::vector<bool>(p.rules.size(), true), std::vector<bool>(p.facts.size(), true)};
}

Seen uses(core::Program const& p) {
  Seen seen{std::vector<bool>(p.rules.size(), false), std::vector<bool>(p.facts.size(), false)};
  for (auto const& e : p.expressions) {
    if (e.op == core::Op::call && e.a < seen.rules.size()) seen.rules[e.a] = true;
    if (e.op == core::Op::fact && e.a < seen.facts.size()) seen.facts[e.a] = true;
  }
  for (core::RuleId const condition : p.impossibles) seen.rules[condition] = true;
  for (core::RuleId const condition : p.remarks) seen.rules[condition] = true;
  return seen;
}

// A package without any text offers words and rules to others; what it declares need not be used.
bool is_library(Package const& package) { return package.texts.empty(); }

bool is_cited(Workspace const& ws, Site const& site) {
  return site.text != none || !ws.program.citations[site.citation].interpretations.empty();
}

void unused_precedences(Workspace& ws) {
  std::vector<bool> asked(ws.program.precedences.size(), false);
  for (auto const& e : ws.program.expressions) {
    if (e.op == core::Op::resolve && e.a < asked.size()) asked[e.a] = true;
  }
  for (auto const& award : ws.program.awards) {
    if (award.precedence != none) asked[award.precedence] = true;
  }
  for (std::size_t i = 0; i < asked.size(); ++i) {
    auto const& [decl, site, span] = ws.precedences[i].declared;
    if (asked[i] || is_library(ws.packages[site.package])) continue;
    bool const periods = ws.program.precedences[i].domain == core::Precedence::Domain::periods;
    ws.diagnostics.warning(
        Code::unused_precedence, decl->name.span,
        fmt::format("precedence {} is never asked", quoted(decl->name.text)),
        periods ? fmt::format("write `resolve(h by {}(...))` where periods share days", decl->name.text)
                : fmt::format("write `chosen by {}` in the award", decl->name.text));
  }
}

}  // namespace

void check_reach(Workspace& ws) {
  if (!ws.tests_left_out) unused_precedences(ws);
  Seen const seen = ws.tests_left_out ? everything(ws.program) : uses(ws.program);
  for (std::size_t i = 0; i < ws.facts.size(); ++i) {
    Site const& site = ws.facts[i].declared.site;
    if (seen.facts[i] || is_library(ws.packages[site.package])) continue;
    ws.diagnostics.warning(Code::unused_fact, ws.program.facts[i].span,
                           fmt::format("fact {} is asked and never used", quoted(ws.program.facts[i].name)),
                           "nobody should be asked for it");
  }
  for (std::size_t i = 0; i < ws.rules.size(); ++i) {
    RuleInfo const& info = ws.rules[i];
    if (info.governed || info.condition || is_library(ws.packages[info.site.package])) continue;
    // What no case can be, and what is remarked on, is asked of every case and stands in no article.
    if (info.decl && info.decl->condition != syntax::RuleDecl::Condition::no) continue;
    core::Rule const& rule = ws.program.rules[i];
    if (!seen.rules[i]) {
      ws.diagnostics.warning(Code::unused_rule, rule.span,
                             fmt::format("rule {} is never used", quoted(rule.name)),
                             "no award, question, test or other rule asks for it");
    }
    if (!is_cited(ws, info.site)) {
      ws.diagnostics.warning(Code::no_citation, rule.span,
                             fmt::format("rule {} cites no article", quoted(rule.name)),
                             "put it into the article that it states, or into an `interpretation`");
    }
  }
}

}  // namespace convenio::check
