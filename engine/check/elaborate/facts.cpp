// Facts and period attributes: who may have a default, and what it is.
// Knows no rule.
#include <fmt/format.h>

#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/lower.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

void attribute(Workspace& ws, std::size_t i) {
  AttributeInfo& info = ws.attributes[i];
  if (!info.decl->fallback) return;
  Lowering lowering(ws, info.site, Purpose::row);
  core::Attribute& declared = ws.program.attributes[i];
  declared.unless_certified_otherwise = info.decl->unless_certified_otherwise;
  ExprId const id = lowering.require(*info.decl->fallback, declared.type, "the default");
  info.fallback = constant_of(ws.program, id);
  if (info.fallback) {
    declared.fallback = lowering.constant(*info.fallback, declared.type, info.decl->fallback->span).id;
    return;
  }
  declared.fallback = id;
  if (ws.program.expressions[id].type == poison) return;
  ws.diagnostics.error(Code::not_constant, info.decl->fallback->span,
                       "the default of an attribute must be a plain value");
}

void fact(Workspace& ws, std::size_t i) {
  auto const& [decl, site, span] = ws.facts[i].declared;
  core::Fact& fact = ws.program.facts[i];
  bool const may = fact.role == core::Fact::Role::election || fact.role == core::Fact::Role::discretion;
  if (!decl->fallback) {
    if (fact.role == core::Fact::Role::election) {
      ws.diagnostics.error(
          Code::wrong_default, decl->name.span,
          fmt::format("election {} does not say what holds when it is not made", quoted(fact.name)),
          "add `default ...`");
    }
    return;
  }
  if (!may) {
    ws.diagnostics.error(
        Code::wrong_default, decl->fallback->span,
        fmt::format("{} is not known unless the case says it, so it has no default", quoted(fact.name)),
        "elections, discretions and attributes of periods have defaults");
    return;
  }
  Lowering lowering(ws, site);
  for (auto const& p : fact.parameters) lowering.declare(p.name, p.type);
  ExprId const fallback = lowering.require(*decl->fallback, fact.type, "the default");
  ws.program.facts[i].fallback = fallback;
}

}  // namespace

void lower_facts(Workspace& ws) {
  for (std::size_t i = 0; i < ws.attributes.size(); ++i) attribute(ws, i);
  for (std::size_t i = 0; i < ws.facts.size(); ++i) fact(ws, i);
}

}  // namespace convenio::check
