// What declarations look like from outside: parameters, results, variables; and what belongs to what.
// Knows no body.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/containers.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/lower.hpp"
#include "engine/check/lint/codes.hpp"
#include "engine/check/phases.hpp"
#include "engine/core/names.hpp"

namespace convenio::check {

namespace {

std::vector<core::Parameter> parameters(Workspace& ws, std::uint32_t package,
                                        std::vector<syntax::Parameter> const& written,
                                        std::vector<std::string>& labels) {
  std::vector<core::Parameter> list;
  std::set<std::string_view> names;
  for (auto const& p : written) {
    if (!p.name.text.empty() && !names.insert(p.name.text).second) {
      ws.diagnostics.error(Code::duplicate_name, p.name.span,
                           fmt::format("there are two parameters named {}", quoted(p.name.text)));
    }
    TypeId type = poison;
    if (p.type) {
      type = resolve_type(ws, package, *p.type, list);
    } else if (!p.name.text.empty()) {
      ws.diagnostics.error(Code::type_mismatch, p.name.span,
                           fmt::format("{} has no type", quoted(p.name.text)),
                           "write `NAME: TYPE`; only a part of an open rule leaves the types out");
    }
    list.push_back({p.name.text, type});
    labels.push_back(p.label);
  }
  return list;
}

void facts(Workspace& ws) {
  for (std::size_t i = 0; i < ws.facts.size(); ++i) {
    auto const& [decl, site, span] = ws.facts[i].declared;
    core::Fact& fact = ws.program.facts[i];
    fact.parameters = parameters(ws, site.package, decl->parameters, ws.facts[i].labels);
    fact.type = resolve_type(ws, site.package, decl->type, fact.parameters);
  }
  for (std::size_t i = 0; i < ws.attributes.size(); ++i) {
    ws.program.attributes[i].type =
        resolve_type(ws, ws.attributes[i].site.package, ws.attributes[i].decl->type);
    if (ws.program.attributes[i].type == poison) ws.damaged.push_back(ws.attributes[i].span);
  }
}

void rules(Workspace& ws) {
  for (std::size_t i = 0; i < ws.rules.size(); ++i) {
    RuleInfo& info = ws.rules[i];
    core::Rule& rule = ws.program.rules[i];
    if (info.governed) {
      rule.type = simple(ws.program, TypeKind::date);
      continue;
    }
    if (info.condition) {
      rule.type = simple(ws.program, TypeKind::truth);
      if (info.subject) rule.parameters = parameters(ws, info.site.package, *info.subject, info.labels);
      continue;
    }
    if (info.particular) continue;  // with its award
    rule.parameters = parameters(ws, info.site.package, info.decl->parameters, info.labels);
    if (info.decl->result) {
      rule.type = resolve_type(ws, info.site.package, *info.decl->result, rule.parameters);
    } else {
      rule.type = poison;
      ws.diagnostics.error(Code::type_mismatch, info.decl->name.span,
                           fmt::format("open rule {} has no result type", quoted(rule.name)),
                           "write `: TYPE` at its end");
    }
  }
}

// The last key of a parameter with dates; the one that a supplied value and an explanation call so.
void day_of_parameter(Workspace& ws, syntax::ParameterDecl const& parameter, core::Table& table) {
  for (auto const& key : parameter.keys) {
    if (key.name.text != "date") continue;
    ws.diagnostics.error(Code::duplicate_name, key.name.span,
                         "the day that chooses the row of a parameter is its key `date`",
                         "choose another name for this one");
    ws.damaged.push_back(table.span);
    return;
  }
  table.keys.push_back({"date", simple(ws.program, TypeKind::date)});
}

void tables(Workspace& ws) {
  for (std::size_t i = 0; i < ws.tables.size(); ++i) {
    TableInfo& info = ws.tables[i];
    core::Table& table = ws.program.tables[i];
    if (info.parameter) {
      table.keys = parameters(ws, info.site.package, info.parameter->keys, info.labels);
      table.type = resolve_type(ws, info.site.package, info.parameter->type, table.keys);
      if (info.dated) day_of_parameter(ws, *info.parameter, table);
      continue;
    }
    table.keys = parameters(ws, info.site.package, info.table->keys, info.labels);
    table.type = resolve_type(ws, info.site.package, info.table->type, table.keys);
  }
}

void precedences(Workspace& ws) {
  for (std::size_t i = 0; i < ws.precedences.size(); ++i) {
    auto const& [decl, site, span] = ws.precedences[i].declared;
    ws.program.precedences[i].parameters =
        parameters(ws, site.package, decl->parameters, ws.precedences[i].labels);
    ws.program.precedences[i].ordered = !decl->order.empty();
  }
}

TypeId variable_type(Workspace& ws, Typed source, Span span) {
  if (special(source.type)) return source.type;
  if (is_kind(ws.program, source.type, TypeKind::history)) return simple(ws.program, TypeKind::period);
  if (is_kind(ws.program, source.type, TypeKind::list)) return ws.program.types[source.type].element;
  ws.diagnostics.error(
      Code::type_mismatch, span,
      fmt::format("`for each` runs over a list or a history, but this is {}", type_name(ws, source.type)));
  return poison;
}

void awards(Workspace& ws) {
  for (std::size_t i = 0; i < ws.awards.size(); ++i) {
    auto const& [decl, site, span] = ws.awards[i].declared;
    auto variables = generators(ws, site, decl->generators);
    core::Award& award = ws.program.awards[i];
    award.generators = std::move(variables.generators);
    award.slots = variables.slots;
    award.type = resolve_type(ws, site.package, decl->type, variables.variables);
    for (auto const& variable : variables.variables) ws.awards[i].variables.push_back(variable.type);
    for (auto const& one : award.particulars) ws.program.rules[one.rule].parameters = variables.variables;
    if (decl->precedence.parts.empty()) continue;
    auto const symbol = resolve(ws, site.package, decl->precedence, {Kind::precedence}, "a precedence");
    if (symbol) award.precedence = model::PrecedenceId(symbol->index);
  }
}

// A precedence between routes takes the variables of its award, and the award that it serves is the one it
// orders.
void link_awards(Workspace& ws) {
  for (std::size_t i = 0; i < ws.precedences.size(); ++i) {
    auto const& [decl, site, span] = ws.precedences[i].declared;
    core::Precedence& precedence = ws.program.precedences[i];
    if (precedence.domain != core::Precedence::Domain::routes) continue;
    auto const symbol = resolve(ws, site.package, decl->award, {Kind::award}, "an award");
    if (!symbol) ws.damaged.push_back(span);
    if (!symbol) continue;
    precedence.award = model::AwardId(symbol->index);
    auto const& variables = ws.awards[symbol->index].variables;
    bool same = variables.size() == precedence.parameters.size();
    for (std::size_t n = 0; same && n < variables.size(); ++n) {
      TypeId const own = precedence.parameters[n].type;
      same = own == variables[n] || special(own) || special(variables[n]);
    }
    if (same) continue;
    ws.diagnostics
        .error(Code::wrong_precedence, decl->name.span,
               fmt::format("a precedence between routes takes the variables of its award {}",
                           quoted(spelled(decl->award))))
        .places.push_back({symbol->span, "declared here"});
  }
  for (std::size_t i = 0; i < ws.awards.size(); ++i) {
    core::PrecedenceId const id = ws.program.awards[i].precedence;
    if (id == none) continue;
    core::Precedence const& precedence = ws.program.precedences[id];
    bool const of_this = precedence.domain == core::Precedence::Domain::routes &&
                         (precedence.award == i || precedence.award == none);
    if (of_this) continue;
    ws.diagnostics
        .error(Code::wrong_precedence, ws.awards[i].declared.decl->precedence.span,
               fmt::format("{} does not order the routes of {}", quoted(precedence.name),
                           quoted(ws.program.awards[i].name)))
        .places.push_back({ws.precedences[id].declared.decl->name.span, "declared here"});
  }
}

// ---------------------------------------------------------------- what belongs to what

// The names that each owner has given, by its number.
class Given {
 public:
  Given(Workspace& ws, char const* what) : ws_(ws), what_(what) {}
  void add(std::uint32_t owner, std::string const& owner_name, syntax::Name const& name,
           std::uint32_t package) {
    if (name.text.empty()) return;
    auto const [it, fresh] = names_.try_emplace({owner, package, name.text}, name.span);
    if (fresh) return;
    ws_.diagnostics
        .error(Code::duplicate_name, name.span,
               fmt::format("{} has already {} named {}", quoted(owner_name), what_, quoted(name.text)))
        .places.push_back({it->second, "here"});
  }

