// Lowering: dispatch over the forms of expressions, frames, and choice (if, let, as of).
// Each family of forms has its own file; see lower.hpp.
#include "engine/check/elaborate/lower.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "grammar/syntax/codes.hpp"

namespace convenio::check {

namespace {

constexpr std::uint32_t deepest = 600;  // expressions in expressions; the parser bounds brackets, not chains

}  // namespace

// ---------------------------------------------------------------- frames and nodes

std::uint32_t Lowering::declare(std::string name, TypeId type) {
  locals_.push_back({std::move(name), type, slots_, none});
  return slots_++;
}

void Lowering::declare_at(std::string name, TypeId type, std::uint32_t slot) {
  locals_.push_back({std::move(name), type, slot, none});
}

void Lowering::declare_candidates(TypeId type, model::AwardId award) {
  for (char const* const name : {"this", "other"}) {
    declare(name, type);
    locals_.back().candidate_of = award;
  }
}

void Lowering::assume(std::uint32_t slot, model::StateId state) { assumptions_.push_back({slot, state}); }

ExprId Lowering::emit(core::Op op, TypeId type, std::vector<ExprId> const& children, Span span,
                      std::uint32_t a, std::uint32_t b) {
  core::Expr e;
  e.op = op;
  e.type = type;
  e.a = a;
  e.b = b;
  e.first_child = static_cast<std::uint32_t>(program().children.size());
  e.child_count = static_cast<std::uint32_t>(children.size());
  e.span = span;
  program().children.insert(program().children.end(), children.begin(), children.end());
  program().expressions.push_back(e);
  return static_cast<ExprId>(program().expressions.size() - 1);
}

Typed Lowering::constant(model::Value value, TypeId type, Span span) {
  program().constants.push_back(std::move(value));
  return {
      emit(core::Op::constant, type, {}, span, static_cast<std::uint32_t>(program().constants.size() - 1)),
      type};
}

Typed Lowering::fold(ExprId id, TypeId type) {
  auto value = constant_of(program(), id);
  if (!value) return {id, type};
  return constant(std::move(*value), type, program().expressions[id].span);
}

Typed Lowering::fault(text::Code code, Span span, std::string message, text::Hint hint) {
  ws_.diagnostics.error(code, span, std::move(message), std::move(hint));
  return fault_silently(span);
}

// ---------------------------------------------------------------- demands

TypeId Lowering::assumed(TypeId type) {
  if (special(type) || assumptions_.empty()) return type;
  core::Type const& t = program().types[type];
  if (t.kind == TypeKind::list) return list_of(program(), assumed(t.element));
  if (t.of == none) return type;
  bool const time = t.kind == TypeKind::quantity;
  for (auto const& assumption : assumptions_) {
    core::State const& state = program().states[assumption.state];
    if (assumption.slot != t.of) continue;
    if (t.kind == TypeKind::record) return record_of_state(program(), t, assumption.state);
    if (time && state.unit) return quantity(program(), *state.unit);
    if (!time && !state.currencies.empty()) return money_of_state(program(), t, assumption.state);
  }
  return type;
}

TypeId Lowering::settled(TypeId declared, std::span<Holder const> holders, Span span) {
  TypeId const type = substitute(program(), declared, holders);
  std::uint32_t const local = unit_local(program(), declared);
  if (type != poison || local == none) return type;
  Holder const holder = local < holders.size() ? holders[local] : Holder{};
  if (holder.kind == Holder::Kind::state) {
    report_no_unit(ws_, model::StateId(holder.index), span);
  } else {
    fault(Code::unit_of_no_state, span, "in the unit of which State this is counted cannot be told",
          "give the State a name: `let S = ... in ...`");
  }
  return type;
}

Typed Lowering::leaving(Typed result, std::uint32_t first_slot, Span span) {
  std::uint32_t const local = unit_local(program(), result.type);
  if (local == none || local < first_slot) return result;
  return fault(Code::unit_of_no_state, span,
               "a quantity in the unit of a State leaves the place where that State has a name",
               "convert it there: `convert(... to months by TABLE up)`");
}

bool Lowering::accepts(TypeId found, TypeId wanted) {
  return fits(program(), found, wanted) || fits(program(), assumed(found), assumed(wanted));
}

std::string Lowering::mismatch_hint(TypeId wanted, TypeId found, Span declared) const {
  core::Program const& p = ws_.program;
  if (is_kind(p, wanted, TypeKind::quantity) && is_kind(p, found, TypeKind::quantity)) {
    if (is_calendar(p, wanted) != is_calendar(p, found)) {
      return "time of insurance and spans of the calendar are different things";
    }
    std::string const unit = core::type_name(p, wanted);
    if (in_unit_of_state(p, wanted)) return "convert it: `convert(... to unit of S by TABLE up)`";
    if (declared.source != text::no_source)
      return fmt::format("write it in `{}`, or declare another unit", unit);
    return fmt::format("convert it: `convert(... to {} by TABLE down)`", unit);
  }
  if (is_kind(p, wanted, TypeKind::whole) && is_kind(p, found, TypeKind::ratio)) {
    return "`floor(...)` or `ceiling(...)` make a ratio whole";
  }
  if (times_differ(p, wanted, found)) return times_hint(wanted, found);
  if (is_kind(p, wanted, TypeKind::money) && is_plain_money(p, found))
    return "the currency of this amount is not known";
  if (is_kind(p, wanted, TypeKind::quantity) && is_number(p, found)) {
    return fmt::format("write the unit: `... {}`", core::type_name(p, wanted));
  }
  if (is_kind(p, wanted, TypeKind::money) && is_number(p, found))
    return "write the currency after the number";
  bool const of_a_state =
      is_kind(p, wanted, TypeKind::money) && p.types[wanted].currency == none && !is_plain_money(p, wanted);
  if (of_a_state && is_kind(p, found, TypeKind::money) && p.types[found].currency != none) {
    return "it is money of that State in an arm of `match` over the State, and in a part of an open rule for "
           "it";
  }
  return "";
}

Typed Lowering::mismatch(Span span, TypeId wanted, TypeId found, std::string_view what, Span declared) {
  bool const units =
      is_kind(program(), wanted, TypeKind::quantity) && is_kind(program(), found, TypeKind::quantity);
  bool const currencies =
      is_kind(program(), wanted, TypeKind::money) && is_kind(program(), found, TypeKind::money);
  bool const times = times_differ(program(), wanted, found);
  text::Code const code = units        ? Code::unit_mismatch
                          : times      ? times_code(wanted, found)
                          : currencies ? Code::currency_mismatch
                                       : Code::type_mismatch;
  auto& told = ws_.diagnostics.error(
      code, span,
      fmt::format("{} must be {}, but this is {}", what, type_name(ws_, wanted), type_name(ws_, found)),
      mismatch_hint(wanted, found, declared));
  if (declared.source != text::no_source) told.places.push_back({declared, "declared here"});
  std::string_view const written = ws_.sources.slice(span);
  bool const literal =
      !written.empty() && written.find_first_not_of("0123456789_.") == std::string_view::npos;
  if (literal && is_number(program(), found)) {
    auto const& type = program().types[wanted];
    if (is_kind(program(), wanted, TypeKind::money) && type.currency != none)
      told.fix = text::Fix{span, fmt::format("{} {}", written, program().currencies[type.currency].code)};
    if (is_kind(program(), wanted, TypeKind::quantity))
      told.fix = text::Fix{span, fmt::format("{} {}", written, core::type_name(program(), wanted))};
  }
  return fault_silently(span);
}

ExprId Lowering::require(syntax::Expr const& expr, TypeId wanted, std::string_view what, Ask ask,
                         Span declared) {
  ask.expected = wanted;
  Typed const got = lower(expr, ask);
  if (!accepts(got.type, wanted)) return mismatch(expr.span, wanted, got.type, what, declared).id;
  return got.id;
}

// ---------------------------------------------------------------- dispatch

Typed Lowering::lower(syntax::Expr const& expr, Ask const& ask) {
  if (depth_ >= deepest) {
    return fault(syntax::Code::nesting_too_deep, expr.span,
                 fmt::format("this expression is nested more than {} deep", deepest),
                 "give parts of it a name with `let`, or a rule of their own");
  }
  ++depth_;
  Typed result = dispatch(expr, ask);
  --depth_;
  result.type = assumed(result.type);
  return result;
}

namespace {

template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

}  // namespace

Typed Lowering::dispatch(syntax::Expr const& expr, Ask const& ask) {
  Span const s = expr.span;
  return std::visit(Overloaded{[&](syntax::Broken const&) { return fault_silently(s); },
                               [&](syntax::Number const& e) { return number(e, s); },
                               [&](syntax::Quantity const& e) { return quantity_literal(e, s); },
                               [&](syntax::Money const& e) { return money_literal(e, s); },
                               [&](syntax::MoneyOf const& e) { return money_of(e, s, ask); },
                               [&](syntax::DateLiteral const& e) {
                                 return constant({to_date(e.date)}, simple(program(), TypeKind::date), s);
                               },
                               [&](syntax::Truth const& e) {
                                 return constant({e.value}, simple(program(), TypeKind::truth), s);
                               },
                               [&](syntax::TextLiteral const& e) {
                                 return constant({e.value}, simple(program(), TypeKind::text), s);
                               },
                               [&](syntax::Reference const& e) { return reference(e.path, ask); },
                               [&](syntax::Call const& e) { return call(e, s, ask); },
                               [&](syntax::Field const& e) {
                                 return e.object ? field(lower(*e.object), e.field) : fault_silently(s);
                               },
                               [&](syntax::Unary const& e) { return unary(e, s, ask); },
                               [&](syntax::Binary const& e) { return binary(e, s, ask); },
                               [&](syntax::Rounded const& e) { return rounded(e, s, ask); },
                               [&](syntax::Restated const& e) { return restated(e, s, ask); },
                               [&](syntax::Converted const& e) { return exchanged(e, s, ask); },
                               [&](syntax::Missing const& e) { return missing(e, s, ask); },
                               [&](syntax::AsOf const& e) { return as_of(e, s, ask); },
                               [&](syntax::If const& e) { return conditional(e, s, ask); },
                               [&](syntax::Let const& e) { return let(e, s, ask); },
                               [&](syntax::Match const& e) { return match(e, s, ask); },
                               [&](syntax::Comprehension const& e) { return comprehension(e, s, ask); },
                               [&](syntax::Carry const& e) { return carry(e, s, ask); },
                               [&](syntax::ListLiteral const& e) { return list(e, s, ask); },
                               [&](syntax::Range const& e) { return range(e, s); },
                               [&](syntax::Make const& e) { return make(e, s); },
                               [&](syntax::MakePeriod const& e) { return make_period(e, {}, s); },
                               [&](syntax::With const& e) { return with(e, s); },
                               [&](syntax::Periods const& e) { return periods(e, s); },
                               [&](syntax::Convert const& e) { return convert(e, s, ask); },
                               [&](syntax::Certified const& e) { return certified(e, s); },
                               [&](syntax::Undefined const& e) { return undefined(e, s); },
                               [&](syntax::NotEncoded const& e) { return not_encoded(e, s); },
                               [&](syntax::Unknown const&) {
                                 return fault(Code::not_allowed_here, s, "`unknown` is no value",
                                              "it stands alone as the value of a row or of a fact in a test; "
                                              "a rule says `undefined \"why\"`");
                               },
                               [&](syntax::Contradictory const&) {
                                 return fault(Code::not_allowed_here, s,
                                              "`contradictory` stands only as the value of a fact in a test");
                               }},
                    expr.node);
}

// ---------------------------------------------------------------- choice

// Results of several ways to the same value: one type for all.
Typed Lowering::branches(std::vector<Typed>& results, std::vector<Span> const& spans, TypeId expected) {
  Typed whole{none, nothing};
  for (std::size_t i = 0; i < results.size(); ++i) {
    TypeId const joined = join(program(), whole.type, results[i].type);
    bool const new_fault = joined == poison && whole.type != poison && results[i].type != poison;
    if (new_fault) {
      mismatch(spans[i], special(expected) ? whole.type : expected, results[i].type,
               "every way to this value");
    }
    whole.type = joined;
    if (joined == poison) return whole;
  }
  if (special(expected) || special(whole.type) || accepts(whole.type, expected)) return whole;
  auto const fitting = [&](Typed const& result) { return accepts(result.type, expected); };
  if (std::none_of(results.begin(), results.end(), fitting)) return whole;  // said of the whole
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (!fitting(results[i])) mismatch(spans[i], expected, results[i].type, "every way to this value");
  }
  whole.type = poison;
  return whole;
}

