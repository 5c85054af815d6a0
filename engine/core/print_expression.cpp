// Expressions of the core on one line: (operator details children...).
// Knows the meaning of `a` and `b` of every operator; knows nothing of declarations.
#include <fmt/format.h>

#include "engine/core/functions.hpp"
#include "engine/core/print.hpp"

namespace convenio::core {

char const* name(Op op) {
  switch (op) {
    case Op::constant:
      return "constant";
    case Op::local:
      return "local";
    case Op::fact:
      return "fact";
    case Op::call:
      return "call";
    case Op::lookup:
      return "lookup";
    case Op::not_:
      return "not";
    case Op::and_:
      return "and";
    case Op::or_:
      return "or";
    case Op::equal:
      return "is";
    case Op::not_equal:
      return "is-not";
    case Op::less:
      return "<";
    case Op::less_equal:
      return "<=";
    case Op::contains:
      return "contains";
    case Op::add:
      return "+";
    case Op::subtract:
      return "-";
    case Op::multiply:
      return "*";
    case Op::divide:
      return "/";
    case Op::negate:
      return "negate";
    case Op::add_span:
      return "add-span";
    case Op::round:
      return "round";
    case Op::convert:
      return "convert";
    case Op::restate:
      return "restate";
    case Op::exchange:
      return "exchange";
    case Op::money_of:
      return "money-of";
    case Op::if_:
      return "if";
    case Op::match:
      return "match";
    case Op::let_:
      return "let";
    case Op::field:
      return "field";
    case Op::make:
      return "make";
    case Op::list:
      return "list";
    case Op::range:
      return "range";
    case Op::undefined:
      return "undefined";
    case Op::award:
      return "award";
    case Op::awarded:
      return "awarded";
    case Op::granted_by:
      return "granted-by";
    case Op::not_encoded:
      return "not-encoded";
    case Op::in_force:
      return "in-force";
    case Op::those:
      return "those";
    case Op::exists:
      return "exists";
    case Op::every:
      return "every";
    case Op::number:
      return "number";
    case Op::first:
      return "first";
    case Op::sum:
      return "sum";
    case Op::map:
      return "map";
    case Op::carry:
      return "carry";
    case Op::period_field:
      return "period";
    case Op::period_attribute:
      return "attribute";
    case Op::route_field:
      return "route";
    case Op::make_period:
      return "make-period";
    case Op::periods:
      return "periods";
    case Op::resolve:
      return "resolve";
    case Op::certified:
      return "certified";
    case Op::builtin:
      return "builtin";
    case Op::party:
      return "party";
    case Op::bound:
      return "bound";
    case Op::linked:
      return "linked";
    case Op::parties:
      return "parties";
  }
  return "?";
}

char const* name(Builtin builtin) {
  Function const* function = function_of(static_cast<std::uint32_t>(builtin));
  return function ? function->operation : "?";
}

char const* name(PeriodField field) {
  switch (field) {
    case PeriodField::state:
      return "state";
    case PeriodField::begin:
      return "start";
    case PeriodField::end:
      return "end";
    case PeriodField::id:
      return "id";
    case PeriodField::original_state:
      return "original_state";
    case PeriodField::undated:
      return "undated";
  }
  return "?";
}

namespace {

template <class Table>
std::string named(Table const& table, std::uint32_t index) {
  return index < table.size() ? table[index].name : "?";
}

std::string conversion_detail(Program const& program, std::uint32_t index) {
  if (index >= program.conversion_uses.size()) return "?";
  ConversionUse const& use = program.conversion_uses[index];
  std::string text = use.conversion == model::none ? "chosen" : named(program.conversions, use.conversion);
  for (std::size_t n = 0; n < use.path.size(); ++n) {
    bool const of_state = (n == 0 && use.from_state) || (n + 1 == use.path.size() && use.to_state);
    text += fmt::format(" {}", of_state ? "unit-of-state" : model::name(use.path[n]));
  }
  return text + " " + (use.mode ? model::name(*use.mode) : "exact");
}

std::string match_detail(Program const& program, std::uint32_t index) {
  if (index >= program.matches.size()) return "?";
  MatchTable const& table = program.matches[index];
  std::string text = "[";
  for (std::size_t i = 0; i < table.child_of.size(); ++i) {
    text += fmt::format("{}{}", i > 0 ? " " : "", table.child_of[i]);
  }
  text += "]";
  if (table.otherwise != 0) text += fmt::format(" otherwise {}", table.otherwise);
  return text;
}

std::string validity_detail(Program const& program, std::uint32_t index) {
  if (index >= program.validities.size()) return "?";
  Validity const& validity = program.validities[index];
  return fmt::format("{}..{}", validity.from ? validity.from->to_string() : "",
                     validity.until ? validity.until->to_string() : "");
}

std::string making_detail(Program const& program, std::uint32_t index) {
  if (index >= program.period_makings.size()) return "?";
  PeriodMaking const& making = program.period_makings[index];
  std::string text = making.copy ? "copy" : "new";
  for (auto const& part : making.parts) {
    switch (part.kind) {
      case PeriodMaking::Part::Kind::begin:
        text += " start";
        break;
      case PeriodMaking::Part::Kind::end:
        text += " end";
        break;
      case PeriodMaking::Part::Kind::id:
        text += " id";
        break;
      case PeriodMaking::Part::Kind::certified:
        text += fmt::format(" certified-{}", model::name(part.unit));
        break;
      case PeriodMaking::Part::Kind::attribute:
        text += " " + named(program.attributes, part.attribute);
        break;
    }
  }
  return text;
}

std::string constant_text(Program const& program, Expr const& e) {
  if (e.a >= program.constants.size()) return "?";
  model::Value const& value = program.constants[e.a];
  std::string const text = to_string(program, value, e.type);
  return std::holds_alternative<std::string>(value.content) ? "\"" + text + "\"" : text;
}

// What stands between the operator's word and its children.
std::string detail(Program const& program, Expr const& e) {
  switch (e.op) {
    case Op::fact:
      return named(program.facts, e.a);
    case Op::call:
      return named(program.rules, e.a);
    case Op::lookup:
      return named(program.tables, e.a);
    case Op::add_span:
      return e.a <= 2 ? name(static_cast<model::MissingDay>(e.a)) : "?";
    case Op::round:
      return e.a <= 6 ? model::name(static_cast<model::RoundingMode>(e.a)) : "?";
    case Op::convert:
      return conversion_detail(program, e.a);
    case Op::restate:
    case Op::exchange:
    case Op::money_of:
      return "(" + type_name(program, e.type) + ")";
    case Op::match:
      return match_detail(program, e.a);
    case Op::let_:
    case Op::those:
    case Op::exists:
    case Op::every:
    case Op::number:
    case Op::first:
    case Op::sum:
    case Op::map:
      return fmt::format("${}", e.a);
    case Op::carry:
      return fmt::format("${} ${}", e.a, e.b);
    case Op::field:
      return fmt::format("{}", e.a);
    case Op::make:
      return named(program.records, e.a);
    case Op::award:
    case Op::awarded:
    case Op::granted_by:
      return named(program.awards, e.a);
    case Op::undefined:
    case Op::not_encoded:
      return e.a < program.sentences.size() ? "\"" + program.sentences[e.a] + "\"" : "?";
    case Op::in_force:
      return validity_detail(program, e.a);
    case Op::range:
      return e.a <= 2 ? name(static_cast<model::MissingDay>(e.a)) : "";
    case Op::make_period:
      return making_detail(program, e.a);
    case Op::period_field:
      return name(static_cast<PeriodField>(e.a));
    case Op::period_attribute:
      return named(program.attributes, e.a);
    case Op::route_field:
      return static_cast<RouteField>(e.a) == RouteField::route ? "route" : "amount";
    case Op::resolve:
      return named(program.precedences, e.a);
    case Op::certified:
      return model::name(static_cast<model::Unit>(e.a));
    case Op::party:
    case Op::bound:
    case Op::parties:
      return named(program.texts, e.a);
    case Op::builtin: {
      std::string text = name(static_cast<Builtin>(e.a));
      if (static_cast<Builtin>(e.a) == Builtin::redenominated && e.b < program.currencies.size()) {
        text += " " + program.currencies[e.b].code;
      }
      bool const by_months =
          static_cast<Builtin>(e.a) == Builtin::age || static_cast<Builtin>(e.a) == Builtin::months_by_date;
      if (by_months && e.b <= 2) {
        text += fmt::format(" {}", name(static_cast<model::MissingDay>(e.b)));
      }
      return text;
    }
    case Op::constant:
    case Op::local:
    case Op::not_:
    case Op::and_:
    case Op::or_:
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::contains:
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::negate:
    case Op::if_:
    case Op::list:
    case Op::periods:
    case Op::linked:
      return "";
  }
  return "";
}

void write(Program const& program, ExprId id, std::string& out) {
  if (id >= program.expressions.size()) {
    out += id == none ? "nothing" : "?";
    return;
  }
  Expr const& e = program.expressions[id];
  if (e.op == Op::constant) {
    out += constant_text(program, e);
    return;
  }
  if (e.op == Op::local) {
    out += fmt::format("${}", e.a);
    return;
  }
  if (e.op == Op::periods) {
    out += "(periods " + constant_text(program, e) + ")";
    return;
  }
  out += "(";
  out += e.op == Op::builtin ? "" : name(e.op);
  std::string const between = detail(program, e);
  if (!between.empty()) out += (e.op == Op::builtin ? "" : " ") + between;
  for (std::uint32_t i = 0; i < e.child_count; ++i) {
    out += ' ';
    write(program, program.child(id, i), out);
  }
  out += ")";
}

}  // namespace

std::string dump(Program const& program, ExprId expr) {
  std::string out;
  write(program, expr, out);
  return out;
}

}  // namespace convenio::core
