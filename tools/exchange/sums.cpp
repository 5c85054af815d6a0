// See sums.hpp.
#include "tools/exchange/sums.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "tools/exchange/codes.hpp"

namespace convenio::exchange {

namespace {

constexpr std::size_t most_digits = 18, most_places = 6;

bool digits_only(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

Rational whole_at(Json const* of, std::string_view key, Rational const& otherwise) {
  Json const* const found = member(of, key);
  if (!found) return otherwise;
  auto const text = found->kind() == Json::Kind::number ? found->number() : "";
  return Rational::parse_decimal(text).value_or(otherwise);
}

}  // namespace

std::optional<Rational> amount_of(std::string_view text) {
  auto const point = text.find('.');
  auto whole = text.substr(0, point);
  if (!digits_only(whole)) return std::nullopt;
  if (point != std::string_view::npos) {
    auto const places = text.substr(point + 1);
    if (!digits_only(places) || places.size() > most_places) return std::nullopt;
  }
  while (whole.size() > 1 && whole.front() == '0') {
    whole.remove_prefix(1);
    text.remove_prefix(1);
  }
  if (whole.size() > most_digits) return std::nullopt;
  return Rational::parse_decimal(text);
}

std::string decimal(Rational const& amount) {
  return amount.to_decimal(0, most_places).value_or(amount.to_string());
}

Sum read_sum(Map const& map, Reading& reading, Findings& findings, Json const* sum, std::string const& at) {
  Sum out;
  auto const part = [&](Json const* of, std::string const& where, std::string const& key, std::string unit) {
    auto leaf = reading.leaf(of, where, key);
    if (!leaf.text) return;
    auto const amount = amount_of(*leaf.text);
    if (!amount) {
      findings.add(Code::bad_sum, leaf.pointer, fmt::format("`{}` is no number of {}", *leaf.text, unit),
                   "digits, and at most 6 after a point");
      return;
    }
    if (!amount->is_whole())
      findings.add(Code::fraction, leaf.pointer, fmt::format("{} {}, kept exactly", *leaf.text, unit));
    out.parts.push_back({std::move(unit), *amount, std::move(leaf)});
  };
  for (auto const& unit : items_at(&map.root(), "units"))
    part(sum, at, text_at(&unit, "member").value_or(""), text_at(&unit, "unit").value_or(""));
  Json const* const days = member(sum, "dager");
  auto const place = step(at, "dager");
  if (days && days->kind() != Json::Kind::object) {
    findings.add(Code::wrong_kind, place,
                 fmt::format("{}, and an object is asked for", cases::in_words(days->kind())));
    return out;
  }
  part(days, place, "nr", "days");
  out.week_leaf = reading.leaf(days, place, "type");
  if (out.week_leaf.text) {
    if (map.meaning("weeks", *out.week_leaf.text))
      out.week = *out.week_leaf.text;
    else
      findings.add(Code::unknown_code, out.week_leaf.pointer,
                   fmt::format("`{}` is no week of days of the map", *out.week_leaf.text));
  }
  bool const in_days = std::any_of(out.parts.begin(), out.parts.end(), [](Part const& one) {
    return one.unit == "days" && !one.amount.is_zero();
  });
  if (in_days && out.week.empty() && !out.week_leaf.text)
    findings.add(Code::days_without_week, place, "days are certified, and not of which week");
  return out;
}

std::optional<Json> accept(Sum const& sum, Reading& reading) {
  Json certified = object();
  for (auto const& part : sum.parts) {
    auto const text = decimal(part.amount);
    put(certified, part.unit, part.amount.is_whole() ? Json{cases::JsonNumber{text}} : text_of(text));
    reading.take(part.leaf, text);
  }
  if (sum.parts.empty()) return std::nullopt;
  if (!sum.week.empty()) {
    put(certified, "day_week", Json{cases::JsonNumber{sum.week}});
    reading.take(sum.week_leaf, sum.week);
  }
  return certified;
}

std::pair<Rational, Rational> days_spanned(Map const& map, Sum const& sum) {
  Rational least, most;
  for (auto const& part : sum.parts) {
    if (part.unit == "days") {
      auto const stated = amount_of(sum.week);
      auto const week = stated && !stated->is_zero() ? *stated : Rational(5);
      least = least + part.amount;
      most = most + part.amount * Rational(7) / week + Rational(2);
      continue;
    }
    for (auto const& unit : items_at(&map.root(), "units")) {
      if (text_at(&unit, "unit") != part.unit) continue;
      least = least + part.amount * whole_at(&unit, "least", Rational(0));
      most = most + part.amount * whole_at(&unit, "most", Rational(0));
    }
  }
  return {least, most};
}

Rational days_of_week(Map const& map, Sum const& sum, std::string const& week) {
  Rational days;
  Json const* const table = map.meaning("weeks", week);
  for (auto const& part : sum.parts) {
    auto const one = part.unit.substr(0, part.unit.size() - 1);
    days = days + part.amount * whole_at(table, one, Rational(1));
  }
  return days;
}

}  // namespace convenio::exchange
