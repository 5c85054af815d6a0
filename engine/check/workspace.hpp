// What the questions of the checker share: the program under construction, the packages with their names,
// and for every declaration its tree and the place where it stands.
// Holds data only; each question has its own file.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/program.hpp"
#include "grammar/syntax/tree.hpp"
#include "grammar/text/diagnostic.hpp"

namespace convenio::check {

using core::CitationId;
using core::ExprId;
using core::TextId;
using core::TypeId;
using model::none;
using text::Span;

// Where a declaration stands.
struct Site {
  std::uint32_t package = none;
  CitationId citation = 0;
  TextId text = none;
  core::Validity validity;  // of all enclosing articles and paragraphs together
  bool dated = false;       // `validity` restricts something
};

enum class Kind : std::uint8_t {
  state,
  currency,
  enumeration,
  record,
  conversion,
  fact,
  rule,
  table,
  precedence,
  award,
  question
};
char const* describe(Kind kind);  // "a rule"

struct Symbol {
  Kind kind{};
  std::uint32_t index = none;
  std::uint32_t package = none;
  Span span;
};

struct Package {
  std::string name;
  Span span;
  std::vector<std::uint32_t> visible;  // itself first, then its imports
  std::map<std::string, Symbol, std::less<>> names;
  std::map<std::string, Symbol, std::less<>> type_names;  // a fact may be called like its enumeration
  std::map<std::string, std::vector<model::Enumerated>, std::less<>> enumerators;
  std::map<std::string, TextId, std::less<>> texts;
  std::map<std::string, std::uint32_t, std::less<>> samples;
};

// A word of an enumeration as a rule file writes it. The package need not be that of the enumeration.
struct Word {
  std::string name;
  std::uint32_t package = none;
  Span span;
};

template <class Decl>
struct Declared {
  Decl const* decl = nullptr;
  Site site;
  Span span;
};

struct RuleInfo {
  syntax::RuleDecl const* decl = nullptr;  // none: the date that governs a text
  syntax::Expr const* governed = nullptr;  // that date
  // Neither declared nor a date: what a text applies to, or while a State is a party.
  syntax::Expr const* condition = nullptr;
  std::vector<syntax::Parameter> const* subject = nullptr;  // of such a condition
  syntax::Expr const* particular = nullptr;  // of an award; its type is that of the expression
  model::AwardId of_award = none;            // of such a one
  std::uint32_t place = none;                // among the particulars of the award
  bool by_route = false;                     // stated by a route: its type is that of the award's own
  Site site;
  std::vector<std::string> labels;
  bool dated = false;    // takes the governing date as its last argument
  bool invites = false;  // `open`: other packages may answer it, or state exceptions
  std::vector<Declared<syntax::RuleDecl>> parts;
  std::vector<Declared<syntax::ExceptionDecl>> exceptions;
};
struct TableInfo {
  syntax::ParameterDecl const* parameter = nullptr;  // either this
  syntax::TableDecl const* table = nullptr;          // or this
  Site site;
  std::vector<std::string> labels;
  bool dated = false;
};
struct FactInfo {
  Declared<syntax::FactDecl> declared;
  std::vector<std::string> labels;
};
struct AttributeInfo : Declared<syntax::PeriodAttributeDecl> {
  std::optional<model::Value> fallback;
};
struct PrecedenceInfo {
  Declared<syntax::PrecedenceDecl> declared;
  std::vector<std::string> labels;
  std::vector<Declared<syntax::StandsDecl>> clauses;
};
struct AwardInfo {
  Declared<syntax::AwardDecl> declared;
  std::vector<TypeId> variables;  // types of the generators' variables
  std::vector<Declared<syntax::RouteDecl>> routes;
};

struct TextInfo {
  Span span;
  core::RuleId governing = none;  // own; see governing_rule()
};

// A declaration that waits for the one it belongs to.
template <class Decl>
using Waiting = std::vector<Declared<Decl>>;

struct Ungoverned {  // a use without a date of something that needs one
  bool table = false;
  std::uint32_t index = none;
  Span use;
};

struct DatedCall {  // `RULE(...) as of DATE`
  core::RuleId rule = none;
  Span use;
};

struct Workspace {
  Workspace(text::Sources const& s, text::Diagnostics& d) : sources(s), diagnostics(d) {}
  text::Sources const& sources;
  std::size_t files =
      0;  // that are checked; the sources have those of packages that were not asked for as well
  text::Diagnostics& diagnostics;
  core::Program program;
  bool tests_left_out = false;  // of some file: what they use is not known

  std::vector<Package> packages;
  std::map<std::string, std::uint32_t, std::less<>> package_of;

  // In the order of the program's tables.
  std::vector<Declared<syntax::StateDecl>> states;
  std::vector<Declared<syntax::CurrencyDecl>> currencies;
  std::vector<Declared<syntax::EnumerationDecl>> enumerations;
  std::vector<std::vector<Word>> words;  // of each enumeration, in the order of its values
  std::vector<Declared<syntax::RecordDecl>> records;
  std::vector<Declared<syntax::ConversionDecl>> conversions;
  std::vector<AttributeInfo> attributes;
  std::vector<FactInfo> facts;
  std::vector<RuleInfo> rules;
  std::vector<TableInfo> tables;
  std::vector<PrecedenceInfo> precedences;
  std::vector<AwardInfo> awards;
  std::vector<Declared<syntax::QuestionDecl>> questions;
  std::vector<TextInfo> texts;
  std::vector<Declared<syntax::SampleDecl>> samples;
  std::vector<Declared<syntax::TestDecl>> tests;

  Waiting<syntax::RuleDecl> parts;
  Waiting<syntax::ExceptionDecl> exceptions;
  Waiting<syntax::StandsDecl> clauses;
  Waiting<syntax::ApartDecl> aparts;
  Waiting<syntax::RouteDecl> routes;
  Waiting<syntax::TranslationDecl> translations;
  std::vector<Ungoverned> ungoverned;
  std::vector<DatedCall> dated_calls;

  std::vector<syntax::Unread> unread;  // of all files
  // Declarations that were read, but not as they were meant: what others miss in them follows from that.
  std::vector<Span> damaged;
};

// Whether this declaration is damaged, or could not be read to its end.
bool is_damaged(Workspace const& ws, Span declaration);
// Whether something was declared that is not known, because it could not be read.
bool lacks_declarations(Workspace const& ws);

// The rule that gives the governing date of a text: its own, or its agreement's; none if there is none.
core::RuleId governing_rule(Workspace const& ws, TextId text);
// What a text applies to (`applies when`): its own conditions, or its agreement's; each a rule with at most
// one parameter.
std::vector<core::RuleId> applications(Workspace const& ws, TextId text);

// `word` in the form in which messages quote the user's words.
std::string quoted(std::string_view word);
// "did you mean `x`?", with `x` as the fix, or nothing when no candidate is near. For a fault that ends with
// `word`.
text::Hint did_you_mean(std::string_view word, std::vector<std::string> const& candidates);

model::Date to_date(syntax::Date const& date);
std::optional<model::Date> to_date(std::optional<syntax::Date> const& date);
// Reports a span that ends before it begins.
core::Validity to_validity(Workspace& ws, syntax::Validity const& validity, Span span);
model::Unit to_unit(syntax::Unit unit);

}  // namespace convenio::check
