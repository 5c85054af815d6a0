// What runs an operator: those that are met often in a form of their own, all others by the kernels of
// engine/ops, to which operands go as values of the language. Knows no rule and no period but its days.
#include <algorithm>

#include "engine/fast/compile.hpp"
#include "engine/fast/consensus.hpp"
#include "engine/ops/apply.hpp"
#include "engine/ops/instruments.hpp"
#include "engine/ops/periods.hpp"

namespace convenio::fast {

using core::Op;
using Kind = core::Type::Kind;
using model::Blocker;

namespace {

Reg kid(Node const& node, Machine& m, std::uint32_t n) { return m.run(node.kids[n]); }

template <class Operation>
Reg strict1(Node const& node, Machine& m, Operation operation) {
  Reg const a = kid(node, m, 0);
  return there(a) ? operation(a) : a;
}

template <class Operation>
Reg strict2(Node const& node, Machine& m, Operation operation) {
  Reg const a = kid(node, m, 0);
  Reg const b = kid(node, m, 1);
  if (there(a) && there(b)) return operation(a, b);
  return m.absent.both(a, b);
}

Reg by_kernel(Node const& node, Machine& m, std::vector<model::Value> const& values) {
  auto const& e = m.program.expressions[node.expr];
  auto const before = m.context().budget.steps();
  auto const result = m.unbox(ops::apply(m.context(), e, values), e.type);
  m.spend(m.context().budget.steps() - before);
  return there(result) ? result : m.absent.asked(result, *node.asker);
}

Reg by_kernel(Node const& node, Machine& m, std::initializer_list<Reg> operands) {
  std::vector<model::Value> values;
  std::uint32_t n = 0;
  for (Reg const operand : operands) values.push_back(m.box(operand, m.type_of(node.kids[n++])));
  return by_kernel(node, m, values);
}

Reg run_boxed(Node const& node, Machine& m) {
  std::vector<model::Value> values;
  Reg missing;
  for (std::uint32_t n = 0; n < node.count; ++n) {
    Reg const operand = kid(node, m, n);
    missing = m.absent.both(missing, operand);
    values.push_back(m.box(operand, m.type_of(node.kids[n])));
  }
  if (!there(missing)) {
    bool const never = ops::never_party(m.program, m.program.expressions[node.expr], values);
    return never ? truth(false) : missing;
  }
  return by_kernel(node, m, values);
}

Reg run_not(Node const& node, Machine& m) {
  return strict1(node, m, [](Reg a) { return truth(a.n == 0); });
}

// Of which one side or both are not there; as the reference evaluator has it.
Reg within_limits(Node const& node, Machine& m, Reg a, Reg b) {
  Reg const missing = m.absent.both(a, b);
  if (!node.more) return missing;
  auto const& plan = *static_cast<LimitsPlan const*>(node.more);
  Reg const values[2] = {a, b};
  ops::DayLimits sides[2];
  for (std::size_t n = 0; n < 2; ++n) {
    auto const day = static_cast<std::int32_t>(values[n].n);
    if (there(values[n])) {
      sides[n] = {day, day};
      continue;
    }
    Reg const period = plan.slots[n] == none ? Reg{0, 0} : m.frame[plan.slots[n]];
    if (!there(period) || !at<Span>(period).undated()) return missing;
    sides[n] = {at<Span>(period).begin, at<Span>(period).end - 1};
  }
  auto const known = ops::compare_days(plan.op, sides[0], sides[1]);
  return known ? truth(*known) : missing;
}

template <class Comparison>
Reg compared(Node const& node, Machine& m, Comparison comparison) {
  Reg const a = kid(node, m, 0);
  Reg const b = kid(node, m, 1);
  return there(a) && there(b) ? comparison(a, b) : within_limits(node, m, a, b);
}

template <bool wanted>
Reg run_equal(Node const& node, Machine& m) {
  return compared(node, m, [](Reg a, Reg b) { return truth((a == b) == wanted); });
}

template <bool or_equal>
Reg run_less_whole(Node const& node, Machine& m) {
  return compared(node, m, [](Reg a, Reg b) { return truth(or_equal ? a.n <= b.n : a.n < b.n); });
}

template <bool or_equal>
Reg run_less(Node const& node, Machine& m) {
  return strict2(node, m, [](Reg a, Reg b) { return truth(order(a, b) < (or_equal ? 1 : 0)); });
}

template <class Operation>
Reg of_money(Node const& node, Machine& m, Operation operation) {
  return strict2(node, m, [&](Reg a, Reg b) {
    if (kind_of(a) != kind_of(b)) return by_kernel(node, m, {a, b});
    return operation(number_of(a), number_of(b), kind_of(a));
  });
}

template <bool wanted>
Reg run_equal_money(Node const& node, Machine& m) {
  return of_money(node, m, [](Reg a, Reg b, auto) { return truth((a == b) == wanted); });
}

template <bool or_equal>
Reg run_less_money(Node const& node, Machine& m) {
  return of_money(node, m, [](Reg a, Reg b, auto) { return truth(order(a, b) < (or_equal ? 1 : 0)); });
}

Reg run_add(Node const& node, Machine& m) {
  return strict2(node, m, [](Reg a, Reg b) { return add(a, b); });
}
Reg run_subtract(Node const& node, Machine& m) {
  return strict2(node, m, [](Reg a, Reg b) { return subtract(a, b); });
}
Reg run_multiply(Node const& node, Machine& m) {
  return strict2(node, m, [](Reg a, Reg b) { return multiply(a, b); });
}
Reg run_divide(Node const& node, Machine& m) {
  return strict2(node, m, [&](Reg a, Reg b) { return b.n == 0 ? by_kernel(node, m, {a, b}) : divide(a, b); });
}
Reg run_add_money(Node const& node, Machine& m) {
  return of_money(node, m, [](Reg a, Reg b, auto kind) { return money(add(a, b), kind); });
}
Reg run_subtract_money(Node const& node, Machine& m) {
  return of_money(node, m, [](Reg a, Reg b, auto kind) { return money(subtract(a, b), kind); });
}
// An amount times so many months, or divided by them, is for another time: the type says which.
std::int64_t timed(Node const& node, Machine& m, Reg amount) {
  auto const per = m.program.types[m.type_of(&node)].per;
  return per == model::Per::its ? kind_of(amount) : money_kind(currency_of(amount), per);
}
Reg run_money_times(Node const& node, Machine& m) {
  return strict2(node, m, [&](Reg a, Reg b) { return money(multiply(number_of(a), b), timed(node, m, a)); });
}
Reg run_times_money(Node const& node, Machine& m) {
  return strict2(node, m, [&](Reg a, Reg b) { return money(multiply(a, number_of(b)), timed(node, m, b)); });
}
Reg run_money_over(Node const& node, Machine& m) {
  return strict2(node, m, [&](Reg a, Reg b) {
    return b.n == 0 ? by_kernel(node, m, {a, b}) : money(divide(number_of(a), b), timed(node, m, a));
  });
}
Reg run_money_over_money(Node const& node, Machine& m) {
  return strict2(node, m, [&](Reg a, Reg b) {
    if (b.n == 0 || kind_of(a) != kind_of(b)) return by_kernel(node, m, {a, b});
    return divide(number_of(a), number_of(b));
  });
}
Reg run_negate(Node const& node, Machine& m) { return strict1(node, m, negative); }

Reg run_floor(Node const& node, Machine& m) { return strict1(node, m, floor); }
Reg run_ceiling(Node const& node, Machine& m) {
  return strict1(node, m, [](Reg a) { return negative(floor(negative(a))); });
}

Reg run_round(Node const& node, Machine& m) {
  return strict2(node, m, [&](Reg a, Reg step) {
    return step.n <= 0 ? by_kernel(node, m, {a, step})
                       : rounded(a, static_cast<model::RoundingMode>(node.a), step);
  });
}
// The step need not be for the same time: of a pension a month a cent is a cent.
Reg run_round_money(Node const& node, Machine& m) {
  return strict2(node, m, [&](Reg a, Reg step) {
    if (step.n <= 0 || currency_of(a) != currency_of(step)) return by_kernel(node, m, {a, step});
    return money(rounded(number_of(a), static_cast<model::RoundingMode>(node.a), number_of(step)),
                 kind_of(a));
  });
}

Reg run_convert(Node const& node, Machine& m) {
  return strict1(node, m, [&](Reg a) {
    auto const& plan = *static_cast<ConversionPlan const*>(node.more);
    if (!plan.way) return by_kernel(node, m, {a});
    Reg const exact = multiply(a, plan.factor);
    return plan.mode ? rounded(exact, *plan.mode, whole(1)) : exact;
  });
}

// ---------------------------------------------------------------- dates

model::Date date_of(Reg date) { return model::Date::from_number(static_cast<std::int32_t>(date.n)); }

Reg run_age(Node const& node, Machine& m) {
  auto const mode = static_cast<model::MissingDay>(m.program.expressions[node.expr].b);
  return strict2(node, m, [&](Reg birth, Reg day) {
    return whole(model::completed_months(date_of(birth), date_of(day), mode));
  });
}

Reg run_add_days(Node const& node, Machine& m) {
  return strict2(node, m, [&](Reg date, Reg span) {
    if (span.d != 1) return by_kernel(node, m, {date, span});
    auto const reached = date_of(date).plus_days(span.n);
    return reached ? whole(reached->number()) : by_kernel(node, m, {date, span});
  });
}
Reg run_add_months(Node const& node, Machine& m) {
  return strict2(node, m, [&](Reg date, Reg span) {
    if (span.d != 1) return by_kernel(node, m, {date, span});
    auto const reached = date_of(date).plus_months(span.n, static_cast<model::MissingDay>(node.a));
    return reached ? whole(reached->number()) : by_kernel(node, m, {date, span});
  });
}

Reg run_year(Node const& node, Machine& m) {
  return strict1(node, m, [](Reg a) { return whole(date_of(a).year()); });
}
Reg run_month(Node const& node, Machine& m) {
  return strict1(node, m, [](Reg a) { return whole(date_of(a).month()); });
}
Reg run_first_of_month(Node const& node, Machine& m) {
  return strict1(node, m, [](Reg a) { return whole(date_of(a).first_of_month().number()); });
}
Reg run_last_of_month(Node const& node, Machine& m) {
  return strict1(node, m, [](Reg a) { return whole(date_of(a).last_of_month().number()); });
}

template <int wanted>
Reg run_extreme(Node const& node, Machine& m) {
  Reg best = kid(node, m, 0), missing = best;
  for (std::uint32_t n = 1; n < node.count; ++n) {
    Reg const next = kid(node, m, n);
    missing = m.absent.both(missing, next);
    if (there(best) && there(next) && order(next, best) == wanted) best = next;
  }
  return there(missing) ? best : missing;
}

Reg run_field(Node const& node, Machine& m) {
  return strict1(node, m, [&](Reg a) { return m.absent.asked(at<Record>(a).fields[node.a], *node.asker); });
}

template <class Make>
Reg gathered(Node const& node, Machine& m, Make make) {
  auto* regs = m.arena.array<Reg>(node.count);
  Reg missing;
  for (std::uint32_t n = 0; n < node.count; ++n) {
    regs[n] = kid(node, m, n);
    missing = m.absent.both(missing, regs[n]);
  }
  return there(missing) ? make(regs) : missing;
}
Reg run_make(Node const& node, Machine& m) {
  return gathered(node, m, [&](Reg const* fields) {
    auto* made = m.arena.array<Record>(1);
    *made = {node.a, fields};
    return pointing_to(made);
  });
}
Reg run_list(Node const& node, Machine& m) {
  return gathered(node, m, [&](Reg const* items) {
    auto* made = m.arena.array<List>(1);
    *made = {items, node.count};
    return pointing_to(made);
  });
}

// Of values that are equal as they stand.
Reg run_contains(Node const& node, Machine& m) {
  return strict2(node, m, [&](Reg item, Reg list) {
    auto const& items = at<List>(list);
    m.spend(items.count);
    return truth(std::find(items.begin(), items.end(), item) != items.end());
  });
}
Reg run_empty_list(Node const& node, Machine& m) {
  return strict1(node, m, [](Reg a) { return truth(at<List>(a).count == 0); });
}
Reg run_length_of_list(Node const& node, Machine& m) {
  return strict1(node, m, [](Reg a) { return whole(at<List>(a).count); });
}

// ---------------------------------------------------------------- periods and histories

template <core::PeriodField field>
Reg run_period_field(Node const& node, Machine& m) {
  return strict1(node, m, [&](Reg a) {
    auto const& span = at<Span>(a);
    if constexpr (field == core::PeriodField::state) return whole(span.state);
    if constexpr (field == core::PeriodField::begin || field == core::PeriodField::end) {
      if (span.undated()) return by_kernel(node, m, {a});
      return whole(field == core::PeriodField::begin ? span.begin : span.end - 1);
    }
    if constexpr (field == core::PeriodField::undated) return truth(span.undated());
    auto const& original = *m.row(span).original;
    return whole(original.original_state == model::none ? std::uint32_t{original.state}
                                                        : std::uint32_t{original.original_state});
  });
}

Run run_of_period_field(core::PeriodField field) {
  switch (field) {
    case core::PeriodField::state:
      return run_period_field<core::PeriodField::state>;
    case core::PeriodField::begin:
      return run_period_field<core::PeriodField::begin>;
    case core::PeriodField::end:
      return run_period_field<core::PeriodField::end>;
    case core::PeriodField::undated:
      return run_period_field<core::PeriodField::undated>;
    case core::PeriodField::id:
    case core::PeriodField::original_state:
      break;
  }
  return run_boxed;
}

Reg run_days(Node const& node, Machine& m) {
  return strict1(node, m, [&](Reg a) {
    if (!at<History>(a).plain()) return by_kernel(node, m, {a});
    m.spend(at<History>(a).count);
    std::int64_t days = 0;
    std::int32_t reached = INT32_MIN;
    for (auto const& span : at<History>(a)) {
      std::int32_t const from = std::max(span.begin, reached);
      if (span.end > from) days += span.end - from;
      reached = std::max(reached, span.end);
    }
    return whole(days);
  });
}

Reg run_empty(Node const& node, Machine& m) {
  return strict1(node, m, [&](Reg a) {
    auto const& history = at<History>(a);
    return history.plain() ? truth(history.count == 0) : by_kernel(node, m, {a});
  });
}

Reg run_length(Node const& node, Machine& m) {
  return strict1(node, m, [&](Reg a) {
    auto const& history = at<History>(a);
    return history.plain() ? whole(history.count) : by_kernel(node, m, {a});
  });
}

// [from, end)
Reg clipped(Machine& m, History const& history, std::int32_t from, std::int32_t end) {
  m.spend(2 * std::uint64_t{history.count});
  auto* spans = m.arena.array<Span>(history.count);
  std::uint32_t count = 0;
  bool moved = false;
  for (auto span : history) {
    if (span.end <= from || span.begin >= end || from >= end) continue;
    moved = moved || span.begin < from || span.end > end;
    span.begin = std::max(span.begin, from);
    span.end = std::min(span.end, end);
    spans[count++] = span;
  }
  if (moved)
    std::stable_sort(spans, spans + count, [&](auto const& a, auto const& b) { return m.is_before(a, b); });
  auto* made = m.arena.array<History>(1);
  *made = {spans, count, 0, nullptr, nullptr};
  return pointing_to(made);
}

Reg run_clip(Node const& node, Machine& m) {
  Reg const history = kid(node, m, 0), from = kid(node, m, 1), to = kid(node, m, 2);
  if (!there(history) || !there(from) || !there(to)) return m.absent.both(m.absent.both(history, from), to);
  if (!at<History>(history).plain()) return by_kernel(node, m, {history, from, to});
  return clipped(m, at<History>(history), static_cast<std::int32_t>(from.n),
                 static_cast<std::int32_t>(to.n) + 1);
}
Reg run_clip_from(Node const& node, Machine& m) {
  return strict2(node, m, [&](Reg history, Reg from) {
    if (!at<History>(history).plain()) return by_kernel(node, m, {history, from});
    return clipped(m, at<History>(history), static_cast<std::int32_t>(from.n), INT32_MAX);
  });
}
Reg run_clip_to(Node const& node, Machine& m) {
  return strict2(node, m, [&](Reg history, Reg to) {
    if (!at<History>(history).plain()) return by_kernel(node, m, {history, to});
    return clipped(m, at<History>(history), INT32_MIN, static_cast<std::int32_t>(to.n) + 1);
  });
}

bool is_number(Kind kind) { return kind == Kind::whole || kind == Kind::ratio || kind == Kind::quantity; }
bool is_plain(Kind kind) {
  return is_number(kind) || kind == Kind::truth || kind == Kind::date || kind == Kind::state ||
         kind == Kind::enumeration || kind == Kind::route || kind == Kind::conversion;
}

Run run_of_builtin(core::Program const& program, core::Expr const& e) {
  using core::Builtin;
  auto const kind = [&](std::uint32_t n) {
    return program.types[program.expressions[program.children[e.first_child + n]].type].kind;
  };
  static constexpr std::pair<Builtin, Run> any[] = {
      {Builtin::days, run_days},
      {Builtin::clip, run_clip},
      {Builtin::clip_from, run_clip_from},
      {Builtin::clip_to, run_clip_to},
      {Builtin::age, run_age},
      {Builtin::year, run_year},
      {Builtin::month, run_month},
      {Builtin::first_of_month, run_first_of_month},
      {Builtin::last_of_month, run_last_of_month},
      {Builtin::floor, run_floor},
      {Builtin::ceiling, run_ceiling},
  };
  static constexpr std::pair<Builtin, Run> of_histories[] = {{Builtin::empty, run_empty},
                                                             {Builtin::length, run_length}};
  static constexpr std::pair<Builtin, Run> of_lists[] = {{Builtin::empty, run_empty_list},
                                                         {Builtin::length, run_length_of_list}};
  static constexpr std::pair<Builtin, Run> of_numbers[] = {{Builtin::min, run_extreme<-1>},
                                                           {Builtin::max, run_extreme<1>}};
  auto const among = [&](auto const& table) -> Run {
    for (auto const& [builtin, run] : table) {
      if (builtin == static_cast<Builtin>(e.a)) return run;
    }
    return nullptr;
  };
  bool plain = e.child_count > 1;
  for (std::uint32_t n = 0; n < e.child_count; ++n)
    plain = plain && (is_number(kind(n)) || kind(n) == Kind::date);
  if (Run const run = among(any)) return run;
  if (Run const run = among(of_histories); run && kind(0) == Kind::history) return run;
  if (Run const run = among(of_lists); run && kind(0) == Kind::list) return run;
  if (Run const run = among(of_numbers); run && plain) return run;
  return run_boxed;
}

}  // namespace

Run run_of(core::Program const& program, core::Expr const& e) {
  auto const operand = [&](std::uint32_t n) -> core::Type const& {
    return program.types[program.expressions[program.children[e.first_child + n]].type];
  };
  auto const is = [&](std::uint32_t n, Kind kind) { return n < e.child_count && operand(n).kind == kind; };
  auto const counts = [&](std::uint32_t n) { return n < e.child_count && is_number(operand(n).kind); };
  bool const amounts = is(0, Kind::money) && is(1, Kind::money);
  bool const numbers = counts(0) && counts(1);
  bool const dates = is(0, Kind::date) && is(1, Kind::date);
  bool const plain = e.child_count > 0 && is_plain(operand(0).kind);
  struct Form {
    Op op;
    bool fits;
    Run run;
  };
  Form const forms[] = {
      {Op::not_, true, run_not},
      {Op::equal, amounts, run_equal_money<true>},
      {Op::equal, plain, run_equal<true>},
      {Op::not_equal, amounts, run_equal_money<false>},
      {Op::not_equal, plain, run_equal<false>},
      {Op::less, amounts, run_less_money<false>},
      {Op::less, dates, run_less_whole<false>},
      {Op::less, numbers, run_less<false>},
      {Op::less_equal, amounts, run_less_money<true>},
      {Op::less_equal, dates, run_less_whole<true>},
      {Op::less_equal, numbers, run_less<true>},
      {Op::add, amounts, run_add_money},
      {Op::add, numbers, run_add},
      {Op::subtract, amounts, run_subtract_money},
      {Op::subtract, numbers || dates, run_subtract},
      {Op::multiply, numbers, run_multiply},
      {Op::multiply, is(0, Kind::money) && counts(1), run_money_times},
      {Op::multiply, counts(0) && is(1, Kind::money), run_times_money},
      {Op::divide, numbers, run_divide},
      {Op::divide, amounts, run_money_over_money},
      {Op::divide, is(0, Kind::money) && counts(1), run_money_over},
      {Op::negate, counts(0), run_negate},
      {Op::round, amounts, run_round_money},
      {Op::round, numbers, run_round},
      {Op::add_span, e.child_count == 2 && operand(1).unit == model::Unit::calendar_months, run_add_months},
      {Op::add_span, true, run_add_days},
      {Op::convert, e.child_count == 1, run_convert},
      {Op::field, true, run_field},
      {Op::make, true, run_make},
      {Op::list, true, run_list},
      {Op::contains, plain && is(1, Kind::list), run_contains},
  };
  if (e.op == Op::period_field) return run_of_period_field(static_cast<core::PeriodField>(e.a));
  if (e.op == Op::builtin) return run_of_builtin(program, e);
  for (auto const& form : forms) {
    if (form.op == e.op && form.fits) return form.run;
  }
  return run_boxed;
}

// ---------------------------------------------------------------- what does not need all its operands

Reg run_constant(Node const& node, Machine&) { return node.value; }
Reg run_local(Node const& node, Machine& m) { return m.frame[node.a]; }
Reg run_leave(Node const& node, Machine&) { throw Leave{static_cast<char const*>(node.more)}; }

Reg run_and(Node const& node, Machine& m) {
  Reg missing;
  for (std::uint32_t n = 0; n < node.count; ++n) {
    Reg const operand = kid(node, m, n);
    if (!there(operand)) {
      missing = m.absent.both(missing, operand);
    } else if (operand.n == 0) {
      return truth(false);
    }
  }
  return there(missing) ? truth(true) : missing;
}

Reg run_or(Node const& node, Machine& m) {
  Reg missing;
  for (std::uint32_t n = 0; n < node.count; ++n) {
    Reg const operand = kid(node, m, n);
    if (!there(operand)) {
      missing = m.absent.both(missing, operand);
    } else if (operand.n != 0) {
      return truth(true);
    }
  }
  return there(missing) ? truth(false) : missing;
}

Reg run_if(Node const& node, Machine& m) {
  Reg const condition = kid(node, m, 0);
  if (there(condition)) return kid(node, m, condition.n != 0 ? 1 : 2);
  Consensus consensus(m, m.type_of(&node));
  consensus.guard(condition);
  consensus.outcome(kid(node, m, 1));
  consensus.outcome(kid(node, m, 2));
  return consensus.value();
}

Reg run_let(Node const& node, Machine& m) {
  m.frame[node.a] = kid(node, m, 0);
  return kid(node, m, 1);
}

Reg run_silent(Node const& node, Machine& m) {
  auto const& e = m.program.expressions[node.expr];
  auto const kind = e.op == Op::undefined ? Blocker::Kind::undefined_text : Blocker::Kind::not_encoded;
  return m.because(kind, m.program.sentences[e.a], *node.asker);
}

Reg run_in_force(Node const& node, Machine& m) {
  Reg const date = kid(node, m, 0);
  auto const& e = m.program.expressions[node.expr];
  if (there(date)) {
    auto const day = model::Date::from_number(static_cast<std::int32_t>(date.n));
    if (m.program.validities[e.a].contains(day)) return kid(node, m, 1);
    std::string place = core::to_string(m.program, e.citation());
    if (place.empty()) place = name_in(*node.asker);
    return m.because(Blocker::Kind::not_in_force, place + " is not in force on " + day.to_string(),
                     *node.asker);
  }
  return m.absent.both(date, kid(node, m, 1));
}

Reg run_match(Node const& node, Machine& m) {
  auto const& plan = *static_cast<MatchPlan const*>(node.more);
  Reg const subject = kid(node, m, 0);
  if (there(subject)) {
    auto const index = static_cast<std::size_t>(subject.n);
    std::uint32_t arm = index < plan.kid_of.size() ? plan.kid_of[index] : 0;
    if (arm == 0) arm = plan.otherwise;
    if (arm == 0) {
      return m.because(Blocker::Kind::not_encoded,
                       "no case of the choice answers " +
                           core::to_string(m.program, m.box(subject, plan.subject), plan.subject),
                       *node.asker);
    }
    return kid(node, m, arm);
  }
  Consensus consensus(m, m.type_of(&node));
  consensus.guard(subject);
  for (std::uint32_t n = 1; n < node.count; ++n) consensus.outcome(kid(node, m, n));
  return consensus.value();
}

bool Ranges::contain(Reg date) const {
  auto const day = date_of(date);
  return std::any_of(validities.begin(), validities.end(),
                     [&](auto const& one) { return one.contains(day); });
}

Reg run_in_ranges(Node const& node, Machine& m) {
  return strict1(node, m,
                 [&](Reg date) { return truth(static_cast<Ranges const*>(node.more)->contain(date)); });
}

Reg run_instrument(Node const& node, Machine& m) {
  auto& plan = *static_cast<InstrumentPlan*>(node.more);
  std::vector<Reg> states;
  Reg missing;
  for (std::uint32_t n = 0; n + 1 < node.count; ++n) {
    states.push_back(kid(node, m, n));
    missing = m.absent.both(missing, states.back());
  }
  Reg const date = kid(node, m, node.count - 1);
  missing = m.absent.both(missing, date);
  if (!there(missing)) return never(m.program, plan.op, plan.text, states) ? truth(false) : missing;
  for (auto const& [key, ranges] : plan.met) {
    if (key == states) return truth(ranges.contain(date));
  }
  plan.met.emplace_back(states, ranges_of(m.program, plan.op, plan.text, states));
  return truth(plan.met.back().second.contain(date));
}

}  // namespace convenio::fast
