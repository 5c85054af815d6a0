// Awards and questions for every combination that their lists give, as engine/run/awards.cpp has it.
// Knows how a route is granted or refused; knows no operator and no word of a decision.
#include <algorithm>

#include "engine/fast/compile.hpp"
#include "engine/run/choice.hpp"

namespace convenio::fast {

using model::Blocker;
using run::Status;

namespace {

// Whether a fact that the case does not give could settle any of these.
bool could_be_settled(Absent& absent, Reg missing) {
  bool const none_at_all = absent.all_of(missing, [](Blocker const&) { return false; });
  return none_at_all || absent.status(missing) == Status::undetermined;
}

// The cell that is for these arguments, from a place on and round; none: it is still to be made. Lists are
// gone through in the same order case after case, so the next is mostly the right one.
template <class Cells, class Fits>
auto* found(Cells const& cells, std::size_t& next, Fits const& fits) {
  auto const count = cells.size();
  for (std::size_t n = 0; n < count; ++n) {
    auto const place = next + n < count ? next + n : next + n - count;
    if (!fits(*cells[place])) continue;
    next = place + 1 < count ? place + 1 : 0;
    return cells[place].get();
  }
  next = 0;
  return static_cast<typename Cells::value_type::pointer>(nullptr);
}

bool is_for(Known const& known, std::vector<Reg> const& arguments) {
  for (std::size_t n = 0; n < known.size(); ++n) {
    if (known[n] && *known[n] != arguments[n]) return false;
  }
  return true;
}

}  // namespace

Outcomes const* Machine::evaluate(cases::Case const& facts) {
  try {
    auto const* outcomes = evaluate_all(facts, {}, {});
    if (!outcomes) left_because_ = "a case that cannot be";
    return outcomes;
  } catch (Leave const& leave) {
    left_because_ = leave.why;
    return nullptr;
  }
}

std::optional<model::Value> Machine::value(cases::Case const& facts, core::ExprId expr) {
  try {
    begin(facts);
    if (!facts.supplied.empty()) throw Leave{"values that the case supplies"};
    Compiler compiler(*this);
    auto const* body = compiler.closed(expr, compiler.asker({}, {}, none));
    return box(run_in_frame(body, Compiler::closed_slots, nullptr, 0), program.expressions[expr].type);
  } catch (Leave const& leave) {
    left_because_ = leave.why;
    return std::nullopt;
  }
}

Outcomes const* Machine::evaluate_all(cases::Case const& facts, run::Plain::Only const& only,
                                      run::Plain::Kinds const& kinds) {
  begin(facts);
  kinds_ = kinds ? &kinds : nullptr;
  only_ = only ? &only : nullptr;
  if (!facts.supplied.empty()) throw Leave{"values that the case supplies"};
  for (auto* condition : impossibles_) {
    Reg const met = call(*condition, nullptr, 0);
    if (there(met) && met.n != 0) return nullptr;
  }
  awards();
  questions();
  return &outcomes_;
}

bool Machine::is_sought(bool award, std::uint32_t id, std::vector<core::Generator> const& generators) {
  auto const first = keep_arguments(chosen_);
  auto const values = arguments(generators, first);
  outcomes_.arguments.resize(first);
  return (*only_)(award, id, values);
}

bool Machine::asked_for(std::vector<core::Generator> const& generators,
                        std::vector<Node const*> const& sources) {
  for (std::size_t n = 0; n < generators.size(); ++n) {
    auto const& source = program.expressions[generators[n].source];
    if (source.op != core::Op::fact || source.child_count != 0) continue;
    auto const& fact = program.facts[source.fact()];
    bool const plain = fact.role == core::Fact::Role::fact || fact.role == core::Fact::Role::election;
    if (plain && fact.fallback == none && given_[source.fact()].empty()) return false;
    Reg const value = run_in_frame(sources[n], Compiler::closed_slots, nullptr, 0);
    if (there(value)) continue;
    bool const unstated = absent.all_of(value, [](Blocker const& reason) {
      return reason.kind == Blocker::Kind::missing_fact && !reason.stated;
    });
    if (unstated) return false;
  }
  return true;
}

bool Machine::lacks_its_lists(std::vector<core::Generator> const& generators,
                              std::vector<Node const*> const& sources) {
  if (generators.empty()) return false;
  Reg const first = run_in_frame(sources.front(), Compiler::closed_slots, nullptr, 0);
  if (there(first)) return false;
  auto const is_list = [&](core::FactId fact) {
    if (fact == none || !program.facts[fact].parameters.empty()) return false;
    auto const kind = program.types[program.facts[fact].type].kind;
    return kind == core::Type::Kind::list || kind == core::Type::Kind::history;
  };
  return absent.all_of(first, [&](Blocker const& reason) {
    return reason.kind == Blocker::Kind::missing_fact && is_list(reason.fact);
  });
}

template <class Each>
void Machine::enumerate(std::vector<core::Generator> const& generators,
                        std::vector<Node const*> const& sources, Each const& each) {
  if (chosen_.size() == generators.size()) return each();
  auto const position = chosen_.size();
  Reg const source = run_in_frame(sources[position], Compiler::closed_slots, chosen_.data(), chosen_.size());
  if (!there(source)) {
    outcomes_.missing = absent.both(outcomes_.missing, source);
    return;
  }
  auto const with = [&](Reg item) {
    if (!there(item)) throw Leave{"an award for something unknown"};
    chosen_.push_back(item);
    enumerate(generators, sources, each);
    chosen_.pop_back();
  };
  auto const& type = program.types[program.expressions[generators[position].source].type];
  if (type.kind == core::Type::Kind::list) {
    for (Reg const item : at<List>(source)) with(item);
  } else if (auto const& history = at<History>(source); history.doubts) {
    for (auto const& doubt : *history.doubts)
      outcomes_.missing = absent.both(outcomes_.missing, absent.asked(doubt.why, *sources[position]->asker));
  } else {
    for (auto const& span : history.periods()) with(pointing_to(&span));
  }
}

void Machine::awards() {
  for (model::AwardId id = 0; id < program.awards.size(); ++id) {
    auto const& declared = program.awards[id];
    if (kinds_ && !(*kinds_)(true, id)) continue;
    if (!asked_for(declared.generators, award_sources_[id])) continue;
    enumerate(declared.generators, award_sources_[id], [&] {
      if (!only_ || is_sought(true, id, declared.generators))
        outcomes_.awards.push_back(asked_award(id, chosen_));
    });
  }
}

core::TypeId Machine::element_of(core::Generator const& generator) const {
  auto const& type = program.types[program.expressions[generator.source].type];
  return type.kind == core::Type::Kind::list ? type.element : core::TypeId(none);
}

AwardCell& Machine::award_cell(model::AwardId id, std::vector<Reg> const& arguments) {
  auto* known = found(award_cells_[id], next_award_cell_[id],
                      [&](auto const& cell) { return is_for(cell.known, arguments); });
  if (known) return *known;
  auto& cell = *award_cells_[id].emplace_back(std::make_unique<AwardCell>());
  cell.award = id;
  cell.number = award_cell_count_++;
  cell.known.resize(arguments.size());
  for (std::size_t n = 0; n < arguments.size(); ++n) {
    if (is_finite(program, element_of(program.awards[id].generators[n]))) cell.known[n] = arguments[n];
  }
  Compiler(*this).award(cell);
  return cell;
}

std::uint32_t Machine::keep_arguments(std::vector<Reg> const& arguments) {
  auto const first = static_cast<std::uint32_t>(outcomes_.arguments.size());
  for (Reg const argument : arguments) outcomes_.arguments.push_back(argument);
  return first;
}

AwardOutcome const& Machine::asked_award(model::AwardId id, std::vector<Reg> const& arguments) {
  auto& cell = award_cell(id, arguments);
  if (cell.closed && cell.when == case_number_) return asked_awards_[cell.place];
  for (std::size_t n = 0; !cell.closed && n < asked_; ++n) {
    auto const& known = asked_awards_[n];
    if (known.cell->award == id &&
        std::equal(arguments.begin(), arguments.end(), outcomes_.arguments.begin() + known.first_argument))
      return known;
  }
  auto outcome = award(cell, arguments);  // it may ask for others
  if (asked_ == asked_awards_.size()) asked_awards_.emplace_back();
  cell.when = case_number_;
  cell.place = asked_;
  return asked_awards_[asked_++] = std::move(outcome);
}

AwardOutcome Machine::award(AwardCell& cell, std::vector<Reg> const& arguments) {
  AwardOutcome outcome;
  outcome.cell = &cell;
  auto const in_frame = [&](Node const* node) {
    return run_in_frame(node, cell.slots, arguments.data(), arguments.size());
  };
  auto* const routes =
      arena.array<RouteOutcome>(cell.routes.size());  // others may be worked out between them
  std::size_t count = 0;
  std::optional<Frame> locals(std::in_place, *this, cell.slots, arguments.data(), arguments.size());
  for (auto const& code : cell.routes) {
    RouteOutcome result;
    if (!code.applies) {
      result.status = Status::not_applicable;
      routes[count++] = result;
      continue;
    }
    Reg missing;
    enum class Truth { yes, no, open };
    auto const ask = [&](Node const* condition) {
      if (!condition) return Truth::yes;
      spend(1);
      Reg const given = run(condition);
      missing = absent.both(missing, given);
      if (!there(given)) return Truth::open;
      return given.n != 0 ? Truth::yes : Truth::no;
    };
    auto const when = ask(code.when);
    result.applies = when == Truth::yes;
    bool const out_of_force = when == Truth::open && absent.status(missing) == Status::not_applicable;
    if (when == Truth::no || out_of_force) {
      result.status = Status::not_applicable;
    } else if (auto const entitled = ask(code.entitled); entitled == Truth::no && when == Truth::yes) {
      result.status = Status::refused;
    } else {
      result.never = entitled == Truth::no;
      result.right = when == Truth::yes && entitled == Truth::yes;
      // What it grants would be asked for in vain.
      bool const in_vain =
          when == Truth::yes && entitled == Truth::open && !could_be_settled(absent, missing);
      if (entitled != Truth::no && (!in_vain || code.plain) && code.grants) {
        spend(1);
        result.value = run(code.grants);
        missing = absent.both(missing, result.value);
        result.would = in_vain && there(result.value);
      }
      result.status = there(missing) ? Status::granted : absent.status(missing);
    }
    result.missing = missing;
    routes[count++] = result;
  }
  locals.reset();
  outcome.first_argument = keep_arguments(arguments);
  outcome.first_route = static_cast<std::uint32_t>(outcomes_.routes.size());
  outcomes_.routes.insert(outcomes_.routes.end(), routes, routes + count);
  if (!chosen_at_once(outcome))
    choose(outcome);
  else if (outcome.status != Status::granted)
    outcome.missing = why_not_granted(outcome);
  bool const granted = outcome.status == Status::granted || outcome.status == Status::at_least;
  if (granted && cell.payments) outcome.payments = in_frame(cell.payments);
  return outcome;
}

Reg Machine::why_not_granted(AwardOutcome const& outcome) {
  Reg missing;
  for (auto const& route : routes_of(outcome)) {
    if (run::says_why(route, outcome.status)) missing = absent.both(missing, route.missing);
  }
  return missing;
}

std::span<RouteOutcome> Machine::routes_of(AwardOutcome const& outcome) {
  return {outcomes_.routes.data() + outcome.first_route, outcome.cell->routes.size()};
}

// One route that is granted, and none that may be; or none at all. Otherwise the routes are compared.
bool Machine::chosen_at_once(AwardOutcome& outcome) {
  auto routes = routes_of(outcome);
  std::size_t granted = 0, open = 0;
  for (std::size_t n = 0; n < routes.size(); ++n) {
    if (routes[n].status == Status::granted) {
      ++granted;
      outcome.route = static_cast<std::uint32_t>(n);
      outcome.value = routes[n].value;
    }
    if (run::may_be_granted(routes[n])) ++open;
  }
  if (granted == 0) {
    outcome.status = run::without_grant(routes);
    return true;
  }
  if (granted > 1 || open > 0) return false;
  for (auto& route : routes) route.moot = route.never;
  outcome.status = Status::granted;
  return true;
}

// ---------------------------------------------------------------- questions

void Machine::questions() {
  for (core::QuestionId id = 0; id < program.questions.size(); ++id) {
    if (kinds_ && !(*kinds_)(false, id)) continue;
    auto const& generators = program.questions[id].generators;
    auto const& sources = question_sources_[id];
    if (!asked_for(generators, sources) || lacks_its_lists(generators, sources)) continue;
    enumerate(generators, sources, [&] {
      if (!only_ || is_sought(false, id, generators)) answer(question_cell(id));
    });
  }
}

QuestionCell& Machine::question_cell(core::QuestionId id) {
  auto* known = found(question_cells_[id], next_question_cell_[id],
                      [&](auto const& cell) { return is_for(cell.known, chosen_); });
  if (known) return *known;
  auto& cell = *question_cells_[id].emplace_back(std::make_unique<QuestionCell>());
  cell.question = id;
  cell.number = question_cell_count_++;
  cell.known.resize(chosen_.size());
  for (std::size_t n = 0; n < chosen_.size(); ++n) {
    if (is_finite(program, element_of(program.questions[id].generators[n]))) cell.known[n] = chosen_[n];
  }
  Compiler(*this).question(cell);
  return cell;
}

void Machine::answer(QuestionCell& cell) {
  AnswerOutcome outcome;
  outcome.cell = &cell;
  outcome.first_argument = keep_arguments(chosen_);
  Frame const locals(*this, cell.slots, chosen_.data(), chosen_.size());
  spend(2);
  Reg const when = cell.when ? run(cell.when) : truth(true);
  if (there(when) && when.n == 0) {
    outcome.status = Status::not_applicable;
  } else {
    outcome.value = run(cell.body);
    outcome.missing = absent.both(there(when) ? Reg{} : when, outcome.value);
    outcome.status = there(outcome.missing) ? Status::granted : absent.status(outcome.missing);
  }
  outcomes_.answers.push_back(outcome);
}

}  // namespace convenio::fast
