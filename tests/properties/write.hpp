// A tree as the tokens of a rule file, with as few or as many parentheses as chance wants.
// Knows where the grammar needs parentheses; must not know white space (layout.hpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/syntax/tree.hpp"
#include "tests/properties/random.hpp"

namespace convenio::properties {

class Writer {
 public:
  explicit Writer(Random& random) : random_(random) {}

  std::vector<std::string> file(syntax::File const& file);
  void declaration(syntax::Declaration const& declaration);
  // `least`: how tightly it must bind (operator_power below); `tail`: nothing follows that it could swallow.
  void expression(syntax::Expr const& expr, int least = 1, bool tail = true);

  // One overload for each alternative of Expr and Declaration.
  void operator()(syntax::Broken const&) {}
  void operator()(syntax::Number const& node);
  void operator()(syntax::Quantity const& node);
  void operator()(syntax::Money const& node);
  void operator()(syntax::MoneyOf const& node);
  void operator()(syntax::Restated const& node);
  void operator()(syntax::Converted const& node);
  void operator()(syntax::DateLiteral const& node);
  void operator()(syntax::Truth const& node);
  void operator()(syntax::TextLiteral const& node);
  void operator()(syntax::Reference const& node);
  void operator()(syntax::Call const& node);
  void operator()(syntax::Field const& node);
  void operator()(syntax::Unary const& node);
  void operator()(syntax::Binary const& node);
  void operator()(syntax::Rounded const& node);
  void operator()(syntax::Missing const& node);
  void operator()(syntax::AsOf const& node);
  void operator()(syntax::If const& node);
  void operator()(syntax::Let const& node);
  void operator()(syntax::Match const& node);
  void operator()(syntax::Comprehension const& node);
  void operator()(syntax::Carry const& node);
  void operator()(syntax::ListLiteral const& node);
  void operator()(syntax::Range const& node);
  void operator()(syntax::Make const& node);
  void operator()(syntax::MakePeriod const& node);
  void operator()(syntax::With const& node);
  void operator()(syntax::Periods const& node);
  void operator()(syntax::Convert const& node);
  void operator()(syntax::Certified const& node);
  void operator()(syntax::Undefined const& node);
  void operator()(syntax::NotEncoded const& node);
  void operator()(syntax::Unknown const& node);
  void operator()(syntax::Contradictory const& node);

  void operator()(syntax::StateDecl const& node);
  void operator()(syntax::CurrencyDecl const& node);
  void operator()(syntax::EnumerationDecl const& node);
  void operator()(syntax::ExtendDecl const& node);
  void operator()(syntax::RecordDecl const& node);
  void operator()(syntax::ConversionDecl const& node);
  void operator()(syntax::FactDecl const& node);
  void operator()(syntax::PeriodAttributeDecl const& node);
  void operator()(syntax::RuleDecl const& node);
  void operator()(syntax::ExceptionDecl const& node);
  void operator()(syntax::ParameterDecl const& node);
  void operator()(syntax::TableDecl const& node);
  void operator()(syntax::PrecedenceDecl const& node);
  void operator()(syntax::ApartDecl const& node);
  void operator()(syntax::DecidedDecl const& node);
  void said(syntax::OfRows const& of_rows);
  void operator()(syntax::StandsDecl const& node);
  void operator()(syntax::AwardDecl const& node);
  void operator()(syntax::RouteDecl const& node);
  void operator()(syntax::QuestionDecl const& node);
  void operator()(syntax::ContradictionDecl const& node);
  void operator()(syntax::PartiesDecl const& node);
  void operator()(syntax::PairDecl const& node);
  void operator()(syntax::ReplacesDecl const& node);
  void operator()(syntax::FieldDecl const& node);
  void operator()(syntax::GovernedDecl const& node);
  void operator()(syntax::CountsDecl const& node);
  void operator()(syntax::AppliesDecl const& node);
  void operator()(syntax::ContainerDecl const& node);
  void operator()(syntax::TranslationDecl const& node);
  void operator()(syntax::SampleDecl const& node);
  void operator()(syntax::TestDecl const& node);

 private:
  void paid(syntax::Per per);
  void versions(syntax::RuleDecl const& node);
  void says(std::vector<syntax::Saying> const& all);
  using Tokens = std::vector<std::string>;

  void put(std::string_view token) { out_.emplace_back(token); }
  void bracket_from(std::size_t start);  // what was written since
  void words(std::string_view spaced);  // "as of"
  void name(syntax::Name const& name) { put(name.text); }
  void path(syntax::Path const& path);
  void paths(std::vector<syntax::Path> const& paths);
  void names(std::vector<syntax::Name> const& names);
  void text(std::string const& value);
  void title(std::optional<syntax::Text> const& title);
  void digits(std::string const& digits);
  void unit(syntax::Unit unit);
  void date(syntax::Date const& date);
  void type(syntax::Type const& type);
  void bracketed(syntax::Expr const& expr);
  // An expression that stands before `:`, where money would be read as the beginning of the next thing.
  void before_colon(syntax::Expr const& expr);
  void binding(syntax::Binding const& binding);
  void arguments(std::vector<syntax::Argument> const& arguments);
  void parameters(std::vector<syntax::Parameter> const& parameters, bool empty = false);
  void title_and_parameters(std::optional<syntax::Text> const& of, std::vector<syntax::Parameter> const& all,
                            bool empty = false);
  void validity(syntax::Validity const& validity);
  void provenance(syntax::Provenance const& provenance);
  template <typename Asked>
  void question(Asked const& node);  // the type, the question, the default: of a fact or a period attribute
  void key(syntax::Key const& key);
  void rows(std::vector<syntax::Row> const& rows);
  void values(std::vector<syntax::Enumerator> const& all);
  void generators(std::vector<syntax::Generator> const& generators);
  void particulars(std::vector<syntax::Particular> const& all);
  void value_of(syntax::Expr const& expr);  // of a row, a parameter or a fact
  void fact(syntax::FactValue const& fact);
  void expectation(syntax::Expectation const& expectation);
  void status(syntax::Expectation const& expectation);
  Tokens apart(auto const& write);  // the tokens that `write` puts, not put

  Random& random_;
  Tokens out_;
  struct Within {
    bool step = false;   // the end of a range, where a bare `by` would begin its step
    bool let = false;    // the value of a `let`, where a bare `in` would end it
    bool dates = false;  // the dates of a period, where a bare `with` would change the period
  } within_;
  bool tail_ = true;                                // of the expression that is being written
  syntax::Provenance const* provenance_ = nullptr;  // of the declaration that is being written
};

}  // namespace convenio::properties
