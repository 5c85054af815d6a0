// See nearest.hpp.
#include "engine/fast/nearest.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/model/history.hpp"
#include "engine/run/choice.hpp"
#include "engine/run/evaluate.hpp"

namespace convenio::fast {

using cases::Case;
using cases::FactKey;
using cases::FactValue;
using core::Op;
using model::Date;
using model::MissingDay;
using model::Value;
using run::Status;

namespace {

Value const* known(Case const& facts, core::FactId fact) {
  auto const found = facts.facts.find(FactKey{fact, {}});
  if (found == facts.facts.end() || found->second.kind != core::FactState::known) return nullptr;
  return found->second.values.size() == 1 ? &found->second.values.front() : nullptr;
}

std::optional<Date> known_day(Case const& facts, core::FactId fact) {
  auto const* value = known(facts, fact);
  auto const* day = value ? std::get_if<Date>(&value->content) : nullptr;
  return day ? std::optional(*day) : std::nullopt;
}

void set(Case& facts, core::FactId fact, Value value) {
  FactValue given;
  given.kind = core::FactState::known;
  given.values.push_back(std::move(value));
  facts.facts[FactKey{fact, {}}] = std::move(given);
}

model::History const* history_of(Case const& facts, core::FactId fact) {
  auto const* value = fact == none ? nullptr : known(facts, fact);
  auto const* history = value ? std::get_if<model::HistoryPtr>(&value->content) : nullptr;
  return history && *history ? history->get() : nullptr;
}

bool alike(std::vector<Value> const& a, std::vector<Value> const& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](Value const& x, Value const& y) { return model::equal(x, y); });
}

// ---------------------------------------------------------------- which days may come later

constexpr std::string_view rule_of_days = "days_of_a_later_claim";

// The lists of facts that a rule may give, as they are written in it.
void lists_of(core::Program const& program, core::ExprId id, std::vector<std::vector<core::FactId>>& lists) {
  auto const& e = program.expressions[id];
  if (e.op == Op::list) {
    std::vector<core::FactId> facts;
    for (std::uint32_t n = 0; n < e.child_count; ++n) {
      auto const& item = program.expressions[program.child(id, n)];
      if (item.op == Op::fact && item.child_count == 0) facts.push_back(item.fact());
    }
    if (facts.size() == e.child_count && !facts.empty()) lists.push_back(std::move(facts));
    return;
  }
  for (std::uint32_t n = 0; n < e.child_count; ++n) lists_of(program, program.child(id, n), lists);
}

std::vector<std::vector<core::FactId>> lists_of(core::Program const& program, core::Rule const& rule) {
  std::vector<std::vector<core::FactId>> lists;
  if (rule.body != none) lists_of(program, rule.body, lists);
  for (auto const& version : rule.versions) lists_of(program, version.body, lists);
  for (auto const& part : rule.parts) {
    if (part.body != none) lists_of(program, part.body, lists);
    for (auto const& version : part.versions) lists_of(program, version.body, lists);
  }
  for (auto const& exception : rule.exceptions) lists_of(program, exception.body, lists);
  return lists;
}

// The arguments of the award that the rule asks for, by their types; nullopt: it asks for others.
std::optional<std::vector<Value>> arguments_for(core::Program const& program, core::Rule const& rule,
                                                Wanted const& wanted) {
  std::vector<Value> values;
  auto const& generators = program.awards[wanted.award].generators;
  for (auto const& parameter : rule.parameters) {
    auto const& asked = program.types[parameter.type];
    bool found = false;
    for (std::size_t n = 0; !found && n < generators.size() && n < wanted.arguments.size(); ++n) {
      auto const list = program.expressions[generators[n].source].type;
      auto const element = program.types[list].element;
      if (element == none) continue;
      auto const& given = program.types[element];
      found = given.kind == asked.kind && given.id == asked.id;
      if (found) values.push_back(wanted.arguments[n]);
    }
    if (!found) return std::nullopt;
  }
  return values;
}

