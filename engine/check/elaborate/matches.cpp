// `match`: every value of the subject answered once, or `otherwise`.
// Knows enumerations and states; knows nothing of what the arms say.
#include <fmt/format.h>

#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/lower.hpp"

namespace convenio::check {

struct Lowering::Cases {
  TypeId type = poison;
  core::MatchTable table;
  std::vector<Span> answered;  // per value: where
  Span otherwise;
  std::uint32_t subject_slot = none;
  model::StateId only_state = none;  // of the arm just read, when it answers one state
};

// Enters the values of one arm; false when something was reported.
bool Lowering::arm(syntax::Arm const& arm, std::uint32_t child, Cases& cases) {
  cases.only_state = none;
  if (arm.otherwise) {
    if (cases.table.otherwise != 0) {
      ws_.diagnostics.error(Code::duplicate_arm, arm.span, "this `match` has already an `otherwise`");
      return false;
    }
    cases.table.otherwise = child;
    cases.otherwise = arm.span;
    return true;
  }
  bool fine = true;
  for (auto const& value : arm.values) {
    Typed const got = reference(value, Ask{cases.type, false, std::nullopt, none});
    if (got.type == poison) {
      fine = false;
      continue;
    }
    auto const constant = constant_of(program(), got.id);
    if (!constant || !fits(program(), got.type, cases.type)) {
      ws_.diagnostics.error(
          Code::type_mismatch, value.span,
          fmt::format("{} is not a value of {}", quoted(spelled(value)), type_name(ws_, cases.type)));
      fine = false;
      continue;
    }
    auto const* enumerated = std::get_if<model::Enumerated>(&constant->content);
    std::uint32_t const index = enumerated ? enumerated->index : constant->as<model::StateRef>().id;
    if (!enumerated && arm.values.size() == 1) cases.only_state = constant->as<model::StateRef>().id;
    if (cases.table.child_of[index] != 0) {
      ws_.diagnostics
          .error(Code::duplicate_arm, value.span, fmt::format("{} is answered twice", quoted(spelled(value))))
          .places.push_back({cases.answered[index], "answered here"});
      fine = false;
      continue;
    }
    cases.table.child_of[index] = child;
    cases.answered[index] = value.span;
  }
  return fine;
}

void Lowering::check_cases(Cases const& cases, Span span) {
  if (cases.table.otherwise != 0) return;
  if (is_kind(program(), cases.type, TypeKind::state)) {
    ws_.diagnostics.error(Code::inexhaustive_match, span, "this `match` does not answer every state",
                          "add `otherwise: ...`, perhaps with `undefined \"why\"`");
    return;
  }
  auto const& enumeration = program().enumerations[program().types[cases.type].id];
  std::string left;
  for (std::size_t i = 0; i < cases.table.child_of.size(); ++i) {
    if (cases.table.child_of[i] != 0) continue;
    // What another package adds cannot be asked for here; where it comes, the answer is not encoded.
    if (!sees_word(ws_, site_.package, program().types[cases.type].id, i)) continue;
    left += (left.empty() ? "" : ", ") + quoted(enumeration.values[i].name);
  }
  if (left.empty()) return;
  ws_.diagnostics.error(Code::inexhaustive_match, span,
                        fmt::format("this `match` has no answer for {}", left),
                        "add them, or `otherwise: ...`");
}

Typed Lowering::match(syntax::Match const& e, Span span, Ask const& ask) {
  if (!e.subject) return fault_silently(span);
  Typed const subject = lower(*e.subject);
  Cases cases;
  cases.type = subject.type;
  bool const enumeration = is_kind(program(), subject.type, TypeKind::enumeration);
  bool const state = is_kind(program(), subject.type, TypeKind::state);
  bool fine = enumeration || state;
  if (!fine && subject.type != poison) {
    fault(Code::type_mismatch, e.subject->span,
          fmt::format("`match` asks for a value of an enumeration or a state, but this is {}",
                      type_name(ws_, subject.type)),
          "use `if ... then ... else ...`");
  }
  std::size_t const size = enumeration
                               ? program().enumerations[program().types[subject.type].id].values.size()
                           : state ? program().states.size()
                                   : 0;
  cases.table.child_of.assign(size, 0);
  cases.answered.assign(size, Span{});
  if (program().expressions[subject.id].op == core::Op::local)
    cases.subject_slot = program().expressions[subject.id].a;

  std::vector<ExprId> children{subject.id};
  std::vector<Typed> results;
  std::vector<Span> spans;
  for (auto const& one : e.arms) {
    bool const readable = fine && arm(one, static_cast<std::uint32_t>(results.size() + 1), cases);
    if (!readable) cases.only_state = none;
    fine = fine && readable;
    if (!one.body) continue;
    bool const narrows = cases.only_state != none && cases.subject_slot != none;
    if (narrows) assume(cases.subject_slot, cases.only_state);
    Typed result = lower(*one.body, {ask.expected, ask.unrounded, std::nullopt, none});
    // In the arm of a state its money is money of the subject.
    if (narrows && !special(ask.expected) && assumed(ask.expected) == result.type) result.type = ask.expected;
    if (narrows) assumptions_.pop_back();
    children.push_back(result.id);
    results.push_back(result);
    spans.push_back(one.body->span);
  }
  if (fine) check_cases(cases, span);
  Typed whole = branches(results, spans, ask.expected);
  program().matches.push_back(cases.table);
  whole.id = emit(core::Op::match, whole.type, children, span,
                  static_cast<std::uint32_t>(program().matches.size() - 1));
  return whole;
}

Typed Lowering::step_of(std::uint32_t slot, model::AwardId award, bool place, Span span) {
  auto const& declared = program().awards[award];
  core::Type side;
  side.kind = TypeKind::route;
  side.id = award;
  TypeId const route = intern(program(), side);
  core::Type word;
  word.kind = TypeKind::enumeration;
  word.id = declared.steps;
  TypeId const type = place ? simple(program(), TypeKind::whole) : intern(program(), word);
  ExprId const candidate = emit(core::Op::local, route, {}, span, slot);
  std::vector<ExprId> children{
      emit(core::Op::route_field, route, {candidate}, span, static_cast<std::uint32_t>(core::RouteField::route))};
  core::MatchTable table;
  table.child_of.assign(declared.routes.size(), 0);
  std::vector<std::uint32_t> arms(program().enumerations[declared.steps].values.size(), 0);
  for (std::size_t n = 0; n < declared.routes.size(); ++n) {
    auto const step = declared.routes[n].step;
    if (step >= arms.size()) continue;  // its fault is told
    if (arms[step] == 0) {
      arms[step] = static_cast<std::uint32_t>(children.size());
      model::Value const value = place ? model::Value{model::Rational(static_cast<std::int64_t>(step))}
                                       : model::Value{model::Enumerated{model::EnumerationId(declared.steps), step}};
      children.push_back(constant(value, type, {}).id);  // nobody has written it
    }
    table.child_of[n] = arms[step];
  }
  program().matches.push_back(std::move(table));
  auto const which = static_cast<std::uint32_t>(program().matches.size() - 1);
  return {emit(core::Op::match, type, children, span, which), type};
}

}  // namespace convenio::check
