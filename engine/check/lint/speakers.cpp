// Who speaks when: what a text says beyond its own rules (routes, clauses between routes, questions,
// exceptions to and parts of rules of other packages) is kept to its parties, or to the State of the scheme.
// Knows which declarations reach beyond a text; what a condition tests is guards.cpp's.
#include <algorithm>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/declare/types.hpp"
#include "engine/check/lint/guards.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

bool is_scheme(core::Program const& p, TextId text) {
  return p.texts[text].kind == core::LegalText::Kind::scheme;
}

class Speakers {
 public:
  explicit Speakers(Workspace& ws) : ws_(ws), p_(ws.program) {}
  void check();

 private:
  using Variables = std::vector<core::Parameter>;

  Guards& guards_of(TextId text);
  bool names_states(TypeId type) const;
  Origins origins(Variables const& variables) const;
  bool asked_for_by_itself(Site const& site, core::Generator const& generator) const;
  std::string test_of(TextId text, Variables const& variables);
  void report(std::string what, Span span, TextId text, Variables const& variables, bool has_condition);
  bool of_another_package(Site const& site, std::uint32_t package) const { return site.package != package; }
  bool speaks_of_itself(Site const& site) const;
  bool reaches_all(std::vector<core::Generator> const& generators, TextId text);
  Variables variables(std::vector<core::Generator> const& generators, std::vector<TypeId> const& types) const;

  bool pinned_to_a_party(core::Route const& route, TextId text);
  void routes(std::size_t award);
  void clauses(std::size_t precedence);
  void exceptions(std::size_t rule);
  void parts(std::size_t rule);
  void question(std::size_t question);

  Workspace& ws_;
  core::Program const& p_;
  std::map<TextId, Guards> guards_;
};

Guards& Speakers::guards_of(TextId text) { return guards_.try_emplace(text, ws_, text).first->second; }

// Whether values of the type name a State: then the State is what is tested.
bool Speakers::names_states(TypeId type) const {
  if (special(type) || type >= p_.types.size()) return false;
  core::Type const& t = p_.types[type];
  if (t.kind == TypeKind::state || t.kind == TypeKind::period || t.kind == TypeKind::history) return true;
  if (t.kind == TypeKind::list) return names_states(t.element);
  if (t.kind != TypeKind::record) return false;
  auto const& fields = p_.records[t.record()].fields;
  return std::any_of(fields.begin(), fields.end(),
                     [&](auto const& field) { return names_states(field.type); });
}

Origins Speakers::origins(Variables const& variables) const {
  Origins list;
  for (auto const& variable : variables)
    list.push_back(names_states(variable.type) ? Origin::subject : Origin::given);
  return list;
}

// A list that only this package asks for, of things that name no State: whoever gives it means this text.
bool Speakers::asked_for_by_itself(Site const& site, core::Generator const& generator) const {
  core::Expr const& source = p_.expressions[generator.source];
  return source.op == core::Op::fact && ws_.facts[source.a].declared.site.package == site.package &&
         !names_states(source.type);
}

// How the test would be written: `party(S of coast at claimed_on)`.
std::string Speakers::test_of(TextId text, Variables const& variables) {
  std::string state = "STATE";
  for (auto const& variable : variables) {
    if (is_kind(p_, variable.type, TypeKind::state)) state = variable.name;
  }
  core::LegalText const& named = p_.texts[text];
  if (named.kind == core::LegalText::Kind::scheme) {
    std::string const code = named.state == none ? "STATE" : p_.states[named.state].code;
    return state == "STATE" ? fmt::format("{} in STATES_OF_THE_CASE", code)
                            : fmt::format("{} is {}", state, code);
  }
  TextId const agreement = guards_of(text).agreement();
  std::string date = "DATE";
  if (core::RuleId const governing = governing_rule(ws_, text); governing != none)
    date = p_.rules[governing].formula;
  return fmt::format("party({} of {} at {})", state,
                     agreement == none ? named.name : p_.texts[agreement].name, date);
}

