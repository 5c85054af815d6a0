// The working state of one evaluation, private to this room: frames, memo, trace and step count.
// One object serves one case. It evaluates strictly from left to right, so that a run has one order only.
// Laid out by hand, as a table to read.
// clang-format off
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/ops/absences.hpp"
#include "engine/ops/budget.hpp"
#include "engine/ops/kernel.hpp"
#include "engine/run/consensus.hpp"
#include "engine/run/evaluate.hpp"
#include "engine/run/grounds.hpp"

namespace convenio::run {

using core::CitationId;
using core::ExprId;
using core::RuleId;
using model::Blocker;
using model::Extent;
using model::History;
using model::HistoryPtr;
using model::Period;
using model::Value;
using ops::Absences;

inline constexpr std::uint32_t call_depth_limit = 2'000;
inline constexpr std::uint32_t nesting_limit = 2'500;  // expressions inside expressions, through all calls
inline constexpr std::size_t explanation_limit = 200'000;  // nodes; long values count more
inline constexpr std::size_t combinations_limit = 10'000;  // awards and answers of a decision
inline constexpr std::uint64_t decision_limit = 200'000;   // parts of all of them as they are written out
inline constexpr std::uint64_t explained_limit = std::uint64_t{64} * 1024 * 1024;  // bytes of values in the explanation
inline constexpr std::size_t path_limit = 1'024;            // bytes of a fact with its arguments
inline constexpr std::size_t bytes_per_step = 1'024;         // of a text that is copied
inline constexpr std::size_t free_blockers = 100;     // of one value; more cost steps
inline constexpr std::uint64_t steps_per_blocker = 8;
inline constexpr std::size_t unknown_guards_limit = 12;  // exceptions of one rule whose completions are tried

struct Result {  // a value and the step that gave it
  Value value;
  NodeId node = none;
};

struct Asker {                // who is named when a fact is missing
  std::string_view name, of;  // "totalised" of "pension"
  CitationId citation = none;
};

struct Frame {
  Asker asker;
  std::vector<Result> locals;
  void set(std::uint32_t slot, Result result);
};

struct CallKey {
  RuleId callee;
  std::vector<Value> arguments;
};
// What a call gave. Its step names the steps of its arguments: the same values may come from other steps, and then the
// call has a step of its own for these.
struct Kept {
  Result result;
  Grounds::Entry rests_on = none;
  std::vector<NodeId> arguments;
  NodeId first = none;  // of its steps
  std::map<std::vector<NodeId>, NodeId> others;
};
struct CallLess {
  bool operator()(CallKey const& a, CallKey const& b) const;
};

class Evaluator {
 public:
  Evaluator(core::Program const& program, cases::Case const& facts, Options const& options);

  // Whether an award or a question is to be evaluated for these arguments; all, where none is given.
  enum class Sought : std::uint8_t { award, question };
  using Only = std::function<bool(Sought, std::uint32_t id, std::vector<Value> const& arguments)>;

  Decision decide();
  // Whether the lists of an award or a question are drawn up at all; of all, where none is given.
  using Kinds = std::function<bool(Sought, std::uint32_t id)>;
  // Of what was evaluated outside of a decision.
  Explanation const& explanation() const { return explanation_; }
  // Adds the particulars to the awards of what decide() gave, with their steps and what they rest on.
  void state_particulars(Decision& decision);
  void ask_only_for(Kinds kinds) { kinds_ = std::move(kinds); }
  Decision decide(Only only);
  // What is told of one kind of award, in a decision of its own.
  Decision decide(model::AwardId award, Only only);
  Value condition(RuleId rule);
  std::vector<cases::FactKey> unanswered() const;  // asked for, and not known
  std::vector<cases::FactKey> asked() const;
  std::set<std::string> const& read_certificates() const { return read_certificates_; }  // ids of periods
  Value closed(ExprId expr, std::uint32_t slots);
  // The awards of one declaration, in the order of its lists. What keeps a list from being known goes to
  // `blockers`.
  std::vector<Awarded> awards(model::AwardId award, Absences& blockers);

 private:
  using Results = std::vector<Result>;
  using Nodes = std::vector<NodeId>;

  // expressions.cpp
  Result evaluate(ExprId id, Frame& frame);
  // A type whose unit is that of a state which the frame knows.
  core::TypeId told(core::TypeId type, Frame const& frame) const;
  void afford(Result& result, Asker const& asker);
  Result dispatch(ExprId id, Frame& frame);
  Results children(ExprId id, Frame& frame);
  struct Steps {  // the values of the operands, and the steps that gave them
    std::vector<Value> values;
    Nodes nodes;
  };
  Steps operands(ExprId id, Frame& frame);
  Result strict(ExprId id, Frame& frame);
  std::optional<bool> within_limits(ExprId id, std::vector<Value> const& operands, Frame& frame);
  Value apply(ExprId id, std::vector<Value> const& operands, Asker const& asker);
  Result constant(ExprId id);
  Result junction(ExprId id, Frame& frame);
  Result conditional(ExprId id, Frame& frame);
  Result match(ExprId id, Frame& frame);
  Result let(ExprId id, Frame& frame);
  Result in_force(ExprId id, Frame& frame);
  Result silent(ExprId id, Blocker::Kind kind, Frame& frame);
  core::Expr const& expr(ExprId id) const { return program_.expressions[id]; }
  core::Type const& type_of(ExprId id) const { return program_.types[expr(id).type]; }

