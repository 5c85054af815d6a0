// Builder of expressions: operands, and the flat chains folded by precedence
// (docs/reference/expressions.md). No expression that leaves here is deeper than `deepest_nesting`, so that
// all who walk it may recurse.
#include <algorithm>

#include <fmt/format.h>

#include "grammar/parser/build.hpp"
#include "grammar/parser/build_folded.hpp"
#include "grammar/syntax/codes.hpp"
#include "grammar/syntax/lexicon.hpp"

namespace convenio::grammar {

namespace Code = syntax::Code;
using text::Span;

namespace {

// Binding powers, loosest first.
enum Power : int {
  p_or = 1,
  p_and,
  p_not,
  p_compare,
  p_rounded,
  p_add,
  p_multiply,
  p_negate,
  p_as_of,
  p_operand
};

struct Operator {
  syntax::BinaryOp op;
  int power;
};

Operator operator_of(std::string_view text) {
  using enum syntax::BinaryOp;
  if (text == "+") return {add, p_add};
  if (text == "-") return {subtract, p_add};
  if (text == "*") return {multiply, p_multiply};
  if (text == "/") return {divide, p_multiply};
  if (text == "<") return {less, p_compare};
  if (text == "<=") return {less_equal, p_compare};
  if (text == ">") return {greater, p_compare};
  if (text == ">=") return {greater_equal, p_compare};
  if (text == spelling(Word::or_)) return {or_, p_or};
  if (text == spelling(Word::and_)) return {and_, p_and};
  if (text == spelling(Word::in)) return {in, p_compare};
  if (text.starts_with(spelling(Word::not_))) return {not_in, p_compare};
  return {text == spelling(Word::is) ? is : is_not, p_compare};
}

syntax::MissingDay missing_of(std::string_view text) {
  return static_cast<syntax::MissingDay>(place_of(missing_words, text));
}

// One piece of a flattened chain.
struct Piece {
  enum class Role { operand, prefix, infix, rounded, restated, converted, missing, as_of, with } role;
  Node const*
      node;  // operand, the operator's token, what is restated or converted to, or the changes of `with`
  bool with_operand = true;
};

Piece::Role role_of(Kind kind) {
  return kind == Kind::prefix              ? Piece::Role::prefix
         : kind == Kind::infix             ? Piece::Role::infix
         : kind == Kind::postfix_rounded   ? Piece::Role::rounded
         : kind == Kind::postfix_restated  ? Piece::Role::restated
         : kind == Kind::postfix_converted ? Piece::Role::converted
         : kind == Kind::postfix_missing   ? Piece::Role::missing
         : kind == Kind::postfix_as_of     ? Piece::Role::as_of
         : kind == Kind::postfix_with      ? Piece::Role::with
                                           : Piece::Role::operand;
}

void flatten(Node const& node, std::vector<Piece>& into) {
  for (Node const& child : node.children) {
    auto const role = role_of(child.kind);
    bool const itself =
        role == Piece::Role::prefix || role == Piece::Role::operand || role == Piece::Role::with;
    into.push_back({role, itself ? &child : &child.children.front(), child.children.size() > 1});
    bool const takes_operand = role == Piece::Role::infix || role == Piece::Role::rounded ||
                               role == Piece::Role::restated || role == Piece::Role::converted;
    if (!takes_operand) continue;
    for (std::size_t i = 1; i < child.children.size(); ++i) {
      bool const prefix = child.children[i].kind == Kind::prefix;
      into.push_back({prefix ? Piece::Role::prefix : Piece::Role::operand, &child.children[i]});
    }
  }
}

}  // namespace

class Builder::Folder {
 public:
  Folder(Builder& building, Node const& chain) : builder_(building), chain_(chain) {
    flatten(chain, pieces_);
  }