void Speakers::report(std::string what, Span span, TextId text, Variables const& variables,
                      bool has_condition) {
  core::LegalText const& named = p_.texts[text];
  bool const scheme = named.kind == core::LegalText::Kind::scheme;
  std::string const whom = scheme ? fmt::format("for the State whose law {} is", quoted(named.name))
                                  : fmt::format("for parties of {}", quoted(named.name));
  std::string const test = test_of(text, variables);
  ws_.diagnostics.error(Code::unguarded, span, fmt::format("{} does not hold {} only", what, whom),
                        has_condition ? fmt::format("begin its condition with `{} and`", test)
                                      : fmt::format("add `when {}`", test));
}

Speakers::Variables Speakers::variables(std::vector<core::Generator> const& generators,
                                        std::vector<TypeId> const& types) const {
  Variables list;
  for (std::size_t n = 0; n < generators.size() && n < types.size(); ++n)
    list.push_back({generators[n].variable, types[n]});
  return list;
}

// Lists that are drawn up by asking for parties (or of the State of a scheme) say it for what runs over them.
bool Speakers::reaches_all(std::vector<core::Generator> const& generators, TextId text) {
  for (auto const& generator : generators) {
    if (guards_of(text).mentions(generator.source)) return false;
  }
  return true;
}

// A scheme of a package that imports nothing: no case but its own has the facts that it asks for.
bool Speakers::speaks_of_itself(Site const& site) const {
  return is_scheme(p_, site.text) && ws_.packages[site.package].visible.size() < 2;
}

// `route r of pension(ES, B)`
bool Speakers::pinned_to_a_party(core::Route const& route, TextId text) {
  return std::any_of(route.patterns.begin(), route.patterns.end(), [&](auto const& pattern) {
    auto const* state = pattern ? std::get_if<model::StateRef>(&pattern->content) : nullptr;
    return state && guards_of(text).party(state->id);
  });
}

void Speakers::routes(std::size_t index) {
  core::Award const& award = p_.awards[index];
  AwardInfo const& info = ws_.awards[index];
  if (award.routes.size() != info.routes.size()) return;
  auto const of = variables(award.generators, info.variables);
  for (std::size_t n = 0; n < award.routes.size(); ++n) {
    Site const& site = info.routes[n].site;
    if (site.text == none) continue;
    if (speaks_of_itself(site)) continue;
    if (!reaches_all(award.generators, site.text)) continue;
    bool const pinned = pinned_to_a_party(award.routes[n], site.text);
    if (guards_of(site.text).guarded(award.routes[n].when, origins(of), pinned)) continue;
    auto const& decl = *info.routes[n].decl;
    report(fmt::format("route {}", quoted(decl.name.text)), decl.when ? decl.when->span : decl.name.span,
           site.text, of, decl.when != nullptr);
  }
}

// Periods are compared within the rules of the package; routes in every case.
void Speakers::clauses(std::size_t index) {
  core::Precedence const& precedence = p_.precedences[index];
  PrecedenceInfo const& info = ws_.precedences[index];
  if (precedence.domain != core::Precedence::Domain::routes) return;
  for (std::size_t n = 0; n < info.clauses.size(); ++n) {
    auto const& clause = info.clauses[n];
    std::string const name = spoken_name(ws_, info.clauses, n);
    TextId const text = clause.site.text;
    if (text == none || speaks_of_itself(clause.site)) continue;
    for (auto const& lowered : precedence.clauses) {
      if (lowered.name != name) continue;
      if (guards_of(text).guarded(lowered.condition, origins(precedence.parameters))) break;
      report(fmt::format("clause {} names no route of its own, and", quoted(clause.decl->name.text)),
             clause.decl->condition ? clause.decl->condition->span : clause.decl->name.span, text,
             precedence.parameters, clause.decl->condition != nullptr);
      break;
    }
  }
}

