// Changes inside expressions: constants, operators, modes, words.
// Knows every expression node; knows no types, so that some changes will not pass the checker.
#include <array>

#include <fmt/format.h>

#include "grammar/syntax/mutator.hpp"

namespace convenio::syntax {

namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// Functions that are easily taken for one another.
constexpr std::array<Pair, 10> functions{{{"min", "max"},
                                          {"first_day", "last_day"},
                                          {"first_of_month", "last_of_month"},
                                          {"floor", "ceiling"},
                                          {"touched_months", "complete_months"},
                                          {"max", "min"},
                                          {"last_day", "first_day"},
                                          {"last_of_month", "first_of_month"},
                                          {"ceiling", "floor"},
                                          {"complete_months", "touched_months"}}};
constexpr std::array<Pair, 2> fields{{{"start", "end"}, {"end", "start"}}};

template <std::size_t size>
std::string_view partner(std::array<Pair, size> const& pairs, std::string_view word) {
  for (auto const& [first, second] : pairs) {
    if (first == word) return second;
  }
  return {};
}

// The operators that a slip puts in the place of one.
std::vector<BinaryOp> slips(BinaryOp op) {
  switch (op) {
    case BinaryOp::or_:
      return {BinaryOp::and_};
    case BinaryOp::and_:
      return {BinaryOp::or_};
    case BinaryOp::is:
      return {BinaryOp::is_not};
    case BinaryOp::is_not:
      return {BinaryOp::is};
    case BinaryOp::less:
      return {BinaryOp::less_equal, BinaryOp::greater};
    case BinaryOp::less_equal:
      return {BinaryOp::less, BinaryOp::greater_equal};
    case BinaryOp::greater:
      return {BinaryOp::greater_equal, BinaryOp::less};
    case BinaryOp::greater_equal:
      return {BinaryOp::greater, BinaryOp::less_equal};
    case BinaryOp::in:
      return {BinaryOp::not_in};
    case BinaryOp::not_in:
      return {BinaryOp::in};
    case BinaryOp::add:
      return {BinaryOp::subtract};
    case BinaryOp::subtract:
      return {BinaryOp::add};
    case BinaryOp::multiply:
      return {BinaryOp::divide};
    case BinaryOp::divide:
      return {BinaryOp::multiply};
  }
  return {};
}

// The other direction, and where halves are rounded also the other side of a half.
std::vector<RoundingMode> slips(RoundingMode mode) {
  switch (mode) {
    case RoundingMode::down:
      return {RoundingMode::up, RoundingMode::half_up};
    case RoundingMode::up:
      return {RoundingMode::down, RoundingMode::half_up};
    case RoundingMode::half_up:
      return {RoundingMode::half_down, RoundingMode::down};
    case RoundingMode::half_down:
    case RoundingMode::half_even:
      return {RoundingMode::half_up, RoundingMode::down};
    case RoundingMode::floor:
      return {RoundingMode::ceiling, RoundingMode::half_up};
    case RoundingMode::ceiling:
      return {RoundingMode::floor, RoundingMode::half_up};
  }
  return {};
}

std::string to(std::string_view from, std::string_view into) {
  return fmt::format("`{}` to `{}`", from, into);
}

}  // namespace

void Mutator::expression(ExprPtr& expression) {
  if (!expression) return;
  auto const outer = std::exchange(span_, expression->span);
  constant(expression);
  std::visit(*this, expression->node);
  if (auto* unary = std::get_if<Unary>(&expression->node)) {
    // The operator goes, its operand takes its place; swapped again, the operand goes back below.
    auto held = std::make_shared<ExprPtr>();
    auto* below = &unary->operand;
    auto* place = &expression;
    std::string_view const word = unary->op == UnaryOp::not_ ? "not" : "-";
    add(span_, fmt::format("`{}` taken away", word), [held, below, place] {
      if (!*held) {
        auto inner = std::move(*below);
        *held = std::move(*place);
        *place = std::move(inner);
      } else {
        auto inner = std::move(*place);
        *place = std::move(*held);
        *below = std::move(inner);
      }
    });
  }
  span_ = outer;
}

void Mutator::constant(ExprPtr& place) {
  bool const grouped = slice(place->span).find('_') != std::string_view::npos;
  for (bool const up : {true, false}) {
    if (auto stepped = next_value(*place, up)) {
      auto const change_words = to(slice(place->span), written(*stepped, grouped));
      change(place->span, place, std::move(stepped), change_words);
    }
  }
}

void Mutator::expressions(std::vector<ExprPtr>& all) {
  for (auto& one : all) expression(one);
}
void Mutator::bindings(std::vector<Binding>& all) {
  for (auto& one : all) expression(one.value);
}

void Mutator::callee(Path& path) {
  if (path.parts.size() != 1) return;
  auto& name = path.parts[0];
  if (auto const other = partner(functions, name.text); !other.empty())
    change(name.span, name.text, std::string(other), to(name.text, other));
}

// Walks with the names that stand side by side known to each of them.
template <class Walk>
void Mutator::among(std::vector<Expr const*> const& siblings, Walk walk) {
  std::set<std::string> names;
  for (auto const* one : siblings) {
    auto const* reference = one ? std::get_if<Reference>(&one->node) : nullptr;
    if (reference && !reference->path.parts.empty()) names.insert(reference->path.parts.back().text);
  }
  auto const outer = std::exchange(beside_, std::move(names));
  walk();
  beside_ = outer;
}

