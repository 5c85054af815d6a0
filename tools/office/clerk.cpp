// See clerk.hpp.
#include "tools/office/clerk.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/api/settings.hpp"
#include "engine/cases/canonical.hpp"
#include "engine/core/identity.hpp"
#include "grammar/text/utf8.hpp"
#include "tools/office/releases.hpp"

namespace convenio::office {

namespace {

using store::Refusal;
namespace Code = store::Code;

constexpr api::JsonOptions short_form{.indented = false, .explanation = false};
constexpr api::JsonOptions long_form{.indented = false, .explanation = true};

std::string place_of(std::string const& name) { return "case " + text::printable(name); }

void must_be_sound(api::Rules const* rules, std::string const& name, std::string_view document) {
  if (!rules) return;
  auto const read = api::read_case(*rules, document);
  if (read.ok()) return;
  std::string said = read.outcome().sentence;
  if (!read.faults().empty()) said = api::to_string(read.faults().front());
  if (auto const line = said.find('\n'); line != std::string::npos) said.erase(line);
  throw Refusal(Code::not_decided, place_of(name),
                fmt::format("{}{}", said,
                            read.faults().size() > 1 ? fmt::format(" (and {} more)", read.faults().size() - 1) : ""),
                "mend the document and enter it again");
}

// The place at which two texts begin to differ, with what stands there.
std::string first_difference(std::string_view before, std::string_view now) {
  constexpr std::size_t around = 30;
  auto const at = static_cast<std::size_t>(
      std::mismatch(before.begin(), before.end(), now.begin(), now.end()).first - before.begin());
  auto const from = at > around ? at - around : 0;
  auto const piece = [&](std::string_view text) { return text::printable(text.substr(std::min(from, text.size()), 2 * around)); };
  return fmt::format("from byte {} on: `{}` was kept, and `{}` comes out", at, piece(before), piece(now));
}

}  // namespace

api::Rules const& Desk::rules(std::string const& beginning) {
  auto const all = store_.releases();
  std::vector<std::string> fitting;
  for (auto const& info : all)
    if (info.rules.starts_with(beginning)) fitting.push_back(info.rules);
  if (!fitting.empty())
    if (auto const known = loaded_.find(fitting.back()); known != loaded_.end() && (beginning.empty() || fitting.size() == 1))
      return known->second;
  auto const release = store_.release(beginning);
  auto rules = api::load_saved(release.program);
  if (!rules.ok() || rules.inside().program.identity != release.rules) {  // of an earlier form: from its texts
    auto read = read_release(release.archive);
    if (!read.loaded.ok() || (read.trouble.empty() ? read.rules != release.rules : release.engine == core::engine_version()))
      throw Refusal(Code::bad_release, "release " + release.rules,
                    read.trouble.empty() ? "it has another hash" : read.trouble);
    rules = std::move(read.loaded);
  }
  return loaded_[release.rules] = std::move(rules);
}

api::Rules const* Desk::newest() { return store_.releases().empty() ? nullptr : &rules(""); }

store::Answer enter(Desk& desk, store::Act const& act, std::string_view document, Entry const& entry) {
  std::string trouble;
  auto const rows = rows_of(document, trouble);
  if (!rows) throw Refusal(Code::not_decided, "", trouble);
  must_be_sound(desk.newest(), rows->id, document);
  store::Content now;
  if (entry.version) {
    now = desk.store().content(desk.store().case_named(rows->id).id);
    if (now.version != *entry.version && act.key.empty())
      throw Refusal(Code::stale, place_of(rows->id),
                    fmt::format("it is at version {}, and the change was made for version {}", now.version, *entry.version),
                    "look at what has changed, and do it again");
    if (now.version != *entry.version) now = desk.store().content(now.info.id, entry.version);
  }
  auto made = difference(now, *rows, entry.source, entry.note);
  made.version = entry.version;
  if (entry.version && made.facts.empty() && made.periods.empty()) return {};
  made.person = entry.person;
  made.identifiers = entry.identifiers;
  return desk.store().change_case(act, made);
}

store::Answer change(Desk& desk, store::Act const& act, std::string const& name, std::optional<std::int64_t> version,
                     std::vector<std::string> const& settings, std::string const& source, std::string const& note) {
  auto const info = desk.store().case_named(name);
  auto const& rules = desk.rules("");
  auto const base = desk.store().content(info.id, version);
  cases::Faults faults(1);
  auto document = cases::read_json(document_of(base), {}, faults);
  if (!document) throw Refusal(Code::unreadable, place_of(name), "what is kept of it is no case document");
  for (auto const& setting : settings) {
    if (setting.ends_with('=')) {
      auto* facts = std::get_if<cases::Json::Members>(&document->content);
      auto const all = std::find_if(facts->begin(), facts->end(), [](auto const& one) { return one.key == "facts"; });
      auto& members = std::get<cases::Json::Members>(all->value.content);
      auto const fact = std::find_if(members.begin(), members.end(),
                                     [&](auto const& one) { return one.key + "=" == setting; });
      if (fact == members.end())
        throw Refusal(Code::bad_change, place_of(name), fmt::format("it has no fact `{}`", text::printable(setting)));
      members.erase(fact);
      continue;
    }
    auto const outcome = api::set(rules.inside().program, *document, setting);
    if (!outcome.ok()) throw Refusal(Code::bad_change, place_of(name), outcome.sentence);
  }
  return enter(desk, act, cases::canonical(*document), {base.version, 0, {}, source, note});
}

store::Answer release(store::Store& store, store::Act const& act, std::string const& archive, std::string const& signature) {
  auto const read = read_release(archive);
  if (!read.trouble.empty()) throw Refusal(Code::bad_release, "the release", read.trouble);
  store::Release made{read.rules, read.engine, archive, signature, ""};
  if (auto const outcome = api::compile(read.loaded, made.program); !outcome.ok())
    throw Refusal(Code::bad_release, "the release", outcome.sentence);
  return store.add_release(act, made);
}

store::Answer propose(Desk& desk, store::Act const& act, std::string const& name, std::optional<std::int64_t> version,
                      std::string const& release, std::string const& deviation, std::string const& reason) {
  auto const& rules = desk.rules(release);
  auto const info = desk.store().case_named(name);
  if (!deviation.empty() && reason.empty())
    throw Refusal(Code::no_reason, place_of(name), "what deviates from the rules is proposed with a reason");
  auto const content = desk.store().content(info.id, version);
  if (content.info.name.empty()) throw Refusal(Code::erased, place_of(name), "the person of this case was erased");
  store::Proposal made;
  made.case_id = info.id;
  made.version = content.version;
  made.rules = rules.inside().program.identity;
  made.engine = std::string(core::engine_version());
  made.facts = document_of(content);
  must_be_sound(&rules, content.info.name, made.facts);
  auto const decision = api::decide(rules, made.facts);
  if (!decision.ok()) throw Refusal(Code::not_decided, place_of(name), decision.outcome().sentence);
  made.decision = api::to_json(decision, short_form);
  made.explanation = api::to_json(decision, long_form);
  if (made.explanation.find("\"explanation_limit\"") != std::string::npos)
    throw Refusal(Code::cut_explanation, place_of(name), "its explanation is longer than a decision may have");
  if (!deviation.empty()) {
    cases::JsonWriter json(false);
    made.deviation = json.begin_object().member("instead", deviation).member("reason", reason).end_object().take();
  }
  return desk.store().propose(act, made);
}

api::Decision decided(Desk& desk, store::Decision const& of) {
  return api::decide_in_words(desk.rules(of.info.rules), of.made.facts);
}

std::optional<store::Finding> replay(Desk& desk, std::int64_t decision) {
  auto const kept = desk.store().decision(decision);
  auto const place = fmt::format("decision {}", decision);
  auto const again = api::decide(desk.rules(kept.info.rules), kept.made.facts);
  if (!again.ok()) return store::Finding{Code::not_decided, place, again.outcome().sentence};
  auto const short_one = api::to_json(again, short_form), long_one = api::to_json(again, long_form);
  if (kept.info.engine != core::engine_version())
    return store::Finding{Code::other_engine, place,
                          fmt::format("the engine {} made it, and this is {}", kept.info.engine, core::engine_version())};
  if (short_one != kept.made.decision)
    return store::Finding{Code::replay_differs, place, first_difference(kept.made.decision, short_one)};
  if (long_one != kept.made.explanation)
    return store::Finding{Code::replay_differs, place, "its explanation, " + first_difference(kept.made.explanation, long_one)};
  return std::nullopt;
}

}  // namespace convenio::office
