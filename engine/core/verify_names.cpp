// See verify_names.hpp.
#include "engine/core/verify_names.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include <fmt/format.h>

#include "engine/core/functions.hpp"
#include "engine/core/names.hpp"
#include "grammar/text/names.hpp"

namespace convenio::core {

namespace {

using model::none;

class Homes {
 public:
  explicit Homes(Program const& program) : p_(program) {}

  std::string verdict() {
    if (!each_once(p_.packages, [](auto const& one) { return std::string_view(one); }))
      return "a package named twice";
    if (!each_once(p_.attributes, by_name)) return "an attribute named twice";
    if (!declarations()) return "a declaration named twice";
    std::string found;
    auto const all = [&](char const* what, auto const& list, auto const& sound) {
      for (std::size_t n = 0; found.empty() && n < list.size(); ++n) {
        if (!sound(list[n])) found = fmt::format("the names of {} {}", what, n);
      }
    };
    all("enumeration", p_.enumerations, [](auto const& x) { return each_once(x.values, by_name); });
    all("record", p_.records, [](auto const& x) { return each_once(x.fields, by_name); });
    all("attribute", p_.attributes, [](auto const& x) { return !is_one_of(fields_of_periods, x.name); });
    all("fact", p_.facts, [](auto const& x) { return callable(x.name, x.parameters); });
    all("rule", p_.rules,
        [](auto const& x) { return callable(x.name, x.parameters) && each_once(x.exceptions, by_name); });
    all("table", p_.tables,
        [](auto const& x) { return x.parameter ? each_once(x.keys, by_name) : callable(x.name, x.keys); });
    all("precedence", p_.precedences,
        [](auto const& x) { return each_once(x.parameters, by_name) && each_once(x.clauses, by_name); });
    all("award", p_.awards, [](auto const& x) {
      return (x.generators.empty() || forms_of(x.name).empty()) && each_once(x.generators, by_variable) &&
             each_once(x.routes, by_name) && each_once(x.particulars, by_name);
    });
    all("question", p_.questions, [](auto const& x) { return each_once(x.generators, by_variable); });
    return found.empty() ? reasons() : found;
  }

 private:
  static constexpr auto by_name = [](auto const& one) { return std::string_view(one.name); };
  static constexpr auto by_variable = [](Generator const& one) { return std::string_view(one.variable); };

  template <class List, class Key>
  static bool each_once(List const& list, Key const& key) {
    if (list.size() < 2) return true;
    std::vector<decltype(key(list.front()))> keys;
    keys.reserve(list.size());
    for (auto const& one : list) keys.push_back(key(one));
    std::sort(keys.begin(), keys.end());
    return std::adjacent_find(keys.begin(), keys.end()) == keys.end();
  }
  template <class Words>
  static bool is_one_of(Words const& words, std::string_view said) {
    return std::find(words.begin(), words.end(), said) != words.end();
  }

  // What is called with arguments cannot have the name of a built-in function.
  static bool callable(std::string_view name, std::vector<Parameter> const& parameters) {
    return (parameters.empty() || forms_of(name).empty()) && each_once(parameters, by_name);
  }

  // Those of one package have one space of names, texts another.
  bool declarations() const {
    // The name first: it tells two apart at its first letters.
    std::vector<std::pair<std::string_view, std::string_view>> names;
    auto const add = [&](auto const& list) {
      for (auto const& one : list) names.emplace_back(one.name, one.package);
    };
    add(p_.conversions);
    add(p_.facts);
    // Names that are given are no declarations: governing_rules() holds each to its text, which may have
    // many.
    for (auto const& rule : p_.rules) {
      if (rule.name.find(' ') == std::string::npos) names.emplace_back(rule.name, rule.package);
    }
    add(p_.tables);
    add(p_.precedences);
    add(p_.awards);
    add(p_.questions);
    auto const whole = [](auto const& one) { return one; };
    auto const of_text = [](LegalText const& one) {
      return std::pair<std::string_view, std::string_view>(one.package, one.name);
    };
    return each_once(names, whole) && each_once(p_.texts, of_text);
  }

