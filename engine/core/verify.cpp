// The tables of a program: that what they name is there. The expressions are verify_expression.cpp's, the
// names themselves verify_names.cpp's.
#include "engine/core/verify.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/verify_names.hpp"
#include "engine/core/verify_types.hpp"
#include "grammar/text/names.hpp"

namespace convenio::core {

namespace {

using model::none;
using K = FormKind;

class Tables {
 public:
  explicit Tables(Program const& program) : p_(program), forms_(program), expressions_(program, forms_) {}

  std::string verdict() {
    if (!forms_.sound()) return "a type";
    if (std::string found = flat(); !found.empty()) return found;
    std::string found;
    auto const all = [&](char const* what, auto const& list, auto const& sound) {
      for (std::size_t n = 0; found.empty() && n < list.size(); ++n) {
        if (!sound(list[n])) found = fmt::format("{} {}", what, n);
      }
    };
    all("currency", p_.currencies, [&](auto const& x) { return sound(x); });
    all("state", p_.states, [&](auto const& x) {
      bool const calendar = x.unit && *x.unit >= model::Unit::calendar_days;
      return within(x.currencies, p_.currencies.size()) && cited(x.counted) && !calendar &&
             x.per != model::Per::its;
    });
    all("conversion", p_.conversions, [&](auto const& x) { return sound(x); });
    all("conversion use", p_.conversion_uses,
        [&](auto const& x) { return optional(x.conversion, p_.conversions.size()) && x.path.size() >= 2; });
    all("text", p_.texts, [&](auto const& x) { return sound(x); });
    all("citation", p_.citations, [&](auto const& x) {
      return optional(x.text, p_.texts.size()) && within(x.interpretations, p_.interpretations.size());
    });
    all("attribute", p_.attributes, [&](auto const& x) {
      return type(x.type) && (x.fallback == none || gives(x.fallback, x.type, {})) && sound(x.held_by, {});
    });
    // What expressions refer to, before any expression.
    all("fact", p_.facts, [&](auto const& x) {
      return type(x.type) && types(x.parameters) && cited(x.citation) && sound(x.held_by, x.parameters);
    });
    all("rule", p_.rules,
        [&](auto const& x) { return type(x.type) && types(x.parameters) && cited(x.citation); });
    all("table", p_.tables,
        [&](auto const& x) { return type(x.type) && types(x.keys) && cited(x.citation); });
    all("precedence", p_.precedences, [&](auto const& x) { return declared(x); });
    all("award", p_.awards, [&](auto const& x) { return type(x.type) && cited(x.citation); });
    if (!found.empty()) return found;
    all("fact", p_.facts, [&](auto const& x) {
      return x.fallback == none || gives(x.fallback, x.type, scope_of(x.parameters));
    });
    all("rule", p_.rules, [&](auto const& x) { return sound(x); });
    auto const condition = [&](RuleId id) {
      return id < p_.rules.size() && p_.rules[id].parameters.empty() && p_.rules[id].body != none &&
             forms_.kind(forms_.of(p_.rules[id].type)) == K::truth;
    };
    all("condition", p_.impossibles, condition);
    all("remark", p_.remarks, condition);
    all("table", p_.tables, [&](auto const& x) { return sound(x); });
    all("precedence", p_.precedences, [&](auto const& x) { return sound(x); });
    all("award", p_.awards, [&](auto const& x) { return sound(x); });
    all("question", p_.questions, [&](auto const& x) { return sound(x); });
    if (found.empty() && p_.decided_on != none && !gives_a_day(p_.decided_on)) found = "the day of decision";
    return found;
  }

 private:
  // The arrays of expressions themselves.
  std::string flat() const {
    for (std::size_t n = 0; n < p_.expressions.size(); ++n) {
      Expr const& e = p_.expressions[n];
      bool const there = e.type < p_.types.size() &&
                         std::uint64_t{e.first_child} + e.child_count <= p_.children.size() &&
                         (e.op != Op::in_force || cited(e.citation()));
      if (!there) return fmt::format("expression {}", n);
    }
    return within(p_.children, p_.expressions.size()) ? "" : "the operand of an expression";
  }

  static bool optional(std::uint32_t id, std::size_t count) { return id == none || id < count; }
  template <class List>
  static bool within(List const& list, std::size_t count) {
    return std::all_of(list.begin(), list.end(), [&](std::uint32_t id) { return id < count; });
  }
  bool cited(CitationId id) const { return optional(id, p_.citations.size()); }
  bool type(TypeId id) const { return id < p_.types.size(); }
  bool types(std::vector<Parameter> const& parameters) const {
    return std::all_of(parameters.begin(), parameters.end(), [&](auto const& one) { return type(one.type); });
  }

  Scope scope_of(std::vector<Parameter> const& parameters) const {
    Scope scope;
    for (auto const& one : parameters) scope.locals.push_back(forms_.of(one.type));
    return scope;
  }
  bool gives(ExprId id, TypeId type, Scope const& scope) {
    return expressions_.gives(id, forms_.of(type), scope);
  }
  bool holds(ExprId id, Scope const& scope) { return expressions_.gives(id, forms_.simple(K::truth), scope); }
  bool dates(ExprId id, Scope const& scope) { return expressions_.gives(id, forms_.simple(K::date), scope); }