  Folded run() {
    bool const chained = check_mixes();
    Folded result = binary(p_or);
    if (chained && !too_deep_) return {builder_.broken(builder_.span(chain_)), 1};
    if (!too_deep_) return result;
    builder_.fault(Code::nesting_too_deep, builder_.span(chain_),
                   fmt::format("this expression is more than {} operations deep", deepest_nesting),
                   "give a part of it a name, as a rule of its own");
    return {builder_.broken(builder_.span(chain_)), 1};
  }

 private:
  // `and` beside `or`, and two comparisons with neither between them (true: the chain has no meaning).
  bool check_mixes() {
    bool chained = false;
    int connective = 0;
    bool mixed = false;
    bool compared = false;
    for (Piece const& piece : pieces_) {
      if (piece.role != Piece::Role::infix) continue;
      int const power = operator_of(piece.node->text).power;
      if (power == p_or || power == p_and) {
        compared = false;
        if (connective != 0 && connective != power && !mixed) {
          mixed = true;
          builder_.fault(Code::and_or_mixed, builder_.span(*piece.node),
                         "`and` and `or` are mixed without parentheses",
                         "put parentheses around what belongs together");
        }
        connective = connective == 0 ? power : connective;
      } else if (power == p_compare) {
        if (compared) {
          chained = true;
          builder_.fault(Code::chained_comparison, builder_.span(*piece.node), "comparisons are not chained",
                         "write two comparisons with `and` between them");
        }
        compared = true;
      }
    }
    return chained;
  }

  Folded wrap(Folded value) {
    if (value.depth > deepest_nesting) {
      too_deep_ = true;
      at_ = pieces_.size();
      return {builder_.broken(value.expr->span), 1};
    }
    return value;
  }

  Folded prefixed(int least) {
    if (at_ == pieces_.size()) return {builder_.broken(builder_.span(chain_)), 1};
    Piece const piece = pieces_[at_++];
    if (piece.role != Piece::Role::prefix) return builder_.operand(*piece.node);
    bool const negation = piece.node->text == spelling(Word::not_);
    if (negation && least > p_not) {
      builder_.fault(Code::unexpected, builder_.span(*piece.node), "`not` needs parentheses here",
                     "write `(not ...)`");
    }
    if (++prefixes_ > deepest_nesting) {
      too_deep_ = true;
      at_ = pieces_.size();
      return {builder_.broken(builder_.span(*piece.node)), 1};
    }
    Folded inner = negation ? binary(std::max<int>(p_not, least)) : binary(p_negate);
    --prefixes_;
    Span const where{piece_span(piece).source, piece.node->begin, inner.expr->span.end};
    unsigned const depth = inner.depth + 1;
    syntax::UnaryOp const op = negation ? syntax::UnaryOp::not_ : syntax::UnaryOp::negate;
    return wrap({make(where, syntax::Unary{op, std::move(inner.expr)}), depth});
  }

  Span piece_span(Piece const& piece) const { return builder_.span(*piece.node); }

  static int power_of(Piece const& piece) {
    switch (piece.role) {
      case Piece::Role::infix:
        return operator_of(piece.node->text).power;
      case Piece::Role::rounded:
      case Piece::Role::restated:
      case Piece::Role::converted:
        return p_rounded;
      case Piece::Role::missing:
        return p_add;
      case Piece::Role::as_of:
      case Piece::Role::with:
      case Piece::Role::operand:
      case Piece::Role::prefix:
        break;
    }
    return p_as_of;
  }

  Folded binary(int least) {
    Folded left = prefixed(least);
    int folded = p_operand;
    while (at_ < pieces_.size()) {
      Piece const piece = pieces_[at_];
      int const power = power_of(piece);
      if (power < least) break;
      bool const after_looser = power > folded;
      if (after_looser) {
        builder_.fault(Code::unexpected, piece_span(piece),
                       fmt::format("`{}` needs parentheses around what stands before it", shown(piece)),
                       "what follows `rounded` or `missing` may not bind more tightly");
      }
      ++at_;
      left = wrap(apply(piece, std::move(left), power));
      folded = power;
    }
    return left;
  }

