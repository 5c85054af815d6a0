// Data of the Unicode standard that normal_form.cpp and look_alikes.cpp need. Generated: see
// unicode_tables.py. Knows code points; knows no algorithm and no name.
#pragma once

#include <cstdint>
#include <span>

namespace convenio::text {

struct Decomposition {
  char32_t code;
  char32_t first;
  char32_t second;  // 0: it is another way to write `first`
  bool composes;    // `first` and `second` become `code` again
};
struct CombiningClass {
  char32_t first, last;
  std::uint8_t value;
};
struct LookAlike {
  char32_t code;
  char latin;  // the letter or digit whose shape it has
};

std::span<Decomposition const> decompositions();
std::span<CombiningClass const> combining_classes();
std::span<LookAlike const> look_alikes();

}  // namespace convenio::text