 private:
  Workspace& ws_;
  char const* what_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::string_view>, Span> names_;  // by owner and package
};

// The type of a value that can be seen without looking up a name; "" otherwise.
std::string seen_type(syntax::Expr const& value) {
  if (auto const* number = std::get_if<syntax::Number>(&value.node))
    return number->percent || number->digits.find('.') != std::string::npos ? "ratio" : "whole";
  if (auto const* money = std::get_if<syntax::Money>(&value.node)) return "money " + money->currency.text;
  if (auto const* quantity = std::get_if<syntax::Quantity>(&value.node))
    return model::name(to_unit(quantity->unit));
  if (std::holds_alternative<syntax::DateLiteral>(value.node)) return "date";
  if (std::holds_alternative<syntax::Truth>(value.node)) return "truth";
  if (std::holds_alternative<syntax::TextLiteral>(value.node)) return "text";
  if (auto const* binary = std::get_if<syntax::Binary>(&value.node)) {
    using Op = syntax::BinaryOp;
    constexpr std::array arithmetic{Op::add, Op::subtract, Op::multiply, Op::divide};
    return std::find(arithmetic.begin(), arithmetic.end(), binary->op) == arithmetic.end() ? "truth" : "";
  }
  if (auto const* choice = std::get_if<syntax::If>(&value.node))
    return choice->yes ? seen_type(*choice->yes) : "";
  return "";
}

// Where the type of a rule stands: after its name and parameters.
std::uint32_t after_head(text::Sources const& sources, syntax::Name const& name) {
  std::string const& text = sources[name.span.source].text();
  std::size_t at = name.span.end;
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n')) ++at;
  if (at == text.size() || text[at] != '(') return name.span.end;
  int depth = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == '(') ++depth;
    if (text[at] == ')' && --depth == 0) return static_cast<std::uint32_t>(at + 1);
  }
  return name.span.end;
}

