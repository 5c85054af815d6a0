// Precedences, awards with their routes, and questions.
// Knows signatures; the evaluation of routes is not its matter.
#include <algorithm>

#include <fmt/format.h>

#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/lower.hpp"
#include "engine/check/lint/codes.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

constexpr std::size_t most_routes = 500;  // of one award; each is compared with each

// ---------------------------------------------------------------- precedences

ExprId clause_condition(Workspace& ws, core::Precedence& precedence,
                        Declared<syntax::StandsDecl> const& declared) {
  if (!declared.decl->condition) return none;
  core::Program& p = ws.program;
  Lowering lowering(ws, declared.site);
  for (auto const& parameter : precedence.parameters) lowering.declare(parameter.name, parameter.type);
  if (precedence.domain == core::Precedence::Domain::periods) {
    TypeId const period = simple(p, TypeKind::period);
    lowering.declare("this", period);
    lowering.declare("other", period);
  } else {
    core::Type route;
    route.kind = TypeKind::route;
    route.id = precedence.award;
    bool const known = precedence.award != none;
    lowering.declare_candidates(known ? intern(p, route) : poison, precedence.award);
    lowering.set_award(known ? p.awards[precedence.award].type : poison);
  }
  TypeId const truth = simple(p, TypeKind::truth);
  Span const span = declared.decl->condition->span;
  ExprId const condition = lowering.where_the_text_speaks(
      lowering.require(*declared.decl->condition, truth, "the condition of a clause"), span);
  precedence.slots = std::max(precedence.slots, lowering.slots());
  return condition;
}

// Clauses that nobody imports have a place in the order, too: their texts import the precedence.
std::vector<Namesake> order_candidates(PrecedenceInfo const& info, syntax::Path const& path) {
  auto all = namesakes(info.clauses, path);
  if (path.parts.size() == 1 && all.size() == 1) all.front().package = info.declared.site.package;
  return all;
}

// The clauses in the order of `in order`; without it in the order in which they are written.
std::vector<std::size_t> clause_order(Workspace& ws, PrecedenceInfo const& info,
                                      core::Precedence const& precedence) {
  std::vector<std::size_t> order;
  std::vector<std::string> names;
  for (auto const& clause : info.clauses) names.push_back(clause.decl->name.text);
  if (!precedence.ordered) {
    for (std::size_t i = 0; i < names.size(); ++i) order.push_back(i);
    return order;
  }
  for (auto const& path : info.declared.decl->order) {
    if (path.parts.empty() || path.parts.back().text.empty()) continue;
    std::string const& name = path.parts.back().text;
    auto const found = meant(ws, info.declared.site.package, path, order_candidates(info, path));
    if (found.size() > 1) {
      report_ambiguous(ws, path, found);
      continue;
    }
    std::size_t const at = found.empty() ? names.size() : found.front().index;
    if (at == names.size()) {
      text::Hint near = did_you_mean(name, names);
      // The clause that was meant has its place by that.
      auto const meant = std::find(names.begin(), names.end(), near.replacement);
      if (meant != names.end()) order.push_back(static_cast<std::size_t>(meant - names.begin()));
      if (near.empty()) near = fmt::format("write `stands {} in {} when ...`", name, precedence.name);
      ws.diagnostics.error(Code::wrong_order, path.span,
                           fmt::format("{} has no clause named {}", quoted(precedence.name), quoted(name)),
                           std::move(near));
    } else if (std::find(order.begin(), order.end(), at) != order.end()) {
      ws.diagnostics.error(Code::wrong_order, path.span,
                           fmt::format("{} stands twice in the order", quoted(name)));
    } else {
      order.push_back(at);
    }
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (std::find(order.begin(), order.end(), i) != order.end()) continue;
    ws.diagnostics
        .error(Code::wrong_order, info.clauses[i].decl->name.span,
               fmt::format("clause {} has no place in the order of {}", quoted(names[i]),
                           quoted(precedence.name)),
               "name it in `in order`")
        .places.push_back({info.declared.decl->name.span, "the precedence"});
    order.push_back(i);
  }
  return order;
}

// ---------------------------------------------------------------- awards

struct Frame {
  Lowering lowering;
  Frame(Workspace& ws, Site const& site, std::vector<core::Generator> const& generators,
        std::vector<TypeId> const& types)
      : lowering(ws, site) {
    lowering.reserve(generators.size());
    for (std::size_t i = 0; i < generators.size(); ++i) {
      lowering.declare_at(generators[i].variable, types[i], static_cast<std::uint32_t>(i));
    }
  }
};

