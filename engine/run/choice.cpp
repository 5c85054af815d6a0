// Which route an award takes, while some routes may still be open.
// A route is chosen only if every way in which the open ones could turn out would choose it.
#include "engine/run/evaluator.hpp"

#include <algorithm>

namespace convenio::run {

using model::Verdict;

namespace {

bool is_open(Status status) {
  return status == Status::undetermined || status == Status::conflict || status == Status::undefined;
}

int urgency(Status status) {
  switch (status) {
    case Status::undetermined:
      return 5;
    case Status::conflict:
      return 4;
    case Status::undefined:
      return 3;
    case Status::refused:
      return 2;
    case Status::not_applicable:
      return 1;
    case Status::granted:
      return 0;
  }
  return 0;
}

// Pairwise verdicts between the routes that are granted or may yet be.
struct Standings {
  std::vector<std::uint32_t> granted, open;
  std::vector<std::vector<Verdict>> table;  // [i][j] for i < j, positions of routes

  Verdict::Kind of(std::uint32_t i, std::uint32_t j) const {
    if (i < j) return table[i][j].kind;
    auto const kind = table[j][i].kind;
    if (kind == Verdict::Kind::first) return Verdict::Kind::second;
    return kind == Verdict::Kind::second ? Verdict::Kind::first : kind;
  }
  Verdict const& raw(std::uint32_t i, std::uint32_t j) const { return i < j ? table[i][j] : table[j][i]; }
  bool falls(std::uint32_t route) const {  // before a granted one, for certain
    return std::any_of(granted.begin(), granted.end(),
                       [&](auto g) { return g != route && of(g, route) == Verdict::Kind::first; });
  }
};

Value route_side(RouteResult const& route, model::AwardId award) {
  Absences missing;
  missing.add(route.blockers);
  Value const amount = route.status == Status::granted ? route.value : missing.value();
  std::vector<Value> fields{{model::RouteRef{award, route.route}}, amount};
  return {std::make_shared<model::RecordValue const>(model::RecordValue{none, std::move(fields)})};
}

}  // namespace

Value Evaluator::route_field(core::Expr const& e, Value const& route, Asker const& asker) const {
  auto const& fields = route.as<model::RecordPtr>()->fields;
  return asked(fields[static_cast<core::RouteField>(e.a) == core::RouteField::route ? 0 : 1], asker);
}

// No route is granted: the award is what its most pressing route is.
void Evaluator::settle_without_grant(Awarded& awarded) const {
  awarded.status = Status::not_applicable;
  Absences missing;
  for (auto const& route : awarded.routes) {
    if (urgency(route.status) > urgency(awarded.status)) awarded.status = route.status;
  }
  for (auto const& route : awarded.routes) {
    bool const says_why = is_open(awarded.status) ? is_open(route.status) : awarded.status == route.status;
    if (says_why) missing.add(route.blockers);
  }
  awarded.blockers = missing.blockers();
}

void Evaluator::choose(Awarded& awarded, Frame const& arguments, Nodes& inputs) {
  Standings standings;
  for (std::uint32_t n = 0; n < awarded.routes.size(); ++n) {
    if (awarded.routes[n].status == Status::granted) standings.granted.push_back(n);
    if (is_open(awarded.routes[n].status)) standings.open.push_back(n);
  }
  if (standings.granted.empty()) return settle_without_grant(awarded);

  auto const& declared = program_.awards[awarded.award];
  auto const count = static_cast<std::uint32_t>(awarded.routes.size());
  standings.table.assign(count, std::vector<Verdict>(count, Verdict{Verdict::Kind::open, none, nullptr}));
  auto const takes_part = [&](std::uint32_t n) {
    return awarded.routes[n].status == Status::granted || is_open(awarded.routes[n].status);
  };
  std::set<std::uint32_t> clauses;
  for (std::uint32_t i = 0; i < count && declared.precedence != none; ++i) {
    for (std::uint32_t j = i + 1; j < count; ++j) {
      if (!takes_part(i) || !takes_part(j)) continue;
      auto const& precedence = program_.precedences[declared.precedence];
      Frame frame;
      frame.locals.assign(arguments.locals.begin(),
                          arguments.locals.begin() + static_cast<std::ptrdiff_t>(awarded.arguments.size()));
      frame.locals.resize(precedence.parameters.size());
      Result const a{route_side(awarded.routes[i], awarded.award), awarded.routes[i].node};
      Result const b{route_side(awarded.routes[j], awarded.award), awarded.routes[j].node};
      auto const& verdict = standings.table[i][j] = this->verdict(precedence, frame, a, b, inputs);
      if (verdict.clause != none) clauses.insert(verdict.clause);
    }
  }
  awarded.clauses.assign(clauses.begin(), clauses.end());

  Absences missing;
  std::vector<std::uint32_t> survivors;
  for (auto const g : standings.granted) {
    if (!standings.falls(g)) survivors.push_back(g);
  }
  Status worst = Status::granted;
  auto const trouble = [&](Status status, std::vector<Blocker> const& blockers) {
    if (urgency(status) > urgency(worst)) worst = status;
    missing.add(blockers);
  };
  auto const unknown = [&](std::uint32_t i, std::uint32_t j) {
    if (standings.of(i, j) != Verdict::Kind::absent || !standings.raw(i, j).why) return;
    trouble(status_of(*standings.raw(i, j).why), standings.raw(i, j).why->blockers);
  };
  for (auto const o : standings.open) {
    bool beats = false;
    for (auto const s : survivors) beats = beats || standings.of(s, o) == Verdict::Kind::second;
    if (!standings.falls(o) || beats) trouble(awarded.routes[o].status, awarded.routes[o].blockers);
  }
  for (auto const s : survivors) {
    for (auto const g : standings.granted) {
      if (g != s) unknown(s, g);
    }
    for (auto const o : standings.open) unknown(s, o);
  }
  if (!missing.any() && survivors.size() == 1) {
    awarded.status = Status::granted;
    awarded.route = survivors.front();
    awarded.value = awarded.routes[survivors.front()].value;
    return;
  }
  if (!missing.any()) {
    Asker const asker{declared.name, {}, declared.citation};
    Value why =
        fault(Blocker::Kind::conflict, "several routes are granted and none stands over the others", asker);
    if (survivors.empty()) {
      why = fault(Blocker::Kind::conflict, "the granted routes stand over each other in a circle", asker);
    } else if (declared.precedence != none) {
      why = open_reason(program_.precedences[declared.precedence]);
    }
    trouble(status_of(why.absence()), why.absence().blockers);
  }
  awarded.status = worst;
  awarded.blockers = missing.blockers();
}

}  // namespace convenio::run
