// The built-in functions of the language: most are checked by the signature that the table of functions gives
// them, the others by a rule of their own. Knows no declaration; instruments and precedences are in
// instruments.cpp.
#include <algorithm>

#include <fmt/format.h>

#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/lower.hpp"
#include "engine/core/functions.hpp"

namespace convenio::check {

using core::Builtin;
using model::Unit;

namespace {

// The call has as many arguments as labels, separated by them; the first label is always "".
bool has_labels(syntax::Call const& e, std::vector<std::string_view> const& labels) {
  return std::equal(e.arguments.begin(), e.arguments.end(), labels.begin(), labels.end(),
                    [&](syntax::Argument const& argument, std::string_view label) {
                      bool const first = &argument == &e.arguments.front();
                      bool const same = argument.label.empty() ? label == "," : argument.label == label;
                      return argument.value && (first || same);
                    });
}

bool has_form(syntax::Call const& e, core::Function const& function) {
  std::vector<std::string_view> labels;
  for (auto const& operand : function.signature.operands()) labels.push_back(operand.label);
  return has_labels(e, labels);
}

}  // namespace

bool Lowering::shape(syntax::Call const& e, Span span, std::vector<std::string_view> const& labels,
                     core::Function const& function) {
  if (has_labels(e, labels)) return true;
  misshapen(e, span, function);
  return false;
}

void Lowering::misshapen(syntax::Call const& e, Span span, core::Function const& function) {
  fault(Code::wrong_arguments, span, fmt::format("{} is not called like this", quoted(spelled(e.callee))),
        fmt::format("write {}", quoted(function.form)));
}

ExprId Lowering::emit_builtin(core::Function const& function, TypeId type,
                              std::vector<ExprId> const& children, Span span, std::uint32_t b) {
  return emit(core::Op::builtin, type, children, span, static_cast<std::uint32_t>(*function.builtin), b);
}

// By the form of that name which has the labels of the call. The forms of a name give the same.
Typed Lowering::by_signature(std::span<core::Function const> forms, syntax::Call const& e, Span span) {
  auto const& result = forms.front().signature;
  TypeId const type =
      result.gives == TypeKind::quantity ? quantity(program(), result.unit) : simple(program(), result.gives);
  auto const form =
      std::find_if(forms.begin(), forms.end(), [&](auto const& one) { return has_form(e, one); });
  if (form == forms.end()) {
    misshapen(e, span, forms.front());
    return {fault_silently(span).id, type};
  }
  std::vector<ExprId> children;
  for (auto const& operand : form->signature.operands()) {
    std::string const what = operand.label.empty() ? fmt::format("what {} takes", quoted(form->name()))
                                                   : fmt::format("what follows {}", quoted(operand.label));
    syntax::Expr const& argument = *e.arguments[children.size()].value;
    children.push_back(require(argument, simple(program(), operand.kind), what));
  }
  return {emit_builtin(*form, type, children, span), type};
}

// ---------------------------------------------------------------- dates

Typed Lowering::age(core::Function const& function, syntax::Call const& e, Span span) {
  TypeId const months = quantity(program(), Unit::calendar_months);
  TypeId const date = simple(program(), TypeKind::date);
  if (!shape(e, span, {"", "at"}, function)) return {fault_silently(span).id, months};
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
  return {emit_builtin(function, months, {birth, day}, span, static_cast<std::uint32_t>(stated->mode)),
          months};
}

// `months_by_date(h missing back by 30 days)`: both what becomes of a day that a month has not, and how many
// of the days left over are a month, are law.
Typed Lowering::months_by_date(core::Function const& function, syntax::Call const& e, Span span) {
  core::Program& p = program();
  TypeId const months = quantity(p, Unit::months);
  bool const alone = e.arguments.size() == 1 && e.arguments[0].value;
  if (!alone && !has_labels(e, {"", "by"})) {
    misshapen(e, span, function);
    return {fault_silently(span).id, months};
  }
  syntax::Expr const& counted = *e.arguments[0].value;
  auto const* stated = std::get_if<syntax::Missing>(&counted.node);
  ExprId const history = require(stated && stated->value ? *stated->value : counted,
                                 simple(p, TypeKind::history), "what `months_by_date` takes");
  ExprId const month =
      alone ? none : require(*e.arguments[1].value, quantity(p, Unit::days), "what follows `by`");
  auto const told = [&](text::Code code, std::string message, std::string hint, std::string missing) {
    ws_.diagnostics.error(code, span, std::move(message), std::move(hint)).fix =
        text::Fix{{span.source, counted.span.end, counted.span.end}, std::move(missing)};
    return Typed{fault_silently(span).id, months};
  };
  if (!stated) {
    return told(
        Code::unstated_missing_day,
        "what happens when the month that is reached has no such day is not stated",
        alone ? "add `missing back`, `missing forward` or `missing refuse`, and how many days are a month: "
                "`by 30 days`"
              : "add `missing back`, `missing forward` or `missing refuse` after the history",
        alone ? " missing refuse by 30 days" : " missing refuse");
  }
  if (alone) {
    return told(Code::unstated_month, "how many of the days left over are a month is not stated",
                "add `by 30 days`, or another number of days", " by 30 days");
  }
  auto const constant = constant_of(p, month);
  auto const* days = constant ? std::get_if<model::Rational>(&constant->content) : nullptr;
  if (days && days->sign() <= 0) {
    return {fault(Code::unstated_month, e.arguments[1].value->span, "a month has more than no days").id,
            months};
  }
  return {emit_builtin(function, months, {history, month}, span, static_cast<std::uint32_t>(stated->mode)),
          months};
}

Typed Lowering::date(core::Function const& function, syntax::Call const& e, Span span) {
  TypeId const whole = simple(program(), TypeKind::whole);
  TypeId const type = simple(program(), TypeKind::date);
  if (!shape(e, span, {"", ",", ","}, function)) return {fault_silently(span).id, type};
  std::vector<ExprId> children;
  for (auto const& argument : e.arguments)
    children.push_back(require(*argument.value, whole, "what `date` takes"));
  return {emit_builtin(function, type, children, span), type};
}

// ---------------------------------------------------------------- numbers

namespace {

bool is_nought(syntax::Expr const& value) {
  auto const* number = std::get_if<syntax::Number>(&value.node);
  return number && number->digits.find_first_not_of("0.") == std::string::npos;
}

}  // namespace

// Nothing, in the money of whatever State the amount is of.
void Lowering::nought_of(Span written, syntax::Expr const& amount) {
  bool const simple_form = std::holds_alternative<syntax::Call>(amount.node) ||
                           std::holds_alternative<syntax::Reference>(amount.node);
  std::string const of =
      fmt::format("{}{}{}", simple_form ? "" : "(", ws_.sources.slice(amount.span), simple_form ? "" : ")");
  auto& told = ws_.diagnostics.last();
  told.hint = "no money of a State that is not known is written out: nothing of it is `0 *` an amount of it";
  told.fix = text::Fix{written, fmt::format("0 * {}", of)};
}

// `max(0 of S, x)`
void Lowering::nought_of_a_state(syntax::Call const& e) {
  bool const form = e.arguments.size() == 3 && e.arguments[1].label == "of" && e.arguments[0].value &&
                    e.arguments[1].value && e.arguments[2].value && is_nought(*e.arguments[0].value);
  if (!form) return;
  Span const first = e.arguments[0].value->span;
  nought_of({first.source, first.begin, e.arguments[1].value->span.end}, *e.arguments[2].value);
}

Typed Lowering::extreme(core::Function const& function, syntax::Call const& e, Span span, Ask const& ask) {
  core::Program& p = program();
  std::string const name = spelled(e.callee);
  Ask inner = ask.operand(ask.expected);
  if (e.arguments.size() == 1) inner.expected = special(ask.expected) ? nothing : list_of(p, ask.expected);
  std::vector<ExprId> children(e.arguments.size(), none);
  TypeId type = nothing;
  for (auto const& argument : e.arguments) {
    if (argument.label == "," || argument.label.empty()) continue;
    fault(Code::wrong_arguments, argument.label_span, fmt::format("{} separates by commas", quoted(name)));
    nought_of_a_state(e);
    return fault_silently(span);
  }
  std::vector<std::size_t> order;  // what takes its time from the others comes last
  for (bool const last : {false, true}) {
    for (std::size_t n = 0; n < e.arguments.size(); ++n) {
      if (!e.arguments[n].value) return fault_silently(span);
      if (takes_its_time(*e.arguments[n].value) == last) order.push_back(n);
    }
  }
  for (std::size_t const n : order) {
    auto const& argument = e.arguments[n];
    if (is_kind(p, type, TypeKind::money) && takes_its_time(*argument.value)) inner.expected = type;
    Typed one = lower(*argument.value, inner);
    children[n] = one.id;
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
    if (joined == poison && type != poison && one.type != poison) {
      bool const nought = &argument == &e.arguments[1] && is_nought(*e.arguments[0].value) &&
                          is_kind(p, one.type, TypeKind::money);
      if (nought) {
        mismatch(e.arguments[0].value->span, one.type, type, "what is compared");
        if (p.types[one.type].currency == none) nought_of(e.arguments[0].value->span, *argument.value);
      } else {
        mismatch(argument.value->span, type, one.type, "what is compared");
      }
    }
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
  return {emit_builtin(function, type, children, span), type};
}

Typed Lowering::absolute(core::Function const& function, syntax::Call const& e, Span span, Ask const& ask) {
  if (!shape(e, span, {""}, function)) return fault_silently(span);
  Typed const value = lower(*e.arguments[0].value, ask.operand(ask.expected));
  if (special(value.type)) return value;
  if (!is_ordered(program(), value.type) || is_kind(program(), value.type, TypeKind::date)) {
    return fault(Code::wrong_operands, span,
                 fmt::format("{} has no absolute value", type_name(ws_, value.type)));
  }
  return {emit_builtin(function, value.type, {value.id}, span), value.type};
}

// ---------------------------------------------------------------- lists

// `largest(n of XS)` and `leading(n of XS)`.
Typed Lowering::some_of(core::Function const& function, syntax::Call const& e, Span span) {
  if (!shape(e, span, {"", "of"}, function)) return fault_silently(span);
  ExprId const count = require(*e.arguments[0].value, simple(program(), TypeKind::whole),
                               fmt::format("how many {} takes", quoted(function.name())));
  Typed const list = lower(*e.arguments[1].value);
  if (special(list.type)) return passed_on(list, span);
  if (!is_kind(program(), list.type, TypeKind::list))
    return mismatch_list(e.arguments[1].value->span, list.type);
  TypeId const element = element_of(list.type);
  bool const ordered = is_ordered(program(), element) && !is_plain_money(program(), element);
  if (*function.builtin == Builtin::largest && !special(element) && !ordered) {
    return fault(Code::wrong_operands, span,
                 fmt::format("values of {} have no order", type_name(ws_, element)));
  }
  return {emit_builtin(function, list.type, {count, list.id}, span), list.type};
}

Typed Lowering::length(core::Function const& function, syntax::Call const& e, Span span) {
  TypeId const whole = simple(program(), TypeKind::whole);
  if (!shape(e, span, {""}, function)) return {fault_silently(span).id, whole};
  Typed const list = lower(*e.arguments[0].value);
  bool const fine = special(list.type) || is_kind(program(), list.type, TypeKind::list) ||
                    is_kind(program(), list.type, TypeKind::history);
  if (!fine) mismatch_list(e.arguments[0].value->span, list.type);
  return {emit(core::Op::builtin, whole, {list.id}, span, static_cast<std::uint32_t>(Builtin::length)),
          whole};
}

// A list is empty when it has no element; a history knows itself.
Typed Lowering::empty(core::Function const& function, syntax::Call const& e, Span span) {
  core::Program& p = program();
  TypeId const truth = simple(p, TypeKind::truth);
  if (!shape(e, span, {""}, function)) return {fault_silently(span).id, truth};
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
  return {emit_builtin(function, truth, {what.id}, span), truth};
}

// `distinct(XS)` and `reversed(XS)`.
Typed Lowering::same_list(core::Function const& function, syntax::Call const& e, Span span) {
  if (!shape(e, span, {""}, function)) return fault_silently(span);
  Typed const list = lower(*e.arguments[0].value);
  if (special(list.type)) return passed_on(list, span);
  if (!is_kind(program(), list.type, TypeKind::list))
    return mismatch_list(e.arguments[0].value->span, list.type);
  return {emit_builtin(function, list.type, {list.id}, span), list.type};
}

Typed Lowering::joined(core::Function const& function, syntax::Call const& e, Span span, Ask const& ask) {
  if (!shape(e, span, {""}, function)) return fault_silently(span);
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
  TypeId whole = periods ? simple(program(), TypeKind::history) : element;
  if (element == nothing) {  // of an empty list: what is joined is told by what is expected
    whole = ask.expected;
    if (!is_kind(program(), whole, TypeKind::history) && !is_kind(program(), whole, TypeKind::list))
      return fault(Code::wrong_arguments, span, "an empty list does not say what is joined");
  }
  return {emit_builtin(function, whole, {list.id}, span), whole};
}

// Money of an earlier era in the currency that followed it.
Typed Lowering::payments(core::Function const& function, syntax::Call const& e, Span span, Ask const& ask) {
  core::Program& p = program();
  if (!shape(e, span, {"", "of"}, function)) return fault_silently(span);
  ExprId const count = require(*e.arguments[0].value, simple(p, TypeKind::ratio), "the number of payments");
  Typed const paid = lower(*e.arguments[1].value, ask.operand());
  if (special(paid.type)) return passed_on(paid, span);
  if (!is_kind(p, paid.type, TypeKind::money)) {
    return fault(Code::wrong_operands, e.arguments[1].value->span,
                 fmt::format("what is paid is an amount of money, but this is {}", type_name(ws_, paid.type)));
  }
  if (is_plain_money(p, paid.type)) {
    return fault(Code::currency_mismatch, e.arguments[1].value->span,
                 "the currency of what is paid is not known here");
  }
  core::Type sum = p.types[paid.type];
  sum.per = model::Per::sum;
  TypeId const type = intern(p, sum);
  return {emit_builtin(function, type, {count, paid.id}, span), type};
}

Typed Lowering::redenominated(core::Function const& function, syntax::Call const& e, Span span,
                              Ask const& ask) {
  core::Program& p = program();
  if (!shape(e, span, {"", "to"}, function)) return fault_silently(span);
  Typed const value = lower(*e.arguments[0].value, ask.operand());
  auto const* named = std::get_if<syntax::Reference>(&e.arguments[1].value->node);
  if (!named)
    return fault(Code::wrong_arguments, e.arguments[1].value->span, "a currency is named after `to`");
  auto const target = resolve(ws_, site_.package, named->path, {Kind::currency}, "a currency");
  if (!target) return fault_silently(span);
  model::CurrencyId const later(target->index);
  auto const per = is_kind(p, value.type, TypeKind::money) ? p.types[value.type].per : model::Per::sum;
  TypeId const type = money(p, later, per);
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
  return {emit_builtin(function, type, {value.id}, span, target->index), type};
}

// ---------------------------------------------------------------- dispatch

std::optional<Typed> Lowering::builtin(syntax::Call const& e, Span span, Ask const& ask) {
  if (e.callee.parts.size() != 1) return std::nullopt;
  auto const forms = core::forms_of(e.callee.parts[0].text);
  if (forms.empty()) return std::nullopt;
  auto const& function = forms.front();
  if (ask.as_of != none) {
    return fault(Code::not_dated, span,
                 fmt::format("{} is a built-in function and has no versions", quoted(function.name())));
  }
  switch (function.typing) {
    case core::Typing::by_signature:
      return by_signature(forms, e, span);
    case core::Typing::age:
      return age(function, e, span);
    case core::Typing::months_by_date:
      return months_by_date(function, e, span);
    case core::Typing::date:
      return date(function, e, span);
    case core::Typing::extreme:
      return extreme(function, e, span, ask);
    case core::Typing::absolute:
      return absolute(function, e, span, ask);
    case core::Typing::some_of:
      return some_of(function, e, span);
    case core::Typing::length:
      return length(function, e, span);
    case core::Typing::empty:
      return empty(function, e, span);
    case core::Typing::same_list:
      return same_list(function, e, span);
    case core::Typing::joined:
      return joined(function, e, span, ask);
    case core::Typing::payments:
      return payments(function, e, span, ask);
    case core::Typing::redenominated:
      return redenominated(function, e, span, ask);
    case core::Typing::resolution:
      return resolve_periods(function, e, span);
    case core::Typing::exact:
      return exactly(function, e, span, ask);
    case core::Typing::instrument:
      return instrument(function, e, span);
    case core::Typing::of_the_grammar:
      return fault(Code::wrong_arguments, span,
                   fmt::format("{} is not called like this", quoted(function.name())));
  }
  return std::nullopt;
}

Typed Lowering::exactly(core::Function const& function, syntax::Call const& e, Span span, Ask const& ask) {
  if (!shape(e, span, {""}, function)) return fault_silently(span);
  Ask inner = ask;
  inner.unrounded = true;
  return lower(*e.arguments[0].value, inner);
}

}  // namespace convenio::check
