// Keys and signatures in the files of minisign: Ed25519 by libsodium, of the whole bytes (`Ed`) or of their BLAKE2b hash
// (`ED`, which is what is written). Anybody checks them with `minisign -V`.
// Knows texts; reads no file. What cannot be read or does not fit is a Refusal whose place is `name`.
#pragma once

#include <string>
#include <string_view>

namespace convenio::store {

struct PublicKey {
  std::string id;   // 8 bytes, as they stand in the file
  std::string key;  // 32
};
struct SecretKey {
  std::string id;   // 8
  std::string key;  // 64
};

// Sixteen digits as minisign prints them, the last byte first.
std::string printed_id(std::string_view id);

SecretKey new_secret_key();
PublicKey public_key(SecretKey const& key);
std::string write(PublicKey const& key);
std::string write(SecretKey const& key);  // not protected by a password; the file's mode must be
PublicKey read_public_key(std::string_view text, std::string const& name);
SecretKey read_secret_key(std::string_view text, std::string const& name);

// The signature file of the bytes. `comment`: one line, signed too.
std::string sign(SecretKey const& key, std::string_view bytes, std::string const& comment);
// The id of the key that a signature names, 8 bytes; not checked yet.
std::string signer(std::string_view signature, std::string const& name);
// Returns the trusted comment.
std::string check(PublicKey const& key, std::string_view bytes, std::string_view signature, std::string const& name);

}  // namespace convenio::store
