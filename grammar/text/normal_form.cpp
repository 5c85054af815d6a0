// NFC by ICU. See normal_form.hpp.
#include "grammar/text/normal_form.hpp"

#include <stdexcept>

#include <unicode/normalizer2.h>

#include "grammar/text/utf8.hpp"

namespace convenio::text {

std::string to_nfc(std::string_view bytes) {
  if (is_ascii(bytes)) return std::string(bytes);
  UErrorCode status = U_ZERO_ERROR;
  auto const* const nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
  auto const size = static_cast<std::int32_t>(bytes.size());
  icu::UnicodeString const text = icu::UnicodeString::fromUTF8(icu::StringPiece(bytes.data(), size));
  std::string result;
  nfc->normalize(text, status).toUTF8String(result);
  if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
  return result;
}

}  // namespace convenio::text
