// See case_rows.hpp.
#include "tools/office/case_rows.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/api/convenio.hpp"
#include "engine/cases/canonical.hpp"

namespace convenio::office {

namespace {

using cases::Json;
using cases::JsonMember;

constexpr std::string_view below_facts = "facts.";

std::string state_of(Json const& value) {
  if (value.kind() == Json::Kind::object && value.members().size() == 1)
    for (auto const* state : {"unknown", "contradictory", "pending"})
      if (value.members().front().key == state) return state;
  return "known";
}

// Whether each item could be a period: it says where and from when.
bool is_history(Json const& value) {
  return value.kind() == Json::Kind::array && !value.items().empty() &&
         std::all_of(value.items().begin(), value.items().end(), [](Json const& item) {
           return item.kind() == Json::Kind::object && item.find("state") && item.find("from");
         });
}

void take(Rows& rows, std::string const& path, Json const& value) {
  if (!path.starts_with(below_facts) || !is_history(value)) {
    rows.facts.push_back({path, state_of(value), cases::canonical(value), "", ""});
    return;
  }
  for (auto const& item : value.items())
    rows.periods.push_back(
        {path, 0, item.find("certified") ? "certified" : "stated", cases::canonical(item), "", "", 0});
}

// What tells a period from the others of its history: its id, or all of it.
std::string name_of(std::string const& path, std::string const& value) {
  cases::Faults faults(1);
  auto const item = cases::read_json(value, {}, faults);
  auto const* const id = item && item->kind() == Json::Kind::object ? item->find("id") : nullptr;
  return path + (id && id->kind() == Json::Kind::string ? "\nid\n" + id->string() : "\nall\n" + value);
}

}  // namespace

std::optional<Rows> rows_of(std::string_view document, std::string& trouble) {
  cases::Faults faults(1);
  auto const read = document.size() > api::case_limit ? std::nullopt : cases::read_json(document, {}, faults);
  auto const all = faults.take();
  auto const refused = [&](std::string sentence) {
    trouble = std::move(sentence);
    return std::nullopt;
  };
  if (document.size() > api::case_limit)
    return refused(fmt::format("[K002] the document has more than {} bytes", api::case_limit));
  if (!all.empty())
    return refused(api::to_string({std::string(all[0].code.printed()), all[0].path, all[0].message, all[0].hint}));
  if (!read || read->kind() != Json::Kind::object) return refused("[K001] this is no JSON object");
  auto const* const id = read->find("id");
  auto const* const facts = read->find("facts");
  if (!id || id->kind() != Json::Kind::string || id->string().empty() || !facts || facts->kind() != Json::Kind::object)
    return refused("[K020] a case document has an `id` and `facts`");
  Rows rows;
  rows.id = id->string();
  for (auto const& member : read->members())
    if (member.key != "id" && member.key != "facts") take(rows, member.key, member.value);
  for (auto const& member : facts->members()) take(rows, std::string(below_facts) + member.key, member.value);
  return rows;
}

std::string document_of(store::Content const& content) {
  std::map<std::string, std::string> facts, members{{"id", cases::quoted(content.info.name)}};
  for (auto const& [fact, written] : content.facts) {
    bool const inside = fact.path.starts_with(below_facts);
    (inside ? facts : members)[inside ? fact.path.substr(below_facts.size()) : fact.path] = fact.value;
  }
  std::map<std::string, std::vector<std::string>> histories;
  for (auto const& [period, written] : content.periods) histories[period.path].push_back(period.value);
  for (auto const& [path, periods] : histories)
    facts[path.substr(below_facts.size())] = fmt::format("[{}]", fmt::join(periods, ","));
  auto const object = [](std::map<std::string, std::string> const& of) {
    std::vector<std::string> texts;
    for (auto const& [key, value] : of) texts.push_back(cases::quoted(key) + ":" + value);
    return fmt::format("{{{}}}", fmt::join(texts, ","));
  };
  members["facts"] = object(facts);
  return object(members);
}

store::Change difference(store::Content const& now, Rows const& wanted, std::string const& source, std::string const& note) {
  store::Change change;
  change.name = wanted.id;
  change.version = now.version;
  std::map<std::string, std::string> facts;
  for (auto const& [fact, written] : now.facts) facts[fact.path] = fact.value;
  for (auto fact : wanted.facts) {
    auto const before = facts.find(fact.path);
    bool const same = before != facts.end() && before->second == fact.value;
    if (before != facts.end()) facts.erase(before);
    if (same) continue;
    fact.source = source;
    fact.note = note;
    change.facts.push_back(std::move(fact));
  }
  for (auto const& [path, value] : facts) change.facts.push_back({path, "withdrawn", "null", source, note});

  std::multimap<std::string, store::Period> periods;
  std::map<std::string, std::int64_t> last;
  for (auto const& [period, written] : now.periods) periods.emplace(name_of(period.path, period.value), period);
  for (auto const& [period, written] : now.periods) last[period.path] = std::max(last[period.path], period.slot);
  for (auto const& [path, slot] : now.slots) last[path] = std::max(last[path], slot);
  for (auto period : wanted.periods) {
    period.source = source;
    period.note = note;
    auto const before = periods.find(name_of(period.path, period.value));
    if (before == periods.end()) {
      period.slot = ++last[period.path];
      change.periods.push_back(std::move(period));
      continue;
    }
    period.slot = before->second.slot;
    period.document = before->second.document;
    if (before->second.value != period.value) change.periods.push_back(std::move(period));
    periods.erase(before);
  }
  for (auto const& [name, period] : periods)
    change.periods.push_back({period.path, period.slot, "withdrawn", "null", source, note, 0});
  return change;
}

}  // namespace convenio::office
