// What writing and reading a saved program share: which types are what. Private to save.cpp and load.cpp.
// Fields are found by Boost.PFR, so that none can be forgotten; enumerations state their last value, and one
// that does not is refused by the compiler.
#pragma once

#include <boost/pfr/core.hpp>

#include <memory>
#include <optional>
#include <type_traits>
#include <vector>

#include "engine/core/program.hpp"
#include "engine/model/rounding.hpp"

namespace convenio::core::saved {

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_pointer = false;
template <class T>
inline constexpr bool is_pointer<std::shared_ptr<T const>> = true;

// A number, or an identifier that is one.
template <class T>
inline constexpr bool is_number = std::is_same_v<T, std::uint32_t> ||
                                  (std::is_class_v<T> && std::is_convertible_v<T, std::uint32_t>);

template <class T>
struct Last;  // of an enumeration
template <>
struct Last<Type::Kind> {
  static constexpr auto value = Type::Kind::route;
};
template <>
struct Last<LegalText::Kind> {
  static constexpr auto value = LegalText::Kind::scheme;
};
template <>
struct Last<Fact::Role> {
  static constexpr auto value = Fact::Role::discretion;
};
template <>
struct Last<Op> {
  static constexpr auto value = Op::parties;
};
template <>
struct Last<PeriodMaking::Part::Kind> {
  static constexpr auto value = PeriodMaking::Part::Kind::attribute;
};
template <>
struct Last<Key::Kind> {
  static constexpr auto value = Key::Kind::any;
};
template <>
struct Last<Precedence::Domain> {
  static constexpr auto value = Precedence::Domain::routes;
};
template <>
struct Last<model::Otherwise> {
  static constexpr auto value = model::Otherwise::highest;
};
template <>
struct Last<model::Unit> {
  static constexpr auto value = model::Unit::calendar_months;
};
template <>
struct Last<model::RoundingMode> {
  static constexpr auto value = model::RoundingMode::ceiling;
};
template <>
struct Last<model::Dating> {
  static constexpr auto value = model::Dating::apart;
};
template <>
struct Last<model::Blocker::Kind> {
  static constexpr auto value = model::Blocker::Kind::limit;
};
// Of tests, which are never saved.
template <>
struct Last<TestFact::Kind> {
  static constexpr auto value = TestFact::Kind::contradictory;
};
template <>
struct Last<Expectation::Kind> {
  static constexpr auto value = Expectation::Kind::ledger;
};

inline constexpr std::string_view first_word = "convenio-program";
inline constexpr unsigned deepest_value = 32;

}  // namespace convenio::core::saved
