// From the concrete tree to the syntax tree: precedence folded, dates and numbers checked, texts unescaped.
// What the grammar takes too widely is refused here, in better words than a grammar has.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "grammar/parser/node.hpp"
#include "grammar/parser/session.hpp"
#include "grammar/syntax/tree.hpp"

namespace convenio::grammar {

syntax::File build(Node const& root, Session& session);

// Private to build_*.cpp.
class Builder {
 public:
  explicit Builder(Session& session) : session_(session) {}

  syntax::Declaration declaration(Node const& node);
  // A declaration of a list; a sentence joins the rule or exception before it.
  void join(std::vector<syntax::Declaration>& list, Node const& node);
  // Of what is told by a text alone: a record, a clause.
  struct Teller { std::string_view name, of; text::Hint hint; };
  void tell(Teller const& teller, std::optional<syntax::Text>& says, syntax::Declaration& declared, Node const& node);
  void refuse_outside(syntax::Declaration const& declaration);  // of a field at the top of a file

  // build_tokens.cpp
  text::Span span(Node const& node) const { return {session_.source, node.begin, node.end}; }
  syntax::Name name(Node const& node) const;
  syntax::Path path(Node const& node) const;
  syntax::Text text(Node const& node);
  syntax::Text reason(Node const& node);  // a text that must say something
  syntax::Date date(Node const& node);
  std::string digits(Node const& node);
  std::optional<syntax::Per> per_in(Node const& node) const;
  syntax::Figure figure(Node const& node) { return {digits(node), span(node)}; }
  syntax::Unit unit(Node const& node);
  syntax::Type type(Node const& node);
  syntax::Validity validity(Node const& node);  // of its from, until and to children
  std::optional<syntax::Date> date_in(Node const& node, Kind clause);
  syntax::OfRows said(Node const& node);  // of the head of a table or parameter, and of a constant
  std::vector<syntax::Parameter> parameters(Node const& node);  // of its parameters child
  void provenance(Node const& clause, syntax::Provenance& into);
  syntax::Provenance provenance_of(Node const& node);  // of its children
  std::optional<syntax::Text> title(Node const& node);
  void fault(text::Code code, text::Span where, std::string message, text::Hint hint = {});

  // build_expression.cpp
  syntax::ExprPtr expression(Node const& node);
  syntax::ExprPtr child_expression(Node const& node, Kind clause);  // of the first such child, or null
  std::vector<syntax::Argument> arguments(Node const& node);

 private:
  struct Folded;
  class Folder;
  syntax::ExprPtr broken(text::Span where);
  Folded operand(Node const& node);
  Folded chain(Node const& node);
  Folded quantity(Node const& node);
  Folded money_of(Node const& node, std::string digits, text::Span where);
  Folded use(Node const& node);
  Folded form(Node const& node);
  Folded comprehension(Node const& node);
  Folded match(Node const& node);
  Folded list(Node const& node);
  Folded periods(Node const& node);
  Folded convert(Node const& node);
  Folded carry(Node const& node);
  Folded let(Node const& node);
  std::vector<syntax::Argument> arguments(Node const& node, unsigned& depth);
  syntax::Binding binding(Node const& node, unsigned& depth);
  Folded fields(Folded object, Node const& node, std::size_t first);

  // build_declaration.cpp, build_data.cpp, build_rule.cpp, build_case.cpp
  using Item = decltype(syntax::Declaration::node);
  Item item(Node const& node);
  Item state(Node const& node);
  Item currency(Node const& node);
  Item enumeration(Node const& node);
  Item extension(Node const& node);
  std::vector<syntax::Enumerator> enumerators(Node const& node);
  Item record(Node const& node);
  Item conversion(Node const& node);
  Item fact(Node const& node);
  Item period_attribute(Node const& node);
  Item rule(Node const& node);
  Item condition(Node const& node);
  Item exception(Node const& node);
  Item parameter(Node const& node);
  Item table(Node const& node);
  Item precedence(Node const& node);
  Item stands(Node const& node);
  Item award(Node const& node);
  Item route(Node const& node);
  Item question(Node const& node);
  Item contradiction(Node const& node);
  Item parties(Node const& node);
  Item applies(Node const& node);
  Item pair(Node const& node);
  Item replaces(Node const& node);
  Item field(Node const& node);
  Item sample(Node const& node);
  Item translation(Node const& node);
  syntax::Saying saying(Node const& node);

  Item test(Node const& node);
  Item container(Node const& node, syntax::Provenance& provenance);
  syntax::LedgerRow ledger_row(Node const& node);
  std::optional<syntax::Name> name_in(Node const& node, Kind kind) const;
  syntax::Path path_in(Node const& node, Kind clause) const;  // the first path in the first such child
  std::vector<syntax::Path> paths_in(Node const& node, Kind clause) const;
  std::vector<syntax::Name> names_in(Node const& node) const;
  syntax::Text text_in(Node const& node);
  syntax::Type type_in(Node const& node);
  syntax::ExprPtr required(Node const& node, Kind clause);  // Broken where it is missing
  syntax::ExprPtr certain(text::Span where);                // `yes`, where a clause is left out
  std::vector<syntax::Row> rows(Node const& node);
  syntax::Row row(Node const& node);
  syntax::Key key(Node const& node);
  std::vector<syntax::Generator> generators(Node const& node);
  syntax::FactValue fact_value(Node const& node);
  std::optional<syntax::HeldBy> held_by(Node const& node);
  syntax::Particular particular(Node const& node);
  syntax::Expectation expectation(Node const& node);
  syntax::Expectation stated(Node const& node);  // that something is so, or its status
  void statements(Node const& node, std::vector<syntax::FactValue>& facts, syntax::TestDecl* test);

  Session& session_;
};

syntax::RoundingMode rounding_of(std::string_view word);

// The first child of a kind, or nullptr.
Node const* find(Node const& node, Kind kind);
inline bool has(Node const& node, Kind kind) { return find(node, kind) != nullptr; }

}  // namespace convenio::grammar
