// Which route an award takes, while some routes may still be open.
// A route is chosen only if every way in which the open ones could turn out would choose it.
#include "engine/run/choice.hpp"

#include <algorithm>
#include <set>

#include "engine/run/evaluator.hpp"

namespace convenio::run {

using model::Verdict;

Value route_side(RouteResult const& route, model::AwardId award) {
  Absences missing;
  missing.add(route.blockers);
  Value const amount = route.status == Status::granted ? route.value : missing.value();
  std::vector<Value> fields{{model::RouteRef{award, route.route}}, amount};
  return {std::make_shared<model::RecordValue const>(model::RecordValue{none, std::move(fields)})};
}

bool is_open(Status status) {
  return status == Status::undetermined || status == Status::not_encoded || status == Status::conflict ||
         status == Status::undefined;
}

int urgency(Status status) {
  switch (status) {
    case Status::undetermined:
      return 6;
    case Status::not_encoded:
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
    case Status::at_least:
      return 0;
  }
  return 0;
}

namespace {

// Pairwise verdicts between the routes that are granted or may yet be; both kinds of positions are those of
// routes.
class Standings {
 public:
  std::vector<std::uint32_t> granted, open;

  explicit Standings(std::vector<RouteResult> const& routes) : place_(routes.size(), none) {
    for (std::uint32_t n = 0; n < routes.size(); ++n) {
      if (routes[n].status == Status::granted) granted.push_back(n);
      if (may_be_granted(routes[n])) open.push_back(n);
      if (routes[n].status == Status::granted || may_be_granted(routes[n])) {
        place_[n] = static_cast<std::uint32_t>(taking_part_.size());
        taking_part_.push_back(n);
      }
    }
    auto const count = taking_part_.size();
    if (count > 1) table_.resize(count * (count - 1) / 2, Verdict{Verdict::Kind::open, none, nullptr});
  }
  std::vector<std::uint32_t> const& taking_part() const { return taking_part_; }
  // i < j
  Verdict& at(std::uint32_t i, std::uint32_t j) { return table_[index(i, j)]; }
  Verdict const& raw(std::uint32_t i, std::uint32_t j) const {
    return table_[i < j ? index(i, j) : index(j, i)];
  }
  Verdict::Kind of(std::uint32_t i, std::uint32_t j) const {
    auto const kind = raw(i, j).kind;
    if (i < j || (kind != Verdict::Kind::first && kind != Verdict::Kind::second)) return kind;
    return kind == Verdict::Kind::first ? Verdict::Kind::second : Verdict::Kind::first;
  }
  bool falls(std::uint32_t route) const {  // before a granted one, for certain
    return std::any_of(granted.begin(), granted.end(),
                       [&](auto g) { return g != route && of(g, route) == Verdict::Kind::first; });
  }

 private:
  std::size_t index(std::uint32_t i, std::uint32_t j) const {
    std::size_t const high = place_[j];
    return high * (high - 1) / 2 + place_[i];
  }

