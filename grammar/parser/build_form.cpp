// Builder of operands and of the expressions that begin with their own word.
#include <algorithm>

#include <fmt/format.h>

#include "grammar/parser/build.hpp"
#include "grammar/parser/build_folded.hpp"
#include "grammar/syntax/codes.hpp"
#include "grammar/syntax/lexicon.hpp"

namespace convenio::grammar {

namespace Code = syntax::Code;

namespace {

using Comprehension = syntax::Comprehension;

Comprehension::Kind comprehension_kind(std::string_view text) {
  if (text == spelling(Word::those)) return Comprehension::Kind::those;
  if (text == spelling(Word::exists)) return Comprehension::Kind::exists;
  if (text == spelling(Word::every)) return Comprehension::Kind::every;
  if (text == spelling(Word::sum)) return Comprehension::Kind::sum;
  if (text == spelling(Word::number)) return Comprehension::Kind::number;
  return text == spelling(Word::list) ? Comprehension::Kind::list : Comprehension::Kind::first;
}

}  // namespace

Builder::Folded Builder::operand(Node const& node) {
  Folded result = form(node);
  if (result.depth <= deepest_nesting) return result;
  fault(Code::nesting_too_deep, span(node),
        fmt::format("this expression is more than {} operations deep", deepest_nesting),
        "give a part of it a name, as a rule of its own");
  return {broken(span(node)), 1};
}

Builder::Folded Builder::form(Node const& node) {
  if (node.kind == Kind::chain) return chain(node);
  if (node.kind == Kind::date) return {make(span(node), syntax::DateLiteral{date(node)}), 1};
  if (node.kind == Kind::quantity) return quantity(node);
  if (node.kind == Kind::money_of) return money_of(node, "", span(node));
  if (node.kind == Kind::text) return {make(span(node), syntax::TextLiteral{text(node).value}), 1};
  if (node.kind == Kind::truth)
    return {make(span(node), syntax::Truth{node.children.front().text == spelling(Word::yes)}), 1};
  if (node.kind == Kind::primary) return fields(operand(node.children.front()), node, 1);
  if (node.kind == Kind::use) return use(node);
  if (node.kind == Kind::list) return list(node);
  if (node.kind == Kind::let) return let(node);
  if (node.kind == Kind::if_) {
    Folded condition = operand(node.children[0]);
    Folded yes = operand(node.children[1]);
    Folded no = operand(node.children[2]);
    unsigned const depth = std::max({condition.depth, yes.depth, no.depth}) + 1;
    return {make(span(node), syntax::If{std::move(condition.expr), std::move(yes.expr), std::move(no.expr)}),
            depth};
  }
  if (node.kind == Kind::comprehension) return comprehension(node);
  if (node.kind == Kind::carry) return carry(node);
  if (node.kind == Kind::match) return match(node);
  if (node.kind == Kind::make) {
    syntax::Make made;
    unsigned depth = 0;
    made.record = path(node.children.front());
    for (std::size_t i = 1; i < node.children.size(); ++i) {
      if (node.children[i].kind == Kind::of_state)
        made.of = name_in(node.children[i], Kind::name);
      else
        made.fields.push_back(binding(node.children[i], depth));
    }
    return {make(span(node), std::move(made)), depth + 1};
  }
  if (node.kind == Kind::make_period) {
    Folded state = operand(node.children[0]);
    Folded from = operand(node.children[1]);
    Folded to = operand(node.children[2]);
    unsigned const depth = std::max({state.depth, from.depth, to.depth}) + 1;
    return {
        make(span(node), syntax::MakePeriod{std::move(state.expr), std::move(from.expr), std::move(to.expr)}),
        depth};
  }
  if (node.kind == Kind::periods) return periods(node);
  if (node.kind == Kind::convert) return convert(node);
  if (node.kind == Kind::certified) {
    Folded value = operand(node.children[0]);
    return {make(span(node), syntax::Certified{std::move(value.expr), unit(node.children[1])}),
            value.depth + 1};
  }
  if (node.kind == Kind::undefined)
    return {make(span(node), syntax::Undefined{reason(node.children.front())}), 1};
  if (node.kind == Kind::not_encoded)
    return {make(span(node), syntax::NotEncoded{reason(node.children.front())}), 1};
  if (node.kind == Kind::unknown) {
    syntax::Unknown unknown;
    if (!node.children.empty()) unknown.reason = reason(node.children.front());
    return {make(span(node), std::move(unknown)), 1};
  }
  if (node.kind == Kind::contradictory) {
    syntax::Contradictory both;
    unsigned depth = 0;
    for (Node const& child : node.children) {
      Folded value = operand(child);
      depth = std::max(depth, value.depth);
      both.values.push_back(std::move(value.expr));
    }
    return {make(span(node), std::move(both)), depth + 1};
  }
  return {broken(span(node)), 1};
}

syntax::Binding Builder::binding(Node const& node, unsigned& depth) {
  Folded value = operand(node.children.back());
  depth = std::max(depth, value.depth);
  return {name(node.children.front()), std::move(value.expr)};
}

Builder::Folded Builder::let(Node const& node) {
  syntax::Let result;
  unsigned depth = 0;
  for (std::size_t i = 0; i + 1 < node.children.size(); ++i)
    result.bindings.push_back(binding(node.children[i], depth));
  Folded body = operand(node.children.back());
  depth = std::max(depth, body.depth);
  result.body = std::move(body.expr);
  return {make(span(node), std::move(result)), depth + 1};
}

Builder::Folded Builder::comprehension(Node const& node) {
  Comprehension result;
  result.kind = comprehension_kind(node.children.front().text);
  unsigned depth = 0;
  auto const built = [&](Node const& child) {
    Folded value = operand(child);
    depth = std::max(depth, value.depth);
    return std::move(value.expr);
  };
  bool const valued = result.kind == Comprehension::Kind::sum || result.kind == Comprehension::Kind::list;
  std::size_t at = 1;
  if (valued) result.value = built(node.children[at++]);
  result.variable = name(node.children[at++]);
  result.source = built(node.children[at++]);
  if (at < node.children.size()) result.condition = built(node.children[at].children.front());
  return {make(span(node), std::move(result)), depth + 1};
}

Builder::Folded Builder::carry(Node const& node) {
  Folded start = operand(node.children[1]);
  Folded source = operand(node.children[3]);
  Folded step = operand(node.children[4]);
  unsigned const depth = std::max({start.depth, source.depth, step.depth}) + 1;
  return {
      make(span(node), syntax::Carry{name(node.children[0]), std::move(start.expr), name(node.children[2]),
                                     std::move(source.expr), std::move(step.expr)}),
      depth};
}

Builder::Folded Builder::match(Node const& node) {
  syntax::Match result;
  Folded subject = operand(node.children.front());
  unsigned depth = subject.depth;
  result.subject = std::move(subject.expr);
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    Node const& child = node.children[i];
    syntax::Arm arm;
    arm.span = span(child);
    for (Node const& value : child.children) {
      if (value.kind == Kind::path) arm.values.push_back(path(value));
      if (value.kind == Kind::otherwise) arm.otherwise = true;
    }
    if (arm.otherwise && !arm.values.empty()) {
      fault(Code::unexpected, arm.values.front().span, "`otherwise` stands alone",
            "remove the other values of this line");
    }
    Folded body = operand(child.children.back());
    depth = std::max(depth, body.depth);
    arm.body = std::move(body.expr);
    result.arms.push_back(std::move(arm));
  }
  return {make(span(node), std::move(result)), depth + 1};
}

