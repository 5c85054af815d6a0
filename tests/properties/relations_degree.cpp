// P4, P9, P22: more insurance never hurts, a later claim never brings an earlier start, a higher threshold
// never helps. The packages are made of operations for which the relation is true; which these are is said
// beside each.
#include <array>

#include <fmt/format.h>

#include "engine/model/date.hpp"
#include "tests/properties/person.hpp"
#include "tests/properties/property.hpp"
#include "tests/properties/relations.hpp"
#include "tests/properties/world.hpp"

namespace convenio::properties {

namespace {

// Histories that grow with the career: parts of it by what a period is, unions, intersections, cuts at fixed
// dates, and one owner for each day (an added period shares no day with another, so that no owner changes).
std::string growing_history(Random& random, int depth) {
  if (depth == 0) return "career";
  std::string const inner = growing_history(random, depth - 1);
  std::string const state = random.coin() ? "A" : "B", kind = random.coin() ? "k1" : "k2";
  switch (random.below(8)) {
    case 0:
      return fmt::format("(those p in {} where p.state is {})", inner, state);
    case 1:
      return fmt::format("(those p in {} where p.kind is {})", inner, kind);
    case 2:
      return fmt::format("clip({} from {} to {}-12-31)", inner,
                         day_text(day_number(random.between(1998, 2004), random.between(1, 12), 1)),
                         random.between(2005, 2014));
    case 3:
      return fmt::format("({} + {})", inner, growing_history(random, depth - 1));
    case 4:
      return fmt::format("common({}, {})", inner, growing_history(random, depth - 1));
    case 5:
      return fmt::format("resolve({} by overlaps({}))", inner, state);
    case 6:
      return fmt::format("attributed({} to {})", inner, state);
    default:
      return fmt::format("merge(split({} at {}-07-15))", inner, random.between(2000, 2012));
  }
}

std::string measure(Random& random, bool& months) {
  constexpr std::array<std::string_view, 3> counts{"days", "touched_months", "complete_months"};
  std::size_t const which = random.below(counts.size());
  months = which > 0;
  return fmt::format("{}({})", counts[which], growing_history(random, random.between(0, 3)));
}

// Conditions that stay met: thresholds of such counts, joined by `and` and `or`.
std::string growing_truth(Random& random, int depth, std::string const& threshold, int& used) {
  if (depth == 0) {
    bool months = false;
    std::string const count = measure(random, months);
    ++used;
    return fmt::format("{} {} {}{} * 1 {}", count, random.coin() ? ">=" : ">", threshold, used,
                       months ? "month" : "day");
  }
  return fmt::format("({} {} {})", growing_truth(random, depth - 1, threshold, used),
                     random.coin() ? "and" : "or", growing_truth(random, depth - 1, threshold, used));
}

constexpr char const* head = R"(package z
currency ARC "c"
state A "a" currency ARC
state B "b" currency ARC
enumeration kind { k1, k2 }
fact career: history "Which?"
fact birth: date "When?"
fact claim: date "When?"
period has kind: kind "What?"
precedence overlaps(S: state) between periods in order first_kind, own otherwise both
stands first_kind in overlaps when this.kind is k1 and other.kind is k2
stands own in overlaps when this.state is S and other.state is not S
)";

PersonPeriod period(Random& random, std::string id, int from, int to) {
  return {std::move(id),
          random.coin() ? "A" : "B",
          from,
          to,
          {{"kind", random.coin() ? "\"k1\"" : "\"k2\""}},
          {}};
}

Person worker(Random& random) {
  Person result;
  result.career_name = "career";
  int at = day_number(1998, 1, 1);
  for (int i = random.between(1, 6); i > 0; --i) {
    at += random.between(-200, 500);
    int const length = random.between(1, 900);
    result.career.push_back(period(random, fmt::format("p{}", i), at, at + length - 1));
    at += length;
  }
  result.facts = {
      {"birth", fmt::format("\"{}\"", day_text(day_number(random.between(1930, 1960), random.between(1, 12),
                                                          random.between(1, 28))))},
      {"claim", fmt::format("\"{}\"", day_text(day_number(random.between(1995, 2014), random.between(1, 12),
                                                          random.between(1, 28))))}};
  return result;
}

std::int64_t count_in(std::string const& saying) {  // "granted 120 days"
  return saying.starts_with("granted ") ? std::strtoll(saying.c_str() + 8, nullptr, 10) : -1;
}

std::string report(std::string const& what, std::string const& package, Person const& one,
                   std::string const& other) {
  return fmt::format("{}\n--- case\n{}\n--- other case\n{}\n--- package\n{}", what, one.json(), other,
                     package);
}

void more_insurance(Trial& trial) {
  std::string text = head;
  int used = 0;
  bool months = false;
  for (int i = 0; i < 3; ++i) {
    std::string const count = measure(trial.random, months);
    text += fmt::format("question counted{}: {} = {}\n", i, months ? "months" : "days", count);
  }
  text +=
      "question met: truth = " + growing_truth(trial.random, trial.random.between(0, 2), "t", used) + "\n";
  for (int i = 1; i <= used; ++i)
    text += fmt::format("parameter t{}: whole = {}\n", i, trial.random.between(1, 60));
  auto const world = load({{"z.convenio", text}});
  if (!trial.check(world->faults.empty(), world->faults + text)) return;
  Person const one = worker(trial.random);
  Person more = one;
  int after = 0;
  for (PersonPeriod const& p : one.career) after = std::max(after, p.to + 1);
  int const from = after + trial.random.between(0, 40);
  more.career.push_back(period(trial.random, "added", from, from + trial.random.between(0, 700)));
  if (trial.planted) more.career.erase(more.career.begin());
  Decided const before = decide(*world, one.json()), now = decide(*world, more.json());
  if (!trial.check(before.good && now.good, before.json + now.json)) return;
  for (auto const& [label, saying] : before.said) {
    std::string const& later = now.said.at(label);
    bool const holds =
        label == "met" ? saying != "granted yes" || later == saying : count_in(later) >= count_in(saying);
    trial.telling = trial.telling || saying != later || saying == "granted yes";
    trial.check(holds, report(fmt::format("{}: {}, with more insurance {}", label, saying, later), text, one,
                              more.json()));
  }
}

// Dates that do not go back when the claim is made later: the claim, dates of the file, spans added or taken
// (`missing back` and `forward` keep the order), ends of months, the earlier and the later of two.
std::string moving_date(Random& random, int depth) {
  if (depth == 0)
    return random.chance(60) ? "claim"
           : random.coin()   ? "right"
                             : day_text(day_number(random.between(1996, 2014), 3, 31));
  std::string const inner = moving_date(random, depth - 1);
  switch (random.below(5)) {
    case 0:
      return fmt::format("({} {} {} calendar months missing {})", inner, random.coin() ? "+" : "-",
                         random.between(0, 30), random.coin() ? "back" : "forward");
    case 1:
      return fmt::format("({} {} {} calendar days)", inner, random.coin() ? "+" : "-", random.between(0, 90));
    case 2:
      return fmt::format("{}({})", random.coin() ? "first_of_month" : "last_of_month", inner);
    default:
      return fmt::format("{}({}, {})", random.coin() ? "min" : "max", inner, moving_date(random, depth - 1));
  }
}

void later_claim(Trial& trial) {
  int const limit = trial.random.between(0, 24);
  std::string const text =
      std::string(head) +
      fmt::format(
          "parameter limit: calendar months = {} calendar months\n"
          "rule right: date = birth + {} calendar months missing back\n"
          "question begins: date = {}\n"
          "question paid_from: date = max(min({}, claim), claim - limit missing {})\n"
          "question arrears: calendar days = claim - max(min({}, claim), claim - limit missing back)\n",
          limit, 12 * trial.random.between(40, 66), moving_date(trial.random, trial.random.between(1, 4)),
          moving_date(trial.random, 2), trial.random.coin() ? "back" : "forward",
          moving_date(trial.random, 2));
  auto const world = load({{"z.convenio", text}});
  if (!trial.check(world->faults.empty(), world->faults + text)) return;
  Person const one = worker(trial.random);
  Person later = one;
  int const moved = trial.random.chance(50) ? trial.random.between(0, 40) : trial.random.between(0, 2000);
  std::string const claim = one.facts[1].second.substr(1, 10);
  int const day = model::Date::parse(claim)->number() + (trial.planted ? -400 : moved);
  later.facts[1].second = fmt::format("\"{}\"", day_text(day));
  Decided const before = decide(*world, one.json()), now = decide(*world, later.json());
  if (!trial.check(before.good && now.good, before.json + now.json)) return;
  trial.telling = before.said.at("begins") != now.said.at("begins");
  for (char const* const label : {"begins", "paid_from"})
    trial.check(
        before.said.at(label) <= now.said.at(label),
        report(fmt::format("{}: {}, claimed later {}", label, before.said.at(label), now.said.at(label)),
               text, one, later.json()));
  for (Decided const* const decided : {&before, &now})
    trial.check(
        count_in(decided->said.at("arrears")) <= 31 * limit && count_in(decided->said.at("arrears")) >= 0,
        report(fmt::format("arrears of {} with a limit of {} months", decided->said.at("arrears"), limit),
               text, one, later.json()));
}

void higher_threshold(Trial& trial) {
  int used = 0;
  int const age = trial.random.between(480, 800);
  std::string text =
      head + std::string("question met: truth = ") +
      growing_truth(trial.random, trial.random.between(0, 2), "t", used) +
      fmt::format(" {} age(birth at claim missing {}) >= minimum\n", trial.random.coin() ? "and" : "or",
                  trial.random.coin() ? "back" : "forward");
  // One question mixes `and` and `or` only in brackets, so that the whole is put in them.
  std::size_t const begin = text.find("truth = ") + 8, end = text.rfind(" and age") == std::string::npos
                                                                 ? text.rfind(" or age")
                                                                 : text.rfind(" and age");
  text.insert(end, ")");
  text.insert(begin, "(");
  std::vector<int> thresholds;
  for (int i = 1; i <= used; ++i) thresholds.push_back(trial.random.between(1, 80));
  std::size_t const raised = trial.random.below(thresholds.size() + 1);
  auto const with = [&](int step) {
    std::string all = text;
    for (std::size_t i = 0; i < thresholds.size(); ++i)
      all += fmt::format("parameter t{}: whole = {}\n", i + 1, thresholds[i] + (i == raised ? step : 0));
    return all + fmt::format("parameter minimum: calendar months = {} calendar months\n",
                             age + (raised == thresholds.size() ? step : 0));
  };
  auto const lower = load({{"z.convenio", with(0)}}),
             higher = load({{"z.convenio", with(trial.planted ? -60 : 1)}});
  if (!trial.check(lower->faults.empty(), lower->faults + with(0))) return;
  for (int i = 0; i < 12; ++i) {
    Person const one = worker(trial.random);
    std::string const before = decide(*lower, one.json()).said.at("met"),
                      now = decide(*higher, one.json()).said.at("met");
    trial.telling = trial.telling || before == "granted no";
    trial.check(before != "granted no" || now == before,
                report("a higher threshold made somebody eligible", with(0), one, "the same"));
  }
}

}  // namespace

std::vector<Property> relations_of_degree() {
  return {
      {"P4 more insurance",
       "the added period shares no day; counts of parts that grow with the career, below no cap",
       150,
       more_insurance,
       {", with more insurance "},
       "with a count that grew or a condition met"},
      {"P9 later claim",
       "always, for dates that follow the claim; arrears are cut at the limit",
       150,
       later_claim,
       {", claimed later "},
       "with another start"},
      {"P22 higher threshold",
       "at least so many, joined by and and or; twelve persons each",
       60,
       higher_threshold,
       {"a higher threshold made somebody eligible"},
       "with somebody ineligible"},
  };
}

}  // namespace convenio::properties
