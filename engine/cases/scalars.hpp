// Scalar values of a case from their text: numbers, money, quantities, dates, names.
// Knows a type's written form and its bounds; knows no JSON and no fact.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/core/program.hpp"
#include "grammar/text/code.hpp"

namespace convenio::cases {

struct Trouble {
  text::Code code;
  std::string message, hint;
};
using Read = std::variant<model::Value, Trouble>;

// `era`: the day on which a currency must be in force; absent: any day.
Read read_scalar(core::Program const& program, core::TypeId type, std::string_view text,
                 std::optional<model::Date> era = {});

bool all_digits(std::string_view text);  // 0 to 9, at least one

// "YYYY-MM-DD" within the dates of facts.
std::variant<model::Date, Trouble> read_date(std::string_view text);
std::variant<model::StateId, Trouble> read_state(core::Program const& program, std::string_view code);
// An amount for another time than the type says; nothing where it is of the right one.
std::optional<Trouble> wrong_time(model::Per wanted, model::Per given, std::string_view number,
                                  std::string_view currency);
// "12 months"; `unit` is set to the unit that is written.
std::variant<model::Rational, Trouble> read_quantity(std::string_view text, model::Unit& unit);
std::optional<model::Unit> unit_of(std::string_view word);  // "month", "months", "calendar days"

// "did you mean `birth`?" for the nearest candidate; otherwise `fallback`.
std::string suggestion(std::string_view word, std::vector<std::string> const& candidates,
                       std::string fallback);

// The type in words, with its written form: "a date, as \"2005-06-01\"".
std::string expectation(core::Program const& program, core::TypeId type);

}  // namespace convenio::cases
