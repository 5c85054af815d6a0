// Calls: the general rule, its exceptions, its versions, and the parts of an open rule.
// While a guard is unknown, everything it could lead to is evaluated. Knows no award.
#include "engine/run/choice.hpp"
#include "engine/run/evaluator.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace convenio::run {

using core::Rule;

Result Evaluator::call(ExprId id, Frame& frame) {
  return called(expr(id).rule(), children(id, frame), frame.asker);
}

// Worked out once, whoever calls.
Result Evaluator::called(RuleId id, Results arguments, Asker const& asker) {
  CallKey key{id, {}};
  key.arguments.reserve(arguments.size());
  for (auto const& argument : arguments) key.arguments.push_back(argument.value);
  if (auto const known = memo_.find(key); known != memo_.end()) {
    grounds_.rest_on(known->second.rests_on);
    return {known->second.result.value, step_for(known->second, arguments)};
  }
  if (calls_ >= call_depth_limit) {
    return {depth_fault(asker), none};
  }
  Kept kept;
  for (auto const& argument : arguments) kept.arguments.push_back(argument.node);
  kept.first = static_cast<NodeId>(explanation_.nodes.size());
  auto const before = grounds_.mark();
  ++calls_;
  auto result = invoke(id, std::move(arguments));
  --calls_;
  kept.rests_on = grounds_.fold(before);
  if (!keep(key, result.value)) return {kept_fault(asker), result.node};
  kept.result = result;
  memo_.emplace(std::move(key), std::move(kept));
  return result;
}

Result Evaluator::invoke(RuleId id, Results arguments) {
  auto const& rule = program_.rules[id];
  std::vector<core::TypeId> types;
  for (auto const& parameter : rule.parameters) types.push_back(parameter.type);
  std::vector<Value> values;
  for (std::size_t n = 0; n < rule.parameters.size(); ++n) values.push_back(arguments[n].value);

  Nodes inputs = nodes_of(arguments);
  Results const given_with = options_.sentences ? arguments : Results{};
  Frame frame{{rule.name, {}, rule.citation}, std::move(arguments)};
  use(rule.citation);
  auto const* const fixed = this->given(cases::Supplied::Kind::rule, id, values);
  auto outcome = fixed                     ? Outcome{*fixed, none, "as given", none}
                 : rule.exceptions.empty() ? general(rule, frame, inputs)
                                           : with_exceptions(rule, frame, inputs);
  auto const given = supplied(cases::Supplied::Kind::rule, id, values, outcome.value);
  if (given != none) outcome = {case_.supplied[given].value, none, "as supplied", none};
  if (!options_.explain) return {outcome.value, none};

  Node node{Node::Kind::rule,
            core::Op::call,
            id,
            outcome.exception,
            label(rule.name, types, values),
            outcome.citation == none ? rule.citation : outcome.citation,
            told(rule.type, frame),
            outcome.value,
            std::move(inputs)};
  node.supplied = given != none;
  if (!outcome.how.empty()) node.label += ", " + outcome.how;
  auto const step = record(std::move(node));
  if (options_.sentences && fixed == nullptr) remember(id, outcome.exception, given_with, step);
  return {outcome.value, step};
}

Evaluator::Outcome Evaluator::general(Rule const& rule, Frame& frame, Nodes& inputs) {
  if (rule.open) return part(rule, frame, inputs);
  if (rule.body == none)
    return version(rule.versions, frame.locals[rule.parameters.size()].value, frame, inputs);
  auto const result = evaluate(rule.body, frame);
  if (result.node != none) inputs.push_back(result.node);
  return {result.value, none, {}, none};
}

// ---------------------------------------------------------------- exceptions

std::vector<std::uint32_t> left_standing(Rule const& rule, std::vector<bool> const& holding) {
  std::vector<bool> standing = holding;
  for (std::uint32_t n = 0; n < holding.size(); ++n) {
    if (!holding[n]) continue;
    for (auto const overridden : rule.exceptions[n].overrides) {
      if (overridden != n) standing[overridden] = false;
    }
  }
  std::vector<std::uint32_t> left;
  for (std::uint32_t n = 0; n < standing.size(); ++n) {
    if (standing[n]) left.push_back(n);
  }
  return left;
}

