// See borrowed.hpp.
#include "grammar/parser/borrowed.hpp"

#include <vector>

#include <fmt/format.h>

#include "grammar/parser/borrowed_numbers.hpp"
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

// Digits, a sign that may stand between groups of them, and a digit.
bool in_groups(std::string_view bytes, std::size_t at) {
  while (at < bytes.size() && is_digit(bytes[at])) ++at;
  return at + 1 < bytes.size() && std::string_view("./-").find(bytes[at]) != std::string_view::npos &&
         is_digit(bytes[at + 1]);
}

// `2024-12-31`, and nothing that goes on.
bool standard_date(std::string_view bytes, std::size_t at) {
  constexpr std::string_view form = "dddd-dd-dd";
  if (bytes.size() - at <= form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    char const c = bytes[at + i];
    if (form[i] == 'd' ? !is_digit(c) : c != form[i]) return false;
  }
  char const after = bytes[at + form.size()];
  return !is_word_part(after) && std::string_view("./-").find(after) == std::string_view::npos;
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
    // With other signs than points the month may stand first, unless one of the two is no month.
    bool const month_first = year_last && separator != '.' && std::stoi(second) > 12;
    std::string const meant = year_first    ? fmt::format("{}-{:0>2}-{:0>2}", first, second, third)
                              : month_first ? fmt::format("{}-{:0>2}-{:0>2}", third, first, second)
                                            : fmt::format("{}-{:0>2}-{:0>2}", third, second, first);
    bool const certain =
        year_first || separator == '.' || month_first || std::stoi(first) > 12 || first == second;
    return Borrowed{
        written.size(),
        Code::unexpected,
        fmt::format("`{}` is not how a date is written", written),
        certain ? fmt::format("write year-month-day: {}", meant)
                : fmt::format("write year-month-day: {}, or {}-{:0>2}-{:0>2} where the month stands first",
                              meant, third, first, second),
        certain ? std::optional(meant) : std::nullopt,
        meant};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Borrowed> borrowed_literal(std::string_view bytes, std::size_t at) {
  if (curly_quote(bytes, at)) return curly_text(bytes, at);
  if (!is_digit(bytes[at])) {
    auto const found = bytes[at] == '%' ? borrowed_percentage(bytes, at) : borrowed_amount(bytes, at);
    return found ? found : date_in_words(bytes, at);
  }
  if (standard_date(bytes, at)) return std::nullopt;
  if (in_groups(bytes, at)) {
    if (auto const found = date(bytes, at)) return found;
  }
  for (auto const read : {date_in_words, borrowed_amount, borrowed_percentage, borrowed_number}) {
    if (auto const found = read(bytes, at)) return found;
  }
  return std::nullopt;
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