  bool sound(HeldBy const& held, std::vector<Parameter> const& parameters) const {
    if (!held.word)
      return held.of == none && held.of_parameter == none && held.form.empty() && held.within.empty();
    bool const known = held.word->enumeration < p_.enumerations.size() &&
                       held.word->index < p_.enumerations[held.word->enumeration].values.size();
    bool const of =
        held.of_parameter == none || (held.of == none && held.of_parameter < parameters.size() &&
                                      forms_.kind(forms_.of(parameters[held.of_parameter].type)) == K::state);
    return known && of && optional(held.of, p_.states.size());
  }

  bool sound(Currency const& currency) const {
    std::size_t steps = 0;
    for (auto next = currency.follows; next != none; next = p_.currencies[next].follows) {
      if (next >= p_.currencies.size() || ++steps > p_.currencies.size()) return false;
    }
    return currency.minor.sign() > 0 && currency.factor.sign() > 0;
  }

  static bool sound(Conversion const& conversion) {
    return std::all_of(conversion.equations.begin(), conversion.equations.end(),
                       [](auto const& e) { return e.left_amount.sign() > 0 && e.right_amount.sign() > 0; });
  }

  bool condition(RuleId id, std::size_t most_parameters) const {
    if (id >= p_.rules.size()) return false;
    Rule const& rule = p_.rules[id];
    return rule.parameters.size() <= most_parameters && type(rule.type) &&
           forms_.kind(forms_.of(rule.type)) == K::truth;
  }

  bool sound(LegalText const& text) const {
    std::size_t const states = p_.states.size();
    bool fine = optional(text.agreement, p_.texts.size()) && optional(text.state, states);
    fine = fine && (text.agreement == none || p_.texts[text.agreement].agreement == none);
    for (auto const& party : text.parties) {
      fine = fine && party.state < states && (party.condition == none || condition(party.condition, 0));
    }
    for (auto const rule : text.applications) fine = fine && condition(rule, 1);
    for (auto const& pair : text.pairs) fine = fine && pair.first < states && pair.second < states;
    for (auto const& replaced : text.replaces) fine = fine && within(replaced.between, states);
    return fine && (text.governing == none || gives_a_day(text.governing));
  }

  // It is asked without an argument.
  bool gives_a_day(RuleId id) const {
    if (id >= p_.rules.size()) return false;
    Rule const& rule = p_.rules[id];
    return rule.parameters.empty() && rule.body != none && type(rule.type) &&
           forms_.kind(forms_.of(rule.type)) == K::date;
  }

  bool fits(std::vector<std::optional<model::Value>> const& patterns,
            std::vector<FormId> const& forms) const {
    return std::equal(
        patterns.begin(), patterns.end(), forms.begin(), forms.end(),
        [&](auto const& pattern, FormId form) { return !pattern || forms_.fits(*pattern, form); });
  }

  bool sound(std::vector<Version> const& versions, TypeId type, Scope const& scope) {
    return std::all_of(versions.begin(), versions.end(),
                       [&](Version const& version) { return gives(version.body, type, scope); });
  }

  // Beside the locals of the rule they have its value.
  bool sound(std::vector<Saying> const& sayings, Rule const& rule, Scope const& scope) {
    return std::all_of(sayings.begin(), sayings.end(), [&](Saying const& saying) {
      if (saying.result < scope.locals.size() || saying.result >= rule.slots) return false;
      Scope own = scope;
      own.locals.resize(saying.result + 1, forms_.simple(K::truth));
      own.locals.back() = forms_.of(rule.type);
      return (saying.condition == none || holds(saying.condition, own)) &&
             std::all_of(saying.places.begin(), saying.places.end(), [&](Place const& place) {
               return place.value < p_.expressions.size() && gives(place.value, p_.expressions[place.value].type, own);
             });
    });
  }

  bool sound(Part const& part, Rule const& rule, Scope const& scope) {
    if (!fits(part.patterns, scope_of(rule.parameters).locals) || !cited(part.citation)) return false;
    if (!sound(part.sayings, rule, scope)) return false;
    if (part.body != none) return part.versions.empty() && gives(part.body, rule.type, scope);
    return dates(part.governing, scope) && sound(part.versions, rule.type, scope);
  }

  bool sound(Rule const& rule) {
    Scope scope = scope_of(rule.parameters);
    bool const dated = !rule.open && rule.body == none;
    if (dated) scope.locals.push_back(forms_.simple(K::date));
    bool fine = rule.body == none || gives(rule.body, rule.type, scope);
    fine = fine && sound(rule.versions, rule.type, scope);
    for (auto const& part : rule.parts) fine = fine && sound(part, rule, scope);
    for (auto const& exception : rule.exceptions) {
      fine = fine && cited(exception.citation) && within(exception.overrides, rule.exceptions.size()) &&
             holds(exception.condition, scope) && gives(exception.body, rule.type, scope) &&
             sound(exception.sayings, rule, scope);
    }
    return fine && sound(rule.sayings, rule, scope);
  }