Builder::Folded Builder::list(Node const& node) {
  if (Node const* const end = find(node, Kind::range_end)) {
    if (node.children.size() > 2) {
      fault(Code::unexpected, span(node.children[2]), "a range stands alone in its brackets",
            "write `[a to b] + [c, d]`");
    }
    Folded from = operand(node.children.front());
    Folded to = operand(end->children.front());
    Folded step;
    if (end->children.size() > 1) step = operand(end->children.back());
    unsigned const depth = std::max({from.depth, to.depth, step.depth}) + 1;
    return {make(span(node), syntax::Range{std::move(from.expr), std::move(to.expr), std::move(step.expr)}),
            depth};
  }
  syntax::ListLiteral result;
  unsigned depth = 0;
  for (Node const& child : node.children) {
    Folded item = operand(child);
    depth = std::max(depth, item.depth);
    result.items.push_back(std::move(item.expr));
  }
  return {make(span(node), std::move(result)), depth + 1};
}

Builder::Folded Builder::periods(Node const& node) {
  syntax::Periods result;
  unsigned depth = 0;
  for (Node const& child : node.children) {
    syntax::PeriodRow row;
    row.span = span(child);
    row.state = name(child.children.front());
    for (Node const& piece : child.children) {
      if (piece.kind == Kind::path) row.values.push_back(path(piece));
      if (piece.kind == Kind::undated) row.undated = true;
      if (piece.kind == Kind::date) (row.from ? row.to : row.from) = date(piece);
      if (piece.kind == Kind::fields) {
        for (Node const& one : piece.children) row.attributes.push_back(binding(one, depth));
      }
    }
    result.rows.push_back(std::move(row));
  }
  return {make(span(node), std::move(result)), depth + 1};
}

Builder::Folded Builder::convert(Node const& node) {
  syntax::Convert result;
  Folded value = operand(node.children.front());
  result.value = std::move(value.expr);
  unsigned depth = value.depth;
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    Node const& piece = node.children[i];
    if (piece.kind == Kind::unit) result.to = unit(piece);
    if (Node const* const of = piece.kind == Kind::unit_of ? find(piece, Kind::name) : nullptr)
      result.to_unit_of = name(*of);
    if (piece.kind == Kind::chain) {
      Folded table = operand(piece);
      result.table = std::move(table.expr);
      depth = std::max(depth, table.depth);
    }
    if (piece.kind == Kind::via) {
      for (Node const& step : piece.children) result.via.push_back(unit(step));
    }
    if (piece.kind != Kind::word || piece.text == spelling(Word::exact)) continue;
    result.mode = rounding_of(piece.text);
    bool const allowed = *result.mode == syntax::RoundingMode::down ||
                         *result.mode == syntax::RoundingMode::up ||
                         *result.mode == syntax::RoundingMode::half_up;
    if (!allowed) {
      fault(Code::unexpected, span(piece), fmt::format("a conversion does not round `{}`", piece.text),
            "write `exact`, `down`, `up` or `half_up`");
    }
  }
  return {make(span(node), std::move(result)), depth + 1};
}

}  // namespace convenio::grammar
