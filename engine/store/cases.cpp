// Cases, their versions, and the end of a person. See store.hpp.
#include <charconv>

#include <fmt/format.h>

#include "engine/store/inside.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::store {

namespace {

constexpr std::string_view withdrawn = "withdrawn";

std::string request_of(Change const& change) {
  std::string made = joined({change.name, fmt::format("{}", change.version.value_or(0)), fmt::format("{}", change.person)});
  for (auto const& one : change.identifiers) made += joined({one});
  for (auto const& one : change.facts) made += joined({one.path, one.state, one.value, one.source, one.note});
  for (auto const& one : change.periods)
    made += joined({one.path, fmt::format("{}", one.slot), one.state, one.value, one.source, one.note,
                    fmt::format("{}", one.document)});
  return made;
}

std::int64_t new_person(Writing& writing) {
  auto const person = writing.insert("persons", {{"id", Cell{}}});
  writing.database().run("INSERT INTO keys (person, key) VALUES (?, ?)", {person, Bytes{new_key()}});
  return person;
}

std::string number_or_name(CaseInfo const& info) {
  return info.name.empty() ? fmt::format("case {}", info.id) : fmt::format("case {}", text::printable(info.name));
}

Written written(std::int64_t version, std::string const& body) {
  Claims claims;
  read_claims(body, claims);
  return {version, claims.at, claims.by};
}

}  // namespace

Answer Store::change_case(Act const& act, Change const& change) {
  constexpr std::size_t longest = 1024;
  if (change.name.empty() || change.name.size() > longest)
    throw Refusal(Code::bad_word, "", fmt::format("the id of a case has 1 to {} bytes", longest));
  return inside_->act(act, change.version ? "changed" : "entered", request_of(change), [&](Writing& writing) {
    auto& database = writing.database();
    auto const token_of_name = Bytes{token(inside_->salt(), "case", change.name)};
    auto const known = database.first("SELECT case_id FROM lookups WHERE token = ?", {token_of_name});
    auto const place = "case " + text::printable(change.name);
    std::int64_t id = 0, version = 1;
    if (!change.version) {
      if (known) throw Refusal(Code::case_exists, place, "there is a case of this id already");
      if (change.person != 0 && !database.first("SELECT 1 FROM persons WHERE id = ?", {change.person}))
        throw Refusal(Code::no_such_person, fmt::format("person {}", change.person), "there is no such person");
      writing.person = change.person != 0 ? change.person : new_person(writing);
      auto const key = inside_->key(writing.person);
      if (!key) throw Refusal(Code::erased, fmt::format("person {}", change.person), "this person was erased");
      for (auto const& one : change.identifiers)
        writing.insert("identifiers", {{"person", writing.person}, {"sealed", Bytes{seal(*key, "identifiers", one)}}});
      id = writing.insert("cases", {{"person", writing.person}, {"sealed", Bytes{seal(*key, "cases", change.name)}}});
      database.run("INSERT INTO lookups (token, case_id) VALUES (?, ?)", {token_of_name, id});
    } else {
      if (!known) throw Refusal(Code::no_such_case, place, "there is no case of this id");
      id = number(known->at(0));
      auto const row = database.first(
          "SELECT person, (SELECT max(version) FROM versions WHERE case_id = cases.id) FROM cases WHERE id = ?", {id});
      writing.person = number(row->at(0));
      version = number(row->at(1)) + 1;
      if (version != *change.version + 1)
        throw Refusal(Code::stale, place,
                      fmt::format("it is at version {}, and the change was made for version {}", version - 1, *change.version),
                      "look at what has changed, and do it again");
    }
    auto const key = inside_->key_of_case(id);
    writing.insert("versions", {{"case_id", id}, {"version", version}});
    for (auto const& one : change.facts)
      writing.insert("facts", {{"case_id", id},
                               {"version", version},
                               {"path", checked(one.path, "the path of a fact")},
                               {"state", one.state},
                               {"sealed", Bytes{seal(key, "facts", joined({one.value, one.source, one.note}))}}});
    for (auto const& one : change.periods)
      writing.insert("periods", {{"case_id", id},
                                 {"version", version},
                                 {"path", checked(one.path, "the path of a history")},
                                 {"slot", one.slot},
                                 {"state", one.state},
                                 {"document", one.document == 0 ? Cell{} : Cell{one.document}},
                                 {"sealed", Bytes{seal(key, "periods", joined({one.value, one.source, one.note}))}}});
    writing.detail("case", id);
    writing.detail("version", version);
    writing.result = fmt::format(R"({{"case":{},"version":{},"person":{}}})", id, version, writing.person);
  });
}

std::vector<CaseInfo> Store::cases() {
  std::vector<CaseInfo> found;
  inside_->keys.clear();
  inside_->database.reading([&] {
    inside_->database.each(
        "SELECT cases.id, person, version, sealed, body FROM cases JOIN versions ON case_id = cases.id "
        "JOIN events ON seq = versions.event WHERE version = (SELECT max(version) FROM versions WHERE case_id = cases.id) "
        "ORDER BY cases.id",
        {}, [&](Row const& row) {
          CaseInfo info{number(row.at(0)), number(row.at(1)), number(row.at(2)), "", "", ""};
          if (auto const key = inside_->key(info.person)) info.name = inside_->opened(*key, "cases", row.at(3));
          auto const last = written(info.version, text(row.at(4)));
          info.changed_at = last.at;
          info.changed_by = last.by;
          found.push_back(std::move(info));
        });
  });
  return found;
}

