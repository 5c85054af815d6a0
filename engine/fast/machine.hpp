// The fast evaluator: the core, compiled as it is asked for, run without an explanation. The reference
// evaluator (engine/run) defines the meaning; what this one does not do the same way it leaves to it, a case
// at a time. One machine serves one thread, case after case; the program must outlive it.
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "engine/cases/case.hpp"
#include "engine/core/program.hpp"
#include "engine/fast/code.hpp"
#include "engine/fast/room.hpp"
#include "engine/ops/kernel.hpp"
#include "engine/run/decision.hpp"
#include "engine/run/plain.hpp"

namespace convenio::fast {

Reg number(model::Rational const& number);

struct RouteOutcome {
  run::Status status{};
  bool right = false;  // it applies, and the person is entitled; the amount may be open
  Reg value, missing;
  bool applies = false, never = false, moot = false;
  bool would = false;  // open for what no fact settles, and `value` is what it would grant
};
struct AwardOutcome {
  AwardCell const* cell = nullptr;
  std::uint32_t first_argument = 0, first_route = 0;
  run::Status status{};
  std::uint32_t route = none;
  Reg value, missing;                  // granted; what is missing otherwise, or may raise it
  Reg payments{0, 0};                  // in a year; absent where nothing says so
  std::vector<std::uint32_t> clauses;  // that decided between routes
  Reg contested{1, 1};                 // there: by no other route; else why another is open that would grant the same
};
struct AnswerOutcome {
  QuestionCell const* cell = nullptr;
  std::uint32_t first_argument = 0;
  run::Status status{};
  Reg value, missing;
};
// Of one case; what it points to lives until the next begins.
struct Outcomes {
  std::vector<AwardOutcome> awards;
  std::vector<RouteOutcome> routes;
  std::vector<AnswerOutcome> answers;
  std::vector<Reg> arguments;
  Reg missing;  // what keeps awards and answers from arising
};

class Machine {
 public:
  explicit Machine(core::Program const& program);
  ~Machine();
  Machine(Machine const&) = delete;
  Machine& operator=(Machine const&) = delete;

  // Awards, answers and what keeps them from arising, as the reference evaluator has them. Of the texts,
  // defaults and notices of a decision nothing is said, nor of the clauses of an explanation. nullopt: left
  // to the reference.
  std::optional<run::Decision> decide(cases::Case const& facts);
  // The same of one kind of award alone, and the value of an expression that stands in no rule.
  std::optional<run::Decision> decide(cases::Case const& facts, model::AwardId award);
  std::optional<model::Value> value(cases::Case const& facts, core::ExprId expr);
  // The same before anything that is open is tried, not written out yet; null: left to the reference.
  Outcomes const* evaluate(cases::Case const& facts);
  // What decide() says of the case that was evaluated last.
  std::optional<run::Decision> decide_evaluated();
  // Of outcomes of that case.
  run::Awarded written(AwardOutcome const& outcome);
  run::Answer written(AnswerOutcome const& outcome);
  std::string const& left_because() const { return left_because_; }

  // ---------------------------------------------------------------- for the completions of a case
  // Of those that are sought, as run::Plain says; all, if both are empty. null: no case can be so. Throws
  // Leave.
  Outcomes const* evaluate_all(cases::Case const& facts, run::Plain::Only const& only,
                               run::Plain::Kinds const& kinds);
  run::Decision written(cases::Case const& facts);
  std::vector<cases::FactKey> unanswered() const;

  // ---------------------------------------------------------------- for nodes
  core::Program const& program;
  Arena arena;
  Absent absent;
  Reg* frame = nullptr;  // the locals of the cell that runs
  std::vector<Span> scratch;

  // Room for values that are worked out one after another, on the stack: a frame may begin with them.
  class Arguments {
   public:
    Arguments(Machine& machine, std::uint32_t count) : m_(machine), values_(machine.top_) {
      machine.top_ += count;
      if (machine.top_ > machine.limit_) {
        machine.top_ = values_;
        throw Leave{"calls are nested deeply"};
      }
    }
    ~Arguments() { m_.top_ = values_; }
    Arguments(Arguments const&) = delete;
    Arguments& operator=(Arguments const&) = delete;
    Reg& operator[](std::uint32_t n) { return values_[n]; }
    Reg const* values() const { return values_; }