// What the rule gives for the case; absent where it gives nothing.
std::optional<std::vector<Date>> days_by_rule(Machine& machine, Case const& facts, core::RuleId id,
                                              std::vector<Value> const& arguments) {
  auto const& rule = machine.program.rules[id];
  try {
    // Nothing is asked of the case but this rule.
    machine.evaluate_all(
        facts, [](bool, std::uint32_t, std::vector<Value> const&) { return false; },
        [](bool, std::uint32_t) { return false; });
    std::vector<Reg> given;
    for (std::size_t n = 0; n < arguments.size(); ++n)
      given.push_back(machine.unbox(arguments[n], rule.parameters[n].type));
    auto& cell = machine.cell(id, Known(arguments.size()));
    auto const value = machine.box(machine.call(cell, given.data(), given.size()), rule.type);
    auto const* list = std::get_if<model::ListPtr>(&value.content);
    if (!list || !*list) return std::nullopt;
    std::vector<Date> days;
    for (auto const& item : (*list)->items) {
      if (item.absent()) return std::nullopt;
      days.push_back(item.as<Date>());
    }
    return days;
  } catch (Leave const&) {
    return std::nullopt;
  }
}

std::vector<core::FactId> later_days(Machine& machine, Case const& facts, Wanted const& wanted) {
  auto const& program = machine.program;
  for (core::RuleId id = 0; id < program.rules.size(); ++id) {
    auto const& rule = program.rules[id];
    if (rule.name != rule_of_days || program.types[rule.type].kind != core::Type::Kind::list) continue;
    auto const element = program.types[rule.type].element;
    if (element == none || program.types[element].kind != core::Type::Kind::date) continue;
    auto const arguments = arguments_for(program, rule, wanted);
    if (!arguments) continue;
    auto const lists = lists_of(program, rule);
    // Days that the case does not give are taken to be that of the event, to learn which list is meant.
    Case filled = facts;
    for (auto const& list : lists) {
      auto const event = known_day(facts, list.front());
      for (auto const fact : list) {
        if (event && !known_day(facts, fact)) set(filled, fact, {*event});
      }
    }
    auto const days = days_by_rule(machine, filled, id, *arguments);
    if (!days) continue;
    for (auto const& list : lists) {
      bool const meant = std::equal(
          list.begin(), list.end(), days->begin(), days->end(),
          [&](core::FactId fact, Date day) { return known_day(filled, fact) == std::optional(day); });
      if (meant) return list;
    }
  }
  return {};
}

// ---------------------------------------------------------------- the case as a change makes it

// So many whole units as the days of a period of whole months are, where its State certifies in units.
model::Rational complete(model::Period const& period, std::int64_t months) {
  std::int64_t const days = period.end.number() - period.begin.number();
  switch (period.certified->unit) {
    case model::Unit::days:
    case model::Unit::calendar_days:
      return model::Rational(days);
    case model::Unit::weeks:
      return model::Rational(days / 7);
    case model::Unit::months:
    case model::Unit::calendar_months:
      return model::Rational(months);
    case model::Unit::quarters:
      return model::Rational(months / 3);
    case model::Unit::years:
      return model::Rational(months / 12);
  }
  return model::Rational(0);
}

// New time in a State, without its days.
std::optional<model::Period> more_time(core::Program const& program, Calendar const& calendar,
                                       Case const& facts, model::StateId state) {
  auto const* history = history_of(facts, calendar.history);
  auto const* example = example_of(calendar, facts, state);
  if (!history || !example) return std::nullopt;
  model::Period period = *example;
  if (period.state != state) period.certified.reset();  // another State's way of certifying
  period.state = period.original_state = state;
  period.id = "more";
  while (std::any_of(history->periods.begin(), history->periods.end(),
                     [&](model::Period const& one) { return one.id == period.id; }))
    period.id += "-more";
  period.besides.clear();
  period.day_week = 0;
  period.whole = true;
  run::Options options;
  options.explain = false;
  for (std::size_t n = 0; n < period.attributes.size() && n < program.attributes.size(); ++n) {
    if (program.attributes[n].fallback != none)
      period.attributes[n] = run::evaluate(program, facts, program.attributes[n].fallback, 0, options);
  }
  return period;
}