  bool sound(Table const& table) {
    for (auto const& row : table.rows) {
      bool fine =
          row.keys.size() == table.keys.size() && (row.value == none || gives(row.value, table.type, {}));
      for (std::size_t n = 0; fine && n < row.keys.size(); ++n) {
        FormId const form = forms_.of(table.keys[n].type);
        auto const fits = [&](model::Value const& value) {
          return value.absent() || forms_.fits(value, form);
        };
        fine = fits(row.keys[n].low) && fits(row.keys[n].high);
      }
      if (!fine) return false;
    }
    return true;
  }

  bool declared(Precedence const& precedence) const {
    bool const routes = precedence.domain == Precedence::Domain::routes;
    return types(precedence.parameters) && cited(precedence.citation) && cited(precedence.apart) &&
           (!routes || precedence.award < p_.awards.size());
  }

  bool sound(Precedence const& precedence) {
    bool const routes = precedence.domain == Precedence::Domain::routes;
    Scope scope = scope_of(precedence.parameters);
    FormId const side = routes ? forms_.intern({K::side, precedence.award}) : forms_.simple(K::period);
    scope.locals.insert(scope.locals.end(), 2, side);
    return std::all_of(precedence.clauses.begin(), precedence.clauses.end(), [&](Clause const& clause) {
      return cited(clause.citation) && holds(clause.condition, scope) && (routes || !clause.by_amount);
    });
  }

  // Each list sees the elements of those before it.
  bool sound(std::vector<Generator> const& generators, Scope& scope) {
    for (auto const& generator : generators) {
      FormId const source = expressions_.form_of(generator.source, scope);
      if (source == none) return false;
      if (forms_.kind(source) == K::list) {
        scope.locals.push_back(forms_[source].of);
      } else if (forms_.kind(source) == K::history) {
        scope.locals.push_back(forms_.simple(K::period));
      } else if (forms_.kind(source) == K::nothing) {
        scope.locals.push_back(source);
      } else {
        return false;
      }
    }
    return true;
  }

  bool sound(Award const& award) {
    Scope scope;
    if (!sound(award.generators, scope) || !optional(award.precedence, p_.precedences.size())) return false;
    if (award.precedence != none) {
      auto const& precedence = p_.precedences[award.precedence];
      bool fine = precedence.domain == Precedence::Domain::routes && &p_.awards[precedence.award] == &award &&
                  precedence.parameters.size() <= scope.locals.size();
      for (std::size_t n = 0; fine && n < precedence.parameters.size(); ++n)
        fine = forms_.fits(scope.locals[n], forms_.of(precedence.parameters[n].type));
      if (!fine) return false;
    }
    if (award.payments != none && !expressions_.gives(award.payments, forms_.simple(K::number), scope))
      return false;
    bool const stated = std::all_of(
        award.particulars.begin(), award.particulars.end(), [&](Particular const& one) {
          if (one.rule >= p_.rules.size()) return false;
          auto const& parameters = p_.rules[one.rule].parameters;
          bool fine = parameters.size() == award.generators.size();
          for (std::size_t n = 0; fine && n < parameters.size(); ++n)
            fine = forms_.fits(scope.locals[n], forms_.of(parameters[n].type));
          return fine;
        });
    if (!stated) return false;
    if (!optional(award.steps, p_.enumerations.size())) return false;
    std::size_t const steps = award.steps == none ? 0 : p_.enumerations[award.steps].values.size();
    auto const states = [&](Route const& route) {
      return route.states.size() <= award.particulars.size() &&
             std::all_of(route.states.begin(), route.states.end(),
                         [&](RuleId rule) { return optional(rule, p_.rules.size()); });
    };
    return std::all_of(award.routes.begin(), award.routes.end(), [&](Route const& route) {
      return optional(route.step, steps) && states(route) && cited(route.citation) && (route.patterns.empty() || fits(route.patterns, scope.locals)) &&
             (route.when == none || holds(route.when, scope)) &&
             (route.entitled == none || holds(route.entitled, scope)) &&
             gives(route.grants, award.type, scope);
    });
  }

  bool sound(Question const& question) {
    Scope scope;
    return type(question.type) && cited(question.citation) && sound(question.generators, scope) &&
           (question.when == none || holds(question.when, scope)) &&
           gives(question.body, question.type, scope);
  }

  Program const& p_;
  Forms forms_;
  Expressions expressions_;
};

}  // namespace

std::string unsound(Program const& program) {
  std::string found = Tables(program).verdict();
  return found.empty() ? misnamed(program) : found;
}

std::string unsound(text::Sources const& sources) {
  for (text::SourceId id = 0; id < sources.size(); ++id) {
    if (!text::is_text(sources[id].text())) return fmt::format("a line of source {}", id);
  }
  return "";
}

}  // namespace convenio::core