  // facts.cpp
  Result fact(ExprId id, Frame& frame);
  struct AskedFact {
    std::optional<Result> known;
    std::string path = {};                    // "" until a text names the fact
    std::map<std::string, NodeId> open = {};  // the step of each asker, while the fact is missing
    std::uint32_t fallback = none;            // of the grounds, where its default was taken
  };
  using Asked = std::pair<cases::FactKey const, AskedFact>;
  std::string const& path_of(Asked& asked_for);
  bool too_long(core::FactId id, std::vector<Value> const& arguments) const;
  Value path_fault(core::FactId id, Asker const& asker) const;
  Result missing_fact(Asked& asked_for, Frame const& frame);
  Result fallback(Asked& asked_for, Results arguments, Frame const& frame);
  std::uint32_t take_default(std::string const& path, core::Fact::Role role, Value const& value, core::TypeId type);

  // periods.cpp: what needs no rule but is no strict operator either
  Result period_attribute(ExprId id, Frame& frame);
  Result make_period(ExprId id, Frame& frame);

  // comprehensions.cpp
  struct Items {  // what a binder or a generator runs over
    std::vector<Value> values;
    std::vector<model::Doubt> doubts;
  };
  Items items_of(Value const& source);
  Result binder(ExprId id, Frame& frame);
  Value those(ExprId id, Frame& frame, Result const& source, Nodes& inputs);
  Value decide_all(ExprId id, Frame& frame, Result const& source, Nodes& inputs);
  Value fold(ExprId id, Frame& frame, Result const& source, Nodes& inputs);
  Value first(ExprId id, Frame& frame, Result const& source, Nodes& inputs);
  Value total(ExprId id, std::vector<Value> const& items, Frame const& frame);
  Value holds(ExprId id, Frame& frame, Value const& item, std::uint32_t position, Result const& source,
              Nodes& inputs);
  bool excluded(ExprId id, Frame& frame, model::Doubt const& doubt, std::uint32_t& position,
                Result const& source, Nodes& inputs, Absences& missing);
  Result carry(ExprId id, Frame& frame);

  // sayings.cpp
  struct Spoken {  // a value of which there are sentences
    NodeId node = none;
    RuleId rule;
    std::vector<core::Saying> const* sayings = nullptr;
    std::vector<Value> locals;
  };
  void remember(RuleId rule, std::uint32_t exception, Results const& arguments, NodeId node);
  void say();

  // rules.cpp, lookups.cpp
  struct Outcome {  // how a rule came to its value
    Value value;
    std::uint32_t exception = none;
    std::string how;
    CitationId citation = none;
  };
  Result call(ExprId id, Frame& frame);
  Result called(RuleId id, Results arguments, Asker const& asker);
  Result invoke(RuleId id, Results arguments);
  NodeId step_for(Kept& kept, Results const& arguments);
  Outcome general(core::Rule const& rule, Frame& frame, Nodes& inputs);
  Outcome with_exceptions(core::Rule const& rule, Frame& frame, Nodes& inputs);
  Outcome outcome(core::Rule const& rule, std::vector<std::uint32_t> const& left, Frame& frame,
                  Nodes& inputs);
  Outcome version(std::vector<core::Version> const& versions, Value date, Frame& frame, Nodes& inputs);
  struct Answers {  // positions of rows or versions that answer; several while the day of decision is not known
    std::vector<std::uint32_t> possible;
    Value day = {};
  };
  using Fitting = std::vector<std::pair<std::uint32_t, std::optional<model::Date>>>;  // and when they became law
  Answers as_known(Fitting const& fitting, Nodes& inputs);
  Outcome version_of(std::vector<core::Version> const& versions, model::Date date, Frame& frame, Nodes& inputs);
  Outcome part(core::Rule const& rule, Frame& frame, Nodes& inputs);
  Outcome part_body(core::Rule const& rule, core::Part const& part, Frame& frame, Nodes& inputs);
  Value conflict(core::Rule const& rule, std::vector<std::uint32_t> const& left, Asker const& asker) const;
  Result lookup(ExprId id, Frame& frame);
  Value row_value(core::Table const& table, std::uint32_t row, std::vector<Value> const& keys, Asker const& asker,
                  Nodes& inputs);

  // What the case supplies in place of a value that is not encoded; none: nothing that fits.
  std::uint32_t supplied(cases::Supplied::Kind kind, std::uint32_t index, std::vector<Value> const& arguments,
                         Value const& lacking);

  // What a test gives in place of whatever the rules say.
  Value const* given(cases::Supplied::Kind kind, std::uint32_t index, std::vector<Value> const& arguments) const;

  // resolution.cpp, precedence.cpp
  Result resolve(ExprId id, Frame& frame);
  model::Verdict verdict(core::Precedence const& precedence, Frame& frame, Result const& a, Result const& b,
                         Nodes& inputs);
  Value open_reason(core::Precedence const& precedence) const;
  std::string describe(Value const& side) const;

