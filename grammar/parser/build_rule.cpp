// Builder of the declarations that decide: rules, exceptions, parameters, tables, precedences.
#include "grammar/parser/build.hpp"
#include "grammar/syntax/codes.hpp"
#include "grammar/syntax/lexicon.hpp"

namespace convenio::grammar {

namespace Code = syntax::Code;

Builder::Item Builder::rule(Node const& node) {
  auto named = name_in(node, Kind::name);
  if (!named) return syntax::Broken{};
  syntax::RuleDecl result;
  result.open = has(node, Kind::word);
  result.name = *named;
  result.title = title(node);
  result.parameters = parameters(node);
  if (Node const* const typed = find(node, Kind::result)) result.result = type(typed->children.front());
  if (node.broken && !result.result) result.result = type_in(node);
  result.body = child_expression(node, Kind::body);
  if (Node const* const block = find(node, Kind::block)) {
    for (Node const& child : block->children) {
      result.versions.push_back(
          {validity(child), required(child, Kind::chain), span(child), date_in(child, Kind::enacted)});
    }
  }
  bool const nothing = !result.open && result.body == nullptr && result.versions.empty();
  if (nothing) result.body = broken(span(node));
  return result;
}

Builder::Item Builder::condition(Node const& node) {
  auto named = name_in(node, Kind::name);
  if (!named) return syntax::Broken{};
  syntax::RuleDecl result;
  Node const* const head = find(node, Kind::word);
  result.condition = head != nullptr && head->text == spelling(Word::remark)
                         ? syntax::RuleDecl::Condition::remark
                         : syntax::RuleDecl::Condition::impossible;
  result.name = *named;
  result.title = text_in(node);
  result.result.emplace();
  result.result->kind = syntax::Type::Kind::truth;
  result.result->span = named->span;
  result.body = required(node, Kind::body);
  return result;
}

Builder::Item Builder::exception(Node const& node) {
  auto named = name_in(node, Kind::name);
  if (!named) return syntax::Broken{};
  syntax::ExceptionDecl result;
  result.name = *named;
  result.rule = path_in(node, Kind::path);
  result.overrides = paths_in(node, Kind::overrides);
  result.condition = required(node, Kind::when);
  result.body = required(node, Kind::body);
  return result;
}

syntax::Key Builder::key(Node const& node) {
  using Kind_ = syntax::Key::Kind;
  syntax::Key result;
  result.span = span(node);
  bool const to = has(node, Kind::high);
  bool const below = has(node, Kind::high_below);
  if (to) result.high = child_expression(node, Kind::high);
  if (below) result.high = child_expression(node, Kind::high_below);
  Kind_ const ranged = to ? Kind_::range : Kind_::range_below;
  if (node.kind == Kind::key_any) {
    result.kind = Kind_::any;
  } else if (node.kind == Kind::key_until || node.kind == Kind::key_below) {
    result.kind = node.kind == Kind::key_until ? Kind_::until : Kind_::below;
    result.high = required(node, Kind::chain);
  } else {
    result.kind = node.kind == Kind::key_from ? Kind_::from : Kind_::value;
    if (to || below) result.kind = ranged;
    result.low = required(node, Kind::chain);
  }
  return result;
}

syntax::OfRows Builder::said(Node const& node) {
  syntax::OfRows result;
  auto const take = [&](Node const& clause) {
    if (clause.kind == Kind::until_amended) result.until_amended = true;
    if (clause.kind == Kind::known_to && !clause.children.empty()) {
      if (result.known_to) fault(syntax::Code::unexpected, span(clause), "`known to` is given twice");
      result.known_to = date(clause.children.front());
    }
    if (clause.kind == Kind::checked && !clause.children.empty()) {
      syntax::Text added = text(clause.children.front());
      if (result.checked) {
        result.checked->value += "\n" + added.value;  // by several
      } else {
        result.checked = std::move(added);
      }
    }
  };
  for (Node const& child : node.children) {
    take(child);
    if (child.kind != Kind::body) continue;
    for (Node const& inner : child.children) take(inner);
  }
  return result;
}

std::vector<syntax::Row> Builder::rows(Node const& node) {
  std::vector<syntax::Row> result;
  Node const* const block = find(node, Kind::block);
  if (block == nullptr) return result;
  for (Node const& child : block->children) result.push_back(row(child));
  return result;
}

syntax::Row Builder::row(Node const& node) {
  syntax::Row row;
  row.span = span(node);
  row.provenance = provenance_of(node);
  row.enacted = date_in(node, Kind::enacted);
  auto said_of_it = said(node);
  row.known_to = said_of_it.known_to;
  row.checked = std::move(said_of_it.checked);
  row.rows = rows(node);
  for (Node const& piece : node.children) {
    bool const is_key = piece.kind == Kind::key_any || piece.kind == Kind::key_from ||
                        piece.kind == Kind::key_until || piece.kind == Kind::key_below ||
                        piece.kind == Kind::key_value;
    bool const is_value = piece.kind == Kind::chain || piece.kind == Kind::unknown;
    if (is_key) row.keys.push_back(key(piece));
    if (is_value) row.value = expression(piece);
  }
  if (has(node, Kind::block) && row.rows.empty()) {
    fault(Code::unexpected, row.span, "this group has no rows",
          "write its rows between the braces, or the value after `:`");
  }
  return row;
}

Builder::Item Builder::parameter(Node const& node) {
  auto named = name_in(node, Kind::name);
  if (!named) return syntax::Broken{};
  syntax::ParameterDecl result;
  result.name = *named;
  result.title = title(node);
  result.keys = parameters(node);
  Node const* const keys = find(node, Kind::parameters);
  // Between the name and its keys stands `by`; where it does not, the keys follow what is before them.
  if (keys != nullptr && !has(node, Kind::by)) {
    fault(Code::unexpected, {session_.source, named->span.begin, keys->begin},
          "the keys of a parameter stand after `by`",
          convenio::text::Hint("write `by` before the bracket", "", " by "));
  }
  result.type = type_in(node);
  result.constant = child_expression(node, Kind::body);
  result.rows = rows(node);
  result.said = said(node);
  if (!result.keys.empty() && result.constant != nullptr && !node.broken) {
    fault(Code::unexpected, result.constant->span, "a parameter with keys has a row for each of their values",
          "write rows: `{ KEY, from 2020-01-01: ... }`; what does not change with the day is a `table`");
  }
  bool const nothing = result.constant == nullptr && result.rows.empty();
  if (nothing && node.broken) result.constant = broken(span(node));
  return result;
}

Builder::Item Builder::table(Node const& node) {
  auto named = name_in(node, Kind::name);
  if (!named) return syntax::Broken{};
  syntax::TableDecl result;
  result.name = *named;
  result.title = title(node);
  result.keys = parameters(node);
  result.type = type_in(node);
  result.rows = rows(node);
  result.said = said(node);
  return result;
}

Builder::Item Builder::precedence(Node const& node) {
  using Otherwise = syntax::PrecedenceDecl::Otherwise;
  auto named = name_in(node, Kind::name);
  if (!named) return syntax::Broken{};
  syntax::PrecedenceDecl result;
  result.name = *named;
  result.parameters = parameters(node);
  if (has(node, Kind::domain_routes)) {
    result.domain = syntax::PrecedenceDecl::Domain::routes;
    result.award = path_in(node, Kind::domain_routes);
  }
  result.order = paths_in(node, Kind::order);
  if (Node const* const word = find(node, Kind::word)) {
    result.otherwise = word->text == spelling(Word::both) ? Otherwise::both : Otherwise::conflict;
  }
  if (has(node, Kind::highest)) result.otherwise = Otherwise::highest;
  if (Node const* const silent = find(node, Kind::undefined)) {
    result.otherwise = Otherwise::undefined;
    if (Node const* const why = find(*silent, Kind::text)) result.reason = reason(*why);
  }
  return result;
}

Builder::Item Builder::stands(Node const& node) {
  auto named = name_in(node, Kind::name);
  if (!named) return syntax::Broken{};
  syntax::StandsDecl result{*named, path_in(node, Kind::path), nullptr, paths_in(node, Kind::over),
                            has(node, Kind::by_amount), has(node, Kind::by_step)};
  if (result.by_amount) result.routes = paths_in(node, Kind::by_amount);
  bool const needed = (result.routes.empty() && !result.by_step) || has(node, Kind::when);
  if (needed) result.condition = required(node, Kind::when);
  return result;
}

}  // namespace convenio::grammar