Typed Lowering::conditional(syntax::If const& e, Span span, Ask const& ask) {
  if (!e.condition || !e.yes || !e.no) return fault_silently(span);
  ExprId const condition = require(*e.condition, simple(program(), TypeKind::truth), "a condition");
  Ask const way{ask.expected, ask.unrounded, std::nullopt, none};
  std::vector<Typed> results{lower(*e.yes, way), lower(*e.no, way)};
  Typed whole = branches(results, {e.yes->span, e.no->span}, ask.expected);
  whole.id = emit(core::Op::if_, whole.type, {condition, results[0].id, results[1].id}, span);
  return whole;
}

Typed Lowering::let(syntax::Let const& e, Span span, Ask const& ask) {
  if (!e.body) return fault_silently(span);
  Scope const scope(*this);
  std::vector<std::pair<std::uint32_t, ExprId>> bound;
  for (auto const& binding : e.bindings) {
    Typed const value = binding.value ? lower(*binding.value) : fault_silently(span);
    bound.emplace_back(declare(binding.name.text, value.type), value.id);
  }
  Typed result = lower(*e.body, {ask.expected, ask.unrounded, std::nullopt, none});
  if (!bound.empty()) result = leaving(result, bound.front().first, span);
  for (auto it = bound.rbegin(); it != bound.rend(); ++it) {
    result.id = emit(core::Op::let_, result.type, {it->second, result.id}, span, it->first);
  }
  return result;
}

