// The typed core: what a checked set of packages means, as plain data that any evaluator can run.
// The checker writes it, evaluators and renderers read it. Immutable once built. Knows no syntax tree.
//
// Invariants (given by the checker): every index is in range; calls form no cycle; every expression has the
// arguments its operator lists; types fit. Expressions are in `expressions`, children in `children`, so that
// the whole program is a few flat arrays. Laid out by hand, as a table to read.
// clang-format off
#pragma once

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/builtin.hpp"
#include "engine/model/history.hpp"
#include "engine/model/value.hpp"
#include "grammar/terms/terms.hpp"
#include "grammar/text/source.hpp"

namespace convenio::core {

using model::none;
using model::FactId;
using model::PrecedenceId;
using ExprId = model::Id<struct ExprTable>;
using TypeId = model::Id<struct TypeTable>;
using CitationId = model::Id<struct CitationTable>;
using TextId = model::Id<struct TextTable>;
using InterpretationId = model::Id<struct InterpretationTable>;
using RuleId = model::Id<struct RuleTable>;
using TableId = model::Id<struct TableTable>;
using QuestionId = model::Id<struct QuestionTable>;
using SampleId = model::Id<struct SampleTable>;

struct Validity {               // both inclusive; absent: open
  std::optional<model::Date> from, until;
  text::Span span = {};         // of the words that say so, for explanations
  bool contains(model::Date d) const { return (!from || *from <= d) && (!until || d <= *until); }
};

struct Type {
  enum class Kind : std::uint8_t {
    truth, whole, ratio, money, date, quantity, text, state, period, history, list, enumeration, record, route, conversion
  };
  Kind kind{};
  model::Unit unit{};                 // quantity, calendar spans included
  model::CurrencyId currency = none;  // money of a known currency
  std::uint32_t id = none;            // enumeration, record, or award (route): read by the name of its table
  TypeId element = none;              // list
  // Money of S, a quantity of S or a record of S, where the state S is not known: the local (parameter) that holds it.
  std::uint32_t of = none;
  model::StateId state = none;        // record of a known state
  model::Per per = model::Per::sum;   // money; `its`: that of the state, which is `of` or not known