  // awards.cpp, choice.cpp
  using Combination = std::function<void(Frame&)>;
  void enumerate(Sought sought, std::vector<core::Generator> const& generators, std::size_t position,
                 Frame& frame, Absences& blockers, Combination const& each);
  void rest_on_lists();
  void pay(Awarded& awarded, Frame& frame);
  void state_particulars(Awarded& awarded, Frame& frame);
  void rest_on_particulars(Decision& decision) const;
  Awarded award(model::AwardId id, Frame& frame);
  RouteResult route(model::AwardId id, std::uint32_t position, Frame& frame);
  Awarded const& asked_award(model::AwardId id, Results arguments);
  std::optional<Value> arises(model::AwardId id, Results const& arguments, Asker const& asker);
  Result award_value(ExprId id, Frame& frame);
  void choose(Awarded& awarded, Frame const& arguments, Nodes& inputs);
  void settle_without_grant(Awarded& awarded) const;
  void rest_on_routes(Awarded const& awarded, std::vector<Grounds::Entry> const& routes);
  void questions(Decision& decision, Absences& blockers);
  bool asked_for(std::vector<core::Generator> const& generators, Frame& frame);
  bool lacks_its_lists(std::vector<core::Generator> const& generators, Frame& frame);
  cases::Notice nothing_asked() const;
  void not_claimed(model::AwardId id, std::vector<Awarded> const& awarded, std::vector<cases::Notice>& notices);
  std::optional<Awarded> award_for(model::AwardId id, std::vector<Value> const& arguments);
  Answer answer(core::QuestionId id, Frame& frame);

  // trace.cpp
  NodeId record(Node&& node);
  Result traced(ExprId id, Results const& operands, Value value);
  Result traced(ExprId id, Nodes inputs, Value value);
  Result element(ExprId binder, std::uint32_t position, Result const& source, Value const& item,
                 Asker const& asker);
  Nodes nodes_of(Results const& results) const;
  Nodes node_of(Result const& result) const;
  std::string label(std::string_view name, std::vector<core::TypeId> const& types,
                    std::vector<Value> const& values) const;
  std::string brief(Value const& value, core::TypeId type) const;
  void use(CitationId citation) { grounds_.cite(citation); }
  void use_text(core::TextId text) { grounds_.text(text); }
  void use_units(core::Expr const& e, std::vector<Value> const& operands);
  void remarks(Decision& decision);
  void read_certificates_of(ExprId id, std::vector<Value> const& operands);
  void tell_unread_certificates(Decision& decision) const;
  void finish(Decision& decision);

  // costs.cpp: what is kept, and how much a decision says
  void keep(std::vector<Value> const& arguments);
  bool keep(CallKey const& key, Value const& result);
  bool says(Extent extent);
  void fit(Awarded& awarded);
  void fit(Answer& answer);
  void fit(std::vector<DefaultTaken>& defaults, std::vector<Blocker>& blockers);
  Value agreed(Consensus const& consensus, Asker const& asker);

  // limits and faults
  Value fault(Blocker::Kind kind, std::string subject, Asker const& asker) const;
  Value step_fault(Asker const& asker) const;
  Value kept_fault(Asker const& asker) const;
  Value depth_fault(Asker const& asker) const;
  ops::Context context() { return {program_, budget_}; }
  Value asked(Value value, Asker const& asker) const;  // names the asker in blockers that name none
  std::string asked_by(Asker const& asker) const;

  core::Program const& program_;
  cases::Case const& case_;
  Options options_;
  ops::Budget budget_;
  std::uint32_t nesting_ = 0, calls_ = 0;
  Frame const* frame_ = nullptr;  // of the expression at hand
  std::map<CallKey, Kept, CallLess> memo_;
  struct KnownAward {
    Awarded awarded;
    Grounds::Entry rests_on = none;
  };
  std::map<model::AwardId, std::map<CallKey, KnownAward, CallLess>>
      awarded_;  // the callee of these keys says nothing
  std::set<std::size_t> supplied_;           // positions of those that were used
  std::map<cases::FactKey, AskedFact> facts_;
  std::map<ExprId, NodeId> constants_;
  std::set<std::string> read_certificates_;
  std::map<std::string, DefaultTaken> defaults_;
  Grounds grounds_;
  std::vector<Grounds::Entry> lists_;  // of the generators around what is evaluated
  std::map<std::string, std::uint32_t> default_numbers_;  // by path
  Explanation explanation_;
  std::size_t explanation_weight_ = 0;
  std::size_t combinations_ = 0;
  std::uint64_t decided_ = 0;                // parts of awards and answers
  ops::Account explained_;
  bool explanation_cut_ = false;
  Only only_;
  Kinds kinds_;
  std::vector<TriedFact> tried_;
  std::vector<Spoken> spoken_;
  std::vector<std::pair<NodeId, NodeId>> copies_;  // of steps: the first one, and one beside other arguments
};

// The case does not say, and nothing else stands in the way.
bool unstated(Value const& value);

}  // namespace convenio::run
