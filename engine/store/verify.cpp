// Looks at the whole of an office without trust in the file: the chain of events, the rows that each answers for, keys,
// what is sealed, releases, guards, pages. See store.hpp.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/core/identity.hpp"
#include "engine/store/inside.hpp"
#include "engine/store/minisign.hpp"

namespace convenio::store {

namespace {

class Verifier {
 public:
  Verifier(Database& database, std::optional<Head> const& checkpoint) : database_(database), checkpoint_(checkpoint) {}

  Verified run() {
    part([&] { pages(); });
    part([&] { guards(); });
    part([&] { chain(); });
    part([&] { rows(); });
    part([&] { keys(); });
    part([&] { sealed(); });
    part([&] { releases(); });
    part([&] { lookups(); });
    return std::move(made_);
  }

 private:
  // What cannot even be read is a finding, and the other parts are looked at.
  template <class Work>
  void part(Work const& work) {
    try {
      work();
    } catch (Refusal const& refusal) {
      found(refusal.code(), refusal.place(), refusal.what());
    }
  }

  void found(text::Code code, std::string place, std::string message) {
    if (made_.findings.size() < findings_limit) made_.findings.push_back({code, std::move(place), std::move(message)});
  }

  void pages() {
    database_.each("PRAGMA integrity_check", {}, [&](Row const& row) {
      if (text(row.at(0)) != "ok") found(Code::integrity, database_.path(), text(row.at(0)));
    });
    database_.each("PRAGMA foreign_key_check", {}, [&](Row const& row) {
      found(Code::integrity, fmt::format("{} {}", text(row.at(0)), number(row.at(1))),
            fmt::format("it refers to something in {} that is not there", text(row.at(2))));
    });
  }

  void guards() {
    auto const here = statements(database_), expected = expected_statements();
    std::set<std::string> const have(here.begin(), here.end()), want(expected.begin(), expected.end());
    auto const head = [](std::string const& statement) { return statement.substr(0, statement.find_first_of("(\n")); };
    for (auto const& one : want)
      if (!have.contains(one)) found(Code::schema, database_.path(), fmt::format("this is missing or altered: {}", head(one)));
    for (auto const& one : have)
      if (!want.contains(one)) found(Code::schema, database_.path(), fmt::format("this does not belong there: {}", head(one)));
  }

  void chain() {
    std::string previous(first_previous);
    std::int64_t expected = 1;
    database_.each("SELECT seq, body, hash FROM events ORDER BY seq", {}, [&](Row const& row) {
      auto const seq = number(row.at(0));
      auto const& body = text(row.at(1));
      auto const& hash = text(row.at(2));
      auto const place = fmt::format("event {}", seq);
      if (seq != expected) {
        found(Code::event_missing, fmt::format("event {}", expected), fmt::format("after it comes {}", seq));
        expected = seq;
      }
      ++expected;
      ++made_.events;
      Claims claims;
      bool const reads = read_claims(body, claims);
      if (core::sha256(body) != hash)
        found(Code::event_altered, place, "its hash is not that of its text");
      else if (!reads || claims.seq != seq || chained(static_cast<int>(claims.format)).empty())
        found(Code::event_altered, place, "its text is not of the form that events have");
      if (reads && claims.previous != previous)
        found(Code::chain_broken, place, "it does not state the hash of the event before it");
      previous = hash;
      claims_[seq] = std::move(claims);
      if (checkpoint_ && checkpoint_->events == seq && checkpoint_->hash != hash)
        found(Code::other_history, place, "its hash is not the one of the checkpoint");
    });
    if (checkpoint_ && checkpoint_->events > expected - 1)
      found(Code::other_history, database_.path(),
            fmt::format("there are {} events, and there were {} at the checkpoint", expected - 1, checkpoint_->events));
  }

  // The rows of all tables, each table in the order of its events, beside the events.
  void rows() {
    std::map<std::int64_t, RowHash> hashes;
    for (auto const& table : chained(format)) {
      std::string columns, keys;
      for (auto const column : table.columns) columns += fmt::format("{}, ", column);
      for (std::size_t n = 0; n < table.keys; ++n) keys += fmt::format(", {}", table.columns[n]);
      database_.each(fmt::format("SELECT {}event FROM {} ORDER BY event{}", columns, table.table, keys), {},
                     [&](Row const& row) {
                       auto const event = number(row.back());
                       hashes[event].add(table.table, row, table.columns.size());
                       ++made_.rows;
                       if (!claims_.contains(event))
                         found(Code::stray, fmt::format("a row of {}", table.table),
                               fmt::format("it says that event {} wrote it, which is not there", event));
                     });
    }
    for (auto const& [seq, claims] : claims_)
      if (hashes[seq].hex() != claims.rows)
        found(Code::rows_differ, fmt::format("event {}", seq),
              fmt::format("what it wrote ({}) is not what stands there", claims.kind.empty() ? "?" : claims.kind));
  }

