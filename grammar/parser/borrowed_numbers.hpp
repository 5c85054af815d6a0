// Numbers, amounts, percentages and dates as they are written elsewhere: `1,452.06`, `€ 1452.06`, `60
// percent`, `1 July 2004`. Knows characters and the months of some languages; reports nothing.
#pragma once

#include <optional>
#include <string_view>

#include "grammar/parser/borrowed.hpp"

namespace convenio::grammar {

// Each begins at `at`; nullopt: there is no such thing, or it is written as the language has it.
std::optional<Borrowed> borrowed_number(std::string_view bytes, std::size_t at);
std::optional<Borrowed> borrowed_amount(std::string_view bytes, std::size_t at);
std::optional<Borrowed> borrowed_percentage(std::string_view bytes, std::size_t at);
std::optional<Borrowed> date_in_words(std::string_view bytes, std::size_t at);

}  // namespace convenio::grammar
