// What a dotted name means in an expression: a local, a declaration, a word of an enumeration, and fields
// after it. Knows names and types; calls with arguments are in calls.cpp.
#include <algorithm>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/lower.hpp"

namespace convenio::check {

Lowering::Local const* Lowering::find_local(std::string_view name) const {
  for (auto it = locals_.rbegin(); it != locals_.rend(); ++it) {
    if (it->name == name) return &*it;
  }
  return nullptr;
}

// A name that only an enumeration explains.
bool Lowering::is_bare_word(syntax::Expr const& expr) const {
  auto const* reference = std::get_if<syntax::Reference>(&expr.node);
  if (!reference || reference->path.parts.size() != 1) return false;
  std::string const& name = reference->path.parts[0].text;
  return !find_local(name) && lookup(ws_, site_.package, reference->path).found.empty();
}

Typed Lowering::enumerator(model::Enumerated value, Span span) {
  core::Type type;
  type.kind = TypeKind::enumeration;
  type.id = value.enumeration;
  return constant({value}, intern(program(), type), span);
}

// A bare word of the type that is expected.
std::optional<Typed> Lowering::word(syntax::Path const& path, TypeId expected) {
  if (special(expected)) return std::nullopt;
  core::Type const& type = program().types[expected];
  if (type.kind == TypeKind::route) return route(path, expected);
  if (path.parts.size() != 1 || type.kind != TypeKind::enumeration) return std::nullopt;
  return one_word(type.enumeration(), words_meant(ws_, site_.package, type.id, path.parts[0].text), path);
}

// The only one of them; several were added by as many packages.
std::optional<Typed> Lowering::one_word(model::EnumerationId enumeration,
                                        std::vector<std::uint32_t> const& found, syntax::Path const& path) {
  if (found.empty()) return std::nullopt;
  if (found.size() == 1) return enumerator({enumeration, found.front()}, path.span);
  std::vector<Symbol> added;
  for (auto const index : found) {
    Word const& word = ws_.words[enumeration][index];
    added.push_back({Kind::enumeration, index, word.package, word.span});
  }
  report_ambiguous(ws_, path.span, path.parts.back().text, added);
  return fault_silently(path.span);
}

// A route by its name, or by package and name.
std::optional<Typed> Lowering::route(syntax::Path const& path, TypeId expected) {
  model::AwardId const award = program().types[expected].award();
  auto const found = meant(ws_, site_.package, path, namesakes(ws_.awards[award].routes, path));
  if (found.empty() || path.parts.size() > 2) return std::nullopt;
  if (found.size() > 1) {
    report_ambiguous(ws_, path, found);
    return fault_silently(path.span);
  }
  return constant({model::RouteRef{award, found.front().index}}, expected, path.span);
}

// `kind.compulsory`, `prelude.kind.compulsory`.
std::optional<Typed> Lowering::qualified_word(syntax::Path const& path) {
  if (path.parts.size() < 2) return std::nullopt;
  syntax::Path owner = path;
  owner.parts.pop_back();
  auto const [found, used] = lookup(ws_, site_.package, owner, Space::types);
  if (found.size() != 1 || used != owner.parts.size() || found[0].kind != Kind::enumeration)
    return std::nullopt;
  auto const meant = words_meant(ws_, site_.package, found[0].index, path.parts.back().text);
  if (auto const one = one_word(model::EnumerationId(found[0].index), meant, path)) return one;
  auto const names = words_seen(ws_, site_.package, found[0].index);
  return fault(Code::unknown_name, path.parts.back().span,
               fmt::format("{} has no value {}", quoted(spelled(owner)), quoted(path.parts.back().text)),
               did_you_mean(path.parts.back().text, names));
}

// `PACKAGE.word`, where several packages have added the word.
std::optional<Typed> Lowering::word_of_package(syntax::Path const& path, TypeId expected) {
  if (path.parts.size() != 2) return std::nullopt;
  auto const package = visible_package(ws_, site_.package, path.parts[0].text);
  if (!package) return std::nullopt;
  auto const& enumerators = ws_.packages[*package].enumerators;
  auto const it = enumerators.find(path.parts[1].text);
  if (it == enumerators.end()) return std::nullopt;
  bool const wanted = is_kind(program(), expected, TypeKind::enumeration);
  std::vector<model::Enumerated> found;
  for (auto const& one : it->second) {
    if (!wanted || one.enumeration == program().types[expected].id) found.push_back(one);
  }
  if (found.size() != 1) return std::nullopt;
  return enumerator(found.front(), path.span);
}

Typed Lowering::reference(syntax::Path const& path, Ask const& ask) {
  if (path.parts.empty() || path.parts.front().text.empty()) {
    return fault_silently(path.span);
  }
  if (auto const* local = find_local(path.parts[0].text)) {
    if (local->candidate_of != none) return candidate_field(*local, path);
    ExprId const id = emit(core::Op::local, local->type, {}, path.parts[0].span, local->slot);
    return fields({id, local->type}, path, 1);
  }
  if (auto const expected = word(path, ask.expected)) return *expected;
  auto const [found, used] = lookup(ws_, site_.package, path);
  if (found.size() > 1) {
    report_ambiguous(ws_, path.span, path.parts[used - 1].text, found);
    return fault_silently(path.span);
  }
  if (found.size() == 1) {
    // A value and an enumeration may share a name; `kind.compulsory` then speaks of the enumeration.
    if (auto const qualified = used < path.parts.size() ? qualified_word(path) : std::nullopt)
      return *qualified;
    return symbol(found.front(), path, used, ask);
  }
  return unresolved(path, ask);
}

Typed Lowering::unresolved(syntax::Path const& path, Ask const& ask) {
  if (auto const qualified = qualified_word(path)) return *qualified;
  std::string const& name = path.parts.front().text;
  if (auto const added = word_of_package(path, ask.expected)) return *added;
  if (path.parts.size() == 1) {
    auto const words = lookup_enumerators(ws_, site_.package, name);
    if (words.size() == 1) return enumerator(words.front(), path.span);
    bool const of_one = std::all_of(words.begin(), words.end(), [&](model::Enumerated const& word) {
      return word.enumeration == words.front().enumeration;
    });
    if (words.size() > 1 && of_one) {
      return *one_word(words.front().enumeration,
                       words_meant(ws_, site_.package, words.front().enumeration, name), path);
    }
    if (words.size() > 1) {
      return fault(Code::ambiguous_name, path.span,
                   fmt::format("{} is a value of several enumerations", quoted(name)),
                   fmt::format("write {}",
                               quoted(program().enumerations[words.front().enumeration].name + "." + name)));
    }
  }
  std::vector<std::string> more;
  for (auto const& local : locals_) more.push_back(local.name);
  if (is_kind(program(), ask.expected, TypeKind::enumeration)) {
    auto const words = words_seen(ws_, site_.package, program().types[ask.expected].id);
    more.insert(more.end(), words.begin(), words.end());
  }
  if (is_kind(program(), ask.expected, TypeKind::route)) {
    for (auto const& route : ws_.awards[program().types[ask.expected].id].routes)
      more.push_back(route.decl->name.text);
  }
  if (path.parts.size() > 1 && visible_package(ws_, site_.package, name)) {
    report_unknown(ws_, site_.package, path.span, spelled(path), "declaration");
  } else if (lookup(ws_, site_.package, path, Space::types).found.size() == 1) {
    return fault(Code::wrong_kind, path.span, fmt::format("{} is a type and no value", quoted(name)));
  } else {
    report_unknown(ws_, site_.package, path.parts.front().span, name, "value", {}, more);
  }
  return fault_silently(path.span);
}

Typed Lowering::symbol(Symbol const& symbol, syntax::Path const& path, std::size_t used, Ask const& ask) {
  std::string const& name = path.parts[used - 1].text;
  switch (symbol.kind) {
    case Kind::state:
      return fields(constant({model::StateRef{model::StateId(symbol.index)}},
                             simple(program(), TypeKind::state), path.span),
                    path, used);
    case Kind::fact:
    case Kind::rule:
    case Kind::table:
      return fields(call_symbol(symbol, {}, name, path.span, ask), path, used);
    case Kind::award:
      return call_award(symbol, {}, name, path.span, core::Op::award);
    case Kind::conversion:
      return constant({model::ConversionRef{symbol.index}}, simple(program(), TypeKind::conversion),
                      path.span);
    case Kind::enumeration:
    case Kind::record:
    case Kind::currency:
    case Kind::precedence:
    case Kind::question:
      return fault(Code::wrong_kind, path.span,
                   fmt::format("{} is {} and no value", quoted(name), describe(symbol.kind)));
  }
  return fault_silently(path.span);
}

// The nearest field, or all of them.
namespace {

text::Hint near_or_all(std::string_view name, std::vector<std::string> const& fields) {
  text::Hint const near = did_you_mean(name, fields);
  return near.empty() && !fields.empty() ? fmt::format("its fields: {}", fmt::join(fields, ", ")) : near;
}

}  // namespace

// ---------------------------------------------------------------- fields

Typed Lowering::fields(Typed object, syntax::Path const& path, std::size_t from) {
  for (std::size_t i = from; i < path.parts.size(); ++i) {
    if (auto const qualified = attribute_of_package(object, path, i)) {
      object = *qualified;
      ++i;
    } else {
      object = field(object, path.parts[i]);
    }
  }
  return object;
}

Typed Lowering::field(Typed object, syntax::Name const& name) {
  if (special(object.type)) return object;
  if (name.text.empty()) return {object.id, poison};
  if (is_kind(program(), object.type, TypeKind::period)) return period_field(object, name);
  if (!is_kind(program(), object.type, TypeKind::record)) {
    return fault(
        Code::unknown_field, name.span,
        fmt::format("{} has no fields, so there is no {}", type_name(ws_, object.type), quoted(name.text)));
  }
  auto const record = program().records[program().types[object.type].id];
  std::vector<std::string> names;
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    if (record.fields[i].name == name.text) {
      auto const at = static_cast<std::uint32_t>(i);
      TypeId const type = field_type(program(), object.type, at);
      return {emit(core::Op::field, type, {object.id}, name.span, at), type};
    }
    names.push_back(record.fields[i].name);
  }
  ws_.diagnostics
      .error(Code::unknown_field, name.span,
             fmt::format("record {} has no field {}", quoted(record.name), quoted(name.text)),
             near_or_all(name.text, names))
      .places.push_back({ws_.records[program().types[object.type].id].decl->name.span, "declared here"});
  return fault_silently(name.span);
}