Case with(Calendar const& calendar, Case const& from, Change const& change, model::Period const* time) {
  Case facts = from;
  if (!change.event) return facts;
  for (std::size_t n = 0; n < calendar.days.size(); ++n) {
    auto const given = known_day(facts, calendar.days[n]);
    if (n == 0 || (given && *given < *change.event)) set(facts, calendar.days[n], {*change.event});
  }
  auto const* history = history_of(facts, calendar.history);
  if (!time || !history) return facts;
  auto periods = history->periods;
  periods.insert(periods.end(), history->undated.begin(), history->undated.end());
  auto& added = periods.emplace_back(*time);
  added.begin = calendar.start;
  added.end = calendar.start.plus_months(change.months, MissingDay::back).value_or(*change.event);
  if (added.certified) added.certified->amount = complete(added, change.months);
  set(facts, calendar.history,
      {std::make_shared<model::History const>(model::make_history(std::move(periods)))});
  return facts;
}

// ---------------------------------------------------------------- the search

enum class Answer : std::uint8_t { no, yes, open };

class Search {
 public:
  Search(Machine& machine, Wanted const& wanted, Calendar const& calendar, std::vector<Case> const& choices)
      : machine_(machine),
        program_(machine.program),
        wanted_(wanted),
        calendar_(calendar),
        choices_(choices) {
    only_ = [this](bool award, std::uint32_t id, std::vector<Value> const& arguments) {
      return award && id == wanted_.award && alike(arguments, wanted_.arguments);
    };
    kinds_ = [this](bool award, std::uint32_t id) { return award && id == wanted_.award; };
    make_steps();
  }

  Nearest run() {
    std::vector<std::size_t> ends(calendar_.states.size() + 1, steps_.size());
    for (std::size_t choice = 0; choice < choices_.size() && !spent(); ++choice) {
      if (choice > 0 && ask({choice, {}, 0, 0, none}) == Answer::yes) {
        found_.changes.push_back({choice, {}, 0, 0, none});
        continue;
      }
      auto const found = follow(choice, ends);
      if (choice == 0) ends = found;
    }
    std::stable_sort(found_.changes.begin(), found_.changes.end(), [](Change const& a, Change const& b) {
      if (a.event.has_value() != b.event.has_value()) return !a.event.has_value();
      return std::pair(a.wait, a.months) < std::pair(b.wait, b.months);
    });
    if (!found_.changes.empty() && found_.open && found_.changes.front().wait <= found_.open->wait)
      found_.open.reset();
    found_.evaluations = evaluations_;
    return std::move(found_);
  }

 private:
  struct Step {  // a day on which the event may be
    Date event;
    std::int64_t wait = 0;
  };

  void make_steps() {
    if (calendar_.days.empty() || !calendar_.event) return;
    if (*calendar_.event >= calendar_.start) {
      auto const wait = model::completed_months(calendar_.start, *calendar_.event, MissingDay::back);
      if (wait <= calendar_.months) steps_.push_back({*calendar_.event, wait});
    }
    for (std::int64_t wait = 0; calendar_.later && wait <= calendar_.months; ++wait) {
      auto const day = calendar_.start.plus_months(wait, MissingDay::back);
      if (!day || *day > model::latest_fact_date()) return;
      if (*day > *calendar_.event) steps_.push_back({*day, wait});
    }
  }

  bool spent() {
    if (evaluations_ >= most_evaluations) found_.limited = true;
    return found_.limited;
  }

