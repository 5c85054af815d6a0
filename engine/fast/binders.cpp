// Operators that run over the elements of a list or the periods of a history.
// Knows no rule.
#include <algorithm>
#include <memory>
#include <utility>

#include "engine/fast/compile.hpp"
#include "engine/fast/spans.hpp"
#include "engine/ops/arithmetic.hpp"

namespace convenio::fast {

using core::Op;
using Kind = core::Type::Kind;

namespace {

// Calls `each` with every element, until it says stop.
template <class Each>
void over(Machine& m, Reg source, core::TypeId type, Each each) {
  if (m.program.types[type].kind == Kind::history) {
    for (auto const& span : at<History>(source).periods()) {
      if (!each(pointing_to(&span))) return;
    }
  } else {
    for (Reg const item : at<List>(source)) {
      if (!each(item)) return;
    }
  }
}

// None, if the source is no history or has none.
Doubts doubts_of(Machine& m, Reg source, core::TypeId type) {
  bool const any = m.program.types[type].kind == Kind::history && at<History>(source).doubts;
  return any ? *at<History>(source).doubts : Doubts{};
}

struct Binder {
  Node const& node;
  Machine& m;
  Reg source;
  Node const* condition = nullptr;
  Node const* value = nullptr;

  Binder(Node const& of, Machine& machine) : node(of), m(machine), source(m.run(of.kids[0])) {
    auto const op = m.program.expressions[of.expr].op;
    bool const valued = op == Op::sum || op == Op::map;
    if (of.count == (valued ? 3U : 2U)) condition = of.kids[1];
    if (valued) value = of.kids[of.count - 1];
  }
  core::TypeId source_type() const { return m.type_of(node.kids[0]); }
  [[gnu::always_inline]] Reg holds(Reg item) const {
    m.spend(1);
    m.frame[node.a] = there(item) ? item : m.absent.asked(item, *node.asker);
    if (auto const* tests = static_cast<SpanCondition const*>(node.more)) {
      m.spend(tests->cost);
      auto const answer = tests->ask(m);
      if (answer != SpanCondition::Answer::unsure) return truth(answer == SpanCondition::Answer::yes);
    }
    return condition ? m.run(condition) : truth(true);
  }
  // What is missing where a doubt matters: some candidate of it satisfies the condition, or may.
  Reg where_it_matters(Doubt const& doubt) const {
    Reg missing;
    bool matters = doubt.count == 0;
    for (std::uint32_t n = 0; n < doubt.count; ++n) {
      Reg const held = holds(pointing_to(doubt.candidates + n));
      missing = m.absent.both(missing, held);
      matters = matters || (there(held) && held.n != 0);
    }
    return matters ? m.absent.both(missing, doubt.why) : missing;
  }
  Reg where_doubts_matter() const {
    Reg missing;
    for (auto const& doubt : doubts_of(m, source, source_type()))
      missing = m.absent.both(missing, where_it_matters(doubt));
    return missing;
  }
};

// model::filter, of which no verdict is absent: those that are kept, in a history of their own.
class Kept {
 public:
  Kept(Machine& machine, History const& of)
      : m_(machine), of_(of), spans_(machine.arena.array<Span>(of.count + of.undated)) {}

  // Periods in their order, those with dates first.
  template <class Keeps>
  void take(Keeps const& keeps) {
    for (auto const& span : of_.periods()) {
      if (!keeps(span)) continue;
      spans_[count_ + undated_] = span;
      ++(&span < of_.end() ? count_ : undated_);
    }
    if (of_.doubts) take_doubts(keeps);
  }

  Reg history() const {
    auto* made = m_.arena.array<History>(1);
    *made = {spans_, count_, undated_, nullptr, nullptr};
    if (doubt_count_ == 0) return pointing_to(made);
    auto* doubts = m_.arena.array<Doubts>(1);
    *doubts = {doubts_, doubt_count_};
    made->doubts = doubts;
    for (std::uint32_t n = 1; n < doubt_count_; ++n) {
      // Of the same days: their order depends on the candidates, and the model knows it.
      if (doubts_[n - 1].begin == doubts_[n].begin && doubts_[n - 1].end == doubts_[n].end)
        return sorted(*made);
    }
    return pointing_to(made);
  }

