// What would turn a refusal: the award and what may change, as they are asked for. The search is
// engine/fast/nearest.hpp's; what it finds is decided by the reference, and told by nearest_report.hpp.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "engine/api/codes.hpp"
#include "engine/api/inside.hpp"
#include "engine/api/nearest_report.hpp"
#include "engine/api/settings.hpp"
#include "engine/api/trying.hpp"
#include "engine/cases/json.hpp"
#include "engine/cases/read_case.hpp"
#include "engine/cases/scalars.hpp"
#include "engine/fast/nearest.hpp"
#include "engine/render/reasons.hpp"
#include "engine/run/choice.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::api {

namespace {

constexpr std::size_t most_choices = 8;  // that are tried

using core::Type;
using fast::Change;
using fast::find;
using model::none;
using turning::Choice;
using turning::Search;
using turning::Turned;

Outcome refused(text::Code code, std::string_view sentence) {
  return {Status::bad_argument, fmt::format("[{}] {}", code.printed(), sentence)};
}

std::string without_spaces(std::string_view text) {
  std::string kept;
  std::copy_if(text.begin(), text.end(), std::back_inserter(kept), [](char c) { return c != ' '; });
  return kept;
}

// ---------------------------------------------------------------- which award

Outcome no_such_award(run::Decision const& decision, std::string_view asked) {
  std::vector<std::string> labels;
  for (auto const& one : decision.awards) labels.push_back(one.label);
  return refused(
      Code::no_such_award,
      fmt::format("{}: there is no such award; the awards of this case: {}", text::printable(asked),
                  labels.empty() ? "none" : fmt::format("{}", fmt::join(labels, ", "))));
}

// `pension(UY, old_age)`, as a decision names it or written anew; with its package where that is said.
Outcome read_award(core::Program const& program, run::Decision const& decision, std::string_view asked,
                   fast::Wanted& wanted) {
  auto const plain = without_spaces(asked);
  for (auto const& one : decision.awards) {
    if (without_spaces(one.label) != plain) continue;
    wanted.award = one.award;
    wanted.arguments = one.arguments;
    return {};
  }
  auto const open = plain.find('(');
  auto const name = plain.substr(0, open);
  std::vector<std::string> words;
  if (open != std::string::npos) {
    if (plain.back() != ')') return no_such_award(decision, asked);
    std::string_view rest(plain);
    rest = rest.substr(open + 1, rest.size() - open - 2);
    for (;;) {
      auto const comma = rest.find(',');
      words.emplace_back(rest.substr(0, comma));
      if (comma == std::string_view::npos) break;
      rest.remove_prefix(comma + 1);
    }
  }
  for (model::AwardId id = 0; id < program.awards.size(); ++id) {
    auto const& award = program.awards[id];
    if (award.name != name && award.package + "." + award.name != name) continue;
    if (award.generators.size() != words.size()) continue;
    std::vector<model::Value> arguments;
    for (std::size_t n = 0; n < words.size(); ++n) {
      auto const type = render::element_type(program, award.generators[n]);
      if (type == none) break;
      auto read = cases::read_scalar(program, type, words[n]);
      auto* value = std::get_if<model::Value>(&read);
      auto const* state = value ? std::get_if<model::StateRef>(&value->content) : nullptr;
      if (value && (!state || state->id < program.states.size())) arguments.push_back(std::move(*value));
    }
    if (arguments.size() != words.size()) continue;
    wanted.award = id;
    wanted.arguments = std::move(arguments);
    return {};
  }
  return no_such_award(decision, asked);
}

Outcome read_route(core::Program const& program, std::string const& asked, fast::Wanted& wanted) {
  if (asked.empty()) return {};
  std::vector<std::string> names;
  auto const& routes = program.awards[wanted.award].routes;
  for (std::uint32_t n = 0; n < routes.size(); ++n) {
    if (!core::is_for(routes[n], wanted.arguments)) continue;
    if (routes[n].name == asked) wanted.route = n;
    names.push_back(routes[n].name);
  }
  if (wanted.route != none) return {};
  return refused(Code::no_such_route, fmt::format("{}: there is no such route; those of the award: {}",
                                                  text::printable(asked), fmt::join(names, ", ")));
}

// ---------------------------------------------------------------- what may be chosen otherwise

// A setting that was asked for must be good; one that is tried anyway is passed over where it is not.
Outcome choose(Rules const& rules, cases::Json const& document, std::string const& setting,
               std::string before, std::vector<Choice>& choices, std::string& made) {
  auto const& program = rules.inside().program;
  cases::Json changed = document;
  if (auto outcome = set(program, changed, setting); !outcome.ok()) return outcome;
  auto read = cases::read_case(program, changed);
  if (!read.faults.empty()) {
    for (auto const& fault : read.faults) made += cases::to_string(fault) + "\n";
    return {Status::faulty_case, "the case with this setting has faults"};
  }
  auto const equals = setting.find('=');
  choices.push_back(
      {setting.substr(0, equals), std::move(before), setting.substr(equals + 1), std::move(read.facts)});
  return {};
}

// The other words that a choice between few has.
std::vector<std::string> other_words(core::Program const& program, core::TypeId type,
                                     model::Value const& value) {
  std::vector<std::string> words;
  auto const& wanted = program.types[type];
  if (auto const* truth = std::get_if<bool>(&value.content)) words.emplace_back(*truth ? "no" : "yes");
  if (wanted.kind == Type::Kind::enumeration) {
    for (auto const& word : program.enumerations[wanted.enumeration()].values) {
      if (word.name != core::to_string(program, value, type)) words.push_back(word.name);
    }
  }
  return words;
}

// The elections at which the decision on the award looked.
std::vector<std::pair<std::string, std::string>> elections(core::Program const& program,
                                                           run::Decision const& decision,
                                                           run::Awarded const* award) {
  std::vector<std::pair<std::string, std::string>> found;  // the setting, and what holds now
  if (!award || award->node == none) return found;
  auto const& nodes = decision.explanation.nodes;
  auto const reached = render::reached(decision.explanation, {award->node});
  for (std::size_t n = 0; n < nodes.size(); ++n) {
    auto const& node = nodes[n];
    if (!reached[n] || node.kind != run::Node::Kind::fact || node.value.absent()) continue;
    auto const& fact = program.facts[node.a];
    if (fact.role != core::Fact::Role::election) continue;
    for (auto const& word : other_words(program, fact.type, node.value))
      found.emplace_back(node.label + "=" + word, core::to_string(program, node.value, node.type));
  }
  return found;
}

// ---------------------------------------------------------------- before anything is tried

bool has_right(core::Program const& program, Decided const& before, fast::Wanted const& wanted,
               run::Awarded const& award) {
  if (wanted.route == none) return fast::right_by(program, before.decision, award) != none;
  for (std::uint32_t n = 0; n < award.routes.size(); ++n) {
    if (award.routes[n].route == wanted.route) return fast::has_right(program, before.decision, award, n);
  }
  return false;
}

Outcome is_open(core::Program const& program, std::string const& label,
                std::vector<model::Blocker> const& blockers, run::Status status) {
  std::vector<std::string> reasons;
  for (auto const& reason : render::group(program, blockers)) {
    if (reasons.size() == turning::most_reasons) break;
    auto subject = reason.subject;
    if (subject.ends_with('.')) subject.pop_back();
    reasons.push_back(fmt::format("{}: {}", render::kind_in_words(reason.kind), subject));
  }
  return refused(Code::open_award, fmt::format("{} is {}; first this must be known: {}", label,
                                               render::status_in_words(status), fmt::join(reasons, "; ")));
}

bool may(NearestOptions const& options, std::string_view what) {
  return options.only.empty() ||
         std::find(options.only.begin(), options.only.end(), what) != options.only.end();
}

// The States in which time is added: those that are named, or those of the career and of the award.
Outcome find_states(core::Program const& program, NearestOptions const& options, cases::Case const& facts,
                    fast::Wanted const& wanted, fast::Calendar& calendar) {
  if (!may(options, "time")) return {};
  auto const add = [&](model::StateId state) {
    if (std::find(calendar.states.begin(), calendar.states.end(), state) == calendar.states.end())
      calendar.states.push_back(state);
  };
  for (auto const& code : options.states) {
    auto const read = cases::read_state(program, code);
    auto const* state = std::get_if<model::StateId>(&read);
    if (!state || *state >= program.states.size())
      return refused(Code::unknown_state,
                     fmt::format("{}: these rules declare no such State", text::printable(code)));
    add(*state);
  }
  if (!options.states.empty() || calendar.history == none) return {};
  auto const given = facts.facts.find({calendar.history, {}});
  auto const& history = *given->second.values.front().as<model::HistoryPtr>();
  for (auto const& period : history.periods) {
    if (period.state < program.states.size()) add(period.state);
  }
  for (auto const& argument : wanted.arguments) {
    if (auto const* state = std::get_if<model::StateRef>(&argument.content)) add(state->id);
  }
  return {};
}

}  // namespace

