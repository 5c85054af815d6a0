// Properties over small random programs: what is known stays known, what is listed is enough, what is
// explained holds.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <set>

#include "build.hpp"

using namespace convenio;
using namespace convenio::run::build;

namespace {

constexpr std::uint32_t truths = 3, numbers = 2, range = 3;

// Programs over the facts t0..t2 (truth) and n0, n1 (0 to 2), with rules, exceptions, tables and binders.
struct Random {
  Builder b;
  core::TypeId list;
  std::vector<core::ExprId> truth_facts, number_facts;
  std::vector<core::RuleId> rules;

  Random() {
    list = b.type(core::Type::Kind::list);
    b.program.types[list].element = b.whole;
    for (std::uint32_t n = 0; n < truths; ++n) truth_facts.push_back(b.ask("t" + std::to_string(n), b.truth));
    for (std::uint32_t n = 0; n < numbers; ++n)
      number_facts.push_back(b.ask("n" + std::to_string(n), b.whole));
    for (int n = *rc::gen::inRange(0, 4); n > 0; --n) add_rule();
    if (*rc::gen::arbitrary<bool>()) add_table();
  }
  std::uint32_t pick(std::uint32_t below) { return *rc::gen::inRange<std::uint32_t>(0, below); }

  core::ExprId truth_expr(int depth) {
    if (depth == 0) return pick(4) == 0 ? b.constant({pick(2) == 0}, b.truth) : truth_facts[pick(truths)];
    switch (pick(7)) {
      case 0:
        return b.expr(Op::not_, b.truth, {truth_expr(depth - 1)});
      case 1:
        return b.expr(Op::and_, b.truth, {truth_expr(depth - 1), truth_expr(depth - 1), truth_expr(0)});
      case 2:
        return b.expr(Op::or_, b.truth, {truth_expr(depth - 1), truth_expr(depth - 1)});
      case 3:
        return b.expr(Op::less, b.truth, {number_expr(depth - 1), number_expr(depth - 1)});
      case 4:
        return b.expr(Op::equal, b.truth, {number_expr(depth - 1), number_expr(0)});
      case 5: {
        auto const op = pick(2) == 0 ? Op::exists : Op::every;
        auto const item = b.expr(Op::less, b.truth, {b.local(6, b.whole), number_expr(depth - 1)});
        return b.expr(op, b.truth, {numbers_expr(), b.expr(Op::or_, b.truth, {item, truth_expr(0)})}, 6);
      }
      default:
        return b.expr(Op::if_, b.truth, {truth_expr(depth - 1), truth_expr(depth - 1), truth_expr(0)});
    }
  }
  core::ExprId number_expr(int depth) {
    if (depth == 0) return pick(3) == 0 ? b.number(pick(range)) : number_facts[pick(numbers)];
    switch (pick(7)) {
      case 0:
        return b.expr(Op::add, b.whole, {number_expr(depth - 1), number_expr(0)});
      case 1:
        return b.expr(Op::multiply, b.whole, {number_expr(depth - 1), number_expr(0)});
      case 2:
        return b.expr(Op::number, b.whole, {numbers_expr(), truth_expr(depth - 1)}, 6);
      case 3: {
        auto const value = b.expr(Op::multiply, b.whole, {b.local(6, b.whole), number_expr(0)});
        return b.expr(Op::sum, b.whole, {numbers_expr(), truth_expr(depth - 1), value}, 6);
      }
      case 4:
        if (!rules.empty())
          return b.call(rules[pick(static_cast<std::uint32_t>(rules.size()))], {number_expr(depth - 1)});
        [[fallthrough]];
      case 5:
        if (!b.program.tables.empty()) return b.expr(Op::lookup, b.whole, {number_expr(depth - 1)}, 0);
        [[fallthrough]];
      default:
        return b.expr(Op::if_, b.whole, {truth_expr(depth - 1), number_expr(depth - 1), number_expr(0)});
    }
  }
  core::ExprId numbers_expr() { return b.expr(Op::range, list, {b.number(pick(2)), b.number(pick(3))}); }

  void add_rule() {
    auto const body = pick(2) == 0 ? b.local(0, b.whole) : number_expr(1);
    auto const rule = b.rule("r" + std::to_string(rules.size()), b.whole, body, {{"n", b.whole}});
    auto const count = pick(4);
    std::vector<core::Exception> exceptions;
    for (std::uint32_t n = 0; n < count; ++n) {
      core::Exception exception;
      exception.name = "x" + std::to_string(n);
      exception.condition = truth_expr(1);
      exception.body = pick(2) == 0 ? b.number(pick(2)) : number_expr(1);
      for (std::uint32_t other = 0; other < n; ++other) {
        if (pick(2) == 0) exception.overrides.push_back(other);
      }
      exceptions.push_back(exception);
    }
    b.program.rules[rule].exceptions = exceptions;
    rules.push_back(rule);
  }
  void add_table() {
    core::Table table;
    table.name = "t";
    table.keys = {{"n", b.whole}};
    table.type = b.whole;
    for (std::int64_t n = 0; n < 3; ++n) {
      core::Row row;
      auto const kind = n == 2 ? core::Key::Kind::from : core::Key::Kind::value;
      row.keys = {{kind, {Rational(n)}, {}}};
      row.value = b.number(pick(2));
      table.rows.push_back(row);
    }
    b.program.tables.push_back(table);
  }
};

std::string path(std::uint32_t fact) {
  return fact < truths ? "t" + std::to_string(fact) : "n" + std::to_string(fact - truths);
}
Value value_of(std::uint32_t fact, std::uint32_t choice) {
  if (fact < truths) return {choice % 2 == 0};
  return {Rational(static_cast<std::int64_t>(choice))};
}

// All facts, each with one of its values; `only` leaves out the rest.
std::vector<std::map<std::string, Value>> completions() {
  std::vector<std::map<std::string, Value>> all{{}};
  for (std::uint32_t fact = 0; fact < truths + numbers; ++fact) {
    std::vector<std::map<std::string, Value>> more;
    for (auto const& given : all) {
      for (std::uint32_t choice = 0; choice < (fact < truths ? 2 : range); ++choice) {
        more.push_back(given);
        more.back()[path(fact)] = value_of(fact, choice);
      }
    }
    all = std::move(more);
  }
  return all;
}

bool agrees(std::map<std::string, Value> const& full, std::map<std::string, Value> const& part) {
  for (auto const& [name, value] : part) {
    if (!model::equal(full.at(name), value)) return false;
  }
  return true;
}

bool lacks_a_fact(Value const& value) {
  return value.absent() && run::status_of(value.absence()) == run::Status::undetermined;
}

}  // namespace

