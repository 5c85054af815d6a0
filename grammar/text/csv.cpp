// See csv.hpp.
#include "grammar/text/csv.hpp"

namespace convenio::text {

void add_csv_field(std::string& line, std::string_view text, char separator) {
  bool const plain =
      text.find_first_of("\"\r\n") == std::string_view::npos && text.find(separator) == std::string_view::npos;
  if (plain) {
    line += text;
    return;
  }
  line += '"';
  for (char const one : text) {
    if (one == '"') line += '"';
    line += one;
  }
  line += '"';
}

}  // namespace convenio::text
