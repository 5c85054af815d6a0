// Builder of the file, of containers, and of the declarations of data and rules.
// A declaration with a fault keeps its name and what was read; without a name it is Broken.
#include "grammar/parser/build.hpp"
#include "grammar/syntax/codes.hpp"
#include "grammar/syntax/lexicon.hpp"

namespace convenio::grammar {

namespace Code = syntax::Code;

syntax::File build(Node const& root, Session& session) {
  Builder building(session);
  syntax::File file;
  file.source = session.source;
  bool first = true;
  for (Node const& child : root.children) {
    if (child.kind == Kind::package) {
      Node const* const named = find(child, Kind::name);
      if (!first) {
        building.fault(Code::unexpected, building.span(child),
                       "`package` stands once, at the beginning of the file");
      } else if (named != nullptr) {
        file.package = building.name(*named);
      }
    } else if (child.kind == Kind::imports) {
      for (Node const& named : child.children) file.imports.push_back(building.name(named));
    } else {
      building.join(file.declarations, child);
    }
    bool const missing = first && child.kind != Kind::package && child.kind != Kind::broken;
    if (missing) {
      building.fault(Code::unexpected, {session.source, child.begin, child.begin},
                     "expected `package` and its name at the beginning of the file");
    }
    first = false;
  }
  if (root.children.empty()) {
    building.fault(Code::unexpected, {session.source, 0, 0},
                   "expected `package` and its name, but the file is empty");
  }
  for (syntax::Declaration const& declaration : file.declarations) building.refuse_outside(declaration);
  return file;
}

syntax::Declaration Builder::declaration(Node const& node) {
  syntax::Declaration result;
  result.span = span(node);
  if (node.kind == Kind::container) {
    result.node = container(node, result.provenance);
    return result;
  }
  bool const clause = node.kind == Kind::confidence || node.kind == Kind::source || node.kind == Kind::note;
  if (clause) {
    fault(Code::unexpected, span(node), "this stands outside of any article or text",
          "put it inside the braces of the text it speaks of, or at the end of a declaration");
    return result;
  }
  result.provenance = provenance_of(node);
  result.node = item(node);
  return result;
}

// A field speaks of the container it stands in.
void Builder::refuse_outside(syntax::Declaration const& declaration) {
  bool const field = std::holds_alternative<syntax::PartiesDecl>(declaration.node) ||
                     std::holds_alternative<syntax::PairDecl>(declaration.node) ||
                     std::holds_alternative<syntax::ReplacesDecl>(declaration.node) ||
                     std::holds_alternative<syntax::FieldDecl>(declaration.node) ||
                     std::holds_alternative<syntax::GovernedDecl>(declaration.node) ||
                     std::holds_alternative<syntax::CountsDecl>(declaration.node) ||
                     std::holds_alternative<syntax::AppliesDecl>(declaration.node);
  if (!field) return;
  fault(Code::unexpected, declaration.span, "this stands outside of any agreement, scheme or article",
        "put it inside the braces of the text it speaks of");
}

Builder::Item Builder::item(Node const& node) {
  if (node.kind == Kind::state) return state(node);
  if (node.kind == Kind::currency_decl) return currency(node);
  if (node.kind == Kind::enumeration) return enumeration(node);
  if (node.kind == Kind::extend) return extension(node);
  if (node.kind == Kind::record) return record(node);
  if (node.kind == Kind::conversion) return conversion(node);
  if (node.kind == Kind::fact) return fact(node);
  if (node.kind == Kind::period_attribute) return period_attribute(node);
  if (node.kind == Kind::rule) return rule(node);
  if (node.kind == Kind::condition) return condition(node);
  if (node.kind == Kind::exception) return exception(node);
  if (node.kind == Kind::parameter_decl) return parameter(node);
  if (node.kind == Kind::table) return table(node);
  if (node.kind == Kind::precedence) return precedence(node);
  if (node.kind == Kind::stands) return stands(node);
  if (node.kind == Kind::apart) return syntax::ApartDecl{path_in(node, Kind::path)};
  if (node.kind == Kind::decided) {
    if (find(node, Kind::chain) == nullptr) return syntax::Broken{};
    return syntax::DecidedDecl{required(node, Kind::chain)};
  }
  if (node.kind == Kind::award) return award(node);
  if (node.kind == Kind::route) return route(node);
  if (node.kind == Kind::question) return question(node);
  if (node.kind == Kind::contradiction) return contradiction(node);
  if (node.kind == Kind::parties) return parties(node);
  if (node.kind == Kind::pair) return pair(node);
  if (node.kind == Kind::replaces) return replaces(node);
  if (node.kind == Kind::field) return field(node);
  if (node.kind == Kind::governed) {
    if (find(node, Kind::chain) == nullptr) return syntax::Broken{};
    return syntax::GovernedDecl{required(node, Kind::chain)};
  }
  if (node.kind == Kind::counts) {
    Node const* const in = find(node, Kind::unit);
    if (in == nullptr) return syntax::Broken{};
    return syntax::CountsDecl{unit(*in)};
  }
  if (node.kind == Kind::applies) return applies(node);
  if (node.kind == Kind::translation) return translation(node);
  if (node.kind == Kind::sample) return sample(node);
  if (node.kind == Kind::test) return test(node);
  return syntax::Broken{};
}

std::optional<syntax::Name> Builder::name_in(Node const& node, Kind kind) const {
  Node const* const found = find(node, kind);
  if (found == nullptr) return std::nullopt;
  return name(*found);
}

syntax::Path Builder::path_in(Node const& node, Kind clause) const {
  Node const* found = clause == Kind::path ? &node : find(node, clause);
  if (found == nullptr) return {};
  found = find(*found, Kind::path);
  return found == nullptr ? syntax::Path{} : path(*found);
}

std::vector<syntax::Path> Builder::paths_in(Node const& node, Kind clause) const {
  std::vector<syntax::Path> result;
  if (Node const* const found = find(node, clause)) {
    for (Node const& child : found->children) result.push_back(path(child));
  }
  return result;
}

syntax::Text Builder::text_in(Node const& node) {
  Node const* const found = find(node, Kind::text);
  return found == nullptr ? syntax::Text{} : text(*found);
}

syntax::Type Builder::type_in(Node const& node) {
  Node const* const found = find(node, Kind::type);
  if (found != nullptr) return type(*found);
  syntax::Type result;
  result.span = span(node);
  return result;
}

syntax::ExprPtr Builder::required(Node const& node, Kind clause) {
  Node const* found = find(node, clause);
  if (found != nullptr && found->kind != Kind::chain) {
    found = found->children.empty() ? nullptr : &found->children.front();
  }
  return found == nullptr ? broken(span(node)) : expression(*found);
}

// ---------------------------------------------------------------- containers

namespace {

syntax::ContainerDecl::Kind container_kind(std::string_view word) {
  using Kind_ = syntax::ContainerDecl::Kind;
  if (word == spelling(Word::agreement)) return Kind_::agreement;
  if (word == spelling(Word::regulation)) return Kind_::regulation;
  if (word == spelling(Word::scheme)) return Kind_::scheme;
  if (word == spelling(Word::article)) return Kind_::article;
  return word == spelling(Word::paragraph) ? Kind_::paragraph : Kind_::interpretation;
}

}  // namespace

Builder::Item Builder::container(Node const& node, syntax::Provenance& into) {
  Node const* const header = find(node, Kind::header);
  if (header == nullptr || header->children.empty()) return syntax::Broken{};
  syntax::ContainerDecl result;
  result.kind = container_kind(header->children.front().text);
  if (auto named = name_in(*header, Kind::name)) result.name = *named;
  if (auto label = name_in(*header, Kind::label)) result.name = *label;
  result.title = title(*header);
  if (Node const* const of = find(*header, Kind::of)) result.of = name(of->children.front());
  if (Node const* const by = find(*header, Kind::by)) result.by = text(by->children.front());
  result.validity = validity(*header);
  into = provenance_of(*header);
  if (Node const* const block = find(node, Kind::block)) {
    for (Node const& child : block->children) {
      bool const clause =
          child.kind == Kind::confidence || child.kind == Kind::source || child.kind == Kind::note;
      if (clause) {
        provenance(child, into);
      } else {
        join(result.items, child);
      }
    }
  }
  return result;
}

std::vector<syntax::Name> Builder::names_in(Node const& node) const {
  std::vector<syntax::Name> result;
  if (Node const* const list = find(node, Kind::names)) {
    for (Node const& child : list->children) result.push_back(name(child));
  }
  return result;
}

Builder::Item Builder::parties(Node const& node) {
  syntax::PartiesDecl result;
  result.states = names_in(node);
  if (Node const* const dates = find(node, Kind::block)) result.validity = validity(*dates);
  result.condition = child_expression(node, Kind::while_);
  return result;
}

Builder::Item Builder::applies(Node const& node) {
  if (find(node, Kind::chain) == nullptr) return syntax::Broken{};
  syntax::AppliesDecl result;
  if (Node const* const subject = find(node, Kind::parameter)) {
    auto named = name_in(*subject, Kind::name);
    if (!named) return syntax::Broken{};
    syntax::Parameter parameter;
    parameter.name = *named;
    parameter.type = type_in(*subject);
    result.subject.push_back(std::move(parameter));
  }
  result.condition = required(node, Kind::chain);
  return result;
}

Builder::Item Builder::pair(Node const& node) {
  syntax::PairDecl result;
  std::vector<syntax::Name> states;
  for (Node const& child : node.children) {
    if (child.kind == Kind::name) states.push_back(name(child));
  }
  if (states.size() < 2) return syntax::Broken{};
  result.first = states[0];
  result.second = states[1];
  if (Node const* const dates = find(node, Kind::block)) result.validity = validity(*dates);
  return result;
}

Builder::Item Builder::replaces(Node const& node) {
  syntax::ReplacesDecl result;
  result.instrument = text_in(node);
  result.between = names_in(node);
  result.keeps_acquired_rights = find(node, Kind::keeping) != nullptr;
  return result;
}

Builder::Item Builder::field(Node const& node) {
  syntax::FieldDecl result;
  result.field = name(node.children.front());
  if (find(node, Kind::text) != nullptr) result.text = text_in(node);
  result.names = names_in(node);
  return result;
}

Builder::Item Builder::contradiction(Node const& node) {
  auto named = name_in(node, Kind::name);
  if (!named) return syntax::Broken{};
  syntax::ContradictionDecl result{*named, text_in(node), std::nullopt};
  if (Node const* const resolved = find(node, Kind::resolution)) result.resolution = text_in(*resolved);
  return result;
}

}  // namespace convenio::grammar
