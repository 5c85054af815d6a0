// Why an open decision asks for a fact: what its values give in the completions that were tried. The trees
// are those of worlds.hpp.
#include <algorithm>

#include "engine/run/worlds.hpp"

namespace convenio::run {

// Whether the trees have two decided results under one choice of values for what else is open. No more is
// compared once nothing is left.
bool Worlds::differ(Tree const& a, Tree const& b, cases::Choices& choices, std::size_t& left) {
  if (&a == &b || left == 0) return false;
  --left;
  bool const first = !a.subject.empty();
  Tree const& asks = first ? a : b;
  if (asks.subject.empty()) return a.decided() && b.decided() && !same(a, b);
  auto const chosen = choices.find(asks.subject);
  for (std::size_t n = 0; n < asks.branches.size(); ++n) {
    if (!asks.branches[n] || (chosen != choices.end() && chosen->second != asks.places[n])) continue;
    if (chosen == choices.end()) choices[asks.subject] = asks.places[n];
    bool const found =
        first ? differ(*asks.branches[n], b, choices, left) : differ(a, *asks.branches[n], choices, left);
    if (chosen == choices.end()) choices.erase(asks.subject);
    if (found) return true;
  }
  return false;
}

// For one point of one tree.
Because Worlds::because(Tree const& tree, std::string const& subject, std::size_t& left) {
  if (tree.subject.empty()) {
    bool const waits =
        !tree.decided() && std::any_of(tree.blockers.begin(), tree.blockers.end(),
                                       [&](auto const& one) { return one.subject == subject; });
    return waits ? Because::not_all_tried : Because::with_others;
  }
  bool every = tree.subject != subject || tree.all;
  for (std::size_t n = 0; n < tree.branches.size(); ++n) {
    if (!tree.branches[n]) continue;
    for (std::size_t m = 0; tree.subject == subject && m < n; ++m) {
      cases::Choices choices;
      if (tree.branches[m] && differ(*tree.branches[m], *tree.branches[n], choices, left))
        return Because::two_results;
    }
    if (tree.subject == subject) continue;
    auto const below = because(*tree.branches[n], subject, left);
    if (below == Because::two_results) return below;
    every = every && below == Because::with_others;
  }
  return every && left > 0 ? Because::with_others : Because::not_all_tried;
}

std::map<std::string, Because> Worlds::because(std::vector<TreePtr> const& open) {
  std::size_t left = 100'000;  // comparisons of two results
  std::map<std::string, Because> all;
  for (auto const& tree : open) {
    std::vector<Blocker> named;
    name_what_matters(*tree, named);
    std::set<std::string> subjects;
    for (auto const& blocker : named) subjects.insert(blocker.subject);
    for (auto const& subject : subjects) {
      auto const one = because(*tree, subject, left);
      auto const [found, fresh] = all.try_emplace(subject, one);
      if (one == Because::two_results ||
          (one == Because::not_all_tried && found->second == Because::with_others))
        found->second = one;
    }
  }
  return all;
}

}  // namespace convenio::run
