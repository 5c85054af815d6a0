// Awards and questions for every combination that their lists give, and the routes of an award.
// Knows how a route is granted or refused; which route is taken is choice.cpp's.
#include "engine/run/evaluator.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <set>

#include "engine/core/asks.hpp"

namespace convenio::run {

namespace {

// No value and nothing that blocks one.
Value nothing() { return Absences{}.value(); }

// Whether a fact that the case does not give could settle any of these.
bool could_be_settled(std::vector<Blocker> const& blockers) {
  return blockers.empty() || status_of({blockers}) == Status::undetermined;
}

std::vector<Value> values_of(Frame const& frame, std::size_t count) {
  std::vector<Value> values;
  for (std::size_t n = 0; n < count; ++n) values.push_back(frame.locals[n].value);
  return values;
}

}  // namespace

Decision Evaluator::decide(Only only) {
  only_ = std::move(only);
  return decide();
}

Decision Evaluator::decide(model::AwardId award, Only only) {
  only_ = std::move(only);
  Decision decision;
  Absences blockers;
  decision.awards = awards(award, blockers);
  decision.blockers = blockers.blockers();
  finish(decision);
  return decision;
}

Value Evaluator::condition(RuleId rule) { return invoke(rule, {}).value; }

// What the packages have said of such cases.
void Evaluator::remarks(Decision& decision) {
  for (auto const rule : program_.remarks) {
    auto const before = grounds_.mark();
    Value const met = condition(rule);
    grounds_.drop(before);  // a decision does not rest on what is said beside it
    if (!met.absent() && met.as<bool>()) decision.notices.push_back({"R002", "", program_.rules[rule].title});
  }
}

Decision Evaluator::decide() {
  Decision decision;
  decision.case_id = case_.id;
  decision.case_identity = case_.identity;
  Absences blockers;
  for (model::AwardId id = 0; id < program_.awards.size(); ++id) {
    if (kinds_ && !kinds_(Sought::award, id)) continue;
    auto more = awards(id, blockers);
    if (!only_) not_claimed(id, more, decision.notices);
    decision.awards.insert(decision.awards.end(), more.begin(), more.end());
  }
  questions(decision, blockers);
  decision.blockers = blockers.blockers();
  if (decision.awards.empty() && decision.answers.empty() && decision.blockers.empty()) {
    decision.notices.push_back(nothing_asked());
  }
  if (!only_) remarks(decision);
  finish(decision);
  return decision;
}

// An award or a question that runs over a fact which the case does not give is not asked.
bool Evaluator::asked_for(std::vector<core::Generator> const& generators, Frame& frame) {
  auto const before = grounds_.mark();
  bool const asked =
      std::none_of(generators.begin(), generators.end(), [&](core::Generator const& generator) {
        return expr(generator.source).op == core::Op::fact && expr(generator.source).child_count == 0 &&
               unstated(evaluate(generator.source, frame).value);
      });
  grounds_.drop(before);
  return asked;
}

// A question whose first list cannot be drawn up because the case gives no such list or history is not asked
// either.
bool Evaluator::lacks_its_lists(std::vector<core::Generator> const& generators, Frame& frame) {
  if (generators.empty()) return false;
  auto const before = grounds_.mark();
  Value const source = evaluate(generators.front().source, frame).value;
  grounds_.drop(before);
  if (!source.absent()) return false;
  auto const is_list = [&](core::FactId id) {
    if (id == none || !program_.facts[id].parameters.empty()) return false;
    auto const kind = program_.types[program_.facts[id].type].kind;
    return kind == core::Type::Kind::list || kind == core::Type::Kind::history;
  };
  auto const& blockers = source.absence().blockers;
  return std::all_of(blockers.begin(), blockers.end(), [&](Blocker const& blocker) {
    return blocker.kind == Blocker::Kind::missing_fact && is_list(blocker.fact);
  });
}

cases::Notice Evaluator::nothing_asked() const {
  std::set<std::string> lists;
  auto const collect = [&](std::vector<core::Generator> const& generators) {
    for (auto const& generator : generators) {
      if (expr(generator.source).op == core::Op::fact)
        lists.insert("`" + program_.facts[expr(generator.source).a].name + "`");
    }
  };
  for (auto const& award : program_.awards) collect(award.generators);
  for (auto const& question : program_.questions) collect(question.generators);
  return {"R001", "facts", fmt::format("the case asks for nothing; it may give {}", fmt::join(lists, ", "))};
}

std::vector<Awarded> Evaluator::awards(model::AwardId id, Absences& blockers) {
  std::vector<Awarded> all;
  auto const& declared = program_.awards[id];
  Frame frame{{declared.name, {}, declared.citation}, {}};
  if (!asked_for(declared.generators, frame)) return all;
  enumerate(Sought::award, declared.generators, 0, frame, blockers, [&](Frame& own) {
    if (only_ && !only_(Sought::award, id, values_of(own, declared.generators.size()))) return;
    Results arguments(own.locals.begin(),
                      own.locals.begin() + static_cast<std::ptrdiff_t>(declared.generators.size()));
    all.push_back(asked_award(id, std::move(arguments)));
    if (all.back().status != Status::not_applicable) rest_on_lists();
    fit(all.back());
  });
  return all;
}

void Evaluator::enumerate(Sought sought, std::vector<core::Generator> const& generators, std::size_t position,
                          Frame& frame, Absences& blockers, Combination const& each) {
  if (position == generators.size()) {
    if (++combinations_ > combinations_limit) {
      if (combinations_ > combinations_limit + 1) return;  // said once
      return blockers.add(fault(Blocker::Kind::limit,
                                fmt::format("more than {} awards and answers arise", combinations_limit),
                                {}));
    }
    Frame own = frame;
    each(own);
    return;
  }
  auto const asker = frame.asker;
  auto const before = grounds_.mark();
  auto const source = evaluate(generators[position].source, frame);
  // What is decided for its elements rests on a list, and so does that it is not known which awards arise.
  struct Around {
    std::vector<Grounds::Entry>& lists;
    Around(std::vector<Grounds::Entry>& of, Grounds::Entry entry) : lists(of) { lists.push_back(entry); }
    ~Around() { lists.pop_back(); }
    Around(Around const&) = delete;
    Around& operator=(Around const&) = delete;
  } const around(lists_, grounds_.take(before));
  auto const items = source.value.absent() ? Items{} : items_of(source.value);
  if (source.value.absent()) blockers.add(asked(source.value, asker));
  for (auto const& doubt : items.doubts) blockers.add(asked({doubt.why}, asker));
  if (source.value.absent() || !items.doubts.empty()) {
    if (sought == Sought::award) rest_on_lists();
    return;
  }
  for (std::uint32_t n = 0; n < items.values.size(); ++n) {
    if (!budget_.spend(1)) return blockers.add(step_fault(asker));
    frame.set(static_cast<std::uint32_t>(position),
              element(generators[position].source, n, source, items.values[n], asker));
    enumerate(sought, generators, position + 1, frame, blockers, each);
  }
}

void Evaluator::rest_on_lists() {
  for (auto const list : lists_) grounds_.rest_on(list);
}

Awarded Evaluator::award(model::AwardId id, Frame& frame) {
  auto const& declared = program_.awards[id];
  Awarded awarded;
  awarded.award = id;
  std::vector<core::TypeId> types;
  for (std::size_t n = 0; n < declared.generators.size(); ++n) {
    awarded.arguments.push_back(frame.locals[n].value);
    auto const& source = program_.types[expr(declared.generators[n].source).type];
    types.push_back(source.kind == core::Type::Kind::list ? source.element : none);
  }
  awarded.label = label(declared.name, types, awarded.arguments);
  awarded.value = nothing();
  auto const before = grounds_.mark();
  use(declared.citation);
  Nodes inputs;
  std::vector<Grounds::Entry> rests_on;
  for (std::uint32_t n = 0; n < declared.routes.size(); ++n) {
    auto const own = grounds_.mark();
    awarded.routes.push_back(route(id, n, frame));
    rests_on.push_back(grounds_.take(own));
    if (awarded.routes.back().node != none) inputs.push_back(awarded.routes.back().node);
  }
  choose(awarded, frame, inputs);
  rest_on_routes(awarded, rests_on);
  if (awarded.status == Status::not_applicable) grounds_.keep_assumed(before);
  if (awarded.status != Status::granted && awarded.status != Status::at_least) {
    Absences missing;
    missing.add(awarded.blockers);
    awarded.value = missing.value();
  }
  pay(awarded, frame);
  awarded.node = record({Node::Kind::award, core::Op::constant, id, awarded.route, awarded.label,
                         declared.citation, told(declared.type, frame), awarded.value, std::move(inputs)});
  return awarded;
}

// How often a granted amount is paid in a year. Where that is not known, nothing is said of it, and nothing
// hangs on it.
void Evaluator::pay(Awarded& awarded, Frame& frame) {
  auto const& declared = program_.awards[awarded.award];
  bool const granted = awarded.status == Status::granted || awarded.status == Status::at_least;
  if (!granted || declared.payments == none) return;
  auto const before = grounds_.mark();
  auto const payments = evaluate(declared.payments, frame);
  if (payments.value.absent() || payments.value.as<model::Rational>().sign() <= 0)
    return grounds_.drop(before);
  awarded.payments = payments.value;
  awarded.payments_node = payments.node;
}

// An award is worked out once, whoever asks for it.
Awarded const& Evaluator::asked_award(model::AwardId id, Results arguments) {
  CallKey key{none, {}};
  for (auto const& argument : arguments) key.arguments.push_back(argument.value);
  auto& known = awarded_[id];
  if (auto const found = known.find(key); found != known.end()) {
    grounds_.rest_on(found->second.rests_on);
    return found->second.awarded;
  }
  auto const& declared = program_.awards[id];
  Frame frame{{declared.name, {}, declared.citation}, std::move(arguments)};
  auto const before = grounds_.mark();
  KnownAward result{award(id, frame)};
  result.rests_on = grounds_.fold(before);
  return known.emplace(std::move(key), std::move(result)).first->second.awarded;
}

// Whether the award is asked for with these arguments in this case; absent: its lists are not known.
std::optional<Value> Evaluator::arises(model::AwardId id, Results const& arguments, Asker const& asker) {
  auto const& generators = program_.awards[id].generators;
  Frame frame{asker, {}};
  for (std::size_t n = 0; n < generators.size(); ++n) {
    auto const source = evaluate(generators[n].source, frame);
    if (source.value.absent()) return source.value;
    auto const items = items_of(source.value);
    for (auto const& doubt : items.doubts) return Value{doubt.why};
    bool const listed = std::any_of(items.values.begin(), items.values.end(), [&](Value const& item) {
      return model::equal(item, arguments[n].value);
    });
    if (!listed) return std::nullopt;
    frame.set(static_cast<std::uint32_t>(n), arguments[n]);
  }
  return Value{true};
}

// An award as a value of a rule: what it grants, whether it grants anything, or which route does.
Result Evaluator::award_value(ExprId id, Frame& frame) {
  auto arguments = children(id, frame);
  Absences missing;
  for (auto const& argument : arguments) missing.add(argument.value);
  if (missing.any()) return traced(id, arguments, missing.value());
  auto const op = expr(id).op;
  bool const whether = op == core::Op::awarded;
  auto const which = expr(id).award();
  std::vector<core::TypeId> types;
  std::vector<Value> values;
  for (std::uint32_t n = 0; n < arguments.size(); ++n) {
    types.push_back(expr(program_.child(id, n)).type);
    values.push_back(arguments[n].value);
  }
  auto const named = label(program_.awards[which].name, types, values);
  auto const without = [&](std::string_view why) {
    return whether ? Value{false}
                   : fault(Blocker::Kind::impossible, fmt::format("`{}` {}, and has no amount", named, why),
                           frame.asker);
  };
  Nodes inputs = nodes_of(arguments);
  auto const claimed = arises(which, arguments, frame.asker);
  if (!claimed) return traced(id, inputs, without("does not arise in this case"));
  if (claimed->absent()) return traced(id, inputs, *claimed);
  if (calls_ >= call_depth_limit) return {depth_fault(frame.asker), none};
  ++calls_;
  auto const& awarded = asked_award(which, std::move(arguments));
  --calls_;
  if (awarded.node != none) inputs.push_back(awarded.node);
  switch (awarded.status) {
    case Status::granted:
    case Status::at_least:
      if (whether) return traced(id, inputs, Value{true});
      if (op == core::Op::granted_by && !awarded.contested.empty()) {
        missing.add(awarded.contested);
        return traced(id, inputs, missing.value());
      }
      if (op == core::Op::granted_by) return traced(id, inputs, Value{model::RouteRef{which, awarded.route}});
      if (awarded.status == Status::granted) return traced(id, inputs, awarded.value);
      break;
    case Status::refused:
      return traced(id, inputs, without("is refused"));
    case Status::not_applicable:
      return traced(id, inputs, without("does not apply"));
    case Status::undetermined:
    case Status::not_encoded:
    case Status::undefined:
    case Status::conflict:
      break;
  }
  missing.add(awarded.blockers);
  return traced(id, inputs, missing.value());
}

// A route whose `when` is unknown is evaluated further, so that all that is missing is listed at once. One
// that is not entitled for all that a fact could settle is not: what it grants would be asked for in vain, unless
// nothing has to be asked for it.
RouteResult Evaluator::route(model::AwardId id, std::uint32_t position, Frame& frame) {
  auto const& declared = program_.awards[id];
  auto const& route = declared.routes[position];
  frame.asker = {route.name, declared.name, route.citation};
  RouteResult result;
  result.route = position;
  result.value = nothing();
  if (!core::is_for(route, values_of(frame, declared.generators.size()))) {
    result.status = Status::not_applicable;
    result.node = record({Node::Kind::route,
                          core::Op::constant,
                          id,
                          position,
                          route.name,
                          route.citation,
                          told(declared.type, frame),
                          result.value,
                          {}});
    return result;
  }
  Nodes inputs;
  Absences missing;
  enum class Truth { yes, no, open };
  auto const ask = [&](ExprId condition) {
    if (condition == none) return Truth::yes;
    auto const given = evaluate(condition, frame);
    if (given.node != none) inputs.push_back(given.node);
    missing.add(given.value);
    if (given.value.absent()) return Truth::open;
    return given.value.as<bool>() ? Truth::yes : Truth::no;
  };
  auto const when = ask(route.when);
  result.applies = when == Truth::yes;
  bool const out_of_force = when == Truth::open && status_of({missing.blockers()}) == Status::not_applicable;
  if (when == Truth::no || out_of_force) {
    result.status = Status::not_applicable;
  } else if (auto const entitled = ask(route.entitled); entitled == Truth::no && when == Truth::yes) {
    result.status = Status::refused;
  } else {
    result.never = entitled == Truth::no;
    bool const in_vain =
        when == Truth::yes && entitled == Truth::open && !could_be_settled(missing.blockers());
    bool const asked = !in_vain || core::asks_nothing(program_, route.grants);
    if (entitled != Truth::no && asked && route.grants != none) {
      auto const granted = evaluate(route.grants, frame);
      if (granted.node != none) inputs.push_back(granted.node);
      missing.add(granted.value);
      result.value = granted.value;
      if (in_vain && !granted.value.absent()) result.would = granted.value;
    }
    result.status = missing.any() ? status_of({missing.blockers()}) : Status::granted;
  }
  result.blockers = missing.blockers();
  if (result.status != Status::granted) result.value = missing.value();
  if (result.status != Status::not_applicable) use(route.citation);
  result.node = record({Node::Kind::route, core::Op::constant, id, position, route.name, route.citation,
                        told(declared.type, frame), result.value, std::move(inputs)});
  return result;
}

// ---------------------------------------------------------------- questions

void Evaluator::questions(Decision& decision, Absences& blockers) {
  for (core::QuestionId id = 0; id < program_.questions.size(); ++id) {
    if (kinds_ && !kinds_(Sought::question, id)) continue;
    auto const& question = program_.questions[id];
    Frame frame{{question.name, {}, question.citation}, {}};
    if (!asked_for(question.generators, frame) || lacks_its_lists(question.generators, frame)) continue;
    enumerate(Sought::question, question.generators, 0, frame, blockers, [&](Frame& own) {
      if (only_ && !only_(Sought::question, id, values_of(own, question.generators.size()))) return;
      decision.answers.push_back(answer(id, own));
      fit(decision.answers.back());
    });
  }
}

Answer Evaluator::answer(core::QuestionId id, Frame& frame) {
  auto const& question = program_.questions[id];
  Answer answer;
  answer.question = id;
  answer.value = nothing();
  std::vector<core::TypeId> types;
  for (std::size_t n = 0; n < question.generators.size(); ++n) {
    answer.arguments.push_back(frame.locals[n].value);
    auto const& source = program_.types[expr(question.generators[n].source).type];
    types.push_back(source.kind == core::Type::Kind::list ? source.element : none);
  }
  answer.label = label(question.name, types, answer.arguments);
  auto const before = grounds_.mark();
  rest_on_lists();
  Absences missing;
  if (question.when != none) {
    auto const when = evaluate(question.when, frame);
    missing.add(when.value);
    answer.node = answer.when = when.node;
    if (!when.value.absent() && !when.value.as<bool>()) {
      answer.status = Status::not_applicable;
      grounds_.keep_assumed(before);
      return answer;
    }
  }
  use(question.citation);
  auto const body = evaluate(question.body, frame);
  missing.add(body.value);
  answer.node = body.node;
  answer.status = missing.any() ? status_of({missing.blockers()}) : Status::granted;
  answer.value = missing.any() ? missing.value() : body.value;
  answer.blockers = missing.blockers();
  return answer;
}

}  // namespace convenio::run
