// Compares what a test expects with what the evaluator says, and words the difference.
// Knows no file and no place but the span it hands back.
#include "engine/run/test.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "engine/run/evaluator.hpp"
#include "engine/run/worlds.hpp"

namespace convenio::run {

namespace {

using core::Expectation;

struct Found {  // what came instead
  Status status{};
  Value value;
  std::vector<Blocker> blockers;
  std::string route;  // of an award
};

bool names_a_fact(Blocker const& blocker) {
  return blocker.kind == Blocker::Kind::missing_fact || blocker.kind == Blocker::Kind::contradictory_fact ||
         blocker.kind == Blocker::Kind::pending_judgement || blocker.kind == Blocker::Kind::open_discretion;
}

std::vector<std::string> facts_of(std::vector<Blocker> const& blockers) {
  std::vector<std::string> facts;
  for (auto const& blocker : blockers) {
    if (names_a_fact(blocker)) facts.push_back(blocker.subject);
  }
  std::sort(facts.begin(), facts.end());
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  return facts;
}

std::string listed(std::vector<std::string> const& words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string reasons(std::vector<Blocker> const& blockers) {
  std::vector<std::string> words;
  for (auto const& blocker : blockers) {
    auto word = blocker.subject;
    if (blocker.kind == Blocker::Kind::contradictory_fact) word += " (contradictory)";
    if (!blocker.asked_by.empty()) word += fmt::format(", asked by {}", blocker.asked_by);
    words.push_back(std::move(word));
  }
  return fmt::format("{}", fmt::join(words, "; "));
}

class Run {
 public:
  Run(core::Program const& program, core::Test const& test, Options const& options, Beside* beside)
      : program_(program),
        test_(test),
        options_(quiet(options)),
        evaluator_(program, case_, options_),
        beside_(beside) {
    facts();
  }

  TestResult result() {
    for (auto const& expectation : test_.expectations) {
      switch (expectation.kind) {
        case Expectation::Kind::holds:
          holds(expectation);
          break;
        case Expectation::Kind::status:
          status(expectation);
          break;
        case Expectation::Kind::ledger:
          ledger(expectation);
          break;
        case Expectation::Kind::decision:
          decision(expectation);
          break;
      }
    }
    if (beside_) compare();
    if (options_.explain) {
      cite(evaluator_.explanation());
      for (auto const& [award, decision] : listed_) cite(decision.explanation);
    }
    result_.passed = result_.failures.empty();
    return result_;
  }

 private:
  // A test has the steps of one decision, so that it cannot pass for a rule that no case can decide.
  static Options quiet(Options options) {
    options.particulars = false;
    return options;
  }
  void cite(Explanation const& explanation) {
    for (auto const& node : explanation.nodes) {
      if (node.citation != none) result_.cited.insert(node.citation);
    }
  }
  void fail(text::Span span, std::string sentence) {
    result_.failures.push_back({std::move(sentence), span});
  }
  std::string shown(Value const& value, ExprId expr) const {
    if (value.absent()) return describe(of_value(value), none);
    return core::to_string(program_, value, program_.expressions[expr].type);
  }
  Found of_value(Value const& value) const {
    if (!value.absent()) return {Status::granted, value, {}, {}};
    return {status_of(value.absence()), value, value.absence().blockers, {}};
  }

  void facts();
  void take(core::TestFact const& fact, Evaluator& closed);
  void holds(Expectation const& expectation);
  void status(Expectation const& expectation);
  void ledger(Expectation const& expectation);
  void decision(Expectation const& expectation);
  void give(core::Given const& given, Evaluator& closed);
  Decision const& decided(model::AwardId award);
  bool award(Expectation const& expectation, Found& found, std::string& subject);
  std::string expected(Expectation const& expectation, std::string const& subject);
  std::string describe(Found const& found, core::TypeId type) const;
  Value looked_at(ExprId expr, text::Span span);
  void compare();
  void compare(Decision const& one, Decision const& other);
  void differs(text::Span span, std::string const& of, std::string const& one, std::string const& other);
  std::string row(core::LedgerRow const& row) const;

  core::Program const& program_;
  core::Test const& test_;
  Options options_;
  cases::Case case_;
  Evaluator evaluator_;
  std::map<model::AwardId, Decision> listed_;
  Beside* beside_;
  std::vector<std::pair<ExprId, text::Span>> looked_at_;  // but for awards
  TestResult result_;
};

void Run::facts() {
  cases::Case const nothing;
  Evaluator closed(program_, nothing, options_);
  std::vector<std::vector<core::TestFact> const*> lists{&test_.facts};
  for (auto at = test_.like; at != none; at = program_.samples[at].like)
    lists.push_back(&program_.samples[at].facts);
  for (auto list = lists.rbegin(); list != lists.rend(); ++list) {
    for (auto const& fact : **list) take(fact, closed);
  }
  for (auto const& given : test_.given) give(given, closed);
}

void Run::give(core::Given const& given, Evaluator& closed) {
  cases::Supplied one;
  one.kind = given.table ? cases::Supplied::Kind::table : cases::Supplied::Kind::rule;
  one.index = given.index;
  one.always = true;
  auto const& name = given.table ? program_.tables[given.index].name : program_.rules[given.index].name;
  std::vector<std::string> words;
  for (auto const argument : given.arguments) {
    one.arguments.emplace_back(closed.closed(argument, test_.slots));
    words.push_back(shown(*one.arguments.back(), argument));
  }
  one.value = closed.closed(given.value, test_.slots);
  result_.given.push_back(fmt::format("{}{} = {}", name,
                                      words.empty() ? "" : fmt::format("({})", listed(words)),
                                      shown(one.value, given.value)));
  case_.supplied.push_back(std::move(one));
}

Decision const& Run::decided(model::AwardId award) {
  auto const [listing, is_new] = listed_.try_emplace(award);
  if (is_new) listing->second = Worlds(program_, case_, options_).decide(award);
  return listing->second;
}

void Run::take(core::TestFact const& fact, Evaluator& closed) {
  std::vector<Value> arguments;
  bool known = true;
  for (auto const argument : fact.arguments) {
    arguments.push_back(closed.closed(argument, test_.slots));
    known = known && !arguments.back().absent();
  }
  cases::FactValue given;
  given.kind = fact.kind;
  for (auto const value : fact.values) {
    given.values.push_back(closed.closed(value, test_.slots));
    known = known && !given.values.back().absent();
  }
  if (known) {
    case_.facts[{fact.fact, std::move(arguments)}] = std::move(given);
  } else {
    fail(test_.span, fmt::format("the test gives no value to the fact `{}`", program_.facts[fact.fact].name));
  }
}

std::string Run::describe(Found const& found, core::TypeId type) const {
  std::string text = name(found.status);
  if (!found.route.empty()) text += fmt::format(" by {}", found.route);
  bool const amounts = found.status == Status::granted || found.status == Status::at_least;
  if (amounts && !found.value.absent()) {
    text += fmt::format(" ({})", core::to_string(program_, found.value, type));
  }
  if (!found.blockers.empty()) text += fmt::format(" ({})", reasons(found.blockers));
  return text;
}

void Run::holds(Expectation const& expectation) {
  Value const value = looked_at(expectation.expr, expectation.span);
  if (!value.absent() && value.as<bool>()) return;
  if (value.absent())
    return fail(expectation.span, "expected yes, but it is " + shown(value, expectation.expr));
  std::string sentence = "expected yes, but it is no";
  auto const& top = program_.expressions[expectation.expr];
  bool const compares = top.op == core::Op::equal || top.op == core::Op::not_equal ||
                        top.op == core::Op::less || top.op == core::Op::less_equal ||
                        top.op == core::Op::contains;
  if (compares) {
    std::string sides[2];
    for (std::uint32_t n = 0; n < 2; ++n) {
      auto const side = program_.child(expectation.expr, n);
      sides[n] = shown(evaluator_.closed(side, test_.slots), side);
    }
    bool const is_stated = program_.expressions[program_.child(expectation.expr, 1)].op == core::Op::constant;
    sentence = top.op == core::Op::equal && is_stated
                   ? fmt::format("expected {}, but it is {}", sides[1], sides[0])
                   : fmt::format("{}: one side is {}, the other {}", sentence, sides[0], sides[1]);
  }
  fail(expectation.span, std::move(sentence));
}

// The award as the claim asks for it; false when it asks for no such award.
bool Run::award(Expectation const& expectation, Found& found, std::string& subject) {
  std::vector<Value> arguments;
  for (auto const argument : expectation.award_arguments) {
    arguments.push_back(evaluator_.closed(argument, test_.slots));
  }
  auto const& declared = program_.awards[expectation.award];
  std::vector<std::string> words;
  for (std::size_t n = 0; n < arguments.size(); ++n)
    words.push_back(shown(arguments[n], expectation.award_arguments[n]));
  subject = words.empty() ? declared.name : fmt::format("{}({})", declared.name, listed(words));

  Decision const& decision = decided(expectation.award);
  for (auto const& awarded : decision.awards) {
    bool same = awarded.arguments.size() == arguments.size();
    for (std::size_t n = 0; n < arguments.size() && same; ++n) {
      same = !arguments[n].absent() && model::equal(arguments[n], awarded.arguments[n]);
    }
    if (!same) continue;
    found = {awarded.status, awarded.value, awarded.blockers, {}};
    if (awarded.route != none) found.route = declared.routes[awarded.route].name;
    if (expectation.route.empty() || awarded.route != none) return true;
    for (auto const& route : awarded.routes) {  // `refused by totalised` speaks of that route
      if (declared.routes[route.route].name != expectation.route) continue;
      if (name(route.status) == expectation.status) found.route = expectation.route;
    }
    return true;
  }
  if (decision.blockers.empty()) return false;
  Absences missing;
  missing.add(decision.blockers);
  found = of_value(missing.value());
  return true;
}

std::string Run::expected(Expectation const& expectation, std::string const& subject) {
  std::string text = subject.empty() ? expectation.status : subject + " " + expectation.status;
  if (!expectation.route.empty()) text += " by " + expectation.route;
  if (expectation.amount != none) {
    text += " amount " + shown(evaluator_.closed(expectation.amount, test_.slots), expectation.amount);
  }
  if (!expectation.facts.empty()) text += " for " + listed(expectation.facts);
  return text;
}

void Run::status(Expectation const& expectation) {
  Found found;
  std::string subject;
  core::TypeId type = none;
  if (expectation.award != none) {
    if (!award(expectation, found, subject)) {
      return fail(expectation.span, fmt::format("expected {}, but the claim asks for no such award",
                                                expected(expectation, subject)));
    }
    type = program_.awards[expectation.award].type;
  } else {
    found = of_value(looked_at(expectation.expr, expectation.span));
    type = program_.expressions[expectation.expr].type;
  }
  bool agrees = expectation.status == name(found.status);
  if (!expectation.route.empty()) agrees = agrees && expectation.route == found.route;
  if (expectation.amount != none) {
    Value const amount = evaluator_.closed(expectation.amount, test_.slots);
    agrees = agrees && !amount.absent() && !found.value.absent() && model::equal(amount, found.value);
  }
  if (!expectation.facts.empty()) {
    auto facts = expectation.facts;
    std::sort(facts.begin(), facts.end());
    facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
    agrees = agrees && facts == facts_of(found.blockers);
  }
  if (agrees) return;
  fail(expectation.span,
       fmt::format("expected {}, but it is {}", expected(expectation, subject), describe(found, type)));
}

// First what is expected, then what is there beyond it; each line of its own.
void Run::decision(Expectation const& expectation) {
  for (auto const& row : expectation.awards) status(row);
  for (auto const id : expectation.among) {
    auto const& declared = program_.awards[id];
    auto const& found = decided(id);
    bool any = false;
    std::vector<std::vector<Value>> expected;
    for (auto const& row : expectation.awards) {
      if (row.award != id) continue;
      any = true;
      auto& arguments = expected.emplace_back();
      for (auto const argument : row.award_arguments)
        arguments.push_back(evaluator_.closed(argument, test_.slots));
    }
    for (auto const& one : found.awards) {
      bool const listed = std::any_of(expected.begin(), expected.end(), [&](auto const& arguments) {
        return std::equal(arguments.begin(), arguments.end(), one.arguments.begin(), one.arguments.end(),
                          [](Value const& a, Value const& b) { return !a.absent() && model::equal(a, b); });
      });
      if (listed) continue;
      Found got{one.status, one.value, one.blockers, {}};
      if (one.route != none) got.route = declared.routes[one.route].name;
      fail(expectation.span,
           fmt::format("expected no {}, but it is {}", one.label, describe(got, declared.type)));
    }
    if (!any && !found.blockers.empty())
      fail(expectation.span, fmt::format("expected no {}, but nobody knows which there are ({})",
                                         declared.name, reasons(found.blockers)));
  }
}

std::string Run::row(core::LedgerRow const& row) const {
  return fmt::format("{} {} to {} displaced by {} under {}", program_.states[row.state].code,
                     row.from.to_string(), row.to.to_string(), program_.states[row.displaced_by].code,
                     row.clause);
}

void Run::ledger(Expectation const& expectation) {
  Value const value = looked_at(expectation.expr, expectation.span);
  if (value.absent())
    return fail(expectation.span, "expected a ledger, but the history is " + shown(value, expectation.expr));
  std::vector<std::string> wanted, actual;
  for (auto const& stated : expectation.ledger) wanted.push_back(row(stated));
  auto const& resolution = value.as<HistoryPtr>()->resolution;
  if (resolution) {
    auto const& clauses = program_.precedences[resolution->precedence].clauses;
    for (auto const& entry : resolution->ledger) {
      auto const last = model::Date::from_number(entry.end.number() - 1);
      actual.push_back(row(
          {entry.displaced.state, entry.begin, last, entry.displaced_by.state, clauses[entry.clause].name}));
    }
  }
  std::sort(wanted.begin(), wanted.end());
  std::sort(actual.begin(), actual.end());
  if (wanted == actual) return;
  std::vector<std::string> lacking, surplus;
  std::set_difference(wanted.begin(), wanted.end(), actual.begin(), actual.end(),
                      std::back_inserter(lacking));
  std::set_difference(actual.begin(), actual.end(), wanted.begin(), wanted.end(),
                      std::back_inserter(surplus));
  std::string sentence = "the ledger differs";
  for (auto const& line : lacking) sentence += fmt::format("; expected and not there: {}", line);
  for (auto const& line : surplus) sentence += fmt::format("; there and not expected: {}", line);
  fail(expectation.span, std::move(sentence));
}

Value Run::looked_at(ExprId expr, text::Span span) {
  if (beside_) looked_at_.emplace_back(expr, span);
  return evaluator_.closed(expr, test_.slots);
}

// ---------------------------------------------------------------- the other evaluator

// The same reasons, whoever asked: of an expression that stands in no rule, nobody did.
bool same_reasons(Value const& a, Value const& b) {
  auto const& one = a.absence().blockers;
  auto const& other = b.absence().blockers;
  return std::is_permutation(
      one.begin(), one.end(), other.begin(), other.end(),
      [](Blocker const& x, Blocker const& y) { return x.kind == y.kind && x.subject == y.subject; });
}

bool same(Value const& a, Value const& b) {
  return a.absent() && b.absent() ? same_reasons(a, b) : model::equal(a, b);
}

void Run::differs(text::Span span, std::string const& of, std::string const& one, std::string const& other) {
  fail(span, fmt::format("the two evaluators differ, which is a fault of the program and not of the rules: "
                         "{} is {} by the reference, and {} by the fast one",
                         of, one, other));
}

void Run::compare() {
  result_.by_both = true;
  for (auto const& [expr, span] : looked_at_) {
    auto const other = beside_->value(case_, expr);
    result_.by_both = result_.by_both && other;
    if (!other) continue;
    Value const one = evaluator_.closed(expr, test_.slots);
    if (!same(one, *other)) differs(span, "what is expected", shown(one, expr), shown(*other, expr));
  }
  for (auto const& [award, one] : listed_) {
    auto const other = beside_->decide(case_, award);
    result_.by_both = result_.by_both && other;
    if (other) compare(one, *other);
  }
}

void Run::compare(Decision const& one, Decision const& other) {
  if (one.awards.size() != other.awards.size() || one.blockers != other.blockers)
    return differs(test_.span, "the list of awards", std::to_string(one.awards.size()) + " long",
                   std::to_string(other.awards.size()) + " long or open for other reasons");
  auto const said = [&](Awarded const& awarded) {
    auto const& declared = program_.awards[awarded.award];
    Found found{awarded.status, awarded.value, awarded.blockers, {}};
    if (awarded.route != none) found.route = declared.routes[awarded.route].name;
    return describe(found, declared.type);
  };
  for (std::size_t n = 0; n < one.awards.size(); ++n) {
    auto const& a = one.awards[n];
    auto const& b = other.awards[n];
    bool const alike = a.label == b.label && a.status == b.status && a.route == b.route &&
                       a.blockers == b.blockers && (a.value.absent() || model::equal(a.value, b.value));
    if (!alike) differs(test_.span, a.label, said(a), said(b));
  }
}

}  // namespace

TestResult run_test(core::Program const& program, core::Test const& test, Options const& options,
                    Beside* beside) {
  return Run(program, test, options, beside).result();
}

}  // namespace convenio::run
