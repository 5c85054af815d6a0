// Fuzz target: what the checker accepts never fails at run time, for a package and a case made of bytes
// (laws.hpp). Knows no rule and no case.
#include <numeric>

#include "tests/fuzz/judge.hpp"
#include "tests/fuzz/laws.hpp"

namespace convenio::fuzz {

namespace {

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

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t limit,
                                               unsigned seed) {
  return convenio::fuzz::mutate_case(data, size, limit, seed);
}

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace convenio;
  static fuzz::Reach reach("decision");
  if (size == 0) return 0;
  ++reach.tried;
  auto given = fuzz::given(data, size);
  if (!given) return 0;
  ++reach.accepted;
#ifdef CONVENIO_PLANT
  fuzz::plant(given->facts);
#endif
  fuzz::judge(given->law->rules, given->facts, std::accumulate(data, data + size, std::size_t{0}));
  return 0;
}
