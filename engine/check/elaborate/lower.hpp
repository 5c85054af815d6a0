// From an expression of the tree to one of the core: names resolved, types and units checked.
// One object lowers the expressions of one frame (a rule, a clause, a route ...). Knows no declaration's
// rules.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/check/declare/names.hpp"
#include "engine/check/declare/types.hpp"
#include "engine/check/workspace.hpp"

namespace convenio::core {
struct Function;
}

namespace convenio::check {

struct Typed {
  ExprId id = none;
  TypeId type = poison;
};

// What an expression may contain beyond the ordinary.
enum class Purpose : std::uint8_t {
  rule,
  row,         // of a table or parameter: no facts, no rules
  test_fact,   // like a row, and `periods`
  expectation  // `periods` and everything of a rule
};

// What the surroundings of an expression say about it.
struct Ask {
  TypeId expected = nothing;                  // a hint that resolves bare words, not a demand
  bool unrounded = false;                     // inside `rounded` or `exactly`
  std::optional<syntax::MissingDay> missing;  // inside `missing`
  ExprId as_of = none;                        // inside `as of`
  Ask plain() const { return {expected, false, std::nullopt, none}; }
  Ask operand(TypeId type = nothing) const { return {type, unrounded, std::nullopt, none}; }
};

class Lowering {
 public:
  Lowering(Workspace& ws, Site const& site, Purpose purpose = Purpose::rule)
      : ws_(ws), site_(site), purpose_(purpose) {}

  // Locals get slots in the order in which they are declared; no slot serves twice.
  std::uint32_t declare(std::string name, TypeId type);
  void declare_at(std::string name, TypeId type, std::uint32_t slot);  // of the reserved ones
  void reserve(std::size_t slots) { slots_ += static_cast<std::uint32_t>(slots); }
  void declare_candidates(TypeId type, model::AwardId award);  // `this` and `other`
  void assume(std::uint32_t slot, model::StateId state);       // in this frame the local is that state
  void set_date(std::uint32_t slot) { date_slot_ = slot; }     // the date that a dated rule was given
  void set_award(TypeId type) { award_type_ = type; }          // type of `.amount`
  void set_history_name(std::string name) { history_name_ = std::move(name); }
  std::uint32_t slots() const { return slots_; }
  // The step of the route that is local `slot`, as a word of the steps or as its place among them.
  Typed step_of(std::uint32_t slot, model::AwardId award, bool place, Span span);

  Typed lower(syntax::Expr const& expr, Ask const& ask = {});
  // Lowers and demands a type; `what` says whose: "the condition". `declared`: where that type stands, for a
  // type that many places must have.
  ExprId require(syntax::Expr const& expr, TypeId wanted, std::string_view what, Ask ask = {},
                 Span declared = {});
  // In force on the governing date of this place: wraps `body`; unchanged where nothing restricts it.
  ExprId in_force(ExprId body, TypeId type, Span span);
  // Truth of "this place is in force", for conditions; none where nothing restricts it.
  ExprId in_force_condition(Span span);
  // `condition` (none: yes), where the place is in force and its text applies to what the locals are. None
  // where nothing restricts it. Before locals of inner expressions are declared.
  ExprId where_the_text_speaks(ExprId condition, Span span);
  ExprId where_the_text_applies(ExprId condition, Span span);       // the latter only
  ExprId all_of(std::vector<ExprId> const& conditions, Span span);  // none where there are none
  // The date that governs `site`; records the use when there is none.
  ExprId governing_date(Site const& site, bool table, std::uint32_t index, Span span);

  ExprId emit(core::Op op, TypeId type, std::vector<ExprId> const& children, Span span,
              std::uint32_t a = none, std::uint32_t b = none);
  Typed constant(model::Value value, TypeId type, Span span);
  Typed fold(ExprId id, TypeId type);  // a constant in its place where one can be had
  core::Program& program() { return ws_.program; }

  // The type of a call by its arguments; reports where the unit of a `quantity of S` cannot be told.
  TypeId settled(TypeId declared, std::span<Holder const> holders, Span span);
  // The arguments of a call of anything with parameters; also says who the states among them are.
  struct Arguments {
    std::vector<ExprId> ids;
    std::vector<Holder> holders;
    bool complete = false;
  };
  Arguments arguments(std::vector<syntax::Argument> const& given,
                      std::vector<core::Parameter> const& parameters, std::vector<std::string> const& labels,
                      std::string_view name, Span span, Span declared);

