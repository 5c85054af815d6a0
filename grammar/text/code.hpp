// The code of a fault, and what a registry says of one.
// Knows no code: every phase lists its own in a file codes.def, where one entry is the name of a code, its
// number and all that is told of it. `CODE(name, "C0201", error, title, meaning, wrong, mended)`.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace convenio::text {

// A letter and a number, as they are printed: "C0201", "K032". It never changes its meaning; a retired one
// stays listed. Ordered by letter and number.
class Code {
 public:
  constexpr Code() = default;
  template <std::size_t N>
  consteval explicit Code(char const (&printed)[N]) {
    static_assert(N == 5 || N == 6, "a letter and three or four digits");
    for (std::size_t i = 0; i + 1 < N; ++i) {
      bool const fits =
          i == 0 ? printed[i] >= 'A' && printed[i] <= 'Z' : printed[i] >= '0' && printed[i] <= '9';
      if (!fits) throw "a letter and three or four digits";
      printed_[i] = printed[i];
    }
  }
  constexpr std::string_view printed() const { return {printed_.data()}; }
  friend constexpr auto operator<=>(Code const&, Code const&) = default;

 private:
  std::array<char, 6> printed_{};  // ends with 0
};

inline std::string to_string(Code code) { return std::string(code.printed()); }

enum class Severity : std::uint8_t { error, warning };

// One entry of a registry. In an example `{U+202E}` stands for that character, `{byte FF}` for that byte,
// `{{99*x*}}` for ninety-nine times x (`#` in it counts them), and a line `@NAME` begins a further file.
struct CodeInfo {
  Code code;
  Severity severity = Severity::error;  // of a case document, a warning is a notice
  std::string_view title;               // one line
  std::string_view meaning;             // one to four sentences
  std::string_view wrong;               // gives this code and nothing else
  std::string_view mended;              // gives nothing
};

// Whether the entries stand in the order of their codes, each code once, and leave nothing out.
constexpr bool well_formed(std::span<CodeInfo const> entries) {
  bool const ascending = std::adjacent_find(entries.begin(), entries.end(), [](auto const& a, auto const& b) {
                           return a.code >= b.code;
                         }) == entries.end();
  return ascending && std::all_of(entries.begin(), entries.end(), [](CodeInfo const& entry) {
           return !entry.code.printed().empty() && !entry.title.empty() && !entry.meaning.empty() &&
                  !entry.wrong.empty() && !entry.mended.empty();
         });
}

}  // namespace convenio::text
