// See world.hpp.
#include "tests/properties/world.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

namespace convenio::properties {

std::unique_ptr<World> load(std::vector<std::pair<std::string, std::string>> const& files) {
  std::vector<api::File> texts;
  for (auto const& [name, text] : files) texts.push_back({name, text});
  auto world = std::make_unique<World>(api::load(*api::memory(std::move(texts))));
  if (!world->rules.ok()) {
    world->faults = api::diagnose(world->rules, {api::Form::text, false});
    if (world->faults.empty()) world->faults = world->rules.outcome().sentence;
  }
  return world;
}

Decided decide(World const& world, std::string const& case_json, bool explain) {
  Decided result;
  auto const decided = api::decide(world.rules, case_json);
  if (!decided.ok()) {
    result.json = decided.outcome().sentence + "\n" + api::explain(decided);
    return result;
  }
  result.good = true;
  result.decision = decided.inside().decision;
  run::Decision const& decision = result.decision;
  result.json = api::to_json(decided);
  if (explain) result.explained = api::to_json(decided, {false, true, 0});
  auto const shown = [&](model::Value const& value, core::TypeId type) {
    return value.absent() ? std::string() : " " + core::to_string(world.program, value, type);
  };
  for (auto const& award : decision.awards) {
    auto const& declared = world.program.awards[award.award];
    std::string saying = run::name(award.status) + shown(award.value, declared.type);
    if (award.route < declared.routes.size()) saying += " by " + declared.routes[award.route].name;
    for (auto const other : award.also_by) saying += " or by " + declared.routes[other].name;
    result.said[award.label] = saying;
    for (auto const& blocker : award.blockers) result.needed.insert(blocker.subject);
  }
  for (auto const& answer : decision.answers) {
    result.said[answer.label] =
        run::name(answer.status) + shown(answer.value, world.program.questions[answer.question].type);
    for (auto const& blocker : answer.blockers) result.needed.insert(blocker.subject);
  }
  for (auto const& notice : decision.notices) result.notices.push_back(notice.code);
  return result;
}

bool is_open(std::string const& saying) { return saying.starts_with("undetermined"); }

bool bears_out(std::string const& all_known, std::string const& less_known) {
  constexpr std::string_view granted = "granted ", at_least = "at_least ", or_by = " or by ", by = " by ";
  if (auto const other = less_known.find(or_by); other != std::string::npos) {
    auto const first = less_known.substr(0, other);
    auto const rest = less_known.substr(other + or_by.size());
    auto const amount = first.substr(0, first.find(by));
    return bears_out(all_known, first) || bears_out(all_known, amount + std::string(by) + rest);
  }
  if (!less_known.starts_with(at_least) || !all_known.starts_with(granted)) return all_known == less_known;
  char* due_unit = nullptr;
  char* paid_unit = nullptr;
  double const due = std::strtod(less_known.c_str() + at_least.size(), &due_unit);
  double const paid = std::strtod(all_known.c_str() + granted.size(), &paid_unit);
  auto const unit = [](std::string_view rest) { return rest.substr(0, rest.find(' ', 1)); };
  return paid >= due && unit(paid_unit) == unit(due_unit);
}

std::size_t known(Said const& said) {
  return static_cast<std::size_t>(
      std::count_if(said.begin(), said.end(), [](auto const& one) { return !is_open(one.second); }));
}

std::string differences(Said const& a, Said const& b) {
  std::string result;
  for (auto const& [label, saying] : a) {
    auto const found = b.find(label);
    if (found == b.end())
      result += fmt::format("{}: {}; in the other not there\n", label, saying);
    else if (found->second != saying)
      result += fmt::format("{}: {}; in the other {}\n", label, saying, found->second);
  }
  for (auto const& [label, saying] : b) {
    if (!a.contains(label)) result += fmt::format("{}: not there; in the other {}\n", label, saying);
  }
  return result;
}

namespace {

using run::Node;

model::Rational number_of(model::Value const& value) {
  auto const* const amount = std::get_if<model::Amount>(&value.content);
  return amount != nullptr ? amount->number : value.as<model::Rational>();
}

bool is_rounding(Node const& node) {
  return node.kind == Node::Kind::operation && node.op == core::Op::round && !node.value.absent();
}

bool near_enough(Node const& node, std::deque<Node> const& nodes, core::Program const& program, bool strict) {
  auto const step = number_of(nodes[node.inputs[1]].value), becomes = number_of(node.value);
  auto error = becomes - number_of(nodes[node.inputs[0]].value);
  if (error.sign() < 0) error = -error;
  auto const mode = static_cast<model::RoundingMode>(program.expressions[node.a].a);
  bool const half = mode == model::RoundingMode::half_up || mode == model::RoundingMode::half_down ||
                    mode == model::RoundingMode::half_even;
  bool const close = half ? error + error <= step : error < step;
  return (strict ? error.is_zero() : close) && (becomes / step).is_whole();
}

}  // namespace

std::string roundings(World const& world, Decided const& decided, bool& any, bool strict) {
  auto const& explanation = decided.decision.explanation;
  auto const& nodes = explanation.nodes;
  std::string wrong;
  for (Node const& node : nodes) {
    if (!is_rounding(node)) continue;
    any = true;
    if (near_enough(node, nodes, world.program, strict)) continue;
    wrong +=
        fmt::format("{} rounded to {} became {}\n", number_of(nodes[node.inputs[0]].value).to_string(),
                    number_of(nodes[node.inputs[1]].value).to_string(), number_of(node.value).to_string());
  }
  for (auto const& award : decided.decision.awards) {
    run::NodeId const root = render::chosen_node(award);
    if (root == model::none) continue;
    std::vector<run::NodeId> listed, made;
    for (auto const& step : render::rounding_steps(world.program, explanation, root))
      listed.push_back(step.node);
    auto const marks = render::reached(explanation, {root});
    for (run::NodeId id = 0; id < nodes.size(); ++id) {
      bool const amount = std::holds_alternative<model::Amount>(nodes[id].value.content);
      if (!marks[id] || !amount || !is_rounding(nodes[id])) continue;
      if (!model::equal(nodes[id].value, nodes[nodes[id].inputs[0]].value)) made.push_back(id);
    }
    if (listed != made)
      wrong += fmt::format("{}: {} roundings, {} listed\n", award.label, made.size(), listed.size());
  }
  return wrong;
}

}  // namespace convenio::properties
