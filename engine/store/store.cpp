// Opening, the order of a write, keys of persons, keys and releases that are trusted. See store.hpp.
#include "engine/store/store.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>

#include <fmt/format.h>

#include "engine/store/inside.hpp"
#include "engine/store/minisign.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::store {

Answer Store::Inside::act(Act const& act, std::string const& kind, std::string const& request,
                          std::function<void(Writing&)> const& work) {
  Answer answer;
  if (!act.key.empty()) checked(act.key, "the key of the request");
  database.writing([&] {
    keys.clear();
    if (!act.key.empty()) {
      if (auto const before = database.first("SELECT person, digest, result FROM answers WHERE key = ?", {act.key})) {
        auto const person = number(before->at(0));
        auto const with = person == 0 ? std::optional<Key>(salt()) : key(person);
        if (!with) throw Refusal(Code::erased, "", "the request of this key was for a person that was erased");
        if (token(*with, kind, request) != bytes(before->at(1)))
          throw Refusal(Code::key_used, "", fmt::format("the key {} was used for another request", act.key));
        answer = {text(before->at(2)), true};
        return;
      }
    }
    Writing writing(database, act, kind);
    work(writing);
    if (!act.key.empty()) {
      auto const with = writing.person == 0 ? salt() : key(writing.person).value_or(salt());
      writing.insert("answers", {{"key", act.key},
                                 {"person", writing.person == 0 ? Cell{} : Cell{writing.person}},
                                 {"digest", Bytes{token(with, kind, request)}},
                                 {"result", writing.result}});
    }
    writing.finish();
    answer = {writing.result, false};
  });
  return answer;
}

Key Store::Inside::salt() { return bytes(database.first("SELECT salt FROM office")->at(0)); }

std::optional<Key> Store::Inside::key(std::int64_t person) {
  if (auto const known = keys.find(person); known != keys.end()) return known->second;
  auto const row = database.first("SELECT key FROM keys WHERE person = ?", {person});
  return keys[person] = row ? std::optional<Key>(bytes(row->at(0))) : std::nullopt;
}

Key Store::Inside::key_of_case(std::int64_t case_id) {
  auto const row = database.first("SELECT person FROM cases WHERE id = ?", {case_id});
  if (!row) throw Refusal(Code::no_such_case, fmt::format("case {}", case_id), "there is no case of this number");
  if (auto const found = key(number(row->at(0)))) return *found;
  throw Refusal(Code::erased, fmt::format("case {}", case_id), "the person of this case was erased");
}

std::string Store::Inside::opened(Key const& key, std::string_view use, Cell const& cell) {
  if (auto plain = open(key, use, bytes(cell))) return std::move(*plain);
  throw Refusal(Code::unreadable, database.path(), fmt::format("what is sealed in {} does not open", use),
                "`convenio office verify` says what was altered");
}

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string made;
  for (auto const part : parts) made += fmt::format("{}:{}", part.size(), part);
  return made;
}

std::vector<std::string> taken_apart(std::string_view joined) {
  std::vector<std::string> parts;
  while (!joined.empty()) {
    auto const colon = joined.find(':');
    std::size_t const size = std::stoull(std::string(joined.substr(0, colon)));
    parts.emplace_back(joined.substr(colon + 1, size));
    joined.remove_prefix(std::min(colon + 1 + size, joined.size()));
  }
  return parts;
}

void Store::create(std::string const& path, Act const& act, std::string const& name, Settings const& settings) {
  checked(name, "the name of the office");
  Database database(path, Database::Mode::create, settings);
  database.writing([&] {
    make_tables(database);
    Writing writing(database, act, "opened");
    writing.insert("office", {{"one", std::int64_t{1}}, {"name", name}, {"salt", Bytes{new_key()}}});
    writing.detail("name", name);
    writing.finish();
  });
  database.settle();
}

Store::Store(std::string const& path, Mode mode, Settings const& settings)
    : inside_(std::make_unique<Inside>(path, mode == Mode::write ? Database::Mode::write : Database::Mode::read, settings)) {
  auto& database = inside_->database;
  auto const mark = number(database.first("PRAGMA application_id")->at(0));
  if (mark != application) throw Refusal(Code::no_office, path, "this is no office");
  auto const at = number(database.first("PRAGMA user_version")->at(0));
  if (at > format)
    throw Refusal(Code::newer_format, path, fmt::format("it is of the format {}, and {} is the newest known", at, format));
  if (at < format && mode == Mode::read)
    throw Refusal(Code::read_only, path, fmt::format("it is of the format {} and must be written once by this version", at));
  if (at < format) migrate(database);
  inside_->settles = mode == Mode::write;
}

Store::~Store() {
  if (inside_ && inside_->settles) inside_->database.settle();
}

Store::Store(Store&&) noexcept = default;

std::string Store::name() { return text(inside_->database.first("SELECT name FROM office")->at(0)); }
std::string const& Store::path() const { return inside_->database.path(); }

