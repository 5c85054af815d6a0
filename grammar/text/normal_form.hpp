// The Unicode normal form NFC, so that one name has one spelling.
#pragma once

#include <string>
#include <string_view>

namespace convenio::text {

// Canonical decomposition, ordering and composition (Unicode Standard Annex 15).
// Bytes that are not UTF-8 become U+FFFD.
std::string to_nfc(std::string_view bytes);

}  // namespace convenio::text
