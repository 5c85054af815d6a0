// Random trees: every node type of grammar/syntax/tree.hpp, whatever it would mean.
// Knows what the grammar can express; must not know how a tree is written down.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/syntax/tree.hpp"
#include "tests/properties/random.hpp"

namespace convenio::properties {

class Grower {
 public:
  Grower(Random& random, int size) : random_(random), size_(size) {}

  syntax::File file();
  syntax::ExprPtr expression(int depth);
  syntax::Declaration declaration(int depth, bool inside);

 private:
  // names, texts, numbers (grow_expressions.cpp)
  syntax::Name name();
  syntax::Name free_word();  // a name, or a word that is one only at its place
  syntax::Name any_word();   // after a dot and in records: any word at all
  syntax::Path path(bool dotted = true);
  syntax::Text text();
  syntax::Text reason();  // never empty
  std::optional<syntax::Text> maybe_text(unsigned percent = 30);
  syntax::Date date();
  std::string digits(bool point);
  syntax::Unit unit(bool calendar);
  syntax::Name currency();
  syntax::Type type(int depth = 2);
  std::string label();
  syntax::RoundingMode rounding();
  syntax::ExprPtr make(decltype(syntax::Expr::node) node) const;
  syntax::ExprPtr leaf();
  syntax::ExprPtr operation(int depth);
  syntax::ExprPtr form(int depth);
  syntax::ExprPtr comprehension(int depth);
  syntax::ExprPtr periods(int depth);
  syntax::Binding binding(int depth, bool word);
  std::vector<syntax::Argument> arguments(int depth);

  // declarations (grow_declarations.cpp)
  syntax::Validity validity(bool needed = false);
  syntax::Provenance provenance(unsigned percent = 15);
  syntax::OfRows said();
  std::vector<syntax::Parameter> parameters();
  std::vector<syntax::Row> rows(std::size_t keys, int depth, bool of_group = false);
  std::vector<syntax::Generator> generators(int depth);
  std::vector<syntax::Name> names();
  std::vector<syntax::FactValue> facts(int depth);
  syntax::Declaration data(int depth);
  syntax::Declaration decisive(int depth);
  syntax::Declaration asked(int depth);
  syntax::Declaration tried(int depth);
  syntax::Declaration field(int depth);
  syntax::Declaration container(int depth, bool inside);
  syntax::Expectation expectation(int depth);
  syntax::Expectation status(syntax::ExprPtr of, int depth);
  std::optional<syntax::HeldBy> held_by();

  Random& random_;
  int size_;
};

}  // namespace convenio::properties