   private:
    Machine& m_;
    Reg* values_;
  };
  // What is run counts the steps that the reference evaluator takes for it, as nearly as they are known here.
  // Before that one would meet its limit the case is left to it.
  void spend(std::uint64_t work) {
    work_ += work;
    if (work_ > most_work) throw Leave{"a case that takes many steps"};
  }
  bool knows(Cell const& cell) const { return cell.when == case_number_; }

  bool knows(FactCell const& cell) const { return cell.when == case_number_; }

  Reg run(Node const* node) {
    work_ += node->cost;
    if (node->kind == Node::Kind::constant) return node->value;
    if (node->kind == Node::Kind::local) return frame[node->a];
    return node->run(*node, *this);
  }
  // A frame of its own that begins with these values, while it lives.
  class Frame {
   public:
    Frame(Machine& machine, std::uint32_t slots, Reg const* values, std::size_t count)
        : m_(machine), outer_(machine.frame), before_(machine.top_) {
      if (m_.top_ + slots > m_.limit_ || m_.depth_ >= depth_limit) throw Leave{"calls are nested deeply"};
      std::copy(values, values + count, m_.top_);
      m_.frame = m_.top_;
      m_.top_ += slots;
      ++m_.depth_;
    }
    ~Frame() {
      m_.frame = outer_;
      m_.top_ = before_;
      --m_.depth_;
    }
    Frame(Frame const&) = delete;
    Frame& operator=(Frame const&) = delete;

   private:
    Machine& m_;
    Reg *outer_, *before_;
  };
  // Runs a body in such a frame.
  Reg run_in_frame(Node const* body, std::uint32_t slots, Reg const* values, std::size_t count);
  Reg run_frameless(Cell const& cell);
  Reg because(model::Blocker::Kind kind, std::string subject, std::string const& asker);
  core::TypeId type_of(Node const* node) const { return program.expressions[node->expr].type; }

  Cell& cell(core::RuleId rule, Known known);
  Reg call(Cell& cell, Reg const* arguments, std::size_t count);
  FactCell& fact_cell(core::FactId fact, Reg const* arguments, std::size_t count);
  Reg fact(FactCell& cell, std::string const& asker);
  Reg attribute(Span const& span, std::uint32_t attribute);

  model::Value box(Reg value, core::TypeId type);
  Reg unbox(model::Value const& value, core::TypeId type);
  Reg unbox_kept(model::Value const& value, core::TypeId type);  // one that stands until the next case begins
  Reg lasting(model::Value const& value, core::TypeId type);     // a constant, for all cases
  model::HistoryPtr box_history(History const& history);
  model::AbsencePtr box_absence(Reg absent) const;
  Reg unbox_absence(model::AbsencePtr const& why);
  Reg unbox_history(model::HistoryPtr const& value);  // one that is kept
  model::HistoryPtr const& keep(model::HistoryPtr value) { return boxed_.emplace_back(std::move(value)); }
  model::Period box_period(Span const& span);
  Reg history(std::vector<Span> const& spans);
  Reg list(std::vector<Reg> const& items);
  Row const& row(Span const& span) const { return rows_[span.row & ~Span::undated_mark]; }
  Span span_of(model::Period const& period);
  std::uint32_t add_row(model::Period const& original);
  // Works an award out, whoever asks for it; once. The arguments are those of its lists.
  AwardOutcome const& asked_award(model::AwardId id, std::vector<Reg> const& arguments);
  std::string label(std::string const& name, std::vector<core::TypeId> const& types,
                    std::vector<model::Value> const& values) const;
  bool is_before(Span const& a, Span const& b);  // in canonical order
  ops::Context context() { return {program, *budget_}; }
  cases::Case const& facts() const { return *case_; }