// `states NAME is E` of a route: a rule of its own, cited by the article of the route.
void state_by_route(Workspace& ws, model::AwardId id, Declared<syntax::RouteDecl> const& route, core::Route& added) {
  auto const& award = ws.program.awards[id];
  std::vector<std::string> names;
  for (auto const& one : award.particulars) names.push_back(one.name);
  for (auto const& one : route.decl->particulars) {
    if (one.name.text.empty() || !one.value) continue;
    auto const found = std::find(names.begin(), names.end(), one.name.text);
    auto const place = static_cast<std::size_t>(found - names.begin());
    if (found == names.end()) {
      ws.diagnostics.error(Code::unknown_name, one.name.span,
                           fmt::format("award {} states no {}", quoted(award.name), quoted(one.name.text)),
                           did_you_mean(one.name.text, names));
      continue;
    }
    added.states.resize(award.particulars.size(), core::RuleId(none));
    if (added.states[place] != none) {
      ws.diagnostics.error(Code::duplicate_name, one.name.span,
                           fmt::format("route {} states {} twice", quoted(added.name), quoted(one.name.text)),
                           "a decision tells particulars apart by their names");
      continue;
    }
    RuleInfo rule;
    rule.particular = one.value.get();
    rule.of_award = id;
    rule.place = static_cast<std::uint32_t>(place);
    rule.by_route = true;
    rule.site = route.site;
    auto name = core::stated_rule_name(one.name.text, award.name, added.name);
    added.states[place] = nameless_rule(ws, std::move(rule), std::move(name), one.name.span);
    ws.program.rules[added.states[place]].title = award.particulars[place].title;
  }
}


