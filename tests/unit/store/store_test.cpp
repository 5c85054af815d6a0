// What an office keeps, and what it refuses, each refusal by its code.
#include <doctest/doctest.h>

#include <fstream>
#include <thread>

#include "engine/store/database.hpp"
#include "tests/unit/store/office.hpp"

using namespace convenio::store;
using namespace convenio::store::test;

TEST_CASE("versions of a case: what was written stays, and a change for an earlier version is refused") {
  Sample sample;
  Store store(sample.file, Store::Mode::write);
  store.change_case(by("rui"), Sample::birth(1, "1961-01-01"));
  CHECK(store.content(1).facts.at(0).first.value == "\"1961-01-01\"");
  CHECK(store.content(1).facts.at(0).second.by == "rui");
  CHECK(store.content(1, 1).facts.at(0).first.value == "\"1960-04-12\"");
  CHECK(store.content(1, 1).facts.at(0).first.source == "certificate");
  CHECK(store.content(1).periods.size() == 1);
  CHECK(code_of([&] { store.change_case(by("ana"), Sample::birth(1, "1962-01-01")); }) == "S030");
  CHECK(code_of([&] { store.change_case(by("ana"), Sample::first()); }) == "S033");
  CHECK(code_of([&] { store.content(1, 3); }) == "S026");
  CHECK(code_of([&] { store.case_named("berta"); }) == "S020");
  CHECK(store.case_named("1").name == "anna");
  auto withdrawn = Sample::birth(2, "");
  withdrawn.facts.at(0).state = "withdrawn";
  withdrawn.periods = {{"facts.history", 1, "withdrawn", "null", "", "", 0}};
  store.change_case(by("ana"), withdrawn);
  CHECK(store.content(1).facts.empty());
  CHECK(store.content(1).periods.empty());
  CHECK(store.content(1).slots.at(0).second == 1);
  CHECK(store.verify().findings.empty());
}

TEST_CASE("four eyes, once, on the newest version, with a reason") {
  Sample sample;
  Store store(sample.file, Store::Mode::write);
  CHECK(code_of([&] { store.propose(by("ana"), Sample::proposal(2)); }) == "S030");
  store.propose(by("ana"), Sample::proposal());
  CHECK(store.decision(1).made.explanation == "the decision and why");
  CHECK(code_of([&] { store.judge(by("ana"), 1, Outcome::approved, ""); }) == "S031");
  CHECK(code_of([&] { store.judge(by("rui"), 1, Outcome::returned, ""); }) == "S036");
  CHECK(code_of([&] { store.judge(by("rui"), 2, Outcome::approved, ""); }) == "S021");
  store.judge(by("rui"), 1, Outcome::approved, "seen");
  CHECK(store.decision(1).info.judged_by == "rui");
  CHECK(store.decision(1).reason == "seen");
  CHECK(code_of([&] { store.judge(by("eva"), 1, Outcome::returned, "late"); }) == "S032");
  store.propose(by("ana"), Sample::proposal());
  store.change_case(by("ana"), Sample::birth(1, "1961-01-01"));
  CHECK(code_of([&] { store.judge(by("rui"), 2, Outcome::approved, ""); }) == "S035");
  store.judge(by("rui"), 2, Outcome::returned, "the facts have changed");
  CHECK(store.decisions(1).size() == 2);
}

TEST_CASE("the file itself refuses what must not be") {
  Sample sample;
  {
    Store store(sample.file, Store::Mode::write);
    store.propose(by("ana"), Sample::proposal());
  }
  Database database(sample.file, Database::Mode::write, {});
  for (auto const* sql :
       {"UPDATE events SET body = '' WHERE seq = 1", "DELETE FROM events WHERE seq = 4", "DELETE FROM decisions",
        "UPDATE decisions SET rules = rules", "DELETE FROM facts", "UPDATE facts SET state = 'known'", "DELETE FROM keys",
        "UPDATE keys SET key = zeroblob(32)", "DELETE FROM lookups", "INSERT INTO versions VALUES (1, 3, 1)",
        "INSERT INTO verdicts VALUES (1, 'approved', 'ana', NULL, 1)", "INSERT INTO events VALUES (9, '', 'x')",
        "INSERT INTO facts VALUES (1, 1, 'a', 'known', 'a text', 1)", "INSERT INTO persons VALUES (7, 99)"})
    CHECK_MESSAGE(code_of([&] { database.run(sql); }) == "S013", sql);
}

