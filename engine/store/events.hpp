// The register: events, each of which states the hash of the one before it and of all rows that were written with it.
// An event is one line of canonical JSON (RFC 8785), and its hash is the SHA-256 of these bytes:
//   {"at":"2026-01-31T10:00:00Z","by":"...","details":{...},"format":1,"kind":"imported","previous":"<hash of the event
//    before it, or 64 zeros>","rows":"<hash of the rows>","seq":7}
// Nothing in it is personal but the names of those who act. Knows no case.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/store/database.hpp"

namespace convenio::store {

// Who does something, and when: UTC, "2026-01-31T10:00:00Z". The store has no clock.
struct Act {
  std::string by, at;
  std::string key;  // that makes the same request count once; or ""
};

struct Event {
  std::int64_t seq = 0;
  std::string at, by, kind, details, body, hash;  // details: a JSON object
};

inline constexpr std::string_view first_previous = "0000000000000000000000000000000000000000000000000000000000000000";

// A name or word that may stand in an event; else a Refusal that names `what`.
std::string const& checked(std::string const& word, std::string const& what);

// What one act writes. The caller is in Database::writing(), and calls finish() last.
class Writing {
 public:
  using Detail = std::variant<std::int64_t, std::string>;
  Writing(Database& database, Act const& act, std::string kind);
  std::int64_t event() const { return seq_; }
  // A row of a chained table, with this event. Returns the number of the row.
  std::int64_t insert(std::string_view table, std::vector<std::pair<std::string_view, Cell>> const& cells);
  void detail(std::string const& name, Detail value);  // names and words only, nothing personal
  void finish();
  Database& database() { return database_; }
  Act const& act() const { return act_; }

  std::int64_t person = 0;  // whose key tells repeated requests apart; 0: the office's
  std::string result;       // for whoever asked: JSON

 private:
  Database& database_;
  Act const& act_;
  std::string kind_, previous_;
  std::int64_t seq_ = 1;
  std::map<std::string, Detail> details_;
};

// Reads what an event says of itself; nothing where it is none.
struct Claims {
  std::int64_t seq = 0, format = 0;
  std::string at, by, kind, details, previous, rows;
};
bool read_claims(std::string const& body, Claims& claims);

// The hash of the rows of one event: over each, its table and then its columns, each as a part with its length before it
// (core::Sha256::add_part): "n" for nothing, "i" and digits, "t" and the text, "b" and the bytes.
class RowHash {
 public:
  RowHash();
  ~RowHash();
  void add(std::string_view table, Row const& row, std::size_t columns);
  std::string hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace convenio::store
