// Between UTF-8 and the UTF-16 that ICU works on. Private to this folder.
#pragma once

#include <string>
#include <string_view>

#include "grammar/text/icu.hpp"

namespace convenio::text {

// What an ICU function writes, however long it is: ICU says so when there is no room for it.
template <class Text, class Write>
Text written(Write const& write) {
  Text text;
  for (;;) {
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t const size = write(text.data(), static_cast<std::int32_t>(text.size()), &status);
    bool const fits = static_cast<std::size_t>(size) <= text.size();
    text.resize(static_cast<std::size_t>(size));
    if (!fits) continue;
    require(status);
    return text;
  }
}

// Bytes that are no text become U+FFFD.
std::u16string to_utf16(std::string_view bytes);
std::string to_utf8(std::u16string_view text);

}  // namespace convenio::text
