// NFC by ICU. See normal_form.hpp.
#include "grammar/text/normal_form.hpp"

#include "grammar/text/icu.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::text {

namespace {

constexpr UChar32 replacement = 0xFFFD;

// ICU says how long the result is when there is no room for it.
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

}  // namespace

std::string to_nfc(std::string_view bytes) {
  if (is_ascii(bytes)) return std::string(bytes);
  UErrorCode status = U_ZERO_ERROR;
  auto const* const nfc = icu().unorm2_getNFCInstance(&status);
  require(status);
  auto const from = written<std::u16string>([&](char16_t* to, std::int32_t room, UErrorCode* error) {
    std::int32_t size = 0;
    icu().u_strFromUTF8WithSub(to, room, &size, bytes.data(), static_cast<std::int32_t>(bytes.size()),
                               replacement, nullptr, error);
    return size;
  });
  auto const normal = written<std::u16string>([&](char16_t* to, std::int32_t room, UErrorCode* error) {
    return icu().unorm2_normalize(nfc, from.data(), static_cast<std::int32_t>(from.size()), to, room, error);
  });
  return written<std::string>([&](char* to, std::int32_t room, UErrorCode* error) {
    std::int32_t size = 0;
    icu().u_strToUTF8(to, room, &size, normal.data(), static_cast<std::int32_t>(normal.size()), error);
    return size;
  });
}

}  // namespace convenio::text
