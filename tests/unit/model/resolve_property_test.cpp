// Random overlaps with decided, open and absent verdicts against an oracle that goes day by day through every
// way of completing the absent verdicts; and whole pipelines: what is known with a verdict missing holds
// however it turns out.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "engine/model/history.hpp"
#include "tests/unit/model/periods.hpp"

using namespace convenio::model;
using namespace convenio::model::test;

namespace {

constexpr int last = 40;
using Kind = Verdict::Kind;
using Ids = std::set<std::string>;
using Pair = std::pair<std::string, std::string>;  // ids of the originals; the first is the smaller
using Table = std::map<Pair, Kind>;

AbsencePtr const open_reason =
    absent({Blocker::Kind::undefined_text, "the text has no rule", ""}).as<AbsencePtr>();

std::vector<Period> any_periods(std::mt19937_64& random, std::size_t most) {
  std::vector<Period> periods;
  std::size_t const count = 1 + random() % most;
  for (std::size_t i = 0; i < count; ++i) {
    int const begin = static_cast<int>(random() % (last - 1));
    int const length = 1 + static_cast<int>(random() % 20);
    Period p = short_period("p" + std::to_string(i), static_cast<StateId>(random() % 3),
                            static_cast<std::uint32_t>(i), begin, std::min(last, begin + length));
    periods.push_back(random() % 2 ? with(p, static_cast<int>(random() % 9), Unit::months) : p);
  }
  return periods;
}

// A verdict for each pair of periods, at most `most_absent` of them absent.
Table any_table(std::mt19937_64& random, std::vector<Period> const& periods, std::size_t most_absent) {
  Table table;
  std::size_t absents = 0;
  for (auto const& p : periods)
    for (auto const& q : periods) {
      if (p.id >= q.id) continue;
      auto const draw = random() % 10;
      Kind kind = draw < 4 ? Kind::first : draw < 7 ? Kind::second : draw < 8 ? Kind::open : Kind::absent;
      if (kind == Kind::absent && ++absents > most_absent) kind = Kind::open;
      table[{p.id, q.id}] = kind;
    }
  return table;
}

Verdict look_up(Table const& table, Period const& a, Period const& b) {
  bool const swapped = b.id < a.id;
  auto const entry = table.find(swapped ? Pair{b.id, a.id} : Pair{a.id, b.id});
  Kind kind = entry == table.end() ? Kind::open : entry->second;
  if (swapped && kind == Kind::first)
    kind = Kind::second;
  else if (swapped && kind == Kind::second)
    kind = Kind::first;
  return {kind, kind_of(a) + kind_of(b), kind == Kind::absent ? missing("verdict") : nullptr};
}

auto decide_by(Table const& table) {
  return [&table](Period const& a, Period const& b) { return look_up(table, a, b); };
}

History resolved(History const& h, Table const& table, Otherwise otherwise) {
  return resolve(h, decide_by(table), otherwise, open_reason, 0, {});
}

// Every way of completing the absent verdicts among `pairs`.
std::vector<Table> completions(Table const& table, std::set<Pair> const& pairs) {
  std::vector<Table> result{table};
  for (Pair const& pair : pairs) {
    std::vector<Table> longer;
    for (Table const& one : result)
      for (Kind const kind : {Kind::first, Kind::second, Kind::open}) {
        longer.push_back(one);
        longer.back()[pair] = kind;
      }
    result = std::move(longer);
  }
  return result;
}

std::set<Pair> absent_pairs(Table const& table, Ids const& ids) {
  std::set<Pair> result;
  for (auto const& [pair, kind] : table)
    if (kind == Kind::absent && ids.contains(pair.first) && ids.contains(pair.second)) result.insert(pair);
  return result;
}

Ids survivors(Table const& table, Ids const& ids) {
  Ids fallen;
  for (auto const& [pair, kind] : table) {
    if (!ids.contains(pair.first) || !ids.contains(pair.second)) continue;
    if (kind == Kind::first) fallen.insert(pair.second);
    if (kind == Kind::second) fallen.insert(pair.first);
  }
  Ids result;
  for (auto const& id : ids)
    if (!fallen.contains(id)) result.insert(id);
  return result;
}

template <class Items>
Ids ids_on(Items const& items, int day) {
  Ids result;
  for (auto const& item : items)
    if (item.begin.number() <= day && day < item.end.number()) result.insert(item.id);
  return result;
}

Ids joined(Ids a, Ids const& b) {
  a.insert(b.begin(), b.end());
  return a;
}

struct Day {  // what a resolved history says of one day
  Ids owners, candidates, displaced;
  std::size_t doubts = 0;
};

Day day_of(History const& h, int day) {
  Day result{ids_on(h.periods, day), {}, {}, 0};
  for (Doubt const& d : h.doubts) {
    if (d.begin.number() > day || d.end.number() <= day) continue;
    result.candidates = joined(result.candidates, ids_on(d.candidates, day));
    ++result.doubts;
  }
  for (LedgerEntry const& e : h.resolution->ledger)
    if (e.begin.number() <= day && day < e.end.number()) {
      REQUIRE(e.begin == e.displaced.begin);
      REQUIRE(e.end == e.displaced.end);
      REQUIRE(result.displaced.insert(e.displaced.id).second);
    }
  return result;
}

struct Expected {  // from all ways of completing the verdicts of one day
  Ids in_all, in_some;
  bool circle = false, circle_in_all = true;
};

Expected oracle(Table const& table, Ids const& ids) {
  Expected expected{ids, {}, false, true};
  for (Table const& world : completions(table, absent_pairs(table, ids))) {
    Ids left = survivors(world, ids);
    if (left.empty()) {
      expected.circle = true;
      expected.in_some = ids;
      continue;
    }
    expected.circle_in_all = false;
    expected.in_some = joined(expected.in_some, left);
    std::erase_if(expected.in_all, [&](std::string const& id) { return !left.contains(id); });
  }
  return expected;
}

void check_day(Table const& table, Ids const& ids, Day const& day, Otherwise otherwise) {
  Expected const expected = oracle(table, ids);
  Ids owners;
  bool const settled = !expected.circle && expected.in_all == expected.in_some;
  if (!expected.circle && (otherwise == Otherwise::both || (settled && expected.in_all.size() == 1)))
    owners = expected.in_all;
  REQUIRE(day.owners == owners);
  Ids doubtful;
  for (auto const& id : expected.in_some)
    if (!owners.contains(id)) doubtful.insert(id);
  REQUIRE(day.doubts == (doubtful.empty() ? 0 : 1));
  if (settled || (expected.circle && expected.circle_in_all)) REQUIRE(day.candidates == doubtful);
  for (auto const& id : doubtful) REQUIRE(day.candidates.contains(id));
  // Owner, candidate, or displaced: exactly one of them, and nobody is lost.
  REQUIRE(joined(joined(day.owners, day.candidates), day.displaced) == ids);
  REQUIRE(day.owners.size() + day.candidates.size() + day.displaced.size() == ids.size());
}

void check_ledger(History const& h, Table const& table) {
  auto const& ledger = h.resolution->ledger;
  for (std::size_t i = 0; i < ledger.size(); ++i) {
    LedgerEntry const& e = ledger[i];
    Verdict const verdict = look_up(table, e.displaced_by, e.displaced);
    REQUIRE(verdict.kind == Kind::first);
    REQUIRE(verdict.clause == e.clause);
    REQUIRE(e.displaced_by.begin <= e.begin);
    REQUIRE(e.end <= e.displaced_by.end);
    if (i > 0) REQUIRE(ledger[i - 1].begin <= e.begin);
    for (LedgerEntry const& other : ledger)
      REQUIRE_FALSE((other.begin == e.end && other.displaced.id == e.displaced.id &&
                     other.displaced_by.id == e.displaced_by.id && other.clause == e.clause));
  }
}

}  // namespace

