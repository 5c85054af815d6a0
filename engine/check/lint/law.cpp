// Law stands in a text, and nobody changes the rules of another package that are not open.
// Law is what decides in cases: parts, clauses, routes, questions, and exceptions to what a text or another
// package says. Words, open rules, helpers and awards are none; nor is the route of an award whose right or amount
// open rules answer, nor the order of an award's steps.
#include <algorithm>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/lint/uses.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

void outside(Workspace& ws, std::string what, Span span) {
  ws.diagnostics.error(Code::law_outside, span, fmt::format("{} is law, and stands in no text", what),
                       "put it into the article of the agreement, regulation or scheme that states it");
}

void closed(Workspace& ws, std::string what, Span span, std::string of, Span declared, char const* hint) {
  ws.diagnostics.error(Code::not_open, span, fmt::format("{} changes {} of another package", what, of), hint)
      .places.push_back({declared, "declared here"});
}

// Whether open rules say what an expression gives.
bool asks_open_rules(core::Program const& p, ExprId root) {
  std::vector<ExprId> left{root};
  std::vector<bool> met(p.rules.size(), false);
  bool found = false;
  while (!left.empty() && !found) {
    ExprId const next = left.back();
    left.pop_back();
    for_each_use(p, next, [&](Used kind, std::uint32_t index, Span) {
      if (kind != Used::rule || met[index]) return;
      met[index] = true;
      core::Rule const& rule = p.rules[index];
      found = found || rule.open;
      left.push_back(rule.body);
      for (auto const& version : rule.versions) left.push_back(version.body);
    });
  }
  return found;
}

void parts_and_exceptions(Workspace& ws) {
  for (std::size_t i = 0; i < ws.rules.size(); ++i) {
    RuleInfo const& info = ws.rules[i];
    std::string const& name = ws.program.rules[i].name;
    Span const declared = ws.program.rules[i].span;
    for (auto const& part : info.parts) {
      if (part.site.text == none)
        outside(ws, fmt::format("a part of open rule {}", quoted(name)), part.decl->name.span);
    }
    for (auto const& exception : info.exceptions) {
      bool const foreign = exception.site.package != info.site.package;
      std::string const what = fmt::format("exception {}", quoted(exception.decl->name.text));
      if (exception.site.text == none && (foreign || info.site.text != none)) {
        outside(ws, what, exception.decl->name.span);
      } else if (foreign && !info.invites) {
        closed(ws, what, exception.decl->name.span, fmt::format("rule {}", quoted(name)), declared,
               "a rule that other packages may change says so: `open rule`");
      }
    }
  }
}

void clauses(Workspace& ws) {
  for (std::size_t i = 0; i < ws.precedences.size(); ++i) {
    PrecedenceInfo const& info = ws.precedences[i];
    bool const periods = ws.program.precedences[i].domain == core::Precedence::Domain::periods;
    for (auto const& clause : info.clauses) {
      std::string const what = fmt::format("clause {}", quoted(clause.decl->name.text));
      // The order of an award's own steps is how the award is made.
      bool const own = clause.decl->by_step && !clause.decl->condition &&
                       clause.site.package == info.declared.site.package;
      if (clause.site.text == none) {
        if (own) continue;
        outside(ws, what, clause.decl->name.span);
      } else if (periods && clause.site.package != info.declared.site.package) {
        closed(ws, what, clause.decl->name.span,
               fmt::format("precedence {}", quoted(ws.program.precedences[i].name)),
               info.declared.decl->name.span,
               "a precedence between periods has the clauses of its own package");
      }
    }
  }
  for (auto const& apart : ws.aparts) {
    if (apart.site.text == none) outside(ws, "what is said of undated periods", apart.span);
  }
}

void routes(Workspace& ws) {
  for (std::size_t i = 0; i < ws.awards.size(); ++i) {
    AwardInfo const& info = ws.awards[i];
    for (std::size_t n = 0; n < info.routes.size(); ++n) {
      auto const& route = info.routes[n];
      if (route.site.text != none) continue;
      bool const own = route.site.package == info.declared.site.package && info.declared.site.text == none;
      auto const& lowered = ws.program.awards[i].routes[n];
      if (own && (asks_open_rules(ws.program, lowered.grants) || asks_open_rules(ws.program, lowered.entitled)))
        continue;
      outside(ws, fmt::format("route {}", quoted(route.decl->name.text)), route.decl->name.span);
    }
  }
}

// Whether what is asked of every case looks at a fact, or at a field of periods, that its own package
// declares.
bool looks_at_its_own(Workspace const& ws, core::RuleId condition) {
  auto const& p = ws.program;
  auto const package = ws.rules[condition].site.package;
  std::vector<bool> met(p.expressions.size(), false);
  std::vector<ExprId> left{p.rules[condition].body};
  while (!left.empty()) {
    ExprId const next = left.back();
    left.pop_back();
    if (next == model::none || met[next]) continue;
    met[next] = true;
    auto const& e = p.expressions[next];
    if (e.op == core::Op::fact && ws.facts[e.a].declared.site.package == package) return true;
    if (e.op == core::Op::period_attribute && ws.attributes[e.a].site.package == package) return true;
    for (std::uint32_t n = 0; n < e.child_count; ++n) left.push_back(p.child(next, n));
    if (e.op != core::Op::call) continue;
    for (ExprId const body : bodies_of(p.rules[e.rule()])) left.push_back(body);
  }
  return false;
}

// A package says of its own facts what cannot be or is remarked; those of others are not its business.
void conditions_of_cases(Workspace& ws) {
  auto const all = [&](std::vector<core::RuleId> const& conditions, char const* word) {
    for (core::RuleId const condition : conditions) {
      if (looks_at_its_own(ws, condition)) continue;
      ws.diagnostics.error(
          Code::condition_of_others, ws.program.rules[condition].span,
          fmt::format("`{}` {} looks at no fact of its own package", word,
                      quoted(ws.program.rules[condition].name)),
          "it would speak in every case: the package that declares the facts says what cannot be of them");
    }
  };
  all(ws.program.impossibles, "impossible");
  all(ws.program.remarks, "remark");
}

}  // namespace

void check_law(Workspace& ws) {
  conditions_of_cases(ws);
  // Without any text nothing is law: a model, or words for others.
  if (ws.program.texts.empty()) return;
  parts_and_exceptions(ws);
  clauses(ws);
  routes(ws);
  for (auto const& question : ws.questions) {
    if (question.site.text == none)
      outside(ws, fmt::format("question {}", quoted(question.decl->name.text)), question.decl->name.span);
  }
}

}  // namespace convenio::check