  void keys() {
    database_.each(
        "SELECT persons.id, key IS NOT NULL, erasures.person IS NOT NULL FROM persons LEFT JOIN keys ON keys.person = persons.id "
        "LEFT JOIN erasures ON erasures.person = persons.id",
        {}, [&](Row const& row) {
          bool const has = number(row.at(1)) != 0, gone = number(row.at(2)) != 0;
          if (has == gone)
            found(Code::wrong_key, fmt::format("person {}", number(row.at(0))),
                  has ? "the person was erased, and the key is still there" : "the key is not there");
        });
    database_.each("SELECT person, key FROM keys", {}, [&](Row const& row) { keys_[number(row.at(0))] = bytes(row.at(1)); });
  }

  // `sql` gives the person and the cells that are sealed.
  void open_all(std::string const& sql, std::vector<std::string_view> const& uses) {
    database_.each(sql, {}, [&](Row const& row) {
      auto const key = keys_.find(number(row.at(0)));
      for (std::size_t n = 0; n < uses.size(); ++n) {
        auto const& cell = row.at(n + 1);
        if (std::holds_alternative<std::monostate>(cell)) continue;
        if (key == keys_.end()) {
          ++made_.gone;
        } else if (open(key->second, uses[n], bytes(cell))) {
          ++made_.opened;
        } else {
          found(Code::unreadable, fmt::format("person {}", key->first), fmt::format("what is sealed in {} does not open", uses[n]));
        }
      }
    });
  }

  void sealed() {
    std::string const of_case = " JOIN cases ON cases.id = case_id";
    auto const of_decision = [](std::string const& table) {
      return fmt::format(" FROM {0} JOIN decisions ON decisions.id = {0}.decision JOIN cases ON cases.id = decisions.case_id", table);
    };
    open_all("SELECT person, sealed FROM identifiers", {"identifiers"});
    open_all("SELECT person, sealed FROM cases", {"cases"});
    open_all("SELECT person, facts.sealed FROM facts" + of_case, {"facts"});
    open_all("SELECT person, periods.sealed FROM periods" + of_case, {"periods"});
    open_all("SELECT person, documents.sealed, content FROM documents" + of_case, {"documents", "documents.content"});
    open_all("SELECT person, facts, decision, explanation, deviation FROM decisions" + of_case,
             {"decisions.facts", "decisions.decision", "decisions.explanation", "decisions.deviation"});
    open_all("SELECT person, verdicts.reason" + of_decision("verdicts"), {"verdicts"});
    open_all("SELECT person, note FROM requests" + of_case, {"requests"});
    open_all("SELECT person, letters.content" + of_decision("letters"), {"letters"});
  }

  void releases() {
    std::map<std::string, std::string> trusted;
    database_.each("SELECT id, key FROM trusted", {},
                   [&](Row const& row) { trusted[text(row.at(0))] = text(row.at(1)); });
    database_.each("SELECT rules, archive, signature FROM releases", {}, [&](Row const& row) {
      auto const place = "release " + text(row.at(0));
      auto const archive = unpacked(bytes(row.at(1)));
      if (!archive) {
        found(Code::release_differs, place, "it cannot be unpacked");
        return;
      }
      try {
        auto const key = trusted.find(printed_id(signer(text(row.at(2)), place)));
        if (key == trusted.end())
          found(Code::release_differs, place, "it is signed by no key that is trusted");
        else
          check(read_public_key(key->second, place), *archive, text(row.at(2)), place);
      } catch (Refusal const& refusal) {
        found(Code::release_differs, place, refusal.what());
      }
    });
  }

  void lookups() {
    auto const salt = bytes(database_.first("SELECT salt FROM office").value_or(Row{Cell{}}).at(0));
    std::map<std::int64_t, std::string> expected;
    database_.each("SELECT id, person, sealed FROM cases", {}, [&](Row const& row) {
      auto const key = keys_.find(number(row.at(1)));
      auto const name = key == keys_.end() ? std::nullopt : open(key->second, "cases", bytes(row.at(2)));
      if (name) expected[number(row.at(0))] = token(salt, "case", *name);
    });
    std::map<std::int64_t, std::string> here;
    database_.each("SELECT case_id, token FROM lookups", {},
                   [&](Row const& row) { here[number(row.at(0))] = bytes(row.at(1)); });
    for (auto const& [id, token] : expected)
      if (auto const one = here.find(id); one == here.end() || one->second != token)
        found(Code::lookup_differs, fmt::format("case {}", id), "it is not found by its id");
    for (auto const& [id, token] : here)
      if (!expected.contains(id)) found(Code::lookup_differs, fmt::format("case {}", id), "it is found, and must not be");
  }

  Database& database_;
  std::optional<Head> checkpoint_;
  Verified made_;
  std::map<std::int64_t, Claims> claims_;
  std::map<std::int64_t, Key> keys_;
};

}  // namespace

Verified Store::verify(std::optional<Head> const& checkpoint) {
  Verified made;
  inside_->database.reading([&] { made = Verifier(inside_->database, checkpoint).run(); });
  return made;
}

}  // namespace convenio::store
