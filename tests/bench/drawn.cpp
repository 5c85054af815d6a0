// See drawn.hpp.
#include "tests/bench/drawn.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

namespace totalization {

namespace {

using std::chrono::sys_days, std::chrono::year_month_day, std::chrono::days;

year_month_day date(std::int32_t day) { return sys_days(days(day)); }

std::string iso(std::int32_t day) {
  auto const one = date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(one.year()), static_cast<unsigned>(one.month()),
                     static_cast<unsigned>(one.day()));
}

}  // namespace

Case drawn(std::mt19937_64& random) {
  auto const below = [&](int most) {
    return static_cast<std::int32_t>(random() % static_cast<std::uint64_t>(most));
  };
  constexpr std::int32_t start_of_2015 = 16436;
  Case facts;
  facts.claim = start_of_2015 + below(4018);
  facts.birth = facts.claim - 56 * 365 - below(14 * 365);
  facts.age = completed_years(facts.birth, facts.claim);
  facts.female = below(2) == 0;
  int const count = 1 + below(most_periods), home = below(states);
  int const mean = (20 + below(24)) * 365 / count;
  std::int32_t from = facts.birth + (16 + below(10)) * 365, reached = from;
  for (int n = 0; n < count; ++n) {
    Period period;
    int const length = std::max(1, mean * (3 + below(14)) / 10);
    if (n > 0 && below(4) == 0)
      from += below(length);
    else
      from = reached + (below(2) == 0 ? 0 : below(400));
    if (below(100) == 0) from = facts.claim + below(400);
    if (below(200) == 0) from = facts.birth - 1 - below(300);
    period.from = from;
    period.end = from + length;
    period.state = static_cast<std::uint8_t>(below(100) < 55 ? home : below(states));
    int const kind = below(100);
    period.kind = kind < 75 ? Kind::mandatory : kind < 90 ? Kind::voluntary : Kind::assimilated;
    period.cents = 30'000 + below(870'000);
    facts.periods.push_back(period);
    reached = std::max(reached, period.end);
  }
  return facts;
}

std::string document(Case const& facts, std::size_t number) {
  std::string text = fmt::format(
      R"({{"format":"convenio-case-1","id":"{}","facts":{{"birth":"{}","claim":"{}","sex":"{}","career":[)",
      number, iso(facts.birth), iso(facts.claim), facts.female ? "female" : "male");
  for (std::size_t n = 0; n < facts.periods.size(); ++n) {
    auto const& one = facts.periods[n];
    text += fmt::format(
        R"({}{{"id":"{}","state":"{}","from":"{}","to":"{}","kind":"{}","earnings":"{}.{:02} UNI","seq":{}}})",
        n == 0 ? "" : ",", n, state_names[one.state], iso(one.from), iso(one.end - 1),
        kind_names[static_cast<std::size_t>(one.kind)], one.cents / 100, one.cents % 100, n);
  }
  return text + "]}}";
}

}  // namespace totalization
