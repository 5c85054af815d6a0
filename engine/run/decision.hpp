// What an evaluation says: awards with their routes, answers, and the graph that explains every number.
// Plain data for renderers. Knows no evaluator and no output format.
// Laid out by hand, as a table to read.
// clang-format off
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/cases/case.hpp"
#include "engine/core/program.hpp"

namespace convenio::run {

using model::none;
using NodeId = model::Id<struct NodeTable>;

enum class Status : std::uint8_t { granted, at_least, refused, not_applicable, undetermined, not_encoded, undefined, conflict };
char const* name(Status status);  // "granted", "not_applicable", ...

// at_least: granted, and what could not be compared can only raise the amount. Of awards only.
// The status that an absent value stands for: undetermined if any fact, judgement or discretion blocks, else
// not_encoded (what a drafter or an officer can still settle), else conflict, else undefined (text silent, or
// impossible, or limit), else not_applicable (not in force).
Status status_of(model::Absence const& absence);

// One step of the explanation graph. Inputs come before their users; a memoised call is one node, many
// users. Inputs of an operation are its operands in order, as far as they were evaluated: `and` stops where
// it is decided, `if` has the condition and the branch taken (both, while the condition is unknown). A
// binder has its source, then for each element the condition and the value. An operation with op `local` is
// one element: `a` the binder's (or generator's) expression, `b` the place, the source its only input; or
// `this` and `other` of a resolution. Names bound by `let` are no steps. A rule has its arguments, the
// conditions of its exceptions, then what decided. A lookup has its keys, then the row's value; a route
// `when`, `entitled`, `grants`; an award its routes, then the conditions of the clauses that were asked for
// each two routes, each clause both ways. A resolution has its operands, then for each two periods these two and
// the conditions asked. The value of a
// refused or not applicable route or award is absent and has no blockers, unless a text is not in force.
// A sentence of the rules that holds of a value, with the values of its places.
struct Said {
  core::Saying const* saying = nullptr;  // of the program
  std::vector<model::Value> places;      // in the order of the saying's
};

struct Node {
  enum class Kind : std::uint8_t {
    rule,        // a: rule; b: position of the exception that decided, or none; label: how (version, part)
    fact,        // a: fact
    lookup,      // a: table; b: row
    operation,   // a: expression; op in `op`
    resolution,  // a: precedence; `value` is the history with its ledger
    route,       // a: award; b: route
    award        // a: award; b: chosen route
  };
  Kind kind{};
  core::Op op{};
  std::uint32_t a = none, b = none;
  std::string label;                 // "own_days(BR)", "reference_earnings(BR)"
  core::CitationId citation = none;
  core::TypeId type = none;
  model::Value value;
  std::vector<NodeId> inputs;
  bool supplied = false;             // the case gives the value, which is not encoded
  std::vector<Said> said = {};       // of a rule, where sentences are asked for
};

struct Explanation { std::deque<Node> nodes; };  // a node stays where it is while others are added

struct RouteResult {
  std::uint32_t route = none;
  Status status{};
  model::Value value;                // granted
  std::vector<model::Blocker> blockers;
  NodeId node = none;                // none when explanations are off
  bool applies = false;              // for certain: what it applies to is known to be so
  bool never = false;                // open, and not entitled whatever its condition turns out to be
  bool moot = false;                 // open, and however it turns out the award stays as it is
  std::optional<model::Value> would = {};  // open for what no fact settles; what it would grant is known all the same
};

// A point of the case that is open, of which every possible value was tried.
struct Tried {
  std::string subject;               // as blockers name it
  std::string among = {};            // "1950-01-01 to 1950-12-31"
  std::size_t count = 0;             // of the values that can be
  std::size_t impossible = 0;        // values that a condition of cases rules out
  std::string value = {};            // the one that the explanation follows
};

// What is said of an award besides its amount, by a rule of its own; nothing of the decision hangs on it.
struct ParticularResult {
  std::uint32_t particular = none;   // of the award
  Status status{};                   // granted stands for stated
  model::Value value;
  std::vector<model::Blocker> blockers;
  NodeId node = none;
};

struct Bounds { model::Value least, most; };  // both included; the most is absent where nothing bounds it

struct Awarded {
  model::AwardId award = none;
  std::vector<model::Value> arguments;
  std::string label;                 // "pension(BR, old_age)"
  Status status{};
  std::uint32_t route = none;        // the chosen one
  model::Value value;                // granted, and at_least: the least amount
  std::vector<RouteResult> routes;
  std::vector<std::uint32_t> clauses;  // of the precedence: those that decided between routes
  std::vector<model::Blocker> blockers;
  std::vector<model::Blocker> contested = {};  // granted by one route or another that would grant the same: why the other is open
  NodeId node = none;
  model::Value payments = {};               // of a granted one: how often it is paid in a year; absent where nothing says so
  NodeId payments_node = none;
  std::vector<ParticularResult> particulars;  // of a granted one; of any, those that are always stated
  std::vector<Tried> same_for;       // it is known, and the same, whichever of their values is the true one
  std::vector<std::uint32_t> also_by;  // other routes that grant it for other values of these
  std::optional<Bounds> bounds;      // undetermined, but granted in every completion, between these
  bool narrowed = false;             // undetermined, without the reasons that make no difference in any completion
};

struct Answer {
  core::QuestionId question = none;
  std::vector<model::Value> arguments;
  std::string label;
  Status status{};                   // granted stands for answered
  model::Value value;
  std::vector<model::Blocker> blockers;
  NodeId node = none;
  NodeId when = none;                // the condition under which it is asked
  std::vector<Tried> same_for;
  bool narrowed = false;
};

struct TriedFact {                   // a fact of the explanation that holds one of several values
  NodeId node = none;
  std::vector<Tried> parts;
};

struct DefaultTaken {                // an election not made, a discretion not exercised, an attribute not stated
  std::string fact;                  // fact path
  core::Fact::Role role{};
  model::Value value;
  core::TypeId type = none;
};

// Why an open fact is asked for: what its values give in the completions that were tried, all else being equal.
enum class Because : std::uint8_t {
  two_results,                       // two of them give two results
  with_others,                       // each was tried, and waits for what else is missing
  not_all_tried                      // there are more of them than were tried
};
char const* name(Because because);

struct GoverningDate {               // of a text that was asked for one
  core::TextId text = none;
  model::Value date;                 // absent: not known
};

struct Decision {
  std::string case_id;
  std::string case_identity;                 // cases::Case::identity
  std::vector<GoverningDate> dates;          // in the order of the texts
  std::vector<Awarded> awards;
  std::vector<Answer> answers;
  std::vector<model::Blocker> blockers;      // of generators and conditions of awards and questions
  std::vector<DefaultTaken> defaults;
  std::vector<std::string> unused_facts;     // given, and read by no rule
  std::vector<cases::Supplied> supplied;     // those that were used, in the order of the case
  std::vector<cases::Notice> notices;
  std::vector<core::InterpretationId> interpretations;  // used anywhere, in program order
  std::vector<core::TextId> texts;                      // likewise
  std::vector<TriedFact> tried;                         // by node
  std::map<std::string, std::string> notes;             // by fact: what the case says beside one that is not known
  std::map<std::string, Because> because;               // by subject; not_all_tried where nothing is said
  Explanation explanation;
  std::uint64_t steps = 0;
};

}  // namespace convenio::run
