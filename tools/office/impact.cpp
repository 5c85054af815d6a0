// See impact.hpp.
#include "tools/office/impact.hpp"

#include <set>

#include <fmt/format.h>

#include "engine/cases/canonical.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::office {

namespace {

using cases::Json;

constexpr std::size_t document_limit = std::size_t{128} * 1024 * 1024;

Json tree_of(api::Decision const& decision, bool explanation) {
  cases::Faults faults(1);
  auto const text = api::to_json(decision, {.indented = false, .explanation = explanation});
  auto read = cases::read_json(text, {.document = document_limit, .depth = 200, .text = document_limit, .number = 100}, faults);
  return read ? std::move(*read) : Json{};
}

std::string words(Json const& object, std::string_view key) {
  auto const* value = object.kind() == Json::Kind::object ? object.find(key) : nullptr;
  if (!value || value->kind() == Json::Kind::null) return "";
  return value->kind() == Json::Kind::string ? value->string() : cases::canonical(*value);
}

Json::Items const& items(Json const& object, std::string_view key) {
  static Json::Items const none;
  auto const* value = object.kind() == Json::Kind::object ? object.find(key) : nullptr;
  return value && value->kind() == Json::Kind::array ? value->items() : none;
}

std::map<std::string, Standing> standings(Json const& document) {
  std::map<std::string, Standing> found;
  for (auto const& award : items(document, "awards")) {
    Standing one{words(award, "status"), words(award, "amount"), words(award, "route"), ""};
    for (auto const& route : items(award, "routes"))
      if (auto const* citation = route.find("citation"); citation && words(route, "route") == one.route && !one.route.empty())
        one.article = words(*citation, "text");
    found[words(award, "label")] = std::move(one);
  }
  return found;
}

// What an explanation says under one name: the value, and by which words.
struct Step {
  std::string value, words, rule, article;
  std::set<std::string> below;  // labels of the nearest named steps that it was worked out from
};

std::map<std::string, Step> steps(Json const& document) {
  auto const& nodes = items(document, "explanation");
  std::vector<std::set<std::string>> names(nodes.size());
  std::map<std::string, Step> found;
  for (std::size_t n = 0; n < nodes.size(); ++n) {
    auto const& node = nodes[n];
    std::set<std::string> below;
    for (auto const& input : items(node, "inputs"))
      if (input.kind() == Json::Kind::number)
        if (auto const at = std::stoull(input.number()); at < n) below.insert(names[at].begin(), names[at].end());
    auto const kind = words(node, "kind");
    if (kind == "operation" || kind == "resolution") {
      names[n] = std::move(below);
      continue;
    }
    auto const label = kind + " " + words(node, "label");
    names[n] = {label};
    auto const* const parameters = node.find("parameters");
    Step step{words(node, "value"), words(node, "formula"), "", words(node, "citation"), std::move(below)};
    if (parameters) {
      step.rule = words(*parameters, "name");
      if (auto const* row = parameters->find("row")) step.words += words(*row, "text");
    }
    if (step.rule.empty()) step.rule = words(node, "label");
    found.emplace(label, std::move(step));
  }
  return found;
}

// The steps below an award that came out otherwise although what they rest on did not, or that have other words.
std::vector<Cause> causes(std::map<std::string, Step> const& before, std::map<std::string, Step> const& after,
                          std::string const& award) {
  std::set<Cause> found;
  std::set<std::string> seen;
  std::vector<std::string> open{"award " + award};
  auto const differs = [&](std::string const& label) {
    auto const a = before.find(label), b = after.find(label);
    return a != before.end() && b != after.end() && (a->second.value != b->second.value || a->second.words != b->second.words);
  };
  while (!open.empty()) {
    auto const label = open.back();
    open.pop_back();
    if (!seen.insert(label).second) continue;
    bool below_differs = false;
    for (auto const* side : {&before, &after}) {
      auto const at = side->find(label);
      if (at == side->end()) continue;
      for (auto const& next : at->second.below) {
        below_differs = below_differs || differs(next);
        open.push_back(next);
      }
    }
    auto const a = before.find(label), b = after.find(label);
    bool const both = a != before.end() && b != after.end();
    if (!both || label.starts_with("award ") || label.starts_with("fact ")) continue;
    bool const other_words = a->second.words != b->second.words;
    if (other_words || (a->second.value != b->second.value && !below_differs)) found.insert({b->second.rule, b->second.article});
  }
  return {found.begin(), found.end()};
}

std::string standing_in_words(Standing const& standing) {
  if (standing.status.empty()) return "does not arise";
  std::string made = standing.status;
  if (!standing.amount.empty()) made += " " + standing.amount;
  if (!standing.route.empty()) made += " by " + standing.route;
  if (!standing.article.empty()) made += fmt::format(" [{}]", standing.article);
  return made;
}

void write(cases::JsonWriter& json, char const* key, Standing const& standing) {
  json.key(key);
  if (standing.status.empty()) {
    json.null();
    return;
  }
  json.begin_object().member("status", standing.status).optional_member("amount", standing.amount);
  json.optional_member("route", standing.route).optional_member("article", standing.article).end_object();
}

}  // namespace

