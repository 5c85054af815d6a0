// From the core to nodes. What no case changes is worked out here: calls for known States and words, the
// branches that they choose, when parties were bound. Private to this room. Knows no case.
#pragma once

#include <string>
#include <vector>

#include "engine/fast/machine.hpp"

namespace convenio::fast {

struct SpanSide;
struct SpanCondition;

class Compiler {
 public:
  explicit Compiler(Machine& machine) : m_(machine), p_(machine.program) {}

  void cell(Cell& cell);
  void fact(FactCell& cell);
  void award(AwardCell& cell);
  void question(QuestionCell& cell);
  Node const* closed(core::ExprId expr,
                     std::string const* asker);  // needs no more than `closed_slots` locals
  std::string const* asker(std::string_view name, std::string_view of, core::CitationId citation);

  static constexpr std::uint32_t closed_slots = 32;

 private:
  struct Scope {  // where an expression stands
    std::string const* asker = nullptr;
    Known known;  // locals whose value no case changes
    std::uint32_t slots = 0;
  };
  Node const* expression(core::ExprId id, Scope& scope);
  Node const* build(core::ExprId id, Scope& scope);
  Node const* leaving(char const* why, core::ExprId id, Scope const& scope);
  Node const* strict(core::ExprId id, Scope& scope);
  Node const* junction(core::ExprId id, Scope& scope);
  Node const* conditional(core::ExprId id, Scope& scope);
  Node const* match(core::ExprId id, Scope& scope);
  Node const* over_elements(Run run, core::ExprId id, Scope& scope);
  Node const* lookup(core::ExprId id, Scope& scope);
  Node const* instrument(core::ExprId id, Scope& scope);
  Node const* resolve(core::ExprId id, Scope& scope);
  Node const* call(core::ExprId id, Scope& scope);
  Node const* award_value(core::ExprId id, Scope& scope);

  std::vector<Node const*> clauses(core::PrecedenceId id, AwardCell& cell);
  Node const* body_of(core::Rule const& rule, Scope& scope);
  Node const* general(core::Rule const& rule, Scope& scope);
  Node const* parts(core::Rule const& rule, Scope& scope);
  Node const* versions(std::vector<core::Version> const& versions, Node const* date, std::string_view name,
                       Scope& scope);

  Node* node(Run run, std::vector<Node const*> kids, core::ExprId expr, Scope const& scope);
  Node const* constant(Reg value, core::ExprId expr, Scope const& scope);
  Node* local(std::uint32_t slot, core::ExprId expr, Scope const& scope);
  Node const* worked_out(Node const* made, core::ExprId id, Scope const& scope);
  // spans.cpp; none, null: the nodes are run
  std::optional<SpanSide> span_side(Node const* node);
  bool add_span_tests(Node const* node, SpanCondition& condition);
  SpanCondition* span_condition(Node const* condition);
  Node const* known_list(Node const& made, core::ExprId id, Scope const& scope);
  std::optional<Reg> known_answer(core::Rule const& rule, Known const& arguments);
  std::vector<Node const*> children(core::ExprId id, Scope& scope);
  void use_slot(Scope& scope, std::uint32_t slot);
  bool finite(core::TypeId type) const;
  Scope scope_of(std::string const* asker, Known known) const;

  core::Expr const& expr(core::ExprId id) const { return p_.expressions[id]; }
  core::Type const& type(core::ExprId id) const { return p_.types[expr(id).type]; }

