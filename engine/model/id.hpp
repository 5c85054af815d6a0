// Indices into the program's tables, one type for each table: an id of one is not taken for an id of another.
// Each converts to the number that it is, so that it indexes a vector. A number that was worked out becomes
// an id only where the code says which; one that is written in the code (`FactId first = 0`) needs no more
// words. Knows no table.
#pragma once

#include <cassert>
#include <compare>
#include <concepts>
#include <cstdint>

namespace convenio::model {

// No entry: as an id of any table, or as a bare index.
struct None {
  constexpr operator std::uint32_t() const { return 0xffffffffU; }
};
inline constexpr None none;

template <class Table>
class Id {
 public:
  constexpr Id() = default;
  constexpr Id(None) {}
  template <std::same_as<int> Written>
  consteval Id(Written index) : index_(static_cast<std::uint32_t>(index)) {}
  template <std::integral Number>
  requires(!std::same_as<Number, int>) constexpr explicit Id(Number index)
      : index_(static_cast<std::uint32_t>(index)) {
    assert(static_cast<Number>(index_) == index);
  }
  template <class Other>
  Id(Id<Other>) = delete;

  constexpr operator std::uint32_t() const { return index_; }
  constexpr Id& operator++() {
    ++index_;
    return *this;
  }
  friend constexpr bool operator==(Id, Id) = default;
  friend constexpr auto operator<=>(Id, Id) = default;
  template <std::same_as<int> Written>
  friend constexpr bool operator==(Id id, Written index) {
    return std::int64_t{id.index_} == index;
  }
  template <std::same_as<int> Written>
  friend constexpr auto operator<=>(Id id, Written index) {
    return std::int64_t{id.index_} <=> std::int64_t{index};
  }

 private:
  std::uint32_t index_ = none;
};

template <class One, class Other>
bool operator==(Id<One>, Id<Other>) = delete;
template <class One, class Other>
bool operator<=>(Id<One>, Id<Other>) = delete;

using StateId = Id<struct StateTable>;
using CurrencyId = Id<struct CurrencyTable>;
using EnumerationId = Id<struct EnumerationTable>;
using RecordId = Id<struct RecordTable>;
using AwardId = Id<struct AwardTable>;
using FactId = Id<struct FactTable>;
using PrecedenceId = Id<struct PrecedenceTable>;

}  // namespace convenio::model
