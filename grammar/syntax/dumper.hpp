// The writer behind dump.hpp. Private to grammar/syntax.
// A line is a head word and its leaves; what lies below is indented by two.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/syntax/dump.hpp"

namespace convenio::syntax {

class Dumper {
 public:
  std::string take() { return std::move(out_); }

  void file(File const& file);
  void declaration(Declaration const& declaration);
  void expression(Expr const& expression);

  // One overload for each alternative of Expr and Declaration; the compiler asks for a new one.
  void operator()(Broken const& node);
  void operator()(Number const& node);
  void operator()(Quantity const& node);
  void operator()(Money const& node);
  void operator()(MoneyOf const& node);
  void operator()(DateLiteral const& node);
  void operator()(Truth const& node);
  void operator()(TextLiteral const& node);
  void operator()(Reference const& node);
  void operator()(Call const& node);
  void operator()(Field const& node);
  void operator()(Unary const& node);
  void operator()(Binary const& node);
  void operator()(Rounded const& node);
  void operator()(Restated const& node);
  void operator()(Converted const& node);
  void operator()(Missing const& node);
  void operator()(AsOf const& node);
  void operator()(If const& node);
  void operator()(Let const& node);
  void operator()(Match const& node);
  void operator()(Comprehension const& node);
  void operator()(Carry const& node);
  void operator()(ListLiteral const& node);
  void operator()(Range const& node);
  void operator()(Make const& node);
  void operator()(MakePeriod const& node);
  void operator()(With const& node);
  void operator()(Periods const& node);
  void operator()(Convert const& node);
  void operator()(Certified const& node);
  void operator()(Undefined const& node);
  void operator()(NotEncoded const& node);
  void operator()(Unknown const& node);
  void operator()(Contradictory const& node);

  void operator()(StateDecl const& node);
  void operator()(CurrencyDecl const& node);
  void operator()(EnumerationDecl const& node);
  void operator()(ExtendDecl const& node);
  void operator()(RecordDecl const& node);
  void operator()(ConversionDecl const& node);
  void operator()(FactDecl const& node);
  void operator()(PeriodAttributeDecl const& node);
  void operator()(RuleDecl const& node);
  void operator()(ExceptionDecl const& node);
  void operator()(ParameterDecl const& node);
  void operator()(TableDecl const& node);
  void operator()(PrecedenceDecl const& node);
  void operator()(StandsDecl const& node);
  void operator()(ApartDecl const& node);
  void operator()(DecidedDecl const& node);
  void operator()(AwardDecl const& node);
  void operator()(RouteDecl const& node);
  void operator()(QuestionDecl const& node);
  void operator()(ContradictionDecl const& node);
  void operator()(PartiesDecl const& node);
  void operator()(PairDecl const& node);
  void operator()(ReplacesDecl const& node);
  void operator()(FieldDecl const& node);
  void operator()(GovernedDecl const& node);
  void operator()(CountsDecl const& node);
  void operator()(AppliesDecl const& node);
  void operator()(TranslationDecl const& node);
  void says(std::vector<Saying> const& all);
  void operator()(ContainerDecl const& node);
  void operator()(SampleDecl const& node);
  void operator()(TestDecl const& node);

 private:
  // Begins a line; what is written until it is destroyed lies below it.
  class Line {
   public:
    Line(Dumper& dumper, std::string_view head);
    Line(Line const&) = delete;
    Line& operator=(Line const&) = delete;
    ~Line();

   private:
    Dumper& dumper_;
  };

  void leaf(std::string_view word);  // on the line that was begun last
  void leaf(Name const& name) { leaf(name.text.empty() ? std::string_view("(missing)") : name.text); }
  void leaf(Path const& path);
  void leaf(Text const& text);
  void leaf(std::optional<Text> const& text);
  void leaf(Validity const& validity);
  void leaf(Type const& type);
  void below(std::string_view head, ExprPtr const& expression);  // nothing where it is absent
  void paths(std::string_view head, std::vector<Path> const& paths);
  void parameters(std::vector<Parameter> const& parameters);
  void arguments(std::vector<Argument> const& arguments);
  void binding(Binding const& binding);
  void rows(std::vector<Row> const& rows);
  void enumerators(std::vector<Enumerator> const& values);
  void key(Key const& key);
  void provenance(Provenance const& provenance);
  void said(OfRows const& of_rows);
  void generators(std::vector<Generator> const& generators);
  void particulars(std::vector<Particular> const& list);
  void facts(std::vector<FactValue> const& facts, char const* what = "fact");
  void held_by(std::optional<HeldBy> const& clause);
  void expectation(Expectation const& expectation);

  std::string out_;
  std::size_t depth_ = 0;
};

}  // namespace convenio::syntax
