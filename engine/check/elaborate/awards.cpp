// Precedences, awards with their routes, and questions.
// Knows signatures; the evaluation of routes is not its matter.
#include <algorithm>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/lower.hpp"
#include "engine/check/elaborate/sayings.hpp"
#include "engine/check/lint/codes.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

constexpr std::size_t most_routes = 500;  // of one award; each is compared with each

// ---------------------------------------------------------------- precedences

// The position of each ranked route among those of the award; shorter where one is faulty.
std::vector<std::uint32_t> ranked_routes(Workspace& ws, core::Precedence const& precedence,
                                         syntax::StandsDecl const& decl) {
  std::vector<std::uint32_t> list;
  if (precedence.domain == core::Precedence::Domain::periods) {
    ws.diagnostics.error(
        Code::wrong_precedence, decl.routes.front().span,
        fmt::format("{} orders periods, and only routes are ranked by name", quoted(precedence.name)));
    return list;
  }
  if (precedence.award == none) return list;
  std::vector<std::string> names;
  for (auto const& route : ws.program.awards[precedence.award].routes) names.push_back(route.name);
  for (auto const& path : decl.routes) {
    if (path.parts.empty()) continue;
    auto const& name = path.parts.back().text;
    auto const found = std::find(names.begin(), names.end(), name);
    auto const at = static_cast<std::uint32_t>(found - names.begin());
    if (found == names.end()) {
      ws.diagnostics.error(Code::unknown_name, path.span,
                           fmt::format("{} has no route named {}",
                                       quoted(ws.program.awards[precedence.award].name), quoted(name)),
                           did_you_mean(name, names));
    } else if (std::find(list.begin(), list.end(), at) != list.end()) {
      ws.diagnostics.error(Code::wrong_order, path.span,
                           fmt::format("{} stands twice in the order", quoted(name)));
    } else {
      list.push_back(at);
    }
  }
  return list;
}

// `this` is one of the routes, and `other` one of those after it; none where a route is faulty.
ExprId rank(Workspace& ws, core::Precedence const& precedence, syntax::StandsDecl const& decl,
            Lowering& lowering) {
  TypeId const truth = simple(ws.program, TypeKind::truth);
  auto const routes = ranked_routes(ws, precedence, decl);
  if (routes.size() < 2) return none;
  core::Type side;
  side.kind = TypeKind::route;
  side.id = precedence.award;
  TypeId const type = intern(ws.program, side);
  auto const own = static_cast<std::uint32_t>(precedence.parameters.size());
  auto const is = [&](std::uint32_t slot, std::size_t at) {
    Span const span = decl.routes[at].span;
    ExprId const candidate = lowering.emit(core::Op::local, type, {}, span, slot);
    ExprId const route = lowering.emit(core::Op::route_field, type, {candidate}, span,
                                       static_cast<std::uint32_t>(core::RouteField::route));
    ExprId const named = lowering.constant({model::RouteRef{precedence.award, routes[at]}}, type, span).id;
    return lowering.emit(core::Op::equal, truth, {route, named}, span);
  };
  auto const any = [&](std::vector<ExprId> const& list) {
    return list.size() == 1 ? list.front() : lowering.emit(core::Op::or_, truth, list, decl.name.span);
  };
  std::vector<ExprId> ways;
  for (std::size_t i = 0; i + 1 < routes.size(); ++i) {
    std::vector<ExprId> later;
    for (std::size_t j = i + 1; j < routes.size(); ++j) later.push_back(is(own + 1, j));
    ways.push_back(lowering.emit(core::Op::and_, truth, {is(own, i), any(later)}, decl.routes[i].span));
  }
  return any(ways);
}

// `this` stands at an earlier step than `other`; none where the award has no steps.
ExprId earlier_step(Workspace& ws, core::Precedence const& precedence, syntax::StandsDecl const& decl,
                    Lowering& lowering) {
  Span const span = decl.name.span;
  bool const stepped = precedence.domain == core::Precedence::Domain::routes && precedence.award != none &&
                       ws.program.awards[precedence.award].steps != none;
  if (!stepped) {
    ws.diagnostics.error(Code::wrong_precedence, span,
                         fmt::format("{} orders no routes that stand at steps", quoted(precedence.name)),
                         "an award says `in steps ENUMERATION`, and each of its routes `at WORD`");
    return none;
  }
  auto const own = static_cast<std::uint32_t>(precedence.parameters.size());
  ExprId const first = lowering.step_of(own, precedence.award, true, span).id;
  ExprId const second = lowering.step_of(own + 1, precedence.award, true, span).id;
  return lowering.emit(core::Op::less, simple(ws.program, TypeKind::truth), {first, second}, span);
}

