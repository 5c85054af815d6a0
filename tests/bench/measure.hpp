// Processor time of what is done case after case, and the lines that tools/bench reads:
// "bench: KEY | WHAT | NUMBER | UNIT". Knows no engine.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include <time.h>

#include <fmt/format.h>

namespace bench {

// Of this thread, so that what else the machine does is not counted.
inline double processor_nanoseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

// Nanoseconds a case, the least of several rounds.
template <class Each>
double spent(std::size_t cases, int rounds, Each const& each) {
  double least = 0;
  for (int round = 0; round < rounds; ++round) {
    double const start = processor_nanoseconds();
    for (std::size_t n = 0; n < cases; ++n) each(n);
    double const one = (processor_nanoseconds() - start) / static_cast<double>(cases);
    if (round == 0 || one < least) least = one;
  }
  return least;
}

inline void tell(std::string_view key, std::string_view what, double number, std::string_view unit) {
  fmt::print("bench: {} | {} | {:.4g} | {}\n", key, what, number, unit);
}

}  // namespace bench
