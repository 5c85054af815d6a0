// How much longer the engine takes than a program written by hand for one law: the ratios of one run, on one
// core. Cases are drawn; every amount, route and count of both is compared. usage: totalization ROOT [CASES]
// [SEED]
#include <algorithm>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <time.h>

#include <fmt/format.h>

#include "engine/api/brief.hpp"
#include "engine/api/inside.hpp"
#include "engine/fast/machine.hpp"
#include "tests/bench/totalization.hpp"

namespace {

using namespace convenio;
using totalization::Case;
using totalization::Kind;
using totalization::Route;

constexpr char const* state_names[] = {"AR", "BR", "PY", "UY"};
constexpr char const* kind_names[] = {"mandatory", "assimilated", "voluntary"};
constexpr char const* route_names[] = {"", "prorata", "independent"};

model::Date date(std::int32_t day) { return model::Date::from_number(day); }

// Three of four periods follow the one before, the fourth begins within it; a few begin after the claim or
// before birth.
Case drawn(std::mt19937_64& random) {
  auto const below = [&](int most) {
    return static_cast<std::int32_t>(random() % static_cast<std::uint64_t>(most));
  };
  Case facts;
  facts.claim = model::Date::from_ymd(2015, 1, 1)->number() + below(4018);
  facts.birth = facts.claim - 56 * 365 - below(14 * 365);
  facts.age = static_cast<std::uint8_t>(
      model::completed_months(date(facts.birth), date(facts.claim), model::MissingDay::forward) / 12);
  facts.female = below(2) == 0;
  int const count = 1 + below(totalization::most_periods), home = below(totalization::states);
  int const mean = (20 + below(24)) * 365 / count;
  std::int32_t from = facts.birth + (16 + below(10)) * 365, reached = from;
  for (int n = 0; n < count; ++n) {
    totalization::Period period;
    int const days = std::max(1, mean * (3 + below(14)) / 10);
    if (n > 0 && below(4) == 0)
      from += below(days);
    else
      from = reached + (below(2) == 0 ? 0 : below(400));
    if (below(100) == 0) from = facts.claim + below(400);
    if (below(200) == 0) from = facts.birth - 1 - below(300);
    period.from = from;
    period.end = from + days;
    period.state = static_cast<std::uint8_t>(below(100) < 55 ? home : below(totalization::states));
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
      number, date(facts.birth).to_string(), date(facts.claim).to_string(), facts.female ? "female" : "male");
  for (std::size_t n = 0; n < facts.periods.size(); ++n) {
    auto const& one = facts.periods[n];
    text += fmt::format(
        R"({}{{"id":"{}","state":"{}","from":"{}","to":"{}","kind":"{}","earnings":"{}.{:02} UNI","seq":{}}})",
        n == 0 ? "" : ",", n, state_names[one.state], date(one.from).to_string(),
        date(one.end - 1).to_string(), kind_names[static_cast<std::size_t>(one.kind)], one.cents / 100,
        one.cents % 100, n);
  }
  return text + "]}}";
}

// How many awards and answers are not what the program by hand says.
std::size_t wrong_in(core::Program const& program, run::Decision const& decision,
                     totalization::Result const& expected) {
  std::size_t wrong = decision.awards.size() == totalization::states ? 0 : 1;
  for (std::size_t n = 0; n < totalization::states && n < decision.awards.size(); ++n) {
    auto const& award = decision.awards[n];
    bool const granted = award.status == run::Status::granted;
    bool same = granted == (expected.route[n] != Route::none);
    if (granted && same) {
      auto const& route = program.awards[award.award].routes[award.route].name;
      same = route == route_names[static_cast<std::size_t>(expected.route[n])] &&
             award.value.as<model::Amount>().number == model::Rational(expected.cents[n], 100);
    }
    wrong += same ? 0 : 1;
  }
  std::vector<std::int32_t> counts{expected.total};
  counts.insert(counts.end(), expected.months.begin(), expected.months.end());
  for (std::size_t n = 0; n < counts.size(); ++n) {
    bool const same = n < decision.answers.size() && decision.answers[n].status == run::Status::granted &&
                      decision.answers[n].value.as<model::Rational>() == model::Rational(counts[n]);
    wrong += same ? 0 : 1;
  }
  return wrong;
}

// Of this thread, so that what else the machine does is not counted.
double processor_nanoseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

// Nanoseconds a case, the least of several rounds.
double spent(std::size_t cases, int rounds, std::function<void(std::size_t)> const& each) {
  double least = 0;
  for (int round = 0; round < rounds; ++round) {
    double const start = processor_nanoseconds();
    for (std::size_t n = 0; n < cases; ++n) each(n);
    double const one = (processor_nanoseconds() - start) / static_cast<double>(cases);
    if (round == 0 || one < least) least = one;
  }
  return least;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  std::size_t const count = argc > 2 ? std::stoul(argv[2]) : 5'000;
  std::mt19937_64 random(argc > 3 ? std::stoul(argv[3]) : 1);
  auto const rules = api::load(*api::folder((std::filesystem::path(argv[1]) / "tests/bench/rules").string()));
  if (!rules.ok()) return fmt::print("{}\n", rules.outcome().sentence), 2;
  auto const& program = rules.inside().program;

  std::vector<Case> by_hand;
  std::vector<std::string> documents;
  std::vector<cases::Case> facts;
  for (std::size_t n = 0; n < count; ++n) {
    by_hand.push_back(drawn(random));
    documents.push_back(document(by_hand.back(), n));
    auto const read = api::read_case(rules, documents.back());
    if (!read.ok()) return fmt::print("{}\n{}\n", read.outcome().sentence, documents.back()), 2;
    facts.push_back(read.inside().facts);
  }

  fast::Machine machine(program);
  std::size_t wrong = 0, left = 0;
  for (std::size_t n = 0; n < count; ++n) {
    auto const decision = machine.decide(facts[n]);
    if (decision)
      wrong += wrong_in(program, *decision, totalization::decided(by_hand[n]));
    else
      ++left;
  }

  render::Fields fields;
  for (auto const* name : {"award", "arguments", "status", "amount", "route"})
    fields.add(render::field_named(name)->field);
  api::Brief brief(rules, fields, false);
  run::Options plain;
  plain.explain = false;
  std::int64_t kept = 0;  // so that nothing is left out
  double const limit = spent(count, 9, [&](std::size_t n) {
    kept += totalization::decided(by_hand[n]).cents[n % totalization::states];
  });
  std::size_t const some = std::min<std::size_t>(count, 500);
  struct Line {
    char const* what;
    double nanoseconds;
  };
  std::vector<Line> const lines{
      {"by hand: evaluated", limit},
      {"fast: evaluated",
       spent(count, 5, [&](std::size_t n) { kept += machine.evaluate(facts[n]) ? 1 : 0; })},
      {"fast: evaluated, outcomes as a decision",
       spent(count, 3, [&](std::size_t n) { kept += machine.decide(facts[n]) ? 1 : 0; })},
      {"fast: evaluated, fields as JSON",
       spent(count, 3,
             [&](std::size_t n) { kept += static_cast<std::int64_t>(brief.decide(facts[n], n).size()); })},
      {"fast: JSON read, evaluated, fields as JSON",
       spent(
           count, 3,
           [&](std::size_t n) { kept += static_cast<std::int64_t>(brief.decide(documents[n], n).size()); })},
      {"reference: evaluated, no explanation",
       spent(some, 2, [&](std::size_t n) { kept += api::decide(rules, facts[n], plain).ok() ? 1 : 0; })},
      {"reference: JSON read, explained, decision as JSON",
       spent(some, 2,
             [&](std::size_t n) {
               kept += static_cast<std::int64_t>(api::to_json(api::decide(rules, documents[n])).size());
             })},
  };
  fmt::print("{:50} {:>12} {:>14} {:>10}\n", "", "us a case", "cases a second", "by hand");
  for (auto const& line : lines)
    fmt::print("{:50} {:12.3f} {:14.0f} {:9.1f}x\n", line.what, line.nanoseconds / 1000,
               1e9 / line.nanoseconds, line.nanoseconds / limit);
  fmt::print("{} cases: {} amounts, routes or counts wrong; {} left to the reference ({})\n", count, wrong,
             left, kept == 0 ? "nothing" : "counted");
  return wrong == 0 ? 0 : 1;
}
