// See minisign.hpp. The forms are those of minisign's page: https://jedisct1.github.io/minisign/
#include "engine/store/minisign.hpp"

#include <algorithm>
#include <array>
#include <new>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <sodium.h>

#include "engine/store/refusal.hpp"
#include "engine/store/sealing.hpp"

namespace convenio::store {

namespace {

constexpr std::size_t id_size = 8, sum_size = 32;
constexpr std::string_view untrusted = "untrusted comment: ", trusted = "trusted comment: ";

unsigned char const* octet(std::string_view bytes) { return reinterpret_cast<unsigned char const*>(bytes.data()); }
unsigned char* octet(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

std::string base64(std::string_view bytes) {
  std::string made(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(made.data(), made.size(), octet(bytes), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  made.pop_back();  // the NUL
  return made;
}

std::optional<std::string> from_base64(std::string_view text, std::size_t size) {
  std::string made(size + 1, '\0');
  std::size_t length = 0;
  if (sodium_base642bin(octet(made), made.size(), text.data(), text.size(), nullptr, &length, nullptr,
                        sodium_base64_VARIANT_ORIGINAL) != 0 ||
      length != size)
    return std::nullopt;
  made.resize(size);
  if (base64(made) != text) return std::nullopt;  // one text for one value
  return made;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    auto const end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string blake2b(std::string_view bytes, std::size_t size) {
  std::string made(size, '\0');
  crypto_generichash(octet(made), size, octet(bytes), bytes.size(), nullptr, 0);
  return made;
}

std::string signed_by(SecretKey const& key, std::string_view bytes) {
  std::string made(crypto_sign_BYTES, '\0');
  crypto_sign_detached(octet(made), nullptr, octet(bytes), bytes.size(), octet(key.key));
  return made;
}

bool fits(PublicKey const& key, std::string_view bytes, std::string_view signature) {
  return crypto_sign_verify_detached(octet(signature), octet(bytes), bytes.size(), octet(key.key)) == 0;
}

struct Parts {
  bool hashed = false;
  std::string id, signature, global;
  std::string comment;
};

std::optional<Parts> parts_of(std::string_view text) {
  auto const lines = lines_of(text);
  if (lines.size() != 4 || !lines[0].starts_with(untrusted) || !lines[2].starts_with(trusted)) return std::nullopt;
  auto const first = from_base64(lines[1], 2 + id_size + crypto_sign_BYTES);
  auto const second = from_base64(lines[3], crypto_sign_BYTES);
  if (!first || !second || (!first->starts_with("Ed") && !first->starts_with("ED"))) return std::nullopt;
  return Parts{first->starts_with("ED"), first->substr(2, id_size), first->substr(2 + id_size), *second,
               std::string(lines[2].substr(trusted.size()))};
}

Parts read_signature(std::string_view text, std::string const& name) {
  if (auto parts = parts_of(text)) return *parts;
  throw Refusal(Code::bad_signature, name, "this is no signature file of minisign");
}

}  // namespace

std::string printed_id(std::string_view id) {
  std::string const turned(id.rbegin(), id.rend());
  auto made = hex(turned);
  for (char& c : made)
    if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
  return made;
}

SecretKey new_secret_key() {
  SecretKey made{random_bytes(id_size), std::string(crypto_sign_SECRETKEYBYTES, '\0')};
  std::string other(crypto_sign_PUBLICKEYBYTES, '\0');
  crypto_sign_keypair(octet(other), octet(made.key));
  return made;
}

PublicKey public_key(SecretKey const& key) { return {key.id, key.key.substr(crypto_sign_SEEDBYTES)}; }

std::string write(PublicKey const& key) {
  return fmt::format("{}minisign public key {}\n{}\n", untrusted, printed_id(key.id), base64("Ed" + key.id + key.key));
}

std::string write(SecretKey const& key) {
  // The algorithm, no derivation from a password, the checksum's algorithm, salt and limits of the derivation.
  std::string const head = std::string("Ed\0\0B2", 6) + std::string(32 + 8 + 8, '\0');
  return fmt::format("{}minisign secret key {}, not protected by a password\n{}\n", untrusted, printed_id(key.id),
                     base64(head + key.id + key.key + blake2b("Ed" + key.id + key.key, sum_size)));
}

PublicKey read_public_key(std::string_view text, std::string const& name) {
  auto const lines = lines_of(text);
  auto const bytes = lines.size() == 2 && lines[0].starts_with(untrusted)
                         ? from_base64(lines[1], 2 + id_size + crypto_sign_PUBLICKEYBYTES)
                         : std::nullopt;
  if (!bytes || !bytes->starts_with("Ed"))
    throw Refusal(Code::bad_key, name, "this is no public key file of minisign");
  return {bytes->substr(2, id_size), bytes->substr(2 + id_size)};
}

SecretKey read_secret_key(std::string_view text, std::string const& name) {
  auto const lines = lines_of(text);
  std::size_t const head = 2 + 2 + 2 + 32 + 8 + 8;
  auto const bytes = lines.size() == 2 && lines[0].starts_with(untrusted)
                         ? from_base64(lines[1], head + id_size + crypto_sign_SECRETKEYBYTES + sum_size)
                         : std::nullopt;
  if (!bytes || !bytes->starts_with("Ed")) throw Refusal(Code::bad_key, name, "this is no secret key file of minisign");
  if (bytes->compare(2, 2, std::string_view("\0\0", 2)) != 0)
    throw Refusal(Code::bad_key, name, "this secret key is protected by a password, and such keys are not read");
  SecretKey made{bytes->substr(head, id_size), bytes->substr(head + id_size, crypto_sign_SECRETKEYBYTES)};
  auto const sum = bytes->substr(head + id_size + made.key.size());  // minisign 0.11 leaves it out
  if (sum != std::string(sum_size, '\0') && sum != blake2b("Ed" + made.id + made.key, sum_size))
    throw Refusal(Code::bad_key, name, "the checksum of this secret key does not fit");
  return made;
}

std::string sign(SecretKey const& key, std::string_view bytes, std::string const& comment) {
  if (sodium_init() < 0) throw std::bad_alloc();
  auto const signature = signed_by(key, blake2b(bytes, crypto_generichash_BYTES_MAX));
  return fmt::format("{}signature by {}\n{}\n{}{}\n{}\n", untrusted, printed_id(key.id), base64("ED" + key.id + signature),
                     trusted, comment, base64(signed_by(key, signature + comment)));
}

std::string signer(std::string_view signature, std::string const& name) { return read_signature(signature, name).id; }

std::string check(PublicKey const& key, std::string_view bytes, std::string_view signature, std::string const& name) {
  if (sodium_init() < 0) throw std::bad_alloc();
  auto const parts = read_signature(signature, name);
  if (parts.id != key.id)
    throw Refusal(Code::not_signed, name,
                  fmt::format("it is signed by the key {}, and not by {}", printed_id(parts.id), printed_id(key.id)));
  auto const of = parts.hashed ? blake2b(bytes, crypto_generichash_BYTES_MAX) : std::string(bytes);
  if (!fits(key, of, parts.signature)) throw Refusal(Code::not_signed, name, "the signature does not fit the bytes");
  if (!fits(key, parts.signature + parts.comment, parts.global))
    throw Refusal(Code::not_signed, name, "the signature of the trusted comment does not fit");
  return parts.comment;
}

}  // namespace convenio::store