TEST_CASE("P13: what is known with facts missing is so in every completion, and what is listed is enough") {
  auto const all = completions();
  auto const holds = rc::check([&all] {
    Random random;
    auto const top = *rc::gen::arbitrary<bool>() ? random.truth_expr(3) : random.number_expr(3);
    std::map<std::string, Value> given;
    for (std::uint32_t fact = 0; fact < truths + numbers; ++fact) {
      if (random.pick(2) == 0) given[path(fact)] = value_of(fact, random.pick(fact < truths ? 2 : range));
    }
    auto const partial = run::evaluate(random.b.program, facts(random.b.program, given), top, 8);
    std::set<std::string> listed;
    if (partial.absent()) {
      for (auto const& blocker : partial.absence().blockers) listed.insert(blocker.subject);
    }
    for (auto const& full : all) {
      if (!agrees(full, given)) continue;
      auto const value = run::evaluate(random.b.program, facts(random.b.program, full), top, 8);
      if (!partial.absent()) RC_ASSERT(show(partial) == show(value));
      RC_ASSERT(!lacks_a_fact(value));
      if (!lacks_a_fact(partial)) continue;
      auto enough = given;
      for (auto const& [name, fact] : full) {
        if (listed.contains(name)) enough[name] = fact;
      }
      RC_ASSERT(!lacks_a_fact(run::evaluate(random.b.program, facts(random.b.program, enough), top, 8)));
    }
  });
  CHECK(holds);
}

TEST_CASE("P15: every step of an explanation follows from its inputs, and explaining changes nothing") {
  auto const holds = rc::check([] {
    Random random;
    core::Question question;
    question.name = "q";
    question.type = random.b.whole;
    question.body = random.number_expr(3);
    random.b.program.questions.push_back(question);
    std::map<std::string, Value> given;
    for (std::uint32_t fact = 0; fact < truths + numbers; ++fact) {
      if (random.pick(3) > 0) given[path(fact)] = value_of(fact, random.pick(fact < truths ? 2 : range));
    }
    run::Options quiet;
    quiet.explain = false;
    auto const decision = run::evaluate(random.b.program, facts(random.b.program, given));
    auto const unexplained = run::evaluate(random.b.program, facts(random.b.program, given), quiet);
    RC_ASSERT(show(decision.answers[0].value) == show(unexplained.answers[0].value));
    RC_ASSERT(decision.steps == unexplained.steps);
    RC_ASSERT(unexplained.explanation.nodes.empty());
    auto const& nodes = decision.explanation.nodes;
    // What cannot matter is taken out of an open answer, and stays in the step that met it.
    auto const& answer = decision.answers[0];
    auto const& met = nodes[answer.node].value;
    RC_ASSERT((answer.narrowed ? met.absent() && answer.value.absent() : show(met) == show(answer.value)));
    for (auto const& node : nodes) {
      if (node.kind != run::Node::Kind::operation || node.value.absent()) continue;
      std::vector<Value> inputs;
      for (auto const input : node.inputs) inputs.push_back(nodes[input].value);
      auto const number = [&](std::size_t n) { return inputs[n].as<Rational>(); };
      switch (node.op) {
        case Op::add:
          RC_ASSERT(node.value.as<Rational>() == number(0) + number(1));
          break;
        case Op::multiply:
          RC_ASSERT(node.value.as<Rational>() == number(0) * number(1));
          break;
        case Op::less:
          RC_ASSERT(node.value.as<bool>() == (number(0) < number(1)));
          break;
        case Op::not_:
          RC_ASSERT(node.value.as<bool>() != inputs[0].as<bool>());
          break;
        case Op::if_:
          RC_ASSERT(model::equal(node.value, inputs.back()));
          break;
        case Op::and_:
        case Op::or_: {
          bool const decisive = node.op == Op::or_;
          bool decided = false;
          for (auto const& input : inputs)
            decided = decided || (!input.absent() && input.as<bool>() == decisive);
          RC_ASSERT(node.value.as<bool>() == (decided ? decisive : !decisive));
          break;
        }
        default:
          break;
      }
    }
  });
  CHECK(holds);
}