void route(Workspace& ws, std::size_t award_index, std::size_t route_index) {
  AwardInfo const& info = ws.awards[award_index];
  auto const& declared = info.routes[route_index];
  auto const& decl = *declared.decl;
  core::Award& award = ws.program.awards[award_index];
  core::Route& route = award.routes[route_index];
  TypeId const truth = simple(ws.program, TypeKind::truth);
  Frame frame(ws, declared.site, award.generators, info.variables);
  Lowering& lowering = frame.lowering;
  route.when = decl.when ? lowering.require(*decl.when, truth, "`when`")
                         : lowering.constant({true}, truth, declared.span).id;
  route.when = lowering.where_the_text_applies(route.when, decl.when ? decl.when->span : declared.span);
  route.when = lowering.in_force(route.when, truth, declared.span);
  route.entitled = decl.entitled ? lowering.require(*decl.entitled, truth, "`entitled`")
                                 : lowering.constant({true}, truth, declared.span).id;
  if (decl.grants) {
    route.grants =
        lowering.require(*decl.grants, award.type, fmt::format("what route {} grants", quoted(route.name)));
  }
  award.slots = std::max(award.slots, lowering.slots());
}

void award(Workspace& ws, std::size_t index) {
  core::Award const& award = ws.program.awards[index];
  auto const& decl = *ws.awards[index].declared.decl;
  if (award.routes.size() > most_routes) {
    ws.diagnostics.error(Code::too_many, ws.awards[index].routes[most_routes].decl->name.span,
                         fmt::format("award {} has {} routes, at most {} are allowed", quoted(award.name),
                                     award.routes.size(), most_routes));
  }
  if (award.routes.empty()) {
    ws.diagnostics.error(Code::no_route, decl.name.span,
                         fmt::format("award {} has no route", quoted(award.name)),
                         fmt::format("write `route NAME of {} ... grants ...`", award.name));
  }
  if (award.routes.size() > 1 && decl.precedence.parts.empty()) {
    ws.diagnostics.error(
        Code::wrong_precedence, decl.name.span,
        fmt::format("award {} has several routes, and nothing says which one stands", quoted(award.name)),
        "add `chosen by PRECEDENCE`");
  }
  for (std::size_t i = 0; i < ws.awards[index].routes.size(); ++i) route(ws, index, i);
}

void question(Workspace& ws, std::size_t index) {
  auto const& [decl, site, span] = ws.questions[index];
  auto variables = generators(ws, site, decl->generators);
  core::Question& question = ws.program.questions[index];
  question.generators = std::move(variables.generators);
  question.type = resolve_type(ws, site.package, decl->type, variables.variables);
  std::vector<TypeId> types;
  for (auto const& variable : variables.variables) types.push_back(variable.type);
  Frame frame(ws, site, question.generators, types);
  TypeId const truth = simple(ws.program, TypeKind::truth);
  ExprId const when = decl->when ? frame.lowering.require(*decl->when, truth, "`when`") : ExprId(none);
  question.when = frame.lowering.where_the_text_speaks(when, decl->when ? decl->when->span : span);
  if (decl->body) question.body = frame.lowering.require(*decl->body, question.type, "the answer");
  question.slots = std::max(variables.slots, frame.lowering.slots());
}

}  // namespace

void lower_precedences(Workspace& ws) {
  for (std::size_t i = 0; i < ws.precedences.size(); ++i) {
    PrecedenceInfo const& info = ws.precedences[i];
    core::Precedence& precedence = ws.program.precedences[i];
    precedence.slots = static_cast<std::uint32_t>(precedence.parameters.size() + 2);
    for (auto const at : clause_order(ws, info, precedence)) {
      auto const& declared = info.clauses[at];
      core::Clause clause;
      clause.name = spoken_name(ws, info.clauses, at);
      clause.citation = declared.site.citation;
      clause.condition = clause_condition(ws, precedence, declared);
      precedence.clauses.push_back(std::move(clause));
    }
  }
}

void lower_awards(Workspace& ws) {
  for (std::size_t i = 0; i < ws.awards.size(); ++i) award(ws, i);
}

void lower_questions(Workspace& ws) {
  for (std::size_t i = 0; i < ws.questions.size(); ++i) question(ws, i);
}

}  // namespace convenio::check
