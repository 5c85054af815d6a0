// Which route an award takes where several are granted or may be: the reference's choice
// (engine/run/choice.hpp), for which the conditions of the clauses are evaluated here. Knows routes; knows no
// operator.
#include <optional>

#include <fmt/format.h>

#include "engine/fast/compile.hpp"
#include "engine/run/choice.hpp"

namespace convenio::fast {

using model::Blocker;
using model::Value;
using run::Status;

Reg run_route_field(Node const& node, Machine& m) {
  Reg const side = m.run(node.kids[0]);
  return there(side) ? at<Record>(side).fields[node.a] : side;
}

namespace {

enum class Says : std::uint8_t { no, yes, perhaps };

// What is known of a clause's condition once it is known which two routes are compared. A condition names its
// routes first: of dozens of clauses few are about the same two.
struct BetweenTwo {
  core::Program const& program;
  std::uint32_t slot = 0;  // of the first; the second has the next
  std::uint32_t first = 0, second = 0;

  std::optional<std::uint32_t> route(core::ExprId id) const {
    auto const& e = program.expressions[id];
    if (e.op == core::Op::constant) {
      auto const* one = std::get_if<model::RouteRef>(&program.constants[e.a].content);
      return one ? std::optional(one->index) : std::nullopt;
    }
    if (e.op != core::Op::route_field || static_cast<core::RouteField>(e.a) != core::RouteField::route)
      return std::nullopt;
    auto const& side = program.expressions[program.child(id, 0)];
    if (side.op != core::Op::local) return std::nullopt;
    return side.a == slot ? std::optional(first) : side.a == slot + 1 ? std::optional(second) : std::nullopt;
  }

  Says of(core::ExprId id) const {
    auto const& e = program.expressions[id];
    auto const any = [&](Says wanted) {
      for (std::uint32_t n = 0; n < e.child_count; ++n)
        if (of(program.child(id, n)) == wanted) return true;
      return false;
    };
    if (e.op == core::Op::and_ && any(Says::no)) return Says::no;
    if (e.op == core::Op::or_ && !any(Says::yes) && !any(Says::perhaps)) return Says::no;
    if (e.op != core::Op::equal) return Says::perhaps;
    auto const one = route(program.child(id, 0)), other = route(program.child(id, 1));
    return !one || !other ? Says::perhaps : *one == *other ? Says::yes : Says::no;
  }

