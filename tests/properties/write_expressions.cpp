// Names, leaves and expressions as tokens.
#include <array>

#include "grammar/syntax/dump.hpp"
#include "tests/properties/write.hpp"

namespace convenio::properties {

using namespace syntax;

namespace {

// How tightly an operator binds, as in docs/reference/expressions.md; an operand binds most.
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

int power_of(BinaryOp op) {
  switch (op) {
    case BinaryOp::or_:
      return p_or;
    case BinaryOp::and_:
      return p_and;
    case BinaryOp::add:
    case BinaryOp::subtract:
      return p_add;
    case BinaryOp::multiply:
    case BinaryOp::divide:
      return p_multiply;
    default:
      return p_compare;
  }
}

int power_of(Expr const& expr) {
  if (auto const* binary = std::get_if<Binary>(&expr.node)) return power_of(binary->op);
  if (auto const* unary = std::get_if<Unary>(&expr.node))
    return unary->op == UnaryOp::not_ ? int{p_not} : int{p_negate};
  if (std::holds_alternative<Rounded>(expr.node) || std::holds_alternative<Restated>(expr.node) ||
      std::holds_alternative<Converted>(expr.node))
    return p_rounded;
  if (std::holds_alternative<Missing>(expr.node)) return p_add;
  if (std::holds_alternative<AsOf>(expr.node) || std::holds_alternative<With>(expr.node)) return p_as_of;
  return p_operand;
}

// Reaches as far as it can.
bool open_ended(Expr const& expr) {
  return std::holds_alternative<If>(expr.node) || std::holds_alternative<Let>(expr.node) ||
         std::holds_alternative<MakePeriod>(expr.node) || std::holds_alternative<Comprehension>(expr.node) ||
         std::holds_alternative<Carry>(expr.node);
}

bool is_operation(Expr const& expr, BinaryOp op) {
  auto const* const binary = std::get_if<Binary>(&expr.node);
  return binary != nullptr && binary->op == op;
}

}  // namespace

void Writer::words(std::string_view spaced) {
  while (!spaced.empty()) {
    std::size_t const end = std::min(spaced.find(' '), spaced.size());
    put(spaced.substr(0, end));
    spaced.remove_prefix(std::min(end + 1, spaced.size()));
  }
}

void Writer::path(Path const& path) {
  for (std::size_t i = 0; i < path.parts.size(); ++i) {
    if (i > 0) put(".");
    name(path.parts[i]);
  }
}

void Writer::paths(std::vector<Path> const& all) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) put(",");
    path(all[i]);
  }
}

void Writer::names(std::vector<Name> const& all) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) put(",");
    name(all[i]);
  }
}

void Writer::text(std::string const& value) {
  std::string quoted = "\"";
  for (char const c : value) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  put(quoted + "\"");
}

void Writer::title(std::optional<Text> const& of) {
  if (of) text(of->value);
}

void Writer::digits(std::string const& plain) {
  std::string result;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    bool const between = i > 0 && plain[i] != '.' && plain[i - 1] != '.';
    if (between && random_.chance(15)) result += '_';
    result += plain[i];
  }
  put(result);
}

void Writer::unit(Unit of) {
  std::string spelled(to_string(of));
  if (random_.chance(30)) spelled.pop_back();  // `1 month`
  words(spelled);
}

void Writer::date(Date const& of) { put(to_string(of)); }

void Writer::type(Type const& of) {
  switch (of.kind) {
    case Type::Kind::broken:
      return;
    case Type::Kind::truth:
      return put("truth");
    case Type::Kind::whole:
      return put("whole");
    case Type::Kind::ratio:
      return put("ratio");
    case Type::Kind::money:
      put("money");
      if (of.currency) name(*of.currency);
      if (of.of) {
        put("of");
        name(*of.of);
      }
      paid(of.per);
      return;
    case Type::Kind::date:
      return put("date");
    case Type::Kind::quantity:
      if (!of.of) return words(to_string(of.unit));
      words("quantity of");
      return name(*of.of);
    case Type::Kind::conversion:
      return put("conversion");
    case Type::Kind::text:
      return put("text");
    case Type::Kind::state:
      return put("state");
    case Type::Kind::period:
      return put("period");
    case Type::Kind::history:
      return put("history");
    case Type::Kind::list:
      words("list of");
      return type(*of.element);
    case Type::Kind::named:
      path(of.name);
      if (!of.of) return;
      put("of");
      return name(*of.of);
  }
}

void Writer::bracketed(Expr const& expr) {
  auto const before = std::exchange(within_, {});
  put("(");
  expression(expr);
  put(")");
  within_ = before;
}

void Writer::expression(Expr const& expr, int least, bool tail) {
  bool const loose = power_of(expr) < least;
  bool const swallows = open_ended(expr) && !tail;
  bool const ends_dates = within_.dates && std::holds_alternative<With>(expr.node);
  bool const ends_let =
      within_.let && (is_operation(expr, BinaryOp::in) || is_operation(expr, BinaryOp::not_in));
  auto const* restated = std::get_if<Restated>(&expr.node);
  bool const ends_step = within_.step && restated && !restated->factor;  // its `by` would be taken for one
  bool const wanted = random_.chance(6);
  if (loose || swallows || ends_let || ends_dates || ends_step || wanted) return bracketed(expr);
  bool const before = std::exchange(tail_, tail);
  std::visit(*this, expr.node);
  tail_ = before;
}