  Machine& m_;
  core::Program const& p_;
  std::size_t locals_ = 0;  // places of code that read a frame or write to it
};

// A node whose value is known before any case.
bool is_constant(Node const* node);
bool is_finite(core::Program const& program, core::TypeId type);
// Of a kind that one word and its order say all about.
bool is_scalar(core::Program const& program, core::TypeId type);
// Its values point to the room of a case.
bool points(core::Program const& program, core::TypeId type);

// ---------------------------------------------------------------- what runs a node, by file

// operators.cpp
Run run_of(core::Program const& program, core::Expr const& e);  // of a strict operator
Reg run_constant(Node const& node, Machine& m);
Reg run_local(Node const& node, Machine& m);
Reg run_and(Node const& node, Machine& m);
Reg run_or(Node const& node, Machine& m);
Reg run_if(Node const& node, Machine& m);
Reg run_let(Node const& node, Machine& m);
Reg run_silent(Node const& node, Machine& m);
Reg run_in_force(Node const& node, Machine& m);
Reg run_match(Node const& node, Machine& m);
Reg run_leave(Node const& node, Machine& m);
Reg run_in_ranges(Node const& node, Machine& m);
Reg run_instrument(Node const& node, Machine& m);

// binders.cpp; `more` of a node is the SpanCondition that its condition is, if it is one
Run run_of_binder(core::Op op);
Reg run_carry(Node const& node, Machine& m);

// calls.cpp
Reg run_call(Node const& node, Machine& m);
Reg run_fact(Node const& node, Machine& m);
Reg run_lookup(Node const& node, Machine& m);
Reg run_versions(Node const& node, Machine& m);
Reg run_parts(Node const& node, Machine& m);
Reg run_exceptions(Node const& node, Machine& m);
Reg run_attribute(Node const& node, Machine& m);
Reg run_resolve(Node const& node, Machine& m);
Reg run_make_period(Node const& node, Machine& m);

// awarded.cpp
Reg run_award(Node const& node, Machine& m);

// choose.cpp
Reg run_route_field(Node const& node, Machine& m);

// What nodes know besides.
struct CallPlan {
  core::RuleId rule = none;
  Known known;                // of the arguments
  std::uint32_t dynamic = 0;  // finite arguments that only a case knows
  Cell* cell = nullptr;       // where all finite ones are known
  std::vector<std::pair<std::vector<Reg>, Cell*>> met;
  std::vector<Cell*> by_word;  // where its only argument is a State, word or truth: by index, as they are met
};
struct FactPlan {
  core::FactId fact = none;
  FactCell* cell = nullptr;  // where all arguments are known
  std::uint64_t when = 0;    // of a missing one: the case, and why
  Reg missing;
};
struct MatchPlan {
  std::vector<std::uint32_t> kid_of;  // by index; 0: none
  std::uint32_t otherwise = 0;
  core::TypeId subject = none;
};
struct ConversionPlan {
  bool way = false;  // there is one
  Reg factor;
  std::optional<model::RoundingMode> mode;
};
struct Ranges {
  std::vector<core::Validity> validities;
  bool contain(Reg date) const;
};
// Of States that only the case knows: when each that is met is a party, or each two are bound.
struct InstrumentPlan {
  core::Op op{};
  core::TextId text = none;  // of the agreement
  std::vector<std::pair<std::vector<Reg>, Ranges>> met;
};
Ranges ranges_of(core::Program const& program, core::Op op, core::TextId text,
                 std::vector<Reg> const& states);
bool never(core::Program const& program, core::Op op, core::TextId text, std::vector<Reg> const& states);
struct RowPlan {
  struct Key {
    core::Key::Kind kind{};
    Reg low, high;
  };
  std::vector<Key> keys;
  Node const* value = nullptr;
  std::optional<std::int64_t> enacted, known_to;
};
struct LookupPlan {
  core::TableId table = none;
  std::string const* asker = nullptr;
  std::vector<RowPlan> rows;
  std::uint32_t date_key = none;
  Cell* decided_on = nullptr;
};
struct VersionPlan {
  struct One {
    core::Validity validity;
    std::optional<model::Date> enacted;
    Node const* body = nullptr;
  };
  std::vector<One> all;
  std::string name;
  Cell* decided_on = nullptr;
};
struct PartPlan {
  struct One {
    std::vector<std::pair<std::uint32_t, Reg>> patterns;  // of arguments that only a case knows
    Node const* body = nullptr;
  };
  std::vector<One> all;
  core::RuleId rule = none;
  std::uint32_t parameters = 0;
};
struct ExceptionPlan {
  core::RuleId rule = none;
  std::vector<Node const*> conditions, bodies;
  std::vector<std::string const*> askers;  // of them
  Node const* general = nullptr;
};
struct AwardPlan {
  model::AwardId award{};
  core::Op op{};                     // award, awarded or granted_by
  std::vector<Node const*> sources;  // of its lists
  std::vector<core::TypeId> types;   // of the arguments, as they are written
};
struct AttributePlan {
  std::uint32_t attribute = none;
  Node const* fallback = nullptr;
};
struct ResolvePlan {
  core::PrecedenceId precedence = none;
  struct One {
    Node const* condition = nullptr;
    SpanCondition const* tests = nullptr;  // the same, if it is such
    std::string const* asker = nullptr;
  };
  std::vector<One> clauses;
  std::uint32_t slots = 0;
  std::uint32_t arguments = 0;
  model::AbsencePtr open_reason;
  std::vector<Reg> locals;  // while it runs
};

}  // namespace convenio::fast
