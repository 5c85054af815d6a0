// Content hashes, by libsodium.
#include "engine/core/identity.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <tuple>

#include <sodium/crypto_hash_sha256.h>

namespace convenio::core {

std::string_view engine_version() { return CONVENIO_VERSION; }

struct Sha256::State {
  crypto_hash_sha256_state state;
};

Sha256::Sha256() : state_(std::make_unique<State>()) { crypto_hash_sha256_init(&state_->state); }
Sha256::~Sha256() = default;

Sha256& Sha256::add(std::string_view bytes) {
  crypto_hash_sha256_update(&state_->state, reinterpret_cast<unsigned char const*>(bytes.data()),
                            bytes.size());
  return *this;
}

Sha256& Sha256::add_part(std::string_view bytes) {
  std::array<char, 8> length{};
  std::uint64_t left = bytes.size();
  for (char& byte : length) {
    byte = static_cast<char>(left & 0xFFU);
    left >>= 8U;
  }
  return add({length.data(), length.size()}).add(bytes);
}

std::string Sha256::hex() {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256_final(&state_->state, hash.data());
  std::string text;
  for (unsigned const byte : hash) {
    constexpr std::string_view digits = "0123456789abcdef";
    text += digits[byte >> 4U];
    text += digits[byte & 0xFU];
  }
  return text;
}

std::string sha256(std::string_view bytes) { return Sha256().add(bytes).hex(); }

std::string rules_identity(std::vector<RuleSource> sources) {
  std::sort(sources.begin(), sources.end(), [](RuleSource const& a, RuleSource const& b) {
    return std::tie(a.package, a.text) < std::tie(b.package, b.text);
  });
  Sha256 hash;
  hash.add_part(engine_version());
  for (auto const& source : sources) hash.add_part(source.package).add_part(source.text);
  return hash.hex();
}

}  // namespace convenio::core