Typed Lowering::undefined(syntax::Undefined const& e, Span span) {
  return {emit(core::Op::undefined, nothing, {}, span, sentence(e.reason.value)), nothing};
}

Typed Lowering::not_encoded(syntax::NotEncoded const& e, Span span) {
  return {emit(core::Op::not_encoded, nothing, {}, span, sentence(e.reason.value)), nothing};
}

std::uint32_t Lowering::sentence(std::string const& words) {
  program().sentences.push_back(words);
  return static_cast<std::uint32_t>(program().sentences.size() - 1);
}

// ---------------------------------------------------------------- dates that govern

Typed Lowering::as_of(syntax::AsOf const& e, Span span, Ask const& ask) {
  if (!e.value || !e.date) return fault_silently(span);
  ExprId const date = require(*e.date, simple(program(), TypeKind::date), "what follows `as of`");
  bool const named = std::holds_alternative<syntax::Reference>(e.value->node) ||
                     std::holds_alternative<syntax::Call>(e.value->node);
  Ask dated = ask.plain();
  dated.as_of = date;
  Typed const result = named ? lower(*e.value, dated) : Typed{};
  // A rule or parameter has taken the date; fields may follow it.
  core::Expr const* used = result.id == none ? nullptr : &program().expressions[result.id];
  while (used && used->op == core::Op::field)
    used = &program().expressions[program().children[used->first_child]];
  bool const takes = used && (used->op == core::Op::call || used->op == core::Op::lookup);
  if (takes && used->op == core::Op::call) ws_.dated_calls.push_back({used->rule(), span});
  if (takes || (used && result.type == poison)) return result;
  return fault(Code::not_dated, e.value->span,
               "`as of` needs a rule with versions or a parameter with dates before it");
}

