// The tree of a rule file: every node type of the language, each with its place.
// Knows how rules are written; knows nothing of what they mean (names are unresolved,
// types are unchecked). `docs/language.md` is its description.
// Laid out by hand, as a table to read.
// clang-format off
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "grammar/terms/terms.hpp"
#include "grammar/text/source.hpp"

namespace convenio::syntax {

using text::Span;

// Empty text: the name is missing and a diagnostic has been given.
struct Name {
  std::string text;
  Span span;
};

// `a` or `package.a`; also the dotted paths of expressions, which the checker takes apart.
struct Path {
  std::vector<Name> parts;
  Span span;
};

struct Text {
  std::string value;
  Span span;
};

// A number as written, without the `_` between its thousands.
struct Figure {
  std::string digits;
  Span span;
};

struct Date {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  friend bool operator==(Date const&, Date const&) = default;
};

enum class Unit { days, weeks, months, quarters, years, calendar_days, calendar_months, calendar_years };
using terms::MissingDay;
using terms::Per;
using terms::RoundingMode;

// ---------------------------------------------------------------- types

struct Type {
  enum class Kind {
    broken, truth, whole, ratio, money, date, quantity, text, state, period, history, conversion, list, named
  };
  Kind kind = Kind::broken;
  Unit unit = Unit::days;        // quantity: days .. years, calendar_days, calendar_months
  std::optional<Name> currency;  // money CUR
  std::optional<Name> of;        // money of NAME, quantity of NAME, RECORD of NAME
  Per per = Per::sum;            // money ... per month
  std::unique_ptr<Type> element; // list of T
  Path name;                     // enumeration or record
  Span span;
};

// ---------------------------------------------------------------- expressions

struct Expr;
using ExprPtr = std::unique_ptr<Expr>;

enum class UnaryOp { negate, not_ };
enum class BinaryOp {
  or_, and_, is, is_not, less, less_equal, greater, greater_equal, in, not_in,
  add, subtract, multiply, divide
};

struct Broken {};
struct Number { std::string digits; bool percent = false; };   // digits without `_`
struct Quantity { std::string digits; Unit unit{}; };
struct Money { std::string digits; Name currency; Per per = Per::sum; };
// `zero of S`, `1 unit of the money of S`. Without a time it is of the time that is wanted there.
struct MoneyOf { std::string digits; Path state; std::optional<Per> per; bool zero = false; };
struct DateLiteral { Date date; };
struct Truth { bool value = false; };
struct TextLiteral { std::string value; };
struct Reference { Path path; };
struct Argument {
  std::string label;  // the word before it: "" for the first, "," or `for`, `on`, ...
  Span label_span;
  ExprPtr value;
};
struct Call { Path callee; std::vector<Argument> arguments; };
struct Field { ExprPtr object; Name field; };
struct Unary { UnaryOp op{}; ExprPtr operand; };
struct Binary { BinaryOp op{}; Span op_span; ExprPtr left, right; };
struct Rounded { ExprPtr value; RoundingMode mode{}; ExprPtr step; };
// `factor` absent: by what the times themselves are; else so many of the shorter time are one of the longer.
struct Restated { ExprPtr value; Per per{}; ExprPtr factor; };
struct Converted { ExprPtr value; std::optional<Name> currency; std::optional<Name> of; ExprPtr rate; };
struct Missing { ExprPtr value; MissingDay mode{}; };
struct AsOf { ExprPtr value, date; };
struct If { ExprPtr condition, yes, no; };
struct Binding { Name name; ExprPtr value; };
struct Let { std::vector<Binding> bindings; ExprPtr body; };
struct Arm { std::vector<Path> values; bool otherwise = false; ExprPtr body; Span span; };
struct Match { ExprPtr subject; std::vector<Arm> arms; };
// those / exists / every / sum / number / list / first; `value` for sum and list only,
// `condition` absent where none is written.
struct Comprehension {
  enum class Kind { those, exists, every, sum, number, list, first };
  Kind kind{};
  Name variable;
  ExprPtr source, condition, value;
};
struct Carry { Name accumulator; ExprPtr start; Name variable; ExprPtr source, step; };
struct ListLiteral { std::vector<ExprPtr> items; };
struct Range { ExprPtr from, to, step; };  // `step` absent where none is written
struct Make { Path record; std::optional<Name> of; std::vector<Binding> fields; };
struct MakePeriod { ExprPtr state, from, to; };
struct With { ExprPtr object; std::vector<Binding> fields; };  // a copy with other values
struct PeriodRow {
  Name state;
  std::vector<Path> values;  // enumerated attribute values
  bool undated = false;      // `from` and `to` are then the limits between which its days lie
  std::optional<Date> from, to;  // both inclusive; absent only where undated
  std::vector<Binding> attributes;
  Span span;
};
struct Periods { std::vector<PeriodRow> rows; };
struct Convert {
  ExprPtr value;
  Unit to{};
  std::optional<Name> to_unit_of;  // then `to` says nothing
  ExprPtr table;                   // the name of a conversion, or what chooses one
  std::vector<Unit> via;
  std::optional<RoundingMode> mode;  // none: `exact`
};
struct Certified { ExprPtr value; Unit unit{}; };
struct Undefined { Text reason; };                     // the legal text gives no answer
struct NotEncoded { Text reason; };                    // the legal text does, and these files lack it
struct Unknown { std::optional<Text> reason; };        // only as a test fact
struct Contradictory { std::vector<ExprPtr> values; }; // only as a test fact

struct Expr {
  Span span;
  std::variant<Broken, Number, Quantity, Money, MoneyOf, DateLiteral, Truth, TextLiteral, Reference, Call, Field,
               Unary, Binary, Rounded, Restated, Converted, Missing, AsOf, If, Let, Match, Comprehension, Carry, ListLiteral,
               Range, Make, MakePeriod, With, Periods, Convert, Certified, Undefined,
               NotEncoded, Unknown, Contradictory>
      node;
};

// ---------------------------------------------------------------- declarations

struct Declaration;

struct Validity {            // both ends inclusive; absent means open
  std::optional<Date> from;
  std::optional<Date> until;
};

// `confidence`, `source` and `note` of a declaration, row or container.
struct Provenance {
  std::optional<Name> confidence;
  std::optional<Text> source;
  std::optional<Text> note;
};

struct Parameter {
  std::string label;           // the word before it, as in Argument
  Span label_span;
  Name name;
  std::optional<Type> type;    // none: a constant or a new name of an open rule's part
};

struct StateDecl { Name name; Text title; Name currency; Per per = Per::sum; };
struct CurrencyDecl {
  Name name;
  Text title;
  std::optional<Figure> minor;   // smallest unit, as written: "0.01"
  Validity validity;
  std::optional<Name> follows;
  std::optional<Figure> factor;  // so many of `follows` are 1 of this
};
struct Enumerator { Name name; std::optional<Text> title; };
struct EnumerationDecl { Name name; std::vector<Enumerator> values; };
struct ExtendDecl { Path enumeration; std::vector<Enumerator> values; };  // words for that of another package
struct RecordField { Name name; Type type; };
// `of`: the State in whose money fields may be. `says`: how it is told, with its fields as places.
struct RecordDecl { Name name; std::optional<Name> of; std::vector<RecordField> fields; std::optional<Text> says; };
struct Equation { Figure left_number; Unit left{}; Figure right_number; Unit right{}; Span span; };
struct ConversionDecl { Name name; std::optional<Text> title; std::vector<Equation> equations; };

// `held by WORD [of STATE] [by form "..."] [within 30 calendar days]`: who can say it; of which State, or of the State that a
// parameter of the fact is.
struct Deadline { Figure number; Unit unit{}; Span span; };
struct HeldBy { Name word; std::optional<Name> of; std::optional<Text> form = {}; std::optional<Deadline> within = {}; };
struct FactDecl {
  using Role = terms::FactRole;
  Role role{};
  Name name;
  std::vector<Parameter> parameters;
  Type type;
  Text question;
  ExprPtr fallback;  // `default`
  std::optional<HeldBy> held_by;
};
// unless_certified_otherwise: the default is not taken of a period whose certificate and dates disagree.
struct PeriodAttributeDecl {
  Name name;
  Type type;
  Text question;
  ExprPtr fallback;
  bool unless_certified_otherwise = false;
  std::optional<HeldBy> held_by;
};

// `says [yes | no] [when E] "..." [where NAME = E, ...]` after a rule or an exception: what people are told of its value.
struct Saying {
  std::optional<bool> value;   // of a truth: only where it has this one
  ExprPtr condition;           // absent where none is written
  Text text;                   // with places, `{name}`
  std::vector<Binding> places;
  Span span;
};
// `enacted`: the day on which it became law, and so could be known; before it, what it replaces was.
struct RuleVersion { Validity validity; ExprPtr body; Span span; std::optional<Date> enacted; };
struct RuleDecl {
  bool open = false;
  // impossible: a condition that no true case meets; remark: one that the decision mentions. `title` says what it is.
  enum class Condition { no, impossible, remark };
  Condition condition{};
  Name name;
  std::optional<Text> title;
  std::vector<Parameter> parameters;
  std::optional<Type> result;            // absent only in a part of an open rule
  ExprPtr body;                          // either a body
  std::vector<RuleVersion> versions;     // or versions
  std::vector<Saying> says;
};
struct ExceptionDecl {
  Name name;
  Path rule;
  std::vector<Path> overrides;
  ExprPtr condition, body;
  std::vector<Saying> says;
};

struct Key {
  using Kind = terms::KeyKind;
  Kind kind{};
  ExprPtr low, high;  // `value` uses low
  Span span;
};
// Of a row group `rows` go on where its keys end, and there is no value; what is said of it is said of each of them.
struct Row {
  std::vector<Key> keys;
  ExprPtr value;
  std::vector<Row> rows;
  Provenance provenance;
  Span span;
  std::optional<Date> enacted;
  std::optional<Date> known_to;  // beyond that day the value is not encoded
  std::optional<Text> checked;   // by what independent of the source
};
// What is said at once of all rows of a table that do not say it themselves.
struct OfRows { std::optional<Date> known_to; std::optional<Text> checked; bool until_amended = false; };
// A parameter is a table whose last key is the date that governs it, or one constant. `keys`: those before the date.
struct ParameterDecl {
  Name name;
  std::optional<Text> title;
  std::vector<Parameter> keys;
  Type type;
  ExprPtr constant;
  std::vector<Row> rows;
  OfRows said;  // of the constant, too
};
struct TableDecl {
  Name name;
  std::optional<Text> title;
  std::vector<Parameter> keys;
  Type type;
  std::vector<Row> rows;
  OfRows said;
};

struct PrecedenceDecl {
  using Domain = terms::PrecedenceDomain;
  using Otherwise = terms::Otherwise;
  Name name;
  std::vector<Parameter> parameters;
  Domain domain{};
  Path award;                 // routes of this award
  std::vector<Path> order;
  Otherwise otherwise{};
  std::optional<Text> reason; // of `undefined`
};
struct StandsDecl {
  Name name;
  Path precedence;
  ExprPtr condition;         // absent only where routes are ranked, or stand in the order of their steps
  std::vector<Path> routes;  // each over those after it
  bool by_amount = false;    // of the routes, the one that pays more over the others; of equal ones the first
  bool by_step = false;      // each route over those at later steps of their award
  std::optional<Text> says = {};  // what is told where it decided
};
struct ApartDecl { Path precedence; };  // `undated periods apart in ...`
struct DecidedDecl { ExprPtr date; };   // the day by which law is known

struct Generator { Name variable; ExprPtr source; };
// `states NAME "title" [always] is E`: what is said of an award besides its amount; `always`: also of one that is refused.
struct Particular { Name name; std::optional<Text> title; bool always = false; ExprPtr value; };
struct AwardDecl {
  Name name;
  std::optional<Text> title;
  std::vector<Generator> generators;
  Type type;
  ExprPtr payments;  // `paid E times a year`
  std::vector<Particular> particulars;
  Path precedence;
  Path steps;        // the enumeration whose words, in their order, its routes stand at
};
struct RouteDecl {
  Name name;
  Path award;
  std::optional<Text> title;
  ExprPtr when, entitled, grants;
  std::vector<Path> arguments;  // none written: every one. Else a constant, or the variable of the award
  Path step;                    // a word of the steps of the award
  std::vector<Particular> particulars;  // what the route says of the award where it grants it
};
struct QuestionDecl {
  Name name;
  std::optional<Text> title;
  std::vector<Generator> generators;
  ExprPtr when;
  Type type;
  ExprPtr body;
};

struct ContradictionDecl { Name name; Text sides; std::optional<Text> resolution; };
struct PartiesDecl { std::vector<Name> states; Validity validity; ExprPtr condition; };  // `while`, if one is written
struct PairDecl { Name first, second; Validity validity; };
struct ReplacesDecl { Text instrument; std::vector<Name> between; bool keeps_acquired_rights = false; };
// identifier, review, languages ...: `languages` has names, the others one text.
struct FieldDecl { Name field; std::optional<Text> text; std::vector<Name> names; };
struct GovernedDecl { ExprPtr date; };
struct CountsDecl { Unit unit{}; };  // `counts in UNIT`: in which unit the State of a scheme counts insurance
struct AppliesDecl { std::vector<Parameter> subject; ExprPtr condition; };  // `applies [to NAME: TYPE] when ...`

// What texts of the package, and of those it imports, are in another language: titles, questions, words, sentences.
struct TranslationDecl {
  struct Entry { Text original, translated; };
  Name language;
  std::vector<Entry> entries;
};

struct ContainerDecl {
  enum class Kind { agreement, regulation, scheme, article, paragraph, interpretation };
  Kind kind{};
  Name name;                     // of an article or paragraph: its label
  std::optional<Text> title;
  std::optional<Name> of;        // regulation: the agreement; scheme: the state
  std::optional<Text> by;        // interpretation: who reads it so
  Validity validity;             // article, paragraph
  std::vector<Declaration> items;
};

struct FactValue { Path fact; std::vector<Argument> arguments; ExprPtr value; Span span; };
struct LedgerRow { Name state; Date from, to; Name displaced_by; Path clause; Span span; };
struct Expectation {
  // holds: `expr` must be yes. status: `expr` (an award call or any expression) has `status`. decision: `awards`, each
  // of kind status, are all there are.
  using Kind = terms::ExpectationKind;
  Kind kind{};
  ExprPtr expr;
  std::optional<Name> particular;  // of the award that `expr` calls; `is` gives the value that is expected
  ExprPtr is;
  Name status;
  std::optional<Path> by_route;
  ExprPtr amount;
  std::vector<ExprPtr> for_facts;
  std::vector<LedgerRow> ledger;
  std::vector<Expectation> awards;
  Span span;
};
struct SampleDecl { Name name; std::optional<Path> like; std::vector<FactValue> facts; };
struct TestDecl {
  Text title;
  std::optional<Path> like;
  std::vector<FactValue> facts;
  std::vector<FactValue> given;  // of rules, parameters and tables, whatever they say themselves
  std::vector<Expectation> expectations;
};

struct Declaration {
  Span span;
  Provenance provenance;
  std::variant<Broken, StateDecl, CurrencyDecl, EnumerationDecl, ExtendDecl, RecordDecl, ConversionDecl, FactDecl,
               PeriodAttributeDecl, RuleDecl, ExceptionDecl, ParameterDecl, TableDecl, PrecedenceDecl,
               StandsDecl, ApartDecl, DecidedDecl, AwardDecl, RouteDecl, QuestionDecl, ContradictionDecl, PartiesDecl, PairDecl,
               ReplacesDecl, FieldDecl, GovernedDecl, CountsDecl, AppliesDecl, TranslationDecl, ContainerDecl, SampleDecl, TestDecl>
      node;
};

// Where a file could not be read as it stands. The tree has what was read all the same; what is missing or does not
// fit because of it is no fault of its own.
struct Unread {
  enum class Kind {
    part,         // of a declaration: its head, a row, a clause, a statement
    declaration,  // it could not be read to its end
    nameless      // not even the name of what was declared could be read
  };
  Kind kind{};
  Span span;
  std::string name;                // of the declaration, if it stands there, as it was read
  std::vector<std::string> words;  // that stand there; each may be a name that was declared
};

struct File {
  text::SourceId source = text::no_source;
  Name package;
  std::vector<Name> imports;
  std::vector<Declaration> declarations;
  bool tests_left_out = false;  // `declarations` has no tests and samples, whatever the text has
  std::vector<Unread> unread;  // in the order of the places
};

}  // namespace convenio::syntax
