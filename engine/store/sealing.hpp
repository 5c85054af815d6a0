// What is kept of a person is packed (zlib) and sealed (XChaCha20-Poly1305) with the key of that person. Where the key is
// gone, what was written is gone, and what stands in the file can still be counted and hashed.
// Knows bytes; knows no table.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace convenio::store {

// Bytes after unpacking; more are refused, whatever the packed form says of itself.
inline constexpr std::size_t unpacked_limit = std::size_t{256} * 1024 * 1024;

std::string packed(std::string_view plain);
// Nothing where they are not what packed() gives, or are more than `limit` bytes.
std::optional<std::string> unpacked(std::string_view bytes, std::size_t limit = unpacked_limit);

using Key = std::string;  // 32 bytes
Key new_key();
// `use`: what it is for; what was sealed for one use does not open for another.
std::string seal(Key const& key, std::string_view use, std::string_view plain);
std::optional<std::string> open(Key const& key, std::string_view use, std::string_view sealed);
// 32 bytes by which two texts are the same, for whoever has the key: HMAC-SHA-256.
std::string token(Key const& key, std::string_view use, std::string_view plain);

std::string random_bytes(std::size_t count);
std::string hex(std::string_view bytes);

}  // namespace convenio::store
