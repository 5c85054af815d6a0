// The statements of each format. See docs/office.md for what the tables say.
#include "engine/store/schema.hpp"

#include <fmt/format.h>

#include "engine/store/refusal.hpp"

namespace convenio::store {

namespace {

constexpr char const* format_1 = R"sql(
CREATE TABLE events (seq INTEGER PRIMARY KEY CHECK (seq > 0), body TEXT NOT NULL, hash TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE office (one INTEGER PRIMARY KEY CHECK (one = 1), name TEXT NOT NULL, salt BLOB NOT NULL,
  event INTEGER NOT NULL REFERENCES events DEFERRABLE INITIALLY DEFERRED) STRICT;
CREATE TABLE trusted (id TEXT PRIMARY KEY, key TEXT NOT NULL, note TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events DEFERRABLE INITIALLY DEFERRED) STRICT;
CREATE TABLE releases (rules TEXT PRIMARY KEY CHECK (length(rules) = 64), engine TEXT NOT NULL, archive BLOB NOT NULL,
  signature TEXT NOT NULL, program BLOB NOT NULL,
  event INTEGER NOT NULL REFERENCES events DEFERRABLE INITIALLY DEFERRED) STRICT;
CREATE TABLE persons (id INTEGER PRIMARY KEY,
  event INTEGER NOT NULL REFERENCES events DEFERRABLE INITIALLY DEFERRED) STRICT;
CREATE TABLE keys (person INTEGER PRIMARY KEY REFERENCES persons, key BLOB NOT NULL CHECK (length(key) = 32)) STRICT;
CREATE TABLE identifiers (id INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES persons, sealed BLOB NOT NULL,
  event INTEGER NOT NULL REFERENCES events DEFERRABLE INITIALLY DEFERRED) STRICT;
CREATE TABLE cases (id INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES persons, sealed BLOB NOT NULL,
  event INTEGER NOT NULL REFERENCES events DEFERRABLE INITIALLY DEFERRED) STRICT;
CREATE TABLE versions (case_id INTEGER NOT NULL REFERENCES cases, version INTEGER NOT NULL CHECK (version > 0),
  event INTEGER NOT NULL REFERENCES events DEFERRABLE INITIALLY DEFERRED, PRIMARY KEY (case_id, version)) STRICT;
CREATE TABLE documents (id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES cases, kind TEXT NOT NULL,
  replaces INTEGER UNIQUE REFERENCES documents, sealed BLOB NOT NULL, content BLOB,
  event INTEGER NOT NULL REFERENCES events DEFERRABLE INITIALLY DEFERRED) STRICT;
CREATE TABLE facts (case_id INTEGER NOT NULL, version INTEGER NOT NULL, path TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('known', 'unknown', 'contradictory', 'pending', 'withdrawn')), sealed BLOB NOT NULL,
  event INTEGER NOT NULL REFERENCES events DEFERRABLE INITIALLY DEFERRED, PRIMARY KEY (case_id, version, path),
  FOREIGN KEY (case_id, version) REFERENCES versions) STRICT;
CREATE TABLE periods (case_id INTEGER NOT NULL, version INTEGER NOT NULL, path TEXT NOT NULL, slot INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('stated', 'certified', 'withdrawn')), document INTEGER REFERENCES documents,
  sealed BLOB NOT NULL, event INTEGER NOT NULL REFERENCES events DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (case_id, version, path, slot), FOREIGN KEY (case_id, version) REFERENCES versions) STRICT;
CREATE TABLE decisions (id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL, version INTEGER NOT NULL,
  rules TEXT NOT NULL REFERENCES releases, engine TEXT NOT NULL, by TEXT NOT NULL, facts BLOB NOT NULL,
  decision BLOB NOT NULL, explanation BLOB NOT NULL, deviation BLOB,
  event INTEGER NOT NULL REFERENCES events DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (case_id, version) REFERENCES versions) STRICT;
CREATE TABLE verdicts (decision INTEGER PRIMARY KEY REFERENCES decisions,
  outcome TEXT NOT NULL CHECK (outcome IN ('approved', 'returned')), by TEXT NOT NULL, reason BLOB,
  event INTEGER NOT NULL REFERENCES events DEFERRABLE INITIALLY DEFERRED) STRICT;
CREATE TABLE requests (id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES cases, path TEXT NOT NULL,
  holder TEXT NOT NULL, form TEXT NOT NULL, due TEXT NOT NULL, note BLOB NOT NULL,
  event INTEGER NOT NULL REFERENCES events DEFERRABLE INITIALLY DEFERRED) STRICT;
CREATE TABLE steps (request INTEGER NOT NULL REFERENCES requests, step INTEGER NOT NULL CHECK (step > 0),
  what TEXT NOT NULL CHECK (what IN ('sent', 'reminded', 'answered', 'closed')), day TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events DEFERRABLE INITIALLY DEFERRED, PRIMARY KEY (request, step)) STRICT;
CREATE TABLE letters (id INTEGER PRIMARY KEY, decision INTEGER NOT NULL REFERENCES decisions, addressee TEXT NOT NULL,
  language TEXT NOT NULL, content BLOB NOT NULL,
  event INTEGER NOT NULL REFERENCES events DEFERRABLE INITIALLY DEFERRED) STRICT;
CREATE TABLE erasures (person INTEGER PRIMARY KEY REFERENCES persons,
  event INTEGER NOT NULL REFERENCES events DEFERRABLE INITIALLY DEFERRED) STRICT;
CREATE TABLE answers (key TEXT PRIMARY KEY, person INTEGER REFERENCES persons, digest BLOB NOT NULL, result TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events DEFERRABLE INITIALLY DEFERRED) STRICT;
CREATE TABLE lookups (token BLOB NOT NULL, case_id INTEGER NOT NULL REFERENCES cases, PRIMARY KEY (token)) STRICT;
CREATE INDEX cases_of_person ON cases (person);
CREATE INDEX decisions_of_case ON decisions (case_id, version);
CREATE INDEX requests_of_case ON requests (case_id);
CREATE INDEX letters_of_decision ON letters (decision);
CREATE INDEX documents_of_case ON documents (case_id);
CREATE TRIGGER keys_kept BEFORE DELETE ON keys WHEN NOT EXISTS (SELECT 1 FROM erasures WHERE person = OLD.person)
  BEGIN SELECT RAISE (ABORT, 'a key is kept until the person is erased'); END;
CREATE TRIGGER keys_fixed BEFORE UPDATE ON keys BEGIN SELECT RAISE (ABORT, 'a key is never changed'); END;
CREATE TRIGGER keys_gone BEFORE INSERT ON keys WHEN EXISTS (SELECT 1 FROM erasures WHERE person = NEW.person)
  BEGIN SELECT RAISE (ABORT, 'an erased person has no key'); END;
CREATE TRIGGER lookups_kept BEFORE DELETE ON lookups
  WHEN NOT EXISTS (SELECT 1 FROM erasures JOIN cases USING (person) WHERE cases.id = OLD.case_id)
  BEGIN SELECT RAISE (ABORT, 'a case is found until its person is erased'); END;
CREATE TRIGGER lookups_fixed BEFORE UPDATE ON lookups BEGIN SELECT RAISE (ABORT, 'an id of a case is never changed'); END;
CREATE TRIGGER events_in_order BEFORE INSERT ON events WHEN NEW.seq IS NOT (SELECT ifnull(max(seq), 0) + 1 FROM events)
  BEGIN SELECT RAISE (ABORT, 'events are numbered without holes'); END;
CREATE TRIGGER versions_in_order BEFORE INSERT ON versions
  WHEN NEW.version IS NOT (SELECT ifnull(max(version), 0) + 1 FROM versions WHERE case_id = NEW.case_id)
  BEGIN SELECT RAISE (ABORT, 'versions are numbered without holes'); END;
CREATE TRIGGER four_eyes BEFORE INSERT ON verdicts
  WHEN NEW.by IS (SELECT by FROM decisions WHERE id = NEW.decision)
  BEGIN SELECT RAISE (ABORT, 'whoever proposed a decision does not approve it'); END;
)sql";

