// What runs calls, facts, rows of tables, versions, parts, exceptions, attributes and resolutions.
// Knows what a case gives; knows no award.
#include <algorithm>

#include <fmt/format.h>

#include "engine/fast/compile.hpp"
#include "engine/fast/consensus.hpp"
#include "engine/fast/spans.hpp"
#include "engine/ops/periods.hpp"
#include "engine/run/choice.hpp"

namespace convenio::fast {

using Kind = core::Type::Kind;
using model::Blocker;

namespace {

// Of a State or word that only the case knows.
Reg of_a_word(Node const& node, CallPlan& plan, Machine& m) {
  constexpr std::int64_t most_words = 1'000;
  Reg const argument = m.run(node.kids[0]);
  if (!there(argument) || argument.n >= most_words) return m.call(m.cell(plan.rule, Known(1)), &argument, 1);
  auto const index = static_cast<std::size_t>(argument.n);
  if (plan.by_word.size() <= index) plan.by_word.resize(index + 1);
  Cell*& cell = plan.by_word[index];
  if (!cell) cell = &m.cell(plan.rule, Known{argument});
  return m.knows(*cell) ? cell->result : m.call(*cell, &argument, 1);
}

}  // namespace

Reg run_call(Node const& node, Machine& m) {
  auto& plan = *static_cast<CallPlan*>(node.more);
  if (plan.cell && plan.cell->open == 0 && m.knows(*plan.cell)) return plan.cell->result;
  if (node.count == 1 && plan.dynamic == 1) return of_a_word(node, plan, m);
  Machine::Arguments arguments(m, node.count);
  for (std::uint32_t n = 0; n < node.count; ++n) arguments[n] = m.run(node.kids[n]);
  if (plan.cell) return m.call(*plan.cell, arguments.values(), node.count);
  if (plan.dynamic == 0) {
    plan.cell = &m.cell(plan.rule, plan.known);
    return m.call(*plan.cell, arguments.values(), node.count);
  }
  // States and words that only the case knows: a cell for each that is met.
  for (auto const& [key, cell] : plan.met) {
    bool same = true;
    std::size_t at = 0;
    for (std::uint32_t n = 0; same && n < node.count; ++n) {
      if ((plan.dynamic >> n) & 1U) same = key[at++] == arguments[n];
    }
    if (same) return m.call(*cell, arguments.values(), node.count);
  }
  Known known = plan.known;
  std::vector<Reg> key;
  bool absent = false;
  for (std::uint32_t n = 0; n < node.count; ++n) {
    if (((plan.dynamic >> n) & 1U) == 0) continue;
    key.push_back(arguments[n]);
    absent = absent || !there(arguments[n]);
    if (there(arguments[n])) known[n] = arguments[n];
  }
  Cell& cell = m.cell(plan.rule, known);
  if (!absent) plan.met.emplace_back(std::move(key), &cell);
  return m.call(cell, arguments.values(), node.count);
}

Reg run_fact(Node const& node, Machine& m) {
  auto& plan = *static_cast<FactPlan*>(node.more);
  if (plan.cell) return m.knows(*plan.cell) ? plan.cell->result : m.fact(*plan.cell, *node.asker);
  Machine::Arguments arguments(m, node.count);
  Reg missing;
  for (std::uint32_t n = 0; n < node.count; ++n) {
    arguments[n] = m.run(node.kids[n]);
    missing = m.absent.both(missing, arguments[n]);
  }
  if (!there(missing)) return missing;
  return m.fact(m.fact_cell(plan.fact, arguments.values(), node.count), *node.asker);
}

// ---------------------------------------------------------------- tables

namespace {

bool fits(RowPlan::Key const& key, Reg value) {
  using K = core::Key::Kind;
  Reg const upper = there(key.high) ? key.high : key.low;
  switch (key.kind) {
    case K::value:
      return key.low == value;
    case K::range:
      return order(key.low, value) <= 0 && order(value, key.high) <= 0;
    case K::range_below:
      return order(key.low, value) <= 0 && order(value, key.high) < 0;
    case K::from:
      return order(key.low, value) <= 0;
    case K::until:
      return order(value, upper) <= 0;
    case K::below:
      return order(value, upper) < 0;
    case K::any:
      return true;
  }
  return false;
}

// Positions of those that may hold, by when they became law; several while the day of decision is not known.
struct Answers {
  std::vector<std::size_t> possible;
  Reg day;
};

template <class Enacted>
Answers as_known(Machine& m, Cell* decided_on, std::vector<std::size_t> const& fitting, Enacted enacted) {
  bool const any =
      std::any_of(fitting.begin(), fitting.end(), [&](auto n) { return enacted(n).has_value(); });
  if (!decided_on || !any) return {fitting.empty() ? fitting : std::vector{fitting.front()}, truth(true)};
  Answers answers{{}, m.call(*decided_on, nullptr, 0)};
  std::optional<std::int64_t> latest;
  for (auto const n : fitting) {
    auto const since = enacted(n);
    if (!there(answers.day)) {
      answers.possible.push_back(n);
    } else if ((!since || *since <= answers.day.n) && (answers.possible.empty() || latest <= since)) {
      answers.possible = {n};
      latest = since;
    }
  }
  return answers;
}

std::string label(Machine& m, core::Table const& table, std::vector<Reg> const& values) {
  std::string text = table.name;
  auto const type_for = [&](core::TypeId type) {  // of what is counted in the unit of a State
    auto const local = core::unit_local(m.program, type);
    if (local >= values.size()) return type;
    return core::type_in_unit_of(m.program, type, m.box(values[local], table.keys[local].type));
  };
  for (std::size_t n = 0; n < values.size(); ++n) {
    text += n == 0 ? "(" : ", ";
    auto const type = table.keys[n].type;
    auto const kind = m.program.types[type].kind;
    text += !there(values[n])       ? "?"
            : kind == Kind::history ? "history"
            : kind == Kind::list    ? "list"
                                    : core::to_string(m.program, m.box(values[n], type), type_for(type));
  }
  return values.empty() ? text : text + ")";
}

Reg row_value(Machine& m, LookupPlan const& plan, RowPlan const& row, core::Row const& declared,
              std::vector<Reg> const& values) {
  if (row.known_to && plan.date_key < values.size() && *row.known_to < values[plan.date_key].n) {
    auto const day = model::Date::from_number(static_cast<std::int32_t>(values[plan.date_key].n));
    return m.because(Blocker::Kind::not_encoded,
                     fmt::format("`{}` is known to {}, and {} is later", m.program.tables[plan.table].name,
                                 declared.known_to->to_string(), day.to_string()),
                     *plan.asker);
  }
  if (!row.value) return m.because(Blocker::Kind::not_encoded, declared.gap, *plan.asker);
  return m.run_in_frame(row.value, Compiler::closed_slots, nullptr, 0);
}

}  // namespace

Reg run_lookup(Node const& node, Machine& m) {
  auto const& plan = *static_cast<LookupPlan const*>(node.more);
  auto const& table = m.program.tables[plan.table];
  std::vector<Reg> values;
  for (std::uint32_t n = 0; n < node.count; ++n) values.push_back(m.run(node.kids[n]));
  std::vector<std::size_t> found;
  Reg unknown;
  for (std::size_t r = 0; r < plan.rows.size() && there(unknown); ++r) {
    auto const& row = plan.rows[r];
    if (!found.empty() && !row.enacted) continue;
    m.spend(1);
    bool fitting = true;
    Reg open;
    for (std::size_t n = 0; n < row.keys.size() && n < values.size(); ++n) {
      if (there(values[n])) {
        fitting = fitting && fits(row.keys[n], values[n]);
      } else if (row.keys[n].kind != core::Key::Kind::any || (row.known_to && n == plan.date_key)) {
        open = m.absent.both(open, values[n]);
      }
    }
    if (!fitting) continue;
    if (there(open))
      found.push_back(r);
    else
      unknown = open;
  }
  if (!there(unknown)) {
    for (Reg const value : values) unknown = m.absent.both(unknown, value);
    return unknown;
  }
  auto const answers =
      as_known(m, plan.decided_on, found, [&](std::size_t r) { return plan.rows[r].enacted; });
  if (answers.possible.empty()) {
    return m.because(Blocker::Kind::not_encoded, fmt::format("no row answers {}", label(m, table, values)),
                     *plan.asker);
  }
  Consensus consensus(m, table.type);
  if (!there(answers.day)) consensus.guard(answers.day);
  for (auto const r : answers.possible)
    consensus.outcome(row_value(m, plan, plan.rows[r], table.rows[r], values));
  return consensus.value();
}

// ---------------------------------------------------------------- rules

Reg run_versions(Node const& node, Machine& m) {
  auto const& plan = *static_cast<VersionPlan const*>(node.more);
  Reg const date = m.run(node.kids[0]);
  Consensus consensus(m, m.program.rules[node.a].type);
  if (!there(date)) {
    consensus.guard(date);
    bool from_ever = false, for_ever = false;
    for (auto const& version : plan.all) {
      consensus.outcome(m.run(version.body));
      from_ever = from_ever || !version.validity.from;
      for_ever = for_ever || !version.validity.until;
    }
    if (!from_ever || !for_ever) consensus.outcome(date);
    return consensus.value();
  }
  auto const day = model::Date::from_number(static_cast<std::int32_t>(date.n));
  std::vector<std::size_t> fitting;
  for (std::size_t n = 0; n < plan.all.size(); ++n) {
    if (plan.all[n].validity.contains(day)) fitting.push_back(n);
  }
  auto const answers =
      as_known(m, plan.decided_on, fitting, [&](std::size_t n) -> std::optional<std::int64_t> {
        if (!plan.all[n].enacted) return std::nullopt;
        return plan.all[n].enacted->number();
      });
  if (answers.possible.size() == 1) return m.run(plan.all[answers.possible.front()].body);
  if (answers.possible.empty()) {
    return m.because(Blocker::Kind::not_encoded,
                     fmt::format("no version of `{}` answers for {}", plan.name, day.to_string()),
                     *node.asker);
  }
  if (!there(answers.day)) consensus.guard(answers.day);
  for (auto const n : answers.possible) consensus.outcome(m.run(plan.all[n].body));
  return consensus.value();
}

Reg run_parts(Node const& node, Machine& m) {
  auto const& plan = *static_cast<PartPlan const*>(node.more);
  auto const& rule = m.program.rules[plan.rule];
  Consensus consensus(m, rule.type);
  bool possible = false;
  for (auto const& part : plan.all) {
    bool matches = true, sure = true;
    Reg unknown;
    for (auto const& [position, pattern] : part.patterns) {
      Reg const argument = m.frame[position];
      if (there(argument)) {
        matches = matches && argument == pattern;
      } else {
        sure = false;
        unknown = m.absent.both(unknown, argument);
      }
    }
    if (!matches) continue;
    Reg const value = m.run(part.body);
    if (sure && !possible) return value;
    possible = true;
    consensus.outcome(value);
    if (!sure) consensus.outcome(unknown);
  }
  if (possible) return consensus.value();
  Reg unanswered;
  for (std::uint32_t n = 0; n < plan.parameters; ++n) unanswered = m.absent.both(unanswered, m.frame[n]);
  if (!there(unanswered)) return unanswered;
  std::string arguments;
  for (std::uint32_t n = 0; n < plan.parameters; ++n) {
    auto const type = rule.parameters[n].type;
    auto const kind = m.program.types[type].kind;
    if (kind == Kind::history || kind == Kind::list || kind == Kind::record) continue;
    if (!arguments.empty()) arguments += ", ";
    arguments += core::to_string(m.program, m.box(m.frame[n], type), type);
  }
  return m.because(
      Blocker::Kind::not_encoded,
      fmt::format("no text answers `{}`{}{}", rule.name, arguments.empty() ? "" : " for ", arguments),
      *node.asker);
}

namespace {

// What the rule gives where these exceptions are left standing.
Reg outcome(Machine& m, Node const& node, ExceptionPlan const& plan, std::vector<std::uint32_t> const& left) {
  if (left.empty()) return m.run(plan.general);
  if (left.size() == 1) return m.run(plan.bodies[left.front()]);
  std::string names;
  for (std::size_t n = 0; n < left.size(); ++n) {
    if (n > 0) names += n + 1 < left.size() ? ", " : " and ";
    names += *plan.askers[left[n]];
  }
  return m.because(Blocker::Kind::conflict,
                   fmt::format("of `{}`, the exceptions {} all hold", m.program.rules[plan.rule].name, names),
                   *node.asker);
}

}  // namespace

Reg run_exceptions(Node const& node, Machine& m) {
  constexpr std::size_t most_unknown = 12;  // beyond, the reference does not try them all
  auto const& plan = *static_cast<ExceptionPlan const*>(node.more);
  auto const& rule = m.program.rules[plan.rule];
  std::vector<bool> holding(plan.conditions.size());
  std::vector<std::size_t> unknown;
  bool any = false;
  Consensus consensus(m, rule.type);
  for (std::size_t n = 0; n < plan.conditions.size(); ++n) {
    Reg const condition = m.run(plan.conditions[n]);
    if (!there(condition)) {
      unknown.push_back(n);
      consensus.guard(condition);
    } else {
      holding[n] = condition.n != 0;
      any = any || holding[n];
    }
  }
  if (unknown.empty() && !any) return m.run(plan.general);
  if (unknown.empty()) return outcome(m, node, plan, run::left_standing(rule, holding));
  if (unknown.size() > most_unknown) throw Leave{"many exceptions that may hold"};
  run::HeldTogether possible;
  for (std::uint32_t completion = 0; completion < (1U << unknown.size()); ++completion) {
    for (std::size_t n = 0; n < unknown.size(); ++n) holding[unknown[n]] = ((completion >> n) & 1U) != 0;
    possible.insert(run::left_standing(rule, holding));
  }
  for (auto const& left : run::narrowest_conflicts(possible)) consensus.outcome(outcome(m, node, plan, left));
  return consensus.value();
}

// ---------------------------------------------------------------- periods

Reg run_attribute(Node const& node, Machine& m) {
  auto const& plan = *static_cast<AttributePlan const*>(node.more);
  Reg const operand = m.run(node.kids[0]);
  if (!there(operand)) return operand;
  auto const& span = at<Span>(operand);
  Reg const value = m.attribute(span, plan.attribute);
  if (there(value)) return value;
  auto const& attribute = m.program.attributes[plan.attribute];
  auto const reasons = m.absent.blockers(value);
  bool const unstated = std::all_of(reasons.begin(), reasons.end(), [](Blocker const& reason) {
    return reason.kind == Blocker::Kind::missing_fact && !reason.stated;
  });
  if (attribute.fallback != model::none && !attribute.unless_certified_otherwise && unstated)
    return m.absent.asked(m.run_in_frame(plan.fallback, Compiler::closed_slots, nullptr, 0), *node.asker);
  if (!reasons.empty()) return m.absent.asked(value, *node.asker);
  return m.because(Blocker::Kind::missing_fact,
                   fmt::format("{} of period {}", attribute.name, m.row(span).original->id), *node.asker);
}

Reg run_make_period(Node const& node, Machine& m) {
  auto const& making = m.program.period_makings[node.a];
  std::string const maker = name_in(*node.asker);
  std::vector<model::Value> values;
  Reg missing;
  for (std::uint32_t n = 0; n < node.count; ++n) {
    Reg const operand = m.run(node.kids[n]);
    values.push_back(m.box(operand, m.type_of(node.kids[n])));
    if (!ops::is_attribute(making, n, node.count)) missing = m.absent.both(missing, operand);
  }
  if (!there(missing)) return missing;
  std::vector<model::Value> unsaid;
  if (!making.copy) {
    for (auto const& attribute : m.program.attributes)
      unsaid.push_back(model::absent({Blocker::Kind::undefined_text,
                                      fmt::format("the {} of a period that {} makes", attribute.name, maker),
                                      *node.asker}));
  }
  auto const made = ops::make_period(m.program, making, values, maker, std::move(unsaid));
  Reg const result = m.unbox(made, m.type_of(&node));
  return there(result) ? result : m.absent.asked(result, *node.asker);
}

namespace {

// The reference's verdict, for which the conditions of the clauses are evaluated here.
model::Verdict whole_verdict(ResolvePlan const& plan, core::Precedence const& precedence, Machine& m,
                             Span const& a, Span const& b) {
  auto const slot = plan.arguments;
  auto const side = [&](Span const& span) {
    return model::Value{std::make_shared<model::Period const>(m.box_period(span))};
  };
  run::Standing asked;
  asked.holds = [&](std::uint32_t clause, bool turned) {
    m.frame[slot] = pointing_to(turned ? &b : &a);
    m.frame[slot + 1] = pointing_to(turned ? &a : &b);
    auto const* condition = plan.clauses[clause].condition;
    return m.box(m.run(condition), m.type_of(condition));
  };
  asked.conflict = [&](std::uint32_t clause, std::string sentence) {
    return model::absent({Blocker::Kind::conflict, std::move(sentence), *plan.clauses[clause].asker});
  };
  asked.describe = [&](model::Value const& period) { return core::to_string(m.program, period, none); };
  return run::stands_over(precedence, side(a), side(b), asked);
}

// Which of two periods stands over the other.
model::Verdict verdict(ResolvePlan const& plan, core::Precedence const& precedence, Machine& m, Span const& a,
                       Span const& b) {
  auto const slot = plan.arguments;
  std::uint32_t decisive = model::none;
  bool a_stands = false, b_stands = false;
  m.spend(1);
  for (std::uint32_t n = 0; n < plan.clauses.size(); ++n) {
    bool ways[2];
    for (int way = 0; way < 2; ++way) {
      m.frame[slot] = pointing_to(way == 0 ? &a : &b);
      m.frame[slot + 1] = pointing_to(way == 0 ? &b : &a);
      auto const& clause = plan.clauses[n];
      if (clause.tests) m.spend(clause.tests->cost);
      auto const answer = clause.tests ? clause.tests->ask(m) : SpanCondition::Answer::unsure;
      ways[way] = answer == SpanCondition::Answer::yes;
      if (answer != SpanCondition::Answer::unsure) continue;
      Reg const condition = m.run(clause.condition);
      if (!there(condition)) return whole_verdict(plan, precedence, m, a, b);
      ways[way] = condition.n != 0;
    }
    if (!ways[0] && !ways[1]) continue;
    a_stands = a_stands || ways[0];
    b_stands = b_stands || ways[1];
    if (decisive == model::none) decisive = n;
    if (a_stands && b_stands) return whole_verdict(plan, precedence, m, a, b);
    if (precedence.ordered) break;
  }
  using Verdict = model::Verdict;
  if (decisive == model::none) return {Verdict::Kind::open, model::none, nullptr};
  return {a_stands ? Verdict::Kind::first : Verdict::Kind::second, decisive, nullptr};
}

}  // namespace

namespace {

// The frame of the clauses, while they are asked.
class ClauseFrame {
 public:
  ClauseFrame(Machine& machine, std::vector<Reg>& locals) : m_(machine), outer_(machine.frame) {
    machine.frame = locals.data();
  }
  ~ClauseFrame() { m_.frame = outer_; }
  ClauseFrame(ClauseFrame const&) = delete;
  ClauseFrame& operator=(ClauseFrame const&) = delete;