  model::EnumerationId enumeration() const { assert(kind == Kind::enumeration); return model::EnumerationId(id); }
  model::RecordId record() const { assert(kind == Kind::record); return model::RecordId(id); }
  model::AwardId award() const { assert(kind == Kind::route); return model::AwardId(id); }
};

// ---------------------------------------------------------------- the texts and their articles

struct Contradiction { std::string name, sides, resolution; };  // resolution "" while open

struct Interpretation { std::string name, text, by; };

// `condition`: a rule without parameters that must hold as well (`while`); the operators that ask for parties leave such
// spans out, and the check writes the condition beside them.
struct PartySpan { model::StateId state; Validity validity; RuleId condition = none; };
struct PairSpan { model::StateId first, second; Validity validity; };

struct LegalText {                    // an agreement, a regulation, or a national scheme
  enum class Kind : std::uint8_t { agreement, regulation, scheme };
  Kind kind{};
  std::string package, name, title, identifier, source, review, confidence, note;
  std::vector<std::string> languages;
  TextId agreement = none;            // of a regulation
  RuleId governing = none;            // the rule that gives the date which governs it; none: its agreement's, if any
  model::StateId state = none;        // of a scheme
  std::vector<PartySpan> parties;     // of an agreement; a regulation has its agreement's
  std::vector<PairSpan> pairs;        // override for that pair
  std::vector<RuleId> applications;   // `applies`: rules with at most one parameter; a regulation without has its agreement's
  struct Replaced { std::string instrument; std::vector<model::StateId> between; bool keeps_acquired_rights = false; };
  std::vector<Replaced> replaces;
  std::vector<Contradiction> contradictions;
};

// Where a rule sits. `path` reads "article 7, paragraph 2"; in parts `article` "7" and `paragraph` "2", what stands in
// brackets behind an article's number too: article 12(3)(a) is "12" and "(3)(a)".
struct Citation {
  TextId text = none;                 // none: a rule outside every text (the prelude)
  std::string path, article, paragraph, title;
  std::vector<InterpretationId> interpretations;  // outermost first
  std::string confidence, source, note;
  std::vector<Contradiction> contradictions;   // of the article and what it sits in, below the text itself
  Validity validity;                  // of the innermost article or paragraph that states one
};

// ---------------------------------------------------------------- vocabulary

struct Currency {
  std::string code, title;
  model::Rational minor{1, 100};
  Validity validity;
  model::CurrencyId follows = none;
  model::Rational factor{1};          // so many of `follows` are 1 of this
};
struct State {
  std::string code, title;
  std::vector<model::CurrencyId> currencies;  // its own first, then those it followed
  std::optional<model::Unit> unit = {};       // in which its law counts insurance, where a rule says so
  CitationId counted = none;                  // where that stands
  model::Per per = model::Per::sum;           // for what time it pays; sum: not stated
};
// `package` declared it, and need not be that of the enumeration. Where two packages add the same word, `name` has the
// package before it.
struct Enumerator { std::string name, title, package = {}; };
struct Enumeration { std::string name; std::vector<Enumerator> values; std::string package = {}; };
struct RecordField { std::string name; TypeId type; };             // of a record of S, whose state is local 0 of its fields' types
// `saying`: how it is told, with the names of fields as places; "": by its fields in their order.
struct Record { std::string name; std::vector<RecordField> fields; std::string package = {}, saying = {}; };
struct Conversion { std::string package, name, title; std::vector<model::UnitEquation> equations; };
// Who can say it: a word of an enumeration of the packages, and of which State, if one is meant.
struct HeldBy {
  std::optional<model::Enumerated> word;
  model::StateId of = none;            // this one, or
  std::uint32_t of_parameter = none;   // the one that this parameter of the fact is
  std::string form;                    // by which it is asked for; "" where nothing says so
  std::string within;                  // "30 calendar days": how long the holder has; likewise
};

// Of every period. `unless_certified_otherwise`: the default is not taken where certificate and dates disagree.
struct Attribute {
  std::string name, question;
  TypeId type;
  ExprId fallback = none;
  bool unless_certified_otherwise = false;
  HeldBy held_by = {};
};

struct Parameter { std::string name; TypeId type; };

struct Fact {
  using Role = terms::FactRole;
  Role role{};
  std::string package, name, question;
  std::vector<Parameter> parameters;
  TypeId type = none;
  ExprId fallback = none;             // election, discretion; sees the parameters as locals 0..n-1
  HeldBy held_by = {};
  CitationId citation = none;
  text::Span span;
};

// ---------------------------------------------------------------- expressions

enum class Op : std::uint8_t {
  constant,     // a: constant
  local,        // a: slot
  fact,         // a: fact; children: its arguments
  call,         // a: rule; children: one per parameter, then the governing date if the rule has versions
  lookup,       // a: table; children: one per key
  // truth, three-valued
  not_,         // 1
  and_, or_,    // 2 or more
  equal, not_equal, less, less_equal,  // 2 of one type
  contains,     // item, list
  // arithmetic on whole, ratio, quantities and money; the types say which
  add, subtract, multiply, divide,     // 2; also date - date (calendar days)
  negate,       // 1
  add_span,     // date, calendar months or days; a: model::MissingDay
  round,        // value, step; a: model::RoundingMode
  convert,      // quantity, then what the use asks for: the conversion, the state of the unit before and of that after; a: conversion use
  restate,      // money of one time, so many of the shorter time that are one of the longer; the type says which time
  exchange,     // money, rate, and the state whose money it becomes where the type has no currency
  money_of,     // number, state: money of it
  // structure
  if_,          // condition, yes, no
  match,        // subject, then bodies; a: match table
  let_,         // value, body; a: slot of the name
  field,        // record; a: field index
  make,         // fields in order; a: record
  list,         // items
  range,        // from, to (both included): whole numbers, and a step where one is written; or dates with a step, a
                // calendar span, and a: model::MissingDay
  undefined,    // a: sentence. The legal text gives no answer
  award,        // a: award; children: one per variable. The amount that is granted; absent where none is
  awarded,      // a: award; children: likewise. Whether it is granted
  granted_by,   // a: award; children: likewise. The route that grants it; absent where none does
  not_encoded,  // a: sentence. The legal text may, and the rules lack it
  in_force,     // date, body; a: validity; b: citation. Absent (not_in_force) outside the validity
  // binders; a: slot of the variable. children: source, condition, and for sum and list the value
  those, exists, every, number, first, sum, map,
  carry,        // start, source, step; a: slot of the accumulator, b: slot of the variable
  // periods and histories; `union` is add, difference is subtract on histories
  period_field,      // period; a: PeriodField
  period_attribute,  // period; a: attribute
  route_field,       // local of a precedence between routes; a: RouteField
  make_period,       // a: period making; children: the period to copy or the state, then one for each part of the making
  periods,           // literal; a: constant (a history)
  resolve,           // history, then the precedence's arguments; a: precedence
  certified,         // history or period; a: model::Unit
  builtin,           // a: Builtin; children as functions.def says
  // instruments
  party,        // state, date; a: text
  bound,        // state, state, date; a: text
  linked,       // state, state, date: bound by any instrument
  parties       // date; a: text. A list of states in declared order
};

// `end`: the last day, inclusive. Absent are begin and end of an undated period, and they only.
enum class PeriodField : std::uint8_t { state, begin, end, id, original_state, undated };
enum class RouteField : std::uint8_t { route, amount };

constexpr bool asks_for_award(Op op) { return op == Op::award || op == Op::awarded || op == Op::granted_by; }

struct Expr {
  Op op{};
  TypeId type = none;
  std::uint32_t a = none;
  std::uint32_t b = none;
  std::uint32_t first_child = 0;
  std::uint32_t child_count = 0;
  text::Span span;                    // for explanations; evaluators do not need it

