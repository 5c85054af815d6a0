// Small pieces of HTML: escaped text, identifiers, links.
// Knows HTML; knows nothing of rules.
#pragma once

#include <string>
#include <string_view>

namespace convenio::book {

std::string escape(std::string_view text);
// Letters, digits, `_` and `.` stay; everything else becomes `-`.
std::string identifier(std::string_view text);
std::string link(std::string_view id, std::string_view text);  // within the document
// An address of the web as a link, all other text as text.
std::string address(std::string_view text);
std::string plural(std::size_t count, std::string_view one, std::string_view many);

}  // namespace convenio::book
