// See selection.hpp.
#include "engine/api/selection.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/api/codes.hpp"
#include "engine/render/wrap.hpp"
#include "grammar/text/diagnostic.hpp"

namespace convenio::api {

namespace {

using core::Op;
using model::none;

Outcome refused(text::Code code, std::string sentence) {
  return {Status::bad_argument, fmt::format("[{}] {}", code.printed(), sentence)};
}

// "there is no State `XX`; did you mean `XY`? There are: ..."
Outcome unknown(text::Code code, std::string_view what, std::string const& name,
                std::vector<std::string> const& names) {
  std::string const near = text::nearest(name, names);
  std::string const hint = near.empty() ? "" : fmt::format("; did you mean `{}`?", near);
  return refused(code, fmt::format("there is no {} `{}` in these rules{} (there {}: {})", what,
                                   text::printable(name), hint, names.size() == 1 ? "is" : "are",
                                   names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "))));
}

template <class T>
bool among(std::vector<T> const& list, T const& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

// States of schemes and parties: others are declared, and no law of theirs is there.
std::vector<std::string> states_with_law(core::Program const& program) {
  std::set<std::uint32_t> found;
  for (auto const& text : program.texts) {
    if (text.state != none) found.insert(text.state);
    for (auto const& party : text.parties) found.insert(party.state);
  }
  std::vector<std::string> codes;
  for (auto const state : found) codes.push_back(program.states[state].code);
  std::sort(codes.begin(), codes.end());
  return codes;
}

bool holds(core::Validity const& validity, Chosen const& chosen) {
  return !chosen.on || validity.contains(*chosen.on);
}

bool is_known(std::optional<model::Date> const& enacted, Chosen const& chosen) {
  return !chosen.on || !enacted || *enacted <= *chosen.on;
}

}  // namespace

std::set<std::uint32_t> claiming_facts(core::Program const& program) {
  std::set<std::uint32_t> facts;
  for (auto const& award : program.awards) {
    for (auto const& generator : award.generators) {
      auto const& source = program.expressions[generator.source];
      auto const& type = program.types[source.type];
      bool const words = type.kind == core::Type::Kind::list &&
                         program.types[type.element].kind == core::Type::Kind::enumeration;
      if (source.op == Op::fact && words) facts.insert(source.fact());
    }
  }
  return facts;
}

std::set<std::uint32_t> claimed_enumerations(core::Program const& program) {
  std::set<std::uint32_t> enumerations;
  for (auto const fact : claiming_facts(program))
    enumerations.insert(program.types[program.types[program.facts[fact].type].element].enumeration());
  return enumerations;
}

Outcome choose(core::Program const& program, Selection const& selection, Chosen& chosen) {
  if (!selection.on.empty()) {
    chosen.on = model::Date::parse(selection.on);
    if (!chosen.on)
      return refused(Code::no_date,
                     fmt::format("`{}` is no date; write it as 2026-01-31", text::printable(selection.on)));
  }
  for (auto const& code : selection.states) {
    auto const found = std::find_if(program.states.begin(), program.states.end(),
                                    [&](core::State const& one) { return one.code == code; });
    if (found == program.states.end())
      return unknown(Code::unknown_state, "State", code, states_with_law(program));
    model::StateId const id(static_cast<std::uint32_t>(found - program.states.begin()));
    if (!among(chosen.states, id)) chosen.states.push_back(id);
  }
  for (auto const& word : selection.branches) {
    std::vector<std::string> words;
    bool any = false;
    for (auto const number : claimed_enumerations(program)) {
      auto const& values = program.enumerations[number].values;
      for (std::uint32_t n = 0; n < values.size(); ++n) {
        words.push_back(values[n].name);
        if (values[n].name != word) continue;
        any = true;
        model::Enumerated const one{model::EnumerationId(number), n};
        if (!among(chosen.branches, one)) chosen.branches.push_back(one);
      }
    }
    if (!any) return unknown(Code::unknown_branch, "branch", word, words);
  }
  for (auto const& name : selection.packages) {
    if (!among(program.packages, name))
      return unknown(Code::unknown_package, "package", name, program.packages);
    chosen.packages.insert(name);
  }
  return {};
}

bool concerns(core::Program const& program, core::TextId id, Chosen const& chosen) {
  auto const& text = program.texts[id];
  if (text.kind == core::LegalText::Kind::scheme)
    return chosen.states.empty() || text.state == none || among(chosen.states, text.state);
  auto const& agreement = program.texts[program.agreement_of(id)];
  std::set<std::uint32_t> all, ours;
  auto const add = [&](model::StateId state, core::Validity const& validity) {
    if (!holds(validity, chosen)) return;
    all.insert(state);
    if (among(chosen.states, state)) ours.insert(state);
  };
  for (auto const& party : agreement.parties) add(party.state, party.validity);
  for (auto const& pair : agreement.pairs) {
    add(pair.first, pair.validity);
    add(pair.second, pair.validity);
  }
  if (chosen.states.empty() && !chosen.on) return true;
  return all.size() >= 2 && ours.size() >= std::min<std::size_t>(2, chosen.states.size());
}

bool concerns(core::Program const& program, core::CitationId citation, std::string const& package,
              Chosen const& chosen) {
  if (citation < program.citations.size() && program.citations[citation].text != none) {
    auto const& place = program.citations[citation];
    return holds(place.validity, chosen) && concerns(program, place.text, chosen);
  }
  bool any = false, concerned = false;
  for (core::TextId id = 0; id < program.texts.size(); ++id) {
    if (program.texts[id].package != package) continue;
    any = true;
    concerned = concerned || concerns(program, id, chosen);
  }
  return !any || concerned;
}

bool is_of(std::string const& package, Chosen const& chosen) {
  return chosen.packages.empty() || chosen.packages.contains(package);
}

bool may_fit(core::Program const& program, std::vector<std::optional<model::Value>> const& patterns,
             Chosen const& chosen) {
  auto const claimed = claimed_enumerations(program);
  return std::all_of(patterns.begin(), patterns.end(), [&](auto const& pattern) {
    if (!pattern) return true;
    if (auto const* state = std::get_if<model::StateRef>(&pattern->content))
      return chosen.states.empty() || among(chosen.states, state->id);
    auto const* word = std::get_if<model::Enumerated>(&pattern->content);
    if (!word || chosen.branches.empty() || !claimed.contains(word->enumeration)) return true;
    return among(chosen.branches, *word);
  });
}

bool speaks_for(core::Program const& program, std::string const& package, model::StateId state) {
  bool any = false;
  for (auto const& text : program.texts) {
    if (text.package != package || text.kind != core::LegalText::Kind::scheme || text.state == none) continue;
    if (text.state == state) return true;
    any = true;
  }
  return !any;
}

// ---------------------------------------------------------------- what a case is asked

namespace {

class Reach {
 public:
  Reach(core::Program const& program, Chosen const& chosen) : p_(program), chosen_(chosen) {}

  Asked run(bool questions) {
    for (std::uint32_t n = 0; n < p_.awards.size(); ++n) {
      if (concerns(p_, p_.awards[n].citation, p_.awards[n].package, chosen_)) award(n);
    }
    for (auto const& question : p_.questions) {
      if (!questions || !concerns(p_, question.citation, question.package, chosen_)) continue;
      auto const& from = package_of(question.citation, question.package);
      generators(question.generators, from);
      add(question.when, from);
      add(question.body, from);
    }
    for (core::TextId id = 0; id < p_.texts.size(); ++id) {
      auto const& text = p_.texts[id];
      if (!concerns(p_, id, chosen_)) continue;
      if (text.governing != none) rule(text.governing);
      for (auto const applies : text.applications) rule(applies);
      for (auto const& party : text.parties) {
        if (party.condition != none) rule(party.condition);
      }
    }
    if (p_.decided_on != none) rule(p_.decided_on);
    for (auto const* conditions : {&p_.impossibles, &p_.remarks}) {
      for (auto const id : *conditions) {
        if (concerns(p_, p_.rules[id].citation, p_.rules[id].package, chosen_)) rule(id);
      }
    }
    follow();
    return std::move(asked_);
  }

 private:
  struct Left {
    core::ExprId id;
    std::string const* package;  // that reads
  };

  std::string const& package_of(core::CitationId citation, std::string const& otherwise) const {
    bool const cited = citation < p_.citations.size() && p_.citations[citation].text != none;
    return cited ? p_.texts[p_.citations[citation].text].package : otherwise;
  }
  void add(core::ExprId id, std::string const& package) {
    if (id < p_.expressions.size()) left_.push_back({id, &package});
  }
  void generators(std::vector<core::Generator> const& list, std::string const& package) {
    for (auto const& generator : list) add(generator.source, package);
  }
  void versions(std::vector<core::Version> const& list, std::string const& package) {
    for (auto const& version : list) {
      if (holds(version.validity, chosen_) && is_known(version.enacted, chosen_)) add(version.body, package);
    }
  }

  void award(std::uint32_t id) {
    if (!awards_.insert(id).second) return;
    auto const& award = p_.awards[id];
    generators(award.generators, award.package);
    if (award.precedence != none) precedence(award.precedence);
    for (auto const& route : award.routes) {
      if (!concerns(p_, route.citation, award.package, chosen_) || !may_fit(p_, route.patterns, chosen_))
        continue;
      auto const& from = package_of(route.citation, award.package);
      for (auto const part : {route.when, route.entitled, route.grants}) add(part, from);
    }
  }

  void precedence(std::uint32_t id) {
    if (!precedences_.insert(id).second) return;
    auto const& precedence = p_.precedences[id];
    for (auto const& clause : precedence.clauses) {
      if (concerns(p_, clause.citation, precedence.package, chosen_))
        add(clause.condition, package_of(clause.citation, precedence.package));
    }
  }

  void rule(std::uint32_t id) {
    if (!rules_.insert(id).second) return;
    auto const& rule = p_.rules[id];
    auto const& own = package_of(rule.citation, rule.package);
    add(rule.body, own);
    versions(rule.versions, own);
    for (auto const& part : rule.parts) {
      if (!concerns(p_, part.citation, rule.package, chosen_) || !may_fit(p_, part.patterns, chosen_))
        continue;
      auto const& from = package_of(part.citation, rule.package);
      add(part.body, from);
      add(part.governing, from);
      versions(part.versions, from);
    }
    for (auto const& exception : rule.exceptions) {
      if (!concerns(p_, exception.citation, rule.package, chosen_)) continue;
      auto const& from = package_of(exception.citation, rule.package);
      add(exception.condition, from);
      add(exception.body, from);
    }
  }

  void table(std::uint32_t id) {
    if (!tables_.insert(id).second) return;
    auto const& table = p_.tables[id];
    for (auto const& row : table.rows) {
      if (is_known(row.enacted, chosen_)) add(row.value, table.package);
    }
  }

  void follow() {
    while (!left_.empty()) {
      auto const [id, package] = left_.back();
      left_.pop_back();
      auto const& e = p_.expressions[id];
      if (e.op == Op::call) rule(e.rule());
      if (e.op == Op::fact && asked_.facts[e.fact()].insert(*package).second)
        add(p_.facts[e.fact()].fallback, p_.facts[e.fact()].package);
      if (e.op == Op::lookup) table(e.table());
      if (core::asks_for_award(e.op)) award(e.award());
      if (e.op == Op::resolve) precedence(e.precedence());
      if (e.op == Op::period_attribute) asked_.attributes[e.a].insert(*package);
      if (e.op == Op::certified) asked_.certified[static_cast<model::Unit>(e.a)].insert(*package);
      for (std::uint32_t n = 0; n < e.child_count; ++n) add(p_.child(id, n), *package);
    }
  }

  core::Program const& p_;
  Chosen const& chosen_;
  Asked asked_;
  std::vector<Left> left_;
  std::set<std::uint32_t> rules_, tables_, awards_, precedences_;
};

}  // namespace

Asked asked_of_cases(core::Program const& program, Chosen const& chosen, bool questions) {
  return Reach(program, chosen).run(questions);
}

}  // namespace convenio::api