 private:
  struct Local {
    std::string name;
    TypeId type = poison;
    std::uint32_t slot = 0;
    model::AwardId candidate_of = none;  // `this` or `other` between routes
  };
  struct Assumption {
    std::uint32_t slot = none;
    model::StateId state = none;
  };
  class Scope {  // locals that end with it
   public:
    explicit Scope(Lowering& of) : of_(of), size_(of.locals_.size()) {}
    ~Scope() { of_.locals_.resize(size_); }
    Scope(Scope const&) = delete;
    Scope& operator=(Scope const&) = delete;

   private:
    Lowering& of_;
    std::size_t size_;
  };

  // lower.cpp
  Typed dispatch(syntax::Expr const& expr, Ask const& ask);
  Typed fault(text::Code code, Span span, std::string message, text::Hint hint = {});
  Typed fault_silently(Span span) { return {emit(core::Op::undefined, poison, {}, span, 0), poison}; }
  // In place of a form whose operand has no type to check: what is undefined stays so, a fault stays silent.
  Typed passed_on(Typed operand, Span span) {
    return operand.type == nothing ? operand : fault_silently(span);
  }
  Typed mismatch(Span span, TypeId wanted, TypeId found, std::string_view what, Span declared = {});
  std::string mismatch_hint(TypeId wanted, TypeId found, Span declared = {}) const;
  bool accepts(TypeId found, TypeId wanted);
  TypeId assumed(TypeId type);
  // A quantity in the unit of a state that has a name only inside of it must not leave the form that names
  // it.
  Typed leaving(Typed result, std::uint32_t first_slot, Span span);
  Typed branches(std::vector<Typed>& results, std::vector<Span> const& spans, TypeId expected);
  Typed conditional(syntax::If const& e, Span span, Ask const& ask);
  Typed let(syntax::Let const& e, Span span, Ask const& ask);
  Typed match(syntax::Match const& e, Span span, Ask const& ask);
  Typed as_of(syntax::AsOf const& e, Span span, Ask const& ask);
  Typed undefined(syntax::Undefined const& e, Span span);
  Typed not_encoded(syntax::NotEncoded const& e, Span span);
  std::uint32_t sentence(std::string const& words);

  Typed call_award(Symbol const& symbol, std::vector<syntax::Argument> const& given, std::string_view name,
                   Span span, core::Op op);
  std::optional<Typed> granted(syntax::Call const& e, Span span);

  // matches.cpp
  struct Cases;
  bool arm(syntax::Arm const& arm, std::uint32_t child, Cases& cases);
  void check_cases(Cases const& cases, Span span);

  // references.cpp
  Typed reference(syntax::Path const& path, Ask const& ask);
  Typed symbol(Symbol const& symbol, syntax::Path const& path, std::size_t used, Ask const& ask);
  Typed unresolved(syntax::Path const& path, Ask const& ask);
  Typed fields(Typed object, syntax::Path const& path, std::size_t from);
  Typed field(Typed object, syntax::Name const& name);
  Typed period_field(Typed object, syntax::Name const& name);
  bool sees_attribute(std::size_t attribute) const;  // declared in a visible package
  std::vector<Namesake> attributes_named(syntax::Path const& path) const;
  std::optional<Typed> attribute_of_package(Typed object, syntax::Path const& path, std::size_t at);
  std::optional<Typed> route(syntax::Path const& path, TypeId expected);
  Typed candidate_field(Local const& local, syntax::Path const& path);
  std::optional<Typed> word(syntax::Path const& path, TypeId expected);
  std::optional<Typed> qualified_word(syntax::Path const& path);
  std::optional<Typed> word_of_package(syntax::Path const& path, TypeId expected);
  std::optional<Typed> one_word(model::EnumerationId enumeration, std::vector<std::uint32_t> const& found,
                                syntax::Path const& path);
  Typed enumerator(model::Enumerated value, Span span);
  Local const* find_local(std::string_view name) const;
  bool is_bare_word(syntax::Expr const& expr) const;
  static bool takes_its_time(syntax::Expr const& expr);  // `zero of S`, with no time of its own