  static std::string shown(Piece const& piece) {
    if (piece.role == Piece::Role::as_of) return "as of";
    if (piece.role == Piece::Role::with) return "with";
    if (piece.role == Piece::Role::missing) return "missing";
    if (piece.role == Piece::Role::restated) return "restated";
    if (piece.role == Piece::Role::converted) return "converted";
    return std::string(piece.node->text);
  }

  Folded apply(Piece const& piece, Folded left, int power) {
    if (piece.role == Piece::Role::missing) {
      Span const where = around(left.expr->span, piece_span(piece));
      unsigned const depth = left.depth + 1;
      return {make(where, syntax::Missing{std::move(left.expr), missing_of(piece.node->text)}), depth};
    }
    if (piece.role == Piece::Role::as_of) {
      Folded date = builder_.operand(*piece.node);
      Span const where = around(left.expr->span, date.expr->span);
      unsigned const depth = std::max(left.depth, date.depth) + 1;
      return {make(where, syntax::AsOf{std::move(left.expr), std::move(date.expr)}), depth};
    }
    if (piece.role == Piece::Role::with) {
      Span const where = around(left.expr->span, piece_span(piece));
      unsigned depth = left.depth;
      syntax::With changed{std::move(left.expr), {}};
      for (Node const& one : piece.node->children) changed.fields.push_back(builder_.binding(one, depth));
      return {make(where, std::move(changed)), depth + 1};
    }
    if (piece.role == Piece::Role::restated) return restated(piece, std::move(left));
    if (piece.role == Piece::Role::converted) return converted(piece, std::move(left));
    bool const rounding = piece.role == Piece::Role::rounded;
    Folded right = binary(rounding ? int{p_negate} : power + 1);
    Span const where = around(left.expr->span, right.expr->span);
    unsigned const depth = std::max(left.depth, right.depth) + 1;
    if (rounding) {
      return {make(where, syntax::Rounded{std::move(left.expr), rounding_of(piece.node->text),
                                          std::move(right.expr)}),
              depth};
    }
    syntax::BinaryOp const op = operator_of(piece.node->text).op;
    return {make(where, syntax::Binary{op, piece_span(piece), std::move(left.expr), std::move(right.expr)}),
            depth};
  }

  Folded restated(Piece const& piece, Folded left) {
    std::string_view const word =
        piece.node->children.empty() ? std::string_view{} : piece.node->children.back().text;
    if (place_of(time_words, word) == time_words.size()) return left;  // its fault is told
    auto const per = static_cast<syntax::Per>(place_of(time_words, word) + 1);
    Folded factor;
    if (piece.with_operand) factor = binary(p_negate);
    Span const where = around(left.expr->span, factor.expr ? factor.expr->span : piece_span(piece));
    unsigned const depth = std::max(left.depth, factor.depth) + 1;
    return {make(where, syntax::Restated{std::move(left.expr), per, std::move(factor.expr)}), depth};
  }

  Folded converted(Piece const& piece, Folded left) {
    syntax::Converted node;
    (piece.node->kind == Kind::currency ? node.currency : node.of) = builder_.name(*piece.node);
    Folded rate = binary(p_negate);
    Span const where = around(left.expr->span, rate.expr->span);
    unsigned const depth = std::max(left.depth, rate.depth) + 1;
    node.value = std::move(left.expr);
    node.rate = std::move(rate.expr);
    return {make(where, std::move(node)), depth};
  }

  static Span around(Span a, Span b) {
    return {a.source, std::min(a.begin, b.begin), std::max(a.end, b.end)};
  }