  // Those that the reference takes to find out that the condition does not hold.
  std::uint64_t steps(core::ExprId id) const {
    auto const& e = program.expressions[id];
    std::uint64_t sum = 1;
    for (std::uint32_t n = 0; n < e.child_count; ++n) {
      sum += steps(program.child(id, n));
      if (e.op == core::Op::and_ && of(program.child(id, n)) == Says::no) break;
    }
    return sum;
  }
};

}  // namespace

Machine::Between const& Machine::clauses_between(AwardCell const& cell, std::uint32_t first,
                                                 std::uint32_t second) {
  auto const [found, added] = between_.try_emplace({cell.award, first, second});
  if (!added) return found->second;
  auto const& precedence = program.precedences[program.awards[cell.award].precedence];
  auto const slot = static_cast<std::uint32_t>(precedence.parameters.size());
  BetweenTwo const so{program, slot, first, second}, turned{program, slot, second, first};
  for (std::uint32_t n = 0; n < precedence.clauses.size(); ++n) {
    auto const condition = precedence.clauses[n].condition;
    if (so.of(condition) != Says::no || turned.of(condition) != Says::no)
      found->second.clauses.push_back(n);
    else
      found->second.steps_of_others += so.steps(condition) + turned.steps(condition);
  }
  return found->second;
}

// A frame that begins with the variables of the award has room for the two routes.
Value Machine::clause_holds(AwardOutcome const& outcome, std::uint32_t clause, std::uint32_t first,
                            std::uint32_t second) {
  auto const count = program.awards[outcome.cell->award].generators.size();
  auto const side = [&](std::uint32_t route) {
    auto const& one = outcomes_.routes[outcome.first_route + route];
    auto* fields = arena.array<Reg>(2);
    fields[0] = whole(route);
    fields[1] = one.status == Status::granted ? one.value : one.missing;
    if (one.status != Status::granted && there(one.missing))
      fields[1] = absent.because(std::vector<Blocker>{});
    auto* made = arena.array<Record>(1);
    *made = {none, fields};
    return pointing_to(made);
  };
  std::vector<Reg> values(
      outcomes_.arguments.begin() + outcome.first_argument,
      outcomes_.arguments.begin() + outcome.first_argument + static_cast<std::ptrdiff_t>(count));
  values.push_back(side(first));
  values.push_back(side(second));
  Node const* condition = outcome.cell->clauses[clause];
  return box(run_in_frame(condition, outcome.cell->slots, values.data(), values.size()), type_of(condition));
}

void Machine::choose(AwardOutcome& outcome) {
  auto const& declared = program.awards[outcome.cell->award];
  run::Awarded awarded;
  awarded.award = outcome.cell->award;
  awarded.routes.reserve(outcome.cell->routes.size());
  for (std::uint32_t n = 0; n < outcome.cell->routes.size(); ++n)
    awarded.routes.push_back(written(outcome, n));
  auto const fault = [&](Blocker::Kind kind, std::string sentence, std::string const& asker) {
    return model::absent({kind, std::move(sentence), asker});
  };
  Compiler compiler(*this);
  run::Contest contest;
  if (declared.precedence != none) {
    auto const& precedence = program.precedences[declared.precedence];
    contest.highest = precedence.otherwise == model::Otherwise::highest;
    contest.verdict = [&](std::uint32_t i, std::uint32_t j) {
      run::Standing asked;
      auto const& between = clauses_between(*outcome.cell, i, j);
      asked.only = &between.clauses;
      spend(between.steps_of_others);
      asked.holds = [&](std::uint32_t clause, bool turned) {
        return clause_holds(outcome, clause, turned ? j : i, turned ? i : j);
      };
      asked.conflict = [&](std::uint32_t n, std::string sentence) {
        auto const& clause = precedence.clauses[n];
        return fault(Blocker::Kind::conflict, std::move(sentence),
                     *compiler.asker(clause.name, precedence.name, clause.citation));
      };
      asked.describe = [&](Value const& side) {
        return core::to_string(program, side.as<model::RecordPtr>()->fields.front(), none);
      };
      return run::stands_over(precedence, run::route_side(awarded.routes[i], awarded.award),
                              run::route_side(awarded.routes[j], awarded.award), asked);
    };
    contest.open_reason = [&] {
      auto const& asker = *compiler.asker(precedence.name, {}, precedence.citation);
      if (precedence.otherwise == model::Otherwise::undefined)
        return fault(Blocker::Kind::undefined_text, precedence.reason, asker);
      return fault(Blocker::Kind::conflict,
                   fmt::format("`{}` does not decide between granted routes", precedence.name), asker);
    };
  }
  contest.fault = [&](std::string sentence) {
    return fault(Blocker::Kind::conflict, std::move(sentence),
                 *compiler.asker(declared.name, {}, declared.citation));
  };
  run::choose(contest, awarded);
  outcome.status = awarded.status;
  outcome.route = awarded.route;
  outcome.missing = absent.because(awarded.blockers);
  if (!awarded.contested.empty()) outcome.contested = absent.because(awarded.contested);
  if (awarded.route != none) outcome.value = outcomes_.routes[outcome.first_route + awarded.route].value;
  outcome.clauses = std::move(awarded.clauses);
  for (auto const& route : awarded.routes)
    outcomes_.routes[outcome.first_route + route.route].moot = route.moot;
}

}  // namespace convenio::fast
