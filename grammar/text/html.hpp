// Text inside HTML.
#pragma once

#include <string>
#include <string_view>

namespace convenio::text {

// As text and inside quoted attributes; control characters become spaces, and those that turn the direction of words a mark
// that something stood there.
std::string escape_html(std::string_view text);

}  // namespace convenio::text