  model::AwardId award() const { assert(asks_for_award(op)); return model::AwardId(a); }
  FactId fact() const { assert(op == Op::fact); return FactId(a); }
  RuleId rule() const { assert(op == Op::call); return RuleId(a); }
  TableId table() const { assert(op == Op::lookup); return TableId(a); }
  PrecedenceId precedence() const { assert(op == Op::resolve); return PrecedenceId(a); }
  model::RecordId record() const { assert(op == Op::make); return model::RecordId(a); }
  CitationId citation() const { assert(op == Op::in_force); return CitationId(b); }
  TextId text() const { assert(op == Op::party || op == Op::bound || op == Op::parties); return TextId(a); }
};

struct MatchTable {                   // enumerator index (or state id) -> child number from 1; 0: undefined
  std::vector<std::uint32_t> child_of;
  std::uint32_t otherwise = 0;
};
struct ConversionUse {
  std::uint32_t conversion = none;    // none: an operand
  std::vector<model::Unit> path;      // from, via ..., to
  std::optional<model::RoundingMode> mode;
  bool from_state = false;            // the first of the path is the unit of the state that an operand gives
  bool to_state = false;              // the last, likewise
};

// How a rule makes a period: from nothing or as a copy, with these values. What is not given stays as in the copy; of a
// new period it is absent.
struct PeriodMaking {
  struct Part {
    enum class Kind : std::uint8_t { begin, end, id, certified, attribute };
    Kind kind{};
    std::uint32_t attribute = none;
    model::Unit unit{};                 // certified
  };
  bool copy = false;
  std::vector<Part> parts;
};

// ---------------------------------------------------------------- rules

// What people are told of a value: a sentence with places, `{name}`, where its condition holds. Both are asked in the
// frame of the rule once the decision has been made, with the value at hand as one more local; nothing hangs on them.
struct Place { std::string name; ExprId value = none; };
struct Saying {
  std::string text;
  ExprId condition = none;                // none: always
  std::vector<Place> places;              // of the text, each once
  std::uint32_t result = none;            // the local that holds the value
};

struct Exception {
  std::string name;
  CitationId citation = none;
  ExprId condition = none, body = none;
  std::vector<std::uint32_t> overrides;   // positions in the same list
  std::vector<Saying> sayings;
};
// `enacted`: the day on which it became law. Of those that answer a day, the one that became law last before the
// decision holds; one without that day was always known.
struct Version { Validity validity; ExprId body = none; std::optional<model::Date> enacted; };
struct Part {                              // of an open rule: applies when every pattern equals its argument
  std::vector<std::optional<model::Value>> patterns;  // one per parameter
  CitationId citation = none;
  ExprId body = none;
  std::vector<Version> versions;           // when `body` is none; chosen by `governing`
  ExprId governing = none;
  std::vector<Saying> sayings;
};
struct Rule {
  std::string package, name, title;
  std::vector<Parameter> parameters;       // locals 0..n-1
  std::uint32_t slots = 0;                 // locals in all
  TypeId type = none;
  CitationId citation = none;
  bool open = false;
  ExprId body = none;                      // of a plain rule
  std::vector<Version> versions;           // of a rule with versions; its last local after the parameters is the date
  std::vector<Part> parts;                 // of an open rule
  std::vector<Exception> exceptions;
  std::vector<Saying> sayings;             // of what it gives by itself
  std::string formula;                     // the body as written, for explanations
  text::Span span;
};

// ---------------------------------------------------------------- tables and parameters

struct Key {
  using Kind = terms::KeyKind;
  Kind kind{};
  model::Value low, high;
};
struct Row {
  std::vector<Key> keys;
  ExprId value = none;                     // a closed expression; none: not encoded, see `gap`
  std::string gap;                         // why it is not encoded
  std::optional<model::Date> enacted;      // as of a version
  std::optional<model::Date> known_to;     // for later days the value is not encoded; of tables with a key that is a date
  std::string checked;                     // by what independent of the source; "": by nothing
  std::string confidence, source, note;
  text::Span span;
  text::Span group = {};                   // the keys that it has in common with the rows of its group, which stand before them
};
struct Table {                             // a parameter is a table whose last key is the governing date, or with one row and no key
  std::string package, name, title;
  bool parameter = false;
  std::vector<Parameter> keys;
  TypeId type = none;
  std::vector<Row> rows;
  CitationId citation = none;
  std::string confidence, source, note;
  text::Span span;
};

// ---------------------------------------------------------------- precedence, awards, questions

struct Clause {
  std::string name;
  CitationId citation = none;
  ExprId condition = none;                 // `this` is local n, `other` local n+1 after the n parameters
  bool by_amount = false;                  // of routes: where the condition holds, the one that pays more stands; of equal ones `this`
  std::string saying = {};                 // what is told where it decided; "": nothing
};
struct Precedence {
  using Domain = terms::PrecedenceDomain;
  std::string package, name;
  std::vector<Parameter> parameters;
  std::uint32_t slots = 0;
  Domain domain{};
  model::AwardId award = none;
  std::vector<Clause> clauses;             // in the order in which they are asked
  bool ordered = true;                     // no: the clauses have no rank; those that contradict each other conflict
  model::Otherwise otherwise{};
  bool undated_apart = false;              // periods without dates are presumed to overlap nothing,
  CitationId apart = none;                 // as this article says
  std::string reason;
  CitationId citation = none;
};

struct Generator { std::string variable; ExprId source = none; };  // locals 0..n-1 in order; later ones see earlier ones
struct Route {
  std::string name, title;
  CitationId citation = none;
  std::vector<std::optional<model::Value>> patterns;  // one per variable of the award, or none at all: for every one
  ExprId when = none, entitled = none, grants = none;
  std::uint32_t step = none;               // a value of the steps of the award
  // By particular of the award: the rule of what this route states of it; none: what the award says itself.
  std::vector<RuleId> states = {};
};
// What is said of an award besides its amount: a rule of the award's variables. `always`: also of one that is refused.
struct Particular { std::string name, title; RuleId rule = none; bool always = false; };
struct Award {
  std::string package, name, title;
  std::vector<Generator> generators;
  std::uint32_t slots = 0;
  TypeId type = none;
  ExprId payments = none;                  // how often it is paid in a year, of its variables; none: not stated
  std::vector<Particular> particulars;
  PrecedenceId precedence = none;
  std::uint32_t steps = none;              // the enumeration at whose values its routes stand, in their order
  std::vector<Route> routes;
  CitationId citation = none;
};
struct Question {
  std::string package, name, title;
  std::vector<Generator> generators;
  std::uint32_t slots = 0;
  ExprId when = none;                      // none: always
  TypeId type = none;
  ExprId body = none;
  CitationId citation = none;
};

// ---------------------------------------------------------------- tests of the packages

enum class FactState : std::uint8_t { known, unknown, contradictory };  // as a case or a test gives it

struct TestFact {
  using Kind = FactState;
  FactId fact = none;
  std::vector<ExprId> arguments;           // closed
  Kind kind{};
  std::vector<ExprId> values;              // closed; one, none, or several
};
struct LedgerRow { model::StateId state; model::Date from, to; model::StateId displaced_by; std::string clause; };
struct Expectation {
  using Kind = terms::ExpectationKind;
  Kind kind{};
  ExprId expr = none;                      // holds, status of an expression, ledger (a history)
  model::AwardId award = none;             // status of an award
  std::vector<ExprId> award_arguments;
  std::string status;                      // one of lexicon::status_words
  std::string route;                       // "" when not stated
  ExprId amount = none;
  std::vector<std::string> facts;          // as Blocker::subject writes them
  std::vector<LedgerRow> ledger;
  std::vector<Expectation> awards;         // decision: each of kind status, of an award
  std::vector<model::AwardId> among;       // decision: of the packages that the test sees; nothing else is asked
  text::Span span;
};
// A value that a rule or a table has in a test, whatever it says itself; on every day, if it has versions.
struct Given {
  bool table = false;
  std::uint32_t index = none;
  std::vector<ExprId> arguments;           // closed; without the day
  ExprId value = none;                     // closed
};
struct Test {
  std::string package, title;
  SampleId like = none;
  std::vector<TestFact> facts;             // its own; they replace those of the same key that the sample gives
  std::vector<Given> given;
  std::vector<Expectation> expectations;
  std::uint32_t slots = 0;
  text::Span span;
};
struct Sample {
  std::string package, name;
  SampleId like = none;                    // an earlier link of a chain without circles
  std::vector<TestFact> facts;             // its own
};

// What a text of the program is in another language: a title, a question, a word, a sentence with its places.
struct Translation { std::string package; terms::Language language{}; std::string original, translated; };

struct Program {
  std::vector<Type> types;
  std::vector<model::Value> constants;
  std::vector<Expr> expressions;
  std::vector<ExprId> children;
  std::vector<MatchTable> matches;
  std::vector<ConversionUse> conversion_uses;
  std::vector<PeriodMaking> period_makings;
  std::vector<Validity> validities;        // of Op::in_force
  std::vector<std::string> sentences;      // of Op::undefined and Op::not_encoded

