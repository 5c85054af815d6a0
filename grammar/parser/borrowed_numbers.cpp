// See borrowed_numbers.hpp: numbers, amounts and percentages.
#include "grammar/parser/borrowed_numbers.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "grammar/parser/scan.hpp"
#include "grammar/syntax/codes.hpp"

namespace convenio::grammar {

namespace Code = syntax::Code;

namespace {

constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }
constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

std::size_t after_blanks(std::string_view bytes, std::size_t at) {
  while (at < bytes.size() && is_blank(bytes[at])) ++at;
  return at;
}

bool stands(std::string_view bytes, std::size_t at, std::string_view what) {
  return at <= bytes.size() && bytes.substr(at).starts_with(what);
}

// The character before, on the same line and without the blanks; 0 where the line begins.
char before(std::string_view bytes, std::size_t at) {
  while (at > 0 && is_blank(bytes[at - 1])) --at;
  return at == 0 || bytes[at - 1] == '\n' ? '\0' : bytes[at - 1];
}

// Whether a number stands before it, or may stand at the end of a line before.
bool after_a_number(std::string_view bytes, std::size_t at) {
  char const sign = before(bytes, at);
  return sign == '\0' || is_digit(sign);
}

std::string_view word_before(std::string_view bytes, std::size_t at) {
  while (at > 0 && is_blank(bytes[at - 1])) --at;
  std::size_t const end = at;
  while (at > 0 && is_word_part(bytes[at - 1])) --at;
  return bytes.substr(at, end - at);
}

// Where commas stand between arguments.
bool in_brackets(std::string_view bytes, std::size_t at) {
  int depth = 0;
  while (at > 0 && bytes[at - 1] != '\n') {
    --at;
    if (bytes[at] == ')' || bytes[at] == ']') ++depth;
    if ((bytes[at] == '(' || bytes[at] == '[') && --depth < 0) return true;
  }
  return false;
}

bool begins_a_value(std::string_view bytes, std::size_t at) {
  char const sign = before(bytes, at);
  return sign == ':' || sign == '=';
}

bool is_currency(std::string_view bytes, std::size_t at) {
  return bytes.size() > at + 3 && std::all_of(&bytes[at], &bytes[at] + 3, is_capital) &&
         !is_word_part(bytes[at + 3]);
}

struct Number {
  std::size_t end = 0;  // where it begins, if there is none
  std::string plain;    // as the language has it; "" where that is not certain
  bool foreign = false;
  bool commas = false;
};

// Digits in groups with signs between them. The last sign is a decimal one where it differs from the others,
// or stands alone and no three digits follow.
Number number_at(std::string_view bytes, std::size_t at) {
  std::vector<std::string_view> parts;
  std::string signs;
  std::size_t end = at;
  while (end < bytes.size() && is_digit(bytes[end])) {
    std::size_t const begin = end;
    while (end < bytes.size() && (is_digit(bytes[end]) || bytes[end] == '_')) ++end;
    parts.push_back(bytes.substr(begin, end - begin));
    bool const more = end + 1 < bytes.size() && is_digit(bytes[end + 1]) &&
                      std::string_view(".,'").find(bytes[end]) != std::string_view::npos;
    if (!more) break;
    signs += bytes[end++];
  }
  Number result{end, {}, false, signs.find(',') != std::string::npos};
  if (signs.empty() || signs == ".") {
    result.plain = bytes.substr(at, end - at);
    return result;
  }
  result.foreign = true;
  char const first = signs.front();
  char const last = signs.back();
  bool const other_last = signs.size() > 1 && last != first;
  auto const alike = signs.begin() + static_cast<std::ptrdiff_t>(signs.size() - (other_last ? 1 : 0));
  bool const uniform = std::all_of(signs.begin(), alike, [&](char c) { return c == first; });
  std::size_t const grouped = parts.size() - (other_last ? 1 : 0);
  bool thousands = parts.front().size() <= 3;
  for (std::size_t n = 1; n + 1 < grouped; ++n) thousands = thousands && parts[n].size() == 3;
  std::size_t const tail = parts[grouped - 1].size();
  bool const ends_in_thousands = grouped > 1 && tail == 3;
  bool const decimals =
      !other_last && (first == ',' || signs.size() > 1) && tail != 3;   // `12,50`, `1.000.00`
  bool const unclear = signs.size() == 1 && first == ',' && tail == 3;  // `1,452`
  if (!uniform || unclear || (!decimals && !ends_in_thousands)) return result;
  if (signs.size() > 1 && !thousands) return result;
  for (std::size_t n = 0; n < parts.size(); ++n) {
    bool const point = n > 0 && n + 1 == parts.size() && (other_last || decimals);
    if (n > 0) result.plain += point ? '.' : '_';
    result.plain += parts[n];
  }
  return result;
}

bool is_date(std::string_view bytes, std::size_t end) {
  return end < bytes.size() && (bytes[end] == '-' || bytes[end] == '/');
}

// A sign of a currency at `at`: its length, and the currency where there is only one of that sign.
std::pair<std::size_t, std::string_view> currency_sign(std::string_view bytes, std::size_t at) {
  constexpr std::array signs{std::pair{"€", "EUR"}, std::pair{"R$", "BRL"}, std::pair{"US$", "USD"},
                             std::pair{"£", ""},    std::pair{"¥", ""},     std::pair{"$", ""}};
  for (auto const& [sign, code] : signs) {
    if (stands(bytes, at, sign)) return {std::string_view(sign).size(), code};
  }
  return {0, {}};
}

Borrowed amount(std::string_view written, std::string const& number, std::string_view currency) {
  bool const certain = !number.empty() && !currency.empty();
  std::string const meant =
      fmt::format("{} {}", number.empty() ? "1_452.06" : number, currency.empty() ? "EUR" : currency);
  return {
      written.size(),
      Code::foreign_amount,
      fmt::format("`{}` is not how an amount is written", written),
      certain ? fmt::format("write the number, then the currency: {}", meant)
      : currency.empty()
          ? fmt::format("write the number, then the currency in three capitals, as in {}", meant)
          : fmt::format("the decimal sign is a point, and thousands are set apart with `_`, as in {}", meant),
      certain ? std::optional(meant) : std::nullopt,
      meant};
}

// Of what is certainly meant.
Borrowed plainly(std::string_view written, std::string_view what, std::string_view how,
                 std::string const& meant) {
  return {written.size(),
          Code::foreign_amount,
          fmt::format("`{}` is not how {} is written", written, what),
          fmt::format("{}: {}", how, meant),
          meant,
          meant};
}

}  // namespace