  // What must say something, since it is all that a decision can say there; and what stands in a text.
  std::string reasons() const {
    for (std::size_t n = 0; n < p_.expressions.size(); ++n) {
      auto const& one = p_.expressions[n];
      bool const silent = one.op == Op::undefined || one.op == Op::not_encoded;
      if (silent && (one.a >= p_.sentences.size() || text::is_blank(p_.sentences[one.a])))
        return fmt::format("the reason of expression {}", n);
    }
    for (std::size_t n = 0; n < p_.precedences.size(); ++n) {
      auto const& one = p_.precedences[n];
      if (one.otherwise == model::Otherwise::undefined && text::is_blank(one.reason))
        return fmt::format("the reason of precedence {}", n);
    }
    for (std::size_t n = 0; n < p_.tables.size(); ++n) {
      for (auto const& row : p_.tables[n].rows) {
        if (row.value == none && text::is_blank(row.gap)) return fmt::format("the reason of table {}", n);
      }
    }
    for (std::size_t n = 0; n < p_.citations.size(); ++n) {
      auto const& one = p_.citations[n];
      if (one.text == none && !one.path.empty()) return fmt::format("the article of citation {}", n);
    }
    return governing_rules();
  }

  // Each has the name of its text, that of the day of decision its own, and no other rule has such a name.
  std::string governing_rules() const {
    std::vector<bool> governs(p_.rules.size(), false);
    if (p_.decided_on != none) {
      if (p_.decided_on >= p_.rules.size() || p_.rules[p_.decided_on].name != decision_rule_name)
        return "the rule that gives the day of decision";
      governs[p_.decided_on] = true;
    }
    for (auto const& text : p_.texts) {
      for (RuleId const rule : text.applications) {
        if (rule >= p_.rules.size() || p_.rules[rule].name != application_rule_name(text.name))
          return "a rule that says when a text applies";
        governs[rule] = true;
      }
      for (auto const& party : text.parties) {
        if (party.condition == none) continue;
        if (party.condition >= p_.rules.size() || party.state >= p_.states.size() ||
            p_.rules[party.condition].name != party_rule_name(p_.states[party.state].code, text.name))
          return "a rule that says while a State is a party";
        governs[party.condition] = true;
      }
      if (text.governing == none) continue;
      if (text.governing >= p_.rules.size() ||
          p_.rules[text.governing].name != governing_rule_name(text.name))
        return "the rule that gives a governing date";
      governs[text.governing] = true;
    }
    for (auto const& award : p_.awards) {
      auto const name = award.name.substr(award.name.find('.') + 1);  // without its package
      for (auto const& one : award.particulars) {
        if (one.rule >= p_.rules.size() || p_.rules[one.rule].name != particular_rule_name(one.name, name))
          return "a rule that gives a particular of an award";
        governs[one.rule] = true;
      }
      for (auto const& route : award.routes) {
        auto const of = route.name.substr(route.name.find('.') + 1);
        for (std::size_t n = 0; n < route.states.size() && n < award.particulars.size(); ++n) {
          if (route.states[n] == none) continue;
          auto const said = stated_rule_name(award.particulars[n].name, name, of);
          if (route.states[n] >= p_.rules.size() || p_.rules[route.states[n]].name != said)
            return "a rule of what a route states";
          governs[route.states[n]] = true;
        }
      }
    }
    for (std::size_t n = 0; n < p_.rules.size(); ++n) {
      if (!governs[n] && p_.rules[n].name.find(' ') != std::string::npos)
        return fmt::format("the name of rule {}", n);
    }
    return "";
  }

  Program const& p_;
};

}  // namespace

std::string misnamed(Program const& program) { return Homes(program).verdict(); }

}  // namespace convenio::core
