// Builder of the declarations of data: states, currencies, enumerations, records, conversions, facts.
#include "grammar/parser/build.hpp"
#include "grammar/syntax/lexicon.hpp"

namespace convenio::grammar {

Builder::Item Builder::state(Node const& node) {
  auto named = name_in(node, Kind::name);
  if (!named) return syntax::Broken{};
  return syntax::StateDecl{*named, text_in(node), name_in(node, Kind::currency).value_or(syntax::Name{}),
                           per_in(node).value_or(syntax::Per::sum)};
}

Builder::Item Builder::currency(Node const& node) {
  auto named = name_in(node, Kind::currency);
  if (!named) return syntax::Broken{};
  syntax::CurrencyDecl result;
  result.name = *named;
  result.title = text_in(node);
  if (Node const* const minor = find(node, Kind::minor)) result.minor = figure(minor->children.front());
  result.validity = validity(node);
  if (Node const* const follows = find(node, Kind::follows)) {
    result.follows = name(follows->children.front());
    result.factor = figure(follows->children.back());
  }
  return result;
}

Builder::Item Builder::enumeration(Node const& node) {
  auto named = name_in(node, Kind::name);
  if (!named) return syntax::Broken{};
  return syntax::EnumerationDecl{*named, enumerators(node)};
}

std::vector<syntax::Enumerator> Builder::enumerators(Node const& node) {
  std::vector<syntax::Enumerator> values;
  for (Node const& child : node.children) {
    if (child.kind != Kind::enumerator) continue;
    values.push_back({name(child.children.front()), title(child)});
  }
  return values;
}

Builder::Item Builder::extension(Node const& node) {
  if (find(node, Kind::path) == nullptr) return syntax::Broken{};
  return syntax::ExtendDecl{path_in(node, Kind::path), enumerators(node)};
}

Builder::Item Builder::record(Node const& node) {
  auto named = name_in(node, Kind::name);
  if (!named) return syntax::Broken{};
  syntax::RecordDecl result{*named, {}, {}, {}};
  if (Node const* of = find(node, Kind::of_state)) result.of = name_in(*of, Kind::name);
  for (Node const& child : node.children) {
    if (child.kind != Kind::record_field) continue;
    result.fields.push_back({name(child.children.front()), type_in(child)});
  }
  return result;
}

Builder::Item Builder::conversion(Node const& node) {
  auto named = name_in(node, Kind::name);
  if (!named) return syntax::Broken{};
  syntax::ConversionDecl result{*named, title(node), {}};
  for (Node const& child : node.children) {
    if (child.kind != Kind::equation) continue;
    syntax::Equation equation;
    equation.left_number = figure(child.children[0]);
    equation.left = unit(child.children[1]);
    equation.right_number = figure(child.children[2]);
    equation.right = unit(child.children[3]);
    equation.span = span(child);
    result.equations.push_back(std::move(equation));
  }
  return result;
}

std::optional<syntax::HeldBy> Builder::held_by(Node const& node) {
  Node const* const clause = find(node, Kind::held_by);
  if (clause == nullptr || clause->children.empty()) return std::nullopt;
  syntax::HeldBy result{name(clause->children.front()), std::nullopt};
  if (clause->children.size() > 1 && clause->children[1].kind == Kind::name)
    result.of = name(clause->children[1]);
  if (Node const* form = find(*clause, Kind::form)) result.form = syntax::Text{text_in(*form).value, span(*form)};
  if (Node const* within = find(*clause, Kind::within))
    result.within =
        syntax::Deadline{figure(within->children.front()), unit(within->children.back()), span(*within)};
  return result;
}

Builder::Item Builder::fact(Node const& node) {
  using Role = syntax::FactDecl::Role;
  auto named = name_in(node, Kind::name);
  if (!named) return syntax::Broken{};
  syntax::FactDecl result;
  std::string_view const role = node.children.front().text;
  result.role = role == spelling(Word::fact)        ? Role::fact
                : role == spelling(Word::judgement) ? Role::judgement
                : role == spelling(Word::election)  ? Role::election
                                                    : Role::discretion;
  result.name = *named;
  result.parameters = parameters(node);
  result.type = type_in(node);
  result.question = text_in(node);
  result.fallback = child_expression(node, Kind::default_);
  result.held_by = held_by(node);
  return result;
}

Builder::Item Builder::period_attribute(Node const& node) {
  auto named = name_in(node, Kind::name);
  if (!named) return syntax::Broken{};
  return syntax::PeriodAttributeDecl{*named,
                                     type_in(node),
                                     text_in(node),
                                     child_expression(node, Kind::default_),
                                     has(node, Kind::unless_certified),
                                     held_by(node)};
}

}  // namespace convenio::grammar