TEST_CASE("each day has the owners that every completion gives it") {
  std::mt19937_64 random(21);
  int doubtful_days = 0;
  for (int round = 0; round < 2'000; ++round) {
    CAPTURE(round);
    std::vector<Period> periods = any_periods(random, 7);
    Table const table = any_table(random, periods, round % 2 == 0 ? 0 : 4);
    auto const otherwise = static_cast<Otherwise>(random() % 3);
    History const h = resolved(make_history(periods), table, otherwise);
    check_ledger(h, table);
    for (int day = 0; day < last; ++day) {
      Day const found = day_of(h, day);
      check_day(table, ids_on(periods, day), found, otherwise);
      doubtful_days += found.doubts > 0;
    }
    for (Period const& p : h.periods)  // pieces of one period are rejoined
      for (Period const& q : h.periods) REQUIRE_FALSE((p.id == q.id && p.end == q.begin));
    shuffle(periods, random);  // P1
    History const again = resolved(make_history(periods), table, otherwise);
    REQUIRE(same(h, again));
    REQUIRE(ledger_texts(h) == ledger_texts(again));
  }
  CHECK(doubtful_days > 1000);  // the oracle had something to say
}

TEST_CASE("a total priority gives each day to the strongest") {
  std::mt19937_64 random(22);
  auto const stronger = [](Period const& a, Period const& b) {
    return Verdict{kind_of(a) < kind_of(b) ? Kind::first : Kind::second, 0, nullptr};
  };
  for (int round = 0; round < 1'000; ++round) {
    std::vector<Period> const periods = any_periods(random, 12);
    History const h = resolve(make_history(periods), stronger, Otherwise::conflict, open_reason, 0, {});
    REQUIRE(h.doubts.empty());
    for (int day = 0; day < last; ++day) {
      Period const* strongest = nullptr;
      std::size_t covering = 0;
      for (Period const& p : periods) {
        if (p.begin.number() > day || p.end.number() <= day) continue;
        ++covering;
        if (!strongest || kind_of(p) < kind_of(*strongest)) strongest = &p;
      }
      Day const found = day_of(h, day);
      REQUIRE(found.owners == (strongest ? Ids{strongest->id} : Ids{}));
      REQUIRE(found.displaced.size() == (covering == 0 ? 0 : covering - 1));
    }
    for (LedgerEntry const& e : h.resolution->ledger)
      REQUIRE(day_of(h, e.begin.number()).owners == Ids{e.displaced_by.id});
    // P2: splitting changes no day's owner.
    std::vector<Date> const at{Date::from_number(static_cast<int>(random() % last)),
                               Date::from_number(static_cast<int>(random() % last))};
    History const parts =
        resolve(split(make_history(periods), at), stronger, Otherwise::conflict, open_reason, 0, {});
    for (StateId state = 0; state < 3; ++state) {
      auto const of_state = [&](Period const& p) { return p.state == state; };
      REQUIRE(days(filter(parts, of_state)) == days(filter(h, of_state)));
    }
  }
}

