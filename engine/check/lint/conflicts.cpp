// Exceptions of one rule that can hold together with nothing to decide between them.
// Knows conditions as core expressions; proves no arithmetic: only equal conditions and included conjuncts
// are found.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "engine/check/declare/names.hpp"
#include "engine/check/lint/codes.hpp"
#include "engine/check/lint/conditions.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

constexpr std::size_t most_reports = 10;  // per rule; the rest are of the same kind

// A total order in which expressions that say the same are equal.
std::strong_ordering order(core::Program const& p, ExprId a, ExprId b) {
  if (a == b) return std::strong_ordering::equal;
  core::Expr const& x = p.expressions[a];
  core::Expr const& y = p.expressions[b];
  auto const heads =
      std::tie(x.op, x.child_count, x.type, x.b) <=> std::tie(y.op, y.child_count, y.type, y.b);
  if (heads != 0) return heads;
  switch (x.op) {
    case core::Op::constant:
    case core::Op::periods:
      return model::compare(p.constants[x.a], p.constants[y.a]);
    case core::Op::match:
    case core::Op::convert:
    case core::Op::in_force:
    case core::Op::undefined:
    case core::Op::not_encoded:
      return a <=> b;  // by index only; each is written once
    case core::Op::local:
    case core::Op::fact:
    case core::Op::call:
    case core::Op::award:
    case core::Op::awarded:
    case core::Op::granted_by:
    case core::Op::lookup:
    case core::Op::not_:
    case core::Op::and_:
    case core::Op::or_:
    case core::Op::equal:
    case core::Op::not_equal:
    case core::Op::less:
    case core::Op::less_equal:
    case core::Op::contains:
    case core::Op::add:
    case core::Op::subtract:
    case core::Op::multiply:
    case core::Op::divide:
    case core::Op::negate:
    case core::Op::add_span:
    case core::Op::round:
    case core::Op::restate:
    case core::Op::exchange:
    case core::Op::money_of:
    case core::Op::if_:
    case core::Op::let_:
    case core::Op::field:
    case core::Op::make:
    case core::Op::list:
    case core::Op::range:
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
    case core::Op::resolve:
    case core::Op::certified:
    case core::Op::builtin:
    case core::Op::party:
    case core::Op::bound:
    case core::Op::linked:
    case core::Op::parties:
      break;
  }
  // Binders in two places have different slots; they count as different.
  if (x.a != y.a) return x.a <=> y.a;
  for (std::uint32_t i = 0; i < x.child_count; ++i) {
    if (auto const children = order(p, p.child(a, i), p.child(b, i)); children != 0) return children;
  }
  return std::strong_ordering::equal;
}

struct Less {
  core::Program const* program;
  bool operator()(ExprId a, ExprId b) const { return order(*program, a, b) < 0; }
};
using Terms = std::set<ExprId, Less>;  // of a condition: all of them must hold

void add_terms(core::Program const& p, ExprId id, Terms& terms) {
  core::Expr const& e = p.expressions[id];
  if (e.op != core::Op::and_) {
    terms.insert(id);
    return;
  }
  for (std::uint32_t i = 0; i < e.child_count; ++i) add_terms(p, p.child(id, i), terms);
}

// The terms of each condition, numbered alike where they say the same, in order.
std::vector<std::vector<std::uint32_t>> numbered(core::Program const& p, core::Rule const& rule) {
  std::map<ExprId, std::uint32_t, Less> numbers(Less{&p});
  std::vector<std::vector<std::uint32_t>> conditions;
  for (auto const& exception : rule.exceptions) {
    Terms terms(Less{&p});
    if (exception.condition != none) add_terms(p, exception.condition, terms);
    auto& condition = conditions.emplace_back();
    for (ExprId const term : terms)
      condition.push_back(
          numbers.try_emplace(term, static_cast<std::uint32_t>(numbers.size())).first->second);
    std::sort(condition.begin(), condition.end());
  }
  return conditions;
}

void rule_conflicts(Workspace& ws, std::size_t index) {
  core::Rule const& rule = ws.program.rules[index];
  auto const& declared = ws.rules[index].exceptions;
  auto const conditions = numbered(ws.program, rule);
  std::vector<std::set<std::uint32_t>> overrides;
  for (auto const& e : rule.exceptions) overrides.emplace_back(e.overrides.begin(), e.overrides.end());
  std::size_t reported = 0;
  for (std::size_t b = 1; b < rule.exceptions.size(); ++b) {
    for (std::size_t a = 0; a < b && reported < most_reports; ++a) {
      auto const& first = rule.exceptions[a];
      auto const& second = rule.exceptions[b];
      if (conditions[a].empty() || conditions[b].empty()) continue;
      auto const includes = [](auto const& more, auto const& fewer) {
        return std::includes(more.begin(), more.end(), fewer.begin(), fewer.end());
      };
      bool const b_narrower = includes(conditions[b], conditions[a]);
      bool const a_narrower = includes(conditions[a], conditions[b]);
      if (!a_narrower && !b_narrower) continue;
      if (overrides[a].contains(static_cast<std::uint32_t>(b)) ||
          overrides[b].contains(static_cast<std::uint32_t>(a)))
        continue;
      ++reported;
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
