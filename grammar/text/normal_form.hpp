// The Unicode normal form NFC and the look of a name, so that one name has one spelling.
// Knows code points; knows no token of the language.
#pragma once

#include <string>
#include <string_view>

namespace convenio::text {

// Canonical decomposition, ordering and composition (Unicode Standard Annex 15).
// Bytes that are not UTF-8 become U+FFFD.
std::string to_nfc(std::string_view bytes);

// The name with every letter replaced by the Latin one whose shape it has. Names of one look can be taken for
// one another.
std::string look_of(std::string_view name);

// Adds a code point as UTF-8.
void append(std::string& bytes, char32_t code);

}  // namespace convenio::text
