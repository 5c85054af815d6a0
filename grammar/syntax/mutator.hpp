// The walker behind mutants.hpp. Private to grammar/syntax.
// Collects changes; makes none.
#pragma once

#include <concepts>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/syntax/dump.hpp"
#include "grammar/syntax/mutants.hpp"

namespace convenio::syntax {

// A number with its last digit one higher or lower, as in "0.25" and "0.26"; nothing below zero.
std::optional<std::string> next_number(std::string const& digits, bool up);
Date next_day(Date const& date, bool up);

// A plain number, quantity, amount or date one step higher or lower; null for everything else.
ExprPtr next_value(Expr const& value, bool up);
// A plain value as it would be written; "" for everything else. `grouped`: with `_` between thousands.
std::string written(Expr const& value, bool grouped);

template <class Node, class... Others>
concept one_of = (std::same_as<Node, Others> || ...);

class Mutator {
 public:
  Mutator(std::vector<File>& files, std::string_view package, text::Sources const& sources);
  std::vector<Mutant> take();

  // One overload for each alternative of Expr and Declaration; the compiler asks for a new one. What holds
  // nothing to change, or is changed where it stands, is a leaf.
  template <class Node>
  requires one_of<Node, Broken, Number, Quantity, Money, MoneyOf, DateLiteral, TextLiteral, Periods,
                  Undefined, NotEncoded, Unknown, Contradictory, StateDecl, EnumerationDecl, ExtendDecl,
                  RecordDecl, ApartDecl, ContradictionDecl, ReplacesDecl, FieldDecl, TranslationDecl, SampleDecl, TestDecl>
  void operator()(Node&) {}
  void operator()(Truth& node);
  void operator()(Reference& node);
  void operator()(Call& node);
  void operator()(Field& node);
  void operator()(Unary& node);
  void operator()(Binary& node);
  void operator()(Rounded& node);
  void operator()(Restated& node);
  void operator()(Converted& node);
  void operator()(Missing& node);
  void operator()(AsOf& node);
  void operator()(If& node);
  void operator()(Let& node);
  void operator()(Match& node);
  void operator()(Comprehension& node);
  void operator()(Carry& node);
  void operator()(ListLiteral& node);
  void operator()(Range& node);
  void operator()(Make& node);
  void operator()(MakePeriod& node);
  void operator()(With& node);
  void operator()(Convert& node);
  void operator()(Certified& node);

  void operator()(CurrencyDecl& node);
  void operator()(ConversionDecl& node);
  void operator()(FactDecl& node);
  void operator()(PeriodAttributeDecl& node);
  void operator()(RuleDecl& node);
  void operator()(ExceptionDecl& node);
  void operator()(ParameterDecl& node);
  void operator()(TableDecl& node);
  void operator()(PrecedenceDecl& node);
  void operator()(StandsDecl& node);
  void operator()(DecidedDecl& node);
  void operator()(AwardDecl& node);
  void operator()(RouteDecl& node);
  void operator()(QuestionDecl& node);
  void operator()(PartiesDecl& node);
  void operator()(PairDecl& node);
  void operator()(GovernedDecl& node);
  void operator()(CountsDecl& node);
  void operator()(AppliesDecl& node);
  void operator()(ContainerDecl& node);

 private:
  struct StatePlace {
    Name* name;
    std::size_t mutant;            // waits there for the state to swap with
    std::set<std::string> beside;  // in the same call or list: these are no change worth trying
  };
  // An end of a range: moving the boundary moves the ends on both of its sides.
  struct End {
    std::function<void()> up, down;  // swaps
    std::string value, higher, lower;
    Span span;
  };

  void learn_names(Declaration const& declaration);
  void learn_words(ExtendDecl const& extension, std::vector<File> const& files);
  void declaration(Declaration& declaration);
  void expression(ExprPtr& expression);
  void expressions(std::vector<ExprPtr>& all);
  void bindings(std::vector<Binding>& all);
  void parameters(std::vector<Parameter>& all);
  void generators(std::vector<Generator>& all);
  void exchanged(std::vector<Path>& order);
  void rows(std::vector<Row>& all);
  void row_ends(std::vector<Row*> const& all, std::size_t column);
  void versions(std::vector<RuleVersion>& all);
  void validity(Validity& validity);
  void day(std::optional<Date>& place, Span within);  // one later or earlier
  void ends(std::map<std::string, std::vector<End>> const& boundaries);
  void name(Name& name);
  void constant(ExprPtr& place);
  void digits(std::string& digits, Span span);
  void callee(Path& path);
  template <class Walk>
  void among(std::vector<Expr const*> const& siblings, Walk walk);

  void add(Span span, std::string change, std::function<void()> swap);
  template <class Value>
  void change(Span span, Value& place, Value value, std::string const& change) {
    auto other = std::make_shared<Value>(std::move(value));
    add(span, change, [&place, other] { std::swap(place, *other); });
  }
  std::string_view slice(Span span) const { return sources_.slice(span); }
  // The first place of a word in a stretch of text; the stretch if it is not there.
  Span find(Span within, std::string_view word) const;

  text::Sources const& sources_;
  std::vector<std::string> states_;               // as declared
  std::set<std::string> used_;                    // states that the rules of the package name
  std::map<std::string, std::string> next_word_;  // of the same enumeration
  std::vector<ExtendDecl const*> extensions_;
  std::vector<StatePlace> state_places_;
  std::set<std::string> beside_;
  std::vector<std::string> place_;  // the containers around
  Span span_;                       // of the expression or declaration at hand
  std::vector<Mutant> mutants_;
};

}  // namespace convenio::syntax