 private:
  template <class Keeps>
  void take_doubts(Keeps const& keeps) {
    doubts_ = m_.arena.array<Doubt>(of_.doubts->count);
    for (auto doubt : *of_.doubts) {
      auto* candidates = m_.arena.array<Span>(doubt.count);
      std::uint32_t count = 0;
      for (std::uint32_t n = 0; n < doubt.count; ++n)
        if (keeps(doubt.candidates[n])) candidates[count++] = doubt.candidates[n];
      if (count == 0 && doubt.count > 0) continue;
      doubt.may_be_absent = doubt.may_be_absent || count < doubt.count || doubt.count == 0;
      doubt.candidates = candidates;
      doubt.count = count;
      doubts_[doubt_count_++] = doubt;
    }
  }

  Reg sorted(History const& history) const {
    auto const boxed = m_.box_history(history);
    auto periods = boxed->periods;
    periods.insert(periods.end(), boxed->undated.begin(), boxed->undated.end());
    auto made =
        std::make_shared<model::History const>(model::make_history(std::move(periods), boxed->doubts));
    return m_.unbox_history(m_.keep(std::move(made)));
  }

  Machine& m_;
  History const& of_;
  Span* spans_;
  std::uint32_t count_ = 0, undated_ = 0;
  Doubt* doubts_ = nullptr;
  std::uint32_t doubt_count_ = 0;
};

Reg run_those(Node const& node, Machine& m) {
  Binder const binder(node, m);
  if (!there(binder.source)) return binder.source;
  Reg missing;
  if (m.program.types[binder.source_type()].kind == Kind::history) {
    Kept kept(m, at<History>(binder.source));
    kept.take([&](Span const& span) {
      Reg const held = binder.holds(pointing_to(&span));
      missing = m.absent.both(missing, held);
      return there(held) && held.n != 0;
    });
    return there(missing) ? kept.history() : missing;
  }
  auto const& list = at<List>(binder.source);
  auto* items = m.arena.array<Reg>(list.count);
  std::uint32_t count = 0;
  for (Reg const item : list) {
    Reg const kept = binder.holds(item);
    missing = m.absent.both(missing, kept);
    if (there(kept) && kept.n != 0) items[count++] = item;
  }
  auto* made = m.arena.array<List>(1);
  *made = {items, count};
  return there(missing) ? pointing_to(made) : missing;
}

template <bool decisive>
Reg run_decides(Node const& node, Machine& m) {
  Binder const binder(node, m);
  if (!there(binder.source)) return binder.source;
  Reg missing;
  bool decided = false;
  over(m, binder.source, binder.source_type(), [&](Reg item) {
    Reg const held = binder.holds(item);
    missing = m.absent.both(missing, held);
    decided = there(held) && (held.n != 0) == decisive;
    return !decided;
  });
  if (decided) return truth(decisive);
  // In a doubt one of the candidates is there, or perhaps none; without candidates, anyone may be.
  for (auto const& doubt : doubts_of(m, binder.source, binder.source_type())) {
    bool all = !doubt.may_be_absent && doubt.count > 0, some = doubt.count == 0;
    for (std::uint32_t n = 0; n < doubt.count; ++n) {
      Reg const held = binder.holds(pointing_to(doubt.candidates + n));
      missing = m.absent.both(missing, held);
      bool const decides = there(held) && (held.n != 0) == decisive;
      all = all && decides;
      some = some || decides;
    }
    if (all) return truth(decisive);
    if (some) missing = m.absent.both(missing, doubt.why);
  }
  return there(missing) ? truth(!decisive) : m.absent.asked(missing, *node.asker);
}

Reg run_number(Node const& node, Machine& m) {
  Binder const binder(node, m);
  if (!there(binder.source)) return binder.source;
  Reg missing;
  std::int64_t count = 0;
  over(m, binder.source, binder.source_type(), [&](Reg item) {
    Reg const held = binder.holds(item);
    missing = m.absent.both(missing, held);
    if (!there(held) || held.n != 0) ++count;
    return true;
  });
  missing = m.absent.both(missing, binder.where_doubts_matter());
  return there(missing) ? whole(count) : m.absent.asked(missing, *node.asker);
}

Reg run_map(Node const& node, Machine& m) {
  Binder const binder(node, m);
  if (!there(binder.source)) return binder.source;
  Reg missing;
  std::vector<Reg> values;
  over(m, binder.source, binder.source_type(), [&](Reg item) {
    Reg const held = binder.holds(item);
    missing = m.absent.both(missing, held);
    if (there(held) && held.n == 0) return true;
    values.push_back(m.run(binder.value));
    missing = m.absent.both(missing, values.back());
    return true;
  });
  missing = m.absent.both(missing, binder.where_doubts_matter());
  return there(missing) ? m.list(values) : m.absent.asked(missing, *node.asker);
}

// Of nothing: zero in the currency that the type says, or that of the State the type names.
Reg nothing(Node const& node, Machine& m) {
  auto const& type = m.program.types[m.type_of(&node)];
  if (type.kind != Kind::money) return whole(0);
  Reg const state = type.of == model::none ? Reg{0, 0} : m.frame[type.of];
  auto const of =
      there(state) ? model::StateId(static_cast<std::uint32_t>(state.n)) : model::StateId(model::none);
  auto const zero = core::nothing_of(m.program, of, type);
  if (zero.currency != model::none) return money(whole(0), money_kind(zero.currency, zero.per));
  return m.because(model::Blocker::Kind::impossible, "the sum of no amounts has no currency", *node.asker);
}

Reg run_sum(Node const& node, Machine& m) {
  Binder const binder(node, m);
  if (!there(binder.source)) return binder.source;
  Reg missing, sum;
  bool any = false;
  bool const of_money = m.program.types[m.type_of(binder.value)].kind == Kind::money;
  over(m, binder.source, binder.source_type(), [&](Reg item) {
    Reg const held = binder.holds(item);
    missing = m.absent.both(missing, held);
    if (there(held) && held.n == 0) return true;
    Reg const value = m.run(binder.value);
    missing = m.absent.both(missing, value);
    if (!there(missing)) return true;
    if (!any) {
      any = true;
      sum = value;
    } else if (!of_money) {
      sum = add(sum, value);
    } else {
      if (kind_of(sum) != kind_of(value))
        throw Leave{"a sum of amounts in several currencies or for several times"};
      sum = money(add(number_of(sum), number_of(value)), kind_of(sum));
    }
    return true;
  });
  missing = m.absent.both(missing, binder.where_doubts_matter());
  if (!there(missing)) return m.absent.asked(missing, *node.asker);
  return any ? sum : nothing(node, m);
}

Reg run_first(Node const& node, Machine& m) {
  Binder const binder(node, m);
  if (!there(binder.source)) return binder.source;
  Reg missing = binder.where_doubts_matter(), found;
  bool any = false;
  over(m, binder.source, binder.source_type(), [&](Reg item) {
    Reg const held = binder.holds(item);
    missing = m.absent.both(missing, held);
    any = there(held) && held.n != 0;
    if (any) found = item;
    return !any;
  });
  if (any) return m.absent.asked(there(missing) ? found : missing, *node.asker);
  if (!there(missing)) return m.absent.asked(missing, *node.asker);
  return m.because(model::Blocker::Kind::impossible,
                   "there is no first element: none satisfies the condition", *node.asker);
}

}  // namespace

Run run_of_binder(Op op) {
  static constexpr std::pair<Op, Run> all[] = {
      {Op::those, run_those},   {Op::exists, run_decides<true>}, {Op::every, run_decides<false>},
      {Op::number, run_number}, {Op::first, run_first},          {Op::sum, run_sum},
      {Op::map, run_map},
  };
  for (auto const& [binder, run] : all) {
    if (binder == op) return run;
  }
  return nullptr;
}

// Start, source, step; node.a is the slot of what is carried, the one of the element stands in the core.
Reg run_carry(Node const& node, Machine& m) {
  Reg const start = m.run(node.kids[0]);
  Reg const source = m.run(node.kids[1]);
  Reg missing = source;
  if (there(source))
    for (auto const& doubt : doubts_of(m, source, m.type_of(node.kids[1])))
      missing = m.absent.both(missing, doubt.why);
  if (!there(missing)) return m.absent.asked(m.absent.both(missing, start), *node.asker);
  Reg carried = start;
  auto const slot = m.program.expressions[node.expr].b;
  over(m, source, m.type_of(node.kids[1]), [&](Reg item) {
    m.spend(1);
    m.frame[node.a] = carried;
    m.frame[slot] = there(item) ? item : m.absent.asked(item, *node.asker);
    carried = m.run(node.kids[2]);
    return true;
  });
  return carried;
}

}  // namespace convenio::fast
