// The last value of an enumeration, found by the compiler, so that nobody has to keep it: numbers that stand
// for enumerators are read up to it. Knows no enumeration.
#pragma once

#include <string_view>
#include <type_traits>

namespace convenio::core {

// Whether an enumerator stands for the value: the compiler then prints `Op::add`, and otherwise `(Op)200`.
template <auto value>
constexpr bool is_enumerator() {
  constexpr std::string_view printed = __PRETTY_FUNCTION__;
  return printed[printed.find("value = ") + 8] != '(';
}

// Precondition: the enumerators are 0, 1, 2 and so on without a gap.
template <class E, unsigned from = 0>
constexpr unsigned char last_enumerator() {
  static_assert(std::is_same_v<std::underlying_type_t<E>, unsigned char> && from < 255);
  if constexpr (is_enumerator<static_cast<E>(from + 1)>())
    return last_enumerator<E, from + 1>();
  else
    return from;
}

}  // namespace convenio::core