std::vector<Chained> const tables_1{
    {"answers", {"key", "person", "digest", "result"}, 1},
    {"cases", {"id", "person", "sealed"}, 1},
    {"decisions", {"id", "case_id", "version", "rules", "engine", "by", "facts", "decision", "explanation", "deviation"}, 1},
    {"documents", {"id", "case_id", "kind", "replaces", "sealed", "content"}, 1},
    {"erasures", {"person"}, 1},
    {"facts", {"case_id", "version", "path", "state", "sealed"}, 3},
    {"identifiers", {"id", "person", "sealed"}, 1},
    {"letters", {"id", "decision", "addressee", "language", "content"}, 1},
    {"office", {"one", "name", "salt"}, 1},
    {"periods", {"case_id", "version", "path", "slot", "state", "document", "sealed"}, 4},
    {"persons", {"id"}, 1},
    {"releases", {"rules", "engine", "archive", "signature", "program"}, 1},
    {"requests", {"id", "case_id", "path", "holder", "form", "due", "note"}, 1},
    {"steps", {"request", "step", "what", "day"}, 2},
    {"trusted", {"id", "key", "note"}, 1},
    {"verdicts", {"decision", "outcome", "by", "reason"}, 1},
    {"versions", {"case_id", "version"}, 2},
};

