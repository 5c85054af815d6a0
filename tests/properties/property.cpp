// See property.hpp. A failure is sought again among smaller trials, and the smallest text is shown.
#include "tests/properties/property.hpp"

#include <cstdlib>

#include <fmt/format.h>

namespace convenio::properties {

namespace {

struct Asked {
  double count = 1;
  std::uint64_t seed = 7;
  std::string only;
  bool control = false;
};

bool read(int argc, char** argv, Asked& asked) {
  for (int i = 1; i < argc; ++i) {
    std::string const option = argv[i];
    bool const valued = i + 1 < argc;
    if (option == "--control") {
      asked.control = true;
    } else if (option == "--count" && valued) {
      asked.count = std::strtod(argv[++i], nullptr);
    } else if (option == "--seed" && valued) {
      asked.seed = std::strtoull(argv[++i], nullptr, 10);
    } else if (option == "--only" && valued) {
      asked.only = argv[++i];
    } else {
      fmt::print(stderr, "usage: {} [--count FACTOR] [--seed N] [--only TEXT] [--control]\n", argv[0]);
      return false;
    }
  }
  return true;
}

std::uint64_t seed_of(Property const& property, std::uint64_t seed, unsigned round) {
  std::uint64_t hash = 1469598103934665603U;  // FNV-1a
  for (char const c : property.name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return Random(hash ^ (seed * 0x9e3779b97f4a7c15U) ^ round).next();
}

Trial tried(Property const& property, std::uint64_t seed, int size, unsigned round, unsigned planted) {
  Trial trial{Random(seed), size, round, planted, false, {}};
  property.relation(trial);
  return trial;
}

// The shortest report among trials of growing size.
std::string smallest(Property const& property, std::uint64_t seed, std::string found) {
  for (int size = 1; size <= 3; ++size) {
    for (unsigned round = 0; round < 60; ++round) {
      Trial const trial = tried(property, seed + 1000U * static_cast<unsigned>(size) + round, size, round, 0);
      if (!trial.wrong.empty() && trial.wrong.size() < found.size()) found = trial.wrong;
    }
  }
  return found;
}

std::string first_line(std::string const& text) { return text.substr(0, text.find('\n')); }

// Each planted fault is found by the words that are stated for it, and without it the same trial holds.
bool refuted(Property const& property, Asked const& asked, unsigned planted) {
  for (unsigned round = 0; round < property.rounds; ++round) {
    std::uint64_t const seed = seed_of(property, asked.seed, round);
    int const size = 1 + static_cast<int>(10ULL * round / property.rounds);
    std::string const wrong = tried(property, seed, size, round, planted).wrong;
    if (wrong.empty()) continue;
    bool const expected = first_line(wrong).find(property.findings[planted - 1]) != std::string::npos;
    std::string const sound = tried(property, seed, size, round, 0).wrong;
    fmt::print("control: {}: fault {} in round {}: {}; without it: {}\n", property.name, planted, round + 1,
               first_line(wrong), sound.empty() ? "holds" : first_line(sound));
    if (!expected) fmt::print("NOT AS EXPECTED: {}\n", property.findings[planted - 1]);
    return expected && sound.empty();
  }
  fmt::print("NOT FOUND: {}: fault {} in {} rounds\n", property.name, planted, property.rounds);
  return false;
}

bool refuted(Property const& property, Asked const& asked) {
  bool all = !property.findings.empty();
  for (unsigned planted = 1; planted <= property.findings.size(); ++planted)
    all = refuted(property, asked, planted) && all;
  return all;
}

bool hold(Property const& property, Asked const& asked) {
  unsigned const rounds = std::max(1U, static_cast<unsigned>(property.rounds * asked.count));
  unsigned telling = 0;
  for (unsigned round = 0; round < rounds; ++round) {
    std::uint64_t const seed = seed_of(property, asked.seed, round);
    int const size = 1 + static_cast<int>(10ULL * round / rounds);
    Trial const trial = tried(property, seed, size, round, 0);
    telling += trial.telling ? 1 : 0;
    if (trial.wrong.empty()) continue;
    fmt::print("FAILED  {} (seed {}, round {}), true when: {}\n{}\n", property.name, asked.seed, round + 1,
               property.condition, smallest(property, seed, trial.wrong));
    return false;
  }
  fmt::print("figure: property {} | {} cases, {} {} | seed {}; {}\n", property.name, rounds, telling,
             property.telling, asked.seed, property.condition);
  bool const vacuous = telling * 20 < rounds;
  if (vacuous) fmt::print("FAILED  {}: fewer than one case in twenty says anything\n", property.name);
  return !vacuous;
}

}  // namespace

int run(std::vector<Property> const& properties, int argc, char** argv) {
  Asked asked;
  if (!read(argc, argv, asked)) return 2;
  unsigned good = 0;
  unsigned bad = 0;
  for (Property const& property : properties) {
    if (property.name.find(asked.only) == std::string::npos) continue;
    ++((asked.control ? refuted(property, asked) : hold(property, asked)) ? good : bad);
    std::fflush(stdout);
  }
  fmt::print("{} properties: {} {}, {} not\n", good + bad, good,
             asked.control ? "refuted as planted" : "hold", bad);
  return bad == 0 && good > 0 ? 0 : 1;
}

}  // namespace convenio::properties
