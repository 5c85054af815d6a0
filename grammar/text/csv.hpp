// One field of a table, as RFC 4180 writes it.
#pragma once

#include <string>
#include <string_view>

namespace convenio::text {

// Adds the text to a line; in quotation marks where it has a separator, a mark or a line end of its own.
void add_csv_field(std::string& line, std::string_view text, char separator = ',');

}  // namespace convenio::text