bool Lowering::sees_attribute(std::size_t attribute) const {
  auto const& visible = ws_.packages[site_.package].visible;
  return std::find(visible.begin(), visible.end(), ws_.attributes[attribute].site.package) != visible.end();
}

std::vector<Namesake> Lowering::attributes_named(syntax::Path const& path) const {
  std::vector<Namesake> all;
  for (std::uint32_t i = 0; i < ws_.attributes.size(); ++i) {
    auto const& attribute = ws_.attributes[i];
    if (attribute.decl->name.text == path.parts.back().text)
      all.push_back({attribute.site.package, i, attribute.decl->name.span});
  }
  return meant(ws_, site_.package, path, all);
}

// `p.PACKAGE.ATTRIBUTE`.
std::optional<Typed> Lowering::attribute_of_package(Typed object, syntax::Path const& path, std::size_t at) {
  if (at + 1 >= path.parts.size() || !is_kind(program(), object.type, TypeKind::period)) return std::nullopt;
  if (!visible_package(ws_, site_.package, path.parts[at].text)) return std::nullopt;
  syntax::Path qualified{{path.parts[at], path.parts[at + 1]}, path.parts[at + 1].span};
  auto const found = attributes_named(qualified);
  if (found.size() != 1) return std::nullopt;
  TypeId const type = program().attributes[found.front().index].type;
  return Typed{emit(core::Op::period_attribute, type, {object.id}, qualified.span, found.front().index),
               type};
}

