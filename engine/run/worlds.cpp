// The completions of a case, and what all of them give; see worlds.hpp.
#include "engine/run/worlds.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <type_traits>

#include <fmt/format.h>

namespace convenio::run {

using cases::Choices;
using cases::Opening;

namespace {

bool asks(Blocker const& blocker) {
  switch (blocker.kind) {
    case Blocker::Kind::missing_fact:
    case Blocker::Kind::contradictory_fact:
    case Blocker::Kind::pending_judgement:
    case Blocker::Kind::open_discretion:
      return true;
    case Blocker::Kind::not_encoded:
    case Blocker::Kind::conflict:
    case Blocker::Kind::undefined_text:
    case Blocker::Kind::not_in_force:
    case Blocker::Kind::impossible:
    case Blocker::Kind::limit:
      return false;
  }
  return false;
}

bool any_asks(std::vector<Blocker> const& blockers) {
  return std::any_of(blockers.begin(), blockers.end(), asks);
}

// Whether a fact could settle it; or, of what is granted at least, raise it.
bool is_open(Status status, std::vector<Blocker> const& blockers) {
  return status == Status::undetermined || (status == Status::at_least && any_asks(blockers));
}

// Whether something is open that a fact could settle.
bool is_open(Decision const& decision) {
  auto const open = [](auto const& one) { return is_open(one.status, one.blockers); };
  return any_asks(decision.blockers) || std::any_of(decision.awards.begin(), decision.awards.end(), open) ||
         std::any_of(decision.answers.begin(), decision.answers.end(), open);
}

std::vector<Blocker> sorted(std::vector<Blocker> blockers) {
  std::sort(blockers.begin(), blockers.end());
  blockers.erase(std::unique(blockers.begin(), blockers.end()), blockers.end());
  return blockers;
}

}  // namespace

bool Worlds::Tree::decided() const { return subject.empty() && (!arises || !is_open(status, blockers)); }

bool Worlds::Target::operator<(Target const& other) const {
  auto const head = [](Target const& t) { return std::tuple(!t.lists, t.kind, t.id, t.arguments.size()); };
  if (head(*this) != head(other)) return head(*this) < head(other);
  for (std::size_t n = 0; n < arguments.size(); ++n) {
    if (auto const order = model::compare(arguments[n], other.arguments[n]); order != 0) return order < 0;
  }
  return false;
}

Worlds::Target Worlds::target_of(Awarded const& awarded) {
  return {false, Evaluator::Sought::award, awarded.award, awarded.arguments};
}
Worlds::Target Worlds::target_of(Answer const& answer) {
  return {false, Evaluator::Sought::question, answer.question, answer.arguments};
}

Decision Worlds::decide() {
  if (plain_) {
    auto decision = plain_->evaluate(case_, {}, kinds_alone());
    if (!decision) return {};
    if (is_open(*decision)) decision = settle(nullptr, std::move(*decision));
    add_notes(*decision);
    return std::move(*decision);
  }
  Evaluator base(program_, case_, options_);
  Decision decision = evaluated(base, {});
  if (options_.completions && is_open(decision)) decision = settle(&base, std::move(decision));
  add_notes(decision);
  if (options_.particulars) base.state_particulars(decision);
  return decision;
}

// What an officer wrote beside a fact that is not known.
void Worlds::add_notes(Decision& decision) const {
  for (auto const& [key, given] : case_.facts) {
    if (given.kind == cases::FactValue::Kind::unknown && !given.note.empty())
      decision.notes.emplace(core::fact_path(program_, key.fact, key.arguments), given.note);
  }
}

Decision Worlds::decide(model::AwardId award) {
  award_ = award;
  return decide();
}

Plain::Kinds Worlds::kinds_alone() const {
  if (!award_) return {};
  return [only = *award_](bool award, std::uint32_t id) { return award && id == only; };
}

Decision Worlds::evaluated(Evaluator& evaluator, Evaluator::Only only) const {
  if (award_) return evaluator.decide(*award_, std::move(only));
  return only ? evaluator.decide(std::move(only)) : evaluator.decide();
}

Decision Worlds::settle(Evaluator* base, Decision decision) {
  openings_ = std::make_unique<cases::Openings>(program_, case_);
  if (base)
    note(*base);
  else
    note_missing(plain_->unanswered());
  Trees results = results_of(decision);
  bool followed = false;
  for (auto const& [target, result] : results) {
    if (result->decided()) known_.insert(target);
    followed = followed || !point_of(*result).empty();
  }
  if (!followed) return decision;
  trees_ = follow({}, std::move(results));
  conclude(base, decision, trees_);
  decision.steps += steps_;
  std::erase_if(decision.notices, [&](cases::Notice const& notice) {
    auto const from = notice.path.find('[');
    return notice.code == "R003" && from != std::string::npos &&
           read_certificates_.contains(notice.path.substr(from + 1, notice.path.size() - from - 2));
  });
  std::erase_if(decision.unused_facts, [&](std::string const& path) {
    return std::any_of(asked_.begin(), asked_.end(), [&](cases::FactKey const& key) {
      return core::fact_path(program_, key.fact, key.arguments) == path;
    });
  });
  return decision;
}

// What an evaluation looked at, and which facts it lacked.
void Worlds::note(Evaluator const& evaluator) {
  note_missing(evaluator.unanswered());
  for (auto& key : evaluator.asked()) asked_.insert(key);
  read_certificates_.insert(evaluator.read_certificates().begin(), evaluator.read_certificates().end());
}

void Worlds::note_missing(std::vector<cases::FactKey> const& unanswered) {
  for (auto const& key : unanswered) {
    if (case_.facts.contains(key) && case_.facts.at(key).kind != cases::FactValue::Kind::unknown) continue;
    openings_->add_missing(core::fact_path(program_, key.fact, key.arguments), key);
  }
}

Worlds::Trees Worlds::results_of(Decision const& decision) {
  Trees results;
  auto const add = [&](Target const& target, Status status, std::uint32_t route, Value const& value,
                       std::vector<Blocker> const& blockers, Value const& payments = {}) {
    auto tree = std::make_shared<Tree>();
    tree->status = status;
    tree->route = route;
    tree->value = value;
    tree->payments = payments;
    tree->blockers = blockers;
    results[target] = std::move(tree);
  };
  bool const listed = !any_asks(decision.blockers);
  add({true}, listed ? Status::granted : Status::undetermined, none, {true}, decision.blockers);
  for (auto const& one : decision.awards) {
    auto const target = target_of(one);
    add(target, one.status, one.route, one.value, one.blockers, one.payments);
    if (awards_.try_emplace(target, one).second) order_.push_back(target);
  }
  for (auto const& one : decision.answers) {
    auto const target = target_of(one);
    add(target, one.status, none, one.value, one.blockers);
    if (answers_.try_emplace(target, one).second) order_.push_back(target);
  }
  return results;
}

// ---------------------------------------------------------------- following open points

// The point that is tried next: what the case itself says is open before what it does not say; parts before
// facts; few values before many.
std::string Worlds::point_of(Tree const& result) const {
  if (!result.subject.empty() || !result.arises || !is_open(result.status, result.blockers)) return "";
  using Rank = std::tuple<bool, bool, std::size_t, std::string_view>;
  std::optional<Rank> best;
  for (auto const& blocker : result.blockers) {
    if (!asks(blocker)) continue;
    Opening const* opening = openings_->find(blocker.subject);
    if (!opening) continue;
    Rank const rank{!opening->stated, opening->place == Opening::Place::whole, opening->among.count(),
                    blocker.subject};
    if (!best || rank < *best) best = rank;
  }
  return best ? std::string(std::get<3>(*best)) : "";
}

// All values of a point, or some where they are too many.
std::vector<std::size_t> Worlds::places_of(Opening const& opening, bool& all) const {
  constexpr std::size_t samples = 8;
  auto const count = opening.among.count();
  auto const left = limits_.runs > runs_ ? limits_.runs - runs_ : 0;
  std::vector<std::size_t> places;
  all = opening.all && count <= candidates_limit && count <= left;
  for (std::size_t n = 0; all && n < count; ++n) places.push_back(n);
  for (std::size_t n = 0; !all && n <= samples; ++n) places.push_back(n * (count - 1) / samples);
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

void Worlds::spend(Decision const& decision) {
  for (auto const& award : decision.awards) routes_ += award.routes.size();
  steps_ += decision.steps;
}

std::optional<Decision> Worlds::run(Choices const& choices, Evaluator::Only only, bool explain,
                                    Targets const* alone) {
  ++runs_;
  auto const facts = openings_->completed(choices);
  if (!facts) return std::nullopt;
  auto const is_alone = [alone](Evaluator::Sought kind, std::uint32_t id) {
    return std::any_of(alone->begin(), alone->end(), [&](Target const& target) {
      return !target.lists && target.kind == kind && target.id == id;
    });
  };
  if (plain_) {
    using Sought = Evaluator::Sought;
    auto const kind = [](bool award) { return award ? Sought::award : Sought::question; };
    Plain::Kinds kinds = kinds_alone();
    if (alone) kinds = [&](bool award, std::uint32_t id) { return is_alone(kind(award), id); };
    auto decision = plain_->evaluate(
        *facts,
        [&](bool award, std::uint32_t id, std::vector<Value> const& arguments) {
          return only(kind(award), id, arguments);
        },
        kinds);
    if (!decision) return decision;
    spend(*decision);
    note_missing(plain_->unanswered());
    return decision;
  }
  Options options = options_;
  options.explain = explain;
  options.sentences = explain && options_.sentences;
  if (!program_.impossibles.empty()) {
    Options quiet = options;
    quiet.explain = false;
    Evaluator conditions(program_, *facts, quiet);
    for (auto const condition : program_.impossibles) {
      Value const met = conditions.condition(condition);
      if (!met.absent() && met.as<bool>()) return std::nullopt;
    }
  }
  Evaluator evaluator(program_, *facts, options);
  if (alone) evaluator.ask_only_for(is_alone);
  Decision decision = evaluated(evaluator, std::move(only));
  spend(decision);
  note(evaluator);
  return decision;
}

// What the targets are in the completions of the choices; all that are not known, where none are named.
// nullopt: no case can be so.
std::optional<Worlds::Trees> Worlds::explore(Choices const& choices, Targets const* targets) {
  auto const sought = [&](Evaluator::Sought kind, std::uint32_t id, std::vector<Value> const& arguments) {
    Target const target{false, kind, id, arguments};
    return targets ? targets->contains(target) : !known_.contains(target);
  };
  auto const decision = run(choices, sought, false, targets);
  if (!decision) return std::nullopt;
  Trees results = results_of(*decision);
  if (targets) results.erase(Target{true});
  return follow(choices, std::move(results));
}

Worlds::Trees Worlds::follow(Choices const& choices, Trees results) {
  if (auto const lists = results.find(Target{true}); lists != results.end()) {
    if (auto const point = point_of(*lists->second); !point.empty()) {
      branch(choices, point, nullptr, results);
      return results;
    }
  }
  std::map<std::string, Targets> together;
  for (auto const& [target, result] : results) {
    if (auto const point = point_of(*result); !point.empty()) together[point].insert(target);
  }
  for (bool const settled_first : {true, false}) {
    for (auto const& [point, targets] : together) {
      bool const may_be = std::any_of(targets.begin(), targets.end(), [&](Target const& target) {
        return may_be_settled(*results.at(target));
      });
      if (may_be == settled_first) branch(choices, point, &targets, results);
    }
  }
  return results;
}

// Whether each of its points can be tried, so that it becomes known if the bounds suffice.
bool Worlds::may_be_settled(Tree const& result) const {
  return std::all_of(result.blockers.begin(), result.blockers.end(), [&](Blocker const& blocker) {
    if (!asks(blocker)) return true;
    Opening const* opening = openings_->find(blocker.subject);
    return opening && opening->all && opening->among.count() <= candidates_limit;
  });
}

// What is left, for the first of so many values.
Worlds::Limits Worlds::share_of(std::size_t values) const {
  Limits share;
  share.runs = runs_ + (limits_.runs - runs_ + values - 1) / values;
  share.routes = routes_ + (limits_.routes - routes_ + values - 1) / values;
  return share;
}

void Worlds::branch(Choices const& choices, std::string const& subject, Targets const* targets,
                    Trees& results) {
  bool all = true;
  auto places = places_of(*openings_->find(subject), all);
  std::vector<std::optional<Trees>> tried;
  Targets affected;
  if (targets) affected = *targets;
  for (auto const& [target, result] : results) {
    if (!targets && !result->decided()) affected.insert(target);
  }
  // What is known here already is so in each of the completions, and is not looked for again.
  Targets const known_before = known_;
  for (auto const& [target, result] : results) {
    if (!target.lists && result->decided()) known_.insert(target);
  }
  Limits const all_together = limits_;
  for (auto const place : places) {
    if (plain_ && steps_ >= completion_steps) plain_->out_of_steps();
    if (spent()) break;
    Choices chosen = choices;
    chosen[subject] = place;
    limits_ = share_of(places.size() - tried.size());
    tried.push_back(explore(chosen, targets));
    limits_ = all_together;
    if (!tried.back() || targets) continue;
    for (auto const& [target, result] : *tried.back()) affected.insert(target);
  }
  known_ = known_before;
  all = all && tried.size() == places.size();
  places.resize(tried.size());
  bool const possible =
      std::any_of(tried.begin(), tried.end(), [](auto const& one) { return one.has_value(); });
  if (!possible) return;
  for (auto const& target : affected) {
    auto point = std::make_shared<Tree>();
    point->subject = subject;
    point->places = places;
    point->all = all;
    // Who asks for the point: the target itself, or the lists that it arises from.
    for (auto const& asker : {target, Target{true}}) {
      auto const before = results.find(asker);
      if (before == results.end() || !point->blockers.empty()) continue;
      std::copy_if(before->second->blockers.begin(), before->second->blockers.end(),
                   std::back_inserter(point->blockers),
                   [&](Blocker const& blocker) { return blocker.subject == subject; });
    }
    for (auto const& world : tried) {
      if (!world) {
        point->branches.push_back(nullptr);
      } else if (auto const found = world->find(target); found != world->end()) {
        point->branches.push_back(found->second);
      } else {
        auto nothing = std::make_shared<Tree>();
        nothing->arises = false;
        point->branches.push_back(std::move(nothing));
      }
    }
    results[target] = std::move(point);
  }
}

// ---------------------------------------------------------------- what all completions give

bool Worlds::same(Tree const& a, Tree const& b) {
  if (&a == &b) return true;
  if (a.subject != b.subject || a.all != b.all || a.branches.size() != b.branches.size()) return false;
  if (a.subject.empty()) {
    if (a.arises != b.arises || a.status != b.status) return false;
    if (!a.arises) return true;
    if (a.status == Status::undetermined) return a.blockers == b.blockers;
    if (a.status == Status::at_least && a.blockers != b.blockers) return false;
    if (a.status != Status::granted && a.status != Status::at_least) return true;
    if (a.payments.absent() != b.payments.absent()) return false;
    return model::equal(a.value, b.value) && (a.payments.absent() || model::equal(a.payments, b.payments));
  }
  for (std::size_t n = 0; n < a.branches.size(); ++n) {
    if (!a.branches[n] != !b.branches[n]) return false;
    if (a.branches[n] && !same(*a.branches[n], *b.branches[n])) return false;
  }
  return true;
}

// Without the points of which every value gives one result.
Worlds::TreePtr Worlds::reduced(TreePtr const& tree) {
  if (tree->subject.empty()) return tree;
  auto result = std::make_shared<Tree>(*tree);
  TreePtr first;
  bool alike = tree->all;
  for (auto& way : result->branches) {
    if (!way) continue;
    way = reduced(way);
    if (!first) first = way;
    alike = alike && first->decided() && same(*first, *way);
  }
  return alike && first ? first : result;
}

void Worlds::name_what_matters(Tree const& tree, std::vector<Blocker>& blockers) {
  bool const names = !tree.subject.empty() || (tree.arises && is_open(tree.status, tree.blockers));
  if (names) blockers.insert(blockers.end(), tree.blockers.begin(), tree.blockers.end());
  for (auto const& way : tree.branches) {
    if (way) name_what_matters(*way, blockers);
  }
}

bool Worlds::name_what_no_fact_settles(Tree const& tree, std::vector<Blocker>& blockers) {
  if (tree.subject.empty()) {
    std::copy_if(tree.blockers.begin(), tree.blockers.end(), std::back_inserter(blockers),
                 [](Blocker const& blocker) { return !asks(blocker); });
    return true;
  }
  bool all = tree.all;
  for (auto const& way : tree.branches) {
    if (way && !name_what_no_fact_settles(*way, blockers)) all = false;
  }
  return all;
}

void Worlds::granting_routes(Tree const& tree, std::set<std::uint32_t>& routes) {
  if (tree.subject.empty() && tree.arises && tree.route != none) routes.insert(tree.route);
  for (auto const& way : tree.branches) {
    if (way) granting_routes(*way, routes);
  }
}

// Whether every completion grants an amount of one currency; the least, and the greatest unless one of them
// is itself only known to be at least so much.
bool Worlds::extremes(Tree const& tree, std::optional<Bounds>& bounds) {
  if (!tree.subject.empty()) {
    return tree.all && std::all_of(tree.branches.begin(), tree.branches.end(),
                                   [&](TreePtr const& way) { return !way || extremes(*way, bounds); });
  }
  auto const* amount = std::get_if<model::Amount>(&tree.value.content);
  bool const at_least = tree.status == Status::at_least;
  if (!tree.arises || (tree.status != Status::granted && !at_least) || !amount) return false;
  if (!bounds) {
    bounds = Bounds{tree.value, at_least ? Value{} : tree.value};
    return true;
  }
  auto const& least = bounds->least.as<model::Amount>();
  if (least.currency != amount->currency || least.per != amount->per) return false;
  if (amount->number < bounds->least.as<model::Amount>().number) bounds->least = tree.value;
  if (at_least) bounds->most = Value{};
  if (!bounds->most.absent() && bounds->most.as<model::Amount>().number < amount->number)
    bounds->most = tree.value;
  return true;
}

// Adds a way through the tree to the choices; false where they lead to none.
bool Worlds::choose(Tree const& tree, Choices& choices) {
  if (tree.subject.empty()) return true;
  auto const chosen = choices.find(tree.subject);
  for (std::size_t n = 0; n < tree.branches.size(); ++n) {
    if (!tree.branches[n] || (chosen != choices.end() && chosen->second != tree.places[n])) continue;
    Choices further = choices;
    further[tree.subject] = tree.places[n];
    if (!choose(*tree.branches[n], further)) continue;
    choices = std::move(further);
    return true;
  }
  return false;
}

void Worlds::points(Tree const& tree, std::map<std::string, std::size_t>& possible) {
  if (tree.subject.empty()) return;
  auto const can_be = std::count_if(tree.branches.begin(), tree.branches.end(),
                                    [](auto const& way) { return way != nullptr; });
  auto& values = possible[tree.subject];
  values = std::max(values, static_cast<std::size_t>(can_be));
  for (auto const& way : tree.branches) {
    if (way) points(*way, possible);
  }
}

Tried Worlds::tried(std::string const& subject, Choices const& choices) const {
  Tried point;
  point.subject = subject;
  Opening const* opening = openings_->find(subject);
  if (!opening) return point;
  point.among = openings_->in_words(*opening);
  point.count = opening->among.count();
  if (auto const at = choices.find(subject); at != choices.end())
    point.value = openings_->in_words(*opening, at->second);
  return point;
}

// ---------------------------------------------------------------- the decision

void Worlds::conclude(Evaluator* base, Decision& decision, Trees const& trees) {
  Targets known;
  std::map<Target, TreePtr> open;
  for (auto const& [target, tree] : trees) {
    if (tree->subject.empty()) continue;  // nothing was tried
    auto const result = reduced(tree);
    if (target.lists) {
      // What the evaluation without choices met on the way to a list counts only where a completion meets it,
      // or where not all were tried and nothing else says why.
      std::vector<Blocker> blockers;
      bool const all = name_what_no_fact_settles(*tree, blockers);
      if (!result->decided()) name_what_matters(*result, blockers);
      if (!all && blockers.empty()) blockers = decision.blockers;
      decision.blockers = sorted(std::move(blockers));
    } else if (result->decided() && result->arises) {
      known.insert(target);
    } else if (!result->decided()) {
      open[target] = result;
    }
  }
  if (base && !known.empty()) rest_on_what_stays(decision, known);
  for (auto const& target : explain(base, decision, trees, std::move(known))) open[target] = trees.at(target);
  for (auto const& [target, result] : open) leave_open(decision, target, *result);
  std::vector<TreePtr> asking;
  for (auto const& [target, tree] : trees) {
    auto const left = open.find(target);
    bool const unlisted = target.lists || tree->subject.empty();  // neither decided above nor left open
    if (left != open.end())
      asking.push_back(left->second);
    else if (unlisted && !reduced(tree)->decided())
      asking.push_back(reduced(tree));
  }
  decision.because = because(asking);
  auto const place = [&](Target const& target) {
    auto const found = std::find_if(order_.begin(), order_.end(),
                                    [&](Target const& one) { return !(one < target) && !(target < one); });
    return std::pair(target.id, found - order_.begin());
  };
  auto const before = [&](auto const& a, auto const& b) { return place(target_of(a)) < place(target_of(b)); };
  std::stable_sort(decision.awards.begin(), decision.awards.end(), before);
  std::stable_sort(decision.answers.begin(), decision.answers.end(), before);
}

// A target that stays open asks for what matters, and for nothing else.
void Worlds::leave_open(Decision& decision, Target const& target, Tree const& result) {
  std::vector<Blocker> named;
  name_what_matters(result, named);
  named = sorted(std::move(named));
  auto const is_named = [&](Blocker const& blocker) {
    return !asks(blocker) || std::any_of(named.begin(), named.end(),
                                         [&](Blocker const& one) { return one.subject == blocker.subject; });
  };
  auto const settle_in = [&](auto& all, auto const& met, auto const& route) {
    auto const is_it = [&](auto const& one) {
      return !(target_of(one) < target) && !(target < target_of(one));
    };
    auto at = std::find_if(all.begin(), all.end(), is_it);
    bool const fresh = at == all.end();
    if (fresh) at = all.insert(all.end(), met.at(target));
    at->blockers = named;
    at->narrowed = true;
    if (!fresh && at->status == Status::at_least) return;  // so much is due whatever was tried
    if (fresh || at->status != Status::undetermined) {
      at->node = none;
      at->status = Status::undetermined;
    }
    Absences missing;
    missing.add(named);
    at->value = missing.value();
    route(*at, fresh);
  };
  if (target.kind == Evaluator::Sought::question) {
    settle_in(decision.answers, answers_, [](Answer& answer, bool fresh) {
      if (fresh) answer.when = none;
    });
    return;
  }
  settle_in(decision.awards, awards_, [&](Awarded& awarded, bool fresh) {
    awarded.route = none;
    awarded.clauses.clear();
    if (fresh) awarded.routes.clear();
    for (auto& route : awarded.routes)
      std::erase_if(route.blockers, [&](Blocker const& blocker) { return !is_named(blocker); });
    std::optional<Bounds> bounds;
    if (!extremes(result, bounds)) return;
    awarded.status = Status::at_least;
    awarded.value = bounds->least;
    awarded.bounds = bounds;
  });
}

// What the decision without choices rests on, less what only these rested on: completions give them, and say
// on what.
void Worlds::rest_on_what_stays(Decision& decision, Targets const& known) const {
  Options options = options_;
  options.explain = false;
  Evaluator evaluator(program_, case_, options);
  auto stays = evaluated(evaluator,
                         [&](Evaluator::Sought kind, std::uint32_t id, std::vector<Value> const& arguments) {
                           return !known.contains({false, kind, id, arguments});
                         });
  decision.texts = std::move(stays.texts);
  decision.interpretations = std::move(stays.interpretations);
  decision.defaults = std::move(stays.defaults);
  decision.dates = std::move(stays.dates);
}

// The known targets as one completion gives them, the same one for as many as possible. Gives back those that
// could not be explained.
Worlds::Targets Worlds::explain(Evaluator* base, Decision& decision, Trees const& trees, Targets known) {
  Targets left_open;
  bool together = true;
  while (!known.empty()) {
    Choices choices;
    Targets batch;
    for (auto const& target : known) {
      Choices more = choices;
      if (!choose(*trees.at(target), more)) continue;
      choices = std::move(more);
      batch.insert(target);
      if (!together) break;
    }
    auto const sought = [&](Evaluator::Sought kind, std::uint32_t id, std::vector<Value> const& arguments) {
      return batch.contains({false, kind, id, arguments});
    };
    auto world = batch.empty() ? std::nullopt : run(choices, sought, options_.explain);
    if (!world && together) {  // what each of them rests on cannot be true together
      together = false;
      continue;
    }
    if (!world) {
      left_open.insert(known.begin(), known.end());
      break;
    }
    Trees const given = results_of(*world);
    for (auto const& target : batch) {
      known.erase(target);
      auto const found = given.find(target);
      if (found != given.end() && same(*found->second, *reduced(trees.at(target)))) continue;
      left_open.insert(target);
      auto const is_it = [&](auto const& one) {
        return !(target_of(one) < target) && !(target < target_of(one));
      };
      std::erase_if(world->awards, is_it);
      std::erase_if(world->answers, is_it);
    }
    take(base, decision, std::move(*world), choices, trees);
  }
  return left_open;
}

// Puts what a completion gives in the place of what was open, with its steps.
void Worlds::take(Evaluator* base, Decision& decision, Decision world, Choices const& choices,
                  Trees const& trees) {
  auto const offset = static_cast<std::uint32_t>(decision.explanation.nodes.size());
  auto const moved = [&](NodeId& node) {
    if (node != none) node = NodeId(node + offset);
  };
  for (auto& node : world.explanation.nodes) {
    for (auto& input : node.inputs) moved(input);
    decision.explanation.nodes.push_back(std::move(node));
  }
  for (auto& fact : world.tried) {
    moved(fact.node);
    for (auto& part : fact.parts) part = tried(part.subject, choices);
    decision.tried.push_back(std::move(fact));
  }
  auto const replace = [&](auto& all, auto& one) {
    std::map<std::string, std::size_t> possible;
    points(*trees.at(target_of(one)), possible);
    for (auto const& [subject, values] : possible) {
      one.same_for.push_back(tried(subject, choices));
      auto& point = one.same_for.back();
      point.impossible = point.count - std::min(values, point.count);
      point.count -= point.impossible;
    }
    if constexpr (std::is_same_v<std::decay_t<decltype(one)>, Awarded>) {
      std::set<std::uint32_t> routes;
      granting_routes(*trees.at(target_of(one)), routes);
      routes.erase(one.route);
      one.also_by.assign(routes.begin(), routes.end());
    }
    auto const target = target_of(one);
    auto const at = std::find_if(all.begin(), all.end(), [&](auto const& other) {
      return !(target_of(other) < target) && !(target < target_of(other));
    });
    if (at == all.end())
      all.push_back(std::move(one));
    else
      *at = std::move(one);
  };
  for (auto& awarded : world.awards) {
    moved(awarded.node);
    moved(awarded.payments_node);
    for (auto& route : awarded.routes) moved(route.node);
    replace(decision.awards, awarded);
  }
  for (auto& answer : world.answers) {
    moved(answer.node);
    moved(answer.when);
    replace(decision.answers, answer);
  }
  auto const unite = [](auto& all, auto const& more) {
    all.insert(all.end(), more.begin(), more.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
  };
  unite(decision.interpretations, world.interpretations);
  unite(decision.texts, world.texts);
  for (auto const& one : world.supplied) {
    auto const earlier = std::find_if(decision.supplied.begin(), decision.supplied.end(),
                                      [&](auto const& other) { return other.place >= one.place; });
    if (earlier != decision.supplied.end() && earlier->place == one.place) continue;
    decision.supplied.insert(earlier, one);
    std::erase_if(decision.notices, [&](cases::Notice const& notice) {
      return notice.code == "R005" && notice.path == fmt::format("supplied[{}]", one.place);
    });
  }
  for (auto& taken : world.defaults) {
    auto const place = std::lower_bound(decision.defaults.begin(), decision.defaults.end(), taken,
                                        [](auto const& a, auto const& b) { return a.fact < b.fact; });
    if (place == decision.defaults.end() || place->fact != taken.fact) decision.defaults.insert(place, taken);
  }
  for (auto const& date : world.dates) {
    auto const place = std::lower_bound(decision.dates.begin(), decision.dates.end(), date,
                                        [](auto const& a, auto const& b) { return a.text < b.text; });
    if (place != decision.dates.end() && place->text == date.text) continue;
    decision.dates.insert(place, {date.text, base->condition(program_.texts[date.text].governing)});
  }
}

}  // namespace convenio::run