HeldTogether narrowest_conflicts(HeldTogether const& possible) {
  std::vector<std::vector<std::uint32_t>> by_size(possible.begin(), possible.end());
  std::stable_sort(by_size.begin(), by_size.end(),
                   [](auto const& a, auto const& b) { return a.size() < b.size(); });
  HeldTogether kept;
  for (auto const& left : by_size) {
    bool const wider = std::any_of(kept.begin(), kept.end(), [&](auto const& fewer) {
      return fewer.size() > 1 && std::includes(left.begin(), left.end(), fewer.begin(), fewer.end());
    });
    if (!wider) kept.insert(left);
  }
  return kept;
}

Evaluator::Outcome Evaluator::with_exceptions(Rule const& rule, Frame& frame, Nodes& inputs) {
  std::vector<bool> holding(rule.exceptions.size(), false);
  std::vector<std::uint32_t> unknown;
  Consensus consensus;
  auto const start = grounds_.mark();
  for (std::uint32_t n = 0; n < rule.exceptions.size(); ++n) {
    auto const& exception = rule.exceptions[n];
    Frame own{{exception.name, {}, exception.citation}, frame.locals};
    auto const before = grounds_.mark();
    auto const condition = evaluate(exception.condition, own);
    if (!condition.value.absent() && !condition.value.as<bool>()) grounds_.keep_assumed(before);
    if (condition.node != none) inputs.push_back(condition.node);
    if (condition.value.absent()) {
      unknown.push_back(n);
      consensus.guard(condition.value);
    } else {
      holding[n] = condition.value.as<bool>();
    }
  }
  if (unknown.empty()) return outcome(rule, left_standing(rule, holding), frame, inputs);

  HeldTogether possible;
  if (unknown.size() <= unknown_guards_limit) {
    for (std::uint32_t completion = 0; completion < (1U << unknown.size()); ++completion) {
      for (std::size_t n = 0; n < unknown.size(); ++n) holding[unknown[n]] = ((completion >> n) & 1U) != 0;
      possible.insert(left_standing(rule, holding));
    }
  } else {  // too many to try: any exception may decide, and nothing is taken to agree
    possible.insert(std::vector<std::uint32_t>{});
    for (std::uint32_t n = 0; n < rule.exceptions.size(); ++n) possible.insert({n});
    consensus.outcome(Value{});
  }
  // Where the rule itself has no answer, exceptions that may hold decide nothing.
  bool silent = false;
  for (auto const& left : narrowest_conflicts(possible)) {
    auto const own = grounds_.mark();
    auto const found = outcome(rule, left, frame, inputs).value;
    if (left.empty() && found.absent()) {
      silent = true;
      grounds_.keep_only(start, own);
    } else if (silent) {
      grounds_.drop(own);
    }
    consensus.outcome(found);
  }
  return {agreed(consensus, frame.asker), none, {}, none};
}

Evaluator::Outcome Evaluator::outcome(Rule const& rule, std::vector<std::uint32_t> const& left, Frame& frame,
                                      Nodes& inputs) {
  if (left.empty()) return general(rule, frame, inputs);
  if (left.size() > 1) return {conflict(rule, left, frame.asker), none, {}, none};
  auto const& exception = rule.exceptions[left.front()];
  use(exception.citation);
  Frame own{{exception.name, {}, exception.citation}, frame.locals};
  auto const result = evaluate(exception.body, own);
  if (result.node != none) inputs.push_back(result.node);
  return {result.value, left.front(), "exception " + exception.name, exception.citation};
}

Value Evaluator::conflict(Rule const& rule, std::vector<std::uint32_t> const& left,
                          Asker const& asker) const {
  std::string names;
  for (std::size_t n = 0; n < left.size(); ++n) {
    auto const& exception = rule.exceptions[left[n]];
    if (n > 0) names += n + 1 < left.size() ? ", " : " and ";
    names += asked_by({exception.name, {}, exception.citation});
  }
  return fault(Blocker::Kind::conflict, fmt::format("of `{}`, the exceptions {} all hold", rule.name, names),
               asker);
}

// ---------------------------------------------------------------- versions and parts

namespace {

std::string validity_text(core::Version const& version) {
  auto const& validity = version.validity;
  std::string text = "version";
  if (validity.from) text += " from " + validity.from->to_string();
  if (validity.until) text += " until " + validity.until->to_string();
  if (version.enacted) text += " enacted " + version.enacted->to_string();
  return text;
}

}  // namespace

