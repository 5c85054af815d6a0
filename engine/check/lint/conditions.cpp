// Equality of expressions by form, and the few contradictions that form alone shows; see conditions.hpp.
#include "engine/check/lint/conditions.hpp"

#include <algorithm>

namespace convenio::check {

namespace {

std::uint32_t swapped(std::uint32_t slot, Swap const& swap) {
  return slot == swap.first ? swap.second : slot == swap.second ? swap.first : slot;
}

bool symmetric(core::Op op) {
  return op == core::Op::equal || op == core::Op::not_equal || op == core::Op::and_ || op == core::Op::or_;
}

model::Value const* constant(core::Program const& p, ExprId id) {
  core::Expr const& e = p.expressions[id];
  return e.op == core::Op::constant ? &p.constants[e.a] : nullptr;
}

// `x is a`, with a constant: x and a.
std::pair<ExprId, model::Value const*> stated(core::Program const& p, ExprId id) {
  core::Expr const& e = p.expressions[id];
  if (e.op != core::Op::equal) return {none, nullptr};
  for (std::uint32_t side : {0U, 1U}) {
    auto const* value = constant(p, p.child(id, side));
    if (value && !value->absent()) return {p.child(id, 1 - side), value};
  }
  return {none, nullptr};
}

bool never(core::Program const& p, ExprId id) {
  core::Expr const& e = p.expressions[id];
  if (auto const* value = constant(p, id)) {
    auto const* truth = std::get_if<bool>(&value->content);
    return truth && !*truth;
  }
  bool const strict = e.op == core::Op::less || e.op == core::Op::not_equal;
  if (strict && same(p, p.child(id, 0), p.child(id, 1))) return true;
  if (e.op != core::Op::equal) return false;
  auto const* left = constant(p, p.child(id, 0));
  auto const* right = constant(p, p.child(id, 1));
  return left && right && !left->absent() && !right->absent() && !model::equal(*left, *right);
}

bool exclude(core::Program const& p, ExprId a, ExprId b) {
  auto const [x, first] = stated(p, a);
  auto const [y, second] = stated(p, b);
  if (first && second && same(p, x, y) && !model::equal(*first, *second)) return true;
  core::Expr const& one = p.expressions[a];
  core::Expr const& other = p.expressions[b];
  if (one.op == core::Op::not_ && same(p, p.child(a, 0), b)) return true;
  if (other.op == core::Op::not_ && same(p, p.child(b, 0), a)) return true;
  auto const crossed = [&] {
    return same(p, p.child(a, 0), p.child(b, 1)) && same(p, p.child(a, 1), p.child(b, 0));
  };
  auto const aligned = [&] {
    return same(p, p.child(a, 0), p.child(b, 0)) && same(p, p.child(a, 1), p.child(b, 1));
  };
  bool const orders = one.op == core::Op::less || other.op == core::Op::less;
  bool const compares = (one.op == core::Op::less || one.op == core::Op::less_equal) &&
                        (other.op == core::Op::less || other.op == core::Op::less_equal);
  if (orders && compares && crossed()) return true;
  bool const opposite = (one.op == core::Op::equal && other.op == core::Op::not_equal) ||
                        (one.op == core::Op::not_equal && other.op == core::Op::equal);
  return opposite && (aligned() || crossed());
}

}  // namespace

bool same(core::Program const& p, ExprId a, ExprId b, Swap const& swap) {
  if (a == b && swap.first == none) return true;
  core::Expr const& x = p.expressions[a];
  core::Expr const& y = p.expressions[b];
  if (x.op != y.op || x.child_count != y.child_count || x.type != y.type || x.b != y.b) return false;
  switch (x.op) {
    case core::Op::constant:
    case core::Op::periods:
      return model::equal(p.constants[x.a], p.constants[y.a]);
    case core::Op::match:
    case core::Op::convert:
    case core::Op::in_force:
    case core::Op::undefined:
    case core::Op::not_encoded:
      return false;  // by index only; each is written once
    case core::Op::local:
      return x.a == swapped(y.a, swap);
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
  if (x.a != y.a) return false;
  bool aligned = true;
  for (std::uint32_t i = 0; aligned && i < x.child_count; ++i) {
    aligned = same(p, p.child(a, i), p.child(b, i), swap);
  }
  if (aligned || x.child_count != 2 || !symmetric(x.op)) return aligned;
  return same(p, p.child(a, 0), p.child(b, 1), swap) && same(p, p.child(a, 1), p.child(b, 0), swap);
}

std::vector<ExprId> conjuncts(core::Program const& p, ExprId id) {
  if (id == none) return {};
  core::Expr const& e = p.expressions[id];
  if (e.op != core::Op::and_) return {id};
  std::vector<ExprId> list;
  for (std::uint32_t i = 0; i < e.child_count; ++i) {
    auto const inner = conjuncts(p, p.child(id, i));
    list.insert(list.end(), inner.begin(), inner.end());
  }
  return list;
}

bool includes(core::Program const& p, std::vector<ExprId> const& more, std::vector<ExprId> const& fewer,
              Swap const& swap) {
  return std::all_of(fewer.begin(), fewer.end(), [&](ExprId wanted) {
    return std::any_of(more.begin(), more.end(), [&](ExprId own) { return same(p, own, wanted, swap); });
  });
}

bool contradictory(core::Program const& p, std::vector<ExprId> const& list) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (never(p, list[i])) return true;
    for (std::size_t j = i + 1; j < list.size(); ++j) {
      if (exclude(p, list[i], list[j])) return true;
    }
  }
  return false;
}

}  // namespace convenio::check
