// What a case may be: one evaluation for each way in which its open points can turn out. An award is known
// when every completion gives the same; what cannot change it is not asked for. Knows decisions and openings;
// knows no operator. Private to this room.
//
// First the evaluation in which open points are absent. Awards and answers that it leaves undetermined are
// followed along the points that their reasons name, one after another, until they are decided; only points
// with few values are followed. Each value of a point has its share of what is left of evaluations and routes,
// so that a result which is hard to follow does not keep another from being known. Evaluators count these alike;
// steps, of which the fast one knows a bound only, are the last limit and seldom met. Where the bounds are met, or
// where a point has too many values, some are tried and nothing becomes known by them; that two of them
// differ still says that the point matters.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/cases/openings.hpp"
#include "engine/run/evaluator.hpp"
#include "engine/run/plain.hpp"
#include "engine/run/reach.hpp"

namespace convenio::run {

inline constexpr std::size_t completions_limit = 2'000;        // evaluations of one case
inline constexpr std::size_t completion_routes = 100'000;      // of the awards asked in all of them
inline constexpr std::uint64_t completion_steps = 40'000'000;  // of all of them together
inline constexpr std::size_t candidates_limit = 400;           // values of one point that are all tried

class Worlds {
 public:
  // `plain`: who evaluates; none: the reference evaluator.
  Worlds(core::Program const& program, cases::Case const& facts, Options const& options,
         Plain* plain = nullptr)
      : program_(program), case_(facts), options_(options), plain_(plain) {}
  Decision decide();
  Decision decide(model::AwardId award);                     // that kind of award alone
  std::vector<Reach> reach(Decision const& decision) const;  // of the awards of what decide() gave
  std::size_t runs() const { return runs_; }                 // completions that were evaluated

 private:
  struct Target {  // an award or answer; `lists` stands for what awards and questions arise
    bool lists = false;
    Evaluator::Sought kind{};
    std::uint32_t id = none;
    std::vector<Value> arguments = {};
    bool operator<(Target const& other) const;
  };
  using Targets = std::set<Target>;

  // What a target is in the completions of some choices: a result, or one tree for each value of a point.
  struct Tree;
  using TreePtr = std::shared_ptr<Tree const>;
  struct Tree {
    bool arises = true;
    Status status{};
    std::uint32_t route = none;
    Value value, payments;
    std::vector<Blocker> blockers;    // of a result; of a point: those that ask for it
    std::string subject;              // of a point; "" of a result
    std::vector<std::size_t> places;  // of the values that were tried
    std::vector<TreePtr> branches;    // one for each; null: impossible
    bool all = true;                  // every value was tried

    bool decided() const;
  };
  using Trees = std::map<Target, TreePtr>;
  static bool same(Tree const& a, Tree const& b);
  static TreePtr reduced(TreePtr const& tree);
  static void name_what_matters(Tree const& tree, std::vector<Blocker>& blockers);
  // Reasons of the results that no fact settles; whether every completion was tried.
  static bool name_what_no_fact_settles(Tree const& tree, std::vector<Blocker>& blockers);
  static void granting_routes(Tree const& tree, std::set<std::uint32_t>& routes);
  static bool extremes(Tree const& tree, std::optional<Bounds>& bounds);
  static bool choose(Tree const& tree, cases::Choices& choices);
  // The points of a tree, and how many values of each a case can have.
  static void points(Tree const& tree, std::map<std::string, std::size_t>& possible);

  void add_notes(Decision& decision) const;
  Decision settle(Evaluator* base, Decision decision);
  void note(Evaluator const& evaluator);
  void note_missing(std::vector<cases::FactKey> const& unanswered);
  Trees results_of(Decision const& decision);
  std::string point_of(Tree const& result) const;
  bool may_be_settled(Tree const& result) const;
  std::optional<Trees> explore(cases::Choices const& choices, Targets const* targets);
  Trees follow(cases::Choices const& choices, Trees results);
  void branch(cases::Choices const& choices, std::string const& subject, Targets const* targets,
              Trees& results);
  std::vector<std::size_t> places_of(cases::Opening const& opening, bool& all) const;
  std::optional<Decision> run(cases::Choices const& choices, Evaluator::Only only, bool explain,
                              Targets const* alone = nullptr);
  void spend(Decision const& decision);
  Decision evaluated(Evaluator& evaluator, Evaluator::Only only) const;
  Plain::Kinds kinds_alone() const;  // of the one kind of award that is decided; none: of all

  // `base` is the evaluator that gave the decision; none where another one did.
  void conclude(Evaluator* base, Decision& decision, Trees const& trees);
  void rest_on_what_stays(Decision& decision, Targets const& known) const;
  Targets explain(Evaluator* base, Decision& decision, Trees const& trees, Targets known);
  void take(Evaluator* base, Decision& decision, Decision world, cases::Choices const& choices,
            Trees const& trees);
  void leave_open(Decision& decision, Target const& target, Tree const& reduced);

  // because.cpp
  static bool differ(Tree const& a, Tree const& b, cases::Choices& choices, std::size_t& left);
  static Because because(Tree const& tree, std::string const& subject, std::size_t& left);
  static std::map<std::string, Because> because(std::vector<TreePtr> const& open);
  Tried tried(std::string const& subject, cases::Choices const& choices) const;

  // reach.cpp
  struct Span;
  static void gather(Tree const& tree, Span& span);
  static void gather(Tree const& tree, std::string const& subject, Span& without,
                     std::map<std::size_t, Span>& by_value);
  static void find_points(Tree const& tree, std::map<std::string, Point>& points);
  std::vector<Point> points_of(Tree const& tree) const;

  static Target target_of(Awarded const& awarded);
  static Target target_of(Answer const& answer);

  core::Program const& program_;
  cases::Case const& case_;
  Options options_;
  Plain* plain_ = nullptr;
  std::optional<model::AwardId> award_;
  std::unique_ptr<cases::Openings> openings_;
  Targets known_;                     // without any choice
  std::vector<Target> order_;         // in which targets were met
  std::map<Target, Awarded> awards_;  // as they were met first
  std::map<Target, Answer> answers_;
  std::set<cases::FactKey> asked_;
  std::set<std::string> read_certificates_;
  struct Limits {
    std::size_t runs = completions_limit;
    std::size_t routes = completion_routes;
  };
  bool spent() const {
    return runs_ >= limits_.runs || routes_ >= limits_.routes || steps_ >= completion_steps;
  }
  Limits share_of(std::size_t values) const;
  Limits limits_;  // of what is followed now
  std::size_t runs_ = 0;
  std::size_t routes_ = 0;
  std::uint64_t steps_ = 0;
  Trees trees_;  // of what was followed
};

}  // namespace convenio::run