TEST_CASE("a key makes a repeated request count once") {
  Sample sample;
  Store store(sample.file, Store::Mode::write);
  auto const first = store.change_case(by("ana", "k1"), Sample::birth(1, "1961-01-01"));
  auto const again = store.change_case(by("ana", "k1"), Sample::birth(1, "1961-01-01"));
  CHECK(!first.repeated);
  CHECK(again.repeated);
  CHECK(again.result == first.result);
  CHECK(store.content(1).version == 2);
  CHECK(code_of([&] { store.change_case(by("ana", "k1"), Sample::birth(1, "1962-01-01")); }) == "S012");
  CHECK(code_of([&] { store.change_case(by("a\nb"), Sample::birth(2, "1962-01-01")); }) == "S011");
  CHECK(code_of([&] { store.change_case(by("ana", "\xE2\x80\xAE"), Sample::birth(2, "1962-01-01")); }) == "S011");
  store.erase(by("ana"), 1);
  CHECK(code_of([&] { store.change_case(by("ana", "k1"), Sample::birth(1, "1961-01-01")); }) == "S025");
}

TEST_CASE("an erased person: nothing of it can be read, and the register is whole") {
  Sample sample;
  {
    Store store(sample.file, Store::Mode::write);
    store.propose(by("ana"), Sample::proposal());
    store.add_letter(by("ana"), {0, 1, "person", "en", "Dear Anna"});
    store.add_document(by("ana"), {0, 1, 0, "certificate", R"({"sender":"x"})", "bytes", true});
    store.add_request(by("ana"), {0, 1, "residence", "AA", "F1", "2026-03-01", "by post", {}});
    store.add_step(by("ana"), 1, "sent", "2026-02-01");
    CHECK(store.requests(1).at(0).note == "by post");
    CHECK(store.requests(1).at(0).steps.size() == 1);
    CHECK(store.letters(1).at(0).content == "Dear Anna");
    CHECK(store.documents(1).at(0).content == "bytes");
    CHECK(code_of([&] { store.add_document(by("ana"), {0, 1, 9, "c", "{}", "", true}); }) == "S024");
    store.add_document(by("ana"), {0, 1, 1, "certificate", "{}", "", true});
    CHECK(!store.documents(1).at(0).current);
    CHECK(code_of([&] { store.add_document(by("ana"), {0, 1, 1, "certificate", "{}", "", true}); }) == "S030");
    CHECK(code_of([&] { store.add_step(by("ana"), 2, "sent", "2026-02-01"); }) == "S024");
    auto const before = store.verify();
    CHECK(before.findings.empty());
    store.erase(by("ana"), 1);
    CHECK(code_of([&] { store.erase(by("ana"), 1); }) == "S025");
    CHECK(code_of([&] { store.erase(by("ana"), 7); }) == "S023");
    CHECK(code_of([&] { store.decision(1); }) == "S025");
    CHECK(code_of([&] { store.propose(by("ana"), Sample::proposal()); }) == "S025");
    CHECK(code_of([&] { store.case_named("anna"); }) == "S020");
    CHECK(store.cases().at(0).name.empty());
    CHECK(store.identifiers(1).empty());
    auto const after = store.verify();
    CHECK(after.findings.empty());
    CHECK(after.gone == before.opened);
    CHECK(after.events == before.events + 1);
  }
  std::ifstream file(sample.file, std::ios::binary);
  std::string const all((std::istreambuf_iterator<char>(file)), {});
  CHECK(all.find("anna") == std::string::npos);
  CHECK(all.find("1960-04-12") == std::string::npos);
}

TEST_CASE("the key of an erased person is not in the file or beside it") {
  Sample sample;
  std::string key;
  {
    Database database(sample.file, Database::Mode::read, {});
    key = bytes(database.first("SELECT key FROM keys")->at(0));
  }
  auto const has_key = [&] {
    bool found = false;
    for (auto const* end : {"", "-wal"}) {
      std::ifstream file(sample.file + end, std::ios::binary);
      std::string const all((std::istreambuf_iterator<char>(file)), {});
      found = found || all.find(key) != std::string::npos;
    }
    return found;
  };
  CHECK(has_key());
  Store(sample.file, Store::Mode::write).erase(by("ana"), 1);
  CHECK(!has_key());
}

