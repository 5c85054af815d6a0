// Rules: bodies, versions, parts of open rules, exceptions, and the dates that govern texts.
// Knows signatures; conflicts between exceptions are in conflicts.cpp.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/lower.hpp"
#include "engine/check/elaborate/sayings.hpp"
#include "engine/check/elaborate/validity.hpp"
#include "engine/check/lint/codes.hpp"
#include "engine/check/phases.hpp"
#include "grammar/syntax/codes.hpp"

namespace convenio::check {

namespace {

constexpr std::size_t most_parts = 2'000;     // of one open rule; each is compared with each
constexpr std::size_t most_exceptions = 500;  // of one rule; each is compared with each

// The text of a span on one line, without comments.
std::string formula_of(Workspace const& ws, Span span) {
  if (span.source == text::no_source || span.source >= ws.sources.size()) return "";
  std::string_view const written = ws.sources.slice(span);
  std::string formula;
  bool quoted_text = false;
  bool gap = false;
  for (std::size_t i = 0; i < written.size(); ++i) {
    char const c = written[i];
    if (!quoted_text && written.substr(i, 2) == "--") {
      i = written.find('\n', i);
      if (i == std::string_view::npos) break;
      gap = true;
      continue;
    }
    bool const space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (space && !quoted_text) {
      gap = true;
      continue;
    }
    if (gap && !formula.empty()) formula += ' ';
    gap = false;
    formula += c;
    if (quoted_text && c == '\\' && i + 1 < written.size())
      formula += written[++i];
    else if (c == '"')
      quoted_text = !quoted_text;
  }
  return formula;
}

class Rule {
 public:
  Rule(Workspace& ws, std::size_t index)
      : ws_(ws), index_(static_cast<std::uint32_t>(index)), info_(ws.rules[index]) {}
  void lower();

 private:
  core::Rule& rule() { return ws_.program.rules[index_]; }
  Lowering frame(Site const& site);
  void used(Lowering const& lowering) { rule().slots = std::max(rule().slots, lowering.slots()); }
  void governing();
  void condition();
  void particular();
  ExprId stated_by_routes(Lowering& lowering, ExprId own);
  void body();
  std::vector<core::Version> versions(syntax::RuleDecl const& decl, TypeId result, Lowering& lowering);
  void part(Declared<syntax::RuleDecl> const& declared);
  std::optional<model::Value> pattern(syntax::Parameter const& written, TypeId type, std::uint32_t package);
  void unknown_word(syntax::Name const& name, std::size_t parameter, std::uint32_t package);
  bool fitting(syntax::RuleDecl const& decl, std::uint32_t package);
  bool typed_as_declared(syntax::Parameter const& written, std::size_t parameter, std::uint32_t package);
  void overlapping_parts();
  void exception(std::size_t number);
  void overrides();