// A rule that says no type and is no part of an open rule either. What uses it follows from that.
bool untyped(Workspace& ws, Declared<syntax::RuleDecl> const& part) {
  syntax::Name const& name = part.decl->name;
  if (name.text.empty() || lacks_declarations(ws)) return false;
  if (!lookup(ws, part.site.package, path_of(name)).found.empty()) return false;
  bool const elsewhere = std::any_of(ws.packages.begin(), ws.packages.end(), [&](Package const& package) {
    return package.names.contains(name.text);  // and the import is missing
  });
  if (elsewhere) return false;
  std::vector<std::string> candidates = names_of_kinds(ws, part.site.package, {Kind::rule});
  std::erase_if(candidates, [](std::string const& one) { return one.empty(); });
  if (!text::nearest(name.text, candidates).empty()) return false;
  bool const typed = std::all_of(part.decl->parameters.begin(), part.decl->parameters.end(),
                                 [](auto const& one) { return one.type.has_value(); });
  std::string const type = part.decl->body && typed ? seen_type(*part.decl->body) : "";
  auto& told = ws.diagnostics.error(
      Code::wrong_part, name.span,
      fmt::format("{} says no type, and no open rule is called so", quoted(name.text)),
      fmt::format("a rule of its own states the type of its result: `rule {}{}: {} = ...`", name.text,
                  part.decl->parameters.empty() ? "" : "(...)", type.empty() ? "TYPE" : type));
  if (!type.empty() && !part.decl->title) {
    std::uint32_t const at = after_head(ws.sources, name);
    told.fix = text::Fix{{name.span.source, at, at}, ": " + type};
  }
  ws.unread.push_back(
      {syntax::Unread::Kind::part, {name.span.source, name.span.end, name.span.end}, name.text, {name.text}});
  return true;
}

void attach(Workspace& ws) {
  for (auto const& part : ws.parts) {
    if (untyped(ws, part)) continue;
    auto const symbol = resolve(ws, part.site.package, part.decl->name, {Kind::rule}, "an open rule");
    if (!symbol) continue;
    if (ws.program.rules[symbol->index].open) {
      ws.rules[symbol->index].parts.push_back(part);
      continue;
    }
    ws.diagnostics
        .error(Code::wrong_part, part.decl->name.span,
               fmt::format("{} is no open rule, so nothing can be added to it", quoted(part.decl->name.text)),
               "a rule of its own states the type of its result: `: TYPE`")
        .places.push_back({symbol->span, "declared here"});
  }
  Given exceptions(ws, "an exception"), clauses(ws, "a clause"), routes(ws, "a route");
  for (auto const& exception : ws.exceptions) {
    auto const symbol = resolve(ws, exception.site.package, exception.decl->rule, {Kind::rule}, "a rule");
    if (!symbol) continue;
    exceptions.add(symbol->index, ws.program.rules[symbol->index].name, exception.decl->name,
                   exception.site.package);
    ws.rules[symbol->index].exceptions.push_back(exception);
  }
  for (auto const& clause : ws.clauses) {
    auto const symbol =
        resolve(ws, clause.site.package, clause.decl->precedence, {Kind::precedence}, "a precedence");
    if (!symbol) ws.damaged.push_back(clause.span);
    if (!symbol) continue;
    clauses.add(symbol->index, ws.program.precedences[symbol->index].name, clause.decl->name,
                clause.site.package);
    ws.precedences[symbol->index].clauses.push_back(clause);
  }
  for (auto const& apart : ws.aparts) {
    if (apart.decl->precedence.parts.empty()) continue;
    auto const symbol =
        resolve(ws, apart.site.package, apart.decl->precedence, {Kind::precedence}, "a precedence");
    if (!symbol) continue;
    auto& precedence = ws.program.precedences[symbol->index];
    if (precedence.domain != core::Precedence::Domain::periods) {
      ws.diagnostics.error(Code::wrong_precedence, apart.decl->precedence.span,
                           fmt::format("{} orders routes, and only periods have dates",
                                       quoted(spelled(apart.decl->precedence))));
    } else if (precedence.undated_apart) {
      ws.diagnostics.error(Code::duplicate_name, apart.span,
                           fmt::format("{} says already that undated periods stand apart",
                                       quoted(spelled(apart.decl->precedence))));
    }
    precedence.undated_apart = true;
    precedence.apart = apart.site.citation;
  }
  for (auto const& route : ws.routes) {
    auto const symbol = resolve(ws, route.site.package, route.decl->award, {Kind::award}, "an award");
    if (!symbol) ws.damaged.push_back(route.span);
    if (!symbol) continue;
    routes.add(symbol->index, ws.program.awards[symbol->index].name, route.decl->name, route.site.package);
    ws.awards[symbol->index].routes.push_back(route);
    core::Route added;
    added.name = route.decl->name.text;
    added.title = route.decl->title ? route.decl->title->value : "";
    added.citation = route.site.citation;
    state_by_route(ws, model::AwardId(symbol->index), route, added);
    ws.program.awards[symbol->index].routes.push_back(std::move(added));
  }
}

