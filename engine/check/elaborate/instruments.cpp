// Functions that name something of the law: instruments, precedences, conversion tables, certified
// quantities. Knows these declarations by their signatures only.
#include <algorithm>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/lower.hpp"
#include "engine/check/lint/codes.hpp"
#include "engine/core/functions.hpp"

namespace convenio::check {

namespace {

syntax::Path const* named(syntax::Expr const& expr) {
  auto const* reference = std::get_if<syntax::Reference>(&expr.node);
  return reference ? &reference->path : nullptr;
}

}  // namespace

Typed Lowering::instrument(core::Function const& function, syntax::Call const& e, Span span) {
  core::Program& p = program();
  TypeId const state = simple(p, TypeKind::state);
  TypeId const date = simple(p, TypeKind::date);
  TypeId const truth = simple(p, TypeKind::truth);
  struct Form {
    std::string_view name;
    core::Op op;
    std::vector<std::string_view> labels;
    std::size_t text;  // position of the instrument, or beyond
    TypeId type;
  };
  Form const forms[] = {{"party", core::Op::party, {"", "of", "at"}, 1, truth},
                        {"bound", core::Op::bound, {"", ",", "by", "at"}, 2, truth},
                        {"linked", core::Op::linked, {"", ",", "at"}, 9, truth},
                        {"parties", core::Op::parties, {"", "at"}, 0, list_of(p, state)}};
  for (auto const& f : forms) {
    if (function.name() != f.name) continue;
    if (!shape(e, span, f.labels, function)) return {fault_silently(span).id, f.type};
    std::vector<ExprId> children;
    core::TextId text = none;
    for (std::size_t i = 0; i < e.arguments.size(); ++i) {
      syntax::Expr const& argument = *e.arguments[i].value;
      if (i == f.text) {
        auto const* path = named(argument);
        if (!path) {
          fault(Code::wrong_arguments, argument.span, "an agreement is named here",
                fmt::format("write {}", quoted(function.form)));
        }
        text = path ? resolve_text(ws_, site_.package, *path).value_or(none) : none;
        if (text != none && p.texts[text].kind == core::LegalText::Kind::scheme) {
          fault(Code::wrong_kind, argument.span,
                fmt::format("{} is a national scheme and has no parties", quoted(spelled(*path))));
        }
      } else {
        bool const last = i + 1 == e.arguments.size();
        children.push_back(require(argument, last ? date : state, last ? "what follows `at`" : "a party"));
      }
    }
    if (f.text < e.arguments.size() && text != none) never_party(e, children, text, f.text);
    if (f.text < e.arguments.size() && text == none) return {fault_silently(span).id, f.type};
    return {instrument_op(f.op, children, text, span), f.type};
  }
  misshapen(e, span, function);
  return fault_silently(span);
}

ExprId Lowering::instrument_op(core::Op op, std::vector<ExprId> const& given, TextId text, Span span) {
  if (op == core::Op::party) return party_of(given[0], given[1], text, span);
  if (op == core::Op::bound) return bound_by(given[0], given[1], given[2], text, span);
  if (op == core::Op::linked) return linked_by_any(given[0], given[1], given[2], span);
  return parties_of(given[0], text, span);
}

// A State named here that is never a party of the text: the answer is always no.
void Lowering::never_party(syntax::Call const& e, std::vector<ExprId> const& states, TextId text,
                           std::size_t text_position) {
  if (purpose_ == Purpose::expectation) return;  // a test may state just that
  core::LegalText const& named = program().texts[text];
  TextId const agreement = named.kind == core::LegalText::Kind::regulation ? named.agreement : text;
  if (agreement == none) return;
  auto const& parties = program().texts[agreement].parties;
  for (std::size_t i = 0; i < text_position && i < states.size(); ++i) {
    auto const constant = constant_of(program(), states[i]);
    auto const* state = constant ? std::get_if<model::StateRef>(&constant->content) : nullptr;
    if (!state) continue;
    bool const party = std::any_of(parties.begin(), parties.end(),
                                   [&](core::PartySpan const& p) { return p.state == state->id; });
    if (party) continue;
    ws_.diagnostics.warning(Code::party_left_out, e.arguments[i].value->span,
                            fmt::format("{} is never a party of {}", quoted(program().states[state->id].code),
                                        quoted(program().texts[agreement].name)),
                            "was it left out of `parties`?");
  }
}

Typed Lowering::resolve_periods(core::Function const& function, syntax::Call const& e, Span span) {
  TypeId const history = simple(program(), TypeKind::history);
  if (!shape(e, span, {"", "by"}, function)) return {fault_silently(span).id, history};
  if (!allowed("a precedence", span)) return {fault_silently(span).id, history};
  ExprId const h = require(*e.arguments[0].value, history, "what `resolve` takes");
  syntax::Expr const& by = *e.arguments[1].value;
  auto const* call = std::get_if<syntax::Call>(&by.node);
  auto const* path = call ? &call->callee : named(by);
  if (!path) {
    return {fault(Code::wrong_arguments, by.span, "a precedence is named after `by`",
                  "write `resolve(h by PRECEDENCE(...))`")
                .id,
            history};
  }
  auto const symbol = resolve(ws_, site_.package, *path, {Kind::precedence}, "a precedence");
  if (!symbol) return {fault_silently(span).id, history};
  core::Precedence const& precedence = program().precedences[symbol->index];
  if (precedence.domain != core::Precedence::Domain::periods) {
    return {fault(Code::wrong_precedence, by.span,
                  fmt::format("{} orders routes, not periods", quoted(spelled(*path))))
                .id,
            history};
  }
  static std::vector<syntax::Argument> const no_arguments;
  auto const parameters = precedence.parameters;
  auto args =
      arguments(call ? call->arguments : no_arguments, parameters, ws_.precedences[symbol->index].labels,
                path->parts.back().text, by.span, symbol->span);
  args.ids.insert(args.ids.begin(), h);
  if (!args.complete) return {fault_silently(span).id, history};
  return {emit(core::Op::resolve, history, args.ids, span, symbol->index), history};
}

Typed Lowering::certified(syntax::Certified const& e, Span span) {
  TypeId const type = quantity(program(), to_unit(e.unit));
  if (!e.value) return {fault_silently(span).id, type};
  if (is_calendar(program(), type)) {
    return fault(Code::unit_mismatch, span,
                 "institutions certify time of insurance, not spans of the calendar");
  }
  Typed const of = lower(*e.value);
  if (special(of.type)) return {passed_on(of, span).id, type};
  if (!is_kind(program(), of.type, TypeKind::period) && !is_kind(program(), of.type, TypeKind::history)) {
    return {
        fault(Code::type_mismatch, e.value->span,
              fmt::format("`certified` takes a history or a period, but this is {}", type_name(ws_, of.type)))
            .id,
        type};
  }
  return {emit(core::Op::certified, type, {of.id}, span, static_cast<std::uint32_t>(to_unit(e.unit))), type};
}

Typed Lowering::convert(syntax::Convert const& e, Span span, Ask const& ask) {
  core::Program& p = program();
  UnitOf const to = e.to_unit_of ? unit_of_state(*e.to_unit_of) : UnitOf{quantity(p, to_unit(e.to)), none};
  TypeId const type = to.type;
  if (!e.value || !e.table) return {fault_silently(span).id, type};
  Typed const value = lower(*e.value, ask.operand());
  Typed const by = conversion_of(*e.table);
  if (by.type == poison || value.type == poison || type == poison) return {fault_silently(span).id, type};
  if (value.type != nothing && !is_kind(p, value.type, TypeKind::quantity)) {
    return {fault(Code::type_mismatch, e.value->span,
                  fmt::format("only quantities can be converted, but this is {}", type_name(ws_, value.type)))
                .id,
            type};
  }
  if (is_calendar(p, type) || is_calendar(p, value.type)) {
    return {fault(Code::unit_mismatch, span, "spans of the calendar are not converted",
                  "conversion tables speak of days, weeks, months, quarters and years of insurance")
                .id,
            type};
  }
  auto const constant = constant_of(p, by.id);
  auto const* named = constant ? std::get_if<model::ConversionRef>(&constant->content) : nullptr;
  core::ConversionUse use;
  if (named) use.conversion = named->id;
  use.from_state = in_unit_of_state(p, value.type);
  use.to_state = to.state != none;
  use.path.push_back(p.types[value.type == nothing ? type : value.type].unit);
  for (auto const unit : e.via) use.path.push_back(to_unit(unit));
  use.path.push_back(p.types[type].unit);
  use.mode = e.mode;
  // A unit that the case decides, or a conversion that it chooses, is looked at when it is known.
  for (std::size_t i = 0; named && i + 1 < use.path.size() && value.type != nothing; ++i) {
    bool const open = (i == 0 && use.from_state) || (i + 2 == use.path.size() && use.to_state);
    if (open || model::direct_factor(p.conversions[named->id].equations, use.path[i], use.path[i + 1]))
      continue;
    ws_.diagnostics
        .error(Code::no_conversion, e.table->span,
               fmt::format("{} has no equation between {} and {}", quoted(p.conversions[named->id].name),
                           model::name(use.path[i]), model::name(use.path[i + 1])),
               "name the units in between: `via ...`")
        .places.push_back({ws_.conversions[named->id].decl->name.span, "declared here"});
    return {fault_silently(span).id, type};
  }
  std::vector<ExprId> children{value.id};
  if (!named) children.push_back(by.id);
  if (use.from_state) {
    children.push_back(emit(core::Op::local, simple(p, TypeKind::state), {}, span, p.types[value.type].of));
  }
  if (use.to_state) children.push_back(to.state);
  p.conversion_uses.push_back(std::move(use));
  return {
      emit(core::Op::convert, type, children, span, static_cast<std::uint32_t>(p.conversion_uses.size() - 1)),
      type};
}

// `unit of S`: of a local that is a state, or of a state by its name.
Lowering::UnitOf Lowering::unit_of_state(syntax::Name const& name) {
  core::Program& p = program();
  auto const* local = find_local(name.text);
  if (!local) {
    auto const symbol = resolve(ws_, site_.package, name, {Kind::state}, "a state");
    if (!symbol) return {};
    auto const unit = p.states[symbol->index].unit;
    if (!unit) report_no_unit(ws_, model::StateId(symbol->index), name.span);
    return {unit ? quantity(p, *unit) : poison, none};
  }
  TypeId const state = simple(p, TypeKind::state);
  if (local->type != state) {
    if (!special(local->type)) mismatch(name.span, state, local->type, "what follows `unit of`");
    return {};
  }
  core::Type type;
  type.kind = TypeKind::quantity;
  type.of = local->slot;
  TypeId const settled_here = assumed(intern(p, type));
  if (!in_unit_of_state(p, settled_here)) return {settled_here, none};
  return {settled_here, emit(core::Op::local, state, {}, name.span, local->slot)};
}

// A conversion by its name, or what gives one.
Typed Lowering::conversion_of(syntax::Expr const& written) {
  TypeId const conversion = simple(program(), TypeKind::conversion);
  if (auto const* named = std::get_if<syntax::Reference>(&written.node)) {
    bool const local = !named->path.parts.empty() && find_local(named->path.parts.front().text);
    auto const found = local ? Lookup{} : lookup(ws_, site_.package, named->path);
    bool const chosen = local || (found.found.size() == 1 &&
                                  (found.found[0].kind == Kind::rule || found.found[0].kind == Kind::table ||
                                   found.found[0].kind == Kind::fact));
    if (!chosen) {
      auto const symbol = resolve(ws_, site_.package, named->path, {Kind::conversion}, "a conversion");
      if (!symbol) return {fault_silently(written.span).id, poison};
      return constant({model::ConversionRef{symbol->index}}, conversion, written.span);
    }
  }
  Ask ask;
  ask.expected = conversion;
  Typed const by = lower(written, ask);
  if (accepts(by.type, conversion)) return by;
  return mismatch(written.span, conversion, by.type, "what follows `by`");
}

}  // namespace convenio::check
