// See borrowed.hpp.
#include "grammar/parser/borrowed.hpp"

#include <vector>

#include <fmt/format.h>

#include "grammar/parser/scan.hpp"
#include "grammar/syntax/codes.hpp"
#include "grammar/text/confusables.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::grammar {

namespace Code = syntax::Code;
using text::Decoded;

namespace {

bool curly_quote(std::string_view bytes, std::size_t at) {
  if (at >= bytes.size() || (bytes[at] & '\x80') == 0) return false;
  char32_t const code = text::decode(bytes, at).code;
  return code == 0x00AB || code == 0x00BB || (code >= 0x201C && code <= 0x201F);
}

// Closed on its line; read with spaces in place of the rest of the quotes, so that nothing moves.
std::optional<Borrowed> curly_text(std::string_view bytes, std::size_t at) {
  std::size_t const opening = text::decode(bytes, at).length;
  std::size_t close = at + opening;
  while (close < bytes.size() && bytes[close] != '\n' && bytes[close] != '"' && !curly_quote(bytes, close))
    ++close;
  if (!curly_quote(bytes, close)) return std::nullopt;
  std::size_t const closing = text::decode(bytes, close).length;
  std::string const inside(bytes.substr(at + opening, close - at - opening));
  if (!text::is_valid_utf8(inside)) return std::nullopt;
  std::string const read = '"' + std::string(opening - 1, ' ') + inside + '"' + std::string(closing - 1, ' ');
  return Borrowed{close + closing - at,
                  Code::unexpected,
                  "these quotes are not the straight ones",
                  "write the straight quote \" before and after a text",
                  fmt::format("\"{}\"", inside),
                  read};
}

// Digits with one sign between them, as `01.03.1958`: the lengths of the groups, and where they end.
std::vector<std::size_t> groups(std::string_view bytes, std::size_t at, char separator, std::size_t& end) {
  std::vector<std::size_t> lengths;
  end = at;
  while (end < bytes.size() && is_digit(bytes[end])) {
    std::size_t const begin = end;
    while (end < bytes.size() && is_digit(bytes[end])) ++end;
    lengths.push_back(end - begin);
    bool const more = end + 1 < bytes.size() && bytes[end] == separator && is_digit(bytes[end + 1]);
    if (!more) break;
    ++end;
  }
  if (end < bytes.size() && is_word_part(bytes[end])) lengths.clear();
  return lengths;
}

std::optional<Borrowed> date(std::string_view bytes, std::size_t at) {
  for (char const separator : {'.', '/', '-'}) {
    std::size_t end = at;
    auto const lengths = groups(bytes, at, separator, end);
    if (lengths.size() != 3) continue;
    bool const year_first = lengths[0] == 4 && lengths[1] <= 2 && lengths[2] <= 2;
    bool const year_last = lengths[2] == 4 && lengths[0] <= 2 && lengths[1] <= 2;
    bool const standard = separator == '-' && year_first && lengths[1] == 2 && lengths[2] == 2;
    if (standard || (!year_first && !year_last)) continue;
    std::string const written(bytes.substr(at, end - at));
    std::string const first = written.substr(0, lengths[0]);
    std::string const second = written.substr(lengths[0] + 1, lengths[1]);
    std::string const third = written.substr(lengths[0] + lengths[1] + 2);
    std::string const meant = year_first ? fmt::format("{}-{:0>2}-{:0>2}", first, second, third)
                                         : fmt::format("{}-{:0>2}-{:0>2}", third, second, first);
    bool const certain = year_first || separator == '.';  // with other signs the month may stand first
    return Borrowed{
        written.size(),
        Code::unexpected,
        fmt::format("`{}` is not how a date is written", written),
        certain ? fmt::format("write year-month-day: {}", meant) : "write year-month-day, as 2024-12-31",
        certain ? std::optional(meant) : std::nullopt,
        meant};
  }
  return std::nullopt;
}

// `1.000.00`: points between thousands.
std::optional<Borrowed> number(std::string_view bytes, std::size_t at) {
  std::size_t end = at;
  auto const lengths = groups(bytes, at, '.', end);
  if (lengths.size() < 3) return std::nullopt;
  std::string const written(bytes.substr(at, end - at));
  std::string meant = written;
  for (std::size_t i = meant.find('.'); i != meant.rfind('.'); i = meant.find('.')) meant[i] = '_';
  if (lengths.back() == 3) meant[meant.rfind('.')] = '_';
  return Borrowed{written.size(),
                  Code::malformed_number,
                  fmt::format("`{}` is not a number", written),
                  fmt::format("thousands are set apart with `_`: {}", meant),
                  meant,
                  meant};
}

}  // namespace

std::optional<Borrowed> borrowed_literal(std::string_view bytes, std::size_t at) {
  if (curly_quote(bytes, at)) return curly_text(bytes, at);
  if (!is_digit(bytes[at])) return std::nullopt;
  auto const found = date(bytes, at);
  return found ? found : number(bytes, at);
}

std::optional<std::string> plain_sign(char32_t code) {
  if (code >= 0x201C && code <= 0x201F) return "\"";
  if (code == 0x00AB || code == 0x00BB) return "\"";
  if (code >= 0x2010 && code <= 0x2015) return "-";
  if (code == 0x2212) return "-";
  if (code == 0x2264) return "<=";
  if (code == 0x2265) return ">=";
  if (code == 0x2260) return "is not";
  if (code == 0x00D7) return "*";
  if (code == 0x00F7) return "/";
  return std::nullopt;
}

std::string borrowed_letters(std::string_view name) {
  for (std::size_t i = 0; i < name.size();) {
    Decoded const here = text::decode(name, i);
    std::string_view const letter = name.substr(i, here.length);
    if (text::look_of(letter) != letter) {
      return fmt::format("its `{}` is the character U+{:04X}", letter, static_cast<std::uint32_t>(here.code));
    }
    i += here.length;
  }
  return {};
}

}  // namespace convenio::grammar