Outcome nearest(Rules const& rules, std::string_view case_json, std::string_view award,
                NearestOptions const& options, Form form, std::string& made, bool& set_by) {
  set_by = false;
  for (auto const& word : options.only) {
    if (word != "time" && word != "later" && word != "choices")
      return refused(Code::nothing_may_change,
                     fmt::format("{}: what may change is time, later or choices", text::printable(word)));
  }
  auto const before = decide(rules, case_json);
  if (!before.ok()) {
    for (auto const& fault : before.faults()) made += to_string(fault) + "\n";
    return before.outcome();
  }
  auto const& program = rules.inside().program;
  Search asked{rules, before.inside(), {}, {}, {}, {}};
  auto const& decided = before.inside();
  if (auto outcome = read_award(program, decided.decision, award, asked.wanted); !outcome.ok())
    return outcome;
  if (auto outcome = read_route(program, options.route, asked.wanted); !outcome.ok()) return outcome;
  auto const* now = find(decided.decision, asked.wanted);
  asked.label = now ? now->label : without_spaces(award);
  if (now && has_right(program, decided, asked.wanted, *now)) {
    made = said_already(asked, *now, form);
    return {};
  }
  if (now) {
    auto const* route = asked.wanted.route != none && asked.wanted.route < now->routes.size()
                            ? &now->routes[asked.wanted.route]
                            : nullptr;
    auto const status = route ? route->status : now->status;
    if (run::is_open(status))
      return is_open(program, asked.label, route ? route->blockers : now->blockers, status);
  }

  cases::Faults faults(1);
  auto const document = cases::read_json(case_json, {}, faults);
  if (!document) return {Status::internal, "the case cannot be read twice"};
  for (auto const& setting : options.may) {
    set_by = true;
    if (auto outcome = choose(rules, *document, setting, {}, asked.choices, made); !outcome.ok())
      return outcome;
    set_by = false;
  }
  if (may(options, "choices")) {
    for (auto const& [setting, held] : elections(program, decided.decision, now)) {
      std::string ignored;
      if (asked.choices.size() < most_choices)
        choose(rules, *document, setting, held, asked.choices, ignored);
    }
  }

  fast::Machine machine(program);
  asked.calendar = fast::calendar_of(machine, decided.facts, asked.wanted);
  asked.calendar.later = may(options, "later");
  asked.calendar.months = static_cast<std::int64_t>(
      std::min<std::size_t>(options.months, static_cast<std::size_t>(fast::most_months)));
  if (auto outcome = find_states(program, options, decided.facts, asked.wanted, asked.calendar);
      !outcome.ok())
    return outcome;
  std::vector<cases::Case> choices{decided.facts};
  for (auto const& one : asked.choices) choices.push_back(one.facts);
  auto const found = fast::nearest(machine, asked.wanted, asked.calendar, choices);

  auto const as_changed = [&](Change const& change) {
    return decide(rules, fast::changed(program, asked.calendar, choices[change.choice], change), {});
  };
  std::vector<Turned> turned;
  for (auto const& change : found.changes) {
    turned.push_back({change, turned.size() < turning::most_changes ? as_changed(change) : before});
  }
  std::optional<Decision> open;
  if (found.open) open = as_changed(*found.open);
  made = report(asked, found, turned, open, form);
  return {};
}

}  // namespace convenio::api
