// Look-alikes by ICU's data of confusable characters, and the few that it lacks.
#include "grammar/text/confusables.hpp"

#include <array>
#include <memory>
#include <optional>

#include "grammar/text/icu.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::text {

namespace {

using Checker = std::unique_ptr<USpoofChecker, decltype(Icu::uspoof_close)>;

// Never changed after it was opened, so that any thread may ask it.
USpoofChecker const* checker() {
  static Checker const opened = [] {
    UErrorCode status = U_ZERO_ERROR;
    Checker made{icu().uspoof_open(&status), icu().uspoof_close};
    icu().uspoof_setChecks(made.get(), USPOOF_RESTRICTION_LEVEL | USPOOF_AUX_INFO, &status);
    require(status);
    return made;
  }();
  return opened.get();
}

// Letters whose usual shape is the Latin one, though Unicode 15 does not list them as confusable with it.
struct LookAlike {
  char32_t code;
  char latin;
};
constexpr std::array not_listed{
    LookAlike{U'\u03BA', 'k'}, LookAlike{U'\u03C7', 'x'}, LookAlike{U'\u043A', 'k'},
    LookAlike{U'\u044C', 'b'}, LookAlike{U'\u04BA', 'H'}, LookAlike{U'\u04CF', 'l'},
    LookAlike{U'\u051A', 'Q'}, LookAlike{U'\u053C', 'L'},
};

constexpr char32_t first_full_width = 0xFF01, last_full_width = 0xFF5E, full_width_offset = 0xFEE0;

// What Unicode shows in place of every character of one shape; for `I` and `1` it is `l`, for `0` it is `O`,
// for `m` it is `rn`.
std::string skeleton(char32_t code) {
  std::string letter;
  append(letter, code);
  std::array<char, 64> shape{};  // the longest of all has 30 bytes
  UErrorCode status = U_ZERO_ERROR;
  auto const size =
      icu().uspoof_getSkeletonUTF8(checker(), 0, letter.data(), static_cast<std::int32_t>(letter.size()),
                                   shape.data(), static_cast<std::int32_t>(shape.size()), &status);
  require(status);
  return {shape.data(), static_cast<std::size_t>(size)};
}

std::optional<char> latin_shape(char32_t code) {
  if (code >= first_full_width && code <= last_full_width) return static_cast<char>(code - full_width_offset);
  for (LookAlike const& listed : not_listed) {
    if (listed.code == code) return listed.latin;
  }
  std::string const shape = skeleton(code);
  auto const letter = static_cast<UChar32>(code);
  if (shape == "l") return icu().u_isdigit(letter) ? '1' : icu().u_isupper(letter) ? 'I' : 'l';
  if (shape == "O" && icu().u_isdigit(letter)) return '0';
  if (shape == "rn") return 'm';
  bool const one = shape.size() == 1 && is_name_part(static_cast<unsigned char>(shape[0]));
  return one ? std::optional(shape[0]) : std::nullopt;
}

}  // namespace

std::string look_of(std::string_view name) {
  if (is_ascii(name)) return std::string(name);
  std::string result;
  for (std::size_t i = 0; i < name.size();) {
    Decoded const at = decode(name, i);
    auto const latin = at.code < 0x80 ? std::nullopt : latin_shape(at.code);
    if (latin) {
      result += *latin;
    } else {
      result += name.substr(i, at.length);
    }
    i += at.length;
  }
  return result;
}

bool mixes_alphabets(std::string_view name) {
  if (is_ascii(name)) return false;
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<USpoofCheckResult, decltype(Icu::uspoof_closeCheckResult)> const result{
      icu().uspoof_openCheckResult(&status), icu().uspoof_closeCheckResult};
  icu().uspoof_check2UTF8(checker(), name.data(), static_cast<std::int32_t>(name.size()), result.get(),
                          &status);
  URestrictionLevel const level = icu().uspoof_getCheckResultRestrictionLevel(result.get(), &status);
  require(status);
  return level > USPOOF_MODERATELY_RESTRICTIVE;
}

}  // namespace convenio::text