std::optional<Borrowed> borrowed_number(std::string_view bytes, std::size_t at) {
  Number const number = number_at(bytes, at);
  bool const day_of_a_date = at > 1 && bytes[at - 1] == '-' && is_digit(bytes[at - 2]);
  if (!number.foreign || day_of_a_date || is_date(bytes, number.end)) return std::nullopt;
  if (number.end < bytes.size() && is_word_part(bytes[number.end])) return std::nullopt;
  // Two numbers may stand beside a comma, but where an amount begins the value of a row or a rule.
  if (number.commas && !(begins_a_value(bytes, at) && is_currency(bytes, after_blanks(bytes, number.end))))
    return std::nullopt;
  std::string const written(bytes.substr(at, number.end - at));
  std::string hint = "the decimal sign is a point, and thousands are set apart with `_`";
  if (!number.plain.empty()) hint += ": " + number.plain;
  bool const certain = !number.plain.empty();
  return Borrowed{written.size(),
                  Code::malformed_number,
                  fmt::format("`{}` is not a number", written),
                  hint,
                  certain ? std::optional(number.plain) : std::nullopt,
                  certain ? number.plain : "0"};
}

std::optional<Borrowed> borrowed_amount(std::string_view bytes, std::size_t at) {
  if (is_digit(bytes[at])) {  // `1452.06 €`
    Number const number = number_at(bytes, at);
    auto const [length, currency] = currency_sign(bytes, after_blanks(bytes, number.end));
    if (length == 0) return std::nullopt;
    std::size_t const end = after_blanks(bytes, number.end) + length;
    return amount(bytes.substr(at, end - at), number.plain, currency);
  }
  auto [length, currency] = currency_sign(bytes, at);
  bool const code = length == 0 && bytes.size() - at > 4 &&
                    std::all_of(&bytes[at], &bytes[at] + 3, is_capital) && is_blank(bytes[at + 3]);
  if (code) {  // `EUR 1452.06`, where no number stands before
    constexpr std::array heads{"currency", "follows", "money", "state"};
    std::string_view const word = word_before(bytes, at);
    bool const declared =
        std::any_of(heads.begin(), heads.end(), [&](char const* head) { return word == head; });
    if (declared || after_a_number(bytes, at)) return std::nullopt;
    length = 3;
    currency = bytes.substr(at, 3);
  }
  if (length == 0) return std::nullopt;
  std::size_t const begin = after_blanks(bytes, at + length);
  if (begin >= bytes.size() || !is_digit(bytes[begin])) return std::nullopt;
  Number const number = number_at(bytes, begin);
  std::size_t const next = after_blanks(bytes, number.end);
  bool const other = is_date(bytes, number.end) || (next < bytes.size() && bytes[next] == ':');
  if (code && (other || (number.end < bytes.size() && is_word_part(bytes[number.end])))) return std::nullopt;
  return amount(bytes.substr(at, number.end - at), number.plain, currency);
}

std::optional<Borrowed> borrowed_percentage(std::string_view bytes, std::size_t at) {
  bool const sign_first = bytes[at] == '%';
  std::size_t const begin = sign_first ? after_blanks(bytes, at + 1) : at;
  if (begin >= bytes.size() || !is_digit(bytes[begin])) return std::nullopt;
  if (sign_first && after_a_number(bytes, at)) return std::nullopt;
  Number const number = number_at(bytes, begin);
  std::size_t end = number.end;
  if (!sign_first) {
    constexpr std::array words{"%",          "percent",   "per cent",  "pct",
                               "por ciento", "por cento", "pour cent", "vom Hundert"};
    std::size_t const word = after_blanks(bytes, number.end);
    auto const* const found =
        std::find_if(words.begin(), words.end(), [&](char const* one) { return stands(bytes, word, one); });
    if (found == words.end()) return std::nullopt;
    end = word + std::string_view(*found).size();
    bool const plain = std::string_view(*found) == "%";
    if (!plain && end < bytes.size() && is_word_part(bytes[end])) return std::nullopt;
    std::size_t const of = after_blanks(bytes, end);
    bool const share =
        of > end && stands(bytes, of, "of") && (of + 2 == bytes.size() || !is_word_part(bytes[of + 2]));
    if (plain && (!share || in_brackets(bytes, at))) return std::nullopt;  // between arguments `of` may stand
    if (share) end = of + 2;
    if (share && !number.plain.empty()) {
      std::string const meant = number.plain + " % *";
      return plainly(bytes.substr(at, end - at), "a share", "a share of something is a product", meant);
    }
  }
  if (number.plain.empty()) return std::nullopt;
  std::string const meant = number.plain + " %";
  return plainly(bytes.substr(at, end - at), "a percentage", "write the number, then the sign", meant);
}

}  // namespace convenio::grammar