  std::vector<Currency> currencies;
  std::vector<State> states;
  std::vector<Enumeration> enumerations;
  std::vector<Record> records;
  std::vector<Conversion> conversions;
  std::vector<Attribute> attributes;

  std::vector<LegalText> texts;
  std::vector<Interpretation> interpretations;
  std::vector<Citation> citations;

  std::vector<Fact> facts;
  std::vector<Rule> rules;
  // Conditions of cases: rules without parameters, whose titles say what is told. A true case meets none of
  // `impossibles`; `remarks` go into the decision.
  std::vector<RuleId> impossibles, remarks;
  std::vector<Table> tables;
  std::vector<Precedence> precedences;
  std::vector<Award> awards;
  std::vector<Question> questions;
  std::vector<Test> tests;
  std::vector<Sample> samples;
  std::vector<Translation> translations;   // by language and original
  std::vector<std::string> packages;       // names, in load order
  RuleId decided_on = none;                // the rule that gives the day of decision, where law is enacted later
  std::string identity;                    // of the sources, see identity.hpp

  // The text whose parties count: of a regulation its agreement.
  TextId agreement_of(TextId text) const {
    return text != none && texts[text].agreement != none ? texts[text].agreement : text;
  }
  ExprId child(ExprId e, std::uint32_t n) const { return children[expressions[e].first_child + n]; }
};

// "Agreement of Aland and Beland, article 7, paragraph 2"; "" for a rule outside every text.
std::string to_string(Program const& program, CitationId citation);
// A value as people and cases write it: "1621.00 BRL", "12 months", "2005-06-01", "BR", "yes".
std::string to_string(Program const& program, model::Value const& value, TypeId type);
// The local that holds the state in whose unit a quantity, or the elements of a list, are counted; none otherwise.
std::uint32_t unit_local(Program const& program, TypeId type);
// The type of a quantity of `state`, or of a list of such, where `type` leaves its unit to a state; else `type`.
TypeId type_in_unit_of(Program const& program, TypeId type, model::Value const& state);
// The same, of what has these arguments.
TypeId type_for(Program const& program, TypeId type, std::vector<model::Value> const& arguments);
// By its name, with its package where another one has a conversion of that name.
std::string conversion_name(Program const& program, std::uint32_t conversion);
// "months", "money BRL", "list of state".
std::string type_name(Program const& program, TypeId type);
// "month", "sum": how a message names a time.
std::string per_name(model::Per per);
// How it stands after a currency: ` per month`; nothing for a sum.
std::string per_text(model::Per per);
// The currency and time of the money of a state; no currency where none is declared.
model::Amount nothing_of(Program const& program, model::StateId state, Type const& money);
// A State that no package declares is kept by its code of two capital letters. Precondition: it is such a code.
model::StateId undeclared_state(std::string_view code);
bool is_state_code(std::string_view word);  // two capital letters
// "BR", declared or not; "?" for what is no State.
std::string state_code(Program const& program, model::StateId state);
// Whether a route is written for these variables of its award.
bool is_for(Route const& route, std::vector<model::Value> const& arguments);
// "reference_earnings(BR)": how blockers, tests and reports name a fact. Arguments have the parameters' types.
std::string fact_path(Program const& program, FactId fact, std::vector<model::Value> const& arguments);

}  // namespace convenio::core