Impact impact(Desk& desk, api::Rules const& before, api::Rules const& after) {
  Impact made;
  made.before = before.inside().program.identity;
  made.after = after.inside().program.identity;
  for (auto const& info : desk.store().cases()) {
    if (info.name.empty()) continue;  // the person was erased
    ++made.cases;
    auto const document = document_of(desk.store().content(info.id));
    auto const one = api::decide(before, document), other = api::decide(after, document);
    if (!one.ok() || !other.ok()) {
      ++made.undecided;
      auto const& wrong = one.ok() ? other : one;
      made.troubles.emplace_back(info.name, fmt::format("{}: {}", one.ok() ? "after" : "before",
                                                        wrong.faults().empty() ? wrong.outcome().sentence
                                                                               : api::to_string(wrong.faults().front())));
      continue;
    }
    auto const was = standings(tree_of(one, false)), is = standings(tree_of(other, false));
    if (was == is) continue;
    ++made.differing;
    auto const steps_before = steps(tree_of(one, true)), steps_after = steps(tree_of(other, true));
    std::set<std::string> labels;
    for (auto const* side : {&was, &is})
      for (auto const& [label, standing] : *side) labels.insert(label);
    std::set<Cause> of_case;
    for (auto const& label : labels) {
      auto const a = was.find(label), b = is.find(label);
      Difference difference{info.id, info.name, label, a == was.end() ? Standing{} : a->second,
                            b == is.end() ? Standing{} : b->second, {}};
      if (difference.before == difference.after) continue;
      difference.causes = causes(steps_before, steps_after, label);
      for (auto const& cause : difference.causes) {
        auto& [cases, awards] = made.by_cause[cause];
        ++awards;
        if (of_case.insert(cause).second) ++cases;
      }
      made.differences.push_back(std::move(difference));
    }
  }
  return made;
}

std::string to_text(Impact const& impact) {
  std::string text = fmt::format("From the release {:.12} to {:.12}: {} cases, {} differ, {} cannot be decided by both\n",
                                 impact.before, impact.after, impact.cases, impact.differing, impact.undecided);
  if (!impact.by_cause.empty()) text += "\nBy rule and article\n";
  for (auto const& [cause, count] : impact.by_cause)
    text += fmt::format("{:>6} cases {:>6} awards  {}{}\n", count.first, count.second, cause.rule,
                        cause.article.empty() ? "" : fmt::format(" [{}]", cause.article));
  if (!impact.differences.empty()) text += "\nBy case\n";
  for (auto const& one : impact.differences) {
    text += fmt::format("{}: {}\n    was {}\n    is  {}\n", text::printable(one.name), one.award,
                        standing_in_words(one.before), standing_in_words(one.after));
    for (auto const& cause : one.causes)
      text += fmt::format("    by  {}{}\n", cause.rule, cause.article.empty() ? "" : fmt::format(" [{}]", cause.article));
  }
  for (auto const& [name, why] : impact.troubles) text += fmt::format("{}: {}\n", text::printable(name), why);
  return text;
}

std::string to_json(Impact const& impact) {
  cases::JsonWriter json(true);
  json.begin_object().member("format", "convenio-impact-1").member("before", impact.before).member("after", impact.after);
  json.key("cases").number(static_cast<std::uint64_t>(impact.cases));
  json.key("differing").number(static_cast<std::uint64_t>(impact.differing));
  json.key("by_cause").begin_array();
  for (auto const& [cause, count] : impact.by_cause) {
    json.begin_object().member("rule", cause.rule).optional_member("article", cause.article);
    json.key("cases").number(static_cast<std::uint64_t>(count.first));
    json.key("awards").number(static_cast<std::uint64_t>(count.second)).end_object();
  }
  json.end_array().key("differences").begin_array();
  for (auto const& one : impact.differences) {
    json.begin_object().member("case", one.name).member("award", one.award);
    write(json, "before", one.before);
    write(json, "after", one.after);
    json.key("causes").begin_array();
    for (auto const& cause : one.causes)
      json.begin_object().member("rule", cause.rule).optional_member("article", cause.article).end_object();
    json.end_array().end_object();
  }
  json.end_array().key("undecided").begin_array();
  for (auto const& [name, why] : impact.troubles)
    json.begin_object().member("case", name).member("why", why).end_object();
  json.end_array().end_object();
  return json.take() + "\n";
}

}  // namespace convenio::office