ExprId clause_condition(Workspace& ws, core::Precedence& precedence,
                        Declared<syntax::StandsDecl> const& declared) {
  auto const& decl = *declared.decl;
  if (!decl.condition && decl.routes.empty() && !decl.by_step) return none;
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
  Span const span = decl.condition ? decl.condition->span : decl.name.span;
  std::vector<ExprId> parts;
  if (!decl.routes.empty()) {
    ExprId const ranked = rank(ws, precedence, decl, lowering);
    if (ranked == none) return none;  // its fault is told
    parts.push_back(ranked);
  }
  if (decl.by_step) {
    ExprId const earlier = earlier_step(ws, precedence, decl, lowering);
    if (earlier == none) return none;  // its fault is told
    parts.push_back(earlier);
  }
  if (decl.condition) parts.push_back(lowering.require(*decl.condition, truth, "the condition of a clause"));
  ExprId const condition = lowering.where_the_text_speaks(lowering.all_of(parts, span), span);
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

// Whom the route is for: `pension(ES, B)`. Returns whose money each variable stands for.
std::vector<Holder> route_patterns(Workspace& ws, Declared<syntax::RouteDecl> const& declared,
                                   AwardInfo const& info, core::Award const& award, core::Route& route) {
  auto const& written = declared.decl->arguments;
  std::vector<Holder> holders;
  for (std::size_t i = 0; i < info.variables.size(); ++i)
    holders.push_back({Holder::Kind::local, static_cast<std::uint32_t>(i)});
  if (written.empty()) return holders;
  if (written.size() != award.generators.size()) {
    ws.diagnostics
        .error(Code::wrong_arguments, declared.decl->award.span,
               fmt::format("{} has {} variable{}, and the route names {}", quoted(award.name),
                           award.generators.size(), award.generators.size() == 1 ? "" : "s", written.size()))
        .places.push_back({info.declared.decl->name.span, "declared here"});
    return holders;
  }
  for (std::size_t i = 0; i < written.size(); ++i) {
    auto& pattern = route.patterns.emplace_back();
    bool const variable =
        written[i].parts.size() == 1 && written[i].parts[0].text == award.generators[i].variable;
    if (variable) continue;
    syntax::Expr named;
    named.span = written[i].span;
    named.node = syntax::Reference{written[i]};
    Lowering closed(ws, declared.site, Purpose::row);
    ExprId const id = closed.require(named, info.variables[i], "whom the route is for");
    pattern = constant_of(ws.program, id);
    auto const* state = pattern ? std::get_if<model::StateRef>(&pattern->content) : nullptr;
    if (state) holders[i] = {Holder::Kind::state, state->id};
  }
  return holders;
}

void route(Workspace& ws, std::size_t award_index, std::size_t route_index) {
  AwardInfo const& info = ws.awards[award_index];
  auto const& declared = info.routes[route_index];
  auto const& decl = *declared.decl;
  core::Award& award = ws.program.awards[award_index];
  core::Route& route = award.routes[route_index];
  TypeId const truth = simple(ws.program, TypeKind::truth);
  Frame frame(ws, declared.site, award.generators, info.variables);
  Lowering& lowering = frame.lowering;
  auto const holders = route_patterns(ws, declared, info, award, route);
  route.when = decl.when ? lowering.require(*decl.when, truth, "`when`")
                         : lowering.constant({true}, truth, declared.span).id;
  route.when = lowering.where_the_text_applies(route.when, decl.when ? decl.when->span : declared.span);
  route.when = lowering.in_force(route.when, truth, declared.span);
  route.entitled = decl.entitled ? lowering.require(*decl.entitled, truth, "`entitled`")
                                 : lowering.constant({true}, truth, declared.span).id;
  if (decl.grants) {
    route.grants = lowering.require(*decl.grants, substitute(ws.program, award.type, holders),
                                    fmt::format("what route {} grants", quoted(route.name)));
  } else if (award.type == truth) {
    route.grants = lowering.constant({true}, truth, declared.span).id;
  } else {
    syntax::Expr unstated;
    unstated.span = declared.span;
    unstated.node =
        syntax::NotEncoded{{fmt::format("Route `{}` does not say what it grants.", route.name), {}}};
    route.grants = lowering.require(unstated, award.type, "what the route grants");
  }
  award.slots = std::max(award.slots, lowering.slots());
}

// At which word of the award's steps each route stands.
void steps(Workspace& ws, std::size_t index) {
  AwardInfo const& info = ws.awards[index];
  core::Award& award = ws.program.awards[index];
  auto const& path = info.declared.decl->steps;
  if (!path.parts.empty()) {
    auto const symbol = resolve(ws, info.declared.site.package, path, {Kind::enumeration}, "an enumeration");
    if (!symbol) return;
    award.steps = symbol->index;
  }
  for (std::size_t n = 0; n < info.routes.size(); ++n) {
    auto const& declared = info.routes[n];
    auto const& step = declared.decl->step;
    if (step.parts.empty() && award.steps == none) continue;
    if (step.parts.empty() || award.steps == none) {
      ws.diagnostics.error(Code::wrong_precedence, declared.decl->name.span,
                           step.parts.empty()
                               ? fmt::format("the routes of {} stand at steps, and this one at none", quoted(award.name))
                               : fmt::format("the routes of {} stand at no steps", quoted(award.name)),
                           step.parts.empty() ? fmt::format("add `at WORD`, a word of {}",
                                                            quoted(ws.program.enumerations[award.steps].name))
                                              : "leave `at ...` out, or say `in steps ENUMERATION` at the award");
      continue;
    }
    syntax::Expr named;
    named.span = step.span;
    named.node = syntax::Reference{step};
    core::Type type;
    type.kind = TypeKind::enumeration;
    type.id = award.steps;
    Lowering closed(ws, declared.site, Purpose::row);
    ExprId const id = closed.require(named, intern(ws.program, type), "the step of the route");
    auto const value = constant_of(ws.program, id);
    if (value) award.routes[n].step = value->as<model::Enumerated>().index;
  }
}

// `paid 14 times a year`.
void payments(Workspace& ws, std::size_t index) {
  AwardInfo const& info = ws.awards[index];
  auto const& decl = *info.declared.decl;
  if (!decl.payments) return;
  core::Award& award = ws.program.awards[index];
  Frame frame(ws, info.declared.site, award.generators, info.variables);
  award.payments = frame.lowering.require(*decl.payments, simple(ws.program, TypeKind::whole),
                                          "how often the award is paid in a year");
  award.slots = std::max(award.slots, frame.lowering.slots());
  auto const number = constant_of(ws.program, award.payments);
  auto const* times = number ? std::get_if<model::Rational>(&number->content) : nullptr;
  bool const timed = special(award.type) || (is_kind(ws.program, award.type, TypeKind::money) &&
                                             ws.program.types[award.type].per != model::Per::sum);
  if (timed && (!times || times->sign() > 0)) return;
  ws.diagnostics.error(Code::wrong_payments, decl.payments->span,
                       timed ? "an award is paid once a year at least"
                             : fmt::format("award {} gives {}, which is paid for no time", quoted(award.name),
                                           type_name(ws, award.type)),
                       timed ? "leave `paid ...` out where the number is not known"
                             : "say for what time the amount is: `money ... per month`");
}

void award(Workspace& ws, std::size_t index) {
  payments(ws, index);
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
  for (std::size_t i = 0; i < ws.awards.size(); ++i) steps(ws, i);
  for (std::size_t i = 0; i < ws.precedences.size(); ++i) {
    PrecedenceInfo const& info = ws.precedences[i];
    core::Precedence& precedence = ws.program.precedences[i];
    precedence.slots = static_cast<std::uint32_t>(precedence.parameters.size() + 2);
    if (precedence.otherwise == model::Otherwise::highest &&
        precedence.domain == core::Precedence::Domain::periods) {
      ws.diagnostics.error(
          Code::wrong_precedence, info.declared.decl->name.span,
          fmt::format("{} orders periods, and only awards have amounts", quoted(precedence.name)),
          "write `otherwise both`, `conflict` or `undefined` with a reason");
    }
    for (auto const at : clause_order(ws, info, precedence)) {
      auto const& declared = info.clauses[at];
      core::Clause clause;
      clause.name = spoken_name(ws, info.clauses, at);
      clause.citation = declared.site.citation;
      clause.condition = clause_condition(ws, precedence, declared);
      clause.by_amount = declared.decl->by_amount;
      if (declared.decl->says) clause.saying = clause_saying(ws, *declared.decl->says);
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
