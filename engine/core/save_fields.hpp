// What writing and reading a saved program share: which types are what. Private to save.cpp and load.cpp.
// Fields are found by Boost.PFR, so that none can be forgotten.
#pragma once

#include <boost/pfr/core.hpp>

#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/core/program.hpp"

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

// Tests stay with the rules, and what only a case has is in no program.
template <class T>
inline constexpr bool is_unsaved =
    std::is_same_v<T, std::vector<Test>> || std::is_same_v<T, std::vector<Sample>> ||
    std::is_same_v<T, model::AbsencePtr> || std::is_same_v<T, model::PeriodPtr>;

// Stands in the second part.
template <class T>
inline constexpr bool is_apart = std::is_same_v<T, std::vector<Translation>>;

// A number, or an identifier that is one.
template <class T>
inline constexpr bool is_number = std::is_same_v<T, std::uint32_t> ||
                                  (std::is_class_v<T> && std::is_convertible_v<T, std::uint32_t>);

inline constexpr std::string_view first_word = "convenio-program";
inline constexpr unsigned deepest_value = 32;

}  // namespace convenio::core::saved