// The date is a copy: as a local of the frame it would move while a body is evaluated.
Evaluator::Outcome Evaluator::version(std::vector<core::Version> const& versions,
                                      Value date,  // NOLINT(performance-unnecessary-value-param)
                                      Frame& frame, Nodes& inputs) {
  if (!date.absent()) return version_of(versions, date.as<model::Date>(), frame, inputs);
  Consensus consensus;
  consensus.guard(date);
  bool from_ever = false, for_ever = false;
  for (auto const& version : versions) {
    auto const result = evaluate(version.body, frame);
    if (result.node != none) inputs.push_back(result.node);
    consensus.outcome(result.value);
    from_ever = from_ever || !version.validity.from;
    for_ever = for_ever || !version.validity.until;
  }
  if (!from_ever || !for_ever) consensus.outcome(date);  // a date outside all versions may yet be given
  return {agreed(consensus, frame.asker), none, {}, none};
}

Evaluator::Outcome Evaluator::version_of(std::vector<core::Version> const& versions, model::Date date,
                                         Frame& frame, Nodes& inputs) {
  Fitting fitting;
  for (std::uint32_t n = 0; n < versions.size(); ++n) {
    if (versions[n].validity.contains(date)) fitting.emplace_back(n, versions[n].enacted);
  }
  auto const answers = as_known(fitting, inputs);
  Consensus consensus;
  if (answers.day.absent()) consensus.guard(answers.day);
  for (auto const n : answers.possible) {
    auto const result = evaluate(versions[n].body, frame);
    if (result.node != none) inputs.push_back(result.node);
    if (answers.possible.size() == 1) return {result.value, none, validity_text(versions[n]), none};
    consensus.outcome(result.value);
  }
  if (!answers.possible.empty()) return {agreed(consensus, frame.asker), none, {}, none};
  auto const sentence = fmt::format("no version of `{}` answers for {}", frame.asker.name, date.to_string());
  return {fault(Blocker::Kind::not_encoded, sentence, frame.asker), none, {}, none};
}

Evaluator::Outcome Evaluator::part(Rule const& rule, Frame& frame, Nodes& inputs) {
  Consensus consensus;
  bool possible = false;
  for (auto const& part : rule.parts) {
    bool matches = true, sure = true;
    Absences unknown;
    for (std::size_t n = 0; n < part.patterns.size(); ++n) {
      if (!part.patterns[n]) continue;
      Value const& argument = frame.locals[n].value;
      if (argument.absent()) {
        sure = false;
        unknown.add(argument);
      } else {
        matches = matches && model::equal(argument, *part.patterns[n]);
      }
    }
    if (!matches) continue;
    auto const outcome = part_body(rule, part, frame, inputs);
    if (sure && !possible) return outcome;
    possible = true;
    consensus.outcome(outcome.value);
    if (!sure) consensus.outcome(unknown.value());  // no part at all may match in the end
  }
  if (possible) return {agreed(consensus, frame.asker), none, {}, none};

  Absences unanswered;  // what an argument lacks says more than that no text answers for it
  for (std::size_t n = 0; n < rule.parameters.size(); ++n) unanswered.add(frame.locals[n].value);
  if (unanswered.any()) return {unanswered.value(), none, {}, none};

  std::string arguments;
  for (std::size_t n = 0; n < rule.parameters.size(); ++n) {
    auto const kind = program_.types[rule.parameters[n].type].kind;
    if (kind == core::Type::Kind::history || kind == core::Type::Kind::list ||
        kind == core::Type::Kind::record)
      continue;
    if (!arguments.empty()) arguments += ", ";
    arguments += brief(frame.locals[n].value, rule.parameters[n].type);
  }
  auto const sentence =
      fmt::format("no text answers `{}`{}{}", rule.name, arguments.empty() ? "" : " for ", arguments);
  return {fault(Blocker::Kind::not_encoded, sentence, frame.asker), none, {}, none};
}

Evaluator::Outcome Evaluator::part_body(Rule const& rule, core::Part const& part, Frame& frame,
                                        Nodes& inputs) {
  use(part.citation);
  Frame own{{rule.name, {}, part.citation}, frame.locals};
  Outcome outcome;
  if (part.body != none) {
    auto const result = evaluate(part.body, own);
    if (result.node != none) inputs.push_back(result.node);
    outcome.value = result.value;
  } else {
    auto const governing = evaluate(part.governing, own);
    if (governing.node != none) inputs.push_back(governing.node);
    outcome = version(part.versions, governing.value, own, inputs);
  }
  outcome.citation = part.citation;
  return outcome;
}

}  // namespace convenio::run
