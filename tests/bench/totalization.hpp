// The law of tests/bench/rules/totalization written by hand, as fast as it is likely to be written: the limit
// that the engine is compared with. One sweep over the ends of the periods, in which a bit stands for each
// period that is open. Knows no engine.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstdint>
#include <utility>
#include <vector>

namespace totalization {

inline constexpr std::size_t states = 4, most_periods = 12;

enum class Kind : std::uint8_t { mandatory, assimilated, voluntary };  // the lower comes first
enum class Route : std::uint8_t { none, prorata, independent };

struct Period {
  std::int32_t from = 0, end = 0;  // days since 1970-01-01; the end is not included
  std::int32_t cents = 0;          // a month
  std::uint8_t state = 0;
  Kind kind{};
};
struct Case {
  std::int32_t birth = 0, claim = 0;
  std::uint8_t age = 0;  // completed years at the claim
  bool female = false;
  std::vector<Period> periods;
};
struct History {
  std::array<std::int64_t, states> weighted{};  // cents a month times days
  std::array<std::int32_t, states> own{};
  std::int32_t total = 0;
};
struct Result {
  std::array<std::int64_t, states> cents{};
  std::array<Route, states> route{};
  std::array<std::int32_t, states> months{};
  std::int32_t total = 0;
};

// A birthday on 29 February completes the year on 1 March.
inline std::uint8_t completed_years(std::int32_t birth, std::int32_t day) {
  using std::chrono::sys_days, std::chrono::year_month_day, std::chrono::days;
  year_month_day const born{sys_days(days(birth))}, now{sys_days(days(day))};
  bool const before = std::pair(now.month(), now.day()) < std::pair(born.month(), born.day());
  return static_cast<std::uint8_t>(static_cast<int>(now.year()) - static_cast<int>(born.year()) -
                                   (before ? 1 : 0));
}

// Each day of a State is its period's of the lowest kind, and of these the first; a voluntary one loses the
// days on which another State has a mandatory one.
inline History normalised(Case const& facts) {
  constexpr unsigned width = 16;
  constexpr std::uint64_t mandatory = 0xffff, not_voluntary = 0xffffffff;
  std::array<std::uint64_t, states> of_state{};
  std::array<std::int64_t, 65> cents{};
  std::array<std::uint64_t, 2 * most_periods> ends{};
  std::size_t count = 0;
  for (std::size_t n = 0; n < facts.periods.size(); ++n) {
    auto const& one = facts.periods[n];
    std::int32_t const end = std::min(one.end, facts.claim);
    if (one.from >= end || one.from < facts.birth) continue;
    auto const bit = static_cast<unsigned>(one.kind) * width + static_cast<unsigned>(n);
    cents[bit] = one.cents;
    of_state[one.state] |= std::uint64_t{1} << bit;
    constexpr std::int64_t offset = std::int64_t{1} << 24;  // days before 1970
    for (std::int32_t const day : {one.from, end})
      ends[count++] = static_cast<std::uint64_t>(day + offset) << 6U | bit;
  }
  for (std::size_t i = 1; i < count; ++i) {
    auto const moved = ends[i];
    std::size_t at = i;
    for (; at > 0 && ends[at - 1] > moved; --at) ends[at] = ends[at - 1];
    ends[at] = moved;
  }
  History history;
  std::uint64_t open = 0;
  std::int64_t reached = 0;
  for (std::size_t i = 0; i < count; ++i) {
    auto const day = static_cast<std::int64_t>(ends[i] >> 6U);
    auto const days = static_cast<std::int32_t>(day - reached);
    std::uint64_t const counted = (open & mandatory) != 0 ? open & not_voluntary : open;
    history.total += open != 0 ? days : 0;
    for (std::size_t state = 0; state < states; ++state) {
      std::uint64_t const own = counted & of_state[state];
      history.own[state] += own != 0 ? days : 0;
      history.weighted[state] +=
          cents[static_cast<std::size_t>(std::countr_zero(own))] * days;  // 64: nothing
    }
    reached = day;
    open ^= std::uint64_t{1} << (ends[i] & 63U);
  }
  return history;
}

inline std::int64_t half_even(std::int64_t numerator, std::int64_t denominator) {
  std::int64_t const whole = numerator / denominator, twice = numerator % denominator * 2;
  return whole + (twice > denominator || (twice == denominator && whole % 2 != 0) ? 1 : 0);
}

// Conditions and amounts of a career that is normalised.
inline Result decided(Case const& facts, History const& history) {
  struct Law {
    int age[2], qualifying, base, step, from[2], most;
  };
  static constexpr Law laws[states] = {
      {{65, 60}, 10800, 4500, 150, {15, 15}, 8500},
      {{65, 62}, 5400, 6000, 200, {20, 15}, 10000},
      {{60, 60}, 9000, 5000, 150, {20, 20}, 10000},
      {{60, 60}, 10800, 4500, 100, {30, 30}, 8250},
  };
  Result result;
  result.total = history.total;
  for (std::size_t state = 0; state < states; ++state) {
    auto const& law = laws[state];
    std::int32_t const own = history.own[state];
    result.months[state] = own / 30;
    bool const alone = own >= law.qualifying, together = history.total >= law.qualifying;
    if (own < 360 || facts.age < law.age[facts.female ? 1 : 0] || (!alone && !together)) continue;
    std::int32_t const basis = alone ? own : history.total;
    int const years = basis / 360 - law.from[facts.female ? 1 : 0];
    int const rate = std::min(law.most, law.base + law.step * std::max(0, years));
    result.route[state] = alone ? Route::independent : Route::prorata;
    result.cents[state] = half_even(history.weighted[state] * rate, std::int64_t{basis} * 10'000);
  }
  return result;
}

inline Result decided(Case const& facts) { return decided(facts, normalised(facts)); }

}  // namespace totalization