 private:
  friend class Compiler;
  void begin(cases::Case const& facts);
  void awards();
  void questions();
  bool asked_for(std::vector<core::Generator> const& generators, std::vector<Node const*> const& sources);
  bool lacks_its_lists(std::vector<core::Generator> const& generators,
                       std::vector<Node const*> const& sources);
  template <class Each>
  void enumerate(std::vector<core::Generator> const& generators, std::vector<Node const*> const& sources,
                 Each const& each);
  AwardCell& award_cell(model::AwardId award, std::vector<Reg> const& arguments);
  QuestionCell& question_cell(core::QuestionId question);
  AwardOutcome award(AwardCell& cell, std::vector<Reg> const& arguments);
  Reg why_not_granted(AwardOutcome const& outcome);
  bool chosen_at_once(AwardOutcome& outcome);
  std::span<RouteOutcome> routes_of(AwardOutcome const& outcome);
  void choose(AwardOutcome& outcome);
  // The clauses that may hold between two routes of the award, whichever of them comes first; and the steps
  // of the reference, which asks the others too.
  struct Between {
    std::vector<std::uint32_t> clauses;
    std::uint64_t steps_of_others = 0;
  };
  Between const& clauses_between(AwardCell const& cell, std::uint32_t first, std::uint32_t second);
  model::Value clause_holds(AwardOutcome const& outcome, std::uint32_t clause, std::uint32_t first,
                            std::uint32_t second);
  void answer(QuestionCell& cell);
  std::uint32_t keep_arguments(std::vector<Reg> const& arguments);

  bool is_sought(bool award, std::uint32_t id, std::vector<core::Generator> const& generators);
  std::optional<run::Decision> decide(cases::Case const& facts, bool evaluated,
                                      std::optional<model::AwardId> award);
  run::RouteResult written(AwardOutcome const& outcome, std::uint32_t route);
  core::TypeId element_of(core::Generator const& generator) const;
  std::vector<model::Value> arguments(std::vector<core::Generator> const& generators, std::uint32_t first);
  std::vector<core::TypeId> element_types(std::vector<core::Generator> const& generators) const;

  static constexpr std::size_t stack_size = 1U << 16U;
  static constexpr unsigned depth_limit = 100;
  static constexpr std::uint64_t most_work = 880'000;
  // More than the reference takes for so much work, whatever is counted roughly here.
  static std::uint64_t most_steps_of(std::uint64_t work) { return work + work / 8; }
  static constexpr std::size_t most_outcomes = 5'000;
  static constexpr std::uint64_t most_parts = 100'000;  // of what a decision says
  std::vector<Reg> stack_;
  Reg *top_ = nullptr, *limit_ = nullptr;
  unsigned depth_ = 0;
  std::uint64_t work_ = 0;
  std::uint64_t case_number_ = 0;
  cases::Case const* case_ = nullptr;
  run::Plain::Only const* only_ = nullptr;
  run::Plain::Kinds const* kinds_ = nullptr;
  std::unique_ptr<ops::Budget> budget_;
  std::string left_because_;
  Outcomes outcomes_;
  std::deque<AwardOutcome> asked_awards_;  // the first `asked_`; the others are of earlier cases
  std::size_t asked_ = 0;
  std::vector<Reg> chosen_;  // of the lists of an award or a question
  // What the case gives, by fact; of facts with parameters with the key.
  using Given = std::pair<cases::FactKey const, cases::FactValue>;
  std::vector<std::vector<Given const*>> given_;
  std::vector<core::FactId> given_facts_;
  std::vector<FactCell const*> unanswered_;

  std::deque<Node> nodes_;
  std::deque<std::vector<Node const*>> kids_;
  std::deque<std::string> names_;
  std::unordered_map<std::string, std::string const*> interned_;
  std::vector<std::deque<Cell>> cells_;  // by rule
  std::vector<Cell*> impossibles_;
  std::vector<std::deque<FactCell>> fact_cells_;  // by fact
  std::vector<std::vector<std::unique_ptr<AwardCell>>> award_cells_;
  std::vector<std::vector<std::unique_ptr<QuestionCell>>> question_cells_;
  std::uint32_t award_cell_count_ = 0, question_cell_count_ = 0;
  std::vector<std::size_t> next_award_cell_,
      next_question_cell_;  // where to look first: after the last found
  std::vector<std::vector<Node const*>> award_sources_, question_sources_;  // of the generators
  std::deque<std::shared_ptr<void>> attached_;                              // what nodes know besides

  std::map<std::tuple<model::AwardId, std::uint32_t, std::uint32_t>, Between> between_;

  Arena lasting_;

  std::vector<Row> rows_;
  std::deque<model::Value> held_;        // of the case: what rows and texts point to
  std::deque<model::HistoryPtr> boxed_;  // histories with doubts, as values of the language
};

}  // namespace convenio::fast
