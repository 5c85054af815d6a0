// Calls of rules, facts and tables: the arguments fit, and `money of S` becomes money of the state that is
// given. Knows declarations by their signatures only.
#include <algorithm>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/lower.hpp"

namespace convenio::check {

namespace {

std::string form_of(std::string_view name, std::vector<core::Parameter> const& parameters,
                    std::vector<std::string> const& labels) {
  std::string form(name);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    std::string const& label = labels[i];
    form += i == 0 ? "(" : label == "," || label.empty() ? ", " : " " + label + " ";
    form += parameters[i].name;
  }
  return parameters.empty() ? form : form + ")";
}

std::string label_text(std::string const& label) { return label.empty() ? "," : label; }

}  // namespace

Holder Lowering::holder_of(ExprId id) const {
  core::Expr const& e = ws_.program.expressions[id];
  if (e.op == core::Op::local) return {Holder::Kind::local, e.a};
  if (e.op != core::Op::constant) return {};
  auto const* state = std::get_if<model::StateRef>(&ws_.program.constants[e.a].content);
  if (!state) return {};
  return {Holder::Kind::state, state->id};
}

Lowering::Arguments Lowering::arguments(std::vector<syntax::Argument> const& given,
                                        std::vector<core::Parameter> const& parameters,
                                        std::vector<std::string> const& labels, std::string_view name,
                                        Span span, Span declared) {
  Arguments result;
  if (given.size() != parameters.size()) {
    ws_.diagnostics
        .error(Code::wrong_arguments, span,
               fmt::format("{} takes {} argument{}, but {} given", quoted(name), parameters.size(),
                           parameters.size() == 1 ? "" : "s",
                           given.size() == 1 ? "1 is" : fmt::format("{} are", given.size())),
               fmt::format("write {}", quoted(form_of(name, parameters, labels))))
        .places.push_back({declared, "declared here"});
    for (auto const& argument : given) {
      if (argument.value) lower(*argument.value);
    }
    return result;
  }
  for (std::size_t i = 1; i < given.size(); ++i) {
    if (label_text(given[i].label) == label_text(labels[i])) continue;
    ws_.diagnostics
        .error(Code::wrong_arguments, given[i].label_span,
               fmt::format("{} has {} before this argument, not {}", quoted(name),
                           quoted(label_text(labels[i])), quoted(label_text(given[i].label))),
               fmt::format("write {}", quoted(form_of(name, parameters, labels))))
        .places.push_back({declared, "declared here"});
    break;
  }
  std::vector<Misfit> misfits;
  result.complete = true;
  result.ids.assign(given.size(), none);
  result.holders.assign(given.size(), Holder{});
  // States first: the types of the others may speak of their money.
  for (bool const of_states : {true, false}) {
    for (std::size_t i = 0; i < given.size(); ++i) {
      if (mentions_local(program(), parameters[i].type) == of_states || !given[i].value) continue;
      TypeId const wanted = settled(parameters[i].type, result.holders, given[i].value->span);
      Ask ask;
      ask.expected = wanted;
      Typed const got = lower(*given[i].value, ask);
      bool const misfit = !accepts(got.type, wanted);
      if (misfit) misfits.push_back({i, parameters[i].name, wanted, got.type});
      result.ids[i] = misfit ? fault_silently(span).id : got.id;
      if (is_kind(program(), parameters[i].type, TypeKind::state)) {
        result.holders[i] = holder_of(result.ids[i]);
        result.complete = result.complete && program().expressions[result.ids[i]].type != poison;
      }
    }
  }
  report(misfits, given, name, declared);
  if (misfits.size() == 1) offer_the_state(misfits.front(), given, parameters, span);
  return result;
}

void Lowering::report(std::vector<Misfit> const& misfits, std::vector<syntax::Argument> const& given,
                      std::string_view name, Span declared) {
  bool const exchanged = misfits.size() == 2 && accepts(misfits[0].found, misfits[1].wanted) &&
                         accepts(misfits[1].found, misfits[0].wanted);
  if (exchanged) {
    auto const [at, other] = std::minmax(misfits[0].at, misfits[1].at);
    Span const first = given[at].value->span;
    Span const second = given[other].value->span;
    Span const both{first.source, first.begin, second.end};
    std::string const exchange =
        fmt::format("{}{}{}", ws_.sources.slice(second),
                    ws_.sources.slice({first.source, first.end, second.begin}), ws_.sources.slice(first));
    bool const one_line = exchange.find('\n') == std::string::npos;
    ws_.diagnostics
        .error(Code::type_mismatch, both,
               fmt::format("two arguments of {} stand in each other's place", quoted(name)),
               one_line ? text::did_you_mean(ws_.sources.slice(both), exchange) : "exchange them")
        .places.push_back({declared, "declared here"});
    return;
  }
  for (auto const& [at, parameter, wanted, found] : misfits) {
    mismatch(given[at].value->span, wanted, found, fmt::format("{} of {}", quoted(parameter), quoted(name)));
  }
}

