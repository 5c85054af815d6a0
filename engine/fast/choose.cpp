// Which route an award takes where several are granted or may be: the reference's choice
// (engine/run/choice.hpp), for which the conditions of the clauses are evaluated here. Knows routes; knows no
// operator.
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
  if (awarded.route != none) outcome.value = outcomes_.routes[outcome.first_route + awarded.route].value;
  outcome.clauses = std::move(awarded.clauses);
  for (auto const& route : awarded.routes)
    outcomes_.routes[outcome.first_route + route.route].moot = route.moot;
}

}  // namespace convenio::fast
