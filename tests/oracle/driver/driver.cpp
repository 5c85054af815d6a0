// The engine's model room behind a pipe, for tests/oracle/*.py. Decides nothing itself.
//
// usage: oracle_driver play [FLAW]                    reads scenes, one a line; writes their results, one a
// line
//        oracle_driver months [FLAW] FIRST LAST       reads "MONTHS MODE" lines; writes for each day from
//        FIRST to
//                                                     LAST the day reached, as 32-bit words (-2^31: none)
//        oracle_driver completed [FLAW]               reads "FROM TO MODE" lines; writes completed months
#include <cstdio>
#include <iostream>
#include <limits>
#include <map>
#include <string>

#include "tests/oracle/driver/scene.hpp"

namespace {

using namespace convenio;
using oracle::Flaw;

std::map<std::string, Flaw> const flaws{
    {"end_exclusive", Flaw::end_exclusive}, {"lost_row", Flaw::lost_row},
    {"wrong_tie", Flaw::wrong_tie},         {"doubt_counts", Flaw::doubt_counts},
    {"wrong_clause", Flaw::wrong_clause},   {"month_forward", Flaw::month_forward}};

model::MissingDay mode_of(std::string const& text, Flaw flaw) {
  if (text == "forward") return model::MissingDay::forward;
  if (text == "refuse") return model::MissingDay::refuse;
  return flaw == Flaw::month_forward ? model::MissingDay::forward : model::MissingDay::back;
}

int play(Flaw flaw) {
  std::string line;
  while (std::getline(std::cin, line)) {
    auto const scene = oracle::read_scene(line, flaw);
    auto const result = scene ? oracle::play(*scene, flaw) : std::nullopt;
    std::cout << (result ? *result : "cannot be read") << '\n';
    if (std::cin.rdbuf()->in_avail() <= 0) std::cout.flush();
  }
  return 0;
}

int months(Flaw flaw, model::Date first, model::Date last) {
  std::int64_t count = 0;
  std::string mode;
  std::vector<std::int32_t> block;
  while (std::cin >> count >> mode) {
    block.clear();
    for (auto day = first; day <= last; day = model::Date::from_number(day.number() + 1)) {
      auto const reached = day.plus_months(count, mode_of(mode, flaw));
      block.push_back(reached ? reached->number() : std::numeric_limits<std::int32_t>::min());
    }
    if (std::fwrite(block.data(), sizeof(std::int32_t), block.size(), stdout) != block.size()) return 3;
    std::fflush(stdout);
  }
  return 0;
}

int completed(Flaw flaw) {
  std::string from, to, mode;
  while (std::cin >> from >> to >> mode)
    std::cout << model::completed_months(*model::Date::parse(from), *model::Date::parse(to),
                                         mode_of(mode, flaw))
              << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  std::vector<std::string> arguments(argv + 1, argv + argc);
  Flaw flaw = Flaw::no;
  if (arguments.size() > 1 && flaws.contains(arguments[1])) {
    flaw = flaws.at(arguments[1]);
    arguments.erase(arguments.begin() + 1);
  }
  if (arguments.size() == 1 && arguments[0] == "play") return play(flaw);
  if (arguments.size() == 1 && arguments[0] == "completed") return completed(flaw);
  if (arguments.size() == 3 && arguments[0] == "months") {
    auto const first = model::Date::parse(arguments[1]), last = model::Date::parse(arguments[2]);
    if (first && last) return months(flaw, *first, *last);
  }
  std::cerr << "usage: oracle_driver play | months FIRST LAST | completed\n";
  return 2;
}
