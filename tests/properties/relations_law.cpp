// P2, P12, P13, P16: splitting, symmetry, completion, rounding.
#include <algorithm>

#include <fmt/format.h>

#include "tests/properties/made.hpp"
#include "tests/properties/relations.hpp"

namespace convenio::properties {

namespace {

bool split_one(Person& person, Random& random, bool planted) {
  std::vector<std::size_t> long_ones;
  for (std::size_t i = 0; i < person.career.size(); ++i) {
    if (person.career[i].to > person.career[i].from) long_ones.push_back(i);
  }
  if (long_ones.empty()) return false;
  PersonPeriod& first = person.career[random.pick(long_ones)];
  PersonPeriod second = first;
  first.to = random.between(first.from, first.to - 1);
  second.from = first.to + 1;
  second.id = "split";
  if (planted) second.to += 200;
  person.career.push_back(second);
  return true;
}

void splitting(Trial& trial) {
  Made const m = made(trial, Style::by_days);
  if (!m.good) return;
  Person other = m.person;
  trial.telling = split_one(other, trial.random, trial.planted != 0) && trial.telling;
  Decided const again = decide(*m.world, other.json());
  std::string const differ = differences(m.first.said, again.said);
  // A split period may leave two reasons of one kind where there was one: the facts are named by period.
  trial.check(again.good && differ.empty(), shown(m, "splitting a period:\n" + differ, other.json()));
}

constexpr char const* split_units = R"(package z
state A "a" currency ARC
currency ARC "c"
fact career: history "Which?"
period has wage: money ARC "How much?"
conversion thirty { 1 month = 30 days }
question by_days: days = days(career)
question by_years "8 or 7 months each": years =
  sum of touched_years(those q in career where q.id is p.id) for p in career
question by_thirty: months =
  sum of convert(days(those q in career where q.id is p.id) to months by thirty down) for p in career
question converted_after: months = convert(days(career) to months by thirty down)
question wages: money ARC = sum of p.wage for p in career
question certified_months: months = certified(career to months)
)";

// The other side of the condition: what is counted by period changes, what is counted by day does not.
void splitting_is_felt(Trial& trial) {
  auto const world = load({{"z.convenio", split_units}});
  if (!trial.check(world->faults.empty(), world->faults)) return;
  Person person;
  person.career_name = "career";
  int const from = day_number(trial.random.between(1990, 2010), 2, 1);
  person.career.push_back({"p", "A", from, from + 89, {{"wage", "\"100.00 ARC\""}}, "3 months"});
  Person other = person;
  other.career[0].to = from + 44;
  other.career.push_back(person.career[0]);
  other.career[1].id = "q";
  other.career[1].from = from + 45;
  Said const one = decide(*world, person.json()).said;
  Said const two = decide(*world, other.json()).said;
  trial.telling = one.size() == 6 && two.size() == 6;
  for (char const* const label : {"by_days", "converted_after"})
    trial.check((one.at(label) == two.at(label)) != (trial.planted == 1), fmt::format("{} changed", label));
  for (char const* const label : {"by_years", "by_thirty", "wages", "certified_months"})
    trial.check((one.at(label) != two.at(label)) != (trial.planted == 2),
                fmt::format("{} did not change: {}", label, one.at(label)));
}

void symmetry(Trial& trial) {
  Made const m = made(trial, Style::symmetric);
  if (!m.good) return;
  std::string const &a = m.package.states[0], &b = m.package.states[1];
  std::vector<std::pair<std::string, std::string>> swap{{a, b}, {b, a}};
  std::string const other = renamed(m.person.json(), swap);
  trial.telling = trial.telling && other != m.person.json();
  Decided const again = decide(*m.world, other);
  Said said;
  for (auto const& [label, saying] : again.said)
    said[trial.planted ? label : renamed(label, swap)] = renamed(saying, swap);
  std::string const differ = differences(m.first.said, said);
  trial.check(again.good && differ.empty(), shown(m, "the States swapped:\n" + differ, other));
}

// The same person, of whom less is known.
Person lesser(Made const& m, Random& random) {
  Person result = m.person;
  std::vector<std::pair<std::string, std::string>> kept;
  unsigned const percent = static_cast<unsigned>(random.between(10, 70));
  for (auto const& [name, value] : result.facts) {
    auto const fact = std::find_if(m.package.facts.begin(), m.package.facts.end(),
                                   [&, key = name](auto const& one) { return one.name == key; });
    // What has a default is no missing fact: a completion may choose otherwise.
    if (fact->defaulted || !random.chance(percent)) {
      kept.emplace_back(name, value);
    } else if (fact->type == "truth" && !fact->by_state && random.chance(30)) {
      kept.emplace_back(name, "{\"contradictory\": [true, false]}");
    } else if (!fact->by_state && random.chance(30)) {
      kept.emplace_back(name, fact->judgement ? "{\"pending\": \"not yet\"}" : "{\"unknown\": \"lost\"}");
    } else if (fact->by_state && random.coin()) {
      kept.emplace_back(name, value.substr(0, value.rfind(", \"")) + "}");
    }
  }
  result.facts = kept;
  for (PersonPeriod& period : result.career) {
    std::erase_if(period.attributes, [&](auto const&) { return random.chance(percent / 2); });
  }
  return result;
}

void completion(Trial& trial) {
  Made m = made(trial);
  if (!m.good) return;
  Person part = lesser(m, trial.random);
  if (trial.planted && !part.career.empty()) part.career.front().to += 3000;
  Decided const partial = decide(*m.world, part.json());
  if (!trial.check(partial.good, shown(m, "refused: " + partial.json, part.json()))) return;
  trial.telling = false;
  std::string wrong;
  for (auto const& [label, saying] : partial.said) {
    if (is_open(saying)) continue;
    trial.telling = true;
    auto const found = m.first.said.find(label);
    std::string const full = found == m.first.said.end() ? "not there" : found->second;
    if (!bears_out(full, saying))
      wrong += fmt::format("{}: {} with less known, but {} with all\n", label, saying, full);
  }
  trial.telling = trial.telling && !partial.needed.empty();
  trial.check(wrong.empty(), shown(m, "what was known changed:\n" + wrong, part.json()));
}

void rounding(Trial& trial) {
  Made const m = made(trial);
  if (!m.good) return;
  trial.telling = false;
  std::string const wrong = roundings(*m.world, m.first, trial.telling, trial.planted != 0);
  trial.check(wrong.empty(), shown(m, wrong));
}

}  // namespace

std::vector<Property> relations_of_law() {
  return {
      {"P2 splitting",
       "periods count by their days: no number of periods, no dates or wages of one period",
       120,
       splitting,
       {"splitting a period"}},
      {"P2 is false by period",
       "counted, converted, paid or certified by period: splitting must be felt",
       10,
       splitting_is_felt,
       {"by_days changed", "by_years did not change"}},
      {"P12 symmetry",
       "no rule names a state or takes the first of several",
       100,
       symmetry,
       {"the States swapped"}},
      {"P13 completion",
       "what has a default is given: elections and discretions are choices",
       300,
       completion,
       {"what was known changed"},
       "with a result while something is missing"},
      {"P16 rounding",
       "always; half modes by at most half a step, directed ones by less than a step, each step listed once",
       150,
       rounding,
       {" rounded to "},
       "with a rounding"},
  };
}

}  // namespace convenio::properties