// `settled(S of 100.00 ARC)`: in the arm of the one State whose money it is, S is known to be that State.
void Lowering::offer_the_state(Misfit const& misfit, std::vector<syntax::Argument> const& given,
                               std::vector<core::Parameter> const& parameters, Span call) {
  auto const& found = program().types[misfit.found];
  bool const of_a_state =
      is_kind(program(), misfit.wanted, TypeKind::money) && mentions_local(program(), misfit.wanted);
  if (!of_a_state || !is_kind(program(), misfit.found, TypeKind::money) || found.currency == none) return;
  std::vector<std::string> states;
  for (auto const& state : program().states) {
    auto const& all = state.currencies;
    if (std::find(all.begin(), all.end(), found.currency) != all.end()) states.push_back(state.code);
  }
  std::string variable;
  for (std::size_t i = 0; i < given.size(); ++i) {
    auto const* name = given[i].value ? std::get_if<syntax::Reference>(&given[i].value->node) : nullptr;
    if (name && is_kind(program(), parameters[i].type, TypeKind::state)) variable = spelled(name->path);
  }
  std::string const written(ws_.sources.slice(call));
  if (variable.empty() || states.empty()) return;
  auto& told = ws_.diagnostics.last();
  told.hint = fmt::format(
      "{} may be any State here; where it is {}, say so: `match {} {{ {}: ... otherwise: ... }}`",
      quoted(variable), states.size() == 1 ? states.front() : "one of that money", variable, states.front());
  if (states.size() > 1) return;
  told.fix = text::Fix{
      call, fmt::format("(match {} {{ {}: {}  otherwise: undefined \"This is money of {} alone.\" }})",
                        variable, states.front(), written, states.front())};
}

// In place of a call whose arguments are not all there: money of a State that is not known fits everything.
Typed Lowering::incomplete(TypeId type, Span span) {
  bool const unknown = is_kind(program(), type, TypeKind::money) && is_plain_money(program(), type);
  TypeId const settled = unknown || mentions_local(program(), type) ? poison : type;
  return {emit(core::Op::undefined, settled, {}, span, 0), settled};
}

bool Lowering::allowed(char const* what, Span span) {
  if (purpose_ == Purpose::rule || purpose_ == Purpose::expectation) return true;
  fault(Code::not_allowed_here, span, fmt::format("{} cannot be used here", what),
        purpose_ == Purpose::row ? "the values of rows and defaults use constants, parameters and tables only"
                                 : "the facts of a test are plain values");
  return false;
}

Typed Lowering::call_rule(std::uint32_t rule, std::vector<syntax::Argument> const& given,
                          std::string_view name, Span span, Ask const& ask) {
  if (!allowed("a rule", span)) return fault_silently(span);
  auto const parameters = program().rules[rule].parameters;
  auto args = arguments(given, parameters, ws_.rules[rule].labels, name, span, program().rules[rule].span);
  TypeId const type = settled(program().rules[rule].type, args.holders, span);
  if (!args.complete) return incomplete(type, span);
  if (ws_.rules[rule].dated) {
    args.ids.push_back(ask.as_of != none ? ask.as_of
                                         : governing_date(ws_.rules[rule].site, false, rule, span));
  } else if (ask.as_of != none) {
    ws_.diagnostics
        .error(Code::not_dated, span,
               fmt::format("{} has no versions, so `as of` says nothing", quoted(name)))
        .places.push_back({program().rules[rule].span, "declared here"});
    return fault_silently(span);
  }
  return {emit(core::Op::call, type, args.ids, span, rule), type};
}

Typed Lowering::call_fact(std::uint32_t fact, std::vector<syntax::Argument> const& given,
                          std::string_view name, Span span) {
  if (!allowed("a fact", span)) return fault_silently(span);
  auto const parameters = program().facts[fact].parameters;
  auto const args =
      arguments(given, parameters, ws_.facts[fact].labels, name, span, program().facts[fact].span);
  TypeId const type = settled(program().facts[fact].type, args.holders, span);
  if (!args.complete) return incomplete(type, span);
  return {emit(core::Op::fact, type, args.ids, span, fact), type};
}

Typed Lowering::call_table(std::uint32_t table, std::vector<syntax::Argument> const& given,
                           std::string_view name, Span span, Ask const& ask) {
  TableInfo const& info = ws_.tables[table];
  auto keys = program().tables[table].keys;
  if (info.dated && !keys.empty()) keys.pop_back();  // the day
  auto args = arguments(given, keys, info.labels, name, span, program().tables[table].span);
  TypeId const type = settled(program().tables[table].type, args.holders, span);
  if (!args.complete) return incomplete(type, span);
  if (info.dated) {
    args.ids.push_back(ask.as_of != none ? ask.as_of : governing_date(info.site, true, table, span));
  } else if (ask.as_of != none) {
    return fault(Code::not_dated, span,
                 fmt::format("{} does not change with the date, so `as of` says nothing", quoted(name)));
  }
  return {emit(core::Op::lookup, type, args.ids, span, table), type};
}