CaseInfo Store::case_named(std::string const& name) {
  std::int64_t id = 0;
  if (auto const row = inside_->database.first("SELECT case_id FROM lookups WHERE token = ?",
                                               {Bytes{token(inside_->salt(), "case", name)}})) {
    id = number(row->at(0));
  } else {
    auto const read = std::from_chars(name.data(), name.data() + name.size(), id);
    if (read.ec != std::errc{} || read.ptr != name.data() + name.size()) id = 0;
  }
  auto const row = inside_->database.first("SELECT 1 FROM cases WHERE id = ?", {id});
  if (!row)
    throw Refusal(Code::no_such_case, "case " + text::printable(name), "there is no such case",
                  "`convenio office cases` lists those that there are");
  return content(id).info;
}

Content Store::content(std::int64_t case_id, std::optional<std::int64_t> version) {
  Content found;
  inside_->keys.clear();
  inside_->database.reading([&] {
    auto& database = inside_->database;
    auto const row = database.first(
        "SELECT person, sealed, version, body FROM cases JOIN versions ON case_id = cases.id JOIN events ON seq = versions.event "
        "WHERE cases.id = ? ORDER BY version DESC LIMIT 1",
        {case_id});
    if (!row) throw Refusal(Code::no_such_case, fmt::format("case {}", case_id), "there is no case of this number");
    auto const last = written(number(row->at(2)), text(row->at(3)));
    found.info = {case_id, number(row->at(0)), number(row->at(2)), "", last.at, last.by};
    found.version = version.value_or(found.info.version);
    if (found.version < 1 || found.version > found.info.version)
      throw Refusal(Code::no_such_version, number_or_name(found.info),
                    fmt::format("it has the versions 1 to {}, and not {}", found.info.version, found.version));
    auto const key = inside_->key(found.info.person);
    if (!key) return;
    found.info.name = inside_->opened(*key, "cases", row->at(1));
    database.each(
        "SELECT path, state, sealed, version, body FROM facts JOIN events ON seq = event WHERE case_id = ?1 AND version = "
        "(SELECT max(version) FROM facts AS later WHERE later.case_id = ?1 AND later.path = facts.path AND version <= ?2) "
        "ORDER BY path",
        {case_id, found.version}, [&](Row const& fact) {
          if (text(fact.at(1)) == withdrawn) return;
          auto parts = taken_apart(inside_->opened(*key, "facts", fact.at(2)));
          found.facts.emplace_back(Fact{text(fact.at(0)), text(fact.at(1)), parts.at(0), parts.at(1), parts.at(2)},
                                   written(number(fact.at(3)), text(fact.at(4))));
        });
    database.each(
        "SELECT path, slot, state, document, sealed, version, body FROM periods JOIN events ON seq = event "
        "WHERE case_id = ?1 AND version = (SELECT max(version) FROM periods AS later WHERE later.case_id = ?1 AND "
        "later.path = periods.path AND later.slot = periods.slot AND version <= ?2) ORDER BY path, slot",
        {case_id, found.version}, [&](Row const& period) {
          if (text(period.at(2)) == withdrawn) return;
          auto parts = taken_apart(inside_->opened(*key, "periods", period.at(4)));
          found.periods.emplace_back(Period{text(period.at(0)), number(period.at(1)), text(period.at(2)), parts.at(0),
                                            parts.at(1), parts.at(2), number(period.at(3))},
                                     written(number(period.at(5)), text(period.at(6))));
        });
    database.each("SELECT path, max(slot) FROM periods WHERE case_id = ? GROUP BY path", {case_id},
                  [&](Row const& row) { found.slots.emplace_back(text(row.at(0)), number(row.at(1))); });
  });
  return found;
}

std::vector<std::string> Store::identifiers(std::int64_t person) {
  std::vector<std::string> found;
  inside_->keys.clear();
  auto const key = inside_->key(person);
  if (!key) return found;
  inside_->database.each("SELECT sealed FROM identifiers WHERE person = ? ORDER BY id", {person},
                         [&](Row const& row) { found.push_back(inside_->opened(*key, "identifiers", row.at(0))); });
  return found;
}

Answer Store::erase(Act const& act, std::int64_t person) {
  auto const place = fmt::format("person {}", person);
  auto answer = inside_->act(act, "erased", fmt::format("{}", person), [&](Writing& writing) {
    auto& database = writing.database();
    if (!database.first("SELECT 1 FROM persons WHERE id = ?", {person}))
      throw Refusal(Code::no_such_person, place, "there is no such person");
    if (database.first("SELECT 1 FROM erasures WHERE person = ?", {person}))
      throw Refusal(Code::erased, place, "this person was erased already");
    writing.insert("erasures", {{"person", person}});
    database.run("DELETE FROM lookups WHERE case_id IN (SELECT id FROM cases WHERE person = ?)", {person});
    database.run("DELETE FROM keys WHERE person = ?", {person});
    writing.detail("person", person);
    writing.result = fmt::format(R"({{"person":{}}})", person);
  });
  inside_->keys.clear();
  inside_->database.settle();  // the key is overwritten in the file, and the log that still has it is emptied
  return answer;
}

std::vector<std::int64_t> Store::erased() {
  std::vector<std::int64_t> found;
  inside_->database.each("SELECT person FROM erasures ORDER BY person", {},
                         [&](Row const& row) { found.push_back(number(row.at(0))); });
  return found;
}

}  // namespace convenio::store
