// Names that can be taken for one another: letters of one alphabet that have the shape of those of another.
// Knows letters and their shapes (Unicode Technical Standard 39); knows no name of the language.
#pragma once

#include <string>
#include <string_view>

namespace convenio::text {

// The name with every letter outside ASCII replaced by the Latin letter or the digit whose shape it has, if
// there is one. Names of one look can be taken for one another; names in ASCII are their own look.
std::string look_of(std::string_view name);

// Whether the name mixes alphabets whose letters look alike, as Latin with Greek or Cyrillic: beyond the
// restriction level "moderately restrictive" of Unicode Technical Standard 39.
bool mixes_alphabets(std::string_view name);

}  // namespace convenio::text
