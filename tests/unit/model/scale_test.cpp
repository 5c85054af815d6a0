// Bad input that must cost little: a staircase of half-overlaps, a million periods, equal periods, deep
// overlaps. Times are printed; only ratios within one run and numbers of verdicts are asserted.
#include <doctest/doctest.h>

#include <chrono>

#include "engine/model/history.hpp"
#include "tests/unit/model/periods.hpp"

using namespace convenio::model;
using namespace convenio::model::test;

namespace {

AbsencePtr const open_reason =
    absent({Blocker::Kind::undefined_text, "the text has no rule", ""}).as<AbsencePtr>();

Verdict lower_state(Period const& a, Period const& b) {
  if (a.state == b.state) return {Verdict::Kind::open, none, nullptr};
  return {a.state < b.state ? Verdict::Kind::first : Verdict::Kind::second, 0, nullptr};
}

template <class Work>
double seconds(Work const& work) {
  auto const start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

History staircase(int count) {
  std::vector<Period> periods;
  for (int i = 0; i < count; ++i)
    periods.push_back(
        short_period("p" + std::to_string(i), StateId(static_cast<unsigned>(count - i)), 0, i, i + 2));
  return make_history(std::move(periods));
}

History decided(History const& h, std::uint64_t& asked) {
  auto const counting = [&asked](Period const& a, Period const& b) {
    ++asked;
    return lower_state(a, b);
  };
  return resolve(h, counting, Otherwise::both, open_reason, 0, {});
}

}  // namespace

TEST_CASE("a staircase of 100 000 half-overlaps and more") {
  constexpr int counts[] = {25'000, 100'000, 200'000};
  double best[] = {1e9, 1e9, 1e9};
  for (int attempt = 0; attempt < 2; ++attempt)
    for (int size = 0; size < 3; ++size) {
      int const count = counts[size];
      History const h = staircase(count);
      std::uint64_t asked = 0;
      History result;
      best[size] = std::min(best[size], seconds([&] { result = decided(h, asked); }));
      REQUIRE(asked == static_cast<std::uint64_t>(count) - 1);
      REQUIRE(days(result) == count + 1);
      REQUIRE(result.resolution->ledger.size() == static_cast<std::size_t>(count) - 1);
    }
  MESSAGE("resolve, 25 000: " << best[0] << " s; 100 000: " << best[1] << " s; 200 000: " << best[2] << " s");
  // Eight times the periods, or twice; quadratic would be sixty-four times and four times. Of the smallest size alone the
  // memory may be at hand from the attempt before.
  CHECK((best[2] < 40 * best[0] || best[2] < 3.5 * best[1]));
}

TEST_CASE("a million one-day periods, shuffled, half of them twice") {  // H12
#ifdef NDEBUG
  constexpr int distinct = 500'000;
#else
  constexpr int distinct = 50'000;  // a tenth, where nothing is optimised
#endif
  std::vector<Period> periods;
  periods.reserve(2 * distinct);
  for (int i = 0; i < 2 * distinct; ++i) {
    int const day = i % distinct;
    periods.push_back(short_period("p", 0, 0, day, day + 1));
  }
  std::mt19937_64 random(9);
  shuffle(periods, random);
  History h;
  double const sorting = seconds([&] { h = make_history(std::move(periods)); });
  double const counting = seconds([&] { CHECK(days(h) == distinct); });
  std::uint64_t asked = 0;
  History result;
  double const resolving = seconds([&] { result = decided(h, asked); });
  CHECK(asked == distinct);
  CHECK(days(result) == distinct);
  double const merging = seconds([&] { CHECK(merge(h).periods.size() == 1); });
  MESSAGE((2 * distinct) << " one-day periods: order " << sorting << " s, count " << counting
                         << " s, resolve " << resolving << " s, merge " << merging << " s");
}

TEST_CASE("a hundred thousand equal periods are one question") {
  std::vector<Period> periods;
  for (int i = 0; i < 100'000; ++i) periods.push_back(short_period("p" + std::to_string(i), 1, 0, 0, 10));
  periods.push_back(short_period("q", 0, 0, 4, 5));
  std::uint64_t asked = 0;
  History const h = decided(make_history(std::move(periods)), asked);
  CHECK(asked == 2);
  CHECK(h.periods.size() == 200'001);
  CHECK(h.resolution->ledger.size() == 100'000);
}

TEST_CASE("overlaps too deep to decide are a limit, and their days still count") {
  std::vector<Period> periods;
  for (int i = 0; i < 6'000; ++i)
    periods.push_back(short_period("p" + std::to_string(i), StateId(static_cast<unsigned>(i)), 0, i, 10'000));
  std::uint64_t asked = 0;
  History const deep = make_history(std::move(periods));
  History const h = decided(deep, asked);
  CHECK(asked <= resolve_work_limit(deep) + 1);
  CHECK(h.periods.empty());
  CHECK(h.doubts.at(0).why->blockers.at(0).kind == Blocker::Kind::limit);
  CHECK(days(h) == 10'000);
  Value const own = count_days(filter(h, [](Period const& p) { return p.state == 0; }));
  REQUIRE(own.absent());
  CHECK(own.absence().blockers.at(0).kind == Blocker::Kind::limit);
  // Whoever meets such days may lose them, or take them.
  std::uint64_t again = 0;
  History const met = decided(unite(h, make_history({short_period("x", 0, 0, 5, 20'000)})), again);
  CHECK(days(met) == 20'000);
  CHECK(count_days(filter(met, [](Period const& p) { return p.state == 0; })).absent());
  // On this side of the limit everything is decided.
  std::uint64_t fewer = 0;
  History const shallow = decided(clip(deep, std::nullopt, Date::from_number(1'500)), fewer);
  CHECK(shallow.doubts.empty());
  CHECK(fewer == 1'500 * 1'499 / 2);
}