 private:
  Machine& m_;
  Reg* outer_;
};

std::int64_t days_of(std::vector<Span> const& sorted) {
  std::int64_t days = 0;
  std::int32_t reached = INT32_MIN;
  for (auto const& span : sorted) {
    std::int32_t const from = std::max(span.begin, reached);
    if (span.end > from) days += span.end - from;
    reached = std::max(reached, span.end);
  }
  return days;
}

// Each period keeps its days but those of the periods that stand over it. nullopt where a day would have no
// owner, or several and the precedence wants one, and where anything is open: then the model says what
// becomes of it.
std::optional<Reg> resolved_here(ResolvePlan const& plan, core::Precedence const& precedence, Machine& m,
                                 History const& history) {
  constexpr std::uint32_t most = 64;
  if (history.count > most || !history.plain()) return std::nullopt;
  std::uint32_t const count = history.count;
  Span const* const spans = history.spans;
  std::uint64_t over[most] = {};  // of each, those that stand over it
  for (std::uint32_t a = 0; a < count; ++a) {
    for (std::uint32_t b = a + 1; b < count && spans[b].begin < spans[a].end; ++b) {
      bool const alike = spans[a].begin == spans[b].begin && spans[a].end == spans[b].end &&
                         spans[a].state == spans[b].state;
      if (alike) return std::nullopt;  // perhaps equal in all but the name
      auto const found = verdict(plan, precedence, m, spans[a], spans[b]);
      if (found.kind == model::Verdict::Kind::absent) return std::nullopt;
      if (found.kind == model::Verdict::Kind::first) over[b] |= std::uint64_t{1} << a;
      if (found.kind == model::Verdict::Kind::second) over[a] |= std::uint64_t{1} << b;
    }
  }
  std::vector<Span>& kept = m.scratch;
  kept.clear();
  std::int64_t kept_days = 0;
  bool moved = false;
  for (std::uint32_t a = 0; a < count; ++a) {
    std::int32_t from = spans[a].begin;
    for (std::uint32_t b = 0; over[a] != 0 && b < count && spans[b].begin < spans[a].end; ++b) {  // by begin
      if (((over[a] >> b) & 1U) == 0 || spans[b].end <= from) continue;
      if (spans[b].begin > from) {
        kept.push_back({from, spans[b].begin, spans[a].state, spans[a].row});
        kept_days += spans[b].begin - from;
      }
      from = spans[b].end;
      moved = true;
      if (from >= spans[a].end) break;
    }
    if (from >= spans[a].end) continue;
    kept.push_back({from, spans[a].end, spans[a].state, spans[a].row});
    kept_days += spans[a].end - from;
  }
  if (moved)
    std::sort(kept.begin(), kept.end(), [&](auto const& a, auto const& b) { return m.is_before(a, b); });
  std::int64_t const owned = days_of(kept);
  std::int64_t all = 0;
  std::int32_t reached = INT32_MIN;
  for (auto const& span : history) {
    std::int32_t const from = std::max(span.begin, reached);
    if (span.end > from) all += span.end - from;
    reached = std::max(reached, span.end);
  }
  bool const shared = kept_days != owned && precedence.otherwise != model::Otherwise::both;
  if (owned != all || shared) return std::nullopt;
  return m.history(kept);
}

}  // namespace

Reg run_resolve(Node const& node, Machine& m) {
  auto& plan = *static_cast<ResolvePlan*>(node.more);
  auto const& precedence = m.program.precedences[plan.precedence];
  Machine::Arguments operands(m, node.count);
  Reg missing;
  for (std::uint32_t n = 0; n < node.count; ++n) {
    operands[n] = m.run(node.kids[n]);
    missing = m.absent.both(missing, operands[n]);
  }
  if (!there(missing)) return missing;
  m.spend(2 * at<History>(operands[0]).size());
  plan.locals.resize(plan.slots + 2);
  for (std::uint32_t n = 1; n < node.count; ++n) plan.locals[n - 1] = operands[n];
  {
    ClauseFrame const frame(m, plan.locals);
    if (auto const quick = resolved_here(plan, precedence, m, at<History>(operands[0]))) return *quick;
  }
  auto const boxed = m.box_history(at<History>(operands[0]));
  std::vector<model::Value> arguments;
  for (std::uint32_t n = 1; n < node.count; ++n)
    arguments.push_back(m.box(operands[n], precedence.parameters[n - 1].type));
  auto const decide = [&](model::Period const& a, model::Period const& b) {
    auto* pair = m.arena.array<Span>(2);  // answers are kept by where the periods lie
    pair[0] = m.span_of(a);
    pair[1] = m.span_of(b);
    return verdict(plan, precedence, m, pair[0], pair[1]);
  };
  ClauseFrame const frame(m, plan.locals);
  auto const resolved = std::make_shared<model::History const>(
      model::resolve(*boxed, decide, precedence.otherwise, plan.open_reason, plan.precedence,
                     std::move(arguments), precedence.undated_apart));
  return m.unbox({resolved}, m.type_of(&node));
}

}  // namespace convenio::fast
