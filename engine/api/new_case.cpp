// The skeleton of a case: what the rules of some States ask for some branches, each as something that is not
// known yet, in the words of its question. It is a case that can be read as it stands. Decides nothing.
#include <algorithm>

#include <fmt/format.h>

#include "engine/api/codes.hpp"
#include "engine/api/inside.hpp"
#include "engine/api/selection.hpp"
#include "grammar/text/json_writer.hpp"

namespace convenio::api {

namespace {

using core::Type;
using model::none;

constexpr std::size_t most_words = 40;  // of a parameter, each of which has a key of its own

class Skeleton {
 public:
  Skeleton(core::Program const& program, Chosen chosen) : p_(program), chosen_(std::move(chosen)) {
    if (chosen_.branches.empty()) {
      for (auto const number : claimed_enumerations(p_)) {
        for (std::uint32_t n = 0; n < p_.enumerations[number].values.size(); ++n)
          chosen_.branches.push_back({model::EnumerationId(number), n});
      }
    }
    asked_ = asked_of_cases(p_, chosen_, false);
  }

  std::string write() {
    w_.begin_object()
        .member("format", "convenio-case-1")
        .member("id", "new-case")
        .member("comment", comment());
    w_.key("facts").begin_object();
    // In the order in which packages import one another: first what all share.
    for (auto const& package : p_.packages) {
      for (auto const& [id, askers] : asked_.facts) {
        if (p_.facts[id].package == package && can_be_written(p_.facts[id])) fact(id, askers);
      }
    }
    return w_.end_object().end_object().take() + "\n";
  }

 private:
  // ---------------------------------------------------------------- what is said of it

  std::string comment() const {
    std::vector<std::string> states, branches;
    for (auto const state : chosen_.states) states.push_back(p_.states[state].code);
    for (auto const& branch : chosen_.branches)
      branches.push_back(p_.enumerations[branch.enumeration].values[branch.index].name);
    std::string text = fmt::format(
        "To be filled in: {} in {}. A value takes the place of each {{unknown}} or {{pending}}, in quotes "
        "unless it is a "
        "number, true, false, a list or an object; what nobody knows stays as it is.",
        branches.empty() ? "a claim" : fmt::format("{}", fmt::join(branches, ", ")), fmt::join(states, ", "));
    if (!asked_.certified.empty()) {
      std::vector<std::string> units;
      for (auto const& [unit, askers] : asked_.certified)
        units.push_back(fmt::format("in {} by {}", model::name(unit), fmt::join(askers, ", ")));
      text += fmt::format(
          " One period stands for each State; copy it for each that was certified. Beside its days it may "
          "say what was "
          "certified, as certified: 12 months (read {}).",
          fmt::join(units, "; "));
    }
    for (auto const& [id, askers] : asked_.attributes) {
      auto const& one = p_.attributes[id];
      if (one.fallback != none)
        text += fmt::format(" A period may say {} ({}), unless it is {}.", one.name, form(one.type, none),
                            shown(one.fallback, one.type));
    }
    for (auto const& [id, askers] : asked_.facts) {
      if (!can_be_written(p_.facts[id]))
        text += fmt::format(" Also asked, by values that a case names: {} ({}).", name(id),
                            p_.facts[id].question);
    }
    return text;
  }

  std::string name(std::uint32_t id) const { return core::fact_path(p_, core::FactId(id), {}); }

  std::string shown(core::ExprId constant, core::TypeId type) const {
    auto const& e = p_.expressions[constant];
    return e.op == core::Op::constant ? core::to_string(p_, p_.constants[e.a], type)
                                      : "another value by the rules";
  }