Answer Store::trust(Act const& act, std::string const& public_key_text, std::string const& note) {
  auto const key = read_public_key(public_key_text, "the public key");
  if (!note.empty()) checked(note, "the note");
  return inside_->act(act, "trusted", joined({public_key_text, note}), [&](Writing& writing) {
    auto const id = printed_id(key.id);
    writing.result = fmt::format(R"({{"key":"{}"}})", id);
    writing.detail("key", id);
    auto const known = writing.database().first("SELECT key FROM trusted WHERE id = ?", {id});
    if (!known)
      writing.insert("trusted", {{"id", id}, {"key", write(key)}, {"note", note}});
    else if (text(known->at(0)) != write(key))
      throw Refusal(Code::bad_key, "the public key", fmt::format("another key of the number {} is trusted already", id));
  });
}

std::vector<TrustedKey> Store::trusted() {
  std::vector<TrustedKey> found;
  inside_->database.each("SELECT id, key, note FROM trusted ORDER BY event", {}, [&](Row const& row) {
    found.push_back({text(row.at(0)), text(row.at(1)), text(row.at(2))});
  });
  return found;
}

Answer Store::add_release(Act const& act, Release const& release) {
  checked(release.rules, "the hash of the rules");
  return inside_->act(act, "released", joined({release.rules, release.archive, release.signature}), [&](Writing& writing) {
    auto const by = printed_id(signer(release.signature, "the signature of the release"));
    auto const key = writing.database().first("SELECT key FROM trusted WHERE id = ?", {by});
    if (!key) throw Refusal(Code::not_trusted, "the release", fmt::format("it is signed by the key {}", by));
    check(read_public_key(text(key->at(0)), "the public key"), release.archive, release.signature,
          "the signature of the release");
    writing.result = fmt::format(R"({{"release":"{}"}})", release.rules);
    writing.detail("release", release.rules);
    writing.detail("engine", release.engine);
    writing.detail("key", by);
    if (writing.database().first("SELECT 1 FROM releases WHERE rules = ?", {release.rules})) return;
    writing.insert("releases", {{"rules", release.rules},
                                {"engine", release.engine},
                                {"archive", Bytes{packed(release.archive)}},
                                {"signature", release.signature},
                                {"program", Bytes{packed(release.program)}}});
  });
}

std::vector<ReleaseInfo> Store::releases() {
  std::vector<ReleaseInfo> found;
  inside_->database.each("SELECT rules, engine, body FROM releases JOIN events ON seq = event ORDER BY event", {},
                         [&](Row const& row) {
                           Claims claims;
                           read_claims(text(row.at(2)), claims);
                           found.push_back({text(row.at(0)), text(row.at(1)), claims.at, claims.by});
                         });
  return found;
}

Release Store::release(std::string const& beginning) {
  constexpr std::size_t fewest = 8;
  std::vector<std::string> fitting;
  for (auto const& info : releases())
    if (info.rules.starts_with(beginning)) fitting.push_back(info.rules);
  bool const short_form = !beginning.empty() && beginning.size() < fewest;
  if (fitting.empty() || short_form)
    throw Refusal(Code::no_such_release, beginning.empty() ? "" : "release " + text::printable(beginning),
                  fitting.empty() ? "there is no such release" : "its hash is given by eight digits at least",
                  "`convenio office releases` lists them, `convenio office release` adds one");
  if (!beginning.empty() && fitting.size() > 1)
    throw Refusal(Code::ambiguous, "release " + beginning, fmt::format("{} releases begin so", fitting.size()));
  auto const row = inside_->database.first("SELECT rules, engine, archive, signature, program FROM releases WHERE rules = ?",
                                           {fitting.back()});
  auto archive = unpacked(bytes(row->at(2))), program = unpacked(bytes(row->at(4)));
  if (!archive || !program) throw Refusal(Code::release_differs, "release " + fitting.back(), "it cannot be unpacked");
  return {text(row->at(0)), text(row->at(1)), std::move(*archive), text(row->at(3)), std::move(*program)};
}

Head Store::head() {
  auto const row = inside_->database.first("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1");
  return row ? Head{number(row->at(0)), text(row->at(1))} : Head{};
}

void Store::events(std::int64_t from, std::function<void(Event const&)> const& each) {
  inside_->database.each("SELECT seq, body, hash FROM events WHERE seq >= ? ORDER BY seq", {from}, [&](Row const& row) {
    Claims claims;
    read_claims(text(row.at(1)), claims);
    each({number(row.at(0)), claims.at, claims.by, claims.kind, claims.details, text(row.at(1)), text(row.at(2))});
  });
}

void Store::backup(std::string const& path) {
  std::string const made = path + ".part";
  if (std::ifstream(path).good() || std::ifstream(made).good())
    throw Refusal(Code::exists, path, "there is a file already");
  inside_->database.copy_to(made);
  if (std::rename(made.c_str(), path.c_str()) != 0) throw Refusal(Code::host, path, "the copy cannot be put in its place");
}

void Store::use_log() { inside_->database.script("PRAGMA journal_mode=WAL"); }

}  // namespace convenio::store