  // All ways of one choice, month by month: waiting, the last of `ends`, and time in each State. Of each the
  // first step before its end at which there is a right is noted; gives these, or the ends.
  std::vector<std::size_t> follow(std::size_t choice, std::vector<std::size_t> ends) {
    std::vector<bool> done(ends.size(), false);
    for (std::size_t n = 0; n < steps_.size() && !spent(); ++n) {
      bool left = false;
      for (std::size_t k = ends.size(); k-- > 0;) {
        if (done[k] || n >= ends[k]) continue;
        left = true;
        bool const waiting = k == calendar_.states.size();
        if (!tried_at(n, choice, waiting ? model::StateId(none) : calendar_.states[k])) continue;
        ends[k] = n;
        done[k] = true;
        if (!waiting) continue;
        for (auto& end : ends) end = std::min(end, n);
        return ends;
      }
      if (!left) break;
    }
    return ends;
  }

  // Notes the change with the least time, where there is a right with time up to the event.
  bool tried_at(std::size_t n, std::size_t choice, model::StateId state) {
    auto const& step = steps_[n];
    if (state != none && step.wait == 0) return false;
    Change change{choice, step.event, step.wait, state == none ? 0 : step.wait, state};
    if (!tried(change)) return false;
    auto less = change;
    for (less.months = 1; less.months < change.months && !spent(); ++less.months) {
      if (tried(less)) change = less;
    }
    found_.changes.push_back(change);
    return true;
  }

  bool tried(Change const& change) {
    auto const answer = ask(change);
    if (answer == Answer::open && change.choice == 0 && (!found_.open || change.wait < found_.open->wait))
      found_.open = change;
    return answer == Answer::yes;
  }

  Answer ask(Change const& change) {
    auto const facts = with(calendar_, choices_[change.choice], change, example(change));
    ++evaluations_;
    try {
      auto const* outcomes = machine_.evaluate_all(facts, only_, kinds_);
      if (!outcomes || outcomes->awards.empty()) return Answer::no;
      auto const& award = outcomes->awards.front();
      bool open = false;
      for (std::uint32_t n = 0; n < program_.awards[wanted_.award].routes.size(); ++n) {
        if (wanted_.route != none && wanted_.route != n) continue;
        auto const& route = outcomes->routes[award.first_route + n];
        if (route.right) return Answer::yes;
        open = open || run::is_open(route.status);
      }
      return open ? Answer::open : Answer::no;
    } catch (Leave const&) {
      return by_reference(facts);
    }
  }

  // Made once for each State and choice.
  model::Period const* example(Change const& change) {
    if (change.months == 0) return nullptr;
    auto const [at, made] = examples_.try_emplace(std::pair(change.choice, change.state));
    if (made) at->second = more_time(program_, calendar_, choices_[change.choice], change.state);
    return at->second ? &*at->second : nullptr;
  }

  Answer by_reference(Case const& facts) {
    evaluations_ += reference_counts - 1;
    if (!run::impossibilities(program_, facts).empty()) return Answer::no;
    run::Options options;
    options.explain = false;
    auto const award = [&] {
      return run::evaluate_alone(program_, facts, wanted_.award, wanted_.arguments, options);
    };
    auto const brief = by_routes(award());
    if (brief != Answer::open) return brief;
    options.explain = true;
    return by_routes(award());
  }

  Answer by_routes(run::Decision const& decision) const {
    auto const* award = find(decision, wanted_);
    if (!award) return Answer::no;
    bool open = false;
    for (std::uint32_t n = 0; n < award->routes.size(); ++n) {
      if (wanted_.route != none && award->routes[n].route != wanted_.route) continue;
      if (has_right(program_, decision, *award, n)) return Answer::yes;
      open = open || run::is_open(award->routes[n].status);
    }
    return open ? Answer::open : Answer::no;
  }

  Machine& machine_;
  core::Program const& program_;
  Wanted const& wanted_;
  Calendar const& calendar_;
  std::vector<Case> const& choices_;
  run::Plain::Only only_;
  run::Plain::Kinds kinds_;
  std::vector<Step> steps_;
  std::map<std::pair<std::size_t, model::StateId>, std::optional<model::Period>> examples_;
  Nearest found_;
  std::uint64_t evaluations_ = 0;
};

}  // namespace

run::Awarded const* find(run::Decision const& decision, Wanted const& wanted) {
  for (auto const& one : decision.awards) {
    if (one.award == wanted.award && alike(one.arguments, wanted.arguments)) return &one;
  }
  return nullptr;
}