TEST_CASE("releases: signed by a key that is trusted, found by the beginning of their hash") {
  Sample sample;
  Store store(sample.file, Store::Mode::write);
  CHECK(store.release("aaaaaaaa").archive == "rules");
  CHECK(store.release("").program == "program");
  CHECK(code_of([&] { store.release("bbbbbbbb"); }) == "S022");
  CHECK(code_of([&] { store.release("aaaa"); }) == "S022");
  std::string const near = std::string(63, 'a') + "b";
  auto const signature = sign(sample.key, "other rules", "two");
  store.add_release(by("ana"), {near, "0.1.0", "other rules", signature, "program"});
  CHECK(code_of([&] { store.release("aaaaaaaa"); }) == "S034");
  CHECK(store.release("").rules == near);
  CHECK(code_of([&] { store.add_release(by("ana"), {near, "0.1.0", "altered", signature, ""}); }) == "S042");
  CHECK(code_of([&] { store.add_release(by("ana"), {near, "0.1.0", "x", sign(new_secret_key(), "x", ""), ""}); }) == "S043");
  CHECK(code_of([&] { store.add_release(by("ana"), {near, "0.1.0", "x", "no signature", ""}); }) == "S041");
  CHECK(code_of([&] { store.trust(by("ana"), "no key", ""); }) == "S040");
  auto other = public_key(sample.key);
  other.key[0] = static_cast<char>(other.key[0] ^ 1);
  CHECK(code_of([&] { store.trust(by("ana"), write(other), ""); }) == "S040");
}

TEST_CASE("files that are no office, or one that cannot be used") {
  Sample sample;
  CHECK(code_of([&] { Store(sample.place / "nothing.db", Store::Mode::write); }) == "S001");
  CHECK(code_of([&] { Store::create(sample.file, by("ana"), "Again"); }) == "S009");
  std::ofstream(sample.place / "text.db") << std::string(5000, 'x');
  CHECK(code_of([&] { Store(sample.place / "text.db", Store::Mode::write); }) == "S002");
  { Database(sample.place / "other.db", Database::Mode::create, {}).script("CREATE TABLE t (x)"); }
  CHECK(code_of([&] { Store(sample.place / "other.db", Store::Mode::write); }) == "S002");
  { Database(sample.file, Database::Mode::write, {}).script("PRAGMA user_version = 99"); }
  CHECK(code_of([&] { Store(sample.file, Store::Mode::write); }) == "S003");
}

TEST_CASE("too much in one place is refused whole") {
  Sample sample;
  Store store(sample.file, Store::Mode::write);
  auto const before = store.head();
  Document const large{0, 1, 0, "scan", "{}", random_bytes(17'000'000), true};
  CHECK(code_of([&] { store.add_document(by("ana"), large); }) == "S010");
  CHECK(store.head().hash == before.hash);
  Document const fits{0, 1, 0, "scan", "{}", random_bytes(15'000'000), true};
  CHECK(code_of([&] { store.add_document(by("ana"), fits); }) == "");
}

TEST_CASE("writers take turns, and give up after their patience") {
  Sample sample;
  Database first(sample.file, Database::Mode::write, {});
  std::string code;
  first.writing([&] {
    std::thread other([&] {
      code = code_of([&] { Store(sample.file, Store::Mode::write, {Sync::full, "", 50}).erase(by("ana"), 1); });
    });
    other.join();
  });
  CHECK(code == "S004");
  CHECK(code_of([&] { Store(sample.file, Store::Mode::write, {Sync::full, "", 50}).erase(by("ana"), 1); }) == "");
}

TEST_CASE("a copy is whole by itself, and goes on where it was made") {
  Sample sample;
  Store store(sample.file, Store::Mode::write);
  store.backup(sample.place / "copy.db");
  CHECK(code_of([&] { store.backup(sample.place / "copy.db"); }) == "S009");
  auto const head = store.head();
  store.erase(by("ana"), 1);
  Store copy(sample.place / "copy.db", Store::Mode::read);
  CHECK(copy.verify(head).findings.empty());
  CHECK(copy.content(1).info.name == "anna");
  CHECK(copy.verify(store.head()).findings.at(0).code.printed() == "S055");
}
