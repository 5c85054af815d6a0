// Choices taken from the bytes of a fuzzer, and the end of a run that found something.
// Knows no rule and no case. Where the bytes end, every choice is the first one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace convenio::fuzz {

class Bytes {
 public:
  explicit Bytes(std::span<std::uint8_t const> bytes) : bytes_(bytes) {}

  std::uint8_t next() {
    if (at_ == bytes_.size()) return 0;
    return bytes_[at_++];
  }
  std::size_t below(std::size_t count) { return next() % count; }
  bool flip() { return below(2) == 1; }
  std::string_view pick(std::initializer_list<std::string_view> choices) {
    return *(choices.begin() + below(choices.size()));
  }
  bool ended() const { return at_ == bytes_.size(); }

 private:
  std::span<std::uint8_t const> bytes_;
  std::size_t at_ = 0;
};

// Ends the run as libFuzzer expects it of a finding.
[[noreturn]] inline void found(std::string_view what, std::string_view text = {}) {
  std::fprintf(stderr, "FOUND: %.*s\n%.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(text.size()), text.data());
  std::abort();
}

inline void require(bool holds, std::string_view what, std::string_view text = {}) {
  if (!holds) found(what, text);
}

// How many inputs came how far; printed at the end, so that a target that tests nothing is seen.
class Reach {
 public:
  explicit Reach(char const* name) : name_(name) {}
  ~Reach() {
    std::fprintf(stderr, "reach: %s %llu accepted of %llu\n", name_,
                 static_cast<unsigned long long>(accepted), static_cast<unsigned long long>(tried));
  }
  Reach(Reach const&) = delete;
  Reach& operator=(Reach const&) = delete;
  std::uint64_t tried = 0, accepted = 0;

 private:
  char const* name_;
};

}  // namespace convenio::fuzz