bool has_right(core::Program const& program, run::Decision const& decision, run::Awarded const& award,
               std::uint32_t place) {
  auto const& result = award.routes[place];
  if (result.status == Status::granted) return true;
  if (!run::is_open(result.status) || result.node >= decision.explanation.nodes.size()) return false;
  auto const& route = program.awards[award.award].routes[result.route];
  std::size_t const conditions = (route.when != none ? 1U : 0U) + (route.entitled != none ? 1U : 0U);
  auto const& inputs = decision.explanation.nodes[result.node].inputs;
  if (inputs.size() < conditions) return false;
  for (std::size_t n = 0; n < conditions; ++n) {
    auto const* truth = std::get_if<bool>(&decision.explanation.nodes[inputs[n]].value.content);
    if (!truth || !*truth) return false;
  }
  return true;
}

std::uint32_t right_by(core::Program const& program, run::Decision const& decision,
                       run::Awarded const& award) {
  bool const granted = award.status == Status::granted || award.status == Status::at_least;
  if (granted && award.route < award.routes.size()) return award.route;
  for (std::uint32_t n = 0; n < award.routes.size(); ++n) {
    if (has_right(program, decision, award, n)) return award.routes[n].route;
  }
  return none;
}

model::Period const* example_of(Calendar const& calendar, Case const& facts, model::StateId state) {
  auto const* history = history_of(facts, calendar.history);
  if (!history) return nullptr;
  model::Period const *there = nullptr, *last = nullptr;
  for (auto const& period : history->periods) {
    if (!last || period.end >= last->end) last = &period;
    if (period.state == state && (!there || period.end >= there->end)) there = &period;
  }
  return there ? there : last;
}

Case changed(core::Program const& program, Calendar const& calendar, Case const& from, Change const& change) {
  auto const time =
      change.months > 0 ? more_time(program, calendar, from, change.state) : std::optional<model::Period>();
  return with(calendar, from, change, time ? &*time : nullptr);
}

Nearest nearest(Machine& machine, Wanted const& wanted, Calendar const& calendar,
                std::vector<Case> const& choices) {
  return Search(machine, wanted, calendar, choices).run();
}

Calendar calendar_of(Machine& machine, Case const& facts, Wanted const& wanted) {
  auto const& program = machine.program;
  Calendar calendar;
  calendar.days = later_days(machine, facts, wanted);
  if (!calendar.days.empty()) calendar.event = known_day(facts, calendar.days.front());

  // The one history that the case gives, with nothing open in it.
  for (auto const& [key, given] : facts.facts) {
    if (program.types[program.facts[key.fact].type].kind != core::Type::Kind::history) continue;
    auto const* history = key.arguments.empty() ? history_of(facts, key.fact) : nullptr;
    bool const closed = history && history->doubts.empty() && given.rows.empty();
    bool const several = calendar.history != none;
    calendar.history = closed && !several ? key.fact : core::FactId(none);
    if (several || !closed) break;
  }

  std::optional<Date> last;
  auto const at_least = [&](std::optional<Date> day) {
    if (day && (!last || *last < *day)) last = day;
  };
  if (program.decided_on != none && program.rules[program.decided_on].body != none) {
    auto const& body = program.expressions[program.rules[program.decided_on].body];
    if (body.op == Op::fact && body.child_count == 0) at_least(known_day(facts, body.fact()));
  }
  if (!last) {
    for (auto const fact : calendar.days) {
      auto const day = known_day(facts, fact);
      if (day && (!last || *day < *last)) last = day;
    }
  }
  if (auto const* history = history_of(facts, calendar.history)) {
    for (auto const& period : history->periods) at_least(period.end.plus_days(-1));
  }
  if (last) {
    auto const next = last->first_of_month().plus_months(1, MissingDay::back);
    if (next) calendar.start = *next;
  }
  if (!last) calendar.days.clear();
  return calendar;
}

}  // namespace convenio::fast