  Builder& builder_;
  Node const& chain_;
  std::vector<Piece> pieces_;
  std::size_t at_ = 0;
  unsigned prefixes_ = 0;
  bool too_deep_ = false;
};

syntax::ExprPtr Builder::broken(Span where) { return make(where, syntax::Broken{}); }

syntax::ExprPtr Builder::certain(Span where) { return make(where, syntax::Truth{true}); }

Builder::Folded Builder::chain(Node const& node) {
  if (node.children.size() == 1) return operand(node.children.front());
  return Folder(*this, node).run();
}

syntax::ExprPtr Builder::expression(Node const& node) {
  Folded folded = operand(node);
  return std::move(folded.expr);
}

syntax::ExprPtr Builder::child_expression(Node const& node, Kind clause) {
  Node const* const found = find(node, clause);
  if (found == nullptr || found->children.empty()) return nullptr;
  return expression(found->children.front());
}

std::vector<syntax::Argument> Builder::arguments(Node const& node) {
  unsigned depth = 0;
  return arguments(node, depth);
}

std::vector<syntax::Argument> Builder::arguments(Node const& node, unsigned& depth) {
  std::vector<syntax::Argument> result;
  for (Node const& child : node.children) {
    syntax::Argument argument;
    if (child.children.front().kind == Kind::separator) {
      argument.label = child.children.front().text;
      argument.label_span = span(child.children.front());
    }
    Folded value = operand(child.children.back());
    depth = std::max(depth, value.depth);
    argument.value = std::move(value.expr);
    result.push_back(std::move(argument));
  }
  return result;
}

Builder::Folded Builder::quantity(Node const& node) {
  std::string number = digits(node.children.front());
  Span const where = span(node);
  if (number.empty()) return {broken(where), 1};
  if (node.children.size() == 1) return {make(where, syntax::Number{std::move(number), false}), 1};
  Node const& suffix = node.children[1];
  if (suffix.kind == Kind::money_of) return money_of(suffix, std::move(number), where);
  if (suffix.kind == Kind::percent) return {make(where, syntax::Number{std::move(number), true}), 1};
  if (suffix.kind == Kind::unit) return {make(where, syntax::Quantity{std::move(number), unit(suffix)}), 1};
  return {
      make(where, syntax::Money{std::move(number), name(suffix), per_in(node).value_or(syntax::Per::sum)}),
      1};
}

// `zero of S` has no digits before it.
Builder::Folded Builder::money_of(Node const& node, std::string digits, Span where) {
  syntax::MoneyOf money;
  money.zero = digits.empty();
  money.digits = money.zero ? "0" : std::move(digits);
  if (Node const* state = find(node, Kind::path)) money.state = path(*state);
  money.per = per_in(node);
  return {make(where, std::move(money)), 1};
}

Builder::Folded Builder::use(Node const& node) {
  syntax::Path path;
  std::size_t i = 0;
  for (; i < node.children.size() && node.children[i].kind != Kind::arguments; ++i) {
    Node const& part = node.children[i];
    path.parts.push_back(name(part.kind == Kind::name ? part : part.children.front()));
  }
  path.span = {session_.source, node.begin, node.children[i - 1].end};
  if (i == node.children.size()) return {make(span(node), syntax::Reference{std::move(path)}), 1};
  unsigned depth = 0;
  std::vector<syntax::Argument> given = arguments(node.children[i], depth);
  Span const called{session_.source, node.begin, node.children[i].end};
  Folded result{make(called, syntax::Call{std::move(path), std::move(given)}), depth + 1};
  return fields(std::move(result), node, i + 1);
}

Builder::Folded Builder::fields(Folded object, Node const& node, std::size_t first) {
  for (std::size_t i = first; i < node.children.size(); ++i) {
    Node const& step = node.children[i];
    if (object.depth >= deepest_nesting) {
      fault(Code::nesting_too_deep, span(step),
            fmt::format("more than {} steps stand after one another", deepest_nesting));
      return {broken(span(node)), 1};
    }
    Span const where{session_.source, node.begin, step.end};
    object = {make(where, syntax::Field{std::move(object.expr), name(step.children.front())}),
              object.depth + 1};
  }
  return object;
}

}  // namespace convenio::grammar
