// See utf16.hpp.
#include "grammar/text/utf16.hpp"

namespace convenio::text {

namespace {

constexpr UChar32 replacement = 0xFFFD;

}  // namespace

std::u16string to_utf16(std::string_view bytes) {
  return written<std::u16string>([&](char16_t* to, std::int32_t room, UErrorCode* error) {
    std::int32_t size = 0;
    icu().u_strFromUTF8WithSub(to, room, &size, bytes.data(), static_cast<std::int32_t>(bytes.size()), replacement,
                               nullptr, error);
    return size;
  });
}

std::string to_utf8(std::u16string_view text) {
  return written<std::string>([&](char* to, std::int32_t room, UErrorCode* error) {
    std::int32_t size = 0;
    icu().u_strToUTF8(to, room, &size, text.data(), static_cast<std::int32_t>(text.size()), error);
    return size;
  });
}

}  // namespace convenio::text