void Writer::operator()(Number const& node) {
  digits(node.digits);
  if (node.percent) put("%");
}
void Writer::operator()(Quantity const& node) {
  digits(node.digits);
  unit(node.unit);
}
void Writer::operator()(Money const& node) {
  digits(node.digits);
  name(node.currency);
  paid(node.per);
}
void Writer::operator()(MoneyOf const& node) {
  if (node.zero) {
    words("zero of");
  } else {
    digits(node.digits);
    words("units of the money of");
  }
  path(node.state);
  if (node.per) paid(*node.per);
}
void Writer::paid(Per per) {
  if (per == Per::sum) return;
  put("per");
  words(terms::name(per));
}
void Writer::operator()(DateLiteral const& node) { date(node.date); }
void Writer::operator()(Truth const& node) { put(node.value ? "yes" : "no"); }
void Writer::operator()(TextLiteral const& node) { text(node.value); }
void Writer::operator()(Reference const& node) { path(node.path); }

void Writer::arguments(std::vector<Argument> const& all) {
  auto const before = std::exchange(within_, {});
  put("(");
  std::size_t start = out_.size();  // of the argument before
  for (Argument const& argument : all) {
    // `5 % of` is no share.
    if (argument.label == "of" && out_.back() == "%") bracket_from(start);
    if (!argument.label.empty()) put(argument.label);
    start = out_.size();
    expression(*argument.value);
  }
  put(")");
  within_ = before;
}

void Writer::bracket_from(std::size_t start) {
  out_.insert(out_.begin() + static_cast<std::ptrdiff_t>(start), "(");
  put(")");
}

void Writer::operator()(Call const& node) {
  path(node.callee);
  arguments(node.arguments);
}

void Writer::operator()(Field const& node) {
  bool const bare =
      std::holds_alternative<Call>(node.object->node) || std::holds_alternative<Field>(node.object->node);
  if (bare) {
    std::visit(*this, node.object->node);
  } else {
    bracketed(*node.object);
  }
  put(".");
  name(node.field);
}

void Writer::operator()(Unary const& node) {
  bool const negation = node.op == UnaryOp::not_;
  put(negation ? "not" : "-");
  expression(*node.operand, negation ? p_not : p_negate, tail_);
}

void Writer::operator()(Binary const& node) {
  int const power = power_of(node.op);
  bool const compares = power == p_compare;
  bool const tail = tail_;
  auto const side = [&](Expr const& operand, int least, bool last) {
    bool const mixed = node.op == BinaryOp::or_ && is_operation(operand, BinaryOp::and_);
    if (mixed) return bracketed(operand);
    expression(operand, least, last && tail);
  };
  side(*node.left, compares ? power + 1 : power, false);
  words(to_string(node.op));
  side(*node.right, power + 1, true);
}

void Writer::operator()(Rounded const& node) {
  bool const tail = tail_;
  expression(*node.value, p_rounded, false);
  put("rounded");
  put(terms::name(node.mode));
  put("to");
  expression(*node.step, p_negate, tail);
}

void Writer::operator()(syntax::Restated const& node) {
  bool const tail = tail_;
  expression(*node.value, p_rounded, false);
  put("restated");
  paid(node.per);
  if (!node.factor) return;
  put("by");
  expression(*node.factor, p_negate, tail);
}

void Writer::operator()(syntax::Converted const& node) {
  bool const tail = tail_;
  expression(*node.value, p_rounded, false);
  words("converted to");
  if (node.currency) name(*node.currency);
  if (node.of) {
    words("the money of");
    name(*node.of);
  }
  put("at");
  expression(*node.rate, p_negate, tail);
}

void Writer::operator()(syntax::Missing const& node) {
  expression(*node.value, p_add, false);
  put("missing");
  put(terms::name(node.mode));
}

void Writer::operator()(AsOf const& node) {
  bool const tail = tail_;
  expression(*node.value, p_as_of, false);
  words("as of");
  expression(*node.date, p_operand, tail);
}

void Writer::operator()(If const& node) {
  put("if");
  expression(*node.condition);
  put("then");
  expression(*node.yes);
  put("else");
  expression(*node.no);
}

void Writer::binding(Binding const& binding) {
  name(binding.name);
  put("=");
  expression(*binding.value);
}

void Writer::operator()(Let const& node) {
  put("let");
  auto const before = within_;
  within_.let = true;
  for (std::size_t i = 0; i < node.bindings.size(); ++i) {
    if (i > 0) put(",");
    binding(node.bindings[i]);
  }
  within_ = before;
  put("in");
  expression(*node.body);
}

void Writer::operator()(Match const& node) {
  put("match");
  expression(*node.subject);
  auto const before = std::exchange(within_, {});
  put("{");
  for (Arm const& arm : node.arms) {
    if (arm.otherwise) {
      put("otherwise");
    } else {
      paths(arm.values);
    }
    put(":");
    expression(*arm.body);
  }
  put("}");
  within_ = before;
}

