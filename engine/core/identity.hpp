// Which engine, which rules: the content hashes that a decision states, and the one that a saved program
// carries. Knows bytes and their order; the only door to the library that hashes.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace convenio::core {

std::string_view engine_version();  // "0.1.0"

// SHA-256, in 64 small hexadecimal digits.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256 const&) = delete;
  Sha256& operator=(Sha256 const&) = delete;
  Sha256& add(std::string_view bytes);
  // With its length before it, in eight bytes, the lowest first: no two lists of parts are one text.
  Sha256& add_part(std::string_view bytes);
  std::string hex();  // of what was added so far

 private:
  struct State;
  std::unique_ptr<State> state_;
};
std::string sha256(std::string_view bytes);

// BLAKE2b of 32 bytes over the parts, each with its length before it as above, in 64 digits. For what is read
// whole at every start: it takes a third of the time of SHA-256.
std::string checksum(std::initializer_list<std::string_view> parts);

struct RuleSource {
  std::string_view package, text;
};
// Of the engine's version, then of each file its package and its bytes, the files in the order of these two:
// whatever they are called, wherever they are, in whatever order they came.
std::string rules_identity(std::vector<RuleSource> sources);

}  // namespace convenio::core
