// Random choices that are the same on every machine for the same seed and compiler (which chooses the order
// in which the arguments of a call are evaluated).
// Knows numbers and lists; must not know what is chosen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace convenio::properties {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {  // splitmix64
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }
  std::size_t below(std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(next() % n); }
  int between(int least, int most) {
    return least + static_cast<int>(below(static_cast<std::size_t>(most - least) + 1));
  }
  bool chance(unsigned percent) { return below(100) < percent; }
  bool coin() { return below(2) == 0; }

  template <class Items>
  auto const& pick(Items const& items) {
    return items[below(std::size(items))];
  }
  template <class Items>
  void shuffle(Items& items) {
    for (std::size_t i = std::size(items); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }

 private:
  std::uint64_t state_;
};

}  // namespace convenio::properties