Typed Lowering::period_field(Typed object, syntax::Name const& name) {
  struct BuiltIn {
    char const* name;
    core::PeriodField field;
    TypeKind type;
  };
  static constexpr BuiltIn built_in[] = {
      {"state", core::PeriodField::state, TypeKind::state},
      {"start", core::PeriodField::begin, TypeKind::date},
      {"end", core::PeriodField::end, TypeKind::date},
      {"id", core::PeriodField::id, TypeKind::text},
      {"original_state", core::PeriodField::original_state, TypeKind::state},
      {"undated", core::PeriodField::undated, TypeKind::truth}};
  std::vector<std::string> names;
  for (auto const& b : built_in) {
    if (name.text == b.name) {
      TypeId const type = simple(program(), b.type);
      return {emit(core::Op::period_field, type, {object.id}, name.span, static_cast<std::uint32_t>(b.field)),
              type};
    }
    names.emplace_back(b.name);
  }
  syntax::Path const path = path_of(name);
  auto const found = attributes_named(path);
  if (found.size() > 1) {
    report_ambiguous(ws_, path, found);
    return fault_silently(name.span);
  }
  if (found.size() == 1) {
    TypeId const type = program().attributes[found.front().index].type;
    return {emit(core::Op::period_attribute, type, {object.id}, name.span, found.front().index), type};
  }
  for (std::size_t i = 0; i < ws_.attributes.size(); ++i) {
    if (sees_attribute(i)) names.push_back(ws_.attributes[i].decl->name.text);
  }
  return fault(Code::unknown_field, name.span, fmt::format("a period has no {}", quoted(name.text)),
               near_or_all(name.text, names));
}

// `this.route`, `other.amount` in a precedence between routes.
Typed Lowering::candidate_field(Local const& local, syntax::Path const& path) {
  ExprId const id = emit(core::Op::local, local.type, {}, path.parts[0].span, local.slot);
  if (path.parts.size() >= 2) {
    bool const amount = path.parts[1].text == "amount";
    bool const route = is_kind(program(), local.type, TypeKind::route);
    bool const stepped = route && program().awards[program().types[local.type].award()].steps != none;
    if (path.parts[1].text == "step" && stepped)
      return fields(step_of(local.slot, program().types[local.type].award(), false, path.span), path, 2);
    if (amount || path.parts[1].text == "route") {
      TypeId const type = amount ? award_type_ : local.type;
      auto const which =
          static_cast<std::uint32_t>(amount ? core::RouteField::amount : core::RouteField::route);
      return fields({emit(core::Op::route_field, type, {id}, path.span, which), type}, path, 2);
    }
  }
  return fault(Code::unknown_field, path.span,
               fmt::format("between routes {} has a `.route` and an `.amount`", quoted(local.name)),
               fmt::format("write `{0}.route is NAME` or `{0}.amount`", local.name));
}

}  // namespace convenio::check
