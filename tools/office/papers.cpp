// See papers.hpp.
#include "tools/office/papers.hpp"

#include <charconv>

#include <fmt/format.h>

#include "engine/cases/canonical.hpp"
#include "tools/office/releases.hpp"

namespace convenio::office {

namespace {

using cases::Json;
using cases::JsonMember;

Json text_value(std::string text) { return {std::move(text)}; }
Json whole(std::int64_t value) { return {cases::JsonNumber{fmt::format("{}", value)}}; }
Json object(std::initializer_list<std::pair<char const*, Json>> members) {
  Json::Members made;
  for (auto const& [key, value] : members) made.push_back({key, value});
  return {std::move(made)};
}

char const* in_word(store::Outcome outcome) {
  switch (outcome) {
    case store::Outcome::proposed:
      return "proposed";
    case store::Outcome::approved:
      return "approved";
    case store::Outcome::returned:
      return "returned";
  }
  return "";
}

}  // namespace

std::string checkpoint(store::Store& store, std::string const& at) {
  auto const head = store.head();
  Json::Items erased;
  for (auto const person : store.erased()) erased.push_back(whole(person));
  return cases::canonical(object({{"format", text_value("convenio-checkpoint-1")},
                                  {"office", text_value(store.name())},
                                  {"at", text_value(at)},
                                  {"events", whole(head.events)},
                                  {"hash", text_value(head.hash)},
                                  {"erased", Json{std::move(erased)}}}));
}

std::optional<store::Head> read_checkpoint(std::string_view text) {
  cases::Faults faults(1);
  auto const read = cases::read_json(text, {}, faults);
  if (!read || !faults.empty() || read->kind() != Json::Kind::object) return std::nullopt;
  auto const *form = read->find("format"), *events = read->find("events"), *hash = read->find("hash");
  if (!form || form->kind() != Json::Kind::string || form->string() != "convenio-checkpoint-1" || !events ||
      events->kind() != Json::Kind::number || !hash || hash->kind() != Json::Kind::string)
    return std::nullopt;
  store::Head head{0, hash->string()};
  std::from_chars(events->number().data(), events->number().data() + events->number().size(), head.events);
  return head;
}

std::string bundle(store::Store& store, std::int64_t decision) {
  auto const kept = store.decision(decision);
  auto const release = store.release(kept.info.rules);
  Json::Items letters;
  for (auto const& letter : store.letters(decision))
    letters.push_back(object({{"addressee", text_value(letter.addressee)},
                              {"language", text_value(letter.language)},
                              {"html", text_value(letter.content)}}));
  store::Event event;
  store.events(kept.event, [&](store::Event const& one) {
    if (one.seq == kept.event) event = one;
  });
  auto const head = store.head();
  return cases::canonical(object({
      {"format", text_value("convenio-bundle-1")},
      {"office", text_value(store.name())},
      {"decision", object({{"number", whole(decision)},
                           {"version", whole(kept.info.version)},
                           {"outcome", text_value(in_word(kept.info.outcome))},
                           {"proposed_by", text_value(kept.info.proposed_by)},
                           {"proposed_at", text_value(kept.info.proposed_at)},
                           {"judged_by", text_value(kept.info.judged_by)},
                           {"judged_at", text_value(kept.info.judged_at)},
                           {"deviation", text_value(kept.made.deviation)},
                           {"reason", text_value(kept.reason)}})},
      {"case", text_value(kept.made.facts)},
      {"document", text_value(kept.made.explanation)},
      {"letters", Json{std::move(letters)}},
      {"release", object({{"archive", text_value(release.archive)}, {"signature", text_value(release.signature)}})},
      {"register", object({{"event", text_value(event.body)}, {"events", whole(head.events)}, {"hash", text_value(head.hash)}})},
  }));
}

}  // namespace convenio::office