  // calls.cpp
  struct Misfit {
    std::size_t at;  // among the arguments
    std::string parameter;
    TypeId wanted, found;
  };
  void report(std::vector<Misfit> const& misfits, std::vector<syntax::Argument> const& given,
              std::string_view name, Span declared);
  void offer_the_state(Misfit const& misfit, std::vector<syntax::Argument> const& given,
                       std::vector<core::Parameter> const& parameters, Span call);
  void nought_of(Span written, syntax::Expr const& amount);
  void nought_of_a_state(syntax::Call const& e);
  Typed call(syntax::Call const& e, Span span, Ask const& ask);
  Typed call_symbol(Symbol const& symbol, std::vector<syntax::Argument> const& given, std::string_view name,
                    Span span, Ask const& ask);
  Typed call_rule(std::uint32_t rule, std::vector<syntax::Argument> const& given, std::string_view name,
                  Span span, Ask const& ask);
  Typed call_fact(std::uint32_t fact, std::vector<syntax::Argument> const& given, std::string_view name,
                  Span span);
  Typed call_table(std::uint32_t table, std::vector<syntax::Argument> const& given, std::string_view name,
                   Span span, Ask const& ask);
  Holder holder_of(ExprId id) const;
  Typed incomplete(TypeId type, Span span);
  bool allowed(char const* what, Span span);

  // application.cpp
  std::vector<ExprId> applications_here(Span span);

  // builtins.cpp, instruments.cpp
  std::optional<Typed> builtin(syntax::Call const& e, Span span, Ask const& ask);
  Typed by_signature(std::span<core::Function const> forms, syntax::Call const& e, Span span);
  Typed age(core::Function const& function, syntax::Call const& e, Span span);
  Typed months_by_date(core::Function const& function, syntax::Call const& e, Span span);
  Typed date(core::Function const& function, syntax::Call const& e, Span span);
  Typed extreme(core::Function const& function, syntax::Call const& e, Span span, Ask const& ask);
  Typed absolute(core::Function const& function, syntax::Call const& e, Span span, Ask const& ask);
  Typed some_of(core::Function const& function, syntax::Call const& e, Span span);
  Typed length(core::Function const& function, syntax::Call const& e, Span span);
  Typed empty(core::Function const& function, syntax::Call const& e, Span span);
  Typed same_list(core::Function const& function, syntax::Call const& e, Span span);
  Typed joined(core::Function const& function, syntax::Call const& e, Span span, Ask const& ask);
  Typed payments(core::Function const& function, syntax::Call const& e, Span span, Ask const& ask);
  Typed redenominated(core::Function const& function, syntax::Call const& e, Span span, Ask const& ask);
  Typed resolve_periods(core::Function const& function, syntax::Call const& e, Span span);
  Typed instrument(core::Function const& function, syntax::Call const& e, Span span);
  ExprId party_of(ExprId state, ExprId date, TextId text, Span span);
  ExprId bound_by(ExprId a, ExprId b, ExprId date, TextId text, Span span);
  ExprId linked_by_any(ExprId a, ExprId b, ExprId date, Span span);
  ExprId parties_of(ExprId date, TextId text, Span span);
  ExprId instrument_op(core::Op op, std::vector<ExprId> const& given, TextId text, Span span);
  void never_party(syntax::Call const& e, std::vector<ExprId> const& states, TextId text,
                   std::size_t text_position);
  Typed convert(syntax::Convert const& e, Span span, Ask const& ask);
  struct UnitOf {
    TypeId type = poison;
    ExprId state = none;  // whose unit it is, where it is not known here
  };
  UnitOf unit_of_state(syntax::Name const& name);
  Typed conversion_of(syntax::Expr const& written);
  Typed certified(syntax::Certified const& e, Span span);
  Typed exactly(core::Function const& function, syntax::Call const& e, Span span, Ask const& ask);
  bool shape(syntax::Call const& e, Span span, std::vector<std::string_view> const& labels,
             core::Function const& function);
  void misshapen(syntax::Call const& e, Span span, core::Function const& function);
  ExprId emit_builtin(core::Function const& function, TypeId type, std::vector<ExprId> const& children,
                      Span span, std::uint32_t b = none);
  TypeId element_of(TypeId list) const;

