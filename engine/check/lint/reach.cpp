// What nobody uses, and what cites no article. Warnings only.
// Knows uses by index; knows no meaning.
#include <string>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/lint/codes.hpp"
#include "engine/check/lint/uses.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

struct Seen {
  std::vector<bool> rules, facts;
  std::vector<bool> rules_of_law = {};  // asked for by something else than a test
};

Seen everything(core::Program const& p) {  // where the tests, which use rules too, were not read
  std::vector<bool> const rules(p.rules.size(), true);
  return {rules, std::vector<bool>(p.facts.size(), true), rules};
}

// The expressions that tests and samples are made of.
std::vector<bool> expressions_of_tests(core::Program const& p) {
  std::vector<bool> marked(p.expressions.size(), false);
  std::vector<core::ExprId> left;
  auto const facts = [&](std::vector<core::TestFact> const& list) {
    for (auto const& fact : list) {
      left.insert(left.end(), fact.arguments.begin(), fact.arguments.end());
      left.insert(left.end(), fact.values.begin(), fact.values.end());
    }
  };
  for (auto const& sample : p.samples) facts(sample.facts);
  for (auto const& test : p.tests) {
    facts(test.facts);
    for (auto const& expectation : test.expectations) {
      left.push_back(expectation.expr);
      left.push_back(expectation.amount);
      left.insert(left.end(), expectation.award_arguments.begin(), expectation.award_arguments.end());
    }
  }
  while (!left.empty()) {
    core::ExprId const id = left.back();
    left.pop_back();
    if (id >= p.expressions.size() || marked[id]) continue;
    marked[id] = true;
    for (std::uint32_t i = 0; i < p.expressions[id].child_count; ++i) left.push_back(p.child(id, i));
  }
  return marked;
}

Seen uses(core::Program const& p) {
  std::vector<bool> const none_yet(p.rules.size(), false);
  Seen seen{none_yet, std::vector<bool>(p.facts.size(), false), none_yet};
  auto const of_tests = expressions_of_tests(p);
  for (core::ExprId id = 0; id < p.expressions.size(); ++id) {
    auto const& e = p.expressions[id];
    if (e.op == core::Op::call && e.a < seen.rules.size()) {
      seen.rules[e.a] = true;
      if (!of_tests[id]) seen.rules_of_law[e.a] = true;
    }
    if (e.op == core::Op::fact && e.a < seen.facts.size()) seen.facts[e.a] = true;
  }
  for (core::RuleId const condition : p.impossibles) seen.rules[condition] = true;
  for (core::RuleId const condition : p.remarks) seen.rules[condition] = true;
  return seen;
}

// Two of the tests that ask for a rule, in words.
std::string tests_that_ask(core::Program const& p, std::uint32_t rule) {
  constexpr std::size_t most = 2;
  std::vector<std::string> titles;
  for (auto const& test : p.tests) {
    bool asks = false;
    for (auto const& expectation : test.expectations) {
      for (core::ExprId const root : {expectation.expr, expectation.amount}) {
        for_each_use(p, root, [&](Used used, std::uint32_t index, text::Span) {
          asks = asks || (used == Used::rule && index == rule);
        });
      }
    }
    if (asks) titles.push_back(fmt::format("\"{}\"", test.title));
  }
  std::size_t const others = titles.size() > most ? titles.size() - most : 0;
  if (titles.size() > most) titles.resize(most);
  std::string words = fmt::format("{}", fmt::join(titles, ", "));
  if (others > 0) words += fmt::format(" and {} more", others);
  return words;
}

// A package without any text offers words and rules to others; what it declares need not be used.
bool is_library(Package const& package) { return package.texts.empty(); }

// Where some packages were left out, they may be those that ask for a rule.
bool all_packages(Workspace const& ws) { return ws.files == ws.sources.size(); }

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
    if (info.governed || info.condition || info.particular || is_library(ws.packages[info.site.package])) continue;
    // What no case can be, and what is remarked on, is asked of every case and stands in no article.
    if (info.decl && info.decl->condition != syntax::RuleDecl::Condition::no) continue;
    core::Rule const& rule = ws.program.rules[i];
    if (!seen.rules[i]) {
      ws.diagnostics.warning(Code::unused_rule, rule.span,
                             fmt::format("rule {} is never used", quoted(rule.name)),
                             "no award, question, test or other rule asks for it");
    }
    bool const invites = info.invites || rule.open;  // other packages may ask for it
    if (all_packages(ws) && seen.rules[i] && !seen.rules_of_law[i] && !invites) {
      ws.diagnostics.warning(Code::tested_only, rule.span,
                             fmt::format("rule {} is asked for by tests alone: {}", quoted(rule.name),
                                         tests_that_ask(ws.program, static_cast<std::uint32_t>(i))),
                             "use it where the law wants it, ask a question, or remove it with its tests");
    }
    if (!is_cited(ws, info.site)) {
      ws.diagnostics.warning(Code::no_citation, rule.span,
                             fmt::format("rule {} cites no article", quoted(rule.name)),
                             "put it into the article that it states, or into an `interpretation`");
    }
  }
}

}  // namespace convenio::check
