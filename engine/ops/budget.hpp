// What one evaluation may cost: steps that grow with what they touch, and bytes that it keeps.
// Knows sizes of values; knows no operator.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_set>
#include <vector>

#include "engine/model/value.hpp"

namespace convenio::ops {

inline constexpr std::uint64_t kept_limit = std::uint64_t{96} * 1024 * 1024;  // bytes
inline constexpr std::uint64_t free_parts = 64;  // that one comparison touches; more cost steps

// Bytes of values, each shared one once, whoever holds it.
class Account {
 public:
  explicit Account(std::size_t attributes) : attributes_(attributes) {}  // that a period may have
  void add(model::Value const& value);
  void add(std::vector<model::Value> const& values);
  void add_bytes(std::uint64_t bytes) { bytes_ += bytes; }
  std::uint64_t bytes() const { return bytes_; }

 private:
  std::size_t attributes_;
  std::uint64_t bytes_ = 0;
  std::unordered_set<void const*> counted_;
};

class Budget {
 public:
  Budget(std::uint64_t step_limit, std::size_t attributes) : step_limit_(step_limit), kept_(attributes) {}

  // No, once the limit is passed.
  bool spend(std::uint64_t steps);
  bool spend_touched(std::uint64_t parts) { return parts <= free_parts || spend(parts - free_parts); }
  // Of values that are sorted: each is compared with several others.
  bool spend_parts_beyond(std::vector<model::Value> const& items);
  std::uint64_t steps() const { return steps_; }
  std::uint64_t step_limit() const { return step_limit_; }

  // Of what is copied into a list or record. No, once the limit is passed.
  bool room_for(model::Value const& item);
  bool room_for(std::vector<model::Value> const& items);
  Account& kept() { return kept_; }
  bool holds() const { return kept_.bytes() <= kept_limit; }

  model::Value steps_reached() const;  // the absent values that stand for what was not paid for
  model::Value kept_reached() const;

 private:
  std::uint64_t step_limit_, steps_ = 0;
  Account kept_;
};

// Steps of an operation on numbers, beyond the one that it is anyway.
std::uint64_t price(std::span<model::Value const> operands);

}  // namespace convenio::ops
