// Short ways to write periods and to read histories, for the tests of this room.
#pragma once

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "engine/model/history.hpp"

namespace convenio::model::test {

inline Date date(std::string_view text) {
  auto const value = Date::parse(text);
  REQUIRE_MESSAGE(value.has_value(), text);
  return *value;
}

// Both days inclusive; `kind` becomes the only attribute.
inline Period period(std::string id, StateId state, std::uint32_t kind, std::string_view first,
                     std::string_view last) {
  Period p;
  p.begin = date(first);
  p.end = Date::from_number(date(last).number() + 1);
  p.state = state;
  p.id = std::move(id);
  p.attributes = {Value{Enumerated{0, kind}}};
  return p;
}

inline Period with(Period p, int amount, Unit unit) {
  p.certified = CertifiedQuantity{Rational(amount), unit};
  return p;
}

// Days as plain numbers, [begin, end).
inline Period short_period(std::string id, StateId state, std::uint32_t kind, int begin, int end) {
  Period p;
  p.begin = Date::from_number(begin);
  p.end = Date::from_number(end);
  p.state = state;
  p.id = std::move(id);
  p.attributes = {Value{Enumerated{0, kind}}};
  return p;
}

inline std::uint32_t kind_of(Period const& p) { return p.attributes.front().as<Enumerated>().index; }

inline AbsencePtr missing(std::string subject) {
  return absent({Blocker::Kind::missing_fact, std::move(subject), ""}).as<AbsencePtr>();
}

inline std::int64_t days(History const& h) {
  Value const count = count_days(h);
  REQUIRE_FALSE(count.absent());
  return *count.as<Rational>().to_int64();
}

inline std::int64_t whole(Value const& value) {
  REQUIRE_FALSE(value.absent());
  return *value.as<Rational>().to_int64();
}

inline std::string last_day(Period const& p) { return Date::from_number(p.end.number() - 1).to_string(); }

inline std::string text(Period const& p) {
  return p.id + "@" + std::to_string(p.state) + " " + p.begin.to_string() + "/" + last_day(p) +
         (p.whole ? "" : " cut");
}

inline std::vector<std::string> texts(History const& h) {
  std::vector<std::string> result;
  for (Period const& p : h.periods) result.push_back(text(p));
  return result;
}

inline std::vector<std::string> ledger_texts(History const& h) {
  std::vector<std::string> result;
  for (LedgerEntry const& e : h.resolution->ledger)
    result.push_back(text(e.displaced) + " by " + e.displaced_by.id + " under " + std::to_string(e.clause));
  return result;
}

inline Value value(History const& h) { return Value{std::make_shared<History const>(h)}; }
inline bool same(History const& a, History const& b) { return equal(value(a), value(b)); }

template <class T>
void shuffle(std::vector<T>& items, std::mt19937_64& random) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random() % i]);
}

using Texts = std::vector<std::string>;

}  // namespace convenio::model::test