void Writer::operator()(Comprehension const& node) {
  using Kind = Comprehension::Kind;
  constexpr std::array<std::string_view, 7> heads{"those",     "exists",  "every", "sum of",
                                                  "number of", "list of", "first"};
  words(heads[static_cast<std::size_t>(node.kind)]);
  bool const valued = node.kind == Kind::sum || node.kind == Kind::list;
  if (valued) {
    expression(*node.value);
    put("for");
  }
  name(node.variable);
  put("in");
  bool const satisfies = node.kind == Kind::every;
  expression(*node.source, p_or, satisfies || node.condition == nullptr);
  if (node.condition == nullptr) return;
  put(satisfies ? "satisfies" : "where");
  expression(*node.condition);
}

void Writer::operator()(Carry const& node) {
  put("carry");
  name(node.accumulator);
  put("from");
  expression(*node.start);
  put("over");
  name(node.variable);
  put("in");
  expression(*node.source);
  put("as");
  expression(*node.step);
}

void Writer::operator()(ListLiteral const& node) {
  auto const before = std::exchange(within_, {});
  put("[");
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    if (i > 0) put(",");
    expression(*node.items[i]);
  }
  put("]");
  within_ = before;
}

void Writer::operator()(Range const& node) {
  auto const before = std::exchange(within_, {});
  put("[");
  expression(*node.from);
  put("to");
  within_.step = node.step != nullptr;
  expression(*node.to);
  within_.step = false;
  if (node.step) {
    put("by");
    expression(*node.step);
  }
  put("]");
  within_ = before;
}

void Writer::operator()(Make const& node) {
  put("make");
  path(node.record);
  if (node.of) {
    put("of");
    name(*node.of);
  }
  auto const before = std::exchange(within_, {});
  put("{");
  for (std::size_t i = 0; i < node.fields.size(); ++i) {
    if (i > 0) put(",");
    binding(node.fields[i]);
  }
  if (!node.fields.empty() && random_.chance(20)) put(",");
  put("}");
  within_ = before;
}

void Writer::operator()(MakePeriod const& node) {
  words("period of");
  expression(*node.state, p_operand, false);
  auto const before = within_;
  within_.dates = true;
  put("from");
  expression(*node.from, p_operand, false);
  put("to");
  expression(*node.to, p_operand, false);
  within_ = before;
}

// `period of S from D to D` may stand before `with` without brackets.
void Writer::operator()(With const& node) {
  if (std::holds_alternative<MakePeriod>(node.object->node) && random_.coin()) {
    std::visit(*this, node.object->node);
  } else {
    expression(*node.object, p_as_of, false);
  }
  auto const before = std::exchange(within_, {});
  words("with {");
  for (std::size_t i = 0; i < node.fields.size(); ++i) {
    if (i > 0) put(",");
    binding(node.fields[i]);
  }
  if (random_.chance(20)) put(",");
  put("}");
  within_ = before;
}

void Writer::operator()(Periods const& node) {
  put("periods");
  auto const before = std::exchange(within_, {});
  put("{");
  for (PeriodRow const& row : node.rows) {
    name(row.state);
    for (Path const& value : row.values) path(value);
    if (row.undated) put("undated");
    if (row.from && row.to) {
      date(*row.from);
      put("to");
      date(*row.to);
    }
    for (std::size_t i = 0; i < row.attributes.size(); ++i) {
      put(i == 0 ? "with" : ",");
      binding(row.attributes[i]);
    }
  }
  put("}");
  within_ = before;
}

void Writer::operator()(Convert const& node) {
  auto const before = std::exchange(within_, {});
  words("convert (");
  expression(*node.value);
  put("to");
  if (node.to_unit_of) {
    words("unit of");
    name(*node.to_unit_of);
  } else {
    unit(node.to);
  }
  put("by");
  expression(*node.table);
  bool const mode_first = random_.coin();
  auto const mode = [&] { put(node.mode ? terms::name(*node.mode) : "exact"); };
  if (mode_first) mode();
  for (std::size_t i = 0; i < node.via.size(); ++i) {
    put(i == 0 ? "via" : ",");
    unit(node.via[i]);
  }
  if (!mode_first) mode();
  put(")");
  within_ = before;
}

void Writer::operator()(Certified const& node) {
  auto const before = std::exchange(within_, {});
  words("certified (");
  expression(*node.value);
  put("to");
  unit(node.unit);
  put(")");
  within_ = before;
}

void Writer::operator()(Undefined const& node) {
  put("undefined");
  text(node.reason.value);
}
void Writer::operator()(NotEncoded const& node) {
  put("not");
  put("encoded");
  text(node.reason.value);
}
void Writer::operator()(Unknown const& node) {
  put("unknown");
  title(node.reason);
}
void Writer::operator()(Contradictory const& node) {
  put("contradictory");
  put("[");
  for (std::size_t i = 0; i < node.values.size(); ++i) {
    if (i > 0) put(",");
    expression(*node.values[i]);
  }
  put("]");
}

}  // namespace convenio::properties