void Mutator::operator()(Truth& node) {
  if (slice(span_) != (node.value ? "yes" : "no")) return;  // a condition that nobody wrote
  change(span_, node.value, !node.value, to(slice(span_), node.value ? "no" : "yes"));
}
void Mutator::operator()(Reference& node) {
  auto& last = node.path.parts.back();
  if (node.path.parts.size() == 1) return name(last);
  if (auto const other = partner(fields, last.text); !other.empty())
    return change(last.span, last.text, std::string(other), to(last.text, other));
  name(last);
}
void Mutator::operator()(Call& node) {
  callee(node.callee);
  std::vector<Expr const*> siblings;
  for (auto const& argument : node.arguments) siblings.push_back(argument.value.get());
  among(siblings, [&] {
    for (auto& argument : node.arguments) expression(argument.value);
  });
}
void Mutator::operator()(Field& node) {
  expression(node.object);
  if (auto const other = partner(fields, node.field.text); !other.empty())
    change(node.field.span, node.field.text, std::string(other), to(node.field.text, other));
}
void Mutator::operator()(Unary& node) { expression(node.operand); }
void Mutator::operator()(Binary& node) {
  expression(node.left);
  for (auto const other : slips(node.op))
    change(node.op_span, node.op, other, to(to_string(node.op), to_string(other)));
  expression(node.right);
}
void Mutator::operator()(Rounded& node) {
  expression(node.value);
  Span const between{span_.source, node.value->span.end, node.step->span.begin};
  for (auto const other : slips(node.mode))
    change(find(between, terms::name(node.mode)), node.mode, other,
           to(terms::name(node.mode), terms::name(other)));
  expression(node.step);
}
void Mutator::operator()(Restated& node) {
  expression(node.value);
  expression(node.factor);
}
void Mutator::operator()(Converted& node) {
  expression(node.value);
  expression(node.rate);
}
void Mutator::operator()(Missing& node) {
  expression(node.value);
  Span const after{span_.source, node.value->span.end, span_.end};
  auto const other = node.mode == MissingDay::back ? MissingDay::forward : MissingDay::back;
  change(find(after, terms::name(node.mode)), node.mode, other,
         to(terms::name(node.mode), terms::name(other)));
}
void Mutator::operator()(AsOf& node) {
  expression(node.value);
  expression(node.date);
}
void Mutator::operator()(If& node) {
  expression(node.condition);
  if (dump(*node.yes) != dump(*node.no))
    add(node.condition->span, fmt::format("the two ways of `if {}` exchanged", slice(node.condition->span)),
        [&node] { std::swap(node.yes, node.no); });
  expression(node.yes);
  expression(node.no);
}
void Mutator::operator()(Let& node) {
  bindings(node.bindings);
  expression(node.body);
}
void Mutator::operator()(Match& node) {
  expression(node.subject);
  auto const head = [&](Arm const& arm) {
    return arm.otherwise || arm.values.empty() ? std::string("otherwise") : to_string(arm.values[0]);
  };
  for (std::size_t n = 0; n < node.arms.size(); ++n) {
    auto& arm = node.arms[n];
    expression(arm.body);
    if (n + 1 == node.arms.size()) continue;
    auto& next = node.arms[n + 1];
    if (dump(*arm.body) == dump(*next.body)) continue;
    add(arm.span, fmt::format("the answers of `{}` and `{}` exchanged", head(arm), head(next)),
        [&arm, &next] { std::swap(arm.body, next.body); });
  }
}
void Mutator::operator()(Comprehension& node) {
  using Kind = Comprehension::Kind;
  if (node.kind == Kind::exists)
    change(span_, node.kind, Kind::every, "`exists ... where` to `every ... satisfies`");
  if (node.kind == Kind::every)
    change(span_, node.kind, Kind::exists, "`every ... satisfies` to `exists ... where`");
  expression(node.source);
  expression(node.condition);
  expression(node.value);
}
void Mutator::operator()(Carry& node) {
  expression(node.start);
  expression(node.source);
  expression(node.step);
}
void Mutator::operator()(ListLiteral& node) {
  std::vector<Expr const*> siblings;
  for (auto const& item : node.items) siblings.push_back(item.get());
  among(siblings, [&] { expressions(node.items); });
}
void Mutator::operator()(Range& node) {
  expression(node.from);
  expression(node.to);
  expression(node.step);
}
void Mutator::operator()(Make& node) { bindings(node.fields); }
void Mutator::operator()(MakePeriod& node) {
  expression(node.state);
  expression(node.from);
  expression(node.to);
}
void Mutator::operator()(With& node) {
  expression(node.object);
  bindings(node.fields);
}
void Mutator::operator()(Certified& node) { expression(node.value); }
void Mutator::operator()(Convert& node) {
  expression(node.value);
  if (node.table && !std::holds_alternative<Reference>(node.table->node)) expression(node.table);
  Span const after{span_.source, (node.table ? node.table : node.value)->span.end, span_.end};
  std::string_view const word = node.mode ? terms::name(*node.mode) : "exact";
  auto const other = node.mode == RoundingMode::down ? RoundingMode::up : RoundingMode::down;
  change(find(after, word), node.mode, std::optional(other), to(word, terms::name(other)));
}

}  // namespace convenio::syntax
