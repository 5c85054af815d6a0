// See cells.hpp.
#include "tools/exchange/cells.hpp"

#include <fmt/format.h>

#include "engine/model/date.hpp"
#include "tools/exchange/sums.hpp"

namespace convenio::exchange {

namespace {

// "DD/MM/YYYY": each letter is a digit of the year, month or day, all else stands for itself.
std::optional<model::Date> day_by(std::string_view pattern, std::string_view text) {
  if (pattern.size() != text.size()) return std::nullopt;
  std::int64_t year = 0, month = 0, day = 0;
  for (std::size_t n = 0; n < pattern.size(); ++n) {
    char const p = pattern[n], c = text[n];
    if (p != 'Y' && p != 'M' && p != 'D') {
      if (p != c) return std::nullopt;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    auto& part = p == 'Y' ? year : p == 'M' ? month : day;
    part = part * 10 + (c - '0');
  }
  auto const date = model::Date::from_ymd(year, month, day);
  return date && *date >= model::earliest_fact_date() && *date <= model::latest_fact_date() ? date
                                                                                            : std::nullopt;
}

std::string day_as(std::string_view pattern, model::Date date) {
  std::string year = fmt::format("{:04}", date.year()), month = fmt::format("{:02}", date.month()),
              day = fmt::format("{:02}", date.day()), out;
  std::size_t y = 0, m = 0, d = 0;
  for (char const p : pattern)
    out += p == 'Y' && y < 4 ? year[y++] : p == 'M' && m < 2 ? month[m++] : p == 'D' && d < 2 ? day[d++] : p;
  return out;
}

bool is_number(Json const& entry) {
  Json const* const found = member(&entry, "number");
  return found && found->kind() == Json::Kind::truth && found->truth();
}

Cell value_of(Json value) { return {Cell::Kind::value, std::move(value), ""}; }
Cell bad_cell(std::string trouble) { return {Cell::Kind::bad, {}, std::move(trouble)}; }

Cell read_one(Json const& entry, std::string_view field) {
  if (field.empty()) return {};
  if (Json const* const codes = member(&entry, "codes"); codes && codes->kind() == Json::Kind::object) {
    Json const* const found = codes->find(field);
    if (!found) return bad_cell("a code that the map does not list for its column");
    return found->kind() == Json::Kind::null ? Cell{} : value_of(*found);
  }
  if (auto const pattern = text_at(&entry, "day")) {
    auto const day = day_by(*pattern, field);
    return day ? value_of(text_of(day->to_string()))
               : bad_cell(fmt::format("no day as {}, from 1850 to 2150", *pattern));
  }
  if (is_number(entry)) {
    auto const amount = amount_of(field);
    if (!amount) return bad_cell("no number: digits, and at most 6 after a point");
    auto const text = decimal(*amount);
    return value_of(amount->is_whole() ? Json{cases::JsonNumber{text}} : text_of(text));
  }
  return value_of(text_of(field));
}

}  // namespace

Cell read_cell(Json const& entry, std::string_view field) {
  if (Json const* const constant = member(&entry, "constant")) return value_of(*constant);
  auto const between = text_at(&entry, "list");
  if (!between || between->empty() || field.empty()) return read_one(entry, field);
  Json all = list();
  for (bool more = true; more;) {
    auto const end = field.find(*between);
    auto one = read_one(entry, field.substr(0, end));
    if (one.kind == Cell::Kind::bad) return one;
    if (one.kind == Cell::Kind::value) std::get<Json::Items>(all.content).push_back(std::move(one.value));
    more = end != std::string_view::npos;
    if (more) field.remove_prefix(end + between->size());
  }
  return value_of(std::move(all));
}

std::optional<std::string> write_cell(Json const& entry, Json const& value) {
  if (value.kind() == Json::Kind::array) {
    auto const between = text_at(&entry, "list");
    if (!between) return std::nullopt;
    std::string out;
    for (auto const& item : value.items()) {
      auto const one = write_cell(entry, item);
      if (!one) return std::nullopt;
      if (!out.empty()) out += *between;
      out += *one;
    }
    return out;
  }
  if (Json const* const codes = member(&entry, "codes"); codes && codes->kind() == Json::Kind::object) {
    for (auto const& one : codes->members())
      if (equal(one.value, value)) return one.key;
    return std::nullopt;
  }
  if (auto const pattern = text_at(&entry, "day")) {
    auto const day = value.kind() == Json::Kind::string ? model::Date::parse(value.string()) : std::nullopt;
    return day ? std::optional(day_as(*pattern, *day)) : std::nullopt;
  }
  if (value.kind() == Json::Kind::number) return value.number();
  if (value.kind() == Json::Kind::string) return value.string();
  return std::nullopt;
}

}  // namespace convenio::exchange
