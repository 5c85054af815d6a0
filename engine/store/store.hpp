// What an office keeps: cases with their versions, releases of rules, decisions, papers, and the register of all that was
// done. One Store belongs to one thread; any number of them, in any number of programs, may have the same file open.
//
// Everything is added and nothing is changed: what is there now is what was written last. What is known of a person is
// sealed with a key of that person, and is gone when the key is. Rules, cases, decisions and letters are bytes here.
// Every call that writes is one transaction and one event; it has been written when it returns, and has written nothing
// when it throws a Refusal. Times are UTC texts, days "2026-01-31", numbers of things count from 1.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/database.hpp"
#include "engine/store/events.hpp"
#include "engine/store/refusal.hpp"
#include "engine/store/sealing.hpp"

namespace convenio::store {

// What came of a write: JSON. `repeated`: this request, by its key, was done before, and was not done again.
struct Answer {
  std::string result;
  bool repeated = false;
};

// ---------------------------------------------------------------- releases and keys

struct ReleaseInfo {
  std::string rules, engine;  // the hash of the rules, the version of the engine that it is part of
  std::string at, by;
};
struct Release {
  std::string rules, engine;
  std::string archive;    // the signed bytes
  std::string signature;  // minisign's file
  std::string program;    // the rules as the engine saves them
};
struct TrustedKey {
  std::string id;   // sixteen digits
  std::string key;  // minisign's file
  std::string note;
};

// ---------------------------------------------------------------- cases

// One member of a case document: "facts.birth", "comment". Its value is canonical JSON.
struct Fact {
  std::string path;
  std::string state;  // known, unknown, contradictory, pending, withdrawn
  std::string value, source, note;
};
// One period of a history. Its slot is its place among all that the history ever had, and stays.
struct Period {
  std::string path;
  std::int64_t slot = 0;
  std::string state;  // stated, certified, withdrawn
  std::string value, source, note;
  std::int64_t document = 0;  // that certifies it; 0: none that is kept here
};
struct Change {
  std::string name;                             // the id of the case
  std::optional<std::int64_t> version;          // that it was made for; nothing: a new case
  std::int64_t person = 0;                      // of a new case: whose it is; 0: of a new person
  std::vector<std::string> identifiers;         // of a new person: JSON
  std::vector<Fact> facts;                      // those that are new or changed
  std::vector<Period> periods;
};
struct CaseInfo {
  std::int64_t id = 0, person = 0, version = 0;
  std::string name;  // "" where the person was erased
  std::string changed_at, changed_by;
};
// Who wrote something, when and with which version of the case.
struct Written {
  std::int64_t version = 0;
  std::string at, by;
};
struct Content {
  CaseInfo info;
  std::int64_t version = 0;  // that was asked for
  std::vector<std::pair<Fact, Written>> facts;
  std::vector<std::pair<Period, Written>> periods;
  std::vector<std::pair<std::string, std::int64_t>> slots;  // of each history the last slot, whatever became of it
};

// ---------------------------------------------------------------- decisions and papers

struct Proposal {
  std::int64_t case_id = 0, version = 0;
  std::string rules, engine;
  std::string facts;        // the case document that was decided
  std::string decision;     // the decision document
  std::string explanation;  // the same with every node
  std::string deviation;    // JSON: what is proposed instead, and why; or ""
};
enum class Outcome : std::uint8_t { proposed, approved, returned };
struct DecisionInfo {
  std::int64_t id = 0, case_id = 0, version = 0;
  std::string rules, engine, proposed_by, proposed_at;
  Outcome outcome = Outcome::proposed;
  std::string judged_by, judged_at;
  bool deviates = false, readable = true;  // readable: the person was not erased
};
struct Decision {
  DecisionInfo info;
  Proposal made;
  std::string reason;  // of whoever judged it
  std::int64_t event = 0;
};

struct Document {
  std::int64_t id = 0, case_id = 0, replaces = 0;  // 0: none
  std::string kind, description;                   // description: JSON: sender, name, hash
  std::string content;                             // "" where only its hash is kept
  bool current = true;
};
struct Request {
  std::int64_t id = 0, case_id = 0;
  std::string path, holder, form, due, note;
  std::vector<std::pair<std::string, std::string>> steps;  // sent, reminded, answered, closed; the day
};
struct Letter {
  std::int64_t id = 0, decision = 0;
  std::string addressee, language, content;
};

// ---------------------------------------------------------------- looking at the whole

struct Head {
  std::int64_t events = 0;
  std::string hash;  // of the last one
};
struct Finding {
  text::Code code;
  std::string place, message;
};
struct Verified {
  std::vector<Finding> findings;  // at most findings_limit
  std::int64_t events = 0, rows = 0, opened = 0, gone = 0;  // gone: sealed with a key that was taken away
};
inline constexpr std::size_t findings_limit = 1'000;

class Store {
 public:
  enum class Mode : std::uint8_t { read, write };
  // A new file at `path`, which must not exist, with one event.
  static void create(std::string const& path, Act const& act, std::string const& name, Settings const& settings = {});
  // An earlier format is led to the newest one, unless it is only read: then it must be the newest.
  Store(std::string const& path, Mode mode, Settings const& settings = {});
  ~Store();
  Store(Store&&) noexcept;

  std::string name();  // of the office
  std::string const& path() const;

  Answer trust(Act const& act, std::string const& public_key, std::string const& note);
  std::vector<TrustedKey> trusted();
  // Signed by a key that is trusted.
  Answer add_release(Act const& act, Release const& release);
  std::vector<ReleaseInfo> releases();           // in the order in which they came
  Release release(std::string const& beginning);  // of its hash; "": the newest

  Answer change_case(Act const& act, Change const& change);
  std::vector<CaseInfo> cases();
  CaseInfo case_named(std::string const& name);  // its id or its number
  Content content(std::int64_t case_id, std::optional<std::int64_t> version = {});
  std::vector<std::string> identifiers(std::int64_t person);
  Answer erase(Act const& act, std::int64_t person);

  Answer propose(Act const& act, Proposal const& proposal);
  Answer judge(Act const& act, std::int64_t decision, Outcome outcome, std::string const& reason);
  std::vector<DecisionInfo> decisions(std::int64_t case_id = 0);  // 0: all
  Decision decision(std::int64_t id);

  Answer add_document(Act const& act, Document const& document);
  std::vector<Document> documents(std::int64_t case_id);
  Answer add_request(Act const& act, Request const& request);
  Answer add_step(Act const& act, std::int64_t request, std::string const& what, std::string const& day);
  std::vector<Request> requests(std::int64_t case_id = 0);  // 0: all
  Answer add_letter(Act const& act, Letter const& letter);
  std::vector<Letter> letters(std::int64_t decision);

  Head head();
  void events(std::int64_t from, std::function<void(Event const&)> const& each);
  // The whole, without trust in the file. `checkpoint`: what the register must begin with.
  Verified verify(std::optional<Head> const& checkpoint = {});
  std::vector<std::int64_t> erased();  // persons
  // A copy that is one file, while others write. It must not exist.
  void backup(std::string const& path);
  // Makes a restored copy an office that several may use at once.
  void use_log();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace convenio::store
