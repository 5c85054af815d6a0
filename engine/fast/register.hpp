// One value of the fast evaluator in two machine words, and exact arithmetic on it. What the words mean is a
// matter of the static type; whatever does not fit is left to the reference evaluator.
// Knows no program, no case and no node.
#pragma once

#include <cassert>
#include <cstdint>
#include <numeric>

#include "engine/model/id.hpp"
#include "engine/model/rounding.hpp"
#include "engine/model/value.hpp"

namespace convenio::fast {

// Thrown: this case is decided by the reference evaluator. Never an error of the case or of the rules.
struct Leave {
  char const* why;
};

// truth: n is 0 or 1. Numbers and quantities: n/d in lowest terms, d above zero. Dates: n is the day number.
// Words of an enumeration, States, routes and conversions: n is the index. Money: as numbers, with the
// currency and the time that it is paid for in the upper bits of d. Texts, periods, histories, lists and
// records: n is a pointer into the machine's room, d is 1. Absent: d is 0, and n says which absence.
struct Reg {
  std::int64_t n = 0;
  std::int64_t d = 1;
  friend bool operator==(Reg const&, Reg const&) = default;
};

inline bool there(Reg r) { return r.d != 0; }
inline Reg truth(bool yes) { return {yes ? 1 : 0, 1}; }
inline Reg whole(std::int64_t n) { return {n, 1}; }

template <class T>
Reg pointing_to(T const* object) {
  return {static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(object)), 1};
}
template <class T>
T const& at(Reg r) {
  assert(there(r));
  return *reinterpret_cast<T const*>(static_cast<std::uintptr_t>(r.n));  // NOLINT(performance-no-int-to-ptr)
}

__extension__ using Wide = __int128;

inline std::int64_t fitting(Wide x) {
  if (x > INT64_MAX || x <= INT64_MIN) throw Leave{"a number is too large"};
  return static_cast<std::int64_t>(x);
}

// Precondition: d is not zero.
inline Reg ratio(Wide n, Wide d) {
  if (d < 0) n = -n, d = -d;
  if (d == 1) return {fitting(n), 1};
  if (n == 0) return {0, 1};
  if (n <= INT64_MAX && n >= -INT64_MAX && d <= INT64_MAX) {
    auto const one = static_cast<std::int64_t>(n), other = static_cast<std::int64_t>(d);
    auto const rest = one % other;  // small where the denominator is
    if (rest == 0) return {one / other, 1};
    auto const common = std::gcd(rest, other);
    return {one / common, other / common};
  }
  Wide a = n < 0 ? -n : n, b = d;
  while (b != 0) {
    Wide const rest = a % b;
    a = b;
    b = rest;
  }
  return {fitting(n / a), fitting(d / a)};
}

inline Reg add(Reg a, Reg b) {
  if (a.d == 1 && b.d == 1) return {fitting(Wide{a.n} + b.n), 1};
  if (a.d == b.d) return ratio(Wide{a.n} + b.n, a.d);
  return ratio(Wide{a.n} * b.d + Wide{b.n} * a.d, Wide{a.d} * b.d);
}
inline Reg negative(Reg a) { return {fitting(-Wide{a.n}), a.d}; }
inline Reg subtract(Reg a, Reg b) { return add(a, negative(b)); }
inline Reg multiply(Reg a, Reg b) {
  if (a.d == 1 && b.d == 1) return {fitting(Wide{a.n} * b.n), 1};
  return ratio(Wide{a.n} * b.n, Wide{a.d} * b.d);
}
// Precondition: b is not zero.
inline Reg divide(Reg a, Reg b) { return ratio(Wide{a.n} * b.d, Wide{a.d} * b.n); }
inline int order(Reg a, Reg b) {
  if (a.d == b.d) return a.n < b.n ? -1 : a.n > b.n ? 1 : 0;
  Wide const left = Wide{a.n} * b.d, right = Wide{b.n} * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

inline Reg floor(Reg a) {
  if (a.d == 1) return a;
  std::int64_t const q = a.n / a.d;
  return {a.n < 0 ? q - 1 : q, 1};  // in lowest terms n/d is no whole number
}

// The multiple of `step` that the number rounds to, as model::round_to() has it. Precondition: step is above
// zero.
inline Reg rounded(Reg value, model::RoundingMode mode, Reg step) {
  Reg const quotient = divide(value, step);
  if (quotient.d == 1) return value;
  Reg const below = floor(quotient);
  Wide const twice = 2 * (Wide{quotient.n} - Wide{below.n} * quotient.d);  // of what lies above, against d
  bool const negative = quotient.n<0, half = twice == quotient.d, more = twice> quotient.d;
  bool up = false;
  switch (mode) {
    case model::RoundingMode::down:
      up = negative;
      break;
    case model::RoundingMode::up:
      up = !negative;
      break;
    case model::RoundingMode::floor:
      break;
    case model::RoundingMode::ceiling:
      up = true;
      break;
    case model::RoundingMode::half_up:
      up = more || (half && !negative);
      break;
    case model::RoundingMode::half_down:
      up = more || (half && negative);
      break;
    case model::RoundingMode::half_even:
      up = more || (half && below.n % 2 != 0);
      break;
  }
  return multiply(up ? add(below, whole(1)) : below, step);
}

// ---------------------------------------------------------------- money

inline constexpr unsigned time_shift = 44, currency_shift = 48;
inline constexpr std::int64_t denominator_mask = (std::int64_t{1} << time_shift) - 1;

// What an amount is in: its currency, and the time that it is paid for. Amounts of one kind can be added.
inline std::int64_t kind_of(Reg amount) { return amount.d & ~denominator_mask; }
inline std::int64_t money_kind(model::CurrencyId currency, model::Per per) {
  std::int64_t const mark = std::int64_t{static_cast<std::uint32_t>(currency)} + 1;
  if (mark >= (1 << 14)) throw Leave{"a currency of a high number"};
  return (mark << currency_shift) | (std::int64_t{static_cast<std::uint8_t>(per)} << time_shift);
}
inline Reg money(Reg number, std::int64_t kind) {
  if (number.d > denominator_mask) throw Leave{"an amount has too large a denominator"};
  return {number.n, number.d | kind};
}
inline Reg number_of(Reg amount) { return {amount.n, amount.d & denominator_mask}; }
inline model::CurrencyId currency_of(Reg amount) {
  return model::CurrencyId(static_cast<std::uint32_t>((amount.d >> currency_shift) - 1));
}
inline model::Per time_of(Reg amount) {
  return static_cast<model::Per>((amount.d >> time_shift) & ((1 << (currency_shift - time_shift)) - 1));
}

}  // namespace convenio::fast