  // How a value is written; `state`: that of `money of S` and `quantity of S`.
  std::string form(core::TypeId id, model::StateId state) const {
    auto const& type = p_.types[id];
    switch (type.kind) {
      case Type::Kind::truth:
        return "true or false";
      case Type::Kind::whole:
        return "a whole number";
      case Type::Kind::ratio:
        return "a ratio, as 60 % or 1/3";
      case Type::Kind::money:
        return fmt::format("an amount, as 1000.00 {}{}", currency(type, state),
                           core::per_text(type.per == model::Per::its ? model::Per::month : type.per));
      case Type::Kind::date:
        return "a date, as 2005-06-01";
      case Type::Kind::quantity: {
        auto const unit = unit_of(type, state);
        if (!unit) return "a quantity in the unit of the State";
        return fmt::format("{}, as 12 {}", model::name(*unit), model::name(*unit));
      }
      case Type::Kind::text:
        return "a text";
      case Type::Kind::conversion: {
        std::vector<std::string> names;
        for (std::uint32_t n = 0; n < p_.conversions.size(); ++n)
          names.push_back(core::conversion_name(p_, n));
        return fmt::format("one of {}", fmt::join(names, ", "));
      }
      case Type::Kind::state:
        return fmt::format("the code of a State, as {}", chosen_.states.empty()
                                                             ? std::string("AA")
                                                             : p_.states[chosen_.states.front()].code);
      case Type::Kind::enumeration: {
        std::vector<std::string> words;
        for (auto const& value : p_.enumerations[type.id].values) words.push_back(value.name);
        return fmt::format("one of {}", fmt::join(words, ", "));
      }
      case Type::Kind::record: {
        std::vector<std::string> fields;
        for (auto const& field : p_.records[type.id].fields)
          fields.push_back(fmt::format("{}: {}", field.name, form(field.type, state)));
        return fmt::format("an object with {}", fmt::join(fields, "; "));
      }
      case Type::Kind::list:
        return fmt::format("a list, of each item {}", form(type.element, state));
      case Type::Kind::period:
      case Type::Kind::history:
      case Type::Kind::route:
        return core::type_name(p_, id);
    }
    return "";
  }

  // None: of a State that is not named, or that says none.
  std::optional<model::Unit> unit_of(Type const& type, model::StateId state) const {
    if (type.of == none) return type.unit;
    return state == none ? std::nullopt : p_.states[state].unit;
  }

  std::string currency(Type const& type, model::StateId state) const {
    auto id = type.currency;
    if (id == none && state != none && !p_.states[state].currencies.empty())
      id = p_.states[state].currencies.front();
    return id == none ? "of the State's currency" : p_.currencies[id].code;
  }

  std::string words(std::string const& question, core::TypeId type, model::StateId state,
                    std::string const& holder, Askers const& askers, std::string const& otherwise) const {
    std::string text = fmt::format("{} ({}", question, form(type, state));
    if (!holder.empty()) text += "; held by " + holder;
    text += fmt::format("; asked by {}", fmt::join(askers, ", "));
    if (!otherwise.empty()) text += fmt::format("; without this line: {}", otherwise);
    return text + ")";
  }

  void open(bool pending, std::string const& text) {
    w_.begin_object().member(pending ? "pending" : "unknown", text).end_object();
  }

  // ---------------------------------------------------------------- facts

  // Its parameters are States and words: of others, only a case knows which there are.
  bool can_be_written(core::Fact const& fact) const {
    return std::all_of(fact.parameters.begin(), fact.parameters.end(), [&](auto const& one) {
      auto const& type = p_.types[one.type];
      return type.kind == Type::Kind::state ||
             (type.kind == Type::Kind::enumeration && words_of(type).size() <= most_words);
    });
  }

  std::vector<std::string> words_of(Type const& type) const {
    std::vector<std::string> names;
    bool const claimed = claimed_enumerations(p_).contains(type.enumeration());
    auto const& values = p_.enumerations[type.enumeration()].values;
    for (std::uint32_t n = 0; n < values.size(); ++n) {
      model::Enumerated const one{type.enumeration(), n};
      bool const chosen =
          std::find(chosen_.branches.begin(), chosen_.branches.end(), one) != chosen_.branches.end();
      if (!claimed || chosen) names.push_back(values[n].name);
    }
    return names;
  }