  std::vector<std::uint32_t> place_, taking_part_;
  std::vector<Verdict> table_;  // a triangle
};

// Of routes between which no clause decides: the first of the highest amount, or of all that are equal.
std::vector<std::uint32_t> settled(std::vector<std::uint32_t> const& survivors, Awarded const& awarded,
                                   bool highest) {
  auto const value = [&](std::uint32_t route) -> Value const& { return awarded.routes[route].value; };
  if (survivors.size() < 2) return survivors;
  auto const currency = [&](std::uint32_t route) {
    auto const* amount = std::get_if<model::Amount>(&value(route).content);
    return amount ? std::pair{amount->currency, amount->per}
                  : std::pair{model::CurrencyId(none), model::Per::sum};
  };
  bool const alike = std::all_of(survivors.begin(), survivors.end(), [&](std::uint32_t route) {
    return currency(route) == currency(survivors.front());
  });
  if (highest && alike) {
    return {*std::max_element(survivors.begin(), survivors.end(), [&](std::uint32_t a, std::uint32_t b) {
      return model::compare(value(a), value(b)) < 0;
    })};
  }
  bool const equal = std::all_of(survivors.begin(), survivors.end(), [&](std::uint32_t route) {
    return model::equal(value(route), value(survivors.front()));
  });
  return equal ? std::vector{survivors.front()} : survivors;
}

}  // namespace

// No route is granted: the award is what its most pressing route is.
void Evaluator::settle_without_grant(Awarded& awarded) const {
  awarded.status = without_grant(awarded.routes);
  Absences missing;
  for (auto const& route : awarded.routes) {
    if (says_why(route, awarded.status)) missing.add(route.blockers);
  }
  awarded.blockers = missing.blockers();
}

// A granted award rests on its route and on those that were granted as well and gave way; one that is open,
// or granted at least, on all that are granted or open; a refused one on those that refused it. What was
// assumed on the way to the others is told all the same: stated otherwise, they might have decided.
void Evaluator::rest_on_routes(Awarded const& awarded, std::vector<Grounds::Entry> const& routes) {
  for (std::size_t n = 0; n < routes.size(); ++n) {
    Status const status = awarded.routes[n].status;
    bool const may_change = is_open(awarded.status) || awarded.status == Status::at_least;
    bool const decided = may_change ? status == Status::granted || is_open(status) : status == awarded.status;
    if (decided)
      grounds_.rest_on(routes[n]);
    else
      grounds_.rest_on_assumed(routes[n]);
  }
}

void Evaluator::choose(Awarded& awarded, Frame const& arguments, Nodes& inputs) {
  bool const granted = std::any_of(awarded.routes.begin(), awarded.routes.end(),
                                   [](auto const& route) { return route.status == Status::granted; });
  if (!granted) return settle_without_grant(awarded);
  auto const& declared = program_.awards[awarded.award];
  Contest contest;
  if (declared.precedence != none) {
    auto const& precedence = program_.precedences[declared.precedence];
    contest.highest = precedence.otherwise == model::Otherwise::highest;
    contest.verdict = [&](std::uint32_t i, std::uint32_t j) {
      Frame frame;
      frame.locals.assign(arguments.locals.begin(),
                          arguments.locals.begin() + static_cast<std::ptrdiff_t>(awarded.arguments.size()));
      frame.locals.resize(precedence.parameters.size());
      Result const a{route_side(awarded.routes[i], awarded.award), awarded.routes[i].node};
      Result const b{route_side(awarded.routes[j], awarded.award), awarded.routes[j].node};
      return this->verdict(precedence, frame, a, b, inputs);
    };
    contest.open_reason = [&] { return open_reason(precedence); };
  }
  contest.fault = [&](std::string sentence) {
    return fault(Blocker::Kind::conflict, std::move(sentence), {declared.name, {}, declared.citation});
  };
  run::choose(contest, awarded);
}

void choose(Contest const& contest, Awarded& awarded) {
  Standings standings(awarded.routes);
  for (auto& route : awarded.routes) route.moot = route.never;
  std::set<std::uint32_t> clauses;
  for (auto const i : standings.taking_part()) {
    for (auto const j : standings.taking_part()) {
      if (!contest.verdict || i >= j) continue;
      auto const& verdict = standings.at(i, j) = contest.verdict(i, j);
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
  bool const highest = contest.highest;
  Absences may_raise, contested;
  std::vector<std::uint32_t> raising;
  // What no fact settles makes no difference to the award where the route would grant the same.
  auto const grants_the_same = [&](std::uint32_t o) {
    auto const& would = awarded.routes[o].would;
    return would && !survivors.empty() && std::all_of(survivors.begin(), survivors.end(), [&](std::uint32_t s) {
      return model::equal(awarded.routes[s].value, *would);
    });
  };
  for (auto const o : standings.open) {
    auto const against = [&](Verdict::Kind kind) {
      return [&, kind](std::uint32_t s) { return standings.of(s, o) == kind; };
    };
    bool const beats = std::any_of(survivors.begin(), survivors.end(), against(Verdict::Kind::second));
    bool const by_amount = std::all_of(survivors.begin(), survivors.end(), [&](auto s) {
      return standings.of(s, o) == Verdict::Kind::open && (highest || standings.raw(s, o).by_amount);
    });
    if (standings.falls(o) && !beats) {
      awarded.routes[o].moot = true;
      continue;
    }
    if (grants_the_same(o)) {
      contested.add(awarded.routes[o].blockers);
      awarded.routes[o].moot = true;
    } else if (by_amount && !survivors.empty()) {
      may_raise.add(awarded.routes[o].blockers);
      raising.push_back(o);
    } else {
      trouble(awarded.routes[o].status, awarded.routes[o].blockers);
    }
  }
  // Of two open routes the lower may come first, and give way to what pays more: then nothing is known.
  for (auto const o : raising) {
    bool const ranked = std::any_of(raising.begin(), raising.end(), [&](auto other) {
      return other != o && standings.of(o, other) != Verdict::Kind::open;
    });
    if (ranked && !highest) trouble(awarded.routes[o].status, awarded.routes[o].blockers);
  }
  for (auto const s : survivors) {
    for (auto const g : standings.granted) {
      if (g != s) unknown(s, g);
    }
    for (auto const o : standings.open) {
      if (!grants_the_same(o)) unknown(s, o);
    }
  }
  if (!missing.any()) survivors = settled(survivors, awarded, highest);
  if (!missing.any() && survivors.size() == 1) {
    awarded.status = may_raise.any() ? Status::at_least : Status::granted;
    awarded.blockers = may_raise.blockers();
    awarded.contested = contested.blockers();
    awarded.route = survivors.front();
    awarded.value = awarded.routes[survivors.front()].value;
    return;
  }
  if (!missing.any()) {
    Value why = survivors.empty() ? contest.fault("the granted routes stand over each other in a circle")
                : contest.open_reason
                    ? contest.open_reason()
                    : contest.fault("several routes are granted and none stands over the others");
    trouble(status_of(why.absence()), why.absence().blockers);
  }
  awarded.status = worst;
  awarded.blockers = missing.blockers();
}

}  // namespace convenio::run
