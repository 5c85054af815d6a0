// NFC by ICU. See normal_form.hpp.
#include "grammar/text/normal_form.hpp"

#include "grammar/text/utf16.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::text {

std::string to_nfc(std::string_view bytes) {
  if (is_ascii(bytes)) return std::string(bytes);
  UErrorCode status = U_ZERO_ERROR;
  auto const* const nfc = icu().unorm2_getNFCInstance(&status);
  require(status);
  auto const from = to_utf16(bytes);
  return to_utf8(written<std::u16string>([&](char16_t* to, std::int32_t room, UErrorCode* error) {
    return icu().unorm2_normalize(nfc, from.data(), static_cast<std::int32_t>(from.size()), to, room, error);
  }));
}

}  // namespace convenio::text