  Workspace& ws_;
  std::uint32_t index_;
  RuleInfo const& info_;
  bool misnamed_ = false;  // a part answers for another constant than was meant
};

// The rule's parameters as locals; after them the date, if it takes one.
Lowering Rule::frame(Site const& site) {
  Lowering lowering(ws_, site);
  for (auto const& p : rule().parameters) lowering.declare(p.name, p.type);
  if (info_.dated) {
    lowering.set_date(lowering.slots());
    lowering.reserve(1);
  }
  return lowering;
}

void Rule::governing() {
  Lowering lowering(ws_, info_.site);
  rule().body = lowering.require(*info_.governed, rule().type, "the date that governs a text");
  rule().formula = formula_of(ws_, info_.governed->span);
  used(lowering);
}

void Rule::condition() {
  Lowering lowering = frame(info_.site);
  rule().body = lowering.require(*info_.condition, rule().type, "the condition of a text");
  rule().formula = formula_of(ws_, info_.condition->span);
  used(lowering);
}

// What the award states itself, or the route that grants it, where that states it.
void Rule::particular() {
  Lowering lowering = frame(info_.site);
  if (info_.by_route) {
    rule().body = lowering.require(*info_.particular, rule().type, "what the route states");
  } else {
    Typed const said = lowering.lower(*info_.particular);
    rule().type = said.type == nothing ? simple(ws_.program, TypeKind::truth) : said.type;
    rule().body = stated_by_routes(lowering, said.id);
  }
  rule().formula = formula_of(ws_, info_.particular->span);
  used(lowering);
}

ExprId Rule::stated_by_routes(Lowering& lowering, ExprId own) {
  auto const& award = ws_.program.awards[info_.of_award];
  core::MatchTable table;
  std::vector<ExprId> arms{none, own};
  table.otherwise = 1;
  table.child_of.assign(award.routes.size(), 0);
  std::vector<ExprId> variables;
  for (std::uint32_t n = 0; n < rule().parameters.size(); ++n)
    variables.push_back(lowering.emit(core::Op::local, rule().parameters[n].type, {}, rule().span, n));
  for (std::size_t n = 0; n < award.routes.size(); ++n) {
    auto const& states = award.routes[n].states;
    if (info_.place >= states.size() || states[info_.place] == none) continue;
    auto& stated = ws_.program.rules[states[info_.place]];
    stated.parameters = rule().parameters;
    stated.type = rule().type;
    arms.push_back(lowering.emit(core::Op::call, rule().type, variables, stated.span, states[info_.place]));
    table.child_of[n] = static_cast<std::uint32_t>(arms.size() - 1);
  }
  if (arms.size() == 2) return own;
  core::Type route;
  route.kind = TypeKind::route;
  route.id = info_.of_award;
  TypeId const type = intern(ws_.program, route);
  Span const span = info_.particular->span;
  arms.front() = lowering.emit(core::Op::granted_by, type, variables, span, info_.of_award);
  ws_.program.matches.push_back(std::move(table));
  auto const which = static_cast<std::uint32_t>(ws_.program.matches.size() - 1);
  ExprId const chosen = lowering.emit(core::Op::match, rule().type, arms, span, which);
  ExprId const granted =
      lowering.emit(core::Op::awarded, simple(ws_.program, TypeKind::truth), variables, span, info_.of_award);
  return lowering.emit(core::Op::if_, rule().type, {granted, chosen, own}, span);
}

std::vector<core::Version> Rule::versions(syntax::RuleDecl const& decl, TypeId result, Lowering& lowering) {
  std::vector<core::Version> list;
  std::vector<Dated> spans;
  for (auto const& version : decl.versions) {
    core::Version added;
    added.validity = to_validity(ws_, version.validity, version.span);
    added.enacted = to_date(version.enacted);
    if (added.enacted) check_enacted(ws_, version.span);
    spans.push_back({added.validity, version.span, added.enacted});
    if (!version.body) continue;
    ExprId const id =
        lowering.require(*version.body, result, fmt::format("the result of {}", quoted(rule().name)));
    added.body = lowering.in_force(id, result, version.body->span);
    list.push_back(added);
  }
  check_versions(ws_, spans);
  return list;
}

void Rule::body() {
  auto const& decl = *info_.decl;
  Lowering lowering = frame(info_.site);
  TypeId const result = rule().type;
  if (!decl.versions.empty()) {
    rule().versions = versions(decl, result, lowering);
    Span whole = decl.versions.front().span;
    whole.end = decl.versions.back().span.end;
    rule().formula = formula_of(ws_, whole);
  } else if (decl.body) {
    ExprId id = lowering.require(*decl.body, result, fmt::format("the result of {}", quoted(rule().name)));
    rule().formula = formula_of(ws_, decl.body->span);
    if (info_.dated) {
      // In an article that is not always in force: one version that asks for the date.
      id = lowering.in_force(id, result, decl.body->span);
      rule().versions.push_back({{}, id, std::nullopt});
    } else {
      rule().body = id;
    }
  } else if (!ws_.diagnostics.has_errors()) {
    ws_.diagnostics.error(syntax::Code::unexpected, decl.name.span,
                          fmt::format("rule {} has no body", quoted(rule().name)));
  }
  rule().sayings = lower_sayings(ws_, decl.says, result, lowering);
  used(lowering);
}

// ---------------------------------------------------------------- parts of open rules

// A name in a part's head is a constant if the parameter's type knows it, and a new name otherwise.
std::optional<model::Value> Rule::pattern(syntax::Parameter const& written, TypeId type,
                                          std::uint32_t package) {
  if (special(type) || written.type) return std::nullopt;
  core::Type const& t = ws_.program.types[type];
  if (t.kind == TypeKind::state) {
    auto const found = lookup(ws_, package, path_of(written.name)).found;
    for (auto const& symbol : found) {
      if (symbol.kind == Kind::state) return model::Value{model::StateRef{model::StateId(symbol.index)}};
    }
  }
  if (t.kind == TypeKind::enumeration) {
    auto const words = words_meant(ws_, package, t.id, written.name.text);
    if (words.size() == 1) return model::Value{model::Enumerated{t.enumeration(), words.front()}};
  }
  return std::nullopt;
}

// A word that is neither a constant nor said to be a variable would silently answer for all.
void Rule::unknown_word(syntax::Name const& name, std::size_t parameter, std::uint32_t package) {
  TypeId const type = rule().parameters[parameter].type;
  std::string const& own = rule().parameters[parameter].name;
  std::vector<std::string> words{own};
  if (is_kind(ws_.program, type, TypeKind::state)) {
    auto const states = names_of_kinds(ws_, package, {Kind::state});
    words.insert(words.end(), states.begin(), states.end());
  } else if (is_kind(ws_.program, type, TypeKind::enumeration)) {
    auto const values = words_seen(ws_, package, ws_.program.types[type].id);
    words.insert(words.end(), values.begin(), values.end());
  }
  text::Hint hint = did_you_mean(name.text, words);
  if (hint.empty()) {
    hint = fmt::format("a part for any {} says {}, as the open rule does, or {}", type_name(ws_, type),
                       quoted(own),
                       quoted(fmt::format("{}: {}", name.text, core::type_name(ws_.program, type))));
  }
  bool const constants =
      is_kind(ws_.program, type, TypeKind::state) || is_kind(ws_.program, type, TypeKind::enumeration);
  ws_.diagnostics
      .error(Code::unknown_name, name.span,
             constants ? fmt::format("{} is no {}, and no variable of open rule {}", quoted(name.text),
                                     type_name(ws_, type), quoted(rule().name))
                       : fmt::format("open rule {} calls this parameter {}, not {}", quoted(rule().name),
                                     quoted(own), quoted(name.text)),
             std::move(hint))
      .places.push_back({rule().span, "declared here"});
}

// `NAME: TYPE` in a part's head is a variable, of the type that the open rule gives it.
bool Rule::typed_as_declared(syntax::Parameter const& written, std::size_t parameter, std::uint32_t package) {
  TypeId const wanted = rule().parameters[parameter].type;
  TypeId const own = resolve_type(ws_, package, *written.type, rule().parameters);
  if (special(own) || special(wanted) || own == wanted) return true;
  ws_.diagnostics
      .error(Code::wrong_part, written.type->span,
             fmt::format("open rule {} has {} here, not {}", quoted(rule().name), type_name(ws_, wanted),
                         type_name(ws_, own)),
             "write its type, or the name alone")
      .places.push_back({rule().span, "declared here"});
  return false;
}

bool Rule::fitting(syntax::RuleDecl const& decl, std::uint32_t package) {
  auto const& parameters = rule().parameters;
  if (decl.parameters.size() != parameters.size()) {
    ws_.diagnostics
        .error(Code::wrong_part, decl.name.span,
               fmt::format("open rule {} has {} parameter{}, but this part has {}", quoted(rule().name),
                           parameters.size(), parameters.size() == 1 ? "" : "s", decl.parameters.size()))
        .places.push_back({rule().span, "declared here"});
    return false;
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    auto const& written = decl.parameters[i];
    std::string const own = i == 0 ? "" : written.label;
    std::string const general = i == 0 ? "" : info_.labels[i];
    if (own != general) {
      ws_.diagnostics
          .error(Code::wrong_part, written.label_span,
                 fmt::format("open rule {} has {} before this parameter, not {}", quoted(rule().name),
                             quoted(general.empty() ? "," : general), quoted(own.empty() ? "," : own)))
          .places.push_back({rule().span, "declared here"});
      return false;
    }
    if (written.type && !typed_as_declared(written, i, package)) return false;
  }
  return true;
}

void Rule::part(Declared<syntax::RuleDecl> const& declared) {
  auto const& decl = *declared.decl;
  if (!fitting(decl, declared.site.package)) return;
  core::Part part;
  part.citation = declared.site.citation;
  Lowering lowering(ws_, declared.site);
  lowering.reserve(rule().parameters.size());
  std::vector<Holder> holders;
  bool known = true;  // the currency of the State, if one is named
  for (std::size_t i = 0; i < decl.parameters.size(); ++i) {
    TypeId const type = rule().parameters[i].type;
    auto const value = pattern(decl.parameters[i], type, declared.site.package);
    Holder holder{Holder::Kind::local, static_cast<std::uint32_t>(i)};
    if (auto const* state = value ? std::get_if<model::StateRef>(&value->content) : nullptr) {
      holder = {Holder::Kind::state, state->id};
      known = known && !ws_.program.states[state->id].currencies.empty();
    }
    holders.push_back(holder);
    part.patterns.push_back(value);
  }
  for (std::size_t i = 0; i < decl.parameters.size(); ++i) {
    if (part.patterns[i]) continue;
    auto const& written = decl.parameters[i];
    if (!written.type && written.name.text != rule().parameters[i].name) {
      misnamed_ = true;
      // Perhaps a constant whose declaration could not be read.
      if (!lacks_declarations(ws_) && rule().parameters[i].type != poison)
        unknown_word(written.name, i, declared.site.package);
    }
    TypeId const type = substitute(ws_.program, rule().parameters[i].type, holders);
    lowering.declare_at(decl.parameters[i].name.text, type, static_cast<std::uint32_t>(i));
  }
  known = known && !misnamed_;
  TypeId const result = known ? lowering.settled(rule().type, holders, decl.name.span) : poison;
  if (!decl.versions.empty()) {
    part.governing = lowering.governing_date(declared.site, false, none, declared.span);
    part.versions = versions(decl, result, lowering);
  } else if (decl.body) {
    ExprId const id =
        lowering.require(*decl.body, result, fmt::format("the result of {}", quoted(rule().name)));
    part.body = lowering.in_force(id, result, decl.body->span);
  }
  part.sayings = lower_sayings(ws_, decl.says, result, lowering);
  used(lowering);
  rule().parts.push_back(std::move(part));
}

bool same_calls(core::Part const& a, core::Part const& b) {
  for (std::size_t i = 0; i < a.patterns.size() && i < b.patterns.size(); ++i) {
    if (a.patterns[i] && b.patterns[i] && !model::equal(*a.patterns[i], *b.patterns[i])) return false;
  }
  return true;
}

void Rule::overlapping_parts() {
  auto const& parts = rule().parts;
  if (parts.size() > most_parts) {
    ws_.diagnostics.error(Code::too_many, info_.parts[most_parts].decl->name.span,
                          fmt::format("open rule {} has {} parts, at most {} are allowed",
                                      quoted(rule().name), parts.size(), most_parts));
    return;
  }
  if (misnamed_ || parts.size() != info_.parts.size()) return;  // reported
  for (auto const& parameter : rule().parameters) {
    if (parameter.type == poison) return;
    if (!is_kind(ws_.program, parameter.type, TypeKind::enumeration)) continue;
    // Words that could not be read name no constants.
    if (is_damaged(ws_, ws_.enumerations[ws_.program.types[parameter.type].id].span)) return;
  }
  for (std::size_t b = 1; b < parts.size(); ++b) {
    for (std::size_t a = 0; a < b; ++a) {
      if (!same_calls(parts[a], parts[b])) continue;
      ws_.diagnostics
          .error(Code::overlapping_parts, info_.parts[b].decl->name.span,
                 fmt::format("two parts of open rule {} answer the same call", quoted(rule().name)),
                 "give different constants, or make one an exception")
          .places.push_back({info_.parts[a].decl->name.span, "the other part"});
      break;
    }
  }
}

// ---------------------------------------------------------------- exceptions

void Rule::exception(std::size_t number) {
  auto const& declared = info_.exceptions[number];
  auto const& decl = *declared.decl;
  core::Exception exception;
  exception.name = spoken_name(ws_, info_.exceptions, number);
  exception.citation = declared.site.citation;
  Lowering lowering = frame(declared.site);
  TypeId const truth = simple(ws_.program, TypeKind::truth);
  if (decl.condition) {
    exception.condition = lowering.where_the_text_speaks(
        lowering.require(*decl.condition, truth, "the condition of an exception"), decl.condition->span);
  }
  if (decl.body) {
    exception.body =
        lowering.require(*decl.body, rule().type, fmt::format("the result of {}", quoted(rule().name)));
  }
  exception.sayings = lower_sayings(ws_, decl.says, rule().type, lowering);
  used(lowering);
  rule().exceptions.push_back(std::move(exception));
}

void Rule::overrides() {
  std::vector<std::string> names;
  for (auto const& exception : rule().exceptions) names.push_back(exception.name);
  for (std::size_t i = 0; i < info_.exceptions.size(); ++i) {
    for (auto const& path : info_.exceptions[i].decl->overrides) {
      if (path.parts.empty() || path.parts.back().text.empty()) continue;
      std::string const& name = path.parts.back().text;
      auto const found =
          meant(ws_, info_.exceptions[i].site.package, path, namesakes(info_.exceptions, path));
      if (found.size() > 1) {
        report_ambiguous(ws_, path, found);
      } else if (found.empty()) {
        ws_.diagnostics.error(Code::unknown_name, path.span,
                              fmt::format("{} has no exception named {}", quoted(rule().name), quoted(name)),
                              did_you_mean(name, names));
      } else if (found.front().index == i) {
        ws_.diagnostics.error(Code::cycle, path.span,
                              fmt::format("exception {} overrides itself", quoted(name)));
      } else {
        rule().exceptions[i].overrides.push_back(found.front().index);
      }
    }
  }
}

void Rule::lower() {
  if (info_.governed) {
    governing();
    return;
  }
  if (info_.condition) {
    condition();
    return;
  }
  if (info_.particular) {
    particular();
    return;
  }
  if (rule().open) {
    for (auto const& declared : info_.parts) part(declared);
    overlapping_parts();
  } else {
    body();
  }
  if (info_.exceptions.size() > most_exceptions) {
    ws_.diagnostics.error(Code::too_many, info_.exceptions[most_exceptions].decl->name.span,
                          fmt::format("rule {} has {} exceptions, at most {} are allowed",
                                      quoted(rule().name), info_.exceptions.size(), most_exceptions));
    return;
  }
  for (std::size_t n = 0; n < info_.exceptions.size(); ++n) exception(n);
  overrides();
}

}  // namespace

void lower_rules(Workspace& ws) {
  for (std::size_t i = 0; i < ws.rules.size(); ++i) Rule(ws, i).lower();
}

void check_governing_dates(Workspace& ws) {
  std::set<std::pair<bool, std::uint32_t>> reported;
  std::set<TextId> texts;  // one mistake of a text, however often it is felt
  for (auto const& use : ws.ungoverned) {
    if (use.index != none && !reported.emplace(use.table, use.index).second) continue;
    if (use.index == none) {
      ws.diagnostics.error(Code::no_governing_date, use.use,
                           "this holds from a date or until a date, but no date governs its text",
                           "add `governed by DATE` to the agreement, regulation or scheme");
      continue;
    }
    TextId const text = use.table ? ws.tables[use.index].site.text : ws.rules[use.index].site.text;
    if (text != none && !texts.insert(text).second) continue;
    Span const declared = use.table ? ws.program.tables[use.index].span : ws.program.rules[use.index].span;
    std::string const& name =
        use.table ? ws.program.tables[use.index].name : ws.program.rules[use.index].name;
    ws.diagnostics
        .error(Code::no_governing_date, declared,
               fmt::format("{} changes with the date, but no date governs its text", quoted(name)),
               "add `governed by DATE` to its text, or say `as of DATE` wherever it is used")
        .places.push_back({use.use, "used here without `as of`"});
  }
}

}  // namespace convenio::check