// The amount of an award, or, with Op::awarded, whether it is granted.
Typed Lowering::call_award(Symbol const& symbol, std::vector<syntax::Argument> const& given,
                           std::string_view name, Span span, core::Op op) {
  if (!allowed("an award", span)) return fault_silently(span);
  AwardInfo const& info = ws_.awards[symbol.index];
  core::Award const& award = program().awards[symbol.index];
  std::vector<core::Parameter> variables;
  std::vector<std::string> labels;
  for (std::size_t i = 0; i < award.generators.size(); ++i) {
    variables.push_back({award.generators[i].variable, info.variables[i]});
    labels.emplace_back(i == 0 ? "" : ",");
  }
  TypeId const declared = award.type;
  auto const args = arguments(given, variables, labels, name, span, symbol.span);
  TypeId const type =
      op == core::Op::awarded ? simple(program(), TypeKind::truth) : settled(declared, args.holders, span);
  if (!args.complete) return incomplete(type, span);
  return {emit(op, type, args.ids, span, symbol.index), type};
}

// `granted(pension(ES, old_age))`: the argument names an award, and is no value of its own.
std::optional<Typed> Lowering::granted(syntax::Call const& e, Span span) {
  bool const named = e.callee.parts.size() == 1 && e.callee.parts[0].text == "granted";
  if (!named || e.arguments.size() != 1 || !e.arguments[0].value) return std::nullopt;
  auto const* call = std::get_if<syntax::Call>(&e.arguments[0].value->node);
  auto const* reference = std::get_if<syntax::Reference>(&e.arguments[0].value->node);
  syntax::Path const* const path = call ? &call->callee : reference ? &reference->path : nullptr;
  if (!path || path->parts.empty()) return std::nullopt;
  auto const [found, used] = lookup(ws_, site_.package, *path);
  if (found.size() != 1 || used != path->parts.size() || found[0].kind != Kind::award) return std::nullopt;
  static std::vector<syntax::Argument> const no_arguments;
  return call_award(found[0], call ? call->arguments : no_arguments, path->parts.back().text, span,
                    core::Op::awarded);
}

Typed Lowering::call_symbol(Symbol const& symbol, std::vector<syntax::Argument> const& given,
                            std::string_view name, Span span, Ask const& ask) {
  switch (symbol.kind) {
    case Kind::rule:
      return call_rule(symbol.index, given, name, span, ask);
    case Kind::table:
      return call_table(symbol.index, given, name, span, ask);
    case Kind::fact:
      if (ask.as_of != none) {
        return fault(Code::not_dated, span, fmt::format("{} is a fact and has no versions", quoted(name)));
      }
      return call_fact(symbol.index, given, name, span);
    case Kind::precedence:
      return fault(Code::wrong_kind, span, fmt::format("{} is a precedence", quoted(name)),
                   fmt::format("write `resolve(h by {}(...))`", name));
    case Kind::record:
      return fault(Code::wrong_kind, span, fmt::format("{} is a record", quoted(name)),
                   fmt::format("write `make {} {{ field = value }}`", name));
    case Kind::award:
      return call_award(symbol, given, name, span, core::Op::award);
    case Kind::state:
    case Kind::currency:
    case Kind::enumeration:
    case Kind::conversion:
    case Kind::question:
      return fault(Code::wrong_kind, span,
                   fmt::format("{} is {} and cannot be called", quoted(name), describe(symbol.kind)));
  }
  return fault_silently(span);
}

Typed Lowering::call(syntax::Call const& e, Span span, Ask const& ask) {
  if (auto const result = builtin(e, span, ask)) return *result;
  if (auto const result = granted(e, span)) return *result;
  if (e.callee.parts.empty() || e.callee.parts[0].text.empty()) return fault_silently(span);
  auto const [found, used] = lookup(ws_, site_.package, e.callee);
  std::string const name = spelled(e.callee);
  bool const local = find_local(e.callee.parts[0].text) != nullptr;
  if (found.size() == 1 && used == e.callee.parts.size() && !local) {
    return call_symbol(found.front(), e.arguments, e.callee.parts.back().text, span, ask);
  }
  if (local)
    return fault(Code::wrong_kind, e.callee.span,
                 fmt::format("{} is a value and cannot be called", quoted(name)));
  if (found.size() > 1) {
    report_ambiguous(ws_, e.callee.span, e.callee.parts.back().text, found);
  } else {
    report_unknown(ws_, site_.package, e.callee.span, name, "rule, fact, table or function",
                   {Kind::rule, Kind::fact, Kind::table}, builtin_names());
  }
  return fault_silently(span);
}

}  // namespace convenio::check
