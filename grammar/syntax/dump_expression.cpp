// Dump of expressions and of the leaves.
#include <fmt/format.h>

#include "grammar/syntax/dumper.hpp"

namespace convenio::syntax {

Dumper::Line::Line(Dumper& dumper, std::string_view head) : dumper_(dumper) {
  if (!dumper_.out_.empty()) dumper_.out_ += '\n';
  dumper_.out_ += std::string(dumper_.depth_ * 2, ' ');
  dumper_.out_ += head;
  ++dumper_.depth_;
}

Dumper::Line::~Line() { --dumper_.depth_; }

void Dumper::leaf(std::string_view word) {
  out_ += ' ';
  out_ += word;
}

void Dumper::leaf(Path const& path) { leaf(path.parts.empty() ? "(missing)" : to_string(path)); }

void Dumper::leaf(Text const& text) {
  std::string quoted = "\"";
  for (char const c : text.value) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  leaf(quoted + "\"");
}

void Dumper::leaf(std::optional<Text> const& text) {
  if (text) leaf(*text);
}

void Dumper::leaf(Validity const& validity) {
  if (validity.from) leaf("from " + to_string(*validity.from));
  if (validity.until) leaf("until " + to_string(*validity.until));
}

void Dumper::leaf(Type const& type) {
  switch (type.kind) {
    case Type::Kind::broken:
      return leaf("(broken type)");
    case Type::Kind::truth:
      return leaf("truth");
    case Type::Kind::whole:
      return leaf("whole");
    case Type::Kind::ratio:
      return leaf("ratio");
    case Type::Kind::money:
      leaf("money");
      if (type.currency) leaf(*type.currency);
      if (type.of) leaf("of " + type.of->text);
      if (type.per != Per::sum) leaf(fmt::format("per {}", terms::name(type.per)));
      return;
    case Type::Kind::date:
      return leaf("date");
    case Type::Kind::quantity:
      return leaf(type.of ? "quantity of " + type.of->text : std::string(to_string(type.unit)));
    case Type::Kind::text:
      return leaf("text");
    case Type::Kind::state:
      return leaf("state");
    case Type::Kind::period:
      return leaf("period");
    case Type::Kind::history:
      return leaf("history");
    case Type::Kind::conversion:
      return leaf("conversion");
    case Type::Kind::list:
      leaf("list of");
      if (type.element) leaf(*type.element);
      return;
    case Type::Kind::named:
      leaf(type.name);
      if (type.of) leaf("of " + type.of->text);
      return;
  }
}

void Dumper::below(std::string_view head, ExprPtr const& expr) {
  if (expr == nullptr) return;
  Line const line(*this, head);
  expression(*expr);
}

void Dumper::expression(Expr const& expr) { std::visit(*this, expr.node); }

void Dumper::binding(Binding const& binding) {
  Line const line(*this, "bind");
  leaf(binding.name);
  expression(*binding.value);
}

void Dumper::arguments(std::vector<Argument> const& arguments) {
  for (Argument const& argument : arguments) {
    Line const line(*this, "argument");
    if (!argument.label.empty()) leaf(argument.label);
    expression(*argument.value);
  }
}

void Dumper::operator()(Broken const&) { Line const line(*this, "broken"); }

void Dumper::operator()(Number const& node) {
  Line const line(*this, "number");
  leaf(node.digits + (node.percent ? "%" : ""));
}

void Dumper::operator()(Quantity const& node) {
  Line const line(*this, "quantity");
  leaf(node.digits);
  leaf(to_string(node.unit));
}

void Dumper::operator()(Money const& node) {
  Line const line(*this, "money");
  leaf(node.digits);
  leaf(node.currency);
  if (node.per != Per::sum) leaf(fmt::format("per {}", terms::name(node.per)));
}

void Dumper::operator()(MoneyOf const& node) {
  Line const line(*this, node.zero ? "zero of" : "units of");
  if (!node.zero) leaf(node.digits);
  leaf(node.state);
  if (node.per) leaf(fmt::format("per {}", *node.per == Per::sum ? "sum" : terms::name(*node.per)));
}

void Dumper::operator()(DateLiteral const& node) {
  Line const line(*this, "date");
  leaf(to_string(node.date));
}

void Dumper::operator()(Truth const& node) { Line const line(*this, node.value ? "yes" : "no"); }

void Dumper::operator()(TextLiteral const& node) {
  Line const line(*this, "text");
  leaf(Text{node.value, {}});
}

void Dumper::operator()(Reference const& node) {
  Line const line(*this, "reference");
  leaf(node.path);
}

void Dumper::operator()(Call const& node) {
  Line const line(*this, "call");
  leaf(node.callee);
  arguments(node.arguments);
}

void Dumper::operator()(Field const& node) {
  Line const line(*this, "field");
  leaf(node.field);
  expression(*node.object);
}

void Dumper::operator()(Unary const& node) {
  Line const line(*this, node.op == UnaryOp::not_ ? "not" : "negate");
  expression(*node.operand);
}

void Dumper::operator()(Binary const& node) {
  Line const line(*this, to_string(node.op));
  expression(*node.left);
  expression(*node.right);
}

void Dumper::operator()(Rounded const& node) {
  Line const line(*this, "rounded");
  leaf(terms::name(node.mode));
  expression(*node.value);
  expression(*node.step);
}

void Dumper::operator()(Restated const& node) {
  Line const line(*this, "restated");
  leaf(fmt::format("per {}", terms::name(node.per)));
  expression(*node.value);
  below("by", node.factor);
}

void Dumper::operator()(Converted const& node) {
  Line const line(*this, "converted");
  if (node.currency) leaf(*node.currency);
  if (node.of) leaf("of " + node.of->text);
  expression(*node.value);
  below("at", node.rate);
}

void Dumper::operator()(Missing const& node) {
  Line const line(*this, "missing");
  leaf(terms::name(node.mode));
  expression(*node.value);
}

void Dumper::operator()(AsOf const& node) {
  Line const line(*this, "as of");
  expression(*node.value);
  expression(*node.date);
}

void Dumper::operator()(If const& node) {
  Line const line(*this, "if");
  expression(*node.condition);
  below("then", node.yes);
  below("else", node.no);
}

void Dumper::operator()(Let const& node) {
  Line const line(*this, "let");
  for (Binding const& one : node.bindings) binding(one);
  below("in", node.body);
}

void Dumper::operator()(Match const& node) {
  Line const line(*this, "match");
  expression(*node.subject);
  for (Arm const& arm : node.arms) {
    Line const arm_line(*this, arm.otherwise ? "otherwise" : "arm");
    for (Path const& value : arm.values) leaf(value);
    expression(*arm.body);
  }
}

void Dumper::operator()(Comprehension const& node) {
  using Kind = Comprehension::Kind;
  auto const head = [&]() -> std::string_view {
    switch (node.kind) {
      case Kind::those:
        return "those";
      case Kind::exists:
        return "exists";
      case Kind::every:
        return "every";
      case Kind::sum:
        return "sum";
      case Kind::number:
        return "number of";
      case Kind::list:
        return "list of";
      case Kind::first:
        return "first";
    }
    return {};
  };
  Line const line(*this, head());
  leaf(node.variable);
  below("value", node.value);
  below("in", node.source);
  below("where", node.condition);
}

void Dumper::operator()(Carry const& node) {
  Line const line(*this, "carry");
  leaf(node.accumulator);
  leaf(node.variable);
  below("from", node.start);
  below("over", node.source);
  below("as", node.step);
}

void Dumper::operator()(ListLiteral const& node) {
  Line const line(*this, "items");
  for (ExprPtr const& item : node.items) expression(*item);
}

void Dumper::operator()(Range const& node) {
  Line const line(*this, "range");
  expression(*node.from);
  expression(*node.to);
  below("by", node.step);
}

void Dumper::operator()(Make const& node) {
  Line const line(*this, "make");
  leaf(node.record);
  if (node.of) leaf("of " + node.of->text);
  for (Binding const& one : node.fields) binding(one);
}

void Dumper::operator()(MakePeriod const& node) {
  Line const line(*this, "period");
  below("of", node.state);
  below("from", node.from);
  below("to", node.to);
}

void Dumper::operator()(With const& node) {
  Line const line(*this, "with");
  expression(*node.object);
  for (Binding const& one : node.fields) binding(one);
}

void Dumper::operator()(Periods const& node) {
  Line const line(*this, "periods");
  for (PeriodRow const& row : node.rows) {
    Line const row_line(*this, "row");
    leaf(row.state);
    for (Path const& value : row.values) leaf(value);
    if (row.undated) leaf("undated");
    if (row.from && row.to) leaf(to_string(*row.from) + " to " + to_string(*row.to));
    for (Binding const& one : row.attributes) binding(one);
  }
}

void Dumper::operator()(Convert const& node) {
  Line const line(*this, "convert");
  leaf("to");
  leaf(node.to_unit_of ? "unit of " + node.to_unit_of->text : std::string(to_string(node.to)));
  auto const* named = node.table ? std::get_if<Reference>(&node.table->node) : nullptr;
  if (named) {
    leaf("by");
    leaf(named->path);
  }
  for (Unit const unit : node.via) leaf(fmt::format("via {}", to_string(unit)));
  leaf(node.mode ? terms::name(*node.mode) : "exact");
  expression(*node.value);
  if (!named) below("by", node.table);
}

void Dumper::operator()(Certified const& node) {
  Line const line(*this, "certified");
  leaf(to_string(node.unit));
  expression(*node.value);
}

void Dumper::operator()(Undefined const& node) {
  Line const line(*this, "undefined");
  leaf(node.reason);
}

void Dumper::operator()(NotEncoded const& node) {
  Line const line(*this, "not-encoded");
  leaf(node.reason);
}

void Dumper::operator()(Unknown const& node) {
  Line const line(*this, "unknown");
  leaf(node.reason);
}

void Dumper::operator()(Contradictory const& node) {
  Line const line(*this, "contradictory");
  for (ExprPtr const& value : node.values) expression(*value);
}

std::string dump(Expr const& expression) {
  Dumper dumper;
  dumper.expression(expression);
  return dumper.take() + "\n";
}

}  // namespace convenio::syntax