// Where packages share a word, decisions, cases and tests of either call it by package and name.
template <class Table, class Package>
void qualify(Workspace const& ws, Table& table, Package const& package_of) {
  std::map<std::string, std::set<std::uint32_t>> packages;
  for (std::size_t n = 0; n < table.size(); ++n) packages[table[n].name].insert(package_of(n));
  for (std::size_t n = 0; n < table.size(); ++n) {
    std::string& name = table[n].name;
    if (packages[name].size() > 1) name = ws.packages[package_of(n)].name + '.' + name;
  }
}

void share_names(Workspace& ws) {
  for (std::size_t i = 0; i < ws.awards.size(); ++i) {
    qualify(ws, ws.program.awards[i].routes,
            [&](std::size_t n) { return ws.awards[i].routes[n].site.package; });
  }
  qualify(ws, ws.program.awards, [&](std::size_t n) { return ws.awards[n].declared.site.package; });
  qualify(ws, ws.program.questions, [&](std::size_t n) { return ws.questions[n].site.package; });
  qualify(ws, ws.program.attributes, [&](std::size_t n) { return ws.attributes[n].site.package; });
  for (std::size_t i = 0; i < ws.words.size(); ++i) {
    qualify(ws, ws.program.enumerations[i].values, [&](std::size_t n) { return ws.words[i][n].package; });
  }
}

}  // namespace

Generators generators(Workspace& ws, Site const& site, std::vector<syntax::Generator> const& written) {
  Generators result;
  Lowering lowering(ws, site);
  lowering.reserve(written.size());
  for (std::size_t i = 0; i < written.size(); ++i) {
    auto const& generator = written[i];
    Typed const source = generator.source ? lowering.lower(*generator.source) : Typed{};
    TypeId const type =
        variable_type(ws, source, generator.source ? generator.source->span : generator.variable.span);
    for (auto const& earlier : result.variables) {
      if (earlier.name != generator.variable.text) continue;
      ws.diagnostics.error(Code::duplicate_name, generator.variable.span,
                           fmt::format("there are two variables named {}", quoted(generator.variable.text)));
    }
    lowering.declare_at(generator.variable.text, type, static_cast<std::uint32_t>(i));
    result.generators.push_back({generator.variable.text, source.id});
    result.variables.push_back({generator.variable.text, type});
  }
  result.slots = lowering.slots();
  return result;
}

void check_signatures(Workspace& ws) {
  facts(ws);
  rules(ws);
  tables(ws);
  precedences(ws);
  awards(ws);
  link_awards(ws);
  attach(ws);
  share_names(ws);
}

}  // namespace convenio::check
