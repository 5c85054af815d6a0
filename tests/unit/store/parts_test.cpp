// Sealing, packing, and the files of minisign. The signature by minisign itself is a sample that it made (0.11).
#include <doctest/doctest.h>

#include "engine/core/identity.hpp"
#include "engine/store/events.hpp"
#include "tests/unit/store/office.hpp"

using namespace convenio::store;
using namespace convenio::store::test;

TEST_CASE("what is sealed opens with its key, for its use, unaltered") {
  auto const key = new_key();
  auto const sealed = seal(key, "facts", "a text");
  CHECK(open(key, "facts", sealed) == "a text");
  CHECK(!open(key, "letters", sealed));
  CHECK(!open(new_key(), "facts", sealed));
  for (std::size_t n = 0; n < sealed.size(); ++n) {
    auto other = sealed;
    other[n] = static_cast<char>(other[n] ^ 1);
    CHECK(!open(key, "facts", other));
  }
  CHECK(!open(key, "facts", sealed.substr(0, 10)));
  CHECK(seal(key, "facts", "a text") != sealed);
  CHECK(unpacked(packed("")) == "");
  CHECK(unpacked(packed(std::string(3'000'000, 'x'))) == std::string(3'000'000, 'x'));
  CHECK(!unpacked("no packed bytes"));
  CHECK(!unpacked(packed("a text") + "x"));
}

TEST_CASE("a text that unpacks beyond the limit is refused") {
  auto const bytes = packed(std::string(1'000'001, ' '));
  CHECK(unpacked(bytes, 1'000'001));
  CHECK(!unpacked(bytes, 1'000'000));
}

TEST_CASE("keys and signatures of minisign, read and written") {
  auto const key = new_secret_key();
  auto const other = public_key(key);
  CHECK(read_secret_key(write(key), "k").key == key.key);
  CHECK(read_public_key(write(other), "k").key == other.key);
  auto const signature = sign(key, "some bytes", "a comment");
  CHECK(check(other, "some bytes", signature, "s") == "a comment");
  CHECK(signer(signature, "s") == key.id);
  CHECK(code_of([&] { check(other, "some byteS", signature, "s"); }) == "S042");
  CHECK(code_of([&] { check(public_key(new_secret_key()), "some bytes", signature, "s"); }) == "S042");
  auto altered = signature;
  altered.replace(altered.find("a comment"), 1, "A");
  CHECK(code_of([&] { check(other, "some bytes", altered, "s"); }) == "S042");
  auto broken = write(key);
  broken[broken.size() - 20] = broken[broken.size() - 20] == 'A' ? 'B' : 'A';
  CHECK(code_of([&] { read_secret_key(broken, "k"); }) == "S040");
}

TEST_CASE("what minisign itself has made") {
  auto const key = read_public_key(R"(untrusted comment: minisign public key 60DBCFB8804BEBCF
RWTP60uAuM/bYJzjE8yEl4qI6obpBOE6QYWYy2IACYEBth/Ow/JdZkLZ
)", "k");
  auto const secret = read_secret_key(R"(untrusted comment: minisign encrypted secret key
RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAz+tLgLjP22BbWltn3GPTNob9XBZqh5npVI0nwix4FwWlr7Ezp36oNJzjE8yEl4qI6obpBOE6QYWYy2IACYEBth/Ow/JdZkLZAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
)", "k");
  CHECK(public_key(secret).key == key.key);
  CHECK(printed_id(key.id) == "60DBCFB8804BEBCF");
  // Of the hash of the bytes, and of the bytes.
  CHECK(check(key, "some bytes", R"(untrusted comment: signature from minisign secret key
RUTP60uAuM/bYIlbqKrF1+LFxOwb0awz040tQR1mFwCyvkTMIwhnTr0QF5IspSxF+UPUmgU+PFZoHdYd+WgUVrJ9HAF+XY6cxQ4=
trusted comment: hashed
j9nXRRTOwJyjGkvUVInyPV+YtugKI5YGfHDBnCo2VvrqXO2wj1HcfkuEf6WugOuCAQJsXI/N2D6hqy9kED5uCg==
)", "s") == "hashed");
  CHECK(check(key, "some bytes", R"(untrusted comment: signature from minisign secret key
RWTP60uAuM/bYJVm8/d/35Us0BaHiLSDj4worVtH9QIMHc6U0k/AEm8N4kK5XlsylWdOWSUrDHNGTWZQ6TQ9lsLlc459wIPmcAE=
trusted comment: plain
7D7ziTOebSvLmLS1Cw/tlSM8pExcM/c/RS2iAPxgmd1eR7/hpX3I4H6RqzdjJzm1jdgknYq14XctUTnSUer4CA==
)", "s") == "plain");
}

TEST_CASE("events are read as they are written, and nothing else is") {
  Claims claims;
  std::string const body =
      R"({"at":"2026-01-31T10:00:00Z","by":"José","details":{"case":1},"format":1,"kind":"entered","previous":"a","rows":"b","seq":7})";
  CHECK(read_claims(body, claims));
  CHECK(claims.by == "José");
  CHECK(claims.details == R"({"case":1})");
  CHECK(claims.seq == 7);
  for (std::size_t n = 0; n < body.size(); ++n) CHECK(!read_claims(body.substr(0, n), claims));
  CHECK(!read_claims(body + " ", claims));
}

TEST_CASE("the hash of rows is as it is documented") {
  RowHash hash;
  hash.add("facts", {std::int64_t{1}, Cell{}, std::string("a"), Bytes{"b"}, std::int64_t{9}}, 4);
  convenio::core::Sha256 expected;
  expected.add_part("facts").add_part("i1").add_part("n").add_part("ta").add_part("bb");
  CHECK(hash.hex() == expected.hex());
}
