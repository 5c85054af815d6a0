// Fuzz target: what the checker accepts never fails at run time. The first byte says how many bytes make a
// package (law.hpp), the rest make a case (document.hpp). Set FUZZ_SHOW to see both, and what the checker
// says. Knows no rule and no case.
#include <algorithm>
#include <map>
#include <numeric>

#include "tests/fuzz/document.hpp"
#include "tests/fuzz/judge.hpp"
#include "tests/fuzz/law.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t limit);

namespace convenio::fuzz {

namespace {

constexpr std::size_t most_programs = 1500;  // kept, because many cases meet the same program

struct Law {
  api::Rules rules;
  std::uint64_t used = 0;
};

api::Rules const& rules_of(std::string const& law) {
  static std::string const base = read_package("base.convenio");
  static std::map<std::string, Law> known;
  static std::uint64_t clock = 0;
  auto [found, fresh] = known.try_emplace(law);
  found->second.used = ++clock;
  if (!fresh) return found->second.rules;
  found->second.rules = load({base, law});
  judge_diagnostics(found->second.rules);
  if (known.size() > most_programs) {
    auto oldest = known.begin();
    for (auto at = known.begin(); at != known.end(); ++at)
      if (at->second.used < oldest->second.used) oldest = at;
    known.erase(oldest);
  }
  return found->second.rules;
}

void show(std::string const& law, std::string const& document, api::Rules const& rules) {
  std::printf("%s\n%s\n%s", law.c_str(), document.c_str(),
              api::diagnose(rules, {api::Form::text, false}).c_str());
}

// Two histories that differ only by a repetition do not contradict each other, and are refused for it.
bool no_contradiction(api::Decision const& read) {
  return !read.ok() && std::all_of(read.faults().begin(), read.faults().end(),
                                   [](api::Fault const& fault) { return fault.code == "K045"; });
}

#ifdef CONVENIO_PLANT
// A fact that is said to be contradictory is taken for known, with a value of another type.
void plant(cases::Case& facts) {
  for (auto& [path, fact] : facts.facts) {
    if (fact.kind != cases::FactValue::Kind::contradictory) continue;
    fact.kind = cases::FactValue::Kind::known;
    fact.values.assign(1, {std::string("planted")});
  }
}
#endif

}  // namespace

}  // namespace convenio::fuzz

// Mostly the case is changed: another package costs a hundred times as much.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t limit,
                                               unsigned seed) {
  std::size_t const head = size == 0 ? 0 : std::min<std::size_t>(size, 1U + data[0]);
  if (size == 0 || seed % 64 == 0 || head >= limit) return LLVMFuzzerMutate(data, size, limit);
  return head + LLVMFuzzerMutate(data + head, size - head, limit - head);
}

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace convenio;
  static fuzz::Reach reach("decision");
  static bool const shown = std::getenv("FUZZ_SHOW") != nullptr;
  if (size == 0) return 0;
  ++reach.tried;
  std::span<std::uint8_t const> const all(data, size);
  std::size_t const head = std::min<std::size_t>(size, 1U + data[0]);
  fuzz::Bytes of_law(all.subspan(1, head - 1));
  fuzz::Bytes of_case(all.subspan(head));
  auto const law = fuzz::make_law(of_law);
  auto const document = fuzz::make_document(of_case);
  auto const& rules = fuzz::rules_of(law);
  if (shown) fuzz::show(law, document, rules);
  if (!rules.ok()) return 0;
  auto const read = api::read_case(rules, document);
  if (fuzz::no_contradiction(read)) return 0;
  if (!read.ok()) fuzz::found("a case that is not read: " + api::to_string(read.faults().front()), document);
  ++reach.accepted;
  auto facts = read.inside().facts;
#ifdef CONVENIO_PLANT
  fuzz::plant(facts);
#endif
  fuzz::judge(rules, facts, std::accumulate(all.begin(), all.end(), std::size_t{0}));
  return 0;
}
