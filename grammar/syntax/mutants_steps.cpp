// One step up or down: of written numbers, of dates, of plain values.
// Knows the decimal system and the calendar; knows no rule.
#include <fmt/format.h>

#include "grammar/syntax/mutator.hpp"

namespace convenio::syntax {

namespace {

bool leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

unsigned last_day(int year, unsigned month) {
  if (month == 2) return leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

std::string group(std::string const& digits) {
  std::string result = digits;
  std::size_t const point = std::min(result.find('.'), result.size());
  for (std::size_t at = point; at > 3; at -= 3) result.insert(at - 3, "_");
  return result;
}

std::string paid(Per per) { return per == Per::sum ? "" : fmt::format(" per {}", terms::name(per)); }

}  // namespace

std::optional<std::string> next_number(std::string const& digits, bool up) {
  std::string result = digits;
  char const over = up ? '9' : '0';
  for (std::size_t at = result.size(); at-- > 0;) {
    char& digit = result[at];
    if (digit == '.') continue;
    if (digit != over) {
      digit = static_cast<char>(up ? digit + 1 : digit - 1);
      if (!up && result.size() > 1 && result[0] == '0' && result[1] != '.') result.erase(0, 1);
      return result;
    }
    digit = up ? '0' : '9';
  }
  if (!up) return std::nullopt;
  return "1" + result;
}

Date next_day(Date const& date, bool up) {
  Date result = date;
  if (up && date.day < last_day(date.year, date.month)) {
    ++result.day;
  } else if (up) {
    result.day = 1;
    result.month = date.month % 12 + 1;
    if (result.month == 1) ++result.year;
  } else if (date.day > 1) {
    --result.day;
  } else {
    result.month = date.month == 1 ? 12 : date.month - 1;
    if (date.month == 1) --result.year;
    result.day = last_day(result.year, result.month);
  }
  return result;
}

ExprPtr next_value(Expr const& value, bool up) {
  auto const made = [&](auto node) {
    auto expr = std::make_unique<Expr>();
    expr->span = value.span;
    expr->node = std::move(node);
    return expr;
  };
  auto const stepped = [&](auto node) -> ExprPtr {
    auto digits = next_number(node.digits, up);
    if (!digits) return nullptr;
    node.digits = *digits;
    return made(std::move(node));
  };
  if (auto const* number = std::get_if<Number>(&value.node)) return stepped(*number);
  if (auto const* quantity = std::get_if<Quantity>(&value.node)) return stepped(*quantity);
  if (auto const* money = std::get_if<Money>(&value.node)) return stepped(*money);
  if (auto const* money = std::get_if<MoneyOf>(&value.node)) return money->zero ? nullptr : stepped(*money);
  if (auto const* date = std::get_if<DateLiteral>(&value.node))
    return made(DateLiteral{next_day(date->date, up)});
  return nullptr;
}

std::string written(Expr const& value, bool grouped) {
  auto const digits = [&](std::string const& text) { return grouped ? group(text) : text; };
  if (auto const* number = std::get_if<Number>(&value.node))
    return digits(number->digits) + (number->percent ? " %" : "");
  if (auto const* quantity = std::get_if<Quantity>(&value.node))
    return fmt::format("{} {}", digits(quantity->digits), to_string(quantity->unit));
  if (auto const* money = std::get_if<Money>(&value.node))
    return fmt::format("{} {}{}", digits(money->digits), money->currency.text, paid(money->per));
  if (auto const* money = std::get_if<MoneyOf>(&value.node))
    return fmt::format("{} {} of the money of {}{}", digits(money->digits),
                       money->digits == "1" ? "unit" : "units", to_string(money->state),
                       paid(money->per.value_or(Per::sum)));
  if (auto const* date = std::get_if<DateLiteral>(&value.node)) return to_string(date->date);
  return {};
}

}  // namespace convenio::syntax