void Speakers::exceptions(std::size_t index) {
  core::Rule const& rule = p_.rules[index];
  RuleInfo const& info = ws_.rules[index];
  if (rule.exceptions.size() != info.exceptions.size()) return;
  for (std::size_t n = 0; n < rule.exceptions.size(); ++n) {
    auto const& declared = info.exceptions[n];
    if (declared.site.text == none || !of_another_package(declared.site, info.site.package)) continue;
    if (guards_of(declared.site.text).guarded(rule.exceptions[n].condition, origins(rule.parameters)))
      continue;
    report(fmt::format("exception {}", quoted(declared.decl->name.text)), declared.decl->condition->span,
           declared.site.text, rule.parameters, true);
  }
}

// A part names the State for which it answers.
void Speakers::parts(std::size_t index) {
  core::Rule const& rule = p_.rules[index];
  RuleInfo const& info = ws_.rules[index];
  if (!rule.open || rule.parts.size() != info.parts.size()) return;
  for (std::size_t n = 0; n < rule.parts.size(); ++n) {
    Site const& site = info.parts[n].site;
    if (site.text == none || !of_another_package(site, info.site.package)) continue;
    auto const& written = info.parts[n].decl->parameters;
    for (std::size_t i = 0; i < rule.parameters.size() && i < written.size(); ++i) {
      if (!is_kind(p_, rule.parameters[i].type, TypeKind::state)) continue;
      auto const& pattern = rule.parts[n].patterns[i];
      if (pattern && guards_of(site.text).party(pattern->as<model::StateRef>().id)) continue;
      core::LegalText const& text = p_.texts[site.text];
      bool const scheme = is_scheme(p_, site.text);
      ws_.diagnostics.error(
          Code::unguarded, written[i].name.span,
          fmt::format("a part of {} in {} answers for {}", quoted(rule.name), quoted(text.name),
                      pattern ? fmt::format("{}, {}", quoted(written[i].name.text),
                                            scheme ? "whose law it is not" : "which is no party of it")
                              : std::string("every State")),
          scheme && text.state != none ? fmt::format("write {}, or put it into a scheme of that State",
                                                     quoted(p_.states[text.state].code))
                                       : "write the State for which this text answers");
    }
  }
}

void Speakers::question(std::size_t index) {
  core::Question const& question = p_.questions[index];
  auto const& declared = ws_.questions[index];
  TextId const text = declared.site.text;
  if (text == none || !reaches_all(question.generators, text)) return;
  if (speaks_of_itself(declared.site)) return;
  if (!question.generators.empty() && asked_for_by_itself(declared.site, question.generators.front()) &&
      (is_scheme(p_, text) || guards_of(text).mentions(question.when)))
    return;
  std::vector<TypeId> types;
  for (auto const& generator : question.generators) {
    TypeId const source = p_.expressions[generator.source].type;
    bool const list = is_kind(p_, source, TypeKind::list);
    types.push_back(list ? p_.types[source].element : TypeId(poison));
  }
  auto of = variables(question.generators, types);
  Origins locals = origins(of);
  for (std::size_t n = 0; n < of.size(); ++n) {
    if (special(types[n])) locals[n] = Origin::subject;  // a period of a history
  }
  if (guards_of(text).guarded(question.when, locals)) return;
  auto const& decl = *declared.decl;
  report(fmt::format("question {}", quoted(decl.name.text)), decl.when ? decl.when->span : decl.name.span,
         text, of, decl.when != nullptr);
}

void Speakers::check() {
  for (std::size_t i = 0; i < p_.awards.size(); ++i) routes(i);
  for (std::size_t i = 0; i < p_.precedences.size(); ++i) clauses(i);
  for (std::size_t i = 0; i < p_.rules.size(); ++i) {
    exceptions(i);
    parts(i);
  }
  for (std::size_t i = 0; i < p_.questions.size(); ++i) question(i);
}

}  // namespace

void check_speakers(Workspace& ws) { Speakers(ws).check(); }

}  // namespace convenio::check
