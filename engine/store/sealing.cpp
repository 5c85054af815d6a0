// Packing by zlib, sealing by libsodium.
#include "engine/store/sealing.hpp"

#include <new>
#include <stdexcept>

#include <sodium.h>
#include <zlib.h>

namespace convenio::store {

namespace {

unsigned char const* octets(std::string_view bytes) { return reinterpret_cast<unsigned char const*>(bytes.data()); }
unsigned char* octets(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

void ready() {
  static bool const begun = sodium_init() >= 0;
  if (!begun) throw std::bad_alloc();
}

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

}  // namespace

std::string packed(std::string_view plain) {
  uLongf size = compressBound(plain.size());
  std::string made(size, '\0');
  if (compress2(octets(made), &size, octets(plain), plain.size(), 6) != Z_OK) throw std::bad_alloc();
  made.resize(size);
  return made;
}

std::optional<std::string> unpacked(std::string_view bytes, std::size_t limit) {
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) throw std::bad_alloc();
  stream.next_in = const_cast<Bytef*>(octets(bytes));  // as zlib asks for it
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string made;
  int state = Z_OK;
  while (state == Z_OK && made.size() <= limit) {
    std::size_t const before = made.size();
    made.resize(before + std::max<std::size_t>(std::size_t{16} * 1024, before));
    stream.next_out = octets(made) + before;
    stream.avail_out = static_cast<uInt>(made.size() - before);
    state = inflate(&stream, Z_NO_FLUSH);
    made.resize(made.size() - stream.avail_out);
  }
  bool const whole = state == Z_STREAM_END && stream.avail_in == 0 && made.size() <= limit;
  inflateEnd(&stream);
  if (!whole) return std::nullopt;
  return made;
}

std::string random_bytes(std::size_t count) {
  ready();
  std::string made(count, '\0');
  randombytes_buf(made.data(), count);
  return made;
}

Key new_key() { return random_bytes(crypto_aead_xchacha20poly1305_ietf_KEYBYTES); }

std::string seal(Key const& key, std::string_view use, std::string_view plain) {
  auto made = random_bytes(nonce_size);
  auto const packs = packed(plain);
  made.resize(nonce_size + packs.size() + tag_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(octets(made) + nonce_size, nullptr, octets(packs), packs.size(), octets(use),
                                             use.size(), nullptr, octets(made), octets(key));
  return made;
}

std::optional<std::string> open(Key const& key, std::string_view use, std::string_view sealed) {
  ready();
  if (sealed.size() < nonce_size + tag_size) return std::nullopt;
  std::string packs(sealed.size() - nonce_size - tag_size, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(octets(packs), nullptr, nullptr, octets(sealed) + nonce_size,
                                                 sealed.size() - nonce_size, octets(use), use.size(), octets(sealed),
                                                 octets(key)) != 0)
    return std::nullopt;
  return unpacked(packs);
}

std::string token(Key const& key, std::string_view use, std::string_view plain) {
  ready();
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, octets(key), key.size());
  crypto_auth_hmacsha256_update(&state, octets(use), use.size());
  unsigned char const end = 0;
  crypto_auth_hmacsha256_update(&state, &end, 1);
  crypto_auth_hmacsha256_update(&state, octets(plain), plain.size());
  std::string made(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_final(&state, octets(made));
  return made;
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string made;
  for (char const c : bytes) {
    auto const byte = static_cast<unsigned char>(c);
    made += digits[byte >> 4U];
    made += digits[byte & 0xFU];
  }
  return made;
}

}  // namespace convenio::store