  // operators.cpp, arithmetic.cpp
  Typed unary(syntax::Unary const& e, Span span, Ask const& ask);
  Typed binary(syntax::Binary const& e, Span span, Ask const& ask);
  Typed junction(syntax::Binary const& e, Span span);
  Typed comparison(syntax::Binary const& e, Span span);
  Typed membership(syntax::Binary const& e, Span span);
  Typed sum_or_difference(syntax::Binary const& e, Span span, Ask const& ask);
  Typed date_sum(syntax::Binary const& e, Typed left, Typed right, Span span, Ask const& ask);
  Typed same_kind(syntax::Binary const& e, Typed left, Typed right, Span span);
  Typed product(syntax::Binary const& e, Span span, Ask const& ask);
  Typed quotient(syntax::Binary const& e, Span span, Ask const& ask);
  Typed rounded(syntax::Rounded const& e, Span span, Ask const& ask);
  Typed missing(syntax::Missing const& e, Span span, Ask const& ask);
  Typed misused(syntax::Binary const& e, Typed left, Typed right);
  Typed mismatch_list(Span span, TypeId found);
  bool comparable_money(TypeId a, TypeId b, Span span);

  // times.cpp
  text::Code times_code(TypeId a, TypeId b) const;
  std::string times_hint(TypeId wanted, TypeId found) const;
  std::optional<model::Per> time_counted_by(TypeId quantity) const;
  Typed restated(syntax::Restated const& e, Span span, Ask const& ask);
  Typed exchanged(syntax::Converted const& e, Span span, Ask const& ask);
  Typed money_of(syntax::MoneyOf const& e, Span span, Ask const& ask);
  bool has_a_day(ExprId rate) const;
  std::pair<Typed, Typed> operands(syntax::Binary const& e);

  // comprehensions.cpp
  Typed comprehension(syntax::Comprehension const& e, Span span, Ask const& ask);
  Typed carry(syntax::Carry const& e, Span span, Ask const& ask);
  TypeId element_of_source(Typed source, Span span);
  Typed totalled(syntax::Comprehension const& e, Typed value);

  // literals.cpp, histories.cpp
  Typed number(syntax::Number const& e, Span span);
  Typed quantity_literal(syntax::Quantity const& e, Span span);
  Typed money_literal(syntax::Money const& e, Span span);
  Typed list(syntax::ListLiteral const& e, Span span, Ask const& ask);
  Typed range(syntax::Range const& e, Span span);
  Typed date_range(syntax::Range const& e, ExprId from, Span span);
  Typed make(syntax::Make const& e, Span span);
  std::vector<ExprId> record_fields(TypeId made, std::vector<syntax::Binding> const& given);
  TypeId made_type(std::uint32_t record, std::optional<syntax::Name> const& of);
  Typed with(syntax::With const& e, Span span);
  Typed make_period(syntax::MakePeriod const& e, std::vector<syntax::Binding> const& given, Span span);
  Typed changed_period(Typed period, std::vector<syntax::Binding> const& given, Span span);
  void period_parts(std::vector<syntax::Binding> const& given, core::PeriodMaking& making,
                    std::vector<ExprId>& children);
  Typed periods(syntax::Periods const& e, Span span);
  void check_era(syntax::PeriodRow const& row, std::string const& name,
                 std::optional<model::Value> const& value, model::Date last);
  std::optional<model::Period> period(syntax::PeriodRow const& row, std::size_t number);
  void period_words(syntax::PeriodRow const& row, std::vector<std::optional<model::Value>>& values);
  void period_attributes(syntax::PeriodRow const& row, model::Period& period,
                         std::vector<std::optional<model::Value>>& values);

  Workspace& ws_;
  Site site_;
  Purpose purpose_;
  std::vector<Local> locals_;
  std::vector<Assumption> assumptions_;
  std::uint32_t slots_ = 0;
  std::uint32_t date_slot_ = none;
  std::uint32_t depth_ = 0;
  TypeId award_type_ = poison;
  std::string history_name_ = "history";
};

// `for each` of an award or question: its variables are the locals 0..n-1.
struct Generators {
  std::vector<core::Generator> generators;
  std::vector<core::Parameter> variables;
  std::uint32_t slots = 0;
};
Generators generators(Workspace& ws, Site const& site, std::vector<syntax::Generator> const& written);

// The value of an expression that is one without evaluation (constants, and lists and records of them).
std::optional<model::Value> constant_of(core::Program const& program, ExprId id);

}  // namespace convenio::check
