// The small enumerations and leaves as a rule file has them.
#include <fmt/format.h>

#include "grammar/syntax/dump.hpp"

namespace convenio::syntax {

std::string_view to_string(Unit unit) {
  switch (unit) {
    case Unit::days:
      return "days";
    case Unit::weeks:
      return "weeks";
    case Unit::months:
      return "months";
    case Unit::quarters:
      return "quarters";
    case Unit::years:
      return "years";
    case Unit::calendar_days:
      return "calendar days";
    case Unit::calendar_months:
      return "calendar months";
    case Unit::calendar_years:
      return "calendar years";
  }
  return {};
}

std::string_view to_string(BinaryOp op) {
  switch (op) {
    case BinaryOp::or_:
      return "or";
    case BinaryOp::and_:
      return "and";
    case BinaryOp::is:
      return "is";
    case BinaryOp::is_not:
      return "is not";
    case BinaryOp::less:
      return "<";
    case BinaryOp::less_equal:
      return "<=";
    case BinaryOp::greater:
      return ">";
    case BinaryOp::greater_equal:
      return ">=";
    case BinaryOp::in:
      return "in";
    case BinaryOp::not_in:
      return "not in";
    case BinaryOp::add:
      return "+";
    case BinaryOp::subtract:
      return "-";
    case BinaryOp::multiply:
      return "*";
    case BinaryOp::divide:
      return "/";
  }
  return {};
}

std::string to_string(Date const& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string to_string(Path const& path) {
  std::string result;
  for (Name const& part : path.parts) {
    if (!result.empty()) result += '.';
    result += part.text;
  }
  return result;
}

}  // namespace convenio::syntax