// Nothing that was written with an event is changed or taken away.
void guard_tables(Database& database, std::vector<Chained> const& tables) {
  auto const guard = [&](std::string_view table) {
    database.script(fmt::format(
        "CREATE TRIGGER {0}_fixed BEFORE UPDATE ON {0} BEGIN SELECT RAISE (ABORT, 'what is written in {0} is never changed'); "
        "END; CREATE TRIGGER {0}_kept BEFORE DELETE ON {0} BEGIN SELECT RAISE (ABORT, 'what is written in {0} is never taken "
        "away'); END;",
        table));
  };
  guard("events");
  for (auto const& one : tables) {
    guard(one.table);
    database.script(fmt::format("CREATE INDEX {0}_of_event ON {0} (event)", one.table));
  }
}

void to_format_1(Database& database) {
  database.script(format_1);
  guard_tables(database, tables_1);
}

// Step N leads from format N to format N + 1.
using Step = void (*)(Database&);
constexpr Step steps[] = {to_format_1};
static_assert(std::size(steps) == format, "each format has the step that leads to it");

void step(Database& database, int from) {
  steps[from](database);
  database.script(fmt::format("PRAGMA user_version={}", from + 1));
}

}  // namespace

std::vector<Chained> const& chained(int of_format) {
  static std::vector<Chained> const none;
  return of_format == 1 ? tables_1 : none;
}

void make_tables(Database& database) {
  database.script(fmt::format("PRAGMA application_id={}", application));
  for (int from = 0; from < format; ++from) step(database, from);
}

void migrate(Database& database) {
  for (bool more = true; more;) {
    database.writing([&] {
      auto const at = static_cast<int>(number(database.first("PRAGMA user_version")->at(0)));
      more = at < format;
      if (more) step(database, at);
    });
  }
}

std::vector<std::string> statements(Database& database) {
  std::vector<std::string> found;
  database.each("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name", {},
                [&](Row const& row) { found.push_back(text(row.at(0))); });
  return found;
}

std::vector<std::string> expected_statements() {
  Database model(":memory:", Database::Mode::create, {.vfs = "memdb"});
  make_tables(model);
  return statements(model);
}

}  // namespace convenio::store
