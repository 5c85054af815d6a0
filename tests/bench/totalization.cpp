// How much longer the engine takes than a program written by hand for one law, of one run and on one core.
// Cases are drawn; every amount, route and count of both is compared, and the lines that both write.
// usage: totalization ROOT [CASES] [COMPARED] [SEED]    COMPARED: so many more are compared, and not timed
//        totalization ROOT --write CASES                documents of cases, a line each
//        totalization ROOT --expect CASES               what the program by hand writes of these
#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <malloc.h>

#include "engine/api/brief.hpp"
#include "engine/api/inside.hpp"
#include "engine/fast/machine.hpp"
#include "tests/bench/drawn.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/totalization.hpp"
#include "tests/bench/totalization_text.hpp"

namespace {

using namespace convenio;
using bench::spent;
using totalization::Case;
using totalization::Route;

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
      same = route == totalization::route_names[static_cast<std::size_t>(expected.route[n])] &&
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

render::Fields the_fields() {
  render::Fields fields;
  for (auto const* name : {"award", "arguments", "status", "amount", "route"})
    fields.add(render::field_named(name)->field);
  return fields;
}

// simdjson reads some bytes behind what it is given.
std::string padded(std::string text) {
  text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
  return text;
}

// The case of the second half of the law.
std::string summed_up(Case const& facts, totalization::History const& history, std::size_t number) {
  std::string days, weighted;
  for (std::size_t n = 0; n < totalization::states; ++n) {
    char const* const comma = n == 0 ? "" : ",";
    days += fmt::format(R"({}"{}":"{} days")", comma, totalization::state_names[n], history.own[n]);
    weighted += fmt::format(R"({}"{}":"{}.{:02} UNI")", comma, totalization::state_names[n],
                            history.weighted[n] / 100, history.weighted[n] % 100);
  }
  return fmt::format(
      R"({{"format":"convenio-case-1","id":"{}","facts":{{"claim":"{}","age":"{} calendar months","sex":"{}","total":"{} days",)"
      R"("own_days":{{{}}},"weighted":{{{}}}}}}})",
      number, model::Date::from_number(facts.claim).to_string(), facts.age * 12,
      facts.female ? "female" : "male", history.total, days, weighted);
}

api::Rules loaded(std::filesystem::path const& root, char const* package) {
  auto const rules = api::load(*api::folder((root / "tests/bench/rules" / package).string()));
  if (!rules.ok()) fmt::print("{}\n", rules.outcome().sentence);
  return rules;
}

// The lines of all: written by hand, and by the engine.
struct Compared {
  std::size_t wrong = 0, left = 0;
};
Compared compare_lines(api::Rules const& rules, std::mt19937_64& random, std::size_t count) {
  api::Brief brief(rules, the_fields(), false);
  Compared compared;
  std::string line;
  for (std::size_t n = 0; n < count; ++n) {
    auto const facts = totalization::drawn(random);
    line.clear();
    totalization::write(std::to_string(n), totalization::decided(facts), line);
    compared.wrong += brief.decide(totalization::document(facts, n), n) == line ? 0 : 1;
  }
  compared.left = brief.tally().cases - brief.tally().fast;
  return compared;
}

int print_documents(std::size_t count, bool expected) {
  std::mt19937_64 random(1);
  std::string line;
  for (std::size_t n = 0; n < count; ++n) {
    auto const facts = totalization::drawn(random);
    line.clear();
    if (expected)
      totalization::write(std::to_string(n), totalization::decided(facts), line);
    else
      line = totalization::document(facts, n) + "\n";
    fmt::print("{}", line);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  if (argc == 4 && argv[2][0] == '-')
    return print_documents(std::stoul(argv[3]), std::string(argv[2]) == "--expect");
  std::size_t const count = argc > 2 ? std::stoul(argv[2]) : 5'000;
  std::size_t const more = argc > 3 ? std::stoul(argv[3]) : 0;
  std::mt19937_64 random(argc > 4 ? std::stoul(argv[4]) : 1);
  auto const rules = loaded(argv[1], "totalization"), second = loaded(argv[1], "conditions");
  if (!rules.ok() || !second.ok()) return 2;
  auto const& program = rules.inside().program;

  std::vector<Case> by_hand;
  std::vector<totalization::History> histories;
  std::vector<std::string> documents;
  std::vector<cases::Case> facts, sums;
  facts.reserve(count);
  for (std::size_t n = 0; n < count; ++n) {
    by_hand.push_back(totalization::drawn(random));
    histories.push_back(totalization::normalised(by_hand.back()));
    documents.push_back(padded(totalization::document(by_hand.back(), n)));
    auto const sum = api::read_case(second, summed_up(by_hand.back(), histories.back(), n));
    if (!sum.ok()) return fmt::print("{}\n", sum.outcome().sentence), 2;
    sums.push_back(sum.inside().facts);
  }
  std::size_t const held_before = ::mallinfo2().uordblks;
  for (std::size_t n = 0; n < count; ++n) {
    auto const read = api::read_case(rules, documents[n]);
    if (!read.ok()) return fmt::print("{}\n{}\n", read.outcome().sentence, documents[n]), 2;
    facts.push_back(read.inside().facts);
  }
  auto const held = static_cast<double>(::mallinfo2().uordblks - held_before) / static_cast<double>(count) +
                    sizeof(cases::Case);

  fast::Machine machine(program), second_machine(second.inside().program);
  std::size_t wrong = 0, left = 0;
  for (std::size_t n = 0; n < count; ++n) {
    auto const expected = totalization::decided(by_hand[n]);
    auto const decision = machine.decide(facts[n]);
    if (decision)
      wrong += wrong_in(program, *decision, expected);
    else
      ++left;
    auto const summed = second_machine.decide(sums[n]);
    for (std::size_t s = 0; summed && s < totalization::states; ++s) {
      auto const& award = summed->awards[s];
      bool const granted = award.status == run::Status::granted;
      wrong += granted != (expected.route[s] != Route::none) ||
                       (granted &&
                        award.value.as<model::Amount>().number != model::Rational(expected.cents[s], 100))
                   ? 1
                   : 0;
    }
    left += summed ? 0 : 1;
  }
  auto const compared = compare_lines(rules, random, std::max<std::size_t>(more, 1'000));

  api::Brief brief(rules, the_fields(), false);
  run::Options plain;
  plain.explain = false;
  std::int64_t kept = 0;  // so that nothing is left out
  std::size_t const some = std::min<std::size_t>(count, 500);
  totalization::Reader reader;
  std::string id, line;

  auto const tell = [](char const* key, char const* what, double nanoseconds) {
    bench::tell(key, what, nanoseconds, "ns");
  };
  tell("by_hand", "by hand: evaluated", spent(count, 9, [&](std::size_t n) {
         kept += totalization::decided(by_hand[n]).cents[n % totalization::states];
       }));
  tell("fast", "evaluated, no explanation",
       spent(count, 5, [&](std::size_t n) { kept += machine.evaluate(facts[n]) ? 1 : 0; }));
  tell("by_hand_conditions", "by hand: conditions and amounts only", spent(count, 25, [&](std::size_t n) {
         kept += totalization::decided(by_hand[n], histories[n]).cents[n % totalization::states];
       }));
  tell("fast_conditions", "conditions and amounts only",
       spent(count, 5, [&](std::size_t n) { kept += second_machine.evaluate(sums[n]) ? 1 : 0; }));
  tell("by_hand_text", "by hand: JSON read, evaluated, fields written", spent(count, 5, [&](std::size_t n) {
         id.clear();
         line.clear();
         if (auto const* one = reader.read(documents[n], id))
           totalization::write(id, totalization::decided(*one), line);
         kept += static_cast<std::int64_t>(line.size());
       }));
  tell("fast_text", "JSON read, evaluated, fields written", spent(count, 3, [&](std::size_t n) {
         kept += static_cast<std::int64_t>(brief.decide(documents[n], n).size());
       }));
  tell("fast_fields", "evaluated, fields written", spent(count, 3, [&](std::size_t n) {
         kept += static_cast<std::int64_t>(brief.decide(facts[n], n).size());
       }));
  tell("reference", "reference: evaluated, no explanation",
       spent(some, 2, [&](std::size_t n) { kept += api::decide(rules, facts[n], plain).ok() ? 1 : 0; }));
  tell("decision", "JSON read, decided, decision written (library)", spent(some, 2, [&](std::size_t n) {
         kept += static_cast<std::int64_t>(api::to_json(api::decide(rules, documents[n])).size());
       }));
  tell("explained", "JSON read, decided, decision with explanation written",
       spent(some, 2, [&](std::size_t n) {
         kept += static_cast<std::int64_t>(
             api::to_json(api::decide(rules, documents[n]), {false, true, 0}).size());
       }));
  bench::tell("held", "a case that is held", held, "bytes");
  bench::tell("compared", "cases compared", static_cast<double>(count + std::max<std::size_t>(more, 1'000)),
              "cases");
  bench::tell("wrong", "amounts, routes, counts or lines wrong", static_cast<double>(wrong + compared.wrong),
              "");
  bench::tell("left", "cases left to the reference", static_cast<double>(left + compared.left), "cases");
  return wrong + compared.wrong == 0 && kept != 0 ? 0 : 1;
}
