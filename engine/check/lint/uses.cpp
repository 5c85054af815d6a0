// Walks an expression for the declarations it uses; without recursion, so that depth does not matter.
#include "engine/check/lint/uses.hpp"

namespace convenio::check {

void for_each_use(core::Program const& program, core::ExprId root,
                  std::function<void(Used, std::uint32_t, text::Span)> const& found) {
  std::vector<core::ExprId> left{root};
  while (!left.empty()) {
    core::ExprId const id = left.back();
    left.pop_back();
    if (id >= program.expressions.size()) continue;
    core::Expr const& e = program.expressions[id];
    if (e.op == core::Op::call) found(Used::rule, e.a, e.span);
    if (e.op == core::Op::fact) found(Used::fact, e.a, e.span);
    if (e.op == core::Op::lookup) found(Used::table, e.a, e.span);
    if (core::asks_for_award(e.op)) found(Used::award, e.a, e.span);
    if (e.op == core::Op::resolve) found(Used::precedence, e.a, e.span);
    for (std::uint32_t i = e.child_count; i > 0; --i) left.push_back(program.child(id, i - 1));
  }
}

std::vector<core::ExprId> sayings_of(core::Rule const& rule) {
  std::vector<core::ExprId> list;
  auto const add = [&](std::vector<core::Saying> const& all) {
    for (auto const& one : all) {
      list.push_back(one.condition);
      for (auto const& place : one.places) list.push_back(place.value);
    }
  };
  add(rule.sayings);
  for (auto const& part : rule.parts) add(part.sayings);
  for (auto const& exception : rule.exceptions) add(exception.sayings);
  return list;
}

std::vector<core::ExprId> bodies_of(core::Rule const& rule) {
  std::vector<core::ExprId> list{rule.body};
  for (auto const& version : rule.versions) list.push_back(version.body);
  for (auto const& part : rule.parts) {
    list.push_back(part.body);
    for (auto const& version : part.versions) list.push_back(version.body);
  }
  for (auto const& exception : rule.exceptions) {
    list.push_back(exception.condition);
    list.push_back(exception.body);
  }
  return list;
}

}  // namespace convenio::check
