// An office in a folder of its own, gone with the object, and things to put into it.
#pragma once

#include <filesystem>
#include <string>

#include <stdlib.h>

#include "engine/store/minisign.hpp"
#include "engine/store/store.hpp"

namespace convenio::store::test {

inline Act by(std::string const& who, std::string const& key = "") { return {who, "2026-01-31T10:00:00Z", key}; }

struct Place {
  Place() {
    std::string name = (std::filesystem::temp_directory_path() / "convenio-store-XXXXXX").string();
    folder = mkdtemp(name.data());
  }
  ~Place() { std::filesystem::remove_all(folder); }
  Place(Place const&) = delete;
  Place& operator=(Place const&) = delete;
  std::string operator/(std::string const& name) const { return (folder / name).string(); }
  std::filesystem::path folder;
};

inline std::string const rules_hash(64, 'a');

// With a key that is trusted, one release, and one case of one fact and one period.
struct Sample {
  Sample() {
    Store::create(file, by("ana"), "Sample");
    Store store(file, Store::Mode::write);
    store.trust(by("ana"), write(public_key(key)), "the office's");
    store.add_release(by("ana"), {rules_hash, "0.1.0", "rules", sign(key, "rules", "one"), "program"});
    store.change_case(by("ana"), first());
  }
  static Change first(std::string const& name = "anna") {
    Change change;
    change.name = name;
    change.identifiers = {R"({"kind":"tax","value":"20-1"})"};
    change.facts = {{"facts.birth", "known", "\"1960-04-12\"", "certificate", ""}};
    change.periods = {{"facts.history", 1, "stated", R"({"from":"1990-01-01","id":"p","state":"AA"})", "", "", 0}};
    return change;
  }
  static Change birth(std::int64_t version, std::string const& day) {
    Change change;
    change.name = "anna";
    change.version = version;
    change.facts = {{"facts.birth", "known", "\"" + day + "\"", "", ""}};
    return change;
  }
  static Proposal proposal(std::int64_t version = 1) {
    return {1, version, rules_hash, "0.1.0", "the facts", "the decision", "the decision and why", ""};
  }
  Place place;
  std::string file = place / "office.db";
  SecretKey key = new_secret_key();
};

// The code of what a call refuses; "" where it does not.
template <class Work>
std::string code_of(Work const& work) {
  try {
    work();
  } catch (Refusal const& refusal) {
    return std::string(refusal.code().printed());
  }
  return "";
}

}  // namespace convenio::store::test
