// Random histories on few days against sets of days: algebra, counting, order of input, splitting.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "engine/model/history.hpp"
#include "tests/unit/model/periods.hpp"

using namespace convenio::model;
using namespace convenio::model::test;

namespace {

constexpr int last = 100;  // days of the small world, from 1970-01-01

std::vector<Period> any_periods(std::mt19937_64& random, std::string const& prefix) {
  std::vector<Period> periods;
  std::size_t const count = random() % 9;
  for (std::size_t i = 0; i < count; ++i) {
    int const begin = static_cast<int>(random() % (last - 1));
    int const length = 1 + static_cast<int>(random() % (random() % 2 ? 40U : 6U));
    periods.push_back(short_period(prefix + std::to_string(i), static_cast<StateId>(random() % 3),
                                   static_cast<std::uint32_t>(random() % 2), begin,
                                   std::min(last, begin + length)));
  }
  return periods;
}

using Days = std::set<int>;
using DaysOf = std::map<std::string, Days>;  // by id

DaysOf days_by_id(History const& h) {
  DaysOf result;
  for (Period const& p : h.periods)
    for (int d = p.begin.number(); d < p.end.number(); ++d) result[p.id].insert(d);
  return result;
}

Days all_days(History const& h) {
  Days result;
  for (auto const& [id, of_id] : days_by_id(h)) result.insert(of_id.begin(), of_id.end());
  return result;
}

// The days of each id for which `keep` holds.
template <class Keep>
DaysOf kept(DaysOf const& days_of, Keep const& keep) {
  DaysOf result;
  for (auto const& [id, of_id] : days_of)
    for (int const d : of_id)
      if (keep(d)) result[id].insert(d);
  return result;
}

struct Counts {
  std::int64_t days = 0, touched_months = 0, complete_months = 0, touched_years = 0;
};

Counts naive_counts(Days const& days) {
  std::map<std::pair<int, unsigned>, int> months;
  std::set<int> years;
  for (int const d : days) {
    Date const date = Date::from_number(d);
    ++months[{date.year(), date.month()}];
    years.insert(date.year());
  }
  Counts c{static_cast<std::int64_t>(days.size()), static_cast<std::int64_t>(months.size()), 0,
           static_cast<std::int64_t>(years.size())};
  for (auto const& [month, count] : months)
    if (count == static_cast<int>(Date::from_ymd(month.first, month.second, 1)->last_of_month().day()))
      ++c.complete_months;
  return c;
}

bool canonical(History const& h) {
  for (std::size_t i = 1; i < h.periods.size(); ++i)
    if (compare(h.periods[i - 1], h.periods[i]) > 0) return false;
  return true;
}

}  // namespace

TEST_CASE("the algebra agrees with sets of days") {
  std::mt19937_64 random(1);
  for (int round = 0; round < 1'500; ++round) {
    CAPTURE(round);
    History const a = make_history(any_periods(random, "a"));
    History const b = make_history(any_periods(random, "b"));
    DaysOf const of_a = days_by_id(a);
    DaysOf const of_b = days_by_id(b);
    Days const in_b = all_days(b);
    int const from = static_cast<int>(random() % last);
    int const end = static_cast<int>(random() % last);

    DaysOf both = of_a;
    both.insert(of_b.begin(), of_b.end());
    REQUIRE(days_by_id(unite(a, b)) == both);
    REQUIRE(same(unite(a, b), unite(b, a)));
    REQUIRE(days_by_id(subtract(a, b)) == kept(of_a, [&](int d) { return !in_b.contains(d); }));
    REQUIRE(days_by_id(intersect(a, b)) == kept(of_a, [&](int d) { return in_b.contains(d); }));
    REQUIRE(days_by_id(clip(a, Date::from_number(from), Date::from_number(end))) ==
            kept(of_a, [&](int d) { return d >= from && d < end; }));
    REQUIRE(days_by_id(split(a, {Date::from_number(end), Date::from_number(from)})) == of_a);
    for (History const& h : {subtract(a, b), intersect(a, b), merge(a), split(a, {Date::from_number(from)})})
      REQUIRE(canonical(h));

    Counts const counts = naive_counts(all_days(a));
    for (History const& h : {a, merge(a), split(a, {Date::from_number(from)})}) {
      REQUIRE(days(h) == counts.days);
      REQUIRE(whole(count_touched_months(h)) == counts.touched_months);
      REQUIRE(whole(count_complete_months(h)) == counts.complete_months);
      REQUIRE(whole(count_touched_years(h)) == counts.touched_years);
    }
  }
}

TEST_CASE("a period is whole exactly while it has all its days") {
  std::mt19937_64 random(2);
  for (int round = 0; round < 1'000; ++round) {
    History const a = make_history(any_periods(random, "a"));
    History const b = make_history(any_periods(random, "b"));
    std::map<std::string, Period> original;
    for (Period const& p : a.periods) original[p.id] = p;
    Date const at = Date::from_number(static_cast<int>(random() % last));
    for (History const& h : {subtract(a, b), intersect(a, b), clip(a, at, std::nullopt), split(a, {at})})
      for (Period const& p : h.periods)
        REQUIRE(p.whole == (p.begin == original[p.id].begin && p.end == original[p.id].end));
  }
}

TEST_CASE("the order of the periods changes nothing") {  // P1, H08
  std::mt19937_64 random(3);
  for (int round = 0; round < 500; ++round) {
    std::vector<Period> periods = any_periods(random, "a");
    History const h = make_history(periods);
    shuffle(periods, random);
    REQUIRE(same(make_history(periods), h));
    REQUIRE(same(merge(make_history(periods)), merge(h)));
  }
}

TEST_CASE("merged periods are joined as far as possible and hold the same days by nature") {
  std::mt19937_64 random(4);
  for (int round = 0; round < 1'000; ++round) {
    History const h = make_history(any_periods(random, "a"));
    auto const by_nature = [](History const& of) {
      std::map<std::pair<StateId, std::uint32_t>, Days> result;
      for (Period const& p : of.periods)
        for (int d = p.begin.number(); d < p.end.number(); ++d) result[{p.state, kind_of(p)}].insert(d);
      return result;
    };
    History const joined = merge(h);
    REQUIRE(by_nature(joined) == by_nature(h));
    REQUIRE(same(merge(joined), joined));
    for (Period const& p : joined.periods)
      for (Period const& q : joined.periods)
        if (&p != &q && p.state == q.state && kind_of(p) == kind_of(q))
          REQUIRE((p.end < q.begin || q.end < p.begin));
  }
}
