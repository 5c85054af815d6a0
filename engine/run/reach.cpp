// See reach.hpp. The trees are those of worlds.hpp: one branch for each value of a point, one result for each
// completion.
#include "engine/run/reach.hpp"

#include <algorithm>
#include <tuple>

#include "engine/run/worlds.hpp"

namespace convenio::run {

// What some completions give together.
struct Worlds::Span {
  bool any = false, nothing = false, open = false, open_above = false, mixed = false;
  std::set<Status> statuses;
  std::optional<model::Amount> least, most;
  std::set<Blocker> blockers;

  void add(model::Amount const& amount) {
    if (least && (least->currency != amount.currency || least->per != amount.per)) {
      mixed = true;
      return;
    }
    if (!least || amount.number < least->number) least = amount;
    if (!most || most->number < amount.number) most = amount;
  }
  void add(Span const& other) {
    any = any || other.any;
    nothing = nothing || other.nothing;
    open = open || other.open;
    open_above = open_above || other.open_above;
    mixed = mixed || other.mixed;
    statuses.insert(other.statuses.begin(), other.statuses.end());
    blockers.insert(other.blockers.begin(), other.blockers.end());
    if (other.least) add(*other.least);
    if (other.most) add(*other.most);
  }
  // What lies between the lowest and the highest; nullopt: nothing bounds it.
  std::optional<model::Rational> width() const {
    if (open || open_above || mixed) return std::nullopt;
    if (!most) return model::Rational(0);
    return nothing ? most->number : most->number - least->number;
  }
};

void Worlds::gather(Tree const& tree, Span& span) {
  if (!tree.subject.empty()) {
    for (auto const& way : tree.branches) {
      if (way) gather(*way, span);
    }
    if (!tree.all) span.open = true;
    return;
  }
  span.any = true;
  auto const status = tree.arises ? tree.status : Status::not_applicable;
  span.statuses.insert(status);
  auto const* amount = std::get_if<model::Amount>(&tree.value.content);
  switch (status) {
    case Status::granted:
    case Status::at_least:
      if (amount)
        span.add(*amount);
      else
        span.mixed = true;
      span.open_above = span.open_above || status == Status::at_least;
      if (status == Status::at_least) span.blockers.insert(tree.blockers.begin(), tree.blockers.end());
      return;
    case Status::refused:
    case Status::not_applicable:
      span.nothing = true;
      return;
    case Status::undetermined:
    case Status::not_encoded:
    case Status::undefined:
    case Status::conflict:
      span.open = true;
      span.blockers.insert(tree.blockers.begin(), tree.blockers.end());
      return;
  }
}

// By the values of one point; `without`: the completions in which it is not asked for.
void Worlds::gather(Tree const& tree, std::string const& subject, Span& without,
                    std::map<std::size_t, Span>& by_value) {
  if (tree.subject.empty()) {
    gather(tree, without);
    return;
  }
  for (std::size_t n = 0; n < tree.branches.size(); ++n) {
    if (!tree.branches[n]) continue;
    if (tree.subject == subject)
      gather(*tree.branches[n], by_value[tree.places[n]]);
    else
      gather(*tree.branches[n], subject, without, by_value);
  }
  if (!tree.all) without.open = true;
}

void Worlds::find_points(Tree const& tree, std::map<std::string, Point>& points) {
  if (tree.subject.empty()) return;
  auto& point = points[tree.subject];
  point.subject = tree.subject;
  point.tried = std::max(point.tried, tree.places.size());
  point.all = point.all && tree.all;
  for (auto const& way : tree.branches) {
    if (way) find_points(*way, points);
  }
}

std::vector<Point> Worlds::points_of(Tree const& tree) const {
  std::map<std::string, Point> found;
  find_points(tree, found);
  std::vector<Point> points;
  for (auto& [subject, point] : found) {
    auto const named = tried(subject, {});
    point.among = named.among;
    point.count = named.count;
    Span without;
    std::map<std::size_t, Span> by_value;
    gather(tree, subject, without, by_value);
    model::Rational sum(0), most(0);
    bool bounded = !by_value.empty();
    for (auto& [place, span] : by_value) {
      if (without.any || without.open) span.add(without);
      auto const width = span.width();
      bounded = bounded && width;
      if (!width) continue;
      sum = sum + *width;
      if (most < *width) most = *width;
    }
    if (bounded) {
      point.left = most;
      point.left_on_average = sum / model::Rational(static_cast<std::int64_t>(by_value.size()));
    }
    points.push_back(std::move(point));
  }
  std::stable_sort(points.begin(), points.end(), [](Point const& a, Point const& b) {
    if (a.left.has_value() != b.left.has_value()) return a.left.has_value();
    if (!a.left) return false;
    if (*a.left != *b.left) return *a.left < *b.left;
    return *a.left_on_average < *b.left_on_average;
  });
  return points;
}

std::vector<Reach> Worlds::reach(Decision const& decision) const {
  std::vector<Reach> all;
  for (std::size_t n = 0; n < decision.awards.size(); ++n) {
    auto const& award = decision.awards[n];
    Tree whole;  // where nothing was tried, the award as it is
    whole.status = award.status;
    whole.value = award.value;
    whole.blockers = award.blockers;
    auto const followed = trees_.find(target_of(award));
    auto const tree =
        followed == trees_.end() ? std::make_shared<Tree const>(whole) : reduced(followed->second);
    Span span;
    gather(*tree, span);
    Reach one;
    one.award = n;
    one.statuses = span.statuses;
    one.nothing = span.nothing;
    one.least = span.least;
    one.most = span.most;
    one.mixed = span.mixed;
    one.bounded_below = !span.open && !span.mixed;
    one.bounded_above = one.bounded_below && !span.open_above;
    one.points = points_of(*tree);
    one.unbounded.assign(span.blockers.begin(), span.blockers.end());
    one.sampled =
        std::any_of(one.points.begin(), one.points.end(), [](Point const& point) { return !point.all; });
    one.limited = (span.open || one.sampled) && spent();
    all.push_back(std::move(one));
  }
  return all;
}

Reached reach(core::Program const& program, cases::Case const& facts, Options const& options) {
  Options quiet = options;
  quiet.explain = false;
  Worlds worlds(program, facts, quiet);
  Reached reached;
  reached.decision = worlds.decide();
  reached.awards = worlds.reach(reached.decision);
  reached.completions = worlds.runs() + 1;
  return reached;
}

}  // namespace convenio::run
