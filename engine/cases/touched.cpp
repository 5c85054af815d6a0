// See touched.hpp. A package is touched by the case when a text of it is that of a State which the case
// names: a scheme's State, or a party. One without such texts is touched when a rule of a touched package
// asks for a fact or a field of periods that it declares.
#include "engine/cases/touched.hpp"

#include <algorithm>

namespace convenio::cases {

using core::ExprId;
using model::none;

std::optional<std::size_t> Touched::only(std::vector<std::string_view> const& packages) {
  find();
  std::optional<std::size_t> one;
  for (std::size_t n = 0; n < packages.size(); ++n) {
    if (!packages_.contains(packages[n])) continue;
    if (one) return std::nullopt;
    one = n;
  }
  return one;
}

bool Touched::reads(std::size_t attribute) {
  find();
  return attributes_.contains(attribute);
}

void Touched::find() {
  if (found_) return;
  found_ = true;
  find_states(facts_, 0);
  for (auto const& text : program_.texts) {
    auto const& agreement = program_.texts[program_.agreement_of(
        core::TextId(static_cast<std::uint32_t>(&text - program_.texts.data())))];
    bool const named =
        (text.state != none && states_.contains(program_.states[text.state].code)) ||
        std::any_of(agreement.parties.begin(), agreement.parties.end(), [&](core::PartySpan const& party) {
          return states_.contains(program_.states[party.state].code);
        });
    if (named) packages_.insert(text.package);
  }
  find_asked();
}

// As the State of a period, and as the key of a fact that is given State by State.
void Touched::find_states(Json const& json, unsigned depth) {
  constexpr unsigned deepest = 8;
  if (depth > deepest) return;
  if (json.kind() == Json::Kind::array) {
    for (auto const& item : json.items()) find_states(item, depth + 1);
  } else if (json.kind() == Json::Kind::object) {
    for (auto const& member : json.members()) {
      if (core::is_state_code(member.key)) states_.insert(member.key);
      bool const state = member.key == "state" && member.value.kind() == Json::Kind::string;
      if (state) states_.insert(member.value.string());
      find_states(member.value, depth + 1);
    }
  }
}

namespace {

// What stands in the expressions below these: the packages of the facts, and the fields of periods.
class Asked {
 public:
  Asked(core::Program const& program, std::set<std::string_view>& packages, std::set<std::size_t>& attributes)
      : p_(program), packages_(packages), attributes_(attributes), seen_(program.expressions.size()) {}

  void look(ExprId id) {
    if (id == none || seen_[id]) return;
    seen_[id] = true;
    auto const& e = p_.expressions[id];
    if (e.op == core::Op::fact) packages_.insert(p_.facts[e.fact()].package);
    if (e.op == core::Op::period_attribute) {
      attributes_.insert(e.a);
      std::string_view const name = p_.attributes[e.a].name;  // of one of several: `PACKAGE.name`
      if (auto const dot = name.find('.'); dot != name.npos) packages_.insert(name.substr(0, dot));
    }
    for (std::uint32_t n = 0; n < e.child_count; ++n) look(p_.child(id, n));
  }
  void look(std::vector<core::Version> const& versions) {
    for (auto const& one : versions) look(one.body);
  }
  void look(std::vector<core::Generator> const& generators) {
    for (auto const& one : generators) look(one.source);
  }
  void look(core::Rule const& rule) {
    look(rule.body);
    look(rule.versions);
    for (auto const& part : rule.parts) {
      look(part.body);
      look(part.governing);
      look(part.versions);
    }
    for (auto const& exception : rule.exceptions) {
      look(exception.condition);
      look(exception.body);
    }
  }
  void look(core::Precedence const& precedence) {
    for (auto const& clause : precedence.clauses) look(clause.condition);
  }
  void look(core::Award const& award) {
    look(award.generators);
    for (auto const& route : award.routes) {
      look(route.when);
      look(route.entitled);
      look(route.grants);
    }
  }
  void look(core::Question const& question) {
    look(question.generators);
    look(question.when);
    look(question.body);
  }

 private:
  core::Program const& p_;
  std::set<std::string_view>& packages_;
  std::set<std::size_t>& attributes_;
  std::vector<bool> seen_;
};

}  // namespace

void Touched::find_asked() {
  std::set<std::string_view> with_texts, asked;
  for (auto const& text : program_.texts) with_texts.insert(text.package);
  Asked look(program_, asked, attributes_);
  auto const all = [&](auto const& belongs) {
    auto const of = [&](auto const& declarations) {
      for (auto const& one : declarations) {
        if (belongs(one.package)) look.look(one);
      }
    };
    of(program_.rules);
    of(program_.precedences);
    of(program_.awards);
    of(program_.questions);
  };
  all([&](std::string_view package) { return packages_.contains(package); });
  for (auto const package : asked) {
    if (!with_texts.contains(package)) packages_.insert(package);
  }
  all([&](std::string_view package) { return !with_texts.contains(package); });
}

}  // namespace convenio::cases
