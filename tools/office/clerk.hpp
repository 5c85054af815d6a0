// What is done in an office, with the store on one side and the engine on the other: cases are entered and changed, a
// decision is proposed and worked out again, and the whole case base is decided by other rules.
// Knows no command, no file and no clock. Trouble is a store::Refusal.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/inside.hpp"
#include "engine/store/store.hpp"
#include "tools/office/case_rows.hpp"

namespace convenio::office {

// The releases of a store, each loaded once.
class Desk {
 public:
  explicit Desk(store::Store& store) : store_(store) {}
  store::Store& store() { return store_; }
  // The rules of a release; "": of the newest. They decide, or it is a Refusal.
  api::Rules const& rules(std::string const& beginning);
  // Null where there is no release yet.
  api::Rules const* newest();

 private:
  store::Store& store_;
  std::map<std::string, api::Rules> loaded_;
};

struct Entry {
  std::optional<std::int64_t> version;  // that the document was made for; nothing: a new case
  std::int64_t person = 0;              // of a new case; 0: a new person
  std::vector<std::string> identifiers;
  std::string source, note;
};
// Enters a case document, or brings a case to what the document says. Of the newest release, where there is one, the case
// must have no faults. Without a change nothing is written, and the result is "".
store::Answer enter(Desk& desk, store::Act const& act, std::string_view document, Entry const& entry);
// Changes facts, as `fact=value`; `fact=` withdraws one.
store::Answer change(Desk& desk, store::Act const& act, std::string const& name, std::optional<std::int64_t> version,
                     std::vector<std::string> const& settings, std::string const& source, std::string const& note);

// Adds the rules as a release: `signature` is minisign's of `archive`.
store::Answer release(store::Store& store, store::Act const& act, std::string const& archive, std::string const& signature);

// Decides a case by a release and keeps what came of it. `deviation`: what is proposed instead; then with a reason.
store::Answer propose(Desk& desk, store::Act const& act, std::string const& name, std::optional<std::int64_t> version,
                      std::string const& release, std::string const& deviation, std::string const& reason);

// Decides again, by the release and the facts that are kept. Nothing: the same bytes. Otherwise what differs.
std::optional<store::Finding> replay(Desk& desk, std::int64_t decision);

// The decision of a stored one again, in words: for pages and letters.
api::Decision decided(Desk& desk, store::Decision const& of);

}  // namespace convenio::office