ExprId Lowering::governing_date(Site const& site, bool table, std::uint32_t index, Span span) {
  TypeId const date = simple(program(), TypeKind::date);
  core::RuleId const rule = governing_rule(ws_, site.text);
  if (rule != none) return emit(core::Op::call, date, {}, span, rule);
  bool const same_text = site.text == site_.text && site.package == site_.package;
  if (date_slot_ != none && same_text) return emit(core::Op::local, date, {}, span, date_slot_);
  ws_.ungoverned.push_back({table, index, span});
  return emit(core::Op::undefined, date, {}, span, 0);
}

ExprId Lowering::in_force(ExprId body, TypeId type, Span span) {
  if (!site_.dated) return body;
  TypeId const date_type = simple(program(), TypeKind::date);
  ExprId const date = date_slot_ != none ? emit(core::Op::local, date_type, {}, span, date_slot_)
                                         : governing_date(site_, false, none, span);
  program().validities.push_back(site_.validity);
  auto const validity = static_cast<std::uint32_t>(program().validities.size() - 1);
  return emit(core::Op::in_force, type, {date, body}, span, validity, site_.citation);
}

ExprId Lowering::in_force_condition(Span span) {
  if (!site_.dated) return none;
  TypeId const date_type = simple(program(), TypeKind::date);
  TypeId const truth = simple(program(), TypeKind::truth);
  std::vector<ExprId> bounds;
  if (site_.validity.from) {
    ExprId const date = governing_date(site_, false, none, span);
    bounds.push_back(emit(core::Op::less_equal, truth,
                          {constant({*site_.validity.from}, date_type, span).id, date}, span));
  }
  if (site_.validity.until) {
    ExprId const date = governing_date(site_, false, none, span);
    bounds.push_back(emit(core::Op::less_equal, truth,
                          {date, constant({*site_.validity.until}, date_type, span).id}, span));
  }
  if (bounds.empty()) return none;
  return bounds.size() == 1 ? bounds.front() : emit(core::Op::and_, truth, bounds, span);
}

}  // namespace convenio::check