  void fact(std::uint32_t id, Askers const& askers) {
    auto const& fact = p_.facts[id];
    w_.key(name(id));
    if (claiming_facts(p_).contains(id)) {
      w_.begin_array();
      for (auto const& word : words_of(p_.types[p_.types[fact.type].element])) w_.string(word);
      w_.end_array();
    } else if (p_.types[fact.type].kind == Type::Kind::history && fact.parameters.empty()) {
      history();
    } else {
      std::vector<model::StateId> given;
      level(fact, askers, 0, given);
    }
  }

  // `given`: by parameter, the State or none.
  void level(core::Fact const& fact, Askers const& askers, std::size_t depth,
             std::vector<model::StateId>& given) {
    if (depth == fact.parameters.size()) return value(fact, askers, given);
    auto const& type = p_.types[fact.parameters[depth].type];
    w_.begin_object();
    given.push_back(none);
    if (type.kind == Type::Kind::state) {
      for (auto const state : chosen_.states) {
        given.back() = state;
        w_.key(p_.states[state].code);
        level(fact, askers, depth + 1, given);
      }
    } else {
      for (auto const& word : words_of(type)) {
        w_.key(word);
        level(fact, askers, depth + 1, given);
      }
    }
    given.pop_back();
    w_.end_object();
  }

  void value(core::Fact const& fact, Askers const& askers, std::vector<model::StateId> const& given) {
    auto const& type = p_.types[fact.type];
    model::StateId const of = type.of < given.size() ? given[type.of] : model::StateId(none);
    std::string holder = render::holder_in_words(p_, fact.held_by, fact.parameters);
    if (fact.held_by.of_parameter < given.size() && given[fact.held_by.of_parameter] != none) {
      auto held = fact.held_by;
      held.of = given[held.of_parameter];
      held.of_parameter = none;
      holder = render::holder_in_words(p_, held);
    }
    using Role = core::Fact::Role;
    bool const pending = fact.role == Role::judgement || fact.role == Role::discretion;
    open(pending, words(fact.question, fact.type, of, holder, askers,
                        fact.fallback == none ? "" : shown(fact.fallback, fact.type)));
  }

  // ---------------------------------------------------------------- periods

  void history() {
    w_.begin_array();
    for (auto const state : chosen_.states) {
      std::string code = p_.states[state].code;
      w_.begin_object();
      std::string id;
      for (char const c : code) id += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      w_.member("id", id + "-1").member("state", code);
      w_.key("from");
      open(false, "The first day of the period (a date, as 2005-06-01)");
      w_.key("to");
      open(false, "The last day of the period, which belongs to it (a date, as 2005-06-01)");
      for (auto const& [attribute, askers] : asked_.attributes) {
        auto const& one = p_.attributes[attribute];
        Askers of_this;
        for (auto const& asker : askers) {
          if (speaks_for(p_, asker, state)) of_this.insert(asker);
        }
        if (one.fallback != none || of_this.empty()) continue;
        w_.key(one.name);
        open(false,
             words(one.question, one.type, state, render::holder_in_words(p_, one.held_by), of_this, ""));
      }
      w_.end_object();
    }
    w_.end_array();
  }

  core::Program const& p_;
  Chosen chosen_;
  Asked asked_;
  text::JsonWriter w_{true};
};

}  // namespace

Outcome new_case(Rules const& rules, Selection const& selection, std::string& json) {
  if (!rules.ok()) return rules.outcome();
  auto const& program = rules.inside().program;
  Chosen chosen;
  if (auto const outcome = choose(program, selection, chosen); !outcome.ok()) return outcome;
  if (chosen.states.empty())
    return {Status::bad_argument,
            fmt::format("[{}] for which States? name those in which the person was insured, as AR,ES",
                        Code::nothing_named.printed())};
  json = Skeleton(program, std::move(chosen)).write();
  return {};
}

}  // namespace convenio::api
