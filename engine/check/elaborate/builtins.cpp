// The built-in functions of the language: their forms, their types, and the operators of the core they
// become. Knows no declaration; instruments and precedences are in instruments.cpp.
#include <array>

#include <fmt/format.h>

#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/lower.hpp"

namespace convenio::check {

using core::Builtin;
using model::Unit;

// The call has as many arguments as labels, separated by them; the first label is always "".
bool Lowering::shape(syntax::Call const& e, Span span, std::vector<std::string> const& labels,
                     char const* form) {
  bool fine = e.arguments.size() == labels.size();
  for (std::size_t i = 1; fine && i < labels.size(); ++i) {
    std::string const& label = e.arguments[i].label;
    fine = (label.empty() ? "," : label) == labels[i];
  }
  for (auto const& argument : e.arguments) fine = fine && argument.value;
  if (fine) return true;
  fault(Code::wrong_arguments, span, fmt::format("{} is not called like this", quoted(spelled(e.callee))),
        fmt::format("write {}", quoted(form)));
  return false;
}

Typed Lowering::one_argument(Builtin builtin, TypeKind kind, TypeId result, syntax::Call const& e,
                             Span span) {
  std::string const form = fmt::format("{}({})", spelled(e.callee), kind == TypeKind::history ? "h" : "d");
  if (!shape(e, span, {""}, form.c_str())) return {fault_silently(span).id, result};
  ExprId const argument = require(*e.arguments[0].value, simple(program(), kind),
                                  fmt::format("what {} takes", quoted(spelled(e.callee))));
  return {emit(core::Op::builtin, result, {argument}, span, static_cast<std::uint32_t>(builtin)), result};
}

Typed Lowering::two_arguments(Builtin builtin, char const* label, TypeKind second, syntax::Call const& e,
                              Span span) {
  TypeId const history = simple(program(), TypeKind::history);
  std::string const form =
      fmt::format("{}(h{} {})", spelled(e.callee), *label == ',' ? "," : fmt::format(" {}", label),
                  second == TypeKind::history ? "k"
                  : second == TypeKind::state ? "S"
                                              : "d");
  if (!shape(e, span, {"", label}, form.c_str())) return {fault_silently(span).id, history};
  ExprId const h =
      require(*e.arguments[0].value, history, fmt::format("what {} takes", quoted(spelled(e.callee))));
  ExprId const other = require(*e.arguments[1].value, simple(program(), second),
                               fmt::format("what follows {}", quoted(label)));
  return {emit(core::Op::builtin, history, {h, other}, span, static_cast<std::uint32_t>(builtin)), history};
}

Typed Lowering::clip(syntax::Call const& e, Span span) {
  TypeId const history = simple(program(), TypeKind::history);
  TypeId const date = simple(program(), TypeKind::date);
  auto const label = [&](std::size_t i) {
    return i < e.arguments.size() ? e.arguments[i].label : std::string();
  };
  bool const from = label(1) == "from";
  bool const both = e.arguments.size() == 3;
  std::vector<std::string> labels{"", from ? "from" : "to"};
  if (both) labels = {"", "from", "to"};
  if (!shape(e, span, labels, "clip(h from D to D)")) return {fault_silently(span).id, history};
  std::vector<ExprId> children{require(*e.arguments[0].value, history, "what `clip` takes")};
  for (std::size_t i = 1; i < e.arguments.size(); ++i) {
    children.push_back(
        require(*e.arguments[i].value, date, fmt::format("what follows {}", quoted(label(i)))));
  }
  Builtin const which = both ? Builtin::clip : from ? Builtin::clip_from : Builtin::clip_to;
  return {emit(core::Op::builtin, history, children, span, static_cast<std::uint32_t>(which)), history};
}

Typed Lowering::age(syntax::Call const& e, Span span) {
  TypeId const months = quantity(program(), Unit::calendar_months);
  TypeId const date = simple(program(), TypeKind::date);
  if (!shape(e, span, {"", "at"}, "age(birth at D missing back)")) return {fault_silently(span).id, months};
  syntax::Expr const* at = e.arguments[1].value.get();
  auto const* stated = std::get_if<syntax::Missing>(&at->node);
  // `age(b at D + 1 calendar months missing back)`: the one `missing` serves both.
  bool const own = stated && stated->value && std::holds_alternative<syntax::Binary>(stated->value->node);
  ExprId const birth = require(*e.arguments[0].value, date, "what `age` takes");
  ExprId const day =
      require(stated && stated->value && !own ? *stated->value : *at, date, "what follows `at`");
  if (!stated) {
    fault(Code::unstated_missing_day, span,
          "what happens to those born on a day that not every month has is not stated",
          "add `missing back` or `missing forward` before the closing bracket");
    return {fault_silently(span).id, months};
  }
  return {emit(core::Op::builtin, months, {birth, day}, span, static_cast<std::uint32_t>(Builtin::age),
               static_cast<std::uint32_t>(stated->mode)),
          months};
}

Typed Lowering::date(syntax::Call const& e, Span span) {
  TypeId const whole = simple(program(), TypeKind::whole);
  TypeId const type = simple(program(), TypeKind::date);
  if (!shape(e, span, {"", ",", ","}, "date(year, month, day)")) return {fault_silently(span).id, type};
  std::vector<ExprId> children;
  for (auto const& argument : e.arguments)
    children.push_back(require(*argument.value, whole, "what `date` takes"));
  return {emit(core::Op::builtin, type, children, span, static_cast<std::uint32_t>(Builtin::date)), type};
}

// ---------------------------------------------------------------- numbers

Typed Lowering::extreme(Builtin which, syntax::Call const& e, Span span, Ask const& ask) {
  core::Program& p = program();
  std::string const name = spelled(e.callee);
  Ask inner = ask.operand(ask.expected);
  if (e.arguments.size() == 1) inner.expected = special(ask.expected) ? nothing : list_of(p, ask.expected);
  std::vector<ExprId> children;
  TypeId type = nothing;
  for (auto const& argument : e.arguments) {
    if (argument.label == "," || argument.label.empty()) continue;
    return fault(Code::wrong_arguments, argument.label_span,
                 fmt::format("{} separates by commas", quoted(name)));
  }
  for (auto const& argument : e.arguments) {
    if (!argument.value) return fault_silently(span);
    Typed one = lower(*argument.value, inner);
    children.push_back(one.id);
    if (e.arguments.size() == 1) {
      if (special(one.type)) return passed_on(one, span);
      if (!is_kind(p, one.type, TypeKind::list)) return mismatch_list(argument.value->span, one.type);
      one.type = element_of(one.type);
    }
    bool const monies = is_kind(p, type, TypeKind::money) && is_kind(p, one.type, TypeKind::money);
    if (monies && type != one.type) {
      comparable_money(type, one.type, argument.value->span);
      return fault_silently(span);
    }
    TypeId const joined = join(p, type, one.type);
    if (joined == poison && type != poison && one.type != poison)
      mismatch(argument.value->span, type, one.type, "what is compared");
    type = joined;
    if (type == poison) return fault_silently(span);
  }
  if (children.empty())
    return fault(Code::wrong_arguments, span, fmt::format("{} has nothing to compare", quoted(name)));
  if (type != nothing && !is_ordered(p, type)) {
    return fault(Code::wrong_operands, span, fmt::format("values of {} have no order", type_name(ws_, type)));
  }
  if (is_plain_money(p, type)) {
    comparable_money(type, type, span);
    return fault_silently(span);
  }
  return {emit(core::Op::builtin, type, children, span, static_cast<std::uint32_t>(which)), type};
}

Typed Lowering::absolute(syntax::Call const& e, Span span, Ask const& ask) {
  if (!shape(e, span, {""}, "abs(a)")) return fault_silently(span);
  Typed const value = lower(*e.arguments[0].value, ask.operand(ask.expected));
  if (special(value.type)) return value;
  if (!is_ordered(program(), value.type) || is_kind(program(), value.type, TypeKind::date)) {
    return fault(Code::wrong_operands, span,
                 fmt::format("{} has no absolute value", type_name(ws_, value.type)));
  }
  return {
      emit(core::Op::builtin, value.type, {value.id}, span, static_cast<std::uint32_t>(Builtin::absolute)),
      value.type};
}

Typed Lowering::to_whole(Builtin which, syntax::Call const& e, Span span, Ask const& ask) {
  TypeId const whole = simple(program(), TypeKind::whole);
  (void)ask;
  if (!shape(e, span, {""}, which == Builtin::floor ? "floor(r)" : "ceiling(r)"))
    return {fault_silently(span).id, whole};
  ExprId const value = require(*e.arguments[0].value, simple(program(), TypeKind::ratio),
                               fmt::format("what {} takes", quoted(spelled(e.callee))));
  return {emit(core::Op::builtin, whole, {value}, span, static_cast<std::uint32_t>(which)), whole};
}

// ---------------------------------------------------------------- lists

// `largest(n of XS)` and `leading(n of XS)`.
Typed Lowering::some_of(Builtin which, std::string const& name, syntax::Call const& e, Span span) {
  if (!shape(e, span, {"", "of"}, (name + "(n of XS)").c_str())) return fault_silently(span);
  ExprId const count =
      require(*e.arguments[0].value, simple(program(), TypeKind::whole), "how many `" + name + "` takes");
  Typed const list = lower(*e.arguments[1].value);
  if (special(list.type)) return passed_on(list, span);
  if (!is_kind(program(), list.type, TypeKind::list))
    return mismatch_list(e.arguments[1].value->span, list.type);
  TypeId const element = element_of(list.type);
  bool const ordered = is_ordered(program(), element) && !is_plain_money(program(), element);
  if (which == Builtin::largest && !special(element) && !ordered) {
    return fault(Code::wrong_operands, span,
                 fmt::format("values of {} have no order", type_name(ws_, element)));
  }
  return {emit(core::Op::builtin, list.type, {count, list.id}, span, static_cast<std::uint32_t>(which)),
          list.type};
}

Typed Lowering::length(syntax::Call const& e, Span span) {
  TypeId const whole = simple(program(), TypeKind::whole);
  if (!shape(e, span, {""}, "length(XS)")) return {fault_silently(span).id, whole};
  Typed const list = lower(*e.arguments[0].value);
  bool const fine = special(list.type) || is_kind(program(), list.type, TypeKind::list) ||
                    is_kind(program(), list.type, TypeKind::history);
  if (!fine) mismatch_list(e.arguments[0].value->span, list.type);
  return {emit(core::Op::builtin, whole, {list.id}, span, static_cast<std::uint32_t>(Builtin::length)),
          whole};
}

// A list is empty when it has no element; a history knows itself.
Typed Lowering::empty(syntax::Call const& e, Span span) {
  core::Program& p = program();
  TypeId const truth = simple(p, TypeKind::truth);
  if (!shape(e, span, {""}, "empty(h)")) return {fault_silently(span).id, truth};
  Typed const what = lower(*e.arguments[0].value);
  if (special(what.type)) return {passed_on(what, span).id, truth};
  if (is_kind(p, what.type, TypeKind::list)) {
    TypeId const whole = simple(p, TypeKind::whole);
    ExprId const length =
        emit(core::Op::builtin, whole, {what.id}, span, static_cast<std::uint32_t>(Builtin::length));
    return {emit(core::Op::equal, truth, {length, constant({model::Rational(0)}, whole, span).id}, span),
            truth};
  }
  if (!is_kind(p, what.type, TypeKind::history)) {
    return {fault(Code::type_mismatch, e.arguments[0].value->span,
                  fmt::format("`empty` takes a history or a list, but this is {}", type_name(ws_, what.type)))
                .id,
            truth};
  }
  return {emit(core::Op::builtin, truth, {what.id}, span, static_cast<std::uint32_t>(Builtin::empty)), truth};
}

// `distinct(XS)` and `reversed(XS)`.
Typed Lowering::same_list(Builtin which, std::string const& name, syntax::Call const& e, Span span) {
  if (!shape(e, span, {""}, (name + "(XS)").c_str())) return fault_silently(span);
  Typed const list = lower(*e.arguments[0].value);
  if (special(list.type)) return passed_on(list, span);
  if (!is_kind(program(), list.type, TypeKind::list))
    return mismatch_list(e.arguments[0].value->span, list.type);
  return {emit(core::Op::builtin, list.type, {list.id}, span, static_cast<std::uint32_t>(which)), list.type};
}

Typed Lowering::joined(syntax::Call const& e, Span span) {
  if (!shape(e, span, {""}, "joined(XS)")) return fault_silently(span);
  Typed const list = lower(*e.arguments[0].value);
  if (special(list.type)) return passed_on(list, span);
  TypeId const element = element_of(list.type);
  bool const periods = is_kind(program(), element, TypeKind::period);
  bool const fine = special(element) || periods || is_kind(program(), element, TypeKind::list) ||
                    is_kind(program(), element, TypeKind::history);
  if (!is_kind(program(), list.type, TypeKind::list) || !fine) {
    return fault(Code::type_mismatch, e.arguments[0].value->span,
                 fmt::format("`joined` takes a list of lists, histories or periods, but this is {}",
                             type_name(ws_, list.type)));
  }
  TypeId const whole = periods ? simple(program(), TypeKind::history) : element;
  return {emit(core::Op::builtin, whole, {list.id}, span, static_cast<std::uint32_t>(Builtin::joined)),
          whole};
}

// Money of an earlier era in the currency that followed it.
Typed Lowering::redenominated(syntax::Call const& e, Span span, Ask const& ask) {
  core::Program& p = program();
  if (!shape(e, span, {"", "to"}, "redenominated(m to CUR)")) return fault_silently(span);
  Typed const value = lower(*e.arguments[0].value, ask.operand());
  auto const* named = std::get_if<syntax::Reference>(&e.arguments[1].value->node);
  if (!named)
    return fault(Code::wrong_arguments, e.arguments[1].value->span, "a currency is named after `to`");
  auto const target = resolve(ws_, site_.package, named->path, {Kind::currency}, "a currency");
  if (!target) return fault_silently(span);
  model::CurrencyId const later(target->index);
  TypeId const type = money(p, later);
  if (special(value.type)) return {passed_on(value, span).id, type};
  if (!is_kind(p, value.type, TypeKind::money) || p.types[value.type].currency == none) {
    return fault(Code::currency_mismatch, e.arguments[0].value->span,
                 fmt::format("`redenominated` takes money of a known currency, but this is {}",
                             type_name(ws_, value.type)));
  }
  model::CurrencyId from = p.types[value.type].currency;
  model::CurrencyId step = later;
  model::CurrencyId oldest = step;
  for (std::size_t guard = 0; step != from && step < p.currencies.size() && guard <= p.currencies.size();
       ++guard) {
    oldest = step;
    step = p.currencies[step].follows;
  }
  if (step != from) {
    ws_.diagnostics
        .error(Code::currency_mismatch, span,
               fmt::format("{} does not follow {}", quoted(p.currencies[target->index].code),
                           quoted(p.currencies[from].code)))
        .places.push_back({ws_.currencies[oldest].decl->name.span, "the oldest that it follows"});
    return fault_silently(span);
  }
  return {emit(core::Op::builtin, type, {value.id}, span, static_cast<std::uint32_t>(Builtin::redenominated),
               target->index),
          type};
}

// ---------------------------------------------------------------- dispatch

namespace {

struct History {
  char const* name;
  Builtin builtin;
  Unit unit;
};
constexpr std::array counts{History{"days", Builtin::days, Unit::days},
                            History{"touched_months", Builtin::touched_months, Unit::months},
                            History{"complete_months", Builtin::complete_months, Unit::months},
                            History{"months_by_date", Builtin::months_by_date, Unit::months},
                            History{"touched_years", Builtin::touched_years, Unit::years}};

struct Simple {
  char const* name;
  Builtin builtin;
  TypeKind takes, gives;
};
constexpr std::array simple_ones{
    Simple{"merge", Builtin::merge, TypeKind::history, TypeKind::history},
    Simple{"first_day", Builtin::first_day, TypeKind::history, TypeKind::date},
    Simple{"last_day", Builtin::last_day, TypeKind::history, TypeKind::date},
    Simple{"year", Builtin::year, TypeKind::date, TypeKind::whole},
    Simple{"month", Builtin::month, TypeKind::date, TypeKind::whole},
    Simple{"day", Builtin::day, TypeKind::date, TypeKind::whole},
    Simple{"weekday", Builtin::weekday, TypeKind::date, TypeKind::whole},
    Simple{"quarter", Builtin::quarter, TypeKind::date, TypeKind::whole},
    Simple{"first_of_month", Builtin::first_of_month, TypeKind::date, TypeKind::date},
    Simple{"last_of_month", Builtin::last_of_month, TypeKind::date, TypeKind::date},
    Simple{"first_of_quarter", Builtin::first_of_quarter, TypeKind::date, TypeKind::date},
    Simple{"last_of_quarter", Builtin::last_of_quarter, TypeKind::date, TypeKind::date}};

}  // namespace

std::optional<Typed> Lowering::builtin(syntax::Call const& e, Span span, Ask const& ask) {
  if (e.callee.parts.size() != 1 || !is_builtin(e.callee.parts[0].text)) return std::nullopt;
  std::string const& name = e.callee.parts[0].text;
  if (ask.as_of != none) {
    return fault(Code::not_dated, span,
                 fmt::format("{} is a built-in function and has no versions", quoted(name)));
  }
  for (auto const& c : counts) {
    if (name == c.name)
      return one_argument(c.builtin, TypeKind::history, quantity(program(), c.unit), e, span);
  }
  for (auto const& s : simple_ones) {
    if (name == s.name) return one_argument(s.builtin, s.takes, simple(program(), s.gives), e, span);
  }
  if (name == "clip") return clip(e, span);
  if (name == "common") return two_arguments(Builtin::common, ",", TypeKind::history, e, span);
  if (name == "split") return two_arguments(Builtin::split, "at", TypeKind::date, e, span);
  if (name == "attributed") return two_arguments(Builtin::attributed, "to", TypeKind::state, e, span);
  if (name == "age") return age(e, span);
  if (name == "date") return date(e, span);
  if (name == "min") return extreme(Builtin::min, e, span, ask);
  if (name == "max") return extreme(Builtin::max, e, span, ask);
  if (name == "abs") return absolute(e, span, ask);
  if (name == "floor") return to_whole(Builtin::floor, e, span, ask);
  if (name == "ceiling") return to_whole(Builtin::ceiling, e, span, ask);
  if (name == "largest") return some_of(Builtin::largest, name, e, span);
  if (name == "leading") return some_of(Builtin::leading, name, e, span);
  if (name == "length") return length(e, span);
  if (name == "empty") return empty(e, span);
  if (name == "distinct") return same_list(Builtin::distinct, name, e, span);
  if (name == "reversed") return same_list(Builtin::reversed, name, e, span);
  if (name == "joined") return joined(e, span);
  if (name == "redenominated") return redenominated(e, span, ask);
  if (name == "resolve") return resolve_periods(e, span);
  if (name == "exactly") {
    if (!shape(e, span, {""}, "exactly(E)")) return fault_silently(span);
    Ask inner = ask;
    inner.unrounded = true;
    return lower(*e.arguments[0].value, inner);
  }
  return instrument(e, span);
}

}  // namespace convenio::check
