// P1, P3, P10, P11, P18: order, names, repetition and threads change nothing.
#include <thread>

#include <fmt/format.h>

#include "tests/properties/made.hpp"
#include "tests/properties/relations.hpp"

namespace convenio::properties {

namespace {

void accepted(Trial& trial) {
  Made const m = made(trial);
  if (!trial.planted) return;
  auto const faults = load({{"z.convenio", m.package.text() + "\nrule zz: whole = zy\n"}})->faults;
  trial.check(faults.empty(), "the checker refuses a package: " + faults);
}

void order_of_a_case(Trial& trial) {
  Made const m = made(trial);
  if (!m.good) return;
  Person other = m.person;
  trial.telling = trial.telling && other.career.size() > 1;
  trial.random.shuffle(other.career);
  trial.random.shuffle(other.facts);
  for (PersonPeriod& period : other.career) trial.random.shuffle(period.attributes);
  if (trial.planted && !other.career.empty()) other.career.back().to += 400;
  Decided const again = decide(*m.world, other.json(), true);
  trial.check(
      again.explained == m.first.explained,
      shown(m, "another order, another decision:\n" + differences(m.first.said, again.said), other.json()));
}

void order_of_files(Trial& trial) {
  Made const m = made(trial);
  if (!m.good) return;
  Package other = m.package;
  trial.random.shuffle(other.declarations);
  auto files = other.files(trial.random);
  trial.random.shuffle(files);
  if (trial.planted)
    files.back().second += fmt::format(
        "\nscheme zs \"S\" of {} {{ article 1 {{ question zz: truth = yes }} }}\n", m.package.states.front());
  auto const world = load(files);
  if (!trial.check(world->faults.empty(), "the checker refuses the same package in files:\n" + world->faults))
    return;
  Decided const again = decide(*world, m.person.json());
  std::string const differ = differences(m.first.said, again.said);
  trial.check(differ.empty() && again.needed == m.first.needed,
              shown(m, "files in another order:\n" + differ));
}

void repetition(Trial& trial) {
  Made const m = made(trial);
  trial.telling = trial.telling && !m.person.career.empty();
  if (!m.good || m.person.career.empty()) return;
  Person other = m.person;
  PersonPeriod again = trial.random.pick(other.career);
  bool const same_id = trial.random.coin();
  if (!same_id) again.id = "repeated";
  if (trial.planted) {
    again.id = "repeated";
    again.to += 500;
  }
  other.career.push_back(again);
  Decided const decided = decide(*m.world, other.json());
  std::string const differ = differences(m.first.said, decided.said);
  bool const told = std::count(decided.notices.begin(), decided.notices.end(), "K901") == 1;
  trial.check(differ.empty() && told,
              shown(m,
                    fmt::format("a repeated period {}:\n{}{}", told ? "told" : "not told", differ,
                                decided.good ? "" : decided.json),
                    other.json()));
}

// A fact that no rule reads, and a version that is not in force on any date that the package can ask for.
void unused(Trial& trial) {
  Made const m = made(trial);
  if (!m.good) return;
  Package other = m.package;
  other.declarations.push_back("fact zz: whole \"Who reads this?\"");
  for (std::string& one : other.declarations) {
    std::size_t const last = one.find("from 2010-01-01: ");
    if (!one.starts_with("parameter ") || last == std::string::npos) continue;
    std::string const value = one.substr(last + 17, one.find(" note", last) - last - 17);
    int const until = trial.planted ? 2010 : 2139;
    one.insert(one.rfind('}'), fmt::format("  from {}-01-01: 99{}\n", until + 1, value));
    one.replace(last, 17, fmt::format("from 2010-01-01 to {}-12-31: ", until));
  }
  auto const world = load({{"z.convenio", other.text()}});
  if (!trial.check(world->faults.empty(), "refused:\n" + world->faults + other.text())) return;
  Person person = m.person;
  person.facts.emplace_back("zz", "5");
  Decided const again = decide(*world, person.json());
  std::string const differ = differences(m.first.said, again.said);
  trial.check(differ.empty() && again.needed == m.first.needed,
              shown(m, "an unused fact or version:\n" + differ));
}

void names(Trial& trial) {
  Made const m = made(trial);
  if (!m.good) return;
  std::vector<std::pair<std::string, std::string>> there, back;
  std::vector<std::size_t> numbers(m.package.names.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = i;
  trial.random.shuffle(numbers);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    there.emplace_back(m.package.names[i], fmt::format("w{:03}", numbers[i]));
    back.emplace_back(there.back().second, trial.planted ? "w" : m.package.names[i]);
  }
  Person other = m.person;
  std::size_t number = other.career.size();
  for (PersonPeriod& period : other.career) period.id = fmt::format("q{}", number--);
  other.id = "someone";
  auto const world = load({{"z.convenio", renamed(m.package.text(), there)}});
  if (!trial.check(world->faults.empty(), "refused:\n" + world->faults)) return;
  Decided const again = decide(*world, renamed(other.json(), there));
  Said said;
  for (auto const& [label, saying] : again.said) said[renamed(label, back)] = renamed(saying, back);
  std::string const differ = differences(m.first.said, said);
  trial.check(again.good && differ.empty(), shown(m, "other names:\n" + differ));
}

void threads(Trial& trial) {
  Made const m = made(trial);
  if (!m.good) return;
  std::vector<std::string> cases;
  std::vector<std::string> alone;
  for (int i = 0; i < 8; ++i) {
    cases.push_back(any_person(m.package, trial.random).json());
    alone.push_back(decide(*m.world, cases.back(), true).explained);
  }
  std::vector<std::string> together(cases.size());
  std::vector<std::thread> workers;
  for (std::size_t worker = 0; worker < 4; ++worker) {
    workers.emplace_back([&, worker] {
      for (std::size_t i = worker; i < cases.size(); i += 4)
        together[i] = decide(*m.world, cases[i], true).explained;
    });
  }
  for (std::thread& worker : workers) worker.join();
  if (trial.planted) std::swap(together.front(), together.back());
  trial.check(together == alone, shown(m, "threads decide otherwise than one alone\n"));
}

}  // namespace

std::vector<Property> relations_of_form() {
  return {
      {"well-typed packages",
       "written by the generator of well-typed packages: the checker accepts them",
       120,
       accepted,
       {"the checker refuses a package: error[C0201]"}},
      {"P1 order of a case",
       "always; the same bytes, explanation included",
       120,
       order_of_a_case,
       {"another order, another decision"},
       "with a result and two periods"},
      {"P1 order of declarations",
       "always; the same statuses, values and missing facts",
       60,
       order_of_files,
       {"files in another order"}},
      {"P3 repetition",
       "equal but for the id, or wholly; one notice K901",
       120,
       repetition,
       {"a repeated period not told"}},
      {"P10 unused",
       "no rule reads the fact; the version begins after every date in use",
       80,
       unused,
       {"an unused fact or version"}},
      {"P11 names", "identifiers of periods, case and declarations are no data", 80, names, {"other names"}},
      {"P18 threads",
       "always; eight cases on four threads, the same bytes as one after the other",
       30,
       threads,
       {"threads decide otherwise than one alone"}},
  };
}

}  // namespace convenio::properties