namespace {

struct Scene {
  std::vector<Period> first, second;
  Table decided;  // a later precedence without absent verdicts
  std::vector<std::uint64_t> steps;
  Otherwise otherwise{};
};

// Two resolved histories, then a random chain of operations.
History played(Scene const& scene, Table const& table) {
  History h = resolved(make_history(scene.first), table, scene.otherwise);
  History const other = resolved(make_history(scene.second), table, scene.otherwise);
  for (std::uint64_t const step : scene.steps) {
    Date const at = Date::from_number(static_cast<int>((step >> 8) % last));
    auto const state = static_cast<StateId>((step >> 8) % 3);
    switch (step % 10) {
      case 0:
        h = unite(h, other);
        break;
      case 1:
        h = subtract(h, other);
        break;
      case 2:
        h = intersect(h, other);
        break;
      case 3:
        h = clip(h, at, std::nullopt);
        break;
      case 4:
        h = filter(h, [&](Period const& p) { return p.state == state; });
        break;
      case 5:
        h = filter(h, [&](Period const& p) { return p.state != state; });
        break;
      case 6:
        h = resolved(h, scene.decided, scene.otherwise);
        break;
      case 7:
        h = resolved(h, table, scene.otherwise);
        break;
      case 8:
        h = merge(split(h, {at}));
        break;
      case 9:
        h = subtract(other, h);
        break;
    }
  }
  return h;
}

// Makes the verdicts of up to three pairs absent that meet in one of the two histories.
std::set<Pair> forget_some(Table& table, Scene const& scene, std::mt19937_64& random) {
  std::vector<Pair> meeting;
  for (auto const* periods : {&scene.first, &scene.second})
    for (Period const& p : *periods)
      for (Period const& q : *periods)
        if (p.id < q.id && p.begin < q.end && q.begin < p.end) meeting.push_back({p.id, q.id});
  std::set<Pair> pairs;
  for (int i = 0; i < 3 && !meeting.empty(); ++i) pairs.insert(meeting[random() % meeting.size()]);
  for (Pair const& pair : pairs) table[pair] = Kind::absent;
  return pairs;
}

}  // namespace

TEST_CASE("what is known with verdicts missing holds however they turn out") {  // P13
  std::mt19937_64 random(23);
  int known = 0;
  int unknown = 0;
  for (int round = 0; round < 2'500; ++round) {
    CAPTURE(round);
    std::vector<Period> all = any_periods(random, 7);
    Scene scene;
    for (Period const& p : all) (random() % 3 ? scene.first : scene.second).push_back(p);
    scene.decided = any_table(random, all, 0);
    scene.otherwise = static_cast<Otherwise>(random() % 3);
    for (std::size_t i = 1 + random() % 4; i > 0; --i) scene.steps.push_back(random());
    Table table = any_table(random, all, 0);
    std::set<Pair> const pairs = forget_some(table, scene, random);
    auto const counts = [](History const& h) {
      return std::vector<Value>{count_days(h), count_touched_months(h), count_complete_months(h),
                                count_months_by_date(h, MissingDay::back, Rational(30)),
                                certified(h, Unit::months)};
    };
    std::vector<Value> const before = counts(played(scene, table));
    for (Table const& world : completions(table, pairs)) {
      std::vector<Value> const after = counts(played(scene, world));
      for (std::size_t i = 0; i < before.size(); ++i) {
        ++(before[i].absent() ? unknown : known);
        CAPTURE(i);
        if (!before[i].absent()) REQUIRE(equal(before[i], after[i]));
      }
    }
  }
  CHECK(known > 1000);
  CHECK(unknown > 1000);
}
